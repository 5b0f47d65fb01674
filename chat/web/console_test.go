package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wence/chat/web/group"
	"wence/retrieval"
	"wence/retrieval/encoder"
	"wence/retrieval/place"
)

// editor is an Editor that remembers the last amendment, over a corpus.
type editor struct {
	corpus
	amended   map[string]retrieval.Amendment
	withdrawn map[string]retrieval.Date
}

func (e editor) AllNotices(ctx context.Context, limit int, cursor string) ([]retrieval.Notice, string, error) {
	return e.Notices(ctx, limit, cursor)
}

func (e editor) Amend(_ context.Context, id string, a retrieval.Amendment) error {
	e.amended[id] = a
	return nil
}

func (e editor) Withdraw(_ context.Context, id string, day retrieval.Date) error {
	e.withdrawn[id] = day
	return nil
}

func (e editor) Delete(_ context.Context, id string) error {
	e.withdrawn[id] = "deleted"
	return nil
}

func (e editor) Restore(_ context.Context, id string) error {
	delete(e.withdrawn, id)
	return nil
}

// journal is a list of AskedQuestions.
type journal []retrieval.Asked

func (j journal) Asked(_ context.Context, q retrieval.AskedQuery) ([]retrieval.Asked, error) {
	var list []retrieval.Asked
	for _, a := range j {
		if !a.At.Before(q.Since) {
			list = append(list, a)
		}
	}
	return list, nil
}

func (j journal) AskedDays(_ context.Context, since, until time.Time) ([]retrieval.AskedCount, error) {
	var counts []retrieval.AskedCount
	for _, a := range j {
		if !a.At.Before(since) && a.At.Before(until) {
			counts = append(counts, retrieval.AskedCount{Day: retrieval.DateOf(a.At.In(since.Location())), Status: a.Status, Asked: 1})
		}
	}
	return counts, nil
}

var today = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// newConsole is a service with a console over the notices, and a cookie of somebody who has signed in.
func newConsole(t *testing.T, notices map[string]retrieval.Notice, asked journal) (h http.Handler, e editor, cookie string) {
	t.Helper()
	return newConsoleOf(t, notices, func(o *Options) { o.Asked = asked })
}

func newConsoleOf(t *testing.T, notices map[string]retrieval.Notice, change func(*Options)) (h http.Handler, e editor, cookie string) {
	t.Helper()
	net, err := encoder.Builtin(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	e = editor{corpus{notices: notices}, map[string]retrieval.Amendment{}, map[string]retrieval.Date{}}
	h = newHandler(t, func(o *Options) {
		o.AdminKey, o.Corpus, o.Editor, o.Places, o.Now = "the key", e, e, places, func() time.Time { return today }
		o.Grouper = group.Grouper{Embedder: encoder.NewEmbedder(net), Places: places}
		change(o)
	})
	w := send(h, "/admin/session", url.Values{"key": {"the key"}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("sign in: %d %s", w.Code, w.Body)
	}
	cookie, _, _ = strings.Cut(w.Header().Get("Set-Cookie"), ";")
	return h, e, cookie
}

func TestConsoleShowsNothingToStrangers(t *testing.T) {
	h, e, cookie := newConsole(t, map[string]retrieval.Notice{"n": {ID: "n", Title: "关于校车的通知"}}, nil)
	for _, path := range []string{"/admin", "/admin/notices", "/admin/notices/n", "/admin/questions", "/admin/facts"} {
		if w := call(h, "GET", path, "", "Cookie", cookie); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "退出") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s with the cookie: %d %v", path, w.Code, w.Header())
		}
		if w := call(h, "GET", path, ""); strings.Contains(w.Body.String(), "校车") || !strings.Contains(w.Body.String(), "管理密钥") {
			t.Errorf("%s without a cookie: %d", path, w.Code)
		}
	}
	for _, path := range []string{"/admin/notices/n", "/admin/notices/n/reset", "/admin/notices/n/withdraw", "/admin/notices/n/restore"} {
		form := url.Values{"title": {"别的"}}
		if w := send(h, path, form); w.Code != http.StatusUnauthorized {
			t.Errorf("%s without a cookie: %d", path, w.Code)
		}
		for _, origin := range []string{"http://127.0.0.1:1", "https://evil.example", "null"} {
			if w := send(h, path, form, "Cookie", cookie, "Origin", origin); w.Code != http.StatusForbidden {
				t.Errorf("%s from %s: %d", path, origin, w.Code)
			}
		}
	}
	if len(e.amended)+len(e.withdrawn) != 0 {
		t.Errorf("changed by strangers: %+v", e)
	}
}

