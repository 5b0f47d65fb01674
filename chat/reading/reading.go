// Package reading says what a question means before anything is searched for: whose words it is in, which places and
// notices it names, which day, what it goes on with. What it reads informs; it refuses nothing but what cannot be a
// question.
package reading

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"wence/chat/voice"
	"wence/retrieval"
	"wence/retrieval/english"
	"wence/retrieval/place"
	"wence/retrieval/scope"
	"wence/retrieval/zh"
)

// A Reading is a question as it is understood.
type Reading struct {
	Question                   // without personal data
	scope.Scope                // what it names, or the conversation before it
	Wording     string         // its text as notices would word it: in Chinese, where it is in English
	Folded      string         // that in the normal form
	Earlier     []string       // the questions before this one, in the same way, the oldest first
	Voice       voice.Voice    // in which the service answers
	Day         retrieval.Date // for which validity is reckoned
}

// A Reader reads questions. It is safe for concurrent use.
type Reader struct {
	scopes   *scope.Reader
	glossary *english.Glossary
	now      func() time.Time
}

// NewReader makes a reader.
func NewReader(scopes *scope.Reader, now func() time.Time) *Reader {
	return &Reader{scopes: scopes, glossary: english.New(), now: now}
}

// Read reads a question. It fails with a *FieldError where the question cannot be used.
func (r *Reader) Read(ctx context.Context, q Question) (Reading, error) {
	if err := q.check(); err != nil {
		return Reading{}, err
	}
	q = q.bounded().masked()
	out := Reading{Question: q, Voice: voice.Of(q.Text), Day: q.AsOf}
	if out.Day == "" {
		out.Day = retrieval.DateOf(r.now())
	}
	var err error
	if out.Scope, err = r.scopes.Read(ctx, q.Text, q.Region); err != nil {
		return Reading{}, regionError(q.Region, err)
	}
	out.Wording = r.wording(q.Text, out.Gazetteer)
	if out.Wording != q.Text {
		if out.Scope, err = r.scopes.Read(ctx, out.Wording, q.Region); err != nil {
			return Reading{}, regionError(q.Region, err)
		}
	}
	out.Folded = zh.Fold(strings.TrimSpace(out.Wording))
	for i := len(q.History) - 1; i >= 0; i-- {
		if q.History[i].Role != "user" {
			continue
		}
		wording := r.wording(q.History[i].Content, out.Gazetteer)
		out.Earlier = append([]string{zh.Fold(strings.TrimSpace(wording))}, out.Earlier...)
		if len(out.Places) > 0 {
			continue
		}
		before, err := r.scopes.Read(ctx, wording, "")
		if err != nil {
			return Reading{}, fmt.Errorf("read history: %w", err)
		}
		out.Places = before.Places
	}
	if whole := out.elsewhere(); whole != "" {
		out.Wording, out.Folded, out.Earlier = whole, whole, nil
		if out.Scope, err = r.scopes.Read(ctx, whole, q.Region); err != nil {
			return Reading{}, regionError(q.Region, err)
		}
	}
	return out, nil
}

// wording is a question as notices would word it.
func (r *Reader) wording(text string, places *place.Gazetteer) string {
	if voice.Of(text) != voice.English {
		return text
	}
	return r.glossary.Chinese(text, func(word string) (string, bool) {
		p, ok := places.Romanized(word)
		return p.Name, ok
	})
}

// Place reads the name of a place as that in a Question is read.
func (r *Reader) Place(ctx context.Context, name string) (scope.Scope, error) {
	if err := (Question{Text: "?", Region: name}).check(); err != nil {
		return scope.Scope{}, err
	}
	s, err := r.scopes.Read(ctx, "", name)
	if err != nil {
		return scope.Scope{}, regionError(name, err)
	}
	return s, nil
}

// courtesies are all that some messages are: 好的谢谢.
var courtesies = zh.Words("您好 你好 好的 好 在吗 有人吗 谢谢 多谢 感谢 明白 知道 再见 了 啊 呀 hi hello thanks thank you bye")

// IsGreeting reports a message that is a courtesy and no question.
func (r Reading) IsGreeting() bool {
	folded := strings.ToLower(r.Folded)
	return courtesies.In(folded) && !strings.ContainsFunc(courtesies.Without(folded), isLetterOrDigit)
}

func isLetterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// Uncovered are the places asked about at which no stored notice applies, the nation's apart.
func (r Reading) Uncovered() []retrieval.Region {
	var all []retrieval.Region
	for _, p := range r.Places {
		if len(p.Path) > 0 && !r.holds(p) {
			all = append(all, p)
		}
	}
	return all
}

// holds reports that a notice of a place, of one above it but the nation, or of one within it is stored.
func (r Reading) holds(at retrieval.Region) bool {
	for _, s := range r.Stored {
		switch s.Toward([]retrieval.Region{at}) {
		case retrieval.ReachOwn, retrieval.ReachBelow:
			return true
		case retrieval.ReachAbove:
			if len(s.Path) > 0 {
				return true
			}
		}
	}
	return false
}

// regionError tells a caller that a place is not known, or which places it may be.
func regionError(name string, err error) error {
	var unknown *place.UnknownError
	var ambiguous *place.AmbiguousError
	field := &FieldError{Pointer: "/region"}
	switch {
	case errors.As(err, &ambiguous):
		field.Detail = fmt.Sprintf("“%s”不止一处,请写明上级地区", name)
		for _, p := range ambiguous.Candidates {
			field.Choices = append(field.Choices, p.FullName())
		}
	case errors.As(err, &unknown):
		field.Detail = fmt.Sprintf("没有“%s”这个地区", name)
		for _, p := range unknown.Nearest {
			field.Choices = append(field.Choices, p.FullName())
		}
	default:
		return fmt.Errorf("read question: %w", err)
	}
	if len(field.Choices) > 0 {
		field.Detail += ",可能是:" + strings.Join(field.Choices, "、")
	}
	return field
}
