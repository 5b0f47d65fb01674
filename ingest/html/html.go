// Package html reads web pages: the text of the notice without the site around it.
//
// Bytes are decoded by evidence (ingest/charset), parsed, and three answers to "where is the text" are compared: the
// container that a known content management system marks, the densest element, and Mozilla's readability (choice.go).
// Paragraphs and tables of the chosen one become blocks; the title, the page's meta tags, the 信息公开 table and the line
// of dates and sources around the text become Title and Meta; links to files become Attachments.
package html

import (
	"context"
	"regexp"
	"slices"

	"wence/ingest/charset"
	"wence/ingest/document"
)

// maxBytes is the largest page read.
const maxBytes = 8 << 20

// fewCharacters is the length below which a text beside a picture or a file counts as its caption.
const fewCharacters = 30

// Read reads a web page in any encoding, up to 8 MB. The page's heading is the Title and not repeated in Blocks. Errors
// are *document.Problem (too large, not text, no text found), or the context's.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	if len(data) > maxBytes {
		return document.Document{}, document.TooLarge("网页文件不得超过8 MB")
	}
	text, err := charset.Decode(data)
	if err != nil {
		return document.Document{}, err
	}
	root, stripped, err := parse(text.Text)
	if err != nil {
		return document.Document{}, err
	}
	if err := ctx.Err(); err != nil {
		return document.Document{}, err
	}
	p := newPage(root)
	body, sure := p.choose()
	if err := ctx.Err(); err != nil {
		return document.Document{}, err
	}
	doc := document.Document{
		Title:       p.title,
		Meta:        p.fields(body),
		URL:         p.address(),
		Blocks:      body.text.blocks,
		Attachments: p.attachments(),
	}
	if t := fuller(p.title, body.text.blocks); p.guessed && (t != "" || runes(p.title) < minTitle) {
		doc.Title = t
	}
	if name := p.failure(body); name != "" {
		return document.Document{}, document.NoText("网页是网站的提示页(“"+name+"”),不是文件", "请重新打开原网页,确认能看到正文后再保存")
	}
	if len(doc.Blocks) == 0 {
		return document.Document{}, noText(body, doc)
	}
	doc.Notes = notes(text.Note(), stripped, cutOff(text.Text))
	if !sure {
		doc.Notes = append(doc.Notes, "网页正文的范围不能完全确定,请对照原网页核对")
	}
	if body.size < fewCharacters && len(doc.Attachments) > 0 {
		doc.Notes = append(doc.Notes, "网页正文很短,内容可能在附件中,请一并提交附件")
	}
	doc.Notes = append(doc.Notes, body.text.notes(body.size)...)
	return doc, nil
}

// Fragment reads a piece of HTML that stands in a file of another format: all its blocks, tables numbered from 1, and the
// fields of a metadata table. It gives nothing for what does not parse.
func Fragment(text string) ([]document.Block, []document.Field) {
	root, _, err := parse(text)
	if err != nil {
		return nil, nil
	}
	p := newPage(root)
	r := p.render(region{node: p.body}, region{})
	return r.blocks, r.fields
}

// opens and closes match the tags of a page's body.
var (
	opens  = regexp.MustCompile(`(?i)<body[\s>]`)
	closes = regexp.MustCompile(`(?i)</(body|html)\s*>`)
)

// cutOff says that a page's body begins and never ends, as when a download broke off.
func cutOff(text string) string {
	if opens.MatchString(text) && !closes.MatchString(text) {
		return "网页文件没有结尾,可能下载不完整,请对照原网页核对"
	}
	return ""
}

// notes keeps the sentences that say something.
func notes(sentences ...string) []string {
	return slices.DeleteFunc(sentences, func(s string) bool { return s == "" })
}

// noText says why a page without text has none, as far as the page shows it.
func noText(body answer, doc document.Document) *document.Problem {
	switch {
	case len(doc.Attachments) > 0:
		return document.NoText("网页里没有正文,内容在附件中", "请下载附件后提交附件")
	case body.text.images > 0:
		return document.NoText("网页正文是图片,没有文字", "请保存图片后提交,或提交文字版")
	}
	return document.NoText("网页里没有找到正文,可能由脚本显示", "请在浏览器中打开网页,另存为完整网页或PDF后提交")
}
