package web

import (
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

// sessionLife is how long a widget may ask before it has to show its site again.
const sessionLife = 30 * time.Minute

// Audiences of the tokens that this service signs. Each has a key of its own, made of the secret: none passes for another.
const (
	widgetAudience = "widget"
)

// A session is what a widget is given when it opens.
type session struct {
	Token     string   `json:"token"` // "" where no sites are registered and none is needed
	ExpiresIn int      `json:"expires_in"`
	Questions []string `json:"questions"` // to offer
	Feedback  bool     `json:"feedback"`  // answers can be rated
}

// postSession opens a session for a site's widget.
func (s *server) postSession(c *gin.Context) {
	var in struct {
		Site   string `json:"site"`
		Region string `json:"region"` // where the page is about
	}
	if err := decodeBody(c, &in); err != nil {
		s.problem(c, err)
		return
	}
	site, err := s.siteOf(in.Site)
	if err == nil && !s.allowedOn(c, site) {
		err = errOrigin
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	out := session{Questions: append([]string{}, s.Questions...), Feedback: s.Journal != nil}
	if len(out.Questions) == 0 {
		if out.Questions, err = s.suggest(c.Request.Context(), in.Region); err != nil {
			s.problem(c, err)
			return
		}
	}
	if site.Key != "" {
		out.ExpiresIn = int(sessionLife.Seconds())
		if out.Token, err = s.sign(widgetAudience, site.Key, sessionLife); err != nil {
			s.problem(c, err)
			return
		}
	}
	c.JSON(http.StatusCreated, out)
}

// sign makes a token for an audience; subject says whose it is.
func (s *server) sign(audience, subject string, life time.Duration) (string, error) {
	now := s.Now()
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Audience: jwt.ClaimStrings{audience}, Subject: subject, ID: newID(),
		IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(life)),
	}).SignedString(s.signingKey(audience))
	if err != nil {
		return "", fmt.Errorf("sign token: %w", err)
	}
	return token, nil
}

// signingKey is the key by which the tokens of an audience are signed.
func (s *server) signingKey(audience string) []byte {
	key, err := hkdf.Key(sha256.New, s.Secret, nil, "wence "+audience, sha256.Size)
	if err != nil {
		panic(err) // the length is a valid one
	}
	return key
}

// subject is whose a token is. errToken when it is not ours, over, or meant for another audience.
func (s *server) subject(audience, token string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return s.signingKey(audience), nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithAudience(audience),
		jwt.WithExpirationRequired(), jwt.WithTimeFunc(s.Now))
	if err != nil {
		return "", fmt.Errorf("%w: %w", errToken, err)
	}
	return claims.Subject, nil
}

// siteAsking is the site whose widget asks, by its token, or else by the origin of its page: who leaves the token out asks
// on its account all the same. "" where there is none. errToken when the token is not good, or its site was removed.
func (s *server) siteAsking(c *gin.Context) (string, error) {
	token, origin := bearer(c), c.GetHeader("Origin")
	if token == "" {
		i := slices.IndexFunc(s.Sites, func(site Site) bool { return slices.Contains(site.Origins, origin) })
		if i < 0 {
			return "", nil
		}
		return s.Sites[i].Key, nil
	}
	key, err := s.subject(widgetAudience, token)
	if err == nil && !slices.ContainsFunc(s.Sites, func(site Site) bool { return site.Key == key }) {
		err = errToken
	}
	return key, err
}

// bearer is the token that a request shows, "" for none.
func bearer(c *gin.Context) string {
	token, _ := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
	return token
}
