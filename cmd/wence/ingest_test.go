package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/ingest"
)

// run runs the program's command line on the store at path and gives what it printed.
func run(t *testing.T, store string, args ...string) (string, error) {
	t.Helper()
	t.Setenv("WENCE_STORE", store)
	var out bytes.Buffer
	cmd := root()
	cmd.SetOut(&out)
	cmd.SetArgs(args)
	err := cmd.ExecuteContext(context.Background())
	return out.String(), err
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const sampleNotice = "雪浦县教育局关于发放助学金的通知\n雪教发〔2025〕3号\n各学校:\n一、标准\n家庭经济困难学生每生每年补助1250元。\n雪浦县教育局\n2025年3月1日\n"

func TestIngestNamesBadFiles(t *testing.T) {
	dir := t.TempDir()
	store := filepath.Join(dir, "store.db")
	folder := filepath.Join(dir, "in")
	write(t, filepath.Join(folder, "good.txt"), sampleNotice)
	write(t, filepath.Join(folder, "empty.txt"), "")
	write(t, filepath.Join(folder, "noise.bin"), strings.Repeat("\x00\x01\xfe\x9c\x07", 2000))
	write(t, filepath.Join(folder, "huge.txt"), "")
	if err := os.Truncate(filepath.Join(folder, "huge.txt"), 200<<20); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "._good.txt"), "resource fork")

	out, err := run(t, store, "ingest", folder)
	if !errors.Is(err, errReported) {
		t.Errorf("error = %v, want exit status 1", err)
	}
	for _, want := range []string{"✓ good.txt", "✗ empty.txt:文件是空的", "✗ huge.txt:", "50 MB", "✗ noise.bin:", "新收录1个,替换0个,未变0个,跳过1个,失败3个"} {
		if !strings.Contains(out, want) {
			t.Errorf("report lacks %q:\n%s", want, out)
		}
	}
	if out, err := run(t, store, "ask", "助学金每年多少钱?"); err != nil || !strings.Contains(out, "1250元") {
		t.Errorf("the good file does not answer: %v\n%s", err, out)
	}
}

// TestNamesStayOnTheirLine: whatever a file is called, its report is one line.
func TestNamesStayOnTheirLine(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "in", "通\n知\x1b[31m\u202e\u3000一.txt"), sampleNotice)
	for _, args := range [][]string{{"--dry-run"}, nil} {
		out, err := run(t, filepath.Join(dir, "store.db"), append([]string{"ingest", filepath.Join(dir, "in")}, args...)...)
		if err != nil || !strings.Contains(out, `✓ 通\n知\x1b[31m\u202e`+"\u3000一.txt") {
			t.Errorf("%v, %q", err, out)
		}
	}
}

func TestIngestAgain(t *testing.T) {
	dir := t.TempDir()
	store, file := filepath.Join(dir, "store.db"), filepath.Join(dir, "notice.txt")
	states := func() []ingest.State {
		t.Helper()
		out, err := run(t, store, "ingest", "--json", file)
		if err != nil {
			t.Fatal(err)
		}
		var report ingest.Report
		if err := json.Unmarshal([]byte(out), &report); err != nil {
			t.Fatal(err)
		}
		var all []ingest.State
		for _, r := range report.Records {
			all = append(all, r.State)
		}
		return all
	}
	write(t, file, sampleNotice)
	if got := states(); len(got) != 1 || got[0] != ingest.Stored {
		t.Errorf("first time: %v", got)
	}
	if got := states(); got[0] != ingest.Unchanged {
		t.Errorf("same bytes: %v", got)
	}
	write(t, file, strings.Replace(sampleNotice, "1250元", "1500元", 1))
	if got := states(); got[0] != ingest.Replaced {
		t.Errorf("changed text: %v", got)
	}
	out, err := run(t, store, "ask", "助学金每年多少钱?")
	if err != nil || !strings.Contains(out, "1500元") || strings.Contains(out, "1250元") {
		t.Errorf("after the change: %v\n%s", err, out)
	}
	if out, _ := run(t, store, "notices"); strings.Count(out, "雪教发〔2025〕3号") != 1 {
		t.Errorf("notices:\n%s", out)
	}
}

func TestCommandErrors(t *testing.T) {
	dir := t.TempDir()
	store := filepath.Join(dir, "store.db")
	broken := filepath.Join(dir, "broken.db")
	write(t, broken, strings.Repeat("this is no database ", 500))
	cases := []struct {
		name, store string
		args        []string
		want        string
	}{
		{"no such path", store, []string{"ingest", filepath.Join(dir, "nosuch")}, "这个文件或文件夹"},
		{"unknown region", store, []string{"ingest", dir, "--region", "亚特兰蒂斯县"}, "亚特兰蒂斯县"},
		{"empty question", store, []string{"ask", " "}, "不能为空"},
		{"long question", store, []string{"ask", strings.Repeat("问", 501)}, "500字"},
		{"question not UTF-8", store, []string{"ask", "\xff\xfe"}, "UTF-8"},
		{"impossible date", store, []string{"ask", "补多少?", "--as-of", "yesterday"}, "YYYY-MM-DD"},
		{"unknown notice", store, []string{"notices", "show", "nosuch"}, "wence notices"},
		{"no case file", store, []string{"eval", filepath.Join(dir, "nosuch.jsonl")}, "没有这个文件"},
		{"store is no database", broken, []string{"status"}, "broken.db"},
		{"store in a missing folder", filepath.Join(dir, "no", "such", "x.db"), []string{"status"}, "x.db"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := run(t, tc.store, tc.args...)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error = %v, want one that says %q", err, tc.want)
			}
		})
	}
}

