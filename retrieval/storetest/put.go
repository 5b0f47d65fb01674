package storetest

import (
	"reflect"
	"strings"
	"testing"

	"wence/retrieval"
)

// full is an entry with every field set.
func full() retrieval.Entry {
	text := "青浦县教师补贴办法\n第一条 乡镇教师每月补贴500元。\n学校\t人数\n青浦中学\t12"
	at := func(part string) retrieval.Span {
		start := strings.Index(text, part)
		return retrieval.Span{Start: start, End: start + len(part)}
	}
	n := retrieval.Notice{
		Source: "办法.pdf", Origin: "/data/办法.zip!/办法.pdf", SHA256: digest(text), Reader: 3,
		Added: "2026-01-02", Changed: "2026-02-03",
		Title: "青浦县教师补贴办法", Named: true, Number: "青府发〔2023〕7号", IndexNumber: "K001/2023-7", Issuer: "青浦县人民政府", Topic: "教育",
		Region: county, URL: "https://example.org/1", Issued: "2023-01-02", Published: "2023-01-05", Effective: "2023-02-01",
		Expires: "2028-01-31", Horizon: retrieval.Period{From: "2023-01-01", Until: "2027-12-31"}, Declared: "有效",
		Replaces: []retrieval.Reference{{Number: "青府发〔2015〕1号"}, {Title: "旧办法", Repeal: true}},
		Text:     text,
		Outline:  []retrieval.Heading{{Span: at("第一条 乡镇教师每月补贴500元。"), Level: 1, Label: "第一条", Title: "补贴 <b>&\u2028"}},
		Tables: []retrieval.Table{{Span: at("学校\t人数\n青浦中学\t12"), Rows: []retrieval.Row{
			{Span: at("学校\t人数")}, {Span: at("青浦中学\t12"), Columns: []string{"学校", "人数"}},
		}}},
		Pages: []retrieval.Page{{Start: 0, Number: 1}, {Start: at("学校").Start, Number: 2}},
		OCR:   []retrieval.Span{at("青浦中学\t12")},
		Notes: []string{"第3页是图片,未读出。"},
	}
	return retrieval.Entry{Notice: n, Passages: []retrieval.Passage{
		{Seq: 1, Span: at("第一条 乡镇教师每月补贴500元。"), Text: "第一条 乡镇教师每月补贴500元。", Locator: "第一条",
			Sections: []retrieval.Section{{Start: 9, Locator: "第二条"}, {Start: 12, Locator: "第三条 <1>"}},
			Headings: []string{"青浦县教师补贴办法", "补贴"}, Page: 1},
		{Seq: 2, Span: at("青浦中学\t12"), Text: "青浦中学\t12", Columns: []string{"学校", "人数"}, Page: 2, OCR: true},
	}}
}

func testRoundTrip(t *testing.T, s retrieval.Store) {
	e := full()
	e.Passages[0].ID, e.Passages[0].NoticeID, e.Passages[0].Title = 99, "of the caller", "the same" // not read
	id := put(t, s, e)
	want := e.Notice
	want.ID = id
	if got := whole(t, s, id); !reflect.DeepEqual(got, want) {
		t.Errorf("notice\n got %+v\nwant %+v", got, want)
	}
	list := passages(t, s, id)
	if len(list) != 2 {
		t.Fatalf("got %d passages, want 2", len(list))
	}
	for i, got := range list {
		want := e.Passages[i]
		want.ID, want.NoticeID, want.Title = got.ID, id, e.Notice.Title
		if !reflect.DeepEqual(got, want) {
			t.Errorf("passage\n got %+v\nwant %+v", got, want)
		}
	}
	brief := want
	brief.Text, brief.Outline, brief.Tables, brief.Pages, brief.OCR = "", nil, nil, nil, nil
	all, _, err := s.Notices(t.Context(), 10, "")
	if err != nil || len(all) != 1 || !reflect.DeepEqual(all[0], brief) {
		t.Errorf("listing\n got %+v, %v\nwant %+v", all, err, brief)
	}
	found := find(t, s, retrieval.Probe{Query: query("人数"), Limit: 5}).Candidates
	if len(found) != 1 || !reflect.DeepEqual(found[0].Passage, list[1]) || !reflect.DeepEqual(found[0].Notice, brief) {
		t.Errorf("found %+v", found)
	}
}

