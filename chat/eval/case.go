package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

	"wence/chat"
	"wence/retrieval"
)

// A Case is one question with what a right answer to it is.
type Case struct {
	ID         string         `json:"id"`
	Question   string         `json:"question"`
	Region     string         `json:"region"`
	AsOf       retrieval.Date `json:"as_of"`
	History    History        `json:"history"`
	Kind       string         `json:"kind"`
	Style      string         `json:"style"`
	Class      string         `json:"class"`
	Answerable bool           `json:"answerable"`
	OrDeclined bool           `json:"or_declined"` // a decline is right as well
	Notices    []string       `json:"notices"`     // source files of which one must be cited
	Near       []string       `json:"near"`        // source files that come nearest to what no notice states
	Must       [][]string     `json:"must"`        // of each group one alternative must be in the text, in English in a quote
	Forbid     []string       `json:"forbid"`      // what must not be in the text of an answer; a digit at either end is a number's end
	Evidence   []string       `json:"evidence"`    // one of which a quote must overlap
	Expect     string         `json:"expect"`      // EachPlaceApart, PastHorizon or ""
}

// History is the conversation before a case. In a file it is pairs of role and content, or the API's objects.
type History []chat.Turn

// UnmarshalJSON reads either form.
func (h *History) UnmarshalJSON(data []byte) error {
	var pairs [][2]string
	if json.Unmarshal(data, &pairs) == nil {
		*h = nil
		for _, p := range pairs {
			*h = append(*h, chat.Turn{Role: p[0], Content: p[1]})
		}
		return nil
	}
	var turns []struct{ Role, Content string }
	if err := json.Unmarshal(data, &turns); err != nil {
		return fmt.Errorf("history: %w", err)
	}
	*h = nil
	for _, t := range turns {
		*h = append(*h, chat.Turn(t))
	}
	return nil
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
	return chat.Question{Text: c.Question, Region: c.Region, AsOf: c.AsOf, History: c.History}
}

// check says what keeps a case from being judged, in Chinese; "" when nothing does.
func (c Case) check() string {
	switch {
	case c.ID == "" || c.Question == "":
		return "缺少 id 或 question"
	case c.Answerable && len(c.Must)+len(c.Evidence)+len(c.Notices) == 0:
		return "answerable 为 true,却没有 must、evidence 或 notices,什么回答都算对"
	case c.Expect != "" && c.Expect != EachPlaceApart && c.Expect != PastHorizon:
		return fmt.Sprintf("不认识 expect 的值“%s”", c.Expect)
	case slices.ContainsFunc(c.History, func(t chat.Turn) bool { return !t.HasRole() }):
		return "history 的 role 只能是 user 或 assistant"
	}
	return ""
}

// Read reads cases, one JSON object a line. The error names the line.
func Read(r io.Reader) ([]Case, error) {
	var all []Case
	seen := map[string]int{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var c struct {
			Case
			Answerable *bool `json:"answerable"`
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("第%d行不是有效的题目: %w", n, err)
		}
		if c.Answerable == nil {
			return nil, fmt.Errorf("第%d行:缺少 answerable", n)
		}
		c.Case.Answerable = *c.Answerable
		if fault := c.check(); fault != "" {
			return nil, fmt.Errorf("第%d行:%s", n, fault)
		}
		if before := seen[c.ID]; before > 0 {
			return nil, fmt.Errorf("第%d行:id %q 与第%d行重复", n, c.ID, before)
		}
		seen[c.ID] = n
		all = append(all, c.Case)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read cases: %w", err)
	}
	if len(all) == 0 {
		return nil, errors.New("文件里没有题目")
	}
	return all, nil
}
