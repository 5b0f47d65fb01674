package charset

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"

	"wence/ingest/document"
)

var (
	gb    = simplifiedchinese.GB18030
	big5  = traditionalchinese.Big5
	utf16 = xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)
	be    = xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)
)

func encode(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	const notice = "关于做好2024年义务教育阶段学校招生入学工作的通知\r\n各乡镇人民政府：\r\n请认真抓好落实。\r\n"
	const trad = "各縣市教育局：為促進學前教育發展，請確實辦理。"
	cases := []struct {
		name, text string
		data       []byte
		encoding   string
	}{
		{"four characters GBK", "招生通知", encode(t, gb, "招生通知"), GB18030},
		{"valid UTF-8 by accident", "联通", encode(t, gb, "联通"), GB18030},
		{"four characters Big5", "招生簡章", encode(t, big5, "招生簡章"), Big5},
		{"four-byte character", "姓名：㐁𠮷，公示名单", encode(t, gb, "姓名：㐁𠮷，公示名单"), GB18030},
		{"traditional in GBK", trad, encode(t, gb, trad), GB18030},
		{"traditional in Big5", trad, encode(t, big5, trad), Big5},
		{"UTF-8", notice, []byte(notice), UTF8},
		{"UTF-8 with mark", notice, append([]byte("\xef\xbb\xbf"), notice...), UTF8},
		{"GBK after a mark of UTF-8", notice, append([]byte("\xef\xbb\xbf"), encode(t, gb, notice)...), GB18030},
		{"UTF-16LE without mark", notice, encode(t, utf16, notice), UTF16LE},
		{"UTF-16BE without mark", notice, encode(t, be, notice), UTF16BE},
		{"UTF-16BE with mark", notice, append([]byte("\xfe\xff"), encode(t, be, notice)...), UTF16BE},
		{"ASCII", "Notice 2024", []byte("Notice 2024"), UTF8},
		{"French UTF-8", "école élémentaire", []byte("école élémentaire"), UTF8},
		{"lying meta", "<meta charset=utf-8>" + notice, encode(t, gb, "<meta charset=utf-8>"+notice), GB18030},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			r, err := Decode(tc.data)
			if err != nil {
				t.Fatal(err)
			}
			if r.Text != tc.text || !slices.Equal(r.Encodings, []string{tc.encoding}) {
				t.Errorf("got %q in %v, want %q in %s", r.Text, r.Encodings, tc.text, tc.encoding)
			}
			if r.Note() != "" {
				t.Errorf("note %q on whole text", r.Note())
			}
		})
	}
}

func TestDecodeMixed(t *testing.T) {
	const shell = "<html><head><title>县教育局网站</title></head><body><div>网站首页 政务公开</div><div>"
	const simple = "现将2024年小学招生工作有关事项通知如下，请认真贯彻执行。"
	const trad = "教育局為促進學前教育發展，請各校確實辦理招生。"
	cases := []struct {
		name, text string
		data       []byte
		encodings  []string
		lost       int
	}{
		{"UTF-8 shell, GBK body", shell + simple, append([]byte(shell), encode(t, gb, simple)...), []string{UTF8, GB18030}, 0},
		{"UTF-8 shell, Big5 body", shell + trad, append([]byte(shell), encode(t, big5, trad)...), []string{UTF8, Big5}, 0},
		{"GBK, then UTF-8 on the same line", simple + simple, append(encode(t, gb, simple), simple...), []string{GB18030, UTF8}, 0},
		{"UTF-8 cut inside a character", simple + "\uFFFD", append([]byte(simple), 0xE6), []string{UTF8}, 1},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			r, err := Decode(tc.data)
			if err != nil {
				t.Fatal(err)
			}
			if r.Text != tc.text || !slices.Equal(r.Encodings, tc.encodings) || r.Lost != tc.lost {
				t.Errorf("got %q in %v, %d lost; want %q in %v, %d", r.Text, r.Encodings, r.Lost, tc.text, tc.encodings, tc.lost)
			}
			if r.Note() == "" {
				t.Error("no note on partial text")
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	random := make([]byte, 4096)
	src := rand.New(rand.NewPCG(1, 2))
	for i := range random {
		random[i] = byte(src.Uint32())
	}
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, document.ErrEmpty},
		{"random bytes", random, document.ErrNotText},
		{"zeros", make([]byte, 100), document.ErrNotText},
		{"JPEG head", append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"), random[:1000]...), document.ErrNotText},
		{"Chinese by number only", []byte(strings.Repeat("鱻麤龘靐齉", 10)), document.ErrNotText},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Decode(tc.data)
			var p *document.Problem
			if !errors.Is(err, tc.want) || !errors.As(err, &p) || p.Reason == "" || p.Remedy == "" {
				t.Errorf("got %v, want a problem with %v", err, tc.want)
			}
		})
	}
}

