package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"wence/chat"
	"wence/chat/chooser"
)

// A Lister lists what is read for a question; *chat.Service does.
type Lister interface {
	Parter
	Texts(ctx context.Context, q chat.Question) (asked string, texts []chooser.Text, err error)
}

// A Group is a question with the passages that are read for it: what chat/reader/train learns from.
type Group struct {
	ID         string     `json:"id"`
	Question   string     `json:"q"` // as it is read
	Answerable bool       `json:"answerable"`
	Rows       []GroupRow `json:"rows"`
}

// A GroupRow is a passage of a Group.
type GroupRow struct {
	Notice    string   `json:"notice"` // source
	Title     string   `json:"title"`
	Heading   string   `json:"heading"`
	Sentences []string `json:"sents"`
	Gold      []int    `json:"gold"` // those that answer
}

// WriteGroups writes the group of each case as a line of JSON, of each of its parts where it asks several things.
func WriteGroups(ctx context.Context, w io.Writer, l Lister, cases []Case) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return eachPart(ctx, l, cases, func(c Case) error {
		asked, texts, err := l.Texts(ctx, c.Asked())
		if err != nil {
			return err
		}
		g := Group{ID: c.ID, Question: asked, Answerable: c.Answerable, Rows: []GroupRow{}}
		for _, t := range texts {
			g.Rows = append(g.Rows, c.row(t))
		}
		if err := out.Encode(g); err != nil {
			return fmt.Errorf("write groups: %w", err)
		}
		return nil
	})
}

// row is a text with what answers the case marked.
func (c Case) row(t chooser.Text) GroupRow {
	p := t.Passage()
	row := GroupRow{Notice: t.Hit.Notice.Source, Title: p.Title, Heading: p.Heading, Sentences: p.Sentences, Gold: []int{}}
	for i, q := range t.Quotes {
		if c.holds(q) {
			row.Gold = append(row.Gold, i)
		}
	}
	return row
}