// testUnicode stores a character of every plane, and what editors put between characters.
func testUnicode(t *testing.T, s retrieval.Store) {
	var planes strings.Builder
	for plane := range rune(17) {
		planes.WriteRune(plane<<16 | 0x4E2D)
		planes.WriteRune(plane<<16 | 0xFFFD)
	}
	paragraphs := []string{planes.String(), "𠮷野家村小学、㐂村小学", "e\u0301 \u200b\u202e\u2028\ufeff👩‍🏫\u0001\r", "'; DROP TABLE notice; -- %s \\ \"", ""}
	e := notice("/𠮷 %41?#.html", "𠮷野家村小学的通知", paragraphs...)
	id := put(t, s, e)
	if got := whole(t, s, id); got.Text != e.Notice.Text || got.Origin != e.Notice.Origin || got.Title != e.Notice.Title {
		t.Errorf("got %+q, want %+q", got.Text, e.Notice.Text)
	}
	for i, p := range passages(t, s, id) {
		if p.Text != paragraphs[i] {
			t.Errorf("passage %d is %+q, want %+q", p.Seq, p.Text, paragraphs[i])
		}
	}
	found := find(t, s, retrieval.Probe{Query: query("㐂"), Limit: 5}).Candidates
	if len(found) != 1 || found[0].Passage.Text != paragraphs[1] {
		t.Errorf("㐂 found %q", texts(found))
	}
}

// testBytes stores bytes that are no UTF-8, and NUL. A store may put a space for each, so that spans stay right.
func testBytes(t *testing.T, s retrieval.Store) {
	damaged := "学校\xff\xfe名单\x00第一\xe5\xad中学"
	e := notice("/a\xff.html", "名单\x00\xff", damaged, "正文")
	e.Passages[0].Headings, e.Passages[0].Columns = []string{"标题\xff"}, []string{"列\x00"}
	e.Notice.Outline = []retrieval.Heading{{Label: "一、\xff"}}
	id := put(t, s, e)
	if again := put(t, s, e); again != id {
		t.Errorf("the replaced notice is %s, was %s", again, id)
	}
	spaced := func(s string) string {
		return strings.NewReplacer("\xff", " ", "\xfe", " ", "\x00", " ", "\xe5\xad", "  ").Replace(s)
	}
	if got := whole(t, s, id).Text; spaced(got) != spaced(e.Notice.Text) {
		t.Errorf("text is %q, want %q", got, spaced(e.Notice.Text))
	}
	if got := passages(t, s, id)[0].Text; spaced(got) != spaced(damaged) {
		t.Errorf("passage is %q, want %q", got, spaced(damaged))
	}
	if found := find(t, s, retrieval.Probe{Query: query("名单"), Limit: 5}).Candidates; len(found) != 2 {
		t.Errorf("found %q", texts(found))
	}
}

func testKnown(t *testing.T, s retrieval.Store) {
	ctx := t.Context()
	e := notice("/a.html", "通知", "正文")
	id := put(t, s, e)
	for _, tc := range []struct {
		name, origin, sha256 string
		found                bool
	}{
		{"same file", "/a.html", e.Notice.SHA256, true},
		{"changed file", "/a.html", digest("changed"), true},
		{"same bytes elsewhere", "/b.html", e.Notice.SHA256, true},
		{"another file", "/b.html", digest("changed"), false},
		{"no hash", "/b.html", "", false},
	} {
		n, err := s.Known(ctx, tc.origin, tc.sha256)
		if tc.found && (err != nil || n.ID != id || n.Origin != "/a.html" || n.SHA256 != e.Notice.SHA256 || n.Reader != 1) {
			t.Errorf("%s: got %+v, %v", tc.name, n, err)
		}
		if !tc.found && !isNotFound(err) {
			t.Errorf("%s: got %v, want ErrNotFound", tc.name, err)
		}
	}
	copied := e
	copied.Notice.Origin = "/copy.html"
	put(t, s, copied)
	if n, err := s.Known(ctx, "/copy.html", e.Notice.SHA256); err != nil || n.Origin != "/copy.html" {
		t.Errorf("the origin must come before the hash: got %+v, %v", n, err)
	}
}

