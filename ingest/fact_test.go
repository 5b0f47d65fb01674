package ingest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wence/retrieval"
)

var update = flag.Bool("update", false, "write the golden files anew")

// checkedKinds are the kinds that the table of the real notices lists whole.
var checkedKinds = []retrieval.FactKind{retrieval.Subsidy, retrieval.Quota, retrieval.Deadline}

// TestFactsOfRealNotices holds the facts to a table made by reading: each row of it is found once, and nothing else of
// its kinds is.
func TestFactsOfRealNotices(t *testing.T) {
	expected := readFactTable(t, "testdata/facts/real.tsv", 4)
	found, wrong := 0, 0
	for _, path := range filesIn(t, real) {
		n := understood(t, path)
		for _, f := range Facts(n, Split(n)) {
			if !slices.Contains(checkedKinds, f.Kind) {
				continue
			}
			found++
			at := slices.IndexFunc(expected, func(row []string) bool {
				return strings.HasPrefix(filepath.Base(path), row[0]) && row[1] == string(f.Kind) && strings.Contains(f.Who, row[2]) && row[3] == f.Figure
			})
			if at < 0 {
				wrong++
				t.Errorf("invented in %s: %s %s %s", filepath.Base(path), f.Kind, f.Who, f.Figure)
				continue
			}
			expected = slices.Delete(expected, at, at+1)
		}
	}
	for _, row := range expected {
		t.Errorf("missed: %s", strings.Join(row, " "))
	}
	t.Logf("%d subsidies, quotas and deadlines: %d missed, %d invented", found, len(expected), wrong)
}

// TestFactsOfSamples holds all facts of the sample notices to a file that was read against them.
func TestFactsOfSamples(t *testing.T) {
	const golden = "testdata/facts/samples.tsv"
	var b strings.Builder
	for _, path := range filesIn(t, "samples/notices") {
		n := understood(t, path)
		fmt.Fprintf(&b, "# %s\n", filepath.Base(path))
		for _, f := range Facts(n, Split(n)) {
			fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", f.Seq, f.Kind, f.Who, f.Figure, f.Words, f.Condition, days(f.Period))
		}
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lost(string(want), b.String()) {
		t.Errorf("missing: %s", line)
	}
	for _, line := range lost(b.String(), string(want)) {
		t.Errorf("not expected: %s", line)
	}
}

func days(p retrieval.Period) string {
	if p.IsZero() {
		return ""
	}
	return string(p.From) + "/" + string(p.Until)
}

// lost are the lines of a text that the other lacks.
func lost(text, other string) []string {
	have := strings.Split(other, "\n")
	var all []string
	for line := range strings.SplitSeq(text, "\n") {
		at := slices.Index(have, line)
		if at < 0 {
			all = append(all, line)
			continue
		}
		have = slices.Delete(have, at, at+1)
	}
	return all
}

func TestFactsOfSentences(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"money given", "对普惠性民办幼儿园每生每年补助500元。", "subsidy 普惠性民办幼儿园补助 500元/生/年"},
		{"money charged", "公办园保教费为每生每月300元。", "requirement 公办园保教费 300元/生/月"},
		{"what was reached is no rule", "目前,全县入园率达到95%。", ""},
		{"what is to be reached", "到2027年,全县入园率达到95%。", "target 全县入园率 95%"},
		{"former value left out", "班主任津贴由每月300元提高到400元。", "subsidy 班主任津贴 400元/月"},
		{"days of a period", "申请时间为9月10日至9月25日。", "deadline 申请时间 9月10日至9月25日"},
		{"hours of a period", "网上登记:5月20日8时至5月26日18时。", "deadline 网上登记 5月20日8:00至5月26日18:00"},
		{"since when it applies", "本办法自2025年9月1日起施行,有效期5年。", ""},
		{"a telephone number", "咨询电话:0610-8553021。", ""},
		{"the title of a document", "落实《3—6岁儿童学习与发展指南》,评选名师8名。", "quota 评选名师 8人"},
		{"condition before the amount", "新评为省级示范园的,一次性奖励8万元。", "subsidy 一次性奖励 8万元"},
		{"a list shares its verb", "每年评选名师8人、名校长6人。", "quota 评选名师 8人/年 | quota 名校长 6人/年"},
		{"date of issue", "2025年8月8日", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			n := retrieval.Notice{Text: tc.text}
			var got []string
			for _, f := range Facts(n, Split(n)) {
				got = append(got, fmt.Sprintf("%s %s %s", f.Kind, f.Who, f.Figure))
			}
			if all := strings.Join(got, " | "); all != tc.want {
				t.Errorf("got  %s\nwant %s", all, tc.want)
			}
		})
	}
}

// FuzzFacts: a fact's words and sentence stand in the passage that it names, and its kind is one of the kinds.
func FuzzFacts(f *testing.F) {
	f.Add("一、补助\n(一)新评为省级示范园的,一次性奖励8万元;5月20日8时至5月26日18时登记。")
	f.Add("每年評選名師８人,名校長六人(共14人)。")
	f.Fuzz(func(t *testing.T, text string) {
		n := retrieval.Notice{Text: text}
		passages := Split(n)
		for _, fact := range Facts(n, passages) {
			p := passages[fact.Seq-1]
			if !strings.Contains(p.Text, fact.Quote) || !strings.Contains(fact.Quote, fact.Words) {
				t.Errorf("%q of %q is not in %q", fact.Words, fact.Quote, p.Text)
			}
			if !slices.Contains(retrieval.FactKinds(), fact.Kind) {
				t.Errorf("kind %q", fact.Kind)
			}
		}
	})
}

func BenchmarkFacts(b *testing.B) {
	data, err := os.ReadFile("samples/notices/12-dixi-quality-measures.txt")
	if err != nil {
		b.Fatal(err)
	}
	n := retrieval.Notice{Text: string(data)}
	passages := Split(n)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Facts(n, passages)
	}
}

// filesIn lists the files of a folder that have an extension.
func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no notices in %s: %v", folder, err)
	}
	return files
}

// readFactTable reads a table of tab-separated columns; lines with # are remarks.
func readFactTable(t *testing.T, path string, columns int) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || line == "\n" {
			continue
		}
		if len(row) != columns {
			t.Fatalf("%s: %q has %d columns, not %d", path, line, len(row), columns)
		}
		rows = append(rows, row)
	}
	return rows
}
