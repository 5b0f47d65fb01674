package sheet

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"wence/ingest/document"
)

// chunkRows and chunkCells bound what is laid out at a time, so that a long table needs the grid of a short one.
const (
	chunkRows  = 2000
	chunkCells = 1_000_000
)

// layout turns the regions of one sheet into blocks.
type layout struct {
	book    *Book
	merges  []Range
	origins map[[2]int]string
	head    []Row // header rows of the last table, for rows that follow without their own
	full    bool  // a grid was full
}

// remarks begin the lines under a table that speak about it.
var remarks = []string{"注:", "注\uFF1A", "备注", "備註", "註", "说明", "說明", "附:", "附\uFF1A", "填表", "制表", "*", "※"}

// region appends the rows between two blank rows: titles, a table, remarks.
func (l *layout) region(rows []Row) {
	titles := 0
	for titles < len(rows) && !isWide(rows[titles]) {
		titles++
	}
	if parts := l.beside(rows[titles:]); parts != nil {
		l.lines(rows[:titles])
		for _, part := range parts {
			l.region(part)
		}
		return
	}
	if at := below(rows); at > 0 {
		l.region(rows[:at])
		l.region(rows[at:])
		return
	}
	width := len(l.columns(rows))
	first := titles
	for first < len(rows) && (!isWide(rows[first]) || caption(rows[first:], width)) {
		first++
	}
	if first == len(rows) {
		l.column(rows)
		return
	}
	last := len(rows)
	for last > first+1 && (!isWide(rows[last-1]) && startsWithAny(rows[last-1].Cells[0].Text, remarks) || isFacts(rows[last-1])) {
		last--
	}
	l.lines(rows[:first])
	l.table(rows[first:last])
	l.lines(rows[last:])
}

// caption reports that the first of the rows states facts about a table: "单位:…", "时间:…", or without a colon a few dates
// and figures over the labels of a table.
func caption(rows []Row, width int) bool {
	facts := stated(rows[0])
	if len(facts)*2 > width {
		return false
	}
	n := 0
	for _, c := range rows[0].Cells {
		if strings.ContainsAny(c.Text, ":\uFF1A") {
			n++
		}
	}
	if n*2 >= len(facts) {
		return true
	}
	head := slices.IndexFunc(rows, func(r Row) bool { return len(r.Cells)*2 > width })
	return head > 0 && slices.ContainsFunc(rows[0].Cells, func(c Cell) bool { return isFigure(c) || day.MatchString(c.Text) }) && !isFigure(rows[0].Cells[0]) && !slices.ContainsFunc(rows[head].Cells, isFigure)
}

// day matches what begins with a date of a year, such as a period.
var day = regexp.MustCompile(`^\d{4}[年.-]\d{1,2}`)

// stated gives the cells of a row over a table, a label with what stands behind it.
func stated(r Row) []string {
	var out []string
	for i := 0; i < len(r.Cells); i++ {
		text := strings.TrimSpace(r.Cells[i].Text)
		if i+1 < len(r.Cells) && !isFigure(r.Cells[i]) {
			value := strings.TrimSpace(r.Cells[i+1].Text)
			switch colon := strings.IndexAny(text, ":\uFF1A"); {
			case colon > 0 && strings.TrimLeft(text[colon:], ":\uFF1A") == "" && (isFigure(r.Cells[i+1]) || !strings.ContainsAny(value, ":\uFF1A")):
				text += value
				i++
			case colon < 0 && (isFigure(r.Cells[i+1]) || day.MatchString(value)):
				text += "\uFF1A" + value
				i++
			}
		}
		out = append(out, text)
	}
	return out
}

