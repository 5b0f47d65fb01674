package reader

import "wence/retrieval/encoder"

// Bounds of what is read at a time, in tokens, as the reader was trained.
const (
	longestQuestion = 96
	longestTitle    = 40 // of a title, and of a heading
	longestWindow   = 384
)

// A window is what is read of a passage at a time: its title and heading, and whole sentences as far as they fit.
type window struct {
	passage   int
	tokens    []encoder.Token
	sentences []stretch
}

// A stretch is a sentence within a window: its number in the passage, and its tokens.
type stretch struct{ index, from, to int }

// question is a question's tokens.
func (r *Reader) question(text string) []encoder.Token {
	tokens := r.net.Tokenize(text)
	return tokens[:min(len(tokens), longestQuestion)]
}

// windows cuts a passage. Of a sentence that is longer than a window its beginning is read.
func (r *Reader) windows(asked []encoder.Token, passage int, p Passage) []window {
	head := r.head(p)
	room := min(longestWindow, r.net.Positions()) - len(asked) - 3
	fresh := func() window { return window{passage: passage, tokens: head[:len(head):len(head)]} }
	w := fresh()
	var all []window
	for i, text := range p.Sentences {
		tokens := r.net.Tokenize(text)
		if len(w.tokens)+len(tokens) > room && len(w.sentences) > 0 {
			all, w = append(all, w), fresh()
		}
		if tokens = tokens[:min(len(tokens), max(0, room-len(w.tokens)))]; len(tokens) == 0 {
			continue
		}
		from := len(w.tokens)
		w.tokens = append(w.tokens, tokens...)
		w.sentences = append(w.sentences, stretch{i, from, len(w.tokens)})
	}
	if len(w.sentences) > 0 {
		all = append(all, w)
	}
	return all
}

// head is what stands before the sentences: title。heading。
func (r *Reader) head(p Passage) []encoder.Token {
	var head []encoder.Token
	for _, part := range []string{p.Title, p.Heading} {
		if tokens := r.net.Tokenize(part); len(tokens) > 0 {
			head = append(append(head, tokens[:min(len(tokens), longestTitle)]...), r.net.Tokenize("。")...)
		}
	}
	return head
}
