package encoder

import (
	"errors"
	"fmt"
)

// ErrInput is the error for an input that the network cannot read: too long, or of unknown tokens.
var ErrInput = errors.New("input does not fit the network")

// An Input is what a network reads at a time: Single and Pair make it.
type Input struct {
	Tokens   []int32
	Segments []uint8 // 0 or 1 for each token; nil for all 0
}

// Single returns the input of one text: [CLS] text [SEP]. What does not fit is cut off its end.
func (n *Network) Single(text []Token) Input {
	text = text[:min(len(text), n.header.Positions-2)]
	in := Input{Tokens: make([]int32, 0, len(text)+2)}
	in.add(n.vocab.cls, text, n.vocab.sep, 0)
	return in
}

// Pair returns the input of two texts, read together: [CLS] first [SEP] second [SEP], the second in segment 1. Token i
// of first is token 1+i of the input, token i of second is 2+len(first)+i. What does not fit is cut off the second's
// end, and off the first's where that alone is too long.
func (n *Network) Pair(first, second []Token) Input {
	room := n.header.Positions - 3
	first = first[:min(len(first), room)]
	second = second[:min(len(second), room-len(first))]
	in := Input{Tokens: make([]int32, 0, room+3), Segments: make([]uint8, 0, room+3)}
	in.add(n.vocab.cls, first, n.vocab.sep, 0)
	in.add(-1, second, n.vocab.sep, 1)
	return in
}

// add appends a token unless it is negative, a text, and a token, all of one segment.
func (in *Input) add(before int32, text []Token, after int32, segment uint8) {
	if before >= 0 {
		in.Tokens = append(in.Tokens, before)
	}
	for _, t := range text {
		in.Tokens = append(in.Tokens, t.ID)
	}
	in.Tokens = append(in.Tokens, after)
	for in.Segments != nil && len(in.Segments) < len(in.Tokens) {
		in.Segments = append(in.Segments, segment)
	}
}

// check reports what the network cannot read.
func (n *Network) check(in Input) error {
	if len(in.Tokens) == 0 || len(in.Tokens) > n.header.Positions {
		return fmt.Errorf("%w: %d tokens, of at most %d", ErrInput, len(in.Tokens), n.header.Positions)
	}
	if in.Segments != nil && len(in.Segments) != len(in.Tokens) {
		return fmt.Errorf("%w: %d segments for %d tokens", ErrInput, len(in.Segments), len(in.Tokens))
	}
	for i, id := range in.Tokens {
		if id < 0 || int(id) >= n.vocab.size || in.segment(i) > 1 {
			return fmt.Errorf("%w: token %d of segment %d", ErrInput, id, in.segment(i))
		}
	}
	return nil
}

func (in Input) segment(i int) int {
	if in.Segments == nil {
		return 0
	}
	return int(in.Segments[i])
}
