package sniff

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"
	"testing"

	"wence/ingest/sniff/sampletest"
)

// kinds that the samples' folders promise, by extension; wrong is for names that lie or files that are damaged.
var byExtension = map[string]Kind{
	".doc": DOC, ".wps": DOC, ".docx": DOCX, ".rtf": RTF, ".pdf": PDF, ".xls": XLS, ".xlsx": XLSX, ".zip": ZIP,
	".html": HTML, ".txt": Text, ".md": Markdown, ".jpg": Image, ".png": Image,
}

var wrong = map[string]Kind{
	"doc/ole_garbage.doc":            BrokenOLE2,
	"doc/random.doc":                 Unknown,
	"doc/truncated.doc":              BrokenOLE2,
	"pdf/empty.pdf":                  Empty,
	"pdf/random.pdf":                 Unknown,
	"xls/html_as_xls.xls":            HTML,
	"wrong_ext/doc_named.docx":       DOC,
	"wrong_ext/docx_named.doc":       DOCX,
	"wrong_ext/gbk_text_named.pdf":   Text,
	"wrong_ext/html_named.doc":       HTML,
	"wrong_ext/html_named.xls":       HTML,
	"wrong_ext/jpg_named.pdf":        Image,
	"wrong_ext/noext":                PDF,
	"wrong_ext/pdf_named.doc":        PDF,
	"wrong_ext/rtf_named.doc":        RTF,
	"wrong_ext/xlsx_named.xls":       XLSX,
	"wrong_ext/zip_named.docx":       ZIP,
	"html/daqing_big5_body_only.txt": Text,
}

func TestTypeOfSamples(t *testing.T) {
	for _, tc := range sampletest.Cases(t, "doc", "docx", "rtf", "xls", "pdf", "zip", "wrong_ext", "html", "html_real", "txt") {
		t.Run(tc.File, func(t *testing.T) {
			want, ok := wrong[tc.File]
			if !ok {
				want = byExtension[path.Ext(tc.File)]
			}
			if got := Type(tc.Data, tc.File); got != want {
				t.Errorf("Type = %q, want %q", got, want)
			}
		})
	}
}

