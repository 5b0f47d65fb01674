package markup

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"

	"wence/ingest/document"
	"wence/ingest/sniff/container"
)

// Bounds of a package, in bytes unpacked.
const (
	MaxPart  = 64 << 20
	MaxParts = 256 << 20 // of all parts that are read
)

// ErrAbsent is a part that a package does not have, which may be no fault of it.
var ErrAbsent = errors.New("part is absent")

// A Package is an office file: a zip of named parts.
type Package struct {
	archive *zip.Reader
	read    int64 // bytes unpacked so far
}

// Open opens a package. The errors are those of [container.Zip].
func Open(data []byte) (*Package, error) {
	archive, err := container.Zip(data)
	if err != nil {
		return nil, err
	}
	return &Package{archive: archive}, nil
}

// Part reads a part whole. The error is ErrAbsent, or wraps document.ErrTooLarge over the bounds, or document.ErrDamaged.
func (p *Package) Part(name string) ([]byte, error) {
	part := container.Part(p.archive, name)
	if part == nil {
		return nil, ErrAbsent
	}
	content, err := container.ReadPart(part, min(MaxPart, MaxParts-p.read))
	p.read += int64(len(content))
	return content, err
}

// Unmarshal reads a small part into a struct. The errors are those of Part.
func (p *Package) Unmarshal(name string, into any) error {
	content, err := p.Part(name)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(content, into); err != nil {
		return fmt.Errorf("part %s: %w: %w", name, err, document.ErrDamaged)
	}
	return nil
}

// Worded says to the person what is wrong with a package of the named format ("演示文稿(PPTX)"). A *document.Problem is
// given back as it is.
func Worded(err error, format string) *document.Problem {
	var problem *document.Problem
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.Is(err, ErrDepth):
		return document.TooLarge(fmt.Sprintf("%s的XML嵌套不得超过%d层", format, MaxDepth))
	case errors.Is(err, document.ErrTooLarge):
		return document.TooLarge(fmt.Sprintf("%s的各部件解压后不得超过%d MB,合计不得超过%d MB", format, MaxPart>>20, MaxParts>>20))
	}
	return document.Damaged(format, err)
}
