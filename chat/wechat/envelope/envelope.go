// Package envelope signs, seals and opens the messages that WeChat, WeCom and their kin exchange with a server of ours.
//
//	signature   hex of the SHA-1 over the sorted parts
//	sealed      AES-256-CBC, IV = key[:16], padded to 32: 16 random bytes | length, 4 bytes | message | receiver
//
// What is sealed is verified before it is opened, every byte of the padding and the receiver are checked, and nothing
// that comes from outside can make it panic.
package envelope

import (
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Errors of what comes from outside, matched with errors.Is.
var (
	ErrSignature = errors.New("signature is wrong")
	ErrSeal      = errors.New("sealed message cannot be opened")
	ErrReceiver  = errors.New("message is for another receiver")
)

// Options of a Box. Token is required.
type Options struct {
	Token    string
	Receiver string   // AppID, CorpID or suite ID; "" for WeCom's own robots
	Keys     []string // EncodingAESKeys of 43 characters, the current one first, then the previous one
}

// A Box seals and opens the messages of one account. It is safe for concurrent use.
type Box struct {
	token, receiver string
	keys            []key
}

// A Sealed message, with what its signature covers.
type Sealed struct {
	Signature, Timestamp, Nonce string
	Text                        string // base64
}

// New makes a box. The error says in Chinese which key is wrong, without showing it.
func New(opt Options) (*Box, error) {
	if opt.Token == "" {
		return nil, errors.New("没有写Token")
	}
	b := &Box{token: opt.Token, receiver: opt.Receiver}
	for i, text := range opt.Keys {
		raw, err := base64.RawStdEncoding.DecodeString(text)
		if len(text) != keyText || err != nil {
			return nil, fmt.Errorf("第%d个EncodingAESKey应为%d位字母和数字,现在是%d位", i+1, keyText, len(text))
		}
		b.keys = append(b.keys, key(raw))
	}
	return b, nil
}

// keyText is how long an EncodingAESKey is as text: 32 bytes in base64, its "=" left off.
const keyText = 43

// Sealing reports whether the box has a key, so that messages must be sealed.
func (b *Box) Sealing() bool { return len(b.keys) > 0 }

// Verify checks the signature over what is not sealed.
func (b *Box) Verify(signature, timestamp, nonce string) error {
	return match(signature, b.Sign(timestamp, nonce))
}

// Sign is the signature of the parts with the box's token.
func (b *Box) Sign(parts ...string) string { return Sign(append(parts, b.token)...) }

// Open verifies and opens a sealed message. key is the one that it was sealed with, for the answer.
func (b *Box) Open(s Sealed) (message []byte, key int, err error) {
	if err := match(s.Signature, b.Sign(s.Timestamp, s.Nonce, s.Text)); err != nil {
		return nil, 0, err
	}
	err = ErrSeal
	for i, k := range b.keys {
		message, receiver, opened := k.open(s.Text)
		switch {
		case !opened:
		case subtle.ConstantTimeCompare([]byte(receiver), []byte(b.receiver)) == 1:
			return message, i, nil
		default:
			err = ErrReceiver
		}
	}
	return nil, 0, err
}

// Seal seals a message with a key that Open gave, under a time and a random word of the caller's.
func (b *Box) Seal(message []byte, key int, timestamp, nonce string) Sealed {
	text := b.keys[key].seal(message, b.receiver)
	return Sealed{b.Sign(timestamp, nonce, text), timestamp, nonce, text}
}

// Sign is the signature over the parts.
func Sign(parts ...string) string {
	parts = slices.Clone(parts)
	slices.Sort(parts)
	sum := sha1.Sum([]byte(strings.Join(parts, "")))
	return hex.EncodeToString(sum[:])
}

func match(got, want string) error {
	if subtle.ConstantTimeCompare([]byte(strings.ToLower(got)), []byte(want)) != 1 {
		return ErrSignature
	}
	return nil
}
