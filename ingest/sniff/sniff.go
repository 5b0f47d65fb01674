package sniff

import (
	"archive/zip"
	"bytes"
	"path"
	"slices"
	"strings"

	"wence/ingest/sniff/container"
)

// Type tells the kind of a file from its bytes. The name counts only for plain text: .md and .markdown make Markdown;
// .csv, .tsv and the names of spreadsheets make CSV.
func Type(data []byte, name string) Kind {
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, utf8BOM))) == 0 {
		return Empty
	}
	switch {
	case container.IsOLE2(data):
		return ole2Kind(data)
	case container.IsZip(data):
		return zipKind(data)
	case bytes.HasPrefix(data, []byte("Rar!\x1A\x07")):
		return RAR
	case bytes.HasPrefix(data, []byte("7z\xBC\xAF\x27\x1C")):
		return SevenZip
	case isImage(data):
		return Image
	case bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 64)], utf8BOM)), []byte(`{\rtf`)):
		return RTF
	case isPDF(data):
		return PDF
	}
	return textKind(data, name)
}

// isPDF accepts bytes before the mark, as PDF readers do.
func isPDF(data []byte) bool {
	head := data[:min(len(data), 1024)]
	i := bytes.Index(head, []byte("%PDF-"))
	return i >= 0 && i+5 < len(data) && data[i+5] >= '0' && data[i+5] <= '9'
}

func isImage(data []byte) bool {
	for _, magic := range []string{"\xFF\xD8\xFF", "\x89PNG\r\n\x1A\n", "GIF87a", "GIF89a", "II*\x00", "MM\x00*"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	if len(data) < 18 {
		return false
	}
	webp := string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
	// BMP: the two letters alone are ordinary text, so the reserved zeros and the header's size are asked too.
	bmp := string(data[:2]) == "BM" && bytes.Equal(data[6:10], make([]byte, 4)) &&
		bytes.Equal(data[15:18], make([]byte, 3)) && slices.Contains([]byte{12, 40, 64, 108, 124}, data[14])
	return webp || bmp
}

func ole2Kind(data []byte) Kind {
	names, err := container.StreamNames(data)
	if err != nil {
		return BrokenOLE2
	}
	kind := BrokenOLE2
	for _, name := range names {
		switch strings.ToLower(name) {
		case "worddocument":
			return DOC
		case "workbook", "book":
			kind = XLS
		case "encryptedpackage":
			kind = Locked
		case "powerpoint document":
			kind = Slides
		case "matost":
			kind = Works
		}
	}
	return kind
}

func zipKind(data []byte) Kind {
	reader, err := container.Zip(data)
	if err != nil {
		return brokenZipKind(data)
	}
	has := func(prefix string) bool {
		for _, f := range reader.File {
			if strings.HasPrefix(strings.ToLower(container.PartName(f.Name)), prefix) {
				return true
			}
		}
		return false
	}
	switch {
	case has("[content_types].xml"):
		for _, folder := range officeFolders {
			if has(folder.prefix) {
				return folder.kind
			}
		}
	case has("ofd.xml"):
		return OFD
	case has("mimetype") && has("content.xml"):
		return openDocumentKind(reader)
	}
	return ZIP
}

// openDocumentKind asks an OpenDocument file what it is; templates count as what is made of them.
func openDocumentKind(reader *zip.Reader) Kind {
	part := container.Part(reader, "mimetype")
	if part == nil {
		return ODF
	}
	stated, _ := container.ReadPart(part, maxStated) // one that cannot be read names no kind
	name, ok := strings.CutPrefix(strings.TrimSpace(string(stated)), openDocument)
	if !ok {
		return ODF
	}
	for _, kind := range []Kind{ODT, ODS, ODP} {
		if strings.HasPrefix(name, strings.TrimPrefix(mediaTypes[kind], openDocument)) {
			return kind
		}
	}
	return ODF
}

// maxStated bounds the media type that a file states, in bytes.
const maxStated = 200

// officeFolders names the folder that each kind of Office package has.
var officeFolders = []struct {
	prefix string
	kind   Kind
}{{"word/", DOCX}, {"xl/", XLSX}, {"ppt/", PPTX}}

// brokenZipKind asks the first entry of an archive whose directory is missing, so that the person hears about a Word
// document cut off and not about an archive.
func brokenZipKind(data []byte) Kind {
	if len(data) < 30 {
		return ZIP
	}
	first := string(data[30:min(len(data), 30+64)])
	if !strings.HasPrefix(first, "[Content_Types].xml") && !strings.HasPrefix(first, "_rels/") &&
		!strings.HasPrefix(first, "docProps/") && !strings.HasPrefix(first, "word/") && !strings.HasPrefix(first, "xl/") &&
		!strings.HasPrefix(first, "ppt/") {
		return ZIP
	}
	switch {
	case bytes.Contains(data, []byte("word/")):
		return DOCX
	case bytes.Contains(data, []byte("xl/")):
		return XLSX
	case bytes.Contains(data, []byte("ppt/")):
		return PPTX
	}
	return ZIP
}

// extension is the lower-case extension of a name with its dot.
func extension(name string) string {
	return strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
}
