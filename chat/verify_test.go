package chat

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/chat/verifytest"
	"wence/retrieval"
	"wence/retrieval/place"
)

// What the verifier is held to, over sentences by the thousand.
const (
	leastCaught = 0.99 // of false sentences
	mostBlocked = 0.01 // of true sentences
	leastCases  = 2000 // of each
)

// sampleFolder holds the notices bundled with the program; realFolder real ones where a machine has them.
const (
	sampleFolder = "../ingest/samples/notices"
	realFolder   = "../../shared/notices"
)

// places that notices of the corpus are of, and others.
var swappedPlaces = []string{
	"奉节县", "开州区", "云阳县", "大庆市", "开原市", "沈阳市", "鹤汀县", "荻溪县", "竹屿县", "雁洲区", "澜川市", "榆川市", "乌拉盖管理区", "鹿鸣湖管理区",
}

// measuredCorpus is the notices on which the verifier is measured, with a gazetteer that knows their places.
func measuredCorpus(t *testing.T) (*verifytest.Corpus, *place.Gazetteer) {
	t.Helper()
	c := &verifytest.Corpus{Evidence: fidelity.Evidence}
	if err := c.Read(sampleFolder); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(realFolder); err == nil {
		if err := c.Read(realFolder); err != nil {
			t.Fatal(err)
		}
	}
	base, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	var learned []place.Place
	for i := range c.Hits {
		n := &c.Hits[i].Notice
		p, ok := base.Lookup(regionOf(n.Source))
		if !ok {
			p, _ = base.OfNotice("", n.Title, "")
		}
		n.Region = retrieval.RegionOf(p)
		c.Hits[i].Validity = retrieval.Validity{State: retrieval.InForce}
		learned = append(learned, p)
	}
	return c, base.With(learned...)
}

// regionsOf are the IDs of the places that the sample notices are of, by a word in their files' names.
var regionsOf = map[string]string{
	"lanjiang": "岚江省", "lanchuan": "岚江省/澜川市", "yanzhou": "岚江省/澜川市/雁洲区", "heting": "岚江省/澜川市/鹤汀县",
	"yuchuan": "岚江省/榆川市", "dixi": "岚江省/榆川市/荻溪县", "zhuyu": "岚江省/榆川市/竹屿县", "luminghu": "岚江省/榆川市/鹿鸣湖管理区",
}

// regionOf is the ID of the place that a sample notice is of; "" for other notices.
func regionOf(source string) string {
	for word, id := range regionsOf {
		if strings.Contains(source, word) {
			return id
		}
	}
	return ""
}

func TestVerifyMeasured(t *testing.T) {
	corpus, places := measuredCorpus(t)
	v := verifier{passages: corpus.Hits, places: places}
	quoted := func(c verifytest.Case) bool {
		_, faults := v.verify(draft.Stretch{Text: c.Text, Cites: []int{c.Cite}})
		return len(faults) > 0
	}
	s := scrutiny{verifier: v, checker: fidelity.Checker{Places: places}}
	for _, h := range corpus.Hits {
		s.sources = append(s.sources, fidelity.NewSource(h))
	}
	worded := func(c verifytest.Case) bool {
		_, faults := s.check(draft.Sentence{Text: c.Text, Cites: []int{c.Cite}})
		return len(faults) > 0
	}
	caught := measure(corpus.False(swappedPlaces), worded, true)
	held := measure(corpus.True(), quoted, false)
	heldWorded := measure(corpus.True(), worded, false)
	t.Logf("%d passages\n\na model's false sentences caught\n%s\nthe program's true sentences blocked\n%s\na model's true sentences blocked\n%s",
		len(corpus.Hits), caught, held, heldWorded)
	if caught.cases < leastCases || held.cases < leastCases {
		t.Fatalf("%d false and %d true sentences: too few to measure on", caught.cases, held.cases)
	}
	if caught.share() < leastCaught {
		t.Errorf("caught %.2f %% of false sentences, want at least %.0f %%", 100*caught.share(), 100*leastCaught)
	}
	for _, y := range []tally{held, heldWorded} {
		if y.share() > mostBlocked {
			t.Errorf("blocked %.2f %% of true sentences, want at most %.0f %%", 100*y.share(), 100*mostBlocked)
		}
	}
}

func TestVerifyMarks(t *testing.T) {
	corpus, places := measuredCorpus(t)
	v := verifier{passages: corpus.Hits, places: places}
	for _, c := range corpus.True()[:50] {
		for _, cites := range [][]int{nil, {0}, {-1}, {len(corpus.Hits) + 1}, {c.Cite, len(corpus.Hits) + 1}} {
			if s, faults := v.verify(draft.Stretch{Text: c.Text, Cites: cites}); len(faults) == 0 || s.Text() != "" {
				t.Errorf("%s with marks %v passes", c.Text, cites)
			}
		}
	}
}

// A tally counts the cases and those blocked, by rule.
type tally struct {
	cases, blocked int
	wrong          []string // the first cases that were not judged as they should be
	rules          map[string]*tally
}

func (y tally) share() float64 { return float64(y.blocked) / float64(max(1, y.cases)) }

func (y tally) String() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(y.rules)) {
		y.rules[name].write(&b, name)
	}
	y.write(&b, "all")
	return b.String()
}

func (y tally) write(b *strings.Builder, name string) {
	fmt.Fprintf(b, "  %-28s %5d of %5d  %6.2f %%\n", name, y.blocked, y.cases, 100*y.share())
	for _, text := range y.wrong {
		fmt.Fprintf(b, "      %s\n", text)
	}
}

const mostWrong = 3 // cases shown a rule

// measure tallies the cases. All should be blocked, or none.
func measure(cases []verifytest.Case, blocked func(verifytest.Case) bool, should bool) tally {
	y := tally{rules: map[string]*tally{}}
	for _, c := range cases {
		r := y.rules[c.Rule]
		if r == nil {
			r = &tally{}
			y.rules[c.Rule] = r
		}
		y.cases, r.cases = y.cases+1, r.cases+1
		is := blocked(c)
		if is {
			y.blocked, r.blocked = y.blocked+1, r.blocked+1
		}
		if is != should && len(r.wrong) < mostWrong {
			r.wrong = append(r.wrong, c.Text)
		}
	}
	return y
}
