package container

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"wence/ingest/document"
)

// maxDirectory bounds a zip's central directory in bytes, about 100,000 entries: archive/zip reads it whole.
const maxDirectory = 8 << 20

// IsZip reports the signature of a zip archive, empty ones included.
func IsZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// Zip opens an archive. The error wraps document.ErrTooLarge when the directory is over 8 MB and document.ErrDamaged
// when there is none that can be read, as in a file cut off.
func Zip(data []byte) (*zip.Reader, error) {
	const endSize = 22 // of the end record, before its comment
	end := bytes.LastIndex(data[max(0, len(data)-endSize-0xFFFF):], []byte("PK\x05\x06"))
	if end < 0 {
		return nil, fmt.Errorf("zip has no end record: %w", document.ErrDamaged)
	}
	end += max(0, len(data)-endSize-0xFFFF)
	if end+endSize > len(data) {
		return nil, fmt.Errorf("zip end record is cut off: %w", document.ErrDamaged)
	}
	size := int64(binary.LittleEndian.Uint32(data[end+12:]))
	offset := int64(binary.LittleEndian.Uint32(data[end+16:]))
	// archive/zip starts at the stated offset or at the stated size before the end, so both are held to the bound.
	if size > maxDirectory || int64(end)-offset > maxDirectory {
		return nil, fmt.Errorf("zip directory of %d bytes: %w", max(size, int64(end)-offset), document.ErrTooLarge)
	}
	reader, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("zip directory: %w: %w", err, document.ErrDamaged)
	}
	return reader, nil
}

// Part finds a file of an office package by its name, whatever its letters' case and slashes; nil when there is none.
func Part(reader *zip.Reader, name string) *zip.File {
	for _, f := range reader.File {
		if strings.EqualFold(PartName(f.Name), name) {
			return f
		}
	}
	return nil
}

// PartName is a part's name with forward slashes and without a leading one.
func PartName(name string) string {
	return strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/")
}

// ReadPart reads a file of a zip whole. The error wraps document.ErrTooLarge when it unpacks to more than limit bytes,
// whatever its header states.
func ReadPart(f *zip.File, limit int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("part %s of %d bytes: %w", f.Name, f.UncompressedSize64, document.ErrTooLarge)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", f.Name, err, document.ErrDamaged)
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("part %s: %w: %w", f.Name, err, document.ErrDamaged)
	}
	if int64(len(content)) > limit {
		return nil, fmt.Errorf("part %s over %d bytes: %w", f.Name, limit, document.ErrTooLarge)
	}
	return content, nil
}