func TestDemo(t *testing.T) {
	out, err := run(t, filepath.Join(t.TempDir(), "unused.db"), "demo", "--once")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(out, "问:"); got != demoQuestions {
		t.Errorf("%d questions answered, want %d", got, demoQuestions)
	}
	for _, want := range []string{"虚构", "[1]", "注意:"} {
		if !strings.Contains(out, want) {
			t.Errorf("output lacks %q:\n%s", want, out)
		}
	}
}

func TestDryRun(t *testing.T) {
	dir := t.TempDir()
	store, folder := filepath.Join(dir, "store.db"), filepath.Join(dir, "in")
	write(t, filepath.Join(folder, "good.txt"), sampleNotice)
	write(t, filepath.Join(folder, "urls.csv"), "file,url\ngood.txt,https://www.xuepu.example/1\n")

	out, err := run(t, store, "ingest", "--dry-run", folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"✓ good.txt(txt,", "标题:雪浦县教育局关于发放助学金的通知", "发文字号:雪教发〔2025〕3号", "成文日期:2025-03-01", "网址:https://www.xuepu.example/1",
		"一、标准", "- urls.csv:网址对照表", "试读:读了1个,跳过1个,失败0个;没有存入库中。",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("output lacks %q:\n%s", want, out)
		}
	}

	write(t, filepath.Join(folder, "empty.txt"), "")
	out, err = run(t, store, "ingest", "--dry-run", "--json", folder)
	if !errors.Is(err, errReported) {
		t.Errorf("error = %v, want exit status 1", err)
	}
	var got []string
	for line := range strings.Lines(out) {
		var p previewJSON
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if (p.Notice != nil) != (p.State == ingest.Previewed) {
			t.Errorf("%s is %s, notice %v", p.Name, p.State, p.Notice)
		}
		got = append(got, p.Name+" "+string(p.State))
	}
	if want := "empty.txt failed|good.txt previewed|urls.csv skipped"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := os.Stat(store); err == nil {
		t.Error("a store was made")
	}
	if _, err := run(t, store, "ingest", "--dry-run", "--watch", folder); err == nil {
		t.Error("--dry-run with --watch is accepted")
	}
}

func TestIngestArchive(t *testing.T) {
	dir := t.TempDir()
	store, path := filepath.Join(dir, "store.db"), filepath.Join(dir, "包.zip")
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range map[string]string{"通知.txt": sampleNotice, "坏.pdf": "%PDF-1.4 no"} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, path, b.String())
	out, err := run(t, store, "ingest", path)
	if !errors.Is(err, errReported) || !strings.Contains(out, "✓ 包.zip!/通知.txt:雪浦县教育局关于发放助学金的通知") || !strings.Contains(out, "✗ 包.zip!/坏.pdf:文件不是可读的PDF") {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := run(t, store, "ask", "--json", "助学金每年多少钱?"); err != nil || !strings.Contains(out, `"通知.txt"`) {
		t.Errorf("the member does not answer under its name: %v\n%s", err, out)
	}
}

// TestPrune: what is deleted from a folder is said, withdrawn when asked for, and back when the file is.
func TestPrune(t *testing.T) {
	dir := t.TempDir()
	store, folder := filepath.Join(dir, "store.db"), filepath.Join(dir, "in")
	gone := filepath.Join(folder, "gone.txt")
	write(t, filepath.Join(folder, "stays.txt"), strings.ReplaceAll(sampleNotice, "3号", "4号"))
	write(t, gone, sampleNotice)
	for _, step := range []struct {
		do   func() error
		args []string
		want string
	}{
		{nil, nil, "新收录2个"},
		{func() error { return os.Remove(gone) }, nil, "? gone.txt:雪浦县教育局关于发放助学金的通知,文件已不在原处,仍在库中用来回答。加上 --prune"},
		{nil, []string{"--prune"}, "- gone.txt:雪浦县教育局关于发放助学金的通知,文件已不在原处,已撤下。"},
		{func() error { return os.WriteFile(gone, []byte(sampleNotice), 0o644) }, nil, "+ gone.txt:雪浦县教育局关于发放助学金的通知,文件已放回,已恢复。"},
	} {
		if step.do != nil {
			if err := step.do(); err != nil {
				t.Fatal(err)
			}
		}
		out, err := run(t, store, append([]string{"ingest", folder}, step.args...)...)
		if err != nil || !strings.Contains(out, step.want) {
			t.Errorf("%v: %v\n%s\nlacks %s", step.args, err, out, step.want)
		}
	}
}
