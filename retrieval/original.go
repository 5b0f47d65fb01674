package retrieval

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
)

// MaxOriginal is the largest file that a store keeps, in bytes.
const MaxOriginal = 50 << 20

// OriginalPart is how many bytes of the packed form a store gives at a time.
const OriginalPart = 1 << 20

// An Original is the file that a notice was read from, as it was. It holds no more of it than is being read.
type Original struct {
	Name string // base name
	Type string // media type, such as application/pdf; "" = unknown
	Size int64  // bytes of the file

	// Part gives at most OriginalPart bytes of the packed form from an offset on, none at its end. ErrNotFound when the
	// file was replaced meanwhile.
	Part func(ctx context.Context, from int64) ([]byte, error)
}

// Open gives the file to be read from any place on, for as long as the context lasts. Going back reads it anew.
func (o Original) Open(ctx context.Context) io.ReadSeeker { return &opened{file: o, ctx: ctx} }

// opened is a file that is being read.
type opened struct {
	file     Original
	ctx      context.Context // of the reading, which has no other way to it
	at, done int64           // where to read from, and how much was unpacked
	unpacked io.Reader       // nil = to begin
}

// Seek moves to a place; what lies between is unpacked when it is read from there.
func (f *opened) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.at
	case io.SeekEnd:
		offset += f.file.Size
	}
	if offset < 0 {
		return 0, errors.New("seek before the file")
	}
	f.at = offset
	return offset, nil
}

// Read unpacks what comes next.
func (f *opened) Read(p []byte) (int, error) {
	if f.at >= f.file.Size {
		return 0, io.EOF
	}
	if f.unpacked == nil || f.done > f.at {
		r, err := gzip.NewReader(&packed{part: f.file.Part, ctx: f.ctx})
		if err != nil {
			return 0, fmt.Errorf("unpack file: %w", err)
		}
		f.unpacked, f.done = r, 0
	}
	skipped, err := io.CopyN(io.Discard, f.unpacked, f.at-f.done)
	if f.done += skipped; err != nil {
		return 0, fmt.Errorf("unpack file: %w", err)
	}
	n, err := f.unpacked.Read(p)
	f.at, f.done = f.at+int64(n), f.done+int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("unpack file: %w", err)
	}
	return n, err
}

// packed reads the packed form part by part.
type packed struct {
	part func(ctx context.Context, from int64) ([]byte, error)
	ctx  context.Context
	from int64
	rest []byte
}

func (p *packed) Read(to []byte) (int, error) {
	if len(p.rest) == 0 {
		var err error
		if p.rest, err = p.part(p.ctx, p.from); err != nil {
			return 0, err
		}
		if len(p.rest) == 0 {
			return 0, io.EOF
		}
		p.from += int64(len(p.rest))
	}
	n := copy(to, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// Pack is a file as stores keep it: in gzip's format.
func Pack(file []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("pack file: %w", err)
	}
	if _, err := w.Write(file); err != nil {
		return nil, fmt.Errorf("pack file: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack file: %w", err)
	}
	return b.Bytes(), nil
}
