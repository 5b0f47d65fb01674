// Package markup reads the XML parts of office packages as streams, with bounds on their size, their depth and the time
// they take. What the elements mean is the format readers' affair (ingest/slide/pptx, ingest/odf).
//
//	file's bytes -> Package -> Part -> Reader -> elements and characters in order
package markup

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"wence/ingest/document"
)

// MaxDepth is how deep elements may be nested.
const MaxDepth = 2000

// ErrDepth is XML nested over MaxDepth.
var ErrDepth = fmt.Errorf("xml nested over %d levels: %w", MaxDepth, document.ErrTooLarge)

// checkEvery is how many tokens are read between two looks at the context.
const checkEvery = 4096

// A Reader descends through one part: each of its methods consumes the element whose start was read last, to its end.
type Reader struct {
	ctx    context.Context
	dec    *xml.Decoder
	depth  int
	tokens int
}

// NewReader reads a part's bytes. The context's end ends the reading with its error.
func NewReader(ctx context.Context, part []byte) *Reader {
	return &Reader{ctx: ctx, dec: xml.NewDecoder(bytes.NewReader(part))}
}

// Root calls handle for the outermost element.
func (r *Reader) Root(handle func(xml.StartElement) error) error {
	for {
		token, err := r.dec.Token()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("part without an element: %w", document.ErrDamaged)
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			return handle(e)
		}
	}
}

// Children calls handle for each element within the current one; handle must consume it. Characters are passed over.
func (r *Reader) Children(handle func(xml.StartElement) error) error {
	return r.Mixed(handle, func(string) {})
}

// Mixed is Children for an element whose characters count: chars gets those directly within it, in order.
func (r *Reader) Mixed(handle func(xml.StartElement) error, chars func(string)) error {
	if r.depth++; r.depth > MaxDepth {
		return ErrDepth
	}
	defer func() { r.depth-- }()
	for {
		if r.tokens++; r.tokens%checkEvery == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := handle(t); err != nil {
				return err
			}
		case xml.CharData:
			chars(string(t))
		case xml.EndElement:
			return nil
		}
	}
}

// Skip passes over the current element.
func (r *Reader) Skip() error { return r.dec.Skip() }

// Text is the current element's own characters, without those of elements within it.
func (r *Reader) Text() (string, error) {
	var b strings.Builder
	err := r.Mixed(func(xml.StartElement) error { return r.Skip() }, func(s string) { b.WriteString(s) })
	return b.String(), err
}

// Attr is the value of an attribute by its name without a prefix; "" when there is none.
func Attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Int is the whole number that an attribute of an element states, whatever its name space; otherwise where it states none.
func Int(e xml.StartElement, name string, otherwise int) int {
	if n, err := strconv.Atoi(Attr(e, name)); err == nil {
		return n
	}
	return otherwise
}
