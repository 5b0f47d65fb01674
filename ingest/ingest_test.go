package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wence/ingest/archive"
	"wence/retrieval"
	"wence/retrieval/embedded"
)

// notice is the text of a small notice; each n makes another.
func notice(n int) string {
	return fmt.Sprintf("雪浦县教育局关于发放第%d批助学金的通知\n雪教发〔2025〕%d号\n各学校:\n一、标准\n家庭经济困难学生每生每年补助%d元。\n雪浦县教育局\n2025年3月1日\n", n, n, 1000+n)
}

// newIngester is an ingester into a throw-away store.
func newIngester(t testing.TB) (*Ingester, *embedded.Store) {
	t.Helper()
	store, err := embedded.Open(context.Background(), filepath.Join(t.TempDir(), "test.db"), embedded.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return &Ingester{Store: store, Places: gazetteer(t), Log: slog.New(slog.DiscardHandler)}, store
}

// ingested runs what stands below the paths and gives a line a record: state, label, and what is said of it.
func ingested(t *testing.T, in *Ingester, paths ...string) []string {
	t.Helper()
	files, err := Files(context.Background(), paths)
	if err != nil {
		t.Fatal(err)
	}
	report, err := in.Ingest(context.Background(), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range report.Records {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s", r.State, r.Label, r.Reason)))
	}
	return lines
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// packed is a zip archive of names and contents by turns.
func packed(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(parts[i+1]))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// stored are the stored notices by origin below the folder.
func stored(t *testing.T, store *embedded.Store, folder string) map[string]retrieval.Notice {
	t.Helper()
	list, _, err := store.Notices(context.Background(), 100, "")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]retrieval.Notice{}
	for _, n := range list {
		rel, _ := filepath.Rel(folder, n.Origin)
		all[rel] = n
	}
	return all
}

func TestArchive(t *testing.T) {
	in, store := newIngester(t)
	dir := t.TempDir()
	inner := packed(t, "三.txt", notice(3), "空.txt", "")
	write(t, filepath.Join(dir, "包.zip"), packed(t, "一.txt", notice(1), "子/二.txt", notice(2), "坏.pdf", "%PDF-1.4\nno", "内层.zip", inner, "._一.txt", "x"))
	equal(t, ingested(t, in, dir),
		"stored 包.zip!/一.txt", "stored 包.zip!/子/二.txt",
		"failed 包.zip!/坏.pdf 文件不是可读的PDF,可能已损坏或下载不完整",
		"stored 包.zip!/内层.zip/三.txt", "skipped 包.zip!/内层.zip/空.txt 空文件,已跳过", "skipped 包.zip!/._一.txt 系统文件,已跳过")
	first := stored(t, store, dir)
	if n := first["包.zip!/子/二.txt"]; len(first) != 3 || n.Source != "二.txt" || n.SHA256 != digest([]byte(notice(2))) {
		t.Errorf("%d notices, %+v", len(first), n)
	}

	write(t, filepath.Join(dir, "包.zip"), packed(t, "一.txt", notice(1), "子/二.txt", notice(22)))
	equal(t, ingested(t, in, dir), "unchanged 包.zip!/一.txt", "replaced 包.zip!/子/二.txt")
	again := stored(t, store, dir)
	if again["包.zip!/子/二.txt"].ID != first["包.zip!/子/二.txt"].ID || again["包.zip!/一.txt"].ID != first["包.zip!/一.txt"].ID {
		t.Error("a member has another ID than before")
	}
}

// TestArchiveAsAWhole: the archive has a record of its own only where it is refused, cut short or empty.
func TestArchiveAsAWhole(t *testing.T) {
	many := []string{}
	for i := range 2001 {
		many = append(many, fmt.Sprintf("%d.txt", i), "")
	}
	cases := []struct {
		name, data string
		records    int
		want       string
	}{
		{"refused", packed(t, "一.txt", notice(1))[:80], 1, "failed a.zip 文件不是可读的ZIP压缩包,可能已损坏或下载不完整"},
		{"cut short", packed(t, many...), 2001, "failed a.zip 文件超出读取上限:压缩包内不得超过2000个文件,其余文件没有读取"},
		{"empty", packed(t), 1, "failed a.zip 压缩包里没有文件"},
		{"whole", packed(t, "一.txt", notice(1)), 1, "stored a.zip!/一.txt"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			in, _ := newIngester(t)
			path := filepath.Join(t.TempDir(), "a.zip")
			write(t, path, tc.data)
			got := ingested(t, in, path)
			if last := got[len(got)-1]; last != tc.want || len(got) != tc.records {
				t.Errorf("%d records, the last %q; want %d, %q", len(got), last, tc.records, tc.want)
			}
		})
	}
}

func TestProgress(t *testing.T) {
	in, _ := newIngester(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), notice(1))
	write(t, filepath.Join(dir, "b.zip"), packed(t, "1.txt", notice(2), "2.txt", notice(3), "c.zip", packed(t, "3.txt", notice(4), "4.txt", notice(5))))
	write(t, filepath.Join(dir, "d.txt"), notice(6))
	files, err := Files(context.Background(), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	if _, err := in.Ingest(context.Background(), files, func(p Progress) { got = append(got, fmt.Sprintf("%d/%d %s", p.Done, p.Files, p.Record.Name)) }); err != nil {
		t.Fatal(err)
	}
	equal(t, got, "1/3 a.txt", "2/5 1.txt", "3/5 2.txt", "4/5 3.txt", "5/5 4.txt", "6/6 d.txt")
}

func TestAddresses(t *testing.T) {
	in, store := newIngester(t)
	dir := t.TempDir()
	page := `<html><head><link rel="canonical" href="https://www.xuepu.example/own.html"></head><body><h1>雪浦县教育局关于报名的通知</h1><p>` + strings.Repeat("各学校应当在三月一日前完成报名工作。", 5) + `</p></body></html>`
	write(t, filepath.Join(dir, "a.txt"), notice(1))
	write(t, filepath.Join(dir, "子", "b.txt"), notice(2))
	write(t, filepath.Join(dir, "c.html"), page)
	write(t, filepath.Join(dir, "d.html"), strings.Replace(page, "三月", "四月", 1))
	write(t, filepath.Join(dir, "e.html"), strings.NewReplacer("三月", "五月", "https://www.xuepu.example/own.html", "javascript:alert(1)").Replace(page))
	write(t, filepath.Join(dir, "f.zip"), packed(t, "夹/g.txt", notice(3), "夹/urls.csv", "file,url\ng.txt,https://www.xuepu.example/g\n"))
	list := "\xEF\xBB\xBFfile,url\r\na.txt, https://www.xuepu.example/a\r\n子\\b.txt,http://www.xuepu.example/b\r\nc.html,https://www.xuepu.example/listed\r\nx.txt,javascript:alert(1)\r\n,https://www.xuepu.example/\r\n"
	write(t, filepath.Join(dir, "urls.csv"), list)

	records := ingested(t, in, dir)
	if want := "skipped urls.csv 网址对照表,列有3个文件;另有2行缺文件名或网址不以http开头,没有采用"; !slices.Contains(records, want) {
		t.Errorf("records %q lack %q", records, want)
	}
	for origin, want := range map[string]string{
		"a.txt": "https://www.xuepu.example/a", "子/b.txt": "http://www.xuepu.example/b", "c.html": "https://www.xuepu.example/listed",
		"d.html": "https://www.xuepu.example/own.html", "e.html": "", "f.zip!/夹/g.txt": "https://www.xuepu.example/g",
	} {
		if got := stored(t, store, dir)[origin].URL; got != want {
			t.Errorf("%s: address %q, want %q", origin, got, want)
		}
	}

	// A changed address is a change of the file it stands for, and of no other.
	write(t, filepath.Join(dir, "urls.csv"), strings.Replace(list, "/a\r", "/new\r", 1))
	for _, line := range ingested(t, in, dir) {
		if strings.HasPrefix(line, "replaced") != (line == "replaced a.txt") {
			t.Errorf("second run: %s", line)
		}
	}
	if got := ingested(t, in, filepath.Join(dir, "a.txt")); got[0] != "unchanged a.txt" {
		t.Errorf("the file alone: %q", got)
	}
}

// TestNotAddresses: a urls.csv with other columns is a table like any other.
func TestNotAddresses(t *testing.T) {
	in, _ := newIngester(t)
	path := filepath.Join(t.TempDir(), "urls.csv")
	write(t, path, "学校,网址\n雪浦一中,https://www.xuepu.example/\n雪浦二中,https://www.xuepu.example/2\n")
	equal(t, ingested(t, in, path), "stored urls.csv")
}

func TestWhatIsNotMeant(t *testing.T) {
	in, _ := newIngester(t)
	dir := t.TempDir()
	for _, name := range []string{".git/config.txt", "通知_files/a.txt", "通知_files/b.js", "存档_files/c.txt", "style.css", "~$通知.docx", ".hidden", "Thumbs.db", "通知.txt"} {
		write(t, filepath.Join(dir, name), notice(len(name)))
	}
	write(t, filepath.Join(dir, "通知.html"), "<html><body><h1>雪浦县教育局关于报名的通知</h1><p>各学校应当在三月一日前完成报名工作,逾期不予受理。</p></body></html>")
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "页.zip"), packed(t, "p.htm", notice(100), "p.files/q.txt", notice(101), "r.files/s.txt", notice(102)))
	equal(t, ingested(t, in, dir, filepath.Join(dir, "通知.txt")),
		"skipped .hidden 系统文件", "skipped Thumbs.db 系统文件", "skipped style.css 随网页保存的配套文件", "skipped ~$通知.docx Office临时文件",
		"stored c.txt", "stored 通知.html", "stored 通知.txt", "skipped 通知_files 随网页保存的配套文件",
		"stored 页.zip!/p.htm", "skipped 页.zip!/p.files/q.txt 随网页保存的配套文件", "stored 页.zip!/r.files/s.txt")
}

// TestEntries: what the archive's directory says agrees with what is read of it.
func TestEntries(t *testing.T) {
	data := []byte(packed(t, "a/", "", "a/一.txt", "1", `b\二.txt`, "2"))
	var got []string
	for _, e := range archive.Entries(data) {
		content, err := e.Read(10)
		got = append(got, fmt.Sprintf("%s %s %v", e.Path, content, err))
	}
	equal(t, got, "a/一.txt 1 <nil>", "b/二.txt 2 <nil>")
}

// TestOlderReader: what an older reader made of the same bytes is read again, once.
func TestOlderReader(t *testing.T) {
	in, store := newIngester(t)
	path := filepath.Join(t.TempDir(), "一.txt")
	write(t, path, notice(1))
	if _, err := in.Preview(context.Background(), []File{OnDisk(path)}, func(_ Record, e retrieval.Entry) error {
		e.Notice.Reader, e.Facts = ReaderVersion-1, nil
		_, err := store.Put(context.Background(), e)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	equal(t, ingested(t, in, path), "replaced 一.txt")
	equal(t, ingested(t, in, path), "unchanged 一.txt")
}
