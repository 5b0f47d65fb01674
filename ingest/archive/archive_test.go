package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/sniff/sampletest"
)

// file is an entry to pack.
type file struct{ name, content string }

func pack(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		p, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		p.Write([]byte(f.content))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// listed is what Members yields, a line each: the path, then "= size", "- why skipped" or "! what is wrong".
func listed(data []byte, limits Limits) []string {
	var out []string
	for m, err := range Members(context.Background(), data, limits) {
		var problem *document.Problem
		switch {
		case errors.As(err, &problem):
			out = append(out, m.Path+" ! "+problem.Reason)
		case err != nil:
			out = append(out, m.Path+" ! "+err.Error())
		case m.Skipped != "":
			out = append(out, m.Path+" - "+m.Skipped)
		default:
			out = append(out, fmt.Sprintf("%s = %d", m.Path, len(m.Data)))
		}
	}
	return out
}

func TestSamples(t *testing.T) {
	chinese := []string{"附件1奉节县2023年招生计划表.xlsx = 8857", "奉节府办发〔2023〕65号.pdf = 214134", "通知正文.docx = 9688", "网页/通知.html = 15373", "说明.txt = 148"}
	var nested []string
	for _, line := range chinese {
		nested = append(nested, "内层.zip/"+line)
	}
	tests := []struct {
		file string
		want []string
	}{
		{"zip/gbk_names.zip", chinese},
		{"zip/utf8_names.zip", chinese},
		{"wrong_ext/zip_named.docx", chinese},
		{"zip/nested.zip", append(nested, "坏文件.pdf = 100000", "好文件.txt = 3")},
		{"zip/slip.zip", []string{"escaped.txt = 1", "escaped(2).txt = 1", "evil.txt = 1", "etc/escaped.txt = 8"}},
		{"zip/truncated.zip", []string{" ! 文件不是可读的ZIP压缩包,可能已损坏或下载不完整"}},
	}
	for _, tc := range tests {
		t.Run(tc.file, func(t *testing.T) {
			if got := listed(sampletest.File(t, tc.file), Limits{}); !slices.Equal(got, tc.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tc.want, "\n"))
			}
		})
	}
}

func TestBombs(t *testing.T) {
	got := listed(sampletest.File(t, "zip/bomb_nested.zip"), Limits{})
	if len(got) != 5 || !strings.Contains(got[0], "压缩比不得超过200") {
		t.Errorf("nested bomb: %q", got)
	}
	got = listed(sampletest.File(t, "zip/many_entries.zip"), Limits{})
	if last := got[len(got)-1]; len(got) != 2001 || last != " ! 文件超出读取上限:压缩包内不得超过2000个文件,其余文件没有读取" {
		t.Errorf("many entries: %d lines, the last %q", len(got), last)
	}
}

