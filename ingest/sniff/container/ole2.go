package container

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"wence/ingest/document"
)

// readSize is the piece in which streams are read: mscfb's work grows with the square of a single read's sectors.
const readSize = 32 << 10

// IsOLE2 reports the signature of a compound file.
func IsOLE2(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
}

// StreamNames lists the streams and storages of an OLE2 file's root. Names inside storages, such as those of embedded
// objects, are left out.
func StreamNames(data []byte) ([]string, error) {
	var names []string
	err := root(data, func(f *mscfb.File) error {
		names = append(names, f.Name)
		return nil
	})
	return names, err
}

// Streams reads those of the named streams that the root of an OLE2 file holds, whatever their letters' case. A stream
// that claims to be larger than the file, or that breaks off, is damage.
func Streams(data []byte, names ...string) (map[string][]byte, error) {
	streams := make(map[string][]byte, len(names))
	err := root(data, func(f *mscfb.File) error {
		for _, name := range names {
			if !strings.EqualFold(f.Name, name) || streams[name] != nil {
				continue
			}
			content, err := readStream(f, int64(len(data)))
			if err != nil {
				return fmt.Errorf("stream %s: %w", name, err)
			}
			streams[name] = content
		}
		return nil
	})
	return streams, err
}

// root calls visit for each entry of the root storage.
func root(data []byte, visit func(*mscfb.File) error) (err error) {
	defer func() { // mscfb indexes with numbers from the file
		if p := recover(); p != nil {
			err = fmt.Errorf("ole2 directory: %v: %w", p, document.ErrDamaged)
		}
	}()
	reader, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("ole2 directory: %w: %w", err, document.ErrDamaged)
	}
	for f, err := reader.Next(); err == nil; f, err = reader.Next() {
		if len(f.Path) > 0 {
			continue
		}
		if err := visit(f); err != nil {
			return err
		}
	}
	return nil
}

func readStream(f *mscfb.File, limit int64) ([]byte, error) {
	if f.Size > limit {
		return nil, fmt.Errorf("size %d in a file of %d bytes: %w", f.Size, limit, document.ErrDamaged)
	}
	content := make([]byte, f.Size)
	for at := 0; at < len(content); {
		n, err := f.Read(content[at:min(at+readSize, len(content))])
		at += n
		if err != nil && err != io.EOF || n == 0 && at < len(content) {
			return nil, fmt.Errorf("ends after %d of %d bytes: %w", at, len(content), document.ErrDamaged)
		}
	}
	return content, nil
}
