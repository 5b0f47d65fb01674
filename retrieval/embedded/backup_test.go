package embedded_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
)

// TestBackup copies a store whose last notice stands in the log alone, while another is being written.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, filepath.Join(dir, "wence.db"))
	defer closeStore(t, s)
	for _, origin := range []string{"/a", "/b"} {
		if _, err := s.Put(t.Context(), entry(origin, "乡镇教师每月补贴500元。"+origin)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Journal(t.Context(), retrieval.Asked{ID: "1", Question: "补多少?", Status: "answered"}); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s)
	stop, done := make(chan struct{}), make(chan error)
	go func() { done <- writeUntil(t, s, stop) }()
	copied := filepath.Join(dir, "copy.db")
	if err := embedded.Backup(t.Context(), filepath.Join(dir, "wence.db"), copied); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others can read the copy: %v %v", info.Mode(), err)
	}
	close(stop)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	back := filepath.Join(dir, "back.db")
	if err := embedded.Restore(t.Context(), copied, back); err != nil {
		t.Fatal(err)
	}
	restored := openAt(t, back)
	defer closeStore(t, restored)
	got := contents(t, restored)
	for id, n := range want {
		if !reflect.DeepEqual(got[id], n) {
			t.Errorf("%s came back as %+v, was %+v", id, got[id], n)
		}
	}
	if asked, err := restored.Asked(t.Context(), retrieval.AskedQuery{}); err != nil || len(asked) != 1 {
		t.Errorf("journal: %v, %v", asked, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) > 0 {
		t.Errorf("%q is left behind", left)
	}
}

// contents are the notices of a store by origin.
func contents(t *testing.T, s *embedded.Store) map[string]retrieval.Notice {
	t.Helper()
	list, _, err := s.AllNotices(t.Context(), 1000, "")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]retrieval.Notice{}
	for _, n := range list {
		if all[n.Origin], err = s.Notice(t.Context(), n.ID); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func writeUntil(t *testing.T, s *embedded.Store, stop chan struct{}) error {
	for i := 0; ; i++ {
		select {
		case <-stop:
			return nil
		default:
		}
		if _, err := s.Put(t.Context(), entry("/later", strings.Repeat("补贴。", i%40+1))); err != nil {
			return err
		}
	}
}

// TestBackupRefuses wants nothing written over, and nothing made where there is nothing to copy.
func TestBackupRefuses(t *testing.T) {
	store := filled(t)
	other := write(t, []byte(strings.Repeat("这不是数据库。\n", 1000)))
	broken := change(t, filled(t), func(data []byte) {
		for i := 3 * 8192; i < len(data); i++ {
			data[i] ^= 0x5A
		}
	})
	logged := filepath.Join(t.TempDir(), "wence.db")
	if err := os.WriteFile(logged+"-wal", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	fresh := func() string { return filepath.Join(t.TempDir(), "new.db") }
	type copier = func(from, to string) error
	backup := func(from, to string) error { return embedded.Backup(t.Context(), from, to) }
	restore := func(from, to string) error { return embedded.Restore(t.Context(), from, to) }
	for _, tc := range []struct {
		name     string
		run      copier
		from, to string
		is       error
		says     string
	}{
		{"no store", backup, filepath.Join(t.TempDir(), "typo.db"), fresh(), fs.ErrNotExist, "请核对路径"},
		{"not a store", backup, other, fresh(), nil, "不是问策的数据文件"},
		{"over a file", backup, store, other, fs.ErrExist, "不会覆盖"},
		{"onto itself", backup, store, store, fs.ErrExist, "不会覆盖"},
		{"no folder", backup, store, filepath.Join(t.TempDir(), "none", "x.db"), fs.ErrNotExist, "请先建立该目录"},
		{"over a store", restore, store, filled(t), fs.ErrExist, "不会覆盖"},
		{"beside a log", restore, store, logged, fs.ErrExist, "-wal"},
		{"from damage", restore, broken, fresh(), nil, "损坏"},
		{"from another file", restore, other, fresh(), nil, "不是问策的数据文件"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			before, missing := os.ReadFile(tc.to)
			err := tc.run(tc.from, tc.to)
			if err == nil || tc.is != nil && !errors.Is(err, tc.is) || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %v, want %v that says %q", err, tc.is, tc.says)
			}
			after, err := os.ReadFile(tc.to)
			if string(after) != string(before) || (err == nil) != (missing == nil) {
				t.Error("the target was touched")
			}
		})
	}
}

// TestOpenFound makes no file at a misspelt path.
func TestOpenFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "typo.db")
	s, err := embedded.Open(t.Context(), path, embedded.Options{Found: true})
	if err == nil {
		closeStore(t, s)
	}
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "wence ingest") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was made")
	}
	s = openAt(t, path)
	closeStore(t, s)
	if s, err = embedded.Open(t.Context(), path, embedded.Options{Found: true}); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
}
