package embedded_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
)

func entry(origin string, passages ...string) retrieval.Entry {
	e := retrieval.Entry{Notice: retrieval.Notice{Origin: origin, SHA256: "0123456789abcdef", Text: strings.Join(passages, "\n")}}
	for i, p := range passages {
		e.Passages = append(e.Passages, retrieval.Passage{Seq: i + 1, Text: p})
	}
	return e
}

// filled makes a store of some notices and gives the path of its file.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "wence.db")
	s := openAt(t, path)
	for _, origin := range []string{"/a", "/b", "/c"} {
		if _, err := s.Put(t.Context(), entry(origin, strings.Repeat("乡镇教师每月补贴500元。", 500), origin)); err != nil {
			t.Fatal(err)
		}
	}
	closeStore(t, s)
	return path
}

// execute changes a database behind the store's back.
func execute(t *testing.T, path string, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
}

// TestOpenRefuses wants what is wrong and what helps said in Chinese, and the file left alone.
func TestOpenRefuses(t *testing.T) {
	for _, tc := range []struct {
		name string
		path func(t *testing.T) string
		says []string
	}{
		{"no folder", func(t *testing.T) string { return filepath.Join(t.TempDir(), "none", "wence.db") }, []string{"none 不存在", "请先建立该目录"}},
		{"a folder", func(t *testing.T) string { return t.TempDir() }, []string{"是一个目录", "wence.db"}},
		{"a file for a folder", func(t *testing.T) string { return filepath.Join(filled(t), "wence.db") }, []string{"不是目录"}},
		{"a text file", func(t *testing.T) string {
			return write(t, []byte(strings.Repeat("这不是数据库。\n", 1000)))
		}, []string{"不是问策的数据文件", "请改用别的路径"}},
		{"a database of another program", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "other.db")
			execute(t, path, `CREATE TABLE person (name TEXT); INSERT INTO person VALUES ('甲')`)
			return path
		}, []string{"别的程序的数据库", "请改用别的路径"}},
		{"a newer version", func(t *testing.T) string {
			path := filled(t)
			execute(t, path, `PRAGMA user_version = 999`)
			return path
		}, []string{"更新版本的问策", "请升级问策", "999"}},
		{"a broken schema", func(t *testing.T) string {
			return change(t, filled(t), func(data []byte) { copy(data[100:8192], make([]byte, 8092)) })
		}, []string{"已损坏", "请从备份恢复"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			path := tc.path(t)
			before, _ := os.ReadFile(path)
			s, err := embedded.Open(t.Context(), path, embedded.Options{Logger: logTo(t)})
			if err == nil {
				closeStore(t, s)
				t.Fatal("opened")
			}
			for _, part := range append(tc.says, filepath.Base(path)) {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(after, before) {
				t.Error("the file was changed")
			}
		})
	}
}

func write(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "wence.db")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func change(t *testing.T, path string, how func(data []byte)) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	how(data)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestDamage wants damage that only shows later to be named as such, not to be answered from.
func TestDamage(t *testing.T) {
	path := change(t, filled(t), func(data []byte) {
		for i := 2 * 8192; i < len(data); i++ {
			data[i] ^= 0x5A
		}
	})
	s, err := embedded.Open(t.Context(), path, embedded.Options{})
	if err == nil {
		defer s.Close()
		_, _, err = s.Notices(t.Context(), 10, "")
	}
	if err == nil || !strings.Contains(err.Error(), "已损坏") {
		t.Errorf("got %v", err)
	}
}

func TestOpenPaths(t *testing.T) {
	for _, name := range []string{"问策 数据.db", "a?b#c%41&d=e.db", "-x;y'.db"} {
		path := filepath.Join(t.TempDir(), name)
		for range 2 {
			s := openAt(t, path)
			if _, err := s.Put(t.Context(), entry("/a", "正文")); err != nil {
				t.Fatal(err)
			}
			closeStore(t, s)
		}
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
		if names, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(names) != 1 {
			t.Errorf("files %q", names)
		}
	}
	t.Chdir(t.TempDir())
	s := openAt(t, "wence.db")
	defer closeStore(t, s)
	if _, err := os.Stat("wence.db"); err != nil {
		t.Error(err)
	}
}

func TestOpenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := embedded.Open(ctx, filepath.Join(t.TempDir(), "wence.db"), embedded.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	s, err := embedded.Open(ctx, filepath.Join(t.TempDir(), "wence.db"), embedded.Options{Logger: logTo(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	cancel() // the context was for opening only
	if _, err := s.Put(t.Context(), entry("/a", "正文")); err != nil {
		t.Error(err)
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Error(err)
	}
}
