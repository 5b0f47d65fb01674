// Package pptx reads PowerPoint presentations of the Office Open XML kind (.pptx, .pptm, .ppsx): the slides in the order
// they are shown, each slide a page, its title before its other text. Hidden slides, speakers' notes, page numbers and
// footers are left out, and notes say what else was not read.
//
//	presentation.xml -> slides in order -> shapes, groups, tables, diagrams -> paragraphs -> []document.Block
package pptx

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"wence/ingest/document"
	"wence/ingest/markup"
)

// maxSlides bounds a presentation.
const maxSlides = 2000

// format is what people call the files.
const format = "演示文稿(PPTX)"

// Read gives a presentation's text. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	doc, err := read(ctx, data)
	switch {
	case err == nil:
		return doc, nil
	case ctx.Err() != nil:
		return document.Document{}, fmt.Errorf("read pptx: %w", ctx.Err())
	}
	return document.Document{}, markup.Worded(err, format)
}

func read(ctx context.Context, data []byte) (document.Document, error) {
	pkg, err := markup.Open(data)
	if err != nil {
		return document.Document{}, err
	}
	parts, err := slides(ctx, pkg)
	if err != nil {
		return document.Document{}, err
	}
	if len(parts) > maxSlides {
		return document.Document{}, document.TooLarge(fmt.Sprintf("演示文稿不得超过%d页", maxSlides))
	}
	d := deck{ctx: ctx, pkg: pkg}
	for i, part := range parts {
		if err := d.add(i+1, part); err != nil {
			return document.Document{}, err
		}
	}
	return d.document()
}

// A deck gathers the slides of a presentation.
type deck struct {
	ctx     context.Context
	pkg     *markup.Package
	doc     document.Document
	tables  int
	hidden  []string // numbers of slides that are not shown
	damaged []string // of slides that could not be read to their end
	silent  []string // of slides that show pictures and no text
	left    leftOut
}

// leftOut counts what slides show besides text.
type leftOut struct {
	pictures, charts, objects int
	cut                       bool // a table was over the grid's bound
}

// add reads a slide as the page of a number.
func (d *deck) add(number int, part string) error {
	s := slide{deck: d, part: part, number: number}
	pictures := d.left.pictures
	err := s.read()
	page := strconv.Itoa(number)
	switch {
	case err != nil && (d.ctx.Err() != nil || errors.Is(err, document.ErrTooLarge)):
		return err
	case err != nil:
		d.damaged = append(d.damaged, page)
	case s.hidden:
		d.hidden = append(d.hidden, page)
		return nil
	case len(s.titles)+len(s.blocks) == 0 && d.left.pictures > pictures:
		d.silent = append(d.silent, page)
	}
	if number == 1 && len(s.titles) > 0 {
		d.doc.Title = joined(s.titles)
	}
	if number == 1 && len(s.titles) == 0 && len(s.blocks) > 1 && isTitle(s.blocks[0]) {
		d.doc.Title = s.blocks[0].Text
	}
	for _, b := range append(s.titles, s.blocks...) {
		b.Page = number
		d.doc.Blocks = append(d.doc.Blocks, b)
	}
	return nil
}

// longTitle is the longest title in characters.
const longTitle = 40

// isTitle reports a first text of the first slide that is its title, though no placeholder says so: short, and neither a
// sentence nor a figure with its name.
func isTitle(b document.Block) bool {
	n := utf8.RuneCountInString(b.Text)
	return b.Cells == nil && n > 4 && n <= longTitle && !strings.ContainsAny(b.Text, "。；：:！？、")
}

func joined(blocks []document.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(block.Text)
	}
	return b.String()
}

// document is what was read, with a note for everything that was not.
func (d *deck) document() (document.Document, error) {
	switch {
	case len(d.doc.Blocks) == 0 && len(d.damaged) > 0:
		return document.Document{}, fmt.Errorf("no slide can be read: %w", document.ErrDamaged)
	case len(d.doc.Blocks) == 0 && d.left.pictures > 0:
		return document.Document{}, document.NoText("演示文稿里只有图片,没有文字", "请导出为PDF后重新提交,以便识别图片中的文字")
	case len(d.doc.Blocks) == 0:
		return document.Document{}, document.Empty()
	}
	note := func(of []string, format string) {
		if len(of) > 0 {
			d.doc.Notes = append(d.doc.Notes, fmt.Sprintf(format, strings.Join(of, "、")))
		}
	}
	note(d.damaged, "第%s页已损坏,没有读全")
	note(d.hidden, "第%s页是隐藏的,没有读入")
	note(d.silent, "第%s页只有图片,图片中的文字没有读入")
	if n := d.left.pictures; n > 0 && len(d.silent) == 0 {
		d.doc.Notes = append(d.doc.Notes, fmt.Sprintf("演示文稿含有%d张图片,图片中的文字没有读入", n))
	}
	if n := d.left.charts + d.left.objects; n > 0 {
		d.doc.Notes = append(d.doc.Notes, fmt.Sprintf("演示文稿含有%d个图表或嵌入对象,其中的文字没有读入", n))
	}
	if d.left.cut {
		d.doc.Notes = append(d.doc.Notes, "演示文稿中的表格超过200万格,超出部分没有读入")
	}
	return d.doc, nil
}
