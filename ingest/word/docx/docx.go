// Package docx reads Word documents of the Office Open XML kind (.docx, .docm, .dotx) as a person sees them: automatic
// numbers rendered, tracked deletions and hidden text left out, text boxes once, headers and footers not at all.
//
// Read opens the zip, loads styles, number definitions and notes whole (they are small), and streams the body:
//
//	package parts -> styles, lists, notes
//	document.xml  -> story (paragraphs, tables, text boxes; cells are stories too) -> []document.Block
package docx

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"wence/ingest/document"
	"wence/ingest/sniff/container"
)

const (
	maxPart  = 64 << 20 // bytes of one part, unpacked
	maxDepth = 2000     // nested XML elements
)

var errDepth = fmt.Errorf("xml nested over %d levels: %w", maxDepth, document.ErrTooLarge)

// Read gives a document's text. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	doc, err := read(ctx, data)
	if err == nil {
		return doc, nil
	}
	if ctx.Err() != nil {
		return document.Document{}, fmt.Errorf("read docx: %w", ctx.Err())
	}
	var problem *document.Problem
	switch {
	case errors.As(err, &problem):
	case errors.Is(err, errDepth):
		problem = document.TooLarge("Word文档的XML嵌套不得超过2000层")
	case errors.Is(err, document.ErrTooLarge):
		problem = document.TooLarge("Word文档的各部件解压后不得超过64 MB")
	default:
		problem = document.Damaged("Word文档(DOCX)", err)
	}
	return document.Document{}, problem
}

func read(ctx context.Context, data []byte) (document.Document, error) {
	archive, err := container.Zip(data)
	if err != nil {
		return document.Document{}, err
	}
	pkg := officePackage{archive}
	main := pkg.related("_rels/.rels", "/officeDocument", "word/document.xml")
	part := container.Part(archive, main)
	if part == nil {
		return document.Document{}, fmt.Errorf("no part %s: %w", main, document.ErrDamaged)
	}
	body, err := container.ReadPart(part, maxPart)
	if err != nil {
		return document.Document{}, err
	}
	s, err := pkg.surroundings(ctx, main)
	if err != nil {
		return document.Document{}, err
	}
	return assemble(ctx, pkg, body, s)
}

// assemble reads the body, and words what was left out.
func assemble(ctx context.Context, pkg officePackage, body []byte, s surroundings) (document.Document, error) {
	r := newReader(ctx, body, s)
	blocks, err := r.root("body")
	doc := document.Document{Blocks: blocks}
	var syntax *xml.SyntaxError
	switch {
	case err != nil && errors.As(err, &syntax) && len(blocks) > 0:
		doc.Notes = append(doc.Notes, fmt.Sprintf("文档在第%d段之后已损坏,其后的内容没有读入", len(blocks)))
	case err != nil:
		return document.Document{}, err
	case len(blocks) == 0 && r.pictures > 0:
		return document.Document{}, &document.Problem{
			Reason: "文档中只有图片,没有文字",
			Remedy: "请导出为PDF后重新提交,以便识别图片中的文字",
			Err:    document.ErrNotText,
		}
	case len(blocks) == 0:
		return document.Document{}, document.Empty()
	}
	if r.pictures > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("文档含有%d张图片,图片中的文字没有读入", r.pictures))
	}
	if r.foreign {
		doc.Notes = append(doc.Notes, "文档嵌入了其他格式的内容,该部分没有读入")
	}
	if r.cut {
		doc.Notes = append(doc.Notes, "文档中的表格超过200万格,超出部分没有读入")
	}
	doc.Title = pkg.title(blocks)
	return doc, nil
}

// officePackage finds the parts of an Office package.
type officePackage struct{ archive *zip.Reader }

// surroundings are what the body refers to.
type surroundings struct {
	styles styles
	lists  *lists
	notes  map[string]string // text of footnotes and endnotes by kind and id
}

// related follows a relationship of the given kind out of a .rels part; fallback when there is none.
func (p officePackage) related(rels, kind, fallback string) string {
	var list struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if p.unmarshal(rels, &list) != nil {
		return fallback
	}
	base := path.Dir(path.Dir(rels))
	for _, r := range list.Relationship {
		if !strings.HasSuffix(r.Type, kind) {
			continue
		}
		if strings.HasPrefix(r.Target, "/") {
			return container.PartName(r.Target)
		}
		return path.Join(base, r.Target)
	}
	return fallback
}

// errAbsent is a part that the package does not have, which is no fault of a package.
var errAbsent = errors.New("part is absent")

func (p officePackage) unmarshal(name string, into any) error {
	part := container.Part(p.archive, name)
	if part == nil {
		return errAbsent
	}
	content, err := container.ReadPart(part, maxPart)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(content, into); err != nil {
		return fmt.Errorf("part %s: %w: %w", name, err, document.ErrDamaged)
	}
	return nil
}

// surroundings loads styles, numbering and notes. Damage in them is damage of the document: without the numbers or the
// marks of hidden text the body would be misread.
func (p officePackage) surroundings(ctx context.Context, main string) (surroundings, error) {
	rels := path.Join(path.Dir(main), "_rels", path.Base(main)+".rels")
	folder := path.Dir(main)
	var styleSheet styleSheet
	if err := p.unmarshal(p.related(rels, "/styles", folder+"/styles.xml"), &styleSheet); err != nil && err != errAbsent {
		return surroundings{}, err
	}
	var definitions definitions
	if err := p.unmarshal(p.related(rels, "/numbering", folder+"/numbering.xml"), &definitions); err != nil && err != errAbsent {
		return surroundings{}, err
	}
	s := surroundings{styles: newStyles(styleSheet), lists: newLists(definitions), notes: map[string]string{}}
	for _, kind := range []string{"footnote", "endnote"} {
		part := container.Part(p.archive, p.related(rels, "/"+kind+"s", folder+"/"+kind+"s.xml"))
		if part == nil {
			continue
		}
		content, err := container.ReadPart(part, maxPart)
		if err != nil {
			return s, err
		}
		if err := newReader(ctx, content, s).readNotes(kind, s.notes); err != nil {
			return s, err
		}
	}
	return s, nil
}

// title is the core properties' title when the text holds it too. Templates and older documents leave theirs behind, so
// a title that the text does not have is not the document's.
func (p officePackage) title(blocks []document.Block) string {
	var core struct {
		Title string `xml:"title"`
	}
	if p.unmarshal(p.related("_rels/.rels", "/core-properties", "docProps/core.xml"), &core) != nil {
		return ""
	}
	folded := strings.Join(strings.Fields(core.Title), "")
	if len([]rune(folded)) < 4 {
		return ""
	}
	var text strings.Builder
	for _, b := range blocks[:min(len(blocks), 30)] {
		text.WriteString(strings.Join(strings.Fields(b.Text), ""))
	}
	if !strings.Contains(text.String(), folded) {
		return ""
	}
	return strings.TrimSpace(core.Title)
}
