package eval

import (
	"fmt"
	"html/template"
	"strings"
)

// The field of a picture, in pixels: what stands left of it and above, and how wide it is.
const (
	fieldLeft  = 130
	fieldTop   = 28
	fieldWidth = 270
)

const blue = "#0b57a4"

// picture is an SVG picture whose field goes from 0 to 100 % across, that is being drawn.
type picture struct {
	height int // of the field
	out    strings.Builder
}

// newPicture begins a picture: its title, the words below and beside its field, and the field's height.
func newPicture(title, x, y string, height int) *picture {
	p := &picture{height: height}
	fmt.Fprintf(&p.out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">`,
		fieldLeft+fieldWidth+20, fieldTop+height+44)
	p.text(fieldLeft, 16, "start", title)
	p.text(fieldLeft+fieldWidth/2, fieldTop+height+36, "middle", x)
	p.text(8, fieldTop+10, "start", y)
	for percent := 0; percent <= 100; percent += 25 {
		at := fieldLeft + percent*fieldWidth/100
		fmt.Fprintf(&p.out, `<path stroke="#ddd" d="M%d %dv%d"/>`, at, fieldTop, height)
		p.text(at, fieldTop+height+16, "middle", fmt.Sprint(percent))
	}
	return p
}

func (p *picture) text(x, y int, anchor, words string) {
	fmt.Fprintf(&p.out, `<text x="%d" y="%d" text-anchor="%s">%s</text>`, x, y, anchor, template.HTMLEscapeString(words))
}

// bar draws a share in percent, from the left.
func (p *picture) bar(top int, name string, share float64) {
	fmt.Fprintf(&p.out, `<rect x="%d" y="%d" width="%.1f" height="14" fill="%s"/>`, fieldLeft, fieldTop+top+5, share*fieldWidth/100, blue)
	p.text(fieldLeft-8, fieldTop+top+16, "end", name)
}

// line joins points in percent, and marks the height at each quarter.
func (p *picture) line(points [][2]float64) {
	for percent := 0; percent <= 100; percent += 25 {
		at := fieldTop + p.height - percent*p.height/100
		fmt.Fprintf(&p.out, `<path stroke="#ddd" d="M%d %dh%d"/>`, fieldLeft, at, fieldWidth)
		p.text(fieldLeft-8, at+4, "end", fmt.Sprint(percent))
	}
	var list strings.Builder
	for _, at := range points {
		fmt.Fprintf(&list, "%.1f,%.1f ", fieldLeft+at[0]*fieldWidth/100, float64(fieldTop+p.height)-at[1]*float64(p.height)/100)
	}
	fmt.Fprintf(&p.out, `<polyline fill="none" stroke="%s" stroke-width="2" points="%s"/>`, blue, list.String())
}

// end is the picture, drawn of figures and escaped words alone.
func (p *picture) end() template.HTML { return template.HTML(p.out.String() + "</svg>") }
