// Package sniff tells what a file is by its content, because names lie: one in seven files called .pdf or .doc by an
// office is something else.
//
// Bytes go into Type, a Kind comes out; the ingester chooses the reader by it, and Refusal words the answer for kinds
// that have no reader.
package sniff

import (
	"fmt"

	"wence/ingest/document"
)

// Kind is a type of file.
type Kind string

// The kinds with a reader.
const (
	PDF      Kind = "pdf"
	DOCX     Kind = "docx"
	DOC      Kind = "doc" // Word 97-2003, and WPS documents, which are the same container
	RTF      Kind = "rtf"
	XLSX     Kind = "xlsx"
	XLS      Kind = "xls" // Excel 97-2003, and WPS tables (.et)
	ZIP      Kind = "zip"
	HTML     Kind = "html"
	Image    Kind = "image"
	Text     Kind = "txt"
	Markdown Kind = "md"
	CSV      Kind = "csv"
	MHTML    Kind = "mhtml" // a page saved with its pictures
	OFD      Kind = "ofd"
	PPTX     Kind = "pptx"
	ODT      Kind = "odt"
	ODS      Kind = "ods"
	ODP      Kind = "odp"
	SheetXML Kind = "sheetxml" // a workbook saved as one XML file
)

// The kinds that are known but have no reader.
const (
	Empty      Kind = "empty"
	Locked     Kind = "locked"    // an Office file encrypted with a password
	Slides     Kind = "slides"    // PowerPoint 97-2003 (.ppt), and WPS presentations (.dps)
	Works      Kind = "works"     // Microsoft Works, whose texts are called .wps like those of WPS
	ODF        Kind = "odf"       // OpenDocument other than texts, sheets and slides: drawings, formulas, databases
	OfficeXML  Kind = "officexml" // a text or an OpenDocument file saved as one XML file
	RAR        Kind = "rar"
	SevenZip   Kind = "7z"
	BrokenOLE2 Kind = "ole2" // an OLE2 file in which no document was found: damaged, or another program's
	Unknown    Kind = "unknown"
)

// Refusal is the Problem of a kind that has no reader, nil for a kind that has one.
func (k Kind) Refusal() *document.Problem {
	switch k {
	case PDF, DOCX, DOC, RTF, XLSX, XLS, ZIP, HTML, Image, Text, Markdown, CSV, MHTML, OFD, PPTX, ODT, ODS, ODP, SheetXML:
		return nil
	case Empty:
		return document.Empty()
	case Locked:
		return document.Encrypted("Office文档")
	case BrokenOLE2:
		return document.Damaged("Word或Excel文件", nil)
	case Slides:
		return unread("是旧版演示文稿(.ppt、.dps),暂不支持", "请用PowerPoint或WPS演示打开,另存为PPTX或PDF后重新提交")
	case Works:
		return unread("是Microsoft Works文档(.wps),暂不支持", "请用WPS文字或LibreOffice打开,另存为DOCX后重新提交")
	case ODF:
		return unread("是OpenDocument的图形、公式或数据库,里面没有可读的正文", "请另存为PDF后重新提交")
	case OfficeXML:
		return unread("是办公软件的单个XML文件,暂不支持", "请用Office或WPS打开,另存为DOCX后重新提交")
	case RAR:
		return unread("是RAR压缩包,暂不支持", "请解压后提交其中的文件,或改用ZIP压缩包")
	case SevenZip:
		return unread("是7z压缩包,暂不支持", "请解压后提交其中的文件,或改用ZIP压缩包")
	}
	return unread("的格式无法识别", "请确认文件可以正常打开,另存为DOCX、PDF或XLSX后重新提交")
}

func unread(what, remedy string) *document.Problem {
	return &document.Problem{Reason: "文件" + what, Remedy: remedy, Err: fmt.Errorf("no reader: %w", document.ErrNotText)}
}
