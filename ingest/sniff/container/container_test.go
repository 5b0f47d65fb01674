package container

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/sniff/sampletest"
)

func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		p.Write([]byte(content))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZip(t *testing.T) {
	whole := packed(t, map[string]string{"a.txt": "text"})
	lying := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(lying[len(lying)-22+12:], maxDirectory+1)
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"whole", whole, nil},
		{"cut off", whole[:len(whole)-10], document.ErrDamaged},
		{"only the mark", []byte("PK\x03\x04"), document.ErrDamaged},
		{"end mark at the end", append(bytes.Clone(whole), "PK\x05\x06"...), document.ErrDamaged},
		{"directory over the bound", lying, document.ErrTooLarge},
		{"empty", nil, document.ErrDamaged},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := Zip(tc.data); !errors.Is(err, tc.want) {
				t.Errorf("error %v, want %v", err, tc.want)
			}
		})
	}
}

func TestPart(t *testing.T) {
	reader, err := Zip(packed(t, map[string]string{`Word\Document.xml`: strings.Repeat("x", 100)}))
	if err != nil {
		t.Fatal(err)
	}
	f := Part(reader, "word/document.xml")
	if f == nil {
		t.Fatal("part not found by its folded name")
	}
	if content, err := ReadPart(f, 100); err != nil || len(content) != 100 {
		t.Errorf("ReadPart = %d bytes, %v", len(content), err)
	}
	if _, err := ReadPart(f, 99); !errors.Is(err, document.ErrTooLarge) {
		t.Errorf("over the limit: %v", err)
	}
	f.UncompressedSize64 = 10 // a header that lies
	if _, err := ReadPart(f, 99); err == nil {
		t.Error("a lying size is accepted")
	}
	if Part(reader, "word/styles.xml") != nil {
		t.Error("found a part that is not there")
	}
}

func TestStreams(t *testing.T) {
	data := sampletest.File(t, "doc/tricky.doc")
	streams, err := Streams(data, "worddocument", "0Table", "1Table", "none")
	if err != nil {
		t.Fatal(err)
	}
	if len(streams["worddocument"]) < 512 || streams["none"] != nil {
		t.Errorf("streams: worddocument %d bytes, none %v", len(streams["worddocument"]), streams["none"])
	}
	for _, cut := range []int{0, 8, 511, 1024, len(data) / 2} {
		if _, err := Streams(data[:cut], "WordDocument"); !errors.Is(err, document.ErrDamaged) {
			t.Errorf("cut at %d: %v", cut, err)
		}
	}
}

// FuzzStreams: whatever the bytes, the streams together are no larger than the number of names times the file.
func FuzzStreams(f *testing.F) {
	f.Add(sampletest.File(f, "doc/tricky.doc"))
	f.Add(sampletest.File(f, "xls/quota.xls"))
	f.Fuzz(func(t *testing.T, data []byte) {
		streams, err := Streams(data, "WordDocument", "Workbook")
		for name, s := range streams {
			if err == nil && len(s) > len(data) {
				t.Errorf("%s has %d bytes of %d", name, len(s), len(data))
			}
		}
	})
}
