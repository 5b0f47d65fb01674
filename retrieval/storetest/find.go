package storetest

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"wence/retrieval"
)

// corpus makes n notices of four passages about a few subjects, so that queries have many and unequal answers. Their
// regions go round.
func corpus(n int) []retrieval.Entry {
	subjects := []string{"交通补贴", "住房补贴", "职称评审", "入学报名", "培训学时", "绩效工资", "班主任津贴", "义务教育"}
	verbs := []string{"按月发放", "按规定申请", "逐年提高", "由县教育局审核", "不得重复享受"}
	regions := []retrieval.Region{nation, province, county, other, {}}
	var entries []retrieval.Entry
	for i := range n {
		a, b := subjects[i%len(subjects)], subjects[i*5/len(subjects)%len(subjects)]
		e := notice(fmt.Sprintf("/corpus/%05d.html", i), fmt.Sprintf("关于%s的通知(%d)", a, i),
			fmt.Sprintf("%s%s,标准为每人%d元。", a, verbs[i%len(verbs)], 100+i%37*10),
			fmt.Sprintf("%s和%s%s。教师%d名。", b, a, verbs[(i+2)%len(verbs)], i%23),
			fmt.Sprintf("本通知自2024年%d月1日起施行,联系人:第%d科。", i%12+1, i%7),
			"教师教师教师,"[:(i%3+1)*len("教师")]+verbs[i%5])
		entries = append(entries, in(e, regions[i%len(regions)]))
	}
	return entries
}

var questions = []string{
	"交通补贴标准是多少", "住房补贴由谁审核", "职称评审和培训学时", "入学报名", "每人500元", "第3科", "教师", "班主任津贴不得重复享受吗",
	"2024年7月", "完全无关的火星探测", "的",
}

// testScores compares every score with an index in memory, before and after notices of other orders came.
func testScores(t *testing.T, s retrieval.Store) {
	entries := corpus(120)
	putAll(t, s, entries...)
	r := newReference(t, entries)
	for _, q := range questions {
		for _, limit := range []int{1, 10, 1000} {
			p := retrieval.Probe{Query: query(q), Limit: limit}
			r.check(t, p, find(t, s, p))
		}
	}
	if found := find(t, s, retrieval.Probe{Query: query("教师")}); len(found.Candidates) != 0 {
		t.Errorf("a limit of 0 gave %d candidates", len(found.Candidates))
	}
}

// byRank is the order that Find promises.
func byRank(a, b retrieval.Candidate) int {
	return cmp.Or(cmp.Compare(b.BM25, a.BM25), cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.Passage.ID, b.Passage.ID))
}

func testOrder(t *testing.T, s retrieval.Store) {
	same := notice("/same.html", "通知", "教师补贴", "教师补贴", "教师补贴", "教师补贴")
	putAll(t, s, append(corpus(40), same, in(notice("/again.html", "通知", "教师补贴", "教师补贴"), county))...)
	for _, q := range questions {
		for _, limit := range []int{1, 3, 20} {
			p := retrieval.Probe{Query: query(q), Limit: limit}
			first := find(t, s, p)
			if !slices.IsSortedFunc(first.Candidates, byRank) {
				t.Errorf("%s: not in order of BM25, then ID", q)
			}
			for range 3 {
				if again := find(t, s, p); !reflect.DeepEqual(again, first) {
					t.Fatalf("%s: the same probe gave\n%q\nand\n%q", q, texts(first.Candidates), texts(again.Candidates))
				}
			}
			larger := find(t, s, retrieval.Probe{Query: p.Query, Limit: limit + 5}).Candidates
			if n := len(first.Candidates); !reflect.DeepEqual(larger[:n], first.Candidates) {
				t.Errorf("%s: the first %d of %d are others", q, n, limit+5)
			}
		}
	}
}

