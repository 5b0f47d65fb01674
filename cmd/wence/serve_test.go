package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"wence/chat"
	"wence/chat/web"
)

func server(t *testing.T, a *app) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(web.New(web.Options{Answers: a.service, Corpus: a.store, Log: a.log}))
	t.Cleanup(s.Close)
	return s
}

func post(t *testing.T, url, accept, contentType, body string) *http.Response {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, url+"/api/v1/answers", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", accept)
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

func decode[T any](t *testing.T, r io.Reader) T {
	t.Helper()
	var v T
	if err := json.NewDecoder(r).Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

const askHousing = `{"question":"奉节县引进的重点大学毕业生老师有住房补贴吗?给多少?","as_of":"2024-01-01"}`

// answerJSON is the answer as callers see it.
type answerJSON struct {
	ID, Status, Text string
	Sentences        []struct {
		Text      string
		Citations []int
	}
	Citations []struct {
		N      int
		Notice struct {
			ID, Title, Number, Region, Source string
			Validity                          struct{ State string }
		}
		Locator, Quote, Link string
	}
	Choices, Notes []string
}

func TestAnswerOverHTTP(t *testing.T) {
	s := server(t, withNotices(t, realNotices))
	resp := post(t, s.URL, "application/json", "application/json", askHousing)
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("status %d", resp.StatusCode)
	}
	a := decode[answerJSON](t, resp.Body)
	if a.Status != "answered" || !strings.Contains(a.Text, "1-3万元住房补贴") || len(a.Citations) != 1 {
		t.Fatalf("answer = %+v", a)
	}
	c := a.Citations[0]
	if c.Notice.Source != "003_6360d3c7467e0d83.txt" || c.Notice.Number != "奉节府办发〔2023〕65号" || c.Locator != "三、(五) 19." {
		t.Errorf("citation = %+v", c)
	}
	page, err := http.Get(s.URL + c.Link)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	html, _ := io.ReadAll(page.Body)
	_, anchor, _ := strings.Cut(c.Link, "#")
	if !strings.Contains(string(html), `id="`+anchor+`"`) || !strings.Contains(string(html), "人才公寓") {
		t.Errorf("source page has no %s", anchor)
	}
	whole, err := http.Get(s.URL + "/api/v1/notices/" + c.Notice.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Body.Close()
	notice := decode[struct {
		Text    string
		Outline []struct{ Label string }
	}](t, whole.Body)
	if !strings.Contains(notice.Text, c.Quote) || len(notice.Outline) == 0 {
		t.Error("quote does not stand verbatim in the notice's text")
	}
}

func TestAnswerAsStream(t *testing.T) {
	s := server(t, withNotices(t, realNotices))
	resp := post(t, s.URL, "text/event-stream", "application/json", askHousing)
	if got := resp.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/event-stream") {
		t.Fatalf("content type %q", got)
	}
	var names []string
	data := map[string]string{}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			names = append(names, name)
		}
		if d, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			data[names[len(names)-1]] += d
		}
	}
	if got, want := strings.Join(names, " "), "meta status citations delta done"; got != want {
		t.Errorf("events %q, want %q", got, want)
	}
	done := decode[answerJSON](t, strings.NewReader(data["done"]))
	delta := decode[chat.DeltaEvent](t, strings.NewReader(data["delta"]))
	if done.Status != "answered" || done.Text != delta.Text {
		t.Errorf("done = %+v, delta %q", done, delta.Text)
	}
}

