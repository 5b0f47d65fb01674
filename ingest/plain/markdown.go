package plain

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/ingest/document"
	"wence/ingest/html"
)

var (
	atxHeading = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?$`)
	underline  = regexp.MustCompile(`^ {0,3}(=+|-+)$`)
	breakLine  = regexp.MustCompile(`^ {0,3}([-*_])[ \t]*(?:[-*_][ \t]*){2,}$`)
	fence      = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	tableTag   = regexp.MustCompile(`(?i)^\s*(<(html|body|div)[^>]*>\s*)*<table\b`)
	bullet     = regexp.MustCompile(`^\s*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?`)
	quote      = regexp.MustCompile(`^ {0,3}(?:>[ \t]?)+`)
	reference  = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:\s*\S+`)
	property   = regexp.MustCompile(`^([\pL\pN_ -]{1,40})\s*[:\x{FF1A}]\s*(.+)$`)
	comment    = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// maxHeading is the length in characters beyond which an underlined line is a paragraph before a rule.
const maxHeading = 80

// ReadMarkdown reads a Markdown file in any encoding: # and underlined headings carry their Level, emphasis marks are
// stripped, links keep their text, numbers of ordered lists stay as written. A single heading of level 1 in first place is
// the Title and not repeated in Blocks; the fields of a front matter block are Meta. Struck-out text is left out and noted.
// Errors are *document.Problem, or the context's.
func ReadMarkdown(ctx context.Context, data []byte) (document.Document, error) {
	lines, doc, err := decode(ctx, data)
	if err != nil {
		return doc, err
	}
	m := markdown{doc: doc, lines: withoutComments(lines)}
	m.frontMatter()
	for m.next < len(m.lines) {
		m.block()
	}
	if m.dropped > 0 {
		m.doc.Notes = append(m.doc.Notes, "文件中标有删除线的文字未读入")
	}
	m.takeTitle()
	return whole(m.doc)
}

// withoutComments drops HTML comments, which may span lines.
func withoutComments(lines []string) []string {
	text := strings.Join(lines, "\n")
	if !strings.Contains(text, "<!--") {
		return lines
	}
	return strings.Split(comment.ReplaceAllString(text, ""), "\n")
}

// markdown is a file being read.
type markdown struct {
	doc     document.Document
	lines   []string
	next    int // line to read
	tables  int
	dropped int // struck-out texts left out
}

// frontMatter takes "---" field lines "---" at the head of the file.
func (m *markdown) frontMatter() {
	if len(m.lines) == 0 || m.lines[0] != "---" {
		return
	}
	var fields []document.Field
	for i, line := range m.lines[1:] {
		if line == "---" || line == "..." {
			m.doc.Meta, m.next = fields, i+2
			return
		}
		if p := property.FindStringSubmatch(line); p != nil {
			fields = append(fields, document.Field{Label: strings.TrimSpace(p[1]), Value: strings.Trim(p[2], `"' `)})
		}
	}
}

// block reads what stands at the next line.
func (m *markdown) block() {
	rest := m.lines[m.next:]
	line := quote.ReplaceAllString(rest[0], "")
	if n := piped(rest); n > 0 {
		m.tables++
		rows, dropped := pipeTable(rest[:n], m.tables)
		m.doc.Blocks = append(m.doc.Blocks, rows...)
		m.dropped += dropped
		m.next += n
		return
	}
	if mark := fence.FindStringSubmatch(line); mark != nil {
		m.fenced(mark[1])
		return
	}
	if tableTag.MatchString(line) {
		m.htmlTable(rest)
		return
	}
	m.next++
	switch h := atxHeading.FindStringSubmatch(line); {
	case h != nil:
		m.add(document.Block{Text: h[2], Level: len(h[1])})
	case line == "" || breakLine.MatchString(line) || reference.MatchString(line):
	case len(rest) > 1 && underline.MatchString(rest[1]) && !bullet.MatchString(line) && utf8.RuneCountInString(line) <= maxHeading:
		m.next++
		m.add(document.Block{Text: line, Level: 1 + strings.Count(strings.TrimSpace(rest[1])[:1], "-")})
	default:
		hard := strings.HasSuffix(line, `\`)
		line = bullet.ReplaceAllString(strings.TrimSuffix(line, `\`), "")
		b := document.Block{Text: line}
		b.Broken = !hard && broken(line, rest[1:]) && !m.starts(rest[1:])
		m.add(b)
	}
}

// starts reports that the line after a paragraph begins something of its own.
func (m *markdown) starts(rest []string) bool {
	line := rest[0]
	return tableTag.MatchString(line) || atxHeading.MatchString(line) || bullet.MatchString(line) || quote.MatchString(line) ||
		breakLine.MatchString(line) || fence.MatchString(line) || piped(rest) > 0
}

// htmlTable reads a table written as HTML, as converters write those with merged cells.
func (m *markdown) htmlTable(rest []string) {
	n := 1 + slices.IndexFunc(rest, func(line string) bool { return strings.Contains(strings.ToLower(line), "</table>") })
	if n == 0 {
		n = len(rest)
	}
	blocks, fields := html.Fragment(strings.Join(rest[:n], "\n"))
	before := m.tables
	for _, b := range blocks {
		if b.Table > 0 {
			b.Table += before
			m.tables = max(m.tables, b.Table)
		}
		m.doc.Blocks = append(m.doc.Blocks, b)
	}
	m.doc.Meta = append(m.doc.Meta, fields...)
	m.next += n
}

// fenced reads a code block: its lines verbatim.
func (m *markdown) fenced(mark string) {
	for m.next++; m.next < len(m.lines); m.next++ {
		line := strings.TrimSpace(m.lines[m.next])
		if strings.HasPrefix(line, mark) {
			m.next++
			return
		}
		if line != "" {
			m.doc.Blocks = append(m.doc.Blocks, document.Block{Text: line})
		}
	}
}

func (m *markdown) add(b document.Block) {
	text, dropped := inline(b.Text)
	m.dropped += dropped
	if b.Text = text; b.Text != "" {
		m.doc.Blocks = append(m.doc.Blocks, b)
	}
}

// takeTitle moves a single first heading of level 1 to the title.
func (m *markdown) takeTitle() {
	for i, b := range m.doc.Blocks {
		if b.Level == 1 && i > 0 {
			return
		}
	}
	if len(m.doc.Blocks) > 0 && m.doc.Blocks[0].Level == 1 {
		m.doc.Title = m.doc.Blocks[0].Text
		m.doc.Blocks = m.doc.Blocks[1:]
	}
}
