package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// material is real text to splice passages from, and real questions.
type material struct {
	from      string
	texts     [][]rune
	questions []string
}

// window is how many characters of a text a passage takes, twice.
const window = 150

// readMaterial reads the first of the folders that exists: objects with a text or a question from files .jsonl, texts
// from files .md, .txt and .html.
func readMaterial(folders ...string) (*material, error) {
	for _, dir := range folders {
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		m := &material{from: dir}
		if err := filepath.WalkDir(dir, m.take); err != nil {
			return nil, err
		}
		if len(m.texts) == 0 || len(m.questions) == 0 {
			return nil, fmt.Errorf("%s has %d texts and %d questions; both are needed", dir, len(m.texts), len(m.questions))
		}
		random := rand.New(rand.NewPCG(1, 1))
		random.Shuffle(len(m.questions), func(i, j int) {
			m.questions[i], m.questions[j] = m.questions[j], m.questions[i]
		})
		return m, nil
	}
	return nil, fmt.Errorf("no texts: none of %q is there", folders)
}

var tag = regexp.MustCompile(`<[^>]*>`)

func (m *material) take(path string, d fs.DirEntry, err error) error {
	if err != nil || d.IsDir() {
		return err
	}
	kind := filepath.Ext(path)
	if !strings.Contains(".jsonl.md.txt.html", kind) || kind == "" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if kind != ".jsonl" {
		m.add(tag.ReplaceAllString(string(data), ""))
		return nil
	}
	for line := range bytes.Lines(data) {
		var row struct{ Text, Question string }
		if err := json.Unmarshal(line, &row); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		m.add(row.Text)
		if row.Question != "" {
			m.questions = append(m.questions, row.Question)
		}
	}
	return nil
}

// add takes a text that is long enough to be cut.
func (m *material) add(text string) {
	if runes := []rune(strings.Join(strings.Fields(text), " ")); len(runes) > window {
		m.texts = append(m.texts, runes)
	}
}

// passages splices n passages, each of a piece of one text and a piece of another; the same ones each time.
func (m *material) passages(n int) []string {
	random := rand.New(rand.NewPCG(2, 2))
	piece := func() string {
		text := m.texts[random.IntN(len(m.texts))]
		start := random.IntN(len(text) - window + 1)
		return string(text[start : start+window])
	}
	list := make([]string, n)
	for i := range list {
		list[i] = piece() + piece()
	}
	return list
}
