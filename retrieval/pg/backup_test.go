package pg_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
)

// TestBackup backs a database up while it is written to, and wants everything back that it held before.
func TestBackup(t *testing.T) {
	dsn := pgtest.New(t)
	s := openAt(t, dsn)
	defer s.Close()
	id := fillStore(t, s)
	stop, done := make(chan struct{}), make(chan error)
	go func() {
		var err error
		for i := 0; err == nil; i++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
				_, err = s.Put(t.Context(), entry("/later", fmt.Sprint("第", i, "号通知")))
			}
		}
		done <- err
	}()
	var file bytes.Buffer
	err := pg.Backup(t.Context(), dsn, &file)
	close(stop)
	if e := <-done; err != nil || e != nil {
		t.Fatal(err, e)
	}
	to := pgtest.Empty(t)
	if err := restore(t, to, file.Bytes()); err != nil {
		t.Fatal(err)
	}
	back := openAt(t, to)
	defer back.Close()
	if got, want := read(t, back, id), read(t, s, id); !reflect.DeepEqual(got, want) {
		t.Errorf("came back as\n%+v, was\n%+v", got, want)
	}
	if asked, err := back.Asked(t.Context(), retrieval.AskedQuery{}); err != nil || len(asked) != 1 || !asked[0].Rating.Up {
		t.Errorf("journal: %+v, %v", asked, err)
	}
	if _, err := back.Put(t.Context(), entry("/new", "恢复之后的通知")); err != nil {
		t.Error(err)
	}
	if err := back.SetVectors(t.Context(), "other", []retrieval.Vector{{PassageID: 1, Values: []float32{1}}}); err != nil {
		t.Error(err)
	}
}

// fillStore stores a notice with all that may belong to it, and gives its ID.
func fillStore(t *testing.T, s *pg.Store) string {
	t.Helper()
	e := entry("/a", "乡镇教师每月补贴500元。", "\t制表符、\\反斜线和\n换行。")
	e.File, e.FileType = []byte{0, 1, 2, 255}, "text/plain"
	e.Facts = []retrieval.Fact{{Seq: 1, Kind: retrieval.Subsidy, Who: "乡镇教师", Figure: "500元/人/月", Quote: "乡镇教师每月补贴500元。"}}
	id, err := s.Put(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	title := "改过的标题"
	passages, err := s.Unembedded(t.Context(), "m", 0, 10)
	for _, step := range []error{
		err,
		s.SetVectors(t.Context(), "m", []retrieval.Vector{{PassageID: passages[0].ID, Values: []float32{3, 4}}}),
		s.Amend(t.Context(), id, retrieval.Amendment{Title: &title}),
		s.Journal(t.Context(), retrieval.Asked{ID: "1", Question: "补多少?", Status: "answered"}),
		s.Rate(t.Context(), "1", retrieval.Rating{Up: true}),
	} {
		if step != nil {
			t.Fatal(step)
		}
	}
	return id
}

// reading is what a store gives of a notice.
type reading struct {
	Notice   retrieval.Notice
	Passages []retrieval.Passage
	Facts    []retrieval.Fact
	File     []byte
	Found    retrieval.Passage
	Cosine   float64
}

func read(t *testing.T, s *pg.Store, id string) (r reading) {
	t.Helper()
	probe := retrieval.Probe{Query: words("乡镇教师补贴"), Model: "m", Vector: []float32{3, 4}, Limit: 1}
	found, err := s.Find(t.Context(), probe)
	if err != nil || len(found.Candidates) == 0 {
		t.Fatalf("found %+v, %v", found, err)
	}
	r.Found, r.Cosine = found.Candidates[0].Passage, found.Candidates[0].Cosine
	var errs [5]error
	r.Notice, errs[0] = s.Notice(t.Context(), id)
	r.Passages, errs[1] = s.Passages(t.Context(), id)
	r.Facts, _, errs[2] = s.Facts(t.Context(), retrieval.FactQuery{NoticeID: id})
	file, err := s.Original(t.Context(), id)
	errs[3] = err
	r.File, errs[4] = io.ReadAll(file.Open(t.Context()))
	if errs != [5]error{} {
		t.Fatal(errs)
	}
	return r
}

func restore(t *testing.T, dsn string, file []byte) error {
	t.Helper()
	return pg.Restore(t.Context(), dsn, bytes.NewReader(file), int64(len(file)))
}

// damage is the backup with a byte changed in the middle of a table.
func damage(t *testing.T, file []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(file)
	for _, f := range z.File {
		if at, err := f.DataOffset(); err == nil && f.Name == "tables/notice" {
			changed[at+int64(f.CompressedSize64/2)] ^= 0x5A
		}
	}
	return changed
}

// TestRestoreRefuses leaves a database as it is that holds something, or that the backup does not fit.
func TestRestoreRefuses(t *testing.T) {
	dsn := pgtest.New(t)
	s := openAt(t, dsn)
	defer s.Close()
	fillStore(t, s)
	var file bytes.Buffer
	if err := pg.Backup(t.Context(), dsn, &file); err != nil {
		t.Fatal(err)
	}
	behind := pgtest.New(t)
	pgtest.Exec(t, behind, `delete from wence_schema where version_id = (select max(version_id) from wence_schema)`)
	for _, tc := range []struct {
		name, dsn string
		file      []byte
		says      string
	}{
		{"over a store", dsn, file.Bytes(), "不会覆盖"},
		{"no backup", pgtest.New(t), []byte("PK nothing"), "换一份备份"},
		{"cut short", pgtest.New(t), file.Bytes()[:file.Len()-99], "换一份备份"},
		{"damaged", pgtest.New(t), damage(t, file.Bytes()), "notice"},
		{"another schema", behind, file.Bytes(), "空数据库"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if err := restore(t, tc.dsn, tc.file); err == nil || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %v, want an error that says %q", err, tc.says)
			}
			var notices int
			if err := connect(t, tc.dsn).QueryRow(t.Context(), `select count(*) from notice`).Scan(&notices); err != nil || notices > 0 && tc.dsn != dsn {
				t.Errorf("%d notices are left, %v", notices, err)
			}
		})
	}
	if err := restore(t, pgtest.New(t), file.Bytes()); err != nil {
		t.Errorf("a database that was just made: %v", err)
	}
	if err := pg.Backup(t.Context(), pgtest.Empty(t), &file); err == nil || !strings.Contains(err.Error(), "请核对连接串") {
		t.Errorf("backed up a database without tables: %v", err)
	}
	if _, err := pg.Open(t.Context(), pgtest.Empty(t), pg.Options{Found: true}); err == nil || !strings.Contains(err.Error(), "请核对连接串") {
		t.Errorf("opened a database without tables: %v", err)
	}
}