func TestType(t *testing.T) {
	gbk := "\xb9\xd8\xd3\xda\xd3\xa1\xb7\xa2\xcd\xa8\xd6\xaa" // 关于印发通知
	tests := []struct {
		name, file, data string
		want             Kind
	}{
		{"only spaces", "a.txt", " \r\n\t", Empty},
		{"only a byte-order mark", "a.txt", "\xEF\xBB\xBF", Empty},
		{"GBK text", "a.doc", gbk, Text},
		{"csv by name", "a.CSV", gbk + "," + gbk, CSV},
		{"delimited text called xls", "导出.xls", gbk + "\t" + gbk, CSV},
		{"markdown by name", `c:\x\a.MD`, gbk, Markdown},
		{"markdown that begins with markup", "a.md", "<p align=center>" + gbk + "</p>", Markdown},
		{"page called md", "a.md", "<!DOCTYPE html><html>" + gbk, HTML},
		{"fragment of a page", "a.txt", "\n<!-- x --><TABLE border=1><tr><td>" + gbk, HTML},
		{"UTF-16 text", "a.txt", "\xFF\xFEa\x00b\x00c\x00", Text},
		{"UTF-16 text without mark", "a.txt", "\xcd\x91\x03\x8c\n\x00\xcd\x91", Text},
		{"zeros on both sides", "a.txt", "a\x00\x00\x00\x00b", Unknown},
		{"UTF-16 page", "a.xls", "\xFF\xFE<\x00h\x00t\x00m\x00l\x00>\x00", HTML},
		{"text about the tag", "a.txt", gbk + " <table> " + gbk, Text},
		{"junk before PDF", "a", "junk\n%PDF-1.4\n", PDF},
		{"PDF mark too late", "a.txt", strings.Repeat("x", 1024) + "%PDF-1.4", Text},
		{"Excel as one XML", "a.xls", `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, SheetXML},
		{"Word as one XML", "a.doc", `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>`, OfficeXML},
		{"page saved whole", "a.doc", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", MHTML},
		{"page saved alone", "a.mht", "From: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\n\r\n<html>", MHTML},
		{"text that looks like a letter", "a.txt", "Subject: " + gbk + "\nDate: 2024\n" + gbk, Text},
		{"OpenDocument as one XML", "a.fodt", `<?xml version="1.0"?><office:document xmlns:office="o" office:mimetype="application/vnd.oasis.opendocument.text">`, OfficeXML},
		{"rar", "a.zip", "Rar!\x1A\x07\x01\x00", RAR},
		{"text that starts with BM", "a.txt", "BM is short for benchmark, says the text", Text},
		{"binary", "a.txt", "\x01\x02\x03\x00\x05", Unknown},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := Type([]byte(tc.data), tc.file); got != tc.want {
				t.Errorf("Type = %q, want %q", got, tc.want)
			}
		})
	}
}

func TestTypeOfPackages(t *testing.T) {
	tests := []struct {
		name  string
		parts []string
		want  Kind
	}{
		{"docx", []string{"[Content_Types].xml", "word/document.xml"}, DOCX},
		{"docx with backslashes", []string{"[Content_Types].xml", `word\document2.xml`}, DOCX},
		{"xlsx", []string{"docProps/app.xml", "xl/workbook.xml", "[Content_Types].xml"}, XLSX},
		{"pptx", []string{"[Content_Types].xml", "ppt/presentation.xml"}, PPTX},
		{"a folder called word", []string{"word/a.txt"}, ZIP},
		{"ofd", []string{"OFD.xml", "Doc_0/Document.xml"}, OFD},
		{"OpenDocument of an unknown kind", []string{"mimetype", "content.xml"}, ODF},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			for _, part := range tc.parts {
				if _, err := w.Create(part); err != nil {
					t.Fatal(err)
				}
			}
			w.Close()
			if got := Type(b.Bytes(), "a.zip"); got != tc.want {
				t.Errorf("Type = %q, want %q", got, tc.want)
			}
		})
	}
}

func TestTypeOfOpenDocument(t *testing.T) {
	for stated, want := range map[string]Kind{
		"text": ODT, "text-template": ODT, "spreadsheet\n": ODS, "presentation": ODP, "graphics": ODF, "formula": ODF,
	} {
		data := sampletest.Zip(t, "mimetype", openDocument+stated, "content.xml", "<x/>")
		if got := Type(data, "a.docx"); got != want {
			t.Errorf("%q is %q, want %q", stated, got, want)
		}
	}
}

// TestTypeOfLegacyOffice: a file of another program with a Word document's name is told apart by its streams.
func TestTypeOfLegacyOffice(t *testing.T) {
	whole := sampletest.File(t, "doc/fengjie.wps")
	for stream, want := range map[string]Kind{"WordDocument": DOC, "MatOST": Works, "PowerPoint Document": Slides, "EncryptedPackage": Locked} {
		data := renameStream(t, whole, "WordDocument", stream)
		if got := Type(data, "a.wps"); got != want {
			t.Errorf("with a stream %s: %q, want %q", stream, got, want)
		}
	}
}

// renameStream gives a stream of an OLE2 file another name, of at most 31 characters.
func renameStream(t *testing.T, data []byte, from, to string) []byte {
	t.Helper()
	entry := func(name string) []byte {
		out := make([]byte, 64)
		for i, c := range name {
			out[2*i] = byte(c)
		}
		return out
	}
	at := bytes.Index(data, entry(from))
	if at < 0 {
		t.Fatalf("no stream %s", from)
	}
	out := bytes.Clone(data)
	copy(out[at:], entry(to))
	out[at+64], out[at+65] = byte(2*(len(to)+1)), 0
	return out
}

func TestRefusal(t *testing.T) {
	for _, k := range []Kind{PDF, DOCX, DOC, RTF, XLSX, XLS, ZIP, HTML, Image, Text, Markdown, CSV, MHTML, OFD, PPTX, ODT, ODS, ODP, SheetXML} {
		if p := k.Refusal(); p != nil {
			t.Errorf("%s is refused: %v", k, p)
		}
	}
	for _, k := range []Kind{Empty, Locked, Slides, Works, ODF, OfficeXML, RAR, SevenZip, BrokenOLE2, Unknown} {
		if p := k.Refusal(); p == nil || p.Reason == "" || p.Remedy == "" || p.Err == nil {
			t.Errorf("%s: refusal %+v lacks a part", k, p)
		}
	}
}

// FuzzType: no bytes make Type panic, and every kind either has a reader or a worded refusal.
func FuzzType(f *testing.F) {
	for _, name := range []string{"doc/tricky.doc", "docx/tricky.docx", "zip/slip.zip", "doc/ole_garbage.doc"} {
		f.Add(sampletest.File(f, name), name)
	}
	f.Add([]byte("<html>"), "a.md")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		k := Type(data, name)
		if p := k.Refusal(); p != nil && p.Reason == "" {
			t.Errorf("kind %q has no reason", k)
		}
	})
}
