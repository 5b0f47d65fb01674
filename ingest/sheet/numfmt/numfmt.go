// Package numfmt renders numbers with Excel's number formats, as a person sees them in the cell. The rendering is
// excelize's own, so that .xls and .xlsx agree.
package numfmt

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Options are those with which excelize renders cells here: dates in the system's own format look Chinese.
func Options() excelize.Options {
	return excelize.Options{ShortDatePattern: "yyyy/m/d", CultureInfo: excelize.CultureNameZhCN}
}

// maxKept bounds the rendered numbers that are remembered.
const maxKept = 10_000

// Renderer renders numbers. It is not for concurrent use. Close it after use.
type Renderer struct {
	file   *excelize.File
	styles map[string]int
	kept   map[rendered]string
}

type rendered struct {
	style int
	value float64
}

// New makes a renderer. Days count from 1904 when date1904 is set, else from 1900.
func New(date1904 bool) (*Renderer, error) {
	file := excelize.NewFile(Options())
	if err := file.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}); err != nil {
		return nil, err
	}
	return &Renderer{file: file, styles: map[string]int{}, kept: map[rendered]string{}}, nil
}

// Close gives back what the renderer holds.
func (r *Renderer) Close() error { return r.file.Close() }

// Render gives a number as a cell shows it. The format is a code such as 0.00%; when it is empty, id is one of the
// formats built into Excel. A format that cannot be read shows the number plainly.
func (r *Renderer) Render(value float64, code string, id int) string {
	if code == "" && id == 0 || strings.EqualFold(code, "General") || code == "@" {
		return Plain(value)
	}
	style, err := r.style(code, id)
	if err != nil {
		return Plain(value)
	}
	key := rendered{style, value}
	if text, ok := r.kept[key]; ok {
		return text
	}
	text, err := r.display(value, style)
	if err != nil || text == "" {
		text = Plain(value)
	}
	if len(r.kept) < maxKept {
		r.kept[key] = text
	}
	return text
}

func (r *Renderer) style(code string, id int) (int, error) {
	key := code
	if code == "" {
		key = strconv.Itoa(id)
	}
	if style, ok := r.styles[key]; ok {
		return style, nil
	}
	s := &excelize.Style{NumFmt: id}
	if code != "" {
		s = &excelize.Style{CustomNumFmt: &code}
	}
	style, err := r.file.NewStyle(s)
	if err == nil {
		r.styles[key] = style
	}
	return style, err
}

// cell is where numbers are rendered.
const cell = "A1"

func (r *Renderer) display(value float64, style int) (text string, err error) {
	defer func() { // the code comes from the file
		if p := recover(); p != nil {
			err = fmt.Errorf("number format: %v", p)
		}
	}()
	name := r.file.GetSheetName(0)
	if err := r.file.SetCellFloat(name, cell, value, -1, 64); err != nil {
		return "", err
	}
	if err := r.file.SetCellStyle(name, cell, cell, style); err != nil {
		return "", err
	}
	return r.file.GetCellValue(name, cell)
}

// Plain gives a number with the 15 digits that Excel keeps, and without an exponent below 1e21.
func Plain(value float64) string {
	if math.Abs(value) >= 1e21 || math.IsNaN(value) {
		return strconv.FormatFloat(value, 'g', 15, 64)
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 15, 64), 64)
	if err != nil {
		rounded = value
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
