package retrieval

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// MaxOriginal is the largest file that a store keeps, in bytes.
const MaxOriginal = 50 << 20

// An Original is the file that a notice was read from, as it was.
type Original struct {
	Name string // base name
	Type string // media type, such as application/pdf; "" = unknown
	Data []byte
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

// Unpack undoes Pack.
func Unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack file: %w", err)
	}
	file, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpack file: %w", err)
	}
	return file, nil
}