func TestMembers(t *testing.T) {
	three := string(pack(t, file{"三.txt", "3"}))
	two := string(pack(t, file{"二.zip", three}))
	long := strings.Repeat("ab", 1<<20)
	bad := pack(t, file{"甲.txt", "content that will be damaged"}, file{"乙.txt", "good"})
	bad[bytes.Index(bad, []byte("甲.txt"))+len("甲.txt")+3] ^= 0xFF
	locked := pack(t, file{"甲.txt", "x"}, file{"乙.txt", "good"})
	at := bytes.Index(locked, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint16(locked[at+8:], 1)
	tests := []struct {
		name   string
		data   []byte
		limits Limits
		want   string
	}{
		{"skipped", pack(t, file{"__MACOSX/a", "x"}, file{"a/._b.docx", "x"}, file{"~$c.doc", "x"}, file{"Thumbs.db", "x"}, file{"d.txt", ""}, file{"e.txt", "x"}), Limits{},
			"__MACOSX/a - 系统文件,已跳过|a/._b.docx - 系统文件,已跳过|~$c.doc - Office临时文件,已跳过|Thumbs.db - 系统文件,已跳过|d.txt - 空文件,已跳过|e.txt = 1"},
		{"depth", pack(t, file{"一.zip", two}), Limits{}, "一.zip/二.zip/三.txt = 1"},
		{"too deep", pack(t, file{"一.zip", two}, file{"a.txt", "x"}), Limits{Depth: 2}, "一.zip/二.zip ! 文件超出读取上限:压缩包嵌套不得超过2层|a.txt = 1"},
		{"bad member", bad, Limits{}, "甲.txt ! 文件不是可读的压缩包成员,可能已损坏或下载不完整|乙.txt = 4"},
		{"locked member", locked, Limits{}, "甲.txt ! 该压缩包设有打开密码|乙.txt = 4"},
		{"damaged inner archive", pack(t, file{"一.zip", two[:len(two)-30]}, file{"a.txt", "x"}), Limits{}, "一.zip ! 文件不是可读的ZIP压缩包,可能已损坏或下载不完整|a.txt = 1"},
		{"ratio", pack(t, file{"b.txt", long}, file{"a.txt", "x"}), Limits{}, "b.txt ! 文件超出读取上限:压缩包内文件的压缩比不得超过200|a.txt = 1"},
		{"member's size", pack(t, file{"b.txt", "12345"}, file{"a.txt", "x"}), Limits{Member: 4}, "b.txt ! 文件超出读取上限:压缩包内单个文件不得超过0 MB|a.txt = 1"},
		{"total", pack(t, file{"b.txt", "1234"}, file{"a.txt", "5678"}), Limits{Total: 6}, "b.txt = 4| ! 文件超出读取上限:压缩包解压后合计不得超过0 MB,其余文件没有读取"},
		{"members", pack(t, file{"a.txt", "x"}, file{"b.txt", "x"}), Limits{Members: 1}, "a.txt = 1| ! 文件超出读取上限:压缩包内不得超过1个文件,其余文件没有读取"},
		{"folder", pack(t, file{"a/", ""}, file{"a/b.txt", "x"}), Limits{}, "a/b.txt = 1"},
		{"names", pack(t, file{`..\..\x`, "x"}, file{"a\x00\nb", "x"}, file{"..", "x"}), Limits{}, "x = 1|ab = 1|未命名 = 1"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := strings.Join(listed(tc.data, tc.limits), "|"); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestStops(t *testing.T) {
	data := pack(t, file{"a.txt", "x"}, file{"b.txt", "x"})
	n := 0
	for range Members(context.Background(), data, Limits{}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d members after a break", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for _, err := range Members(ctx, data, Limits{}) {
		if n++; n == 2 {
			cancel()
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("after cancellation: %v", err)
		}
	}
	if n != 3 {
		t.Errorf("%d steps, want the first member and the context's error", n-1)
	}
}

// FuzzMembers: any bytes give members with clean, unique labels, within the limits, and no panic.
func FuzzMembers(f *testing.F) {
	f.Add(pack(f, file{"../a.txt", "x"}, file{"b.zip", string(pack(f, file{"c", "y"}))}))
	f.Add(sampletest.File(f, "zip/slip.zip"))
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := Limits{Members: 50, Member: 1 << 20, Total: 2 << 20}
		seen := map[string]bool{}
		total := 0
		for m, err := range Members(context.Background(), data, limits) {
			if err != nil {
				var problem *document.Problem
				if !errors.As(err, &problem) {
					t.Fatalf("error %v is no Problem", err)
				}
				continue
			}
			if seen[m.Path] || m.Path == "" || path.IsAbs(m.Path) || strings.HasPrefix(m.Path, "../") || strings.ContainsAny(m.Path, "\\\x00") {
				t.Fatalf("label %q", m.Path)
			}
			seen[m.Path] = true
			total += len(m.Data)
		}
		if len(seen) > 50 || total > 2<<20 {
			t.Fatalf("%d members of %d bytes", len(seen), total)
		}
	})
}
