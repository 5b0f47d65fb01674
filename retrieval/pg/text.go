package pg

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
)

// text is s as PostgreSQL can keep it: without NUL and without bytes that are no UTF-8. Each is replaced by one space,
// so that spans stay right.
func text(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	b := []byte(s)
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			b[i] = ' '
		}
		i += size
	}
	return string(b)
}

// texts keeps nil.
func texts(list []string) []string {
	if list == nil {
		return nil
	}
	clean := make([]string, len(list))
	for i, s := range list {
		clean[i] = text(s)
	}
	return clean
}

// storable gives a copy of the entry whose columns PostgreSQL can keep, without what the store fills in. Facts are made
// so when they are written.
func storable(e retrieval.Entry) retrieval.Entry {
	n := e.Notice.AsRead()
	for _, field := range []*string{&n.Source, &n.Origin, &n.SHA256, &n.Title, &n.Number, &n.IndexNumber, &n.Issuer, &n.Topic,
		&n.Region.ID, &n.URL, (*string)(&n.Issued), (*string)(&n.Published), (*string)(&n.Effective), (*string)(&n.Expires),
		&n.Declared, &n.Text} {
		*field = text(*field)
	}
	n.ID, n.Withdrawn, n.ReplacedBy = "", "", nil
	passages := make([]retrieval.Passage, len(e.Passages))
	for i, p := range e.Passages {
		p.ID, p.NoticeID = 0, ""
		p.Text, p.Locator, p.Headings, p.Columns = text(p.Text), text(p.Locator), texts(p.Headings), texts(p.Columns)
		p.Sections = slices.Clone(p.Sections)
		for j := range p.Sections {
			p.Sections[j].Locator = text(p.Sections[j].Locator)
		}
		passages[i] = p
	}
	return retrieval.Entry{Notice: n, Passages: passages, Facts: e.Facts, File: e.File, FileType: e.FileType, Over: e.Over}
}

// storableAmendment is an amendment whose columns PostgreSQL can keep.
func storableAmendment(a retrieval.Amendment) retrieval.Amendment {
	if a.Region != nil {
		r := *a.Region
		r.ID = text(r.ID)
		a.Region = &r
	}
	a.Title, a.Number, a.Issuer, a.Declared = kept(a.Title), kept(a.Number), kept(a.Issuer), kept(a.Declared)
	a.Issued, a.Published, a.Effective, a.Expires = kept(a.Issued), kept(a.Published), kept(a.Effective), kept(a.Expires)
	return a
}

// kept keeps nil.
func kept[T ~string](s *T) *T {
	if s == nil {
		return nil
	}
	clean := T(text(string(*s)))
	return &clean
}
