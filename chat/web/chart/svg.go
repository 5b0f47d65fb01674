package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"image/color"
	"io"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Colours stand for classes: what is drawn with them gets the class, and the page's sheet says what it looks like.
var (
	ground = color.RGBA{R: 1, A: 0xff}
	ink    = color.RGBA{R: 2, A: 0xff}
	faint  = color.RGBA{R: 3, A: 0xff}
)

// paint is the colour of a series.
func paint(i int) color.RGBA { return color.RGBA{G: uint8(i + 1), A: 0xff} }

// classOf gives each colour its class.
func (d Days) classOf() map[string]string {
	hex := func(c color.RGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }
	classes := map[string]string{hex(ground): "ground", hex(ink): "ink", hex(faint): "faint"}
	for i, s := range d.Series {
		classes[hex(paint(i))] = s.Class
	}
	return classes
}

// svg draws the plot and rewrites it.
func (d Days) svg(p *plot.Plot, size Size) (template.HTML, error) {
	canvas := vgsvg.New(vg.Length(size.Width), vg.Length(size.Height))
	p.Draw(draw.Crop(draw.New(canvas), 0, -labelSize, 0, -2)) // the last day's label reaches beyond its mark
	var drawn bytes.Buffer
	if _, err := canvas.WriteTo(&drawn); err != nil {
		return "", fmt.Errorf("draw plot: %w", err)
	}
	r := rewriter{classes: d.classOf(), size: size}
	if err := r.rewrite(&drawn); err != nil {
		return "", fmt.Errorf("rewrite plot: %w", err)
	}
	return template.HTML(r.out.String()), nil // elements and attributes of rewriter alone, text and values escaped
}

// A rewriter keeps of a drawing what a page with a strict policy may hold: groups, paths and text, with classes where
// the drawing has styles.
type rewriter struct {
	classes map[string]string
	size    Size
	out     strings.Builder
}

// kept are the elements that are kept, with the attributes that stay as they are.
var kept = map[string][]string{"svg": nil, "g": {"transform"}, "path": {"d"}, "text": {"x", "y", "transform"}}

func (r *rewriter) rewrite(drawing io.Reader) error {
	decoder := xml.NewDecoder(drawing)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if _, ok := kept[t.Name.Local]; !ok {
				if err := decoder.Skip(); err != nil {
					return err
				}
				continue
			}
			r.open(t)
		case xml.EndElement:
			fmt.Fprintf(&r.out, "</%s>", t.Name.Local)
		case xml.CharData:
			r.out.WriteString(template.HTMLEscapeString(strings.TrimSpace(string(t))))
		}
	}
}

// open writes an element's start.
func (r *rewriter) open(t xml.StartElement) {
	name := t.Name.Local
	fmt.Fprintf(&r.out, "<%s", name)
	if name == "svg" {
		fmt.Fprintf(&r.out, ` viewBox="0 0 %d %d" width="%[1]d" height="%[2]d" aria-hidden="true" focusable="false"`, r.size.Width, r.size.Height)
	}
	for _, a := range t.Attr {
		if a.Name.Local == "style" {
			r.style(a.Value)
		}
		for _, keep := range kept[name] {
			if a.Name.Local == keep {
				r.attribute(keep, a.Value)
			}
		}
	}
	r.out.WriteByte('>')
}

// style turns a style into a class: "fill-" or "line-" and the name of the colour.
func (r *rewriter) style(style string) {
	for declaration := range strings.SplitSeq(style, ";") {
		property, value, _ := strings.Cut(declaration, ":")
		class := r.classes[value]
		switch {
		case class != "" && property == "fill":
			r.attribute("class", "fill-"+class)
		case class != "" && property == "stroke":
			r.attribute("class", "line-"+class)
		case property == "stroke-width":
			r.attribute(property, value)
		}
	}
}

func (r *rewriter) attribute(name, value string) {
	fmt.Fprintf(&r.out, ` %s="%s"`, name, template.HTMLEscapeString(value))
}
