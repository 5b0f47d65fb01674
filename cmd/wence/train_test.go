package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const trainCases = `{"id":"a","question":"雪浦县家庭经济困难学生每年补助多少?","as_of":"2026-01-01","kind":"amount","style":"formal","answerable":true,"notices":["xuepu.txt"],"must":[["1250元"]],"evidence":["家庭经济困难学生每生每年补助1250元。"]}
{"id":"b","question":"霜渚县家庭经济困难学生每年补助多少?","as_of":"2026-01-01","kind":"amount","style":"formal","answerable":true,"notices":["shuangzhu.txt"],"must":[["980元"]],"evidence":["家庭经济困难学生每生每年补助980元。"]}
{"id":"c","question":"霜渚县校车几点发车?","as_of":"2026-01-01","kind":"other","style":"short","answerable":false,"notices":[],"must":[],"evidence":[]}
{"id":"d","question":"霜渚县教育局的文号是多少?","as_of":"2026-01-01","kind":"other","style":"short","answerable":true,"notices":["shuangzhu.txt"],"must":[["霜教发"]],"evidence":["霜教发〔2025〕3号"]}
`

// TestTrainAnswersApart: each case is answered once, by weights that were fitted without its document.
func TestTrainAnswersApart(t *testing.T) {
	dir := t.TempDir()
	store, cases, dumped := filepath.Join(dir, "store.db"), filepath.Join(dir, "cases.jsonl"), filepath.Join(dir, "lessons.json")
	write(t, filepath.Join(dir, "in", "xuepu.txt"), sampleNotice)
	write(t, filepath.Join(dir, "in", "shuangzhu.txt"), strings.NewReplacer("雪浦县", "霜渚县", "雪教", "霜教", "1250", "980").Replace(sampleNotice))
	write(t, cases, trainCases)
	if out, err := run(t, store, "ingest", filepath.Join(dir, "in")); err != nil {
		t.Fatal(out, err)
	}
	if out, err := run(t, store, "train", "--dump", dumped, store+"="+cases); err != nil {
		t.Fatal(out, err)
	}
	out, err := run(t, store, "train", "--from", dumped, "--folds", "2", "--answered", store+"="+cases)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`可答问题答对 +\d/3 `, `不可答问题未误答 +\d/1 `} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("report lacks %s:\n%s", want, out)
		}
	}
	if _, err := run(t, store, "train", "--from", dumped, "--folds", "0", "--answered", store+"="+cases); err == nil || !strings.Contains(err.Error(), "--folds") {
		t.Errorf("no folds: error = %v, want one that names --folds", err)
	}
}
