// Package charset turns bytes of unknown encoding into text.
//
// Decode looks at evidence only: a byte order mark, strict UTF-8, else the reading among UTF-8, GB18030, Big5 and UTF-16
// whose characters are the most plausible Chinese. What a page declares about itself is not asked, because pages lie.
// Bytes in which encodings change midway (a shell in one, a body in another) are read piece by piece.
package charset

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"wence/ingest/document"
)

// Names of encodings as Result gives them. GB2312 and GBK are parts of GB18030 and are called so.
const (
	UTF8    = "UTF-8"
	GB18030 = "GB18030"
	Big5    = "Big5"
	UTF16LE = "UTF-16LE"
	UTF16BE = "UTF-16BE"
)

// sure is the plausibility that needs no note to the person.
const sure = 0.6

// maxZeros is the number of bytes of text for each zero byte that is dropped from it; UTF-16 has more of them.
const maxZeros = 4096

// Result is decoded text.
type Result struct {
	Text       string   // without byte order mark; U+FFFD where bytes mean nothing
	Encodings  []string // the encodings used, in order of first use; one unless the bytes are mixed
	Confidence float64  // 0 to 1: how much the text looks like common Chinese; 1 for plain ASCII and a byte order mark
	Lost       int      // number of U+FFFD put in
}

// Note is a Chinese sentence for the person when the text is not surely whole; empty otherwise.
func (r Result) Note() string {
	switch {
	case len(r.Encodings) > 1:
		return fmt.Sprintf("文件混用了%s编码,已分段识别,个别文字可能有误", join(r.Encodings))
	case r.Lost > 0:
		return fmt.Sprintf("文件按%s编码读取,有%d处文字损坏无法识别", r.Encodings[0], r.Lost)
	case r.Confidence < sure:
		return fmt.Sprintf("文字编码判断为%s,把握不大,个别文字可能有误", r.Encodings[0])
	}
	return ""
}

func join(names []string) string {
	s := names[0]
	for _, n := range names[1:] {
		s += "与" + n
	}
	return s
}

// Decode reads data as text. Errors are *document.Problem: ErrEmpty for no bytes, ErrNotText when no encoding gives text.
func Decode(data []byte) (Result, error) {
	if len(data) == 0 {
		return Result{}, document.Empty()
	}
	r := detect(withoutZeros(data))
	if err := check(r); err != nil {
		return Result{}, &document.Problem{
			Reason: "文件内容不是可读的文字",
			Remedy: "请确认文件类型是否正确,用原软件打开后另存为文本、网页或PDF再提交",
			Err:    fmt.Errorf("%w: %w", document.ErrNotText, err),
		}
	}
	return r, nil
}

// withoutZeros drops the few zero bytes of a text that is UTF-8 beside them.
func withoutZeros(data []byte) []byte {
	zeros := bytes.Count(data, []byte{0})
	if zeros == 0 || zeros > 1+len(data)/maxZeros || !utf8.Valid(data) {
		return data
	}
	text := bytes.ReplaceAll(data, []byte{0}, nil)
	if _, han := Common(string(text)); han == 0 {
		return data
	}
	return text
}

func detect(data []byte) Result {
	if r, ok := marked(data); ok {
		return r
	}
	// A mark of UTF-8 before bytes that are none was put there by a program that did not look.
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok && len(rest) > 0 {
		data = rest
	}
	candidates := []Result{read(data, UTF8, nil)}
	if utf8.Valid(data) && !bytes.Contains(data, []byte{0}) {
		if _, han := Common(candidates[0].Text); han > 0 || ascii(data) {
			candidates[0].Confidence = max(candidates[0].Confidence, sure)
			return candidates[0]
		}
		// Valid, but without a Chinese character: "联通" in GBK is valid UTF-8 too.
		candidates[0].Confidence += 0.5
	}
	candidates = append(candidates,
		read(data, GB18030, simplifiedchinese.GB18030),
		read(data, Big5, traditionalchinese.Big5))
	if len(data)%2 == 0 {
		for _, c := range []Result{
			read(data, UTF16LE, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)),
			read(data, UTF16BE, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)),
		} {
			// Any bytes make letters of some script here: ask for everyday characters or plain ASCII.
			if share, _ := Common(c.Text); share > 0 || c.Confidence == 1 {
				candidates = append(candidates, c)
			}
		}
	}
	best := candidates[0]
	for _, c := range candidates[1:] {
		if c.Confidence > best.Confidence {
			best = c
		}
	}
	if best.Encodings[0] == UTF8 && utf8.Valid(data) {
		best.Confidence = max(best.Confidence, sure)
	}
	if mixed, ok := pieces(data, best); ok {
		best = mixed
	}
	best.Confidence = min(max(best.Confidence, 0), 1)
	return best
}

// marked reads data that begins with a byte order mark.
func marked(data []byte) (Result, bool) {
	var r Result
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) && utf8.Valid(data):
		r = read(data[3:], UTF8, nil)
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		r = read(data[2:], UTF16LE, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		r = read(data[2:], UTF16BE, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))
	default:
		return r, false
	}
	r.Confidence = 1
	return r, true
}

// read decodes data with e, or as UTF-8 when e is nil, and rates the text.
func read(data []byte, name string, e encoding.Encoding) Result {
	r := Result{Encodings: []string{name}}
	if e == nil {
		r.Text = string(bytes.ToValidUTF8(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), []byte("\uFFFD")))
	} else if b, err := e.NewDecoder().Bytes(data); err == nil {
		r.Text = string(b)
	}
	r.Confidence, r.Lost = rate(r.Text)
	return r
}

func ascii(data []byte) bool {
	return !bytes.ContainsFunc(data, func(c rune) bool { return c >= utf8.RuneSelf })
}