func startsWithAny(s string, prefixes []string) bool {
	s = strings.TrimSpace(s)
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// column appends rows without a table among them: a table of one column when it shows a header, else lines.
func (l *layout) column(rows []Row) {
	if len(rows) > 2 && len(l.columns(rows)) == 1 {
		if blocks := l.grid(rows[:min(len(rows), chunkRows)]); blocks[0].Header && len(rows) <= chunkRows {
			l.emit(rows, blocks)
			return
		}
	}
	l.lines(rows)
}

// lines appends the cells of rows as paragraphs.
func (l *layout) lines(rows []Row) {
	for _, r := range rows {
		for _, text := range stated(r) {
			for line := range strings.Lines(text) {
				if line = strings.TrimSpace(line); line != "" {
					l.book.blocks = append(l.book.blocks, document.Block{Text: line})
				}
			}
		}
	}
}

// table appends rows of several cells. Rows without a header of their own go on with the header above them when their
// columns lie within its columns.
func (l *layout) table(rows []Row) {
	size := min(max(chunkCells/len(l.columns(rows)), 1), chunkRows)
	start := rows[:min(len(rows), size)]
	blocks := l.grid(start)
	if !slices.ContainsFunc(blocks, func(b document.Block) bool { return b.Header }) && l.head != nil && l.fits(start) {
		l.continued(rows, size)
		return
	}
	l.emit(start, blocks)
	if len(rows) > size {
		l.continued(rows[size:], size)
	}
}

// emit appends the blocks of a table's first rows and remembers its header.
func (l *layout) emit(rows []Row, blocks []document.Block) {
	l.book.tables++
	l.head = nil
	for i, b := range blocks {
		if !b.Header {
			break
		}
		if len(b.Cells) > 1 { // a caption labels no column
			l.head = append(l.head, rows[i])
		}
	}
	l.append(articles(rows, blocks))
}

// continued appends further rows of the last table, laid out under its header.
func (l *layout) continued(rows []Row, size int) {
	for part := range slices.Chunk(rows, size) {
		blocks := l.grid(append(slices.Clone(l.head), part...))
		if l.append(articles(part, blocks[min(len(l.head), len(blocks)):])); l.book.places > MaxPlaces {
			return
		}
	}
}

func (l *layout) append(blocks []document.Block) {
	for i := range blocks {
		if blocks[i].Cells == nil {
			continue
		}
		blocks[i].Table = l.book.tables
		l.book.places += len(blocks[i].Cells)
	}
	l.book.blocks = append(l.book.blocks, blocks...)
}

// fits reports that all columns of the rows lie within the last header's.
func (l *layout) fits(rows []Row) bool {
	columns := l.columns(l.head)
	for _, c := range l.columns(rows) {
		if _, ok := slices.BinarySearch(columns, c); !ok {
			return false
		}
	}
	return true
}

// columns gives the columns in which the rows have a text, or a merged cell does.
func (l *layout) columns(rows []Row) []int {
	seen := map[int]bool{}
	for _, r := range rows {
		for _, c := range r.Cells {
			seen[c.Column] = true
		}
	}
	out := make([]int, 0, len(seen))
	for c := range seen {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}

// grid lays rows out, empty columns left out. Each row gives one block.
func (l *layout) grid(rows []Row) []document.Block {
	columns := l.columns(rows)
	grid := document.NewGrid(len(rows))
	for _, m := range l.merges {
		text := strings.TrimSpace(l.origins[[2]int{m.Top, m.Left}])
		top := sort.Search(len(rows), func(i int) bool { return rows[i].Number >= m.Top })
		bottom := sort.Search(len(rows), func(i int) bool { return rows[i].Number > m.Bottom })
		left, _ := slices.BinarySearch(columns, m.Left)
		right, _ := slices.BinarySearch(columns, m.Right+1)
		if text != "" && top < bottom && left < right {
			grid.Place(document.Span{Row: top, Col: left, Rows: bottom - top, Cols: right - left, Text: text})
		}
	}
	for i, r := range rows {
		for _, c := range r.Cells {
			column, _ := slices.BinarySearch(columns, c.Column)
			grid.Place(document.Span{Row: i, Col: column, Text: c.Text})
		}
	}
	l.full = l.full || grid.Full()
	return grid.Blocks(l.book.tables)
}
