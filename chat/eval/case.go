package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"

	"wence/chat"
	"wence/retrieval"
)

// A Case is one question with what a right answer to it is.
type Case struct {
	ID         string         `json:"id"`
	Question   string         `json:"question"`
	Region     string         `json:"region"`
	AsOf       retrieval.Date `json:"as_of"`
	History    [][2]string    `json:"history"` // role, content
	Kind       string         `json:"kind"`
	Style      string         `json:"style"`
	Answerable bool           `json:"answerable"`
	Notices    []string       `json:"notices"`  // source files of which one must be cited
	Must       [][]string     `json:"must"`     // of each group one alternative must be in the text
	Evidence   []string       `json:"evidence"` // one of which a quote must overlap
	Expect     string         `json:"expect"`   // EachPlaceApart, PastHorizon or ""
}

// What a case may expect beside the figures.
const (
	EachPlaceApart = "each-place-apart" // places answer differently: keep them apart by name, or ask which
	PastHorizon    = "past-horizon"     // the plan has ended: say so
)

// HeldOut says which half of a file the case is in, by a hash of its ID. Nothing is tuned on cases that are held out.
func (c Case) HeldOut() bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(c.ID)) // never fails
	return h.Sum32()&1 == 1
}

// Asked is the case as the service is asked.
func (c Case) Asked() chat.Question {
	q := chat.Question{Text: c.Question, Region: c.Region, AsOf: c.AsOf}
	for _, turn := range c.History {
		q.History = append(q.History, chat.Turn{Role: turn[0], Content: turn[1]})
	}
	return q
}

// Read reads cases, one JSON object a line. The error names the line.
func Read(r io.Reader) ([]Case, error) {
	var all []Case
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("cases line %d: %w", n, err)
		}
		if c.ID == "" || c.Question == "" {
			return nil, fmt.Errorf("cases line %d: id and question are required", n)
		}
		all = append(all, c)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read cases: %w", err)
	}
	if len(all) == 0 {
		return nil, errors.New("read cases: the file holds none")
	}
	return all, nil
}
