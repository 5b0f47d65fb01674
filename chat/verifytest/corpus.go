package verifytest

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// A Corpus is notices cut into passages, in the order of their files.
type Corpus struct {
	Hits     []retrieval.Hit            // notice and passage; citation n is Hits[n-1]
	Evidence func(retrieval.Hit) string // all that a citation may bear
}

// A Case is a sentence and the passage that it cites.
type Case struct {
	Rule string // how the sentence was made
	Text string
	From string // the sentence that it was made from
	Cite int    // the citation, from 1
}

// passageSize is how many bytes of running text make a passage, near what ingestion makes.
const passageSize = 1000

// Read adds the notices in a folder to the corpus: its .txt, .md and .html files in UTF-8. Others are passed over.
func (c *Corpus) Read(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("read corpus: %w", err)
		}
		if !utf8.Valid(data) {
			continue
		}
		text := string(data)
		if filepath.Ext(file) == ".html" {
			text = withoutTags(text)
		}
		c.add(filepath.Base(file), lines(text))
	}
	return nil
}

var (
	scripts  = regexp.MustCompile(`(?s)<(script|style)[^>]*>.*?</(script|style)>`)
	cellEnd  = regexp.MustCompile(`</t[dh]>\s*`)
	lineEnd  = regexp.MustCompile(`</(?:tr|p|h\d|li|div|title)>|<br[^>]*>`)
	tags     = regexp.MustCompile(`(?s)<[^>]*>`)
	markdown = regexp.MustCompile(`^#+\s*|\*\*`)
	ruled    = regexp.MustCompile(`^[|\s:-]+$`)
)

func withoutTags(page string) string {
	page = scripts.ReplaceAllString(page, "")
	page = strings.ReplaceAll(cellEnd.ReplaceAllString(page, "\t"), "\t</tr>", "\n")
	return html.UnescapeString(tags.ReplaceAllString(lineEnd.ReplaceAllString(page, "\n"), ""))
}

// lines cuts a text into its lines; the cells of a table row are joined by tabs.
func lines(text string) []string {
	var all []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(markdown.ReplaceAllString(line, ""))
		if strings.HasPrefix(line, "|") {
			if ruled.MatchString(line) {
				continue
			}
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			line = strings.Join(cells, "\t")
		}
		if line != "" {
			all = append(all, line)
		}
	}
	return all
}

var (
	titled   = regexp.MustCompile(`^[^。;:]{6,60}(?:通知|意见|措施|计划|决定|指南|答复|条件|方案|办法|报告)$`)
	numbered = regexp.MustCompile(`(?:发文字号)?([\p{Han}]{2,10}〔20\d\d〕\d+号)`)
	issued   = regexp.MustCompile(`^(20\d\d)年(\d{1,2})月(\d{1,2})日$`)
)

// add takes in a notice: its head, as far as plain rules read it, and its lines as passages.
func (c *Corpus) add(source string, lines []string) {
	n := retrieval.Notice{ID: source, Source: source}
	for i, line := range lines {
		folded := zh.Fold(line)
		if n.Title == "" && titled.MatchString(folded) {
			n.Title = folded
			if i > 0 && strings.HasPrefix(folded, "关于") {
				n.Title = zh.Fold(lines[i-1]) + folded
			}
		}
		if g := numbered.FindStringSubmatch(folded); g != nil && n.Number == "" {
			n.Number = g[1]
		}
		if g := issued.FindStringSubmatch(folded); g != nil {
			n.Issued = retrieval.Date(fmt.Sprintf("%s-%02s-%02s", g[1], g[2], g[3]))
		}
	}
	c.split(n, lines)
}

// split makes passages of lines: each row of a table is one, other lines go together up to passageSize.
func (c *Corpus) split(n retrieval.Notice, lines []string) {
	var pending []string
	size := 0
	flush := func() {
		if len(pending) > 0 {
			c.emit(n, retrieval.Passage{Text: strings.Join(pending, "\n")})
		}
		pending, size = nil, 0
	}
	var columns []string
	for _, line := range lines {
		cells := strings.Split(line, "\t")
		switch {
		case len(cells) == 1:
			columns = nil
			if size > 0 && size+len(line) > passageSize {
				flush()
			}
			pending, size = append(pending, line), size+len(line)
		case len(columns) != len(cells):
			flush()
			columns = cells
			if slices.ContainsFunc(cells, wholeNumber.MatchString) {
				columns = nil // the head spans several rows, which plain rules do not read
			}
		default:
			flush()
			c.emit(n, retrieval.Passage{Text: line, Columns: columns})
		}
	}
	flush()
}

func (c *Corpus) emit(n retrieval.Notice, p retrieval.Passage) {
	p.NoticeID, p.Seq = n.ID, len(c.Hits)+1
	c.Hits = append(c.Hits, retrieval.Hit{Notice: n, Passage: p})
}
