package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"path"
	"strings"

	"wence/ingest/document"
	"wence/ingest/sniff/container"
)

// maxPart bounds the parts that are read whole, in bytes.
const maxPart = 16 << 20

// relationships is a .rels part.
type relationships struct {
	Relationship []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	}
}

// workbook lists the worksheets with their parts, in the order of the tabs. Sheets of charts and macros are left out.
func workbook(archive *zip.Reader) ([]entry, error) {
	main := "xl/workbook.xml"
	var rels relationships
	if err := unmarshal(archive, "_rels/.rels", &rels); err == nil {
		for _, r := range rels.Relationship {
			if strings.HasSuffix(r.Type, "/officeDocument") {
				main = target("", r.Target)
			}
		}
	}
	var book struct {
		Sheet []struct {
			Name   string `xml:"name,attr"`
			State  string `xml:"state,attr"`
			ID     string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			Strict string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := unmarshal(archive, main, &book); err != nil {
		return nil, err
	}
	rels = relationships{}
	if err := unmarshal(archive, path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), &rels); err != nil {
		return nil, err
	}
	parts := map[string]*zip.File{}
	for _, r := range rels.Relationship {
		if strings.HasSuffix(r.Type, "/worksheet") {
			parts[r.ID] = container.Part(archive, target(path.Dir(main), r.Target))
		}
	}
	var entries []entry
	for _, s := range book.Sheet {
		if part := parts[s.ID+s.Strict]; part != nil {
			entries = append(entries, entry{name: s.Name, hidden: s.State == "hidden" || s.State == "veryHidden", part: part})
		}
	}
	return entries, nil
}

// target resolves a relationship's target against the folder of its source.
func target(folder, name string) string {
	if strings.HasPrefix(name, "/") {
		return container.PartName(name)
	}
	return path.Join(folder, name)
}

func unmarshal(archive *zip.Reader, name string, into any) error {
	part := container.Part(archive, name)
	if part == nil {
		return fmt.Errorf("no part %s: %w", name, document.ErrDamaged)
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
