package storetest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/retrieval"
)

// bars are the shares of questions, in percent, whose document is found first and among the first ten by plain BM25 over
// character pairs. slack allows for another choice of constants.
var bars = []struct {
	set          string
	first, tenth float64
}{
	{"cmrc_trial", 97.3, 99.4},
	{"drcd_dev_simpq_phrases", 93.6, 99.4},
}

const slack = 0.5

// RunRanking puts public question sets, which lie in the folder data, through the store: a notice a document, without a
// title. It fails when the data is not there: what was not measured is not reached.
func RunRanking(t *testing.T, open Opener, data string) {
	for _, bar := range bars {
		t.Run(bar.set, func(t *testing.T) {
			s := open(t)
			defer closeStore(t, s)
			q := readQuestions(t, filepath.Join(data, bar.set))
			for _, e := range q.documents {
				put(t, s, e)
			}
			first, tenth := q.measure(t, s)
			t.Logf("%s: S@1 %.1f, S@10 %.1f (bigram BM25: %.1f, %.1f)", bar.set, first, tenth, bar.first, bar.tenth)
			if first < bar.first-slack || tenth < bar.tenth-slack {
				t.Errorf("S@1 %.1f and S@10 %.1f are below %.1f and %.1f", first, tenth, bar.first, bar.tenth)
			}
		})
	}
}

// questionSet is documents and questions whose answers stand in one of them.
type questionSet struct {
	documents []retrieval.Entry
	questions []struct{ ID, Question string }
	right     map[string]string // origin of the right document by question
}

func readQuestions(t *testing.T, dir string) questionSet {
	t.Helper()
	q := questionSet{right: map[string]string{}}
	for _, line := range lines(t, filepath.Join(dir, "corpus.jsonl")) {
		var row struct{ ID, Text string }
		parse(t, line, &row)
		q.documents = append(q.documents, notice("/"+row.ID, "", row.Text))
	}
	for _, line := range lines(t, filepath.Join(dir, "queries.jsonl")) {
		var row struct{ ID, Question string }
		parse(t, line, &row)
		q.questions = append(q.questions, row)
	}
	for _, line := range lines(t, filepath.Join(dir, "qrels.tsv"))[1:] {
		fields := strings.Fields(string(line))
		q.right[fields[0]] = "/" + fields[1]
	}
	return q
}

// measure gives the shares of questions whose document comes first, and among the first ten, in percent.
func (q questionSet) measure(t *testing.T, s retrieval.Store) (first, tenth float64) {
	t.Helper()
	for _, question := range q.questions {
		found := find(t, s, retrieval.Probe{Query: query(question.Question), Limit: 10}).Candidates
		for i, c := range found {
			if c.Notice.Origin == q.right[question.ID] {
				tenth++
				if i == 0 {
					first++
				}
			}
		}
	}
	n := float64(len(q.questions))
	return 100 * first / n, 100 * tenth / n
}

func lines(t *testing.T, path string) [][]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the shared data must lie beside the repository: %v", err)
	}
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, 1<<20)
	var all [][]byte
	for scanner.Scan() {
		all = append(all, bytes.Clone(scanner.Bytes()))
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func parse(t *testing.T, line []byte, row any) {
	t.Helper()
	if err := json.Unmarshal(line, row); err != nil {
		t.Fatal(err)
	}
}