func TestConsolePath(t *testing.T) {
	for path, want := range map[string]string{
		"": "/admin", "/admin": "/admin", "/admin/notices?q=x": "/admin/notices?q=x", "/admin?days=7": "/admin?days=7",
		"/": "/admin", "//evil.example": "/admin", "/adminx": "/admin", "https://evil.example/admin": "/admin", `/admin\..\evil`: "/admin",
	} {
		if got := consolePath(path); got != want {
			t.Errorf("%q: %q", path, got)
		}
	}
}

func TestFindingNotices(t *testing.T) {
	notices := map[string]retrieval.Notice{
		"a": {ID: "a", Title: "鶴汀縣幼兒園收費辦法", Number: "鹤政办发〔2025〕19号", Issuer: "鹤汀县人民政府", Published: "2025-06-16", Region: retrieval.Region{ID: "x", Name: "鹤汀县", Path: []string{"岚江省", "鹤汀县"}}},
		"b": {ID: "b", Title: "校车通知", Expires: "2020-12-31"},
		"c": {ID: "c", Title: "课后服务", Withdrawn: "2026-11-01"},
	}
	h, _, cookie := newConsole(t, notices, nil)
	for query, want := range map[string]string{
		"": "abc", "q=鹤汀县+收费": "a", "q=２０２５": "a", "q=岚江": "a", "q=没有的": "", "check=1": "bc", "state=ended": "b", "state=withdrawn": "c", "state=ended&q=校车": "b",
	} {
		w := call(h, "GET", "/admin/notices?"+query, "", "Cookie", cookie)
		got := ""
		for _, id := range []string{"a", "b", "c"} {
			if strings.Contains(w.Body.String(), `href="/admin/notices/`+id+`"`) {
				got += id
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

func TestOverviewCountsAWeek(t *testing.T) {
	day := func(daysAgo int, status string) retrieval.Asked {
		return retrieval.Asked{At: today.AddDate(0, 0, -daysAgo), Question: "校服多少钱?", Status: status}
	}
	asked := journal{day(0, ""), day(0, "answered"), day(0, "partial"), day(6, "declined"), day(7, "answered"), day(13, "declined"), day(14, "answered"), day(40, "answered")}
	notices := map[string]retrieval.Notice{
		"new":   {ID: "new", Title: "新收的", Published: "2009-01-01", Added: "2026-11-20"},
		"other": {ID: "other", Title: "换了内容的", Added: "2026-01-01", Changed: "2026-11-20"},
		"old":   {ID: "old", Title: "早收的", Published: "2026-11-20", Added: "2026-11-14"},
		"ended": {ID: "ended", Title: "刚到期", Published: "2025-01-01", Expires: "2026-11-18"},
		"taken": {ID: "taken", Title: "刚撤下", Published: "2026-11-20", Withdrawn: "2026-11-19"},
		"begun": {ID: "begun", Title: "刚施行", Published: "2025-01-01", Effective: "2026-11-20"},
	}
	h, _, cookie := newConsole(t, notices, asked)
	w := call(h, "GET", "/admin", "", "Cookie", cookie)
	body := w.Body.String()
	for _, want := range []string{"<dd>3</dd>", "前7天2", "<dd>67%</dd>", "前7天50%", "新收的", "内容有变的文件", "换了内容的", "刚到期", "刚施行", "撤下的文件", "刚撤下", "原为尚未施行", "fill-declined"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in %s", want, body)
		}
	}
	if strings.Contains(body, "早收的") || strings.Contains(body, "style=") {
		t.Errorf("too much in %s", body)
	}
	quiet, _, cookie := newConsole(t, nil, nil)
	if w := call(quiet, "GET", "/admin", "", "Cookie", cookie); !strings.Contains(w.Body.String(), "还没有人提问") {
		t.Errorf("nothing asked: %d %s", w.Code, w.Body)
	}
}

func TestUnmetQuestionsComeInGroups(t *testing.T) {
	asked := journal{
		{ID: "1", At: today, Question: "校服多少钱一套?", Status: "declined", Region: "鹤汀县"},
		{ID: "2", At: today, Question: "一套校服要交多少钱", Status: "declined"},
		{ID: "3", At: today, Question: "<b>转学</b>需要什么材料", Status: "answered", Rating: retrieval.Rating{Down: true, Reason: "wrong", Comment: "<i>旧</i>"}},
		{ID: "4", At: today.AddDate(0, 0, -20), Question: "寒假几号放", Status: "blocked"},
		{ID: "5", At: today, Question: "答得好的", Status: "answered"},
	}
	h, _, cookie := newConsole(t, nil, asked)
	for path, want := range map[string]string{"/admin/questions": "4次提问,3组", "/admin/questions?days=7": "3次提问,2组", "/admin/questions?days=-1": "4次提问,3组"} {
		body := call(h, "GET", path, "", "Cookie", cookie).Body.String()
		if !strings.Contains(body, want) {
			t.Errorf("%s: no %s", path, want)
		}
		for _, want := range []string{"未找到依据2", "评价不好(说错了)", "&lt;b&gt;转学", "&lt;i&gt;旧", "/?question=", "region=%E9%B9%A4"} {
			if !strings.Contains(body, want) {
				t.Errorf("%s: no %q in %s", path, want, body)
			}
		}
		if strings.Contains(body, "答得好的") {
			t.Errorf("%s lists a good answer", path)
		}
	}
}

func TestLongListsAreCutShort(t *testing.T) {
	var asked journal
	for i := range 400 {
		asked = append(asked, retrieval.Asked{ID: fmt.Sprint(i), At: today, Question: "校服多少钱一套?", Status: "declined"})
	}
	notices := map[string]retrieval.Notice{}
	for i := range 25 {
		id := fmt.Sprint("n", i)
		notices[id] = retrieval.Notice{ID: id, Title: id, Added: "2026-11-20"}
	}
	h, _, cookie := newConsole(t, notices, asked)
	body := call(h, "GET", "/admin", "", "Cookie", cookie).Body.String()
	if n := strings.Count(body, `href="/notices/n`); n != 20 || !strings.Contains(body, "还有5份") {
		t.Errorf("%d notices listed", n)
	}
	body = call(h, "GET", "/admin/questions", "", "Cookie", cookie).Body.String()
	if n := strings.Count(body, "再问一次</a>"); n != 30 || !strings.Contains(body, "还有更早的370次") || !strings.Contains(body, "400次提问,1组") {
		t.Errorf("%d questions listed", n)
	}
}

func TestQuestionIsFilledInAndNotSent(t *testing.T) {
	w := call(newHandler(t, nil), "GET", "/?question=%22%3E%3Cscript%3E&region=%E4%B9%99%E5%8E%BF", "")
	if body := w.Body.String(); !strings.Contains(body, `question="&#34;&gt;&lt;script&gt;"`) || !strings.Contains(body, `region="乙县"`) {
		t.Errorf("page %s", body)
	}
	w = call(newHandler(t, nil), "GET", "/embed?question=x", "")
	if strings.Contains(w.Body.String(), "question=") {
		t.Error("another site fills in the question")
	}
}

func TestProblemsAreAPageForPeople(t *testing.T) {
	h := newHandler(t, func(o *Options) {
		o.Corpus = corpus{notices: map[string]retrieval.Notice{"w": {ID: "w", Title: "撤下的通知", Text: "正文", Withdrawn: "2026-11-02"}}}
	})
	for path, want := range map[string]int{"/nosuch": 404, "/notices/none": 404, "/notices?cursor=x": 200, "/notices/w": 410} {
		w := call(h, "GET", path, "", "Accept", "text/html,*/*")
		if w.Code != want || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || w.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
	}
	if body := call(h, "GET", "/notices/w", "").Body.String(); !strings.Contains(body, "2026年11月2日撤下") || strings.Contains(body, "正文") {
		t.Errorf("withdrawn: %s", body)
	}
	w := call(h, "GET", "/api/v1/notices/w", "", "Accept", "text/html")
	if w.Code != http.StatusGone || codeOf(t, w) != "withdrawn" {
		t.Errorf("withdrawn for programs: %d %s", w.Code, w.Body)
	}
	if w := call(h, "GET", "/nosuch", "", "Accept", "*/*"); codeOf(t, w) != "no_route" {
		t.Errorf("for programs: %s", w.Body)
	}
}

func TestAmendmentIsWhatDiffersFromWhatWasRead(t *testing.T) {
	region := retrieval.Region{ID: "a/b", Name: "乙县", Path: []string{"甲省", "乙县"}}
	read := retrieval.Notice{ID: "n", Title: "读到的标题", Number: "一号", Region: region, Published: "2026-03-01", Declared: "有效"}
	text := func(s string) *string { return &s }
	date := func(s retrieval.Date) *retrieval.Date { return &s }
	same := url.Values{"title": {"读到的标题"}, "number": {"一号"}, "region": {"甲省乙县"}, "published": {"2026-03-01"}, "declared": {"有效"}}
	before := read.Amend(retrieval.Amendment{Title: text("改过的标题"), Region: &retrieval.Region{ID: "z", Name: "别县"}})
	for name, c := range map[string]struct {
		notice retrieval.Notice
		change url.Values
		want   retrieval.Amendment
	}{
		"nothing changed":        {read, nil, retrieval.Amendment{}},
		"spaces within":          {retrieval.Notice{ID: "n", Title: "读到的  标题", Number: "一号", Region: region, Published: "2026-03-01", Declared: "有效"}, url.Values{"title": {"读到的  标题"}}, retrieval.Amendment{}},
		"spaces around":          {read, url.Values{"title": {"  读到的标题 \n"}}, retrieval.Amendment{}},
		"title and day":          {read, url.Values{"title": {"新标题"}, "expires": {"2027-01-01"}}, retrieval.Amendment{Title: text("新标题"), Expires: date("2027-01-01")}},
		"number taken out":       {read, url.Values{"number": {""}}, retrieval.Amendment{Number: text("")}},
		"place taken out":        {read, url.Values{"region": {""}}, retrieval.Amendment{Region: &retrieval.Region{}}},
		"amended before, kept":   {before, url.Values{"title": {"改过的标题"}, "region": {"别县"}}, before.Amended},
		"amended before, undone": {before, nil, retrieval.Amendment{}},
		"repealed":               {read, url.Values{"declared": {"废止"}}, retrieval.Amendment{Declared: text("废止")}},
	} {
		h, e, cookie := newConsole(t, map[string]retrieval.Notice{"n": c.notice}, nil)
		form := url.Values{}
		for _, values := range []url.Values{same, c.change} {
			for field := range values {
				form.Set(field, values.Get(field))
			}
		}
		w := send(h, "/admin/notices/n", form, "Cookie", cookie, "Origin", "http://example.com")
		if got := e.amended["n"]; w.Code != http.StatusSeeOther || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %d, %+v", name, w.Code, got)
		}
	}
}

func TestAShortFormLeavesTheRestAsItIs(t *testing.T) {
	title, number := "改过的标题", "二号"
	n := retrieval.Notice{ID: "n", Title: "读到的  标题", Number: "一号", Issued: "2026-03-01"}.Amend(retrieval.Amendment{Number: &number})
	h, e, cookie := newConsole(t, map[string]retrieval.Notice{"n": n}, nil)
	w := send(h, "/admin/notices/n", url.Values{"title": {title}}, "Cookie", cookie)
	if want := (retrieval.Amendment{Title: &title, Number: &number}); w.Code != http.StatusSeeOther || !reflect.DeepEqual(e.amended["n"], want) {
		t.Errorf("%d, %+v", w.Code, e.amended["n"])
	}
	w = send(h, "/admin/notices/n", url.Values{"number": {"一号"}}, "Cookie", cookie)
	if w.Code != http.StatusSeeOther || !e.amended["n"].IsZero() {
		t.Errorf("as it was read: %d, %+v", w.Code, e.amended["n"])
	}
}

func TestCorrectionsThatCannotBe(t *testing.T) {
	h, e, cookie := newConsole(t, map[string]retrieval.Notice{"n": {ID: "n", Title: "标题"}}, nil)
	for field, c := range map[string]struct{ value, want string }{
		"title":     {"", "标题不能为空"},
		"number":    {strings.Repeat("号", 101), "不能超过100字"},
		"issuer":    {"机\x00构", "不能识别"},
		"region":    {"亚特兰蒂斯县", "没有找到地区"},
		"issued":    {"2026-02-30", "YYYY-MM-DD"},
		"published": {"去年", "YYYY-MM-DD"},
		"expires":   {"2019-01-01", "不能早于"},
		"declared":  {"也许", "没有这个选项"},
	} {
		form := url.Values{"title": {"标题"}, "effective": {"2020-01-01"}}
		form.Set(field, c.value)
		w := send(h, "/admin/notices/n", form, "Cookie", cookie)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), c.want) || !strings.Contains(w.Body.String(), "没有保存") {
			t.Errorf("%s=%q: %d", field, c.value, w.Code)
		}
	}
	w := send(h, "/admin/notices/n", url.Values{"title": {"标题"}, "region": {"城关镇朝阳区"}}, "Cookie", cookie)
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a place of no place: %d", w.Code)
	}
	w = send(h, "/admin/notices/n", url.Values{"title": {"标题"}, "region": {"朝阳"}}, "Cookie", cookie)
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `<option value="北京市朝阳区">`) {
		t.Errorf("an ambiguous place: %d, no suggestion", w.Code)
	}
	if len(e.amended) != 0 {
		t.Errorf("amended: %+v", e.amended)
	}
	w = send(h, "/admin/notices/n", url.Values{"title": {"标题"}, "region": {"重庆奉节"}}, "Cookie", cookie)
	if r := e.amended["n"].Region; w.Code != http.StatusSeeOther || r == nil || fullName(*r) != "重庆市奉节县" {
		t.Errorf("a place by its short name: %d %+v", w.Code, r)
	}
}

