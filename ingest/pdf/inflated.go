package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"io"

	"wence/ingest/document"
)

// What a file's packed streams may hold, in bytes. A page of text holds some thousand, a whole Chinese font some
// millions; poppler would unpack a gigabyte of nothing several times over, for as long as the machine allows.
const (
	maxStream  = 128 << 20 // one stream
	maxStreams = 512 << 20 // all of a file
)

// checkStreams refuses a file whose packed streams hold more than pages can use. It counts, so that the same file has
// the same outcome on every machine. Pictures are bounded where they are drawn.
func checkStreams(ctx context.Context, data []byte) error {
	total := int64(0)
	for {
		dictionary, rest, found := bytes.Cut(data, []byte("stream"))
		if !found {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		stream, after, _ := bytes.Cut(rest, []byte("endstream"))
		data = after
		if !isPacked(dictionary) {
			continue
		}
		n := inflated(bytes.TrimLeft(stream, "\r\n"))
		if total += n; n > maxStream || total > maxStreams {
			return document.TooLarge("PDF解压后的页面内容过大")
		}
	}
}

// isPacked reports a stream that is packed and no picture, by the dictionary at the end of what stands before it.
func isPacked(before []byte) bool {
	dictionary := before[max(0, bytes.LastIndex(before, []byte("obj"))):]
	return bytes.Contains(dictionary, []byte("/Fl")) && !bytes.Contains(dictionary, []byte("/Image"))
}

// inflated counts the bytes that a packed stream holds, up to one more than a stream may.
func inflated(stream []byte) int64 {
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		return 0 // damaged or encrypted: poppler's to judge
	}
	n, _ := io.CopyN(io.Discard, r, maxStream+1)
	return n
}