// testExpansions widens a query: the other wording scores, and coverage counts the question's own terms alone.
func testExpansions(t *testing.T, s retrieval.Store) {
	entries := []retrieval.Entry{notice("/a", "公告", "交通补贴每月200元", "车费报销每月200元", "食堂开放")}
	putAll(t, s, entries...)
	q := query("车费")
	q.Add("交通补贴", 0.1)
	p := retrieval.Probe{Query: q, Limit: 10}
	found := find(t, s, p)
	newReference(t, entries).check(t, p, found)
	if got, want := texts(found.Candidates), []string{"车费报销每月200元", "交通补贴每月200元"}; !reflect.DeepEqual(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	if a, b := found.Candidates[0].Coverage, found.Candidates[1].Coverage; !near(a, 1) || b != 0 {
		t.Errorf("coverage is %v and %v, want 1 and 0", a, b)
	}
}

func testFindReplaced(t *testing.T, s retrieval.Store) {
	putAll(t, s, corpus(20)...)
	for i := range 12 {
		put(t, s, notice("/changing.html", "关于试点的通知", fmt.Sprintf("试点学校名单第%d版", i), "试点学校的经费"))
	}
	found := find(t, s, retrieval.Probe{Query: query("试点学校"), Limit: 2}).Candidates
	got := texts(found)
	slices.Sort(got)
	if want := []string{"试点学校名单第11版", "试点学校的经费"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, c := range found {
		if list := passages(t, s, c.Notice.ID); !reflect.DeepEqual(list[c.Passage.Seq-1], c.Passage) {
			t.Errorf("found %+v, stored %+v", c.Passage, list[c.Passage.Seq-1])
		}
	}
}

func testRegionFilter(t *testing.T, s retrieval.Store) {
	entries := corpus(50)
	putAll(t, s, entries...)
	r := newReference(t, entries)
	for _, tc := range []struct {
		name    string
		regions []string
		want    []string // regions found
	}{
		{"all", nil, []string{"", "0", "90", "9001", "9002"}},
		{"none", []string{}, nil},
		{"one", []string{"9001"}, []string{"9001"}},
		{"with those above", county.Lineage, []string{"0", "90", "9001"}},
		{"with those above and the unstated", append(slices.Clone(county.Lineage), ""), []string{"", "0", "90", "9001"}},
		{"unstated", []string{""}, []string{""}},
		{"a region of no notice", []string{"77"}, nil},
		{"a region of no notice beside one", []string{"77", "0"}, []string{"0"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := retrieval.Probe{Query: query("教师补贴"), Regions: tc.regions, Limit: 500}
			found := find(t, s, p)
			r.check(t, p, found)
			var got []string
			for _, c := range found.Candidates {
				got = append(got, c.Notice.Region.ID)
			}
			slices.Sort(got)
			if got = slices.Compact(got); !slices.Equal(got, tc.want) {
				t.Errorf("regions %q, want %q", got, tc.want)
			}
			p.Limit = 2 // the filter must not come after the cut
			r.check(t, p, find(t, s, p))
		})
	}
}

// testNamedNotices names a notice that others outrank: its own best passages are candidates beside the best of all.
func testNamedNotices(t *testing.T, s retrieval.Store) {
	putAll(t, s, corpus(40)...)
	id := put(t, s, notice("/named.html", "名录", "其他事项", "教师名录和说明,分为各科各级各类各校各段", "教师名录和附表", "教师名录和附表和学校"))
	p := retrieval.Probe{Query: query("教师补贴"), Limit: 2}
	without := find(t, s, p).Candidates
	p.Notices = []string{id, "0123456789ab"}
	with := find(t, s, p).Candidates
	if n := len(without); n != 2 || len(with) != 4 || !reflect.DeepEqual(with[:n], without) {
		t.Fatalf("got %q, without the name %q", texts(with), texts(without))
	}
	for _, c := range with[2:] {
		if c.Notice.ID != id || c.BM25 <= 0 {
			t.Errorf("%q of notice %s with BM25 %v is no best passage of the named notice", c.Passage.Text, c.Notice.ID, c.BM25)
		}
	}
	p.Limit = 1000
	if all, found := find(t, s, retrieval.Probe{Query: p.Query, Limit: 1000}), find(t, s, p); !reflect.DeepEqual(all, found) {
		t.Errorf("%d candidates with the name and room for all, %d without", len(found.Candidates), len(all.Candidates))
	}
	p.Limit, p.Regions = 2, []string{nation.ID}
	for _, c := range find(t, s, p).Candidates {
		if c.Notice.ID == id {
			t.Error("the named notice came in spite of its region")
		}
	}
}
