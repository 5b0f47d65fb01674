package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat/web/key"
	"wence/retrieval"
)

// Sessions keeps who is signed in to the console; a retrieval.Store does.
type Sessions interface {
	PutSession(ctx context.Context, s retrieval.Session) error
	Session(ctx context.Context, id string) (retrieval.Session, error)
	EndSession(ctx context.Context, id string) error
}

// operator is the name under which changes are noted of who signed in with the one key of the settings.
const operator = "管理员"

// programKeys begin what Session.Key says of a key of the store, whose ID follows.
const programKeys = "key:"

// whoKey holds the name of the person in a request's context.
const whoKey = "who"

// who is the person that a request of the console is of.
func who(c *gin.Context) string { return c.GetString(whoKey) }

// sessionID is what the store knows of the token in a cookie.
func sessionID(token string) string {
	sum := sha256.Sum256([]byte(token)) // of 130 random bits, so nothing slower is needed
	return hex.EncodeToString(sum[:])
}

// ownKey tells the console's key from a later one.
func (s *server) ownKey() string {
	sum := sha256.Sum256([]byte("wence console\n" + s.AdminKey))
	return hex.EncodeToString(sum[:8])
}

// visit begins a session for whoever showed a key, and gives the token for the cookie.
func (s *server) visit(ctx context.Context, name, openedBy string) (string, error) {
	token := rand.Text()
	return token, s.Sessions.PutSession(ctx, retrieval.Session{
		ID: sessionID(token), Name: name, Key: openedBy, Until: s.Now().Add(consoleLife).UTC().Truncate(time.Millisecond),
	})
}

// visitor is the session of a request. errKey when there is none, it has ended, or its key is no longer good.
func (s *server) visitor(c *gin.Context) (retrieval.Session, error) {
	token, err := c.Cookie(consoleCookie)
	if err != nil || token == "" {
		return retrieval.Session{}, errKey
	}
	session, err := s.Sessions.Session(c.Request.Context(), sessionID(token))
	if errors.Is(err, retrieval.ErrNotFound) {
		err = errKey
	}
	if err == nil && !s.Now().Before(session.Until) {
		err = errKey
	}
	if err == nil {
		err = s.stillOpens(c.Request.Context(), session.Key)
	}
	return session, err
}

// stillOpens refuses the key of a session that was changed, revoked, or is for something else by now.
func (s *server) stillOpens(ctx context.Context, openedBy string) error {
	id, isProgram := strings.CutPrefix(openedBy, programKeys)
	if !isProgram {
		if openedBy != s.ownKey() {
			return errKey
		}
		return nil
	}
	if s.Keys == nil {
		return errKey
	}
	k, err := s.Keys.Key(ctx, id)
	if errors.Is(err, retrieval.ErrNotFound) || err == nil && (!k.Revoked.IsZero() || !key.May(k, key.Admin)) {
		return errKey
	}
	return err
}

// opener is whose key is shown to sign in, and what a session notes of it.
func (s *server) opener(c *gin.Context, given string) (name, openedBy string, err error) {
	given = strings.TrimSpace(given)
	if _, ok := key.ID(given); !ok || s.Keys == nil {
		return operator, s.ownKey(), s.checkKey(c, given)
	}
	k, err := s.rightKey(c, given)
	if err == nil && !key.May(k, key.Admin) {
		err = errKey
	}
	return k.Name, programKeys + k.ID, err
}

// memory keeps sessions of one server, until it ends.
type memory struct {
	mu  sync.Mutex
	all map[string]retrieval.Session
}

func newMemory() *memory { return &memory{all: map[string]retrieval.Session{}} }

func (m *memory) PutSession(_ context.Context, s retrieval.Session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all[s.ID] = s
	return nil
}

func (m *memory) Session(_ context.Context, id string) (retrieval.Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, ok := m.all[id]; ok {
		return s, nil
	}
	return retrieval.Session{}, retrieval.ErrNotFound
}

func (m *memory) EndSession(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.all, id)
	return nil
}
