package pptx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"wence/ingest/document"
	"wence/ingest/markup"
	"wence/ingest/sniff/container"
)

// relations are the parts that a part names, by the IDs that it uses for them.
type relations map[string]relation

type relation struct{ kind, part string }

// relationsOf reads the relations of a part; none where it has none.
func relationsOf(pkg *markup.Package, part string) (relations, error) {
	var list struct {
		Relationship []struct {
			ID         string `xml:"Id,attr"`
			Type       string `xml:"Type,attr"`
			Target     string `xml:"Target,attr"`
			TargetMode string `xml:"TargetMode,attr"`
		}
	}
	folder := path.Dir(part)
	err := pkg.Unmarshal(path.Join(folder, "_rels", path.Base(part)+".rels"), &list)
	if err != nil && !errors.Is(err, markup.ErrAbsent) {
		return nil, err
	}
	out := relations{}
	for _, r := range list.Relationship {
		target := path.Join(folder, r.Target)
		switch {
		case r.TargetMode == "External": // never followed
			continue
		case strings.HasPrefix(r.Target, "/"):
			target = container.PartName(r.Target)
		}
		out[r.ID] = relation{kind: path.Base(r.Type), part: target}
	}
	return out, nil
}

// kind is the part of the first relation of a kind, fallback when there is none.
func (r relations) kind(kind, fallback string) string {
	for _, one := range r {
		if one.kind == kind {
			return one.part
		}
	}
	return fallback
}

// slides are the parts of a presentation's slides in the order of its list.
func slides(ctx context.Context, pkg *markup.Package) ([]string, error) {
	top, err := relationsOf(pkg, "")
	if err != nil {
		return nil, err
	}
	main := top.kind("officeDocument", "ppt/presentation.xml")
	content, err := pkg.Part(main)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", main, err, document.ErrDamaged)
	}
	named, err := relationsOf(pkg, main)
	if err != nil {
		return nil, err
	}
	var parts []string
	r := markup.NewReader(ctx, content)
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		if e.Name.Local == "sldId" {
			if s, ok := named[related(e, "id")]; ok {
				parts = append(parts, s.part)
			}
		}
		return r.Children(visit)
	}
	return parts, r.Root(visit)
}

// related is the ID of a relation in an attribute: one with a prefix, unlike the element's own ID.
func related(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}
