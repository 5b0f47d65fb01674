package web

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wence/chat"
	"wence/retrieval"
)

// RegionsAt knows one place.
func (answerer) RegionsAt(_ context.Context, name string) ([]string, error) {
	switch name {
	case "":
		return nil, nil
	case "乙县":
		return []string{"CN", "a", "a/b"}, nil
	}
	return nil, &chat.FieldError{Pointer: "/region", Detail: "没有“" + name + "”这个地区"}
}

// factCorpus lists facts and keeps what it was last asked.
type factCorpus struct {
	corpus
	facts []retrieval.Fact
	asked *retrieval.FactQuery
	err   error
}

func (c factCorpus) Facts(_ context.Context, q retrieval.FactQuery) ([]retrieval.Fact, string, error) {
	*c.asked = q
	start := 0
	if q.Cursor != "" {
		var err error
		if start, err = strconv.Atoi(q.Cursor); err != nil {
			return nil, "", retrieval.ErrCursor
		}
	}
	end := min(start+q.Limit, len(c.facts))
	if end == len(c.facts) {
		return c.facts[start:end], "", c.err
	}
	return c.facts[start:end], strconv.Itoa(end), c.err
}

// newFactCorpus has n facts of a notice that has ended.
func newFactCorpus(n int) factCorpus {
	c := factCorpus{asked: &retrieval.FactQuery{}}
	notice := retrieval.Notice{ID: "n1", Title: "三年<计划>", Region: retrieval.Region{ID: "a/b", Name: "乙县"}, Effective: "2018-01-01", Expires: "2020-12-31"}
	for i := range n {
		c.facts = append(c.facts, retrieval.Fact{
			Notice: &notice, Seq: i + 1, Kind: retrieval.Subsidy, Who: "=HYPERLINK(\"x\")班主任津贴", Figure: "450元/月", Words: "每月450元",
			Low: 450, High: 450, Unit: "元", Per: "月", Condition: "在岗的", Quote: "津贴,每月450元。",
		})
	}
	return c
}

func TestFactsAPI(t *testing.T) {
	c := newFactCorpus(3)
	h := newHandler(t, func(o *Options) { o.Corpus = c })
	w := call(h, http.MethodGet, "/api/v1/facts?kind=subsidy&region=乙县&q=津贴&as_of=2019-05-01&limit=2", "")
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	var got struct {
		Data []struct {
			Kind, Who, Figure, Link string
			Low                     float64
			Notice                  struct {
				Region   string
				Validity struct{ State string }
			}
		}
		Next *string `json:"next_cursor"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Data) != 2 || got.Next == nil || *got.Next != "2" || !strings.Contains(w.Header().Get("Link"), "cursor=2") {
		t.Errorf("got %s, Link %q", w.Body, w.Header().Get("Link"))
	}
	if d := got.Data[0]; d.Link != "/notices/n1#p1" || d.Low != 450 || d.Notice.Region != "乙县" || d.Notice.Validity.State != "in_force" {
		t.Errorf("fact %+v", d)
	}
	want := retrieval.FactQuery{Kind: retrieval.Subsidy, Regions: []string{"CN", "a", "a/b"}, Text: "津贴", AsOf: "2019-05-01", Limit: 2}
	if q := *c.asked; q.Kind != want.Kind || !slices.Equal(q.Regions, want.Regions) || q.Text != want.Text || q.AsOf != want.AsOf || q.Limit != want.Limit {
		t.Errorf("asked %+v, want %+v", q, want)
	}
}

func TestFactsRefused(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Corpus = newFactCorpus(1) })
	for _, tc := range []struct{ query, pointer string }{
		{"kind=gift", "/kind"}, {"as_of=tomorrow", "/as_of"}, {"region=无此县", "/region"}, {"limit=0", "/limit"}, {"limit=501", "/limit"},
	} {
		w := call(h, http.MethodGet, "/api/v1/facts?"+tc.query, "")
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), tc.pointer) {
			t.Errorf("%s: status %d, %s", tc.query, w.Code, w.Body)
		}
		page := call(h, http.MethodGet, "/facts?"+tc.query, "")
		if page.Code != http.StatusOK || strings.HasPrefix(tc.query, "limit") != !strings.Contains(page.Body.String(), `role="alert"`) {
			t.Errorf("page %s: status %d", tc.query, page.Code)
		}
	}
	if w := call(h, http.MethodGet, "/api/v1/facts?cursor=x", ""); codeOf(t, w) != "bad_cursor" {
		t.Errorf("cursor: %s", w.Body)
	}
	failing := newFactCorpus(1)
	failing.err = errors.New("disk on fire")
	h = newHandler(t, func(o *Options) { o.Corpus = failing })
	for _, path := range []string{"/api/v1/facts", "/facts", "/facts.csv"} {
		if w := call(h, http.MethodGet, path, ""); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "fire") {
			t.Errorf("%s: status %d, %s", path, w.Code, w.Body)
		}
	}
}

// TestFactsCSV wants the whole table in one piece, which a spreadsheet reads and does not run.
func TestFactsCSV(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Corpus = newFactCorpus(1200) })
	for _, request := range [][2]string{{"/api/v1/facts", "text/csv"}, {"/facts.csv", "*/*"}} {
		w := call(h, http.MethodGet, request[0], "", "Accept", request[1])
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
			t.Fatalf("%s: status %d, type %q", request[0], w.Code, w.Header().Get("Content-Type"))
		}
		text, marked := strings.CutPrefix(w.Body.String(), "\uFEFF")
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || !marked || len(rows) != 1201 {
			t.Fatalf("%s: %d rows, marked %v, %v", request[0], len(rows), marked, err)
		}
		if row := rows[1]; row[0] != "补贴" || row[1] != "'=HYPERLINK(\"x\")班主任津贴" || row[4] != "450" || row[15] != "已届满" || row[16] != "津贴,每月450元。" {
			t.Errorf("row %q", row)
		}
	}
}

func TestFactsPage(t *testing.T) {
	h := newHandler(t, func(o *Options) { o.Corpus = newFactCorpus(60) })
	body := call(h, http.MethodGet, "/facts?kind=subsidy&q=a%26b&region=", "").Body.String()
	for _, want := range []string{
		`<option value="subsidy" selected>补贴</option>`, `value="a&amp;b"`, "三年&lt;计划&gt;", `href="/notices/n1#p50"`,
		`href="/facts.csv?kind=subsidy&amp;q=a%26b"`, `href="/facts?cursor=50&amp;kind=subsidy&amp;q=a%26b"`, "已届满", `<option value="乙县">`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(body, "p51") {
		t.Error("the page has more than 50 facts")
	}
	if body := call(h, http.MethodGet, "/facts?cursor=60", "").Body.String(); !strings.Contains(body, "还没有数据") {
		t.Error("an empty listing does not say so")
	}
}