// TestShortSlices cuts notices into slices of a few characters and counts how often the encoding is found.
func TestShortSlices(t *testing.T) {
	const floor = 97.0
	sources := []struct {
		name, file string
		e          encoding.Encoding
		want       string
	}{
		{"GBK", "kaiyuan.truth.txt", gb, GB18030},
		{"GBK", "fengjie.truth.txt", gb, GB18030},
		{"traditional in GBK", "daqing.truth.txt", gb, GB18030},
		{"Big5", "daqing.truth.txt", big5, Big5},
		{"UTF-8", "wulagai.truth.txt", encoding.Nop, UTF8},
		{"UTF-16LE", "wulagai.truth.txt", utf16, UTF16LE},
	}
	for _, src := range sources {
		raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "samples", "truth", src.file))
		if err != nil {
			t.Fatal(err)
		}
		var han []rune
		for _, r := range string(raw) {
			if unicode.Is(unicode.Han, r) {
				han = append(han, r)
			}
		}
		for _, n := range []int{4, 8, 16, 32} {
			if n < 8 && src.want == UTF16LE {
				continue // without a line end or a space, 8 bytes do not tell
			}
			t.Run(fmt.Sprintf("%s %s %d", src.name, src.file, n), func(t *testing.T) {
				right, all := 0, 0
				for i := 0; i+n <= len(han); i += 7 {
					b, err := src.e.NewEncoder().Bytes([]byte(string(han[i : i+n])))
					if err != nil {
						continue
					}
					all++
					if r, err := Decode(b); err == nil && slices.Equal(r.Encodings, []string{src.want}) {
						right++
					}
				}
				share := 100 * float64(right) / float64(all)
				t.Logf("%.1f %% of %d", share, all)
				if share < floor {
					t.Errorf("%.1f %% right, want at least %.0f %%", share, floor)
				}
			})
		}
	}
}

// FuzzDecode holds: text is valid UTF-8 without a byte order mark; valid UTF-8 notices come out as they went in.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("招生通知"))
	f.Add([]byte("\xd5\xd0\xc9\xfa\xcd\xa8\xd6\xaa"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("\xef\xbb\xbf<p>"))
	f.Add([]byte("\x81\x30\x81\x30招生通知如下"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Decode(data)
		if err != nil {
			return
		}
		if !utf8.ValidString(r.Text) || len(r.Encodings) == 0 || r.Confidence < 0 || r.Confidence > 1 {
			t.Fatalf("%q: %+v", data, r)
		}
		if len(r.Text) > 3*len(data) {
			t.Fatalf("%d bytes became %d", len(data), len(r.Text))
		}
		share, han := Common(string(data))
		if plain := strings.TrimPrefix(string(data), "\xef\xbb\xbf"); utf8.Valid(data) && han > 3 && share > 0.5 && !strings.Contains(plain, "\x00") && r.Text != plain {
			t.Fatalf("%q became %q", data, r.Text)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := strings.Repeat("<p>现将2024年小学招生工作有关事项通知如下，请认真贯彻执行。</p>\n", 400)
	for name, data := range map[string][]byte{
		"utf-8": []byte(text), "gbk": encode(b, gb, text), "mixed": append([]byte(text), encode(b, gb, text)...),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Decode(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
