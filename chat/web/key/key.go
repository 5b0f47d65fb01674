// Package key makes the keys by which programs call the service, and tells a right one from others. What a program shows
// is "wk_ID_SECRET"; the store has the ID and a digest of the secret.
package key

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wence/retrieval"
)

// What keys are for.
const (
	Ask    = "ask"    // /api/v1
	OpenAI = "openai" // /v1
	Bot    = "bot"    // both, for many people behind one address
	Admin  = "admin"  // uploads
)

// Scopes are all of them.
func Scopes() []string { return []string{Ask, OpenAI, Bot, Admin} }

const (
	prefix  = "wk"
	idSize  = 8
	maxName = 100 // characters
	most    = 1_000_000
)

// A Wish says what key is to be made.
type Wish struct {
	Name      string   // whose it is; required
	Scopes    []string // at least one
	PerMinute int      // requests; 0 = the service's standard
}

// New makes a key, and the token that is shown once. The error is for people.
func New(w Wish, now time.Time) (k retrieval.Key, token string, err error) {
	switch {
	case strings.TrimSpace(w.Name) == "" || utf8.RuneCountInString(w.Name) > maxName:
		return k, "", fmt.Errorf("请写明密钥给谁用,不超过%d字", maxName)
	case len(w.Scopes) == 0:
		return k, "", fmt.Errorf("请写明用途,可选%s", strings.Join(Scopes(), "、"))
	case w.PerMinute < 0 || w.PerMinute > most:
		return k, "", fmt.Errorf("每分钟次数应为0到%d,0表示按服务的设置", most)
	}
	for _, scope := range w.Scopes {
		if !slices.Contains(Scopes(), scope) {
			return k, "", fmt.Errorf("没有“%s”这个用途,可选%s", scope, strings.Join(Scopes(), "、"))
		}
	}
	scopes := slices.Sorted(slices.Values(w.Scopes))
	secret := strings.ToLower(rand.Text())
	k = retrieval.Key{
		ID: strings.ToLower(rand.Text())[:idSize], Name: strings.TrimSpace(w.Name), Digest: digest(secret),
		Scopes: slices.Compact(scopes), PerMinute: w.PerMinute, Created: now.UTC().Truncate(time.Millisecond),
	}
	return k, strings.Join([]string{prefix, k.ID, secret}, "_"), nil
}

func digest(secret string) []byte {
	sum := sha256.Sum256([]byte(secret)) // of 130 random bits, so nothing slower is needed
	return sum[:]
}

// ID is the key that a token names. ok is false for what is no key's token.
func ID(token string) (id string, ok bool) {
	parts := strings.Split(token, "_")
	if len(parts) != 3 || parts[0] != prefix || len(parts[1]) != idSize || parts[2] == "" {
		return "", false
	}
	return parts[1], true
}

// Opens reports that a token is that of a key which was not revoked, in a time that tells nothing of the secret.
func Opens(k retrieval.Key, token string) bool {
	id, ok := ID(token)
	secret := token[strings.LastIndex(token, "_")+1:]
	return ok && id == k.ID && subtle.ConstantTimeCompare(digest(secret), k.Digest) == 1 && k.Revoked.IsZero()
}

// May reports that a key is for a scope.
func May(k retrieval.Key, scope string) bool {
	return slices.Contains(k.Scopes, scope) || scope != Admin && slices.Contains(k.Scopes, Bot)
}