func testReplace(t *testing.T, s retrieval.Store) {
	old := full()
	id := put(t, s, old)
	before := passages(t, s, id)
	changed := notice(old.Notice.Origin, "新通知", "第一段", "第二段", "第三段")
	if again := put(t, s, changed); again != id {
		t.Errorf("the replaced notice is %s, was %s", again, id)
	}
	want := changed.Notice
	want.ID = id
	if got := whole(t, s, id); !reflect.DeepEqual(got, want) {
		t.Errorf("notice\n got %+v\nwant %+v", got, want)
	}
	after := passages(t, s, id)
	if len(after) != 3 || after[2].Text != "第三段" {
		t.Errorf("passages are %+v", after)
	}
	for _, p := range after {
		if p.ID <= before[len(before)-1].ID {
			t.Errorf("passage id %d was given before", p.ID)
		}
	}
	if st := status(t, s); st.Notices != 1 || st.Passages != 3 {
		t.Errorf("status is %+v", st)
	}
	put(t, s, notice(old.Notice.Origin, "空"))
	if list := passages(t, s, id); len(list) != 0 {
		t.Errorf("a notice without passages has %+v", list)
	}
	if again := put(t, s, changed); again != id || len(passages(t, s, id)) != 3 {
		t.Errorf("notice %s, passages %+v", again, passages(t, s, id))
	}
}

// testNoticeIDs wants an id to be the start of the hash, 12 digits or as many more as tell it from others.
func testNoticeIDs(t *testing.T, s retrieval.Store) {
	e := notice("/1.html", "通知", "正文")
	seen := map[string]bool{}
	for i, origin := range []string{"/1.html", "/2.html", "/3.html"} {
		e.Notice.Origin = origin
		id := put(t, s, e)
		if seen[id] || len(id) < 12 || !strings.HasPrefix(e.Notice.SHA256, id) || i == 0 && len(id) != 12 {
			t.Errorf("origin %s has id %s for hash %s", origin, id, e.Notice.SHA256)
		}
		seen[id] = true
		if again := put(t, s, e); again != id {
			t.Errorf("origin %s has id %s, then %s", origin, id, again)
		}
	}
	for i := range 70 { // more places than the hash has digits
		e.Notice.Origin = "/copies/" + strings.Repeat("x", i+1)
		id := put(t, s, e)
		if seen[id] {
			t.Fatalf("copy %d has the id %s of another", i, id)
		}
		seen[id] = true
	}
	if st := status(t, s); st.Notices != 73 {
		t.Errorf("%d notices are stored, want 73", st.Notices)
	}
}

func testIncomplete(t *testing.T, s retrieval.Store) {
	for name, change := range map[string]func(*retrieval.Notice){
		"no origin":  func(n *retrieval.Notice) { n.Origin = "" },
		"no hash":    func(n *retrieval.Notice) { n.SHA256 = "" },
		"short hash": func(n *retrieval.Notice) { n.SHA256 = "0123" },
	} {
		e := notice("/a.html", "通知", "正文")
		change(&e.Notice)
		if id, err := s.Put(t.Context(), e); err == nil {
			t.Errorf("%s: stored as %s", name, id)
		}
	}
	e := notice("/a.html", "通知", "甲", "乙")
	put(t, s, e)
	e.Notice.Title = "改"
	e.Passages[1].Seq = 1
	if _, err := s.Put(t.Context(), e); err == nil {
		t.Error("two passages with the same place were stored")
	}
	known, err := s.Known(t.Context(), "/a.html", "")
	if err != nil || known.Title != "通知" || len(passages(t, s, known.ID)) != 2 {
		t.Errorf("a failed Put left %+v, %v", known, err)
	}
}

// testPassageIDs wants ids to be above 0, to ascend within a notice, and never to come back.
func testPassageIDs(t *testing.T, s retrieval.Store) {
	seen := map[int32]bool{}
	for range 3 {
		for _, origin := range []string{"/a.html", "/b.html"} {
			last := int32(0)
			for _, p := range passages(t, s, put(t, s, notice(origin, "通知", "甲", "乙", "丙"))) {
				if p.ID <= last || seen[p.ID] {
					t.Errorf("passage id %d after %d", p.ID, last)
				}
				last, seen[p.ID] = p.ID, true
			}
		}
	}
}