func TestWithdrawAndRestore(t *testing.T) {
	h, e, cookie := newConsole(t, map[string]retrieval.Notice{"n": {ID: "n", Title: "标题"}}, nil)
	if w := send(h, "/admin/notices/n/withdraw", nil, "Cookie", cookie); w.Code != http.StatusSeeOther || e.withdrawn["n"] != "2026-11-21" {
		t.Errorf("withdraw: %d %v", w.Code, e.withdrawn)
	}
	w := send(h, "/admin/notices/n/restore", nil, "Cookie", cookie)
	if w.Code != http.StatusSeeOther || len(e.withdrawn) != 0 || w.Header().Get("Location") != "/admin/notices/n?done=restored" {
		t.Errorf("restore: %d %v", w.Code, e.withdrawn)
	}
}

// busyJournal is a journal of very many questions, which minds how many it is asked for, and how often.
type busyJournal struct {
	journal
	asked, days *int
	t           *testing.T
}

func (j busyJournal) Asked(ctx context.Context, q retrieval.AskedQuery) ([]retrieval.Asked, error) {
	if *j.asked++; q.Limit <= 0 || q.Limit > 1000 || !q.Poor {
		j.t.Errorf("asked for %+v", q)
	}
	return j.journal.Asked(ctx, q)
}

func (j busyJournal) AskedDays(ctx context.Context, since, until time.Time) ([]retrieval.AskedCount, error) {
	*j.days++
	return j.journal.AskedDays(ctx, since, until)
}

// TestOverviewIsReckonedOnce: however often it is looked at, for a minute; a change of the notices shows at once.
func TestOverviewIsReckonedOnce(t *testing.T) {
	version := new(atomic.Int64)
	j := busyJournal{journal{{ID: "1", At: today, Question: "校服多少钱一套?", Status: "declined"}}, new(int), new(int), t}
	h, _, cookie := newConsoleOf(t, nil, func(o *Options) {
		o.Asked, o.Corpus = j, slowCorpus{corpus: corpus{}, at: version}
	})
	for i, want := range []int{1, 1, 1, 2} {
		if i == 3 {
			version.Add(1)
		}
		if w := call(h, "GET", "/admin", "", "Cookie", cookie); w.Code != http.StatusOK || *j.days != want {
			t.Errorf("look %d: %d, reckoned %d times, want %d", i+1, w.Code, *j.days, want)
		}
	}
	if *j.asked != 1 {
		t.Errorf("grouped %d times", *j.asked)
	}
}
