package embedded

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"wence/retrieval"

	sqlite3 "modernc.org/sqlite/lib"
)

func openTemp(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "wence.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestDiskFull makes SQLite find no room, as on a full disk.
func TestDiskFull(t *testing.T) {
	s := openTemp(t)
	entry := func(i int) retrieval.Entry {
		text := strings.Repeat(fmt.Sprintf("第%d号通知的正文。", i), 200)
		return retrieval.Entry{Notice: retrieval.Notice{Origin: fmt.Sprint(i), SHA256: fmt.Sprintf("%012d", i), Text: text},
			Passages: []retrieval.Passage{{Seq: 1, Text: text}}}
	}
	limit := func(pages int) {
		t.Helper()
		if _, err := s.writer.ExecContext(t.Context(), fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(60)
	stored := 0
	var err error
	for ; err == nil && stored < 1000; stored++ {
		_, err = s.Put(t.Context(), entry(stored))
	}
	stored-- // the last one failed
	if err == nil || !strings.Contains(err.Error(), "磁盘已满") || !strings.Contains(err.Error(), s.path) {
		t.Fatalf("after %d notices: %v", stored, err)
	}
	if st, err := s.Status(t.Context()); err != nil || st.Notices != stored {
		t.Errorf("%+v, %v, want the %d notices that were stored", st, err, stored)
	}
	limit(1 << 30)
	if _, err := s.Put(t.Context(), entry(stored)); err != nil {
		t.Errorf("with room again: %v", err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestBusy wants a lock that never goes named, and no other error mistaken for one.
func TestBusy(t *testing.T) {
	s := openTemp(t)
	other, err := connect(s.path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.ExecContext(t.Context(), "PRAGMA busy_timeout = 5"); err != nil {
		t.Fatal(err)
	}
	err = s.explain("put", s.write(t.Context(), func(transaction) error { return nil }))
	if code(err) != sqlite3.SQLITE_BUSY || !strings.Contains(err.Error(), "被另一个进程占用") {
		t.Errorf("got %v", err)
	}
	if _, err := s.Status(t.Context()); err != nil {
		t.Errorf("a reader waits for a writer: %v", err)
	}
}

// TestMigrate applies a later schema to an older file, once, and all of it or nothing.
func TestMigrate(t *testing.T) {
	s := openTemp(t)
	files := fstest.MapFS{}
	names, err := fs.Glob(schemas, "schema/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatalf("schema files %q, %v", names, err)
	}
	for _, name := range names {
		files[name] = &fstest.MapFile{} // applied already
	}
	files["schema/900_a.sql"] = &fstest.MapFile{Data: []byte(`CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)`)}
	files["schema/901_b.sql"] = &fstest.MapFile{Data: []byte(`CREATE TABLE b AS SELECT x + 1 AS x FROM a; no SQL`)}
	apply := func() error {
		return s.write(t.Context(), func(tx transaction) error { return migrate(tx, files) })
	}
	look := func() (version, rows int) {
		t.Helper()
		err := s.writer.QueryRow(`SELECT user_version, (SELECT count(*) FROM sqlite_schema WHERE name IN ('a', 'b'))
			FROM pragma_user_version`).Scan(&version, &rows)
		if err != nil {
			t.Fatal(err)
		}
		return version, rows
	}
	if err := apply(); err == nil || !strings.Contains(err.Error(), "901_b.sql") {
		t.Errorf("a wrong file: %v", err)
	}
	if version, tables := look(); version != len(names) || tables != 0 {
		t.Errorf("a failed migration left version %d and %d tables", version, tables)
	}
	files["schema/901_b.sql"] = &fstest.MapFile{Data: []byte(`CREATE TABLE b AS SELECT x + 1 AS x FROM a`)}
	for range 2 {
		if err := apply(); err != nil {
			t.Fatal(err)
		}
		if version, tables := look(); version != len(names)+2 || tables != 2 {
			t.Errorf("version %d and %d tables, want %d and 2", version, tables, len(names)+2)
		}
	}
}
