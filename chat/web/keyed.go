package web

import (
	"context"
	"errors"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat/web/key"
	"wence/retrieval"
)

// Keys knows the keys of programs; a retrieval.Store does.
type Keys interface {
	Key(ctx context.Context, id string) (retrieval.Key, error)
	Keys(ctx context.Context) ([]retrieval.Key, error)
	UseKey(ctx context.Context, id string, at time.Time) error
}

// usedEvery is how exactly the last use of a key is known; each use costs a write.
const usedEvery = time.Minute

// keyed lets in whoever shows a key for the scope, up to its own limit. As long as no key was ever made, it lets in all,
// whatever they show, within the limit of their address.
func (s *server) keyed(scope string) gin.HandlerFunc {
	return func(c *gin.Context) {
		closed, err := s.hasKeys(c)
		switch {
		case err != nil:
			s.problem(c, err)
		case !closed:
			s.addressLimited(c)
		default:
			s.admit(c, scope)
		}
	}
}

// admit lets in the key that a request shows, or refuses the request.
func (s *server) admit(c *gin.Context, scope string) {
	k, err := s.shownKey(c)
	if err == nil && !key.May(k, scope) {
		err = errScope
	}
	if limit := s.perKey; err == nil {
		if k.PerMinute > 0 {
			limit = limit.upTo(k.PerMinute)
		}
		if !limit.takes(c, k.ID) {
			err = errTooMany
		}
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Set(whoKey, k.Name)
	if now := s.Now(); now.Sub(k.Used) >= usedEvery {
		if err := s.Keys.UseKey(c, k.ID, now); err != nil {
			s.Log.WarnContext(c, "use of a key not noted", "request_id", requestID(c), "error", err) // as on a replica
		}
	}
}

// shownKey is the key that a request shows. Guesses are counted.
func (s *server) shownKey(c *gin.Context) (k retrieval.Key, err error) {
	token := bearer(c)
	if token == "" {
		return k, errProgramKey
	}
	return s.rightKey(c, token)
}

// rightKey is the key that a token is of.
func (s *server) rightKey(c *gin.Context, token string) (k retrieval.Key, err error) {
	err = s.tryKey(c, func() (bool, error) {
		id, ok := key.ID(token)
		if !ok {
			return false, nil
		}
		k, err = s.Keys.Key(c, id)
		if errors.Is(err, retrieval.ErrNotFound) {
			return false, nil
		}
		return err == nil && key.Opens(k, token), err
	})
	if errors.Is(err, errKey) {
		err = errProgramKey
	}
	return k, err
}

// showsKey reports a request with a program's key, and not with a token of the widget.
func (s *server) showsKey(c *gin.Context) bool {
	_, ok := key.ID(bearer(c))
	return ok && s.Keys != nil
}

// hasKeys reports that a key was made once. That stays so: those that are revoked count.
func (s *server) hasKeys(ctx context.Context) (bool, error) {
	if s.Keys == nil || s.locked.Load() {
		return s.Keys != nil, nil
	}
	keys, err := s.Keys.Keys(ctx)
	if len(keys) > 0 {
		s.locked.Store(true)
	}
	return len(keys) > 0, err
}
