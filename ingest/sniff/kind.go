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
)

// The kinds that are known but have no reader.
const (
	Empty      Kind = "empty"
	Locked     Kind = "locked"    // an Office file encrypted with a password
	Slides     Kind = "slides"    // ppt, pptx
	ODF        Kind = "odf"       // odt, ods
	OfficeXML  Kind = "officexml" // Word or Excel saved as one XML file
	RAR        Kind = "rar"
	SevenZip   Kind = "7z"
	BrokenOLE2 Kind = "ole2" // an OLE2 file in which no document was found: damaged, or another program's
	Unknown    Kind = "unknown"
)

// Refusal is the Problem of a kind that has no reader, nil for a kind that has one.
func (k Kind) Refusal() *document.Problem {
	switch k {
	case PDF, DOCX, DOC, RTF, XLSX, XLS, ZIP, HTML, Image, Text, Markdown, CSV, MHTML, OFD:
		return nil
	case Empty:
		return document.Empty()
	case Locked:
		return document.Encrypted("Office文档")
	case BrokenOLE2:
		return document.Damaged("Word或Excel文件", nil)
	case Slides:
		return unread("是演示文稿(PPT),暂不支持", "请另存为PDF或DOCX后重新提交")
	case ODF:
		return unread("是OpenDocument格式,暂不支持", "请另存为DOCX或XLSX后重新提交")
	case OfficeXML:
		return unread("是Office的单个XML文件,暂不支持", "请用Office或WPS打开,另存为DOCX或XLSX后重新提交")
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
