package model

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"
)

// A chunkOfReply is one message of a stream, as far as it is read here.
type chunkOfReply struct {
	Choices []struct {
		Delta struct {
			Content rawText `json:"content"`
		} `json:"delta"`
		FinishReason openai.FinishReason `json:"finish_reason"`
	} `json:"choices"`
	Usage *openai.Usage    `json:"usage"`
	Error *openai.APIError `json:"error"`
}

// rawText is text whose bytes are kept where they are no UTF-8: servers that send a token at a time may cut within a
// character, and the rest comes in the next chunk.
type rawText string

// strayByte is where bytes that are no UTF-8 are kept while JSON is read; the last private plane, which no text uses.
const strayByte = 0x10FE00

// decodeChunk reads one chunk.
func decodeChunk(raw []byte) (chunkOfReply, error) {
	var c chunkOfReply
	if err := json.Unmarshal(keepStray(raw), &c); err != nil {
		return c, fmt.Errorf("read reply: %w", err)
	}
	if c.Error != nil {
		return c, fmt.Errorf("read reply: %w", c.Error)
	}
	return c, nil
}

// keepStray writes each byte that is no UTF-8 as a rune of its own.
func keepStray(raw []byte) []byte {
	if utf8.Valid(raw) {
		return raw
	}
	var out []byte
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			r = strayByte + rune(raw[0])
		}
		out = utf8.AppendRune(out, r)
		raw = raw[size:]
	}
	return out
}

// UnmarshalJSON reads a string or null.
func (t *rawText) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil || s == nil {
		return err
	}
	var out []byte
	for _, r := range *s {
		if r >= strayByte && r < strayByte+256 {
			out = append(out, byte(r-strayByte))
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	*t = rawText(out)
	return nil
}
