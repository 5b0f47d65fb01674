package pg_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dataset is a public question set under ../shared/data beside the repository.
type dataset struct {
	passages  []string
	questions []question
}

type question struct {
	text  string
	right int // index of the passage that answers
}

// readDataset fails the test when the data is not there: figures that were not measured must not count as reached.
func readDataset(tb testing.TB, name string) dataset {
	tb.Helper()
	dir := filepath.Join(shared, name)
	var d dataset
	number := map[string]int{}
	eachLine(tb, filepath.Join(dir, "corpus.jsonl"), func(line []byte) {
		var row struct{ ID, Text string }
		unmarshal(tb, line, &row)
		number[row.ID] = len(d.passages)
		d.passages = append(d.passages, row.Text)
	})
	right := map[string]int{}
	eachLine(tb, filepath.Join(dir, "qrels.tsv"), func(line []byte) {
		f := strings.Fields(string(line))
		if n, ok := number[f[1]]; ok {
			right[f[0]] = n
		}
	})
	eachLine(tb, filepath.Join(dir, "queries.jsonl"), func(line []byte) {
		var row struct{ ID, Question string }
		unmarshal(tb, line, &row)
		n, ok := right[row.ID]
		if !ok {
			tb.Fatalf("%s: no passage answers question %s", name, row.ID)
		}
		d.questions = append(d.questions, question{row.Question, n})
	})
	return d
}

func eachLine(tb testing.TB, path string, take func([]byte)) {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("the shared data must lie beside the repository: %v", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		take(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
}

func unmarshal(tb testing.TB, line []byte, row any) {
	tb.Helper()
	if err := json.Unmarshal(line, row); err != nil {
		tb.Fatal(err)
	}
}
