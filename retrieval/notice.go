package retrieval

import (
	"strings"

	"wence/retrieval/zh"
)

// A Notice is one published document as read: what it says of itself and its whole text.
// Fields that the document does not state are zero; nothing is guessed.
type Notice struct {
	ID     string // stable name of the notice in its store; survives a changed text under the same origin
	Source string // base name of the ingested file
	Origin string // where it was read: absolute path, members of an archive after "!/", "upload:NAME" for uploads
	SHA256 string // of the file's bytes, hex
	Reader int    // version of the reader that made this record; see ingest.ReaderVersion

	Added   Date `json:",omitzero"` // when a file under this origin was first stored; "" = not noted
	Changed Date `json:",omitzero"` // when its bytes were other than before, last; "" = never, or not noted

	Title       string // 标题
	Named       bool   `json:",omitzero"` // the title is the file's name, for the text has none
	Number      string // 发文字号, as published: 奉节府办发〔2023〕65号
	IndexNumber string // 索引号
	Issuer      string // 发布机构
	Topic       string // 主题分类
	Region      Region // where it applies
	URL         string // where it was published

	Issued    Date   // 成文日期
	Published Date   // 发布日期
	Effective Date   // 施行日期
	Expires   Date   // last day in force, when the notice states one
	Horizon   Period // the period that a plan covers: 2018—2020年 in its title
	Declared  string // 有效性 as the page states it: 有效, 废止; "" when it says nothing

	Replaces   []Reference // notices that this one says it replaces or repeals
	ReplacedBy *Successor  // filled by the store: the stored notice that replaces this one

	Withdrawn Date      `json:",omitzero"` // filled by the store: the day from which nothing is answered from it; "" = it stands
	Amended   Amendment `json:",omitzero"` // filled by the store: what a person says instead of what was read
	Read      Amendment `json:",omitzero"` // filled by the store: what was read of the fields that are amended

	FileSize int64 `json:",omitzero"` // filled by Store.Notice: bytes of the file that Store.Original gives; 0 = none

	Text    string    // paragraphs joined by "\n"; cells of a table row joined by "\t"; "" in listings
	Outline []Heading // in order of Start
	Tables  []Table   // in order of Start
	Pages   []Page    // in order of Start; nil when the format has no pages
	OCR     []Span    // parts of Text that were recognised from images
	Notes   []string  // what was read only in part and why, in Chinese for the person
}

// A Span is a half-open range of bytes in the text of a notice.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether the spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// A Heading is one entry of a notice's outline. The part that it heads runs from Start to End.
type Heading struct {
	Span
	Level int    // 1 = outermost
	Label string // as in the locator: "三、", "(四)", "19.", "第五条", "附件1"; "" for a heading without a number
	Title string // the words of the heading, without its label; "" when the label heads running text
}

// A Table is a table of the notice.
type Table struct {
	Span
	Rows []Row
}

// A Row is one line of a table. Its cells are the parts of the line between tabs.
type Row struct {
	Span
	Columns []string // label of each cell ("招生计划/人数(人)"); nil for rows of the head
}

// A Page says on which page of the file the text from Start on stands.
type Page struct {
	Start  int
	Number int // 1-based
}

// A Reference names another notice, by number, by title, or both.
type Reference struct {
	Number string
	Title  string
	Repeal bool // the other notice is repealed (废止), not only replaced
}

// A Successor is the stored notice that replaces another.
type Successor struct {
	ID     string
	Title  string
	Number string
	Since  Date // first day of the successor, "" when unknown
	Repeal bool
}

// DisplayTitle is the title, or for a notice without one its first words.
func (n Notice) DisplayTitle() string {
	if n.Title != "" {
		return n.Title
	}
	return n.Source
}

// PlacedTitle is the title behind the place that the notice is of, unless the title tells it by its first two characters.
func (n Notice) PlacedTitle() string {
	name := []rune(n.Region.Name)
	if len(n.Region.Path) == 0 || strings.Contains(zh.Fold(n.Title), string(name[:min(len(name), 2)])) {
		return n.Title
	}
	return n.Region.Name + n.Title
}
