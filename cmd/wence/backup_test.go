package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wence/chat"
	"wence/chat/model"
	"wence/cmd/internal/config"
	"wence/ingest"
	"wence/ingest/samples"
	"wence/retrieval/pg/pgtest"
)

// TestBackupAnswersAlike backs both stores up while they are open, restores each, and asks the same questions of both.
func TestBackupAnswersAlike(t *testing.T) {
	for name, stores := range map[string]struct{ from, to string }{
		"embedded":   {filepath.Join(t.TempDir(), "a.db"), filepath.Join(t.TempDir(), "b.db")},
		"PostgreSQL": {pgtest.New(t), pgtest.Empty(t)},
	} {
		t.Run(name, func(t *testing.T) {
			file, lines := filepath.Join(t.TempDir(), "backup"), filepath.Join(t.TempDir(), "notices.jsonl")
			a := assembledFrom(t, config.Config{Store: stores.from})
			files, err := ingest.InFS(samples.FS(), "sample:")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := a.ingester().Ingest(t.Context(), files[:3], nil); err != nil {
				t.Fatal(err)
			}
			if out, err := run(t, stores.from, "backup", file); err != nil || !strings.Contains(out, "已备份到") {
				t.Fatalf("%v: %s", err, out)
			}
			if out, err := run(t, stores.from, "export", lines); err != nil || !strings.Contains(out, "已写出3份") {
				t.Fatalf("%v: %s", err, out)
			}
			if out, err := run(t, stores.to, "restore", file); err != nil || !strings.Contains(out, "已恢复到") {
				t.Fatalf("%v: %s", err, out)
			}
			b := assembledFrom(t, config.Config{Store: stores.to})
			for _, q := range samples.Questions() {
				if got, want := asked(t, b, q), asked(t, a, q); !reflect.DeepEqual(got, want) {
					t.Errorf("%s\n got %+v\nwant %+v", q, got, want)
				}
			}
			for _, args := range [][]string{{"backup", file}, {"export", lines}, {"restore", file}} {
				if _, err := run(t, stores.to, args...); err == nil || !strings.Contains(err.Error(), "不会覆盖") {
					t.Errorf("%v wrote over something: %v", args, err)
				}
			}
		})
	}
}

// TestRestoreRefuses says of what cannot be restored what to do with it, before any store is touched.
func TestRestoreRefuses(t *testing.T) {
	const file, server = "new.db", "postgres://wence@127.0.0.1:1/wence"
	for _, tc := range []struct{ name, begins, store, says string }{
		{"no file", "", file, "请核对路径"},
		{"another file", "{}", file, "用 wence import 收进"},
		{"another file to a server", "{}", server, "不是 wence backup 写出的备份"},
		{"a file's to a server", embeddedMagic, server, "设为一个新文件的路径"},
		{"a server's to a file", postgresMagic + "and so on, of some length", file, "新建的空数据库"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if tc.begins != "" {
				if err := os.WriteFile("backup", []byte(tc.begins), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := run(t, tc.store, "restore", "backup"); err == nil || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %v, want an error that says %q", err, tc.says)
			}
			if _, err := os.Stat(file); err == nil {
				t.Error("a store was made")
			}
		})
	}
}

// asked is the answer but for what is of one asking.
func asked(t *testing.T, a *app, question string) chat.Answer {
	t.Helper()
	answer, err := a.service.Answer(t.Context(), chat.Question{Text: question, AsOf: "2026-03-10"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer.ID, answer.Timing, answer.Usage = "", nil, model.Usage{}
	return answer
}

// TestTypo makes no store at a misspelt path, but where a store is to be made.
func TestTypo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "typo.db")
	for _, args := range [][]string{
		{"ask", "补多少?"}, {"status"}, {"notices"}, {"facts"}, {"serve"}, {"backup", path + ".bak"}, {"export", path + ".jsonl"},
	} {
		if _, err := run(t, path, args...); err == nil || !strings.Contains(err.Error(), "wence ingest") {
			t.Errorf("%v: %v", args, err)
		}
	}
	if made, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(made) > 0 {
		t.Errorf("%q was made", made)
	}
	if out, err := run(t, path, "migrate"); err != nil || !strings.Contains(out, "已是最新") {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := run(t, path, "status"); err != nil || !strings.Contains(out, "文件:0份") {
		t.Errorf("%v: %s", err, out)
	}
}