func TestProblems(t *testing.T) {
	s := server(t, newApp(t))
	long := strings.Repeat("问", chat.MaxQuestion+1)
	cases := []struct {
		name, contentType, body string
		status                  int
		code, pointer           string
	}{
		{"empty question", "application/json", `{"question":"  "}`, 422, "invalid_field", "/question"},
		{"question over 500 characters", "application/json", `{"question":"` + long + `"}`, 422, "invalid_field", "/question"},
		{"not UTF-8", "application/json", "{\"question\":\"\xff\xfe\"}", 422, "invalid_field", "/question"},
		{"unknown region", "application/json", `{"question":"补多少?","region":"亚特兰蒂斯县"}`, 422, "invalid_field", "/region"},
		{"impossible date", "application/json", `{"question":"补多少?","as_of":"2024-02-30"}`, 422, "invalid_field", "/as_of"},
		{"wrong role", "application/json", `{"question":"补多少?","history":[{"role":"system","content":"x"}]}`, 422, "invalid_field", "/history/0/role"},
		{"wrong type", "application/json", `{"question":7}`, 422, "invalid_field", "/question"},
		{"no JSON", "application/json", `{`, 422, "invalid_field", ""},
		{"form", "application/x-www-form-urlencoded", "question=x", 415, "unsupported_media_type", ""},
		{"too large", "application/json", `{"question":"` + strings.Repeat("x", 70<<10) + `"}`, 413, "too_large", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			resp := post(t, s.URL, "application/json", tc.contentType, tc.body)
			if got := resp.Header.Get("Content-Type"); !strings.HasPrefix(got, "application/problem+json") {
				t.Errorf("content type %q", got)
			}
			p := decode[struct {
				Status    int
				Code      string
				RequestID string `json:"request_id"`
				Errors    []struct{ Pointer, Detail string }
			}](t, resp.Body)
			if resp.StatusCode != tc.status || p.Status != tc.status || p.Code != tc.code || p.RequestID == "" {
				t.Errorf("status %d, problem %+v", resp.StatusCode, p)
			}
			if tc.pointer != "" && (len(p.Errors) != 1 || p.Errors[0].Pointer != tc.pointer || p.Errors[0].Detail == "") {
				t.Errorf("field errors %+v, want %s", p.Errors, tc.pointer)
			}
		})
	}
}

func TestRoutes(t *testing.T) {
	s := server(t, withNotices(t, realNotices))
	cases := []struct {
		path     string
		status   int
		contains string
	}{
		{"/livez", 200, "ok"},
		{"/readyz", 200, `"notices":5`},
		{"/", 200, "问策"},
		{"/assets/ask.js", 200, "compositionend"},
		{"/notices", 200, "奉节县"},
		{"/notices/nosuch", 404, "not_found"},
		{"/api/v1/notices?limit=2", 200, `"next_cursor":"`},
		{"/api/v1/notices?limit=0", 422, "/limit"},
		{"/api/v1/notices?cursor=%00bad", 422, "bad_cursor"},
		{"/api/v1/notices/nosuch", 404, "not_found"},
		{"/api/v1/search?q=住房补贴&region=奉节县&limit=3", 200, "人才公寓"},
		{"/api/v1/search?q=", 422, "/q"},
		{"/api/v1/nothing", 404, "no_route"},
	}
	for _, tc := range cases {
		t.Run(tc.path, func(t *testing.T) {
			resp, err := http.Get(s.URL + tc.path)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != tc.status || !bytes.Contains(body, []byte(tc.contains)) {
				t.Errorf("status %d, body %.300s", resp.StatusCode, body)
			}
			if resp.Header.Get("X-Request-ID") == "" {
				t.Error("no request id")
			}
		})
	}
}

func TestNoticesPageThrough(t *testing.T) {
	s := server(t, withNotices(t, realNotices))
	seen := map[string]bool{}
	for cursor := ""; ; {
		resp, err := http.Get(s.URL + "/api/v1/notices?limit=2&cursor=" + cursor)
		if err != nil {
			t.Fatal(err)
		}
		page := decode[struct {
			Data       []struct{ Source string }
			NextCursor *string `json:"next_cursor"`
		}](t, resp.Body)
		resp.Body.Close()
		for _, n := range page.Data {
			if seen[n.Source] {
				t.Errorf("%s stands on two pages", n.Source)
			}
			seen[n.Source] = true
		}
		if page.NextCursor == nil {
			break
		}
		cursor = *page.NextCursor
	}
	if len(seen) != 5 {
		t.Errorf("%d notices over all pages", len(seen))
	}
}
