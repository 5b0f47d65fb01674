package group

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/encoder"
	"wence/retrieval/place"
)

var noon = time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC)

func newGrouper(t testing.TB) Grouper {
	t.Helper()
	net, err := encoder.Builtin(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	return Grouper{Embedder: encoder.NewEmbedder(net), Places: places}
}

// asked are questions, one a minute, the first the oldest.
func asked(questions ...string) []retrieval.Asked {
	all := make([]retrieval.Asked, len(questions))
	for i, q := range questions {
		all[i] = retrieval.Asked{ID: fmt.Sprintf("a%04d", i), At: noon.Add(time.Duration(i) * time.Minute), Question: q, Status: "declined"}
	}
	return all
}

// paraphrases are the questions of each part of the file, and the subject of each. The threshold was chosen on the first
// part; the last has questions about different things in like words.
func paraphrases(t *testing.T) (parts [3][]string, subject map[string]int) {
	t.Helper()
	text, err := os.ReadFile("testdata/paraphrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	subject = map[string]int{}
	blocks := 0
	for i, part := range strings.Split(string(text), "---\n") {
		for _, block := range strings.Split(strings.TrimSpace(part), "\n\n") {
			blocks++
			for _, question := range strings.Split(block, "\n") {
				if subject[question] != 0 {
					t.Fatalf("%s stands twice", question)
				}
				parts[i], subject[question] = append(parts[i], question), blocks
			}
		}
	}
	return parts, subject
}

func TestParaphrases(t *testing.T) {
	parts, subject := paraphrases(t)
	for part, questions := range parts {
		groups, err := newGrouper(t).Groups(t.Context(), asked(questions...))
		if err != nil {
			t.Fatal(err)
		}
		same, together, wrong := 0, 0, 0
		for i, q := range questions {
			for _, o := range questions[:i] {
				if subject[q] == subject[o] {
					same++
				}
			}
		}
		for _, g := range groups {
			for i, q := range g.Asked {
				for _, o := range g.Asked[:i] {
					if subject[q.Question] == subject[o.Question] {
						together++
					} else {
						wrong++
						t.Logf("together: %s | %s", q.Question, o.Question)
					}
				}
			}
		}
		others := len(questions)*(len(questions)-1)/2 - same
		t.Logf("part %d: of %d pairs that ask the same %d are together; of %d others %d", part+1, same, together, others, wrong)
		if 2*together < same || 40*wrong > others {
			t.Errorf("part %d: %d of %d pairs together, and %d of %d others", part+1, together, same, wrong, others)
		}
	}
}

func TestGroupsAreTheSameInWhateverOrder(t *testing.T) {
	parts, _ := paraphrases(t)
	questions := asked(append(parts[0], parts[1]...)...)
	g := newGrouper(t)
	want, err := g.Groups(t.Context(), questions)
	if err != nil {
		t.Fatal(err)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(questions), func(i, j int) { questions[i], questions[j] = questions[j], questions[i] })
	got, err := g.Groups(t.Context(), questions)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("other groups for another order (%v)", err)
	}
	n := 0
	for i, group := range got {
		n += len(group.Asked)
		if i > 0 && len(group.Asked) > len(got[i-1].Asked) {
			t.Errorf("group %d is larger than the one before", i)
		}
	}
	if n != len(questions) {
		t.Errorf("%d questions in groups, want %d", n, len(questions))
	}
}

func TestPlacesDoNotKeepQuestionsApartNorBringThemTogether(t *testing.T) {
	groups, err := newGrouper(t).Groups(t.Context(), asked(
		"奉节县校服多少钱一套?", "大庆市校服一套多少钱", "奉节县校车几点到站?", "奉节县图书馆周末开门吗?", "奉节县"))
	if err != nil {
		t.Fatal(err)
	}
	if len(groups) != 4 || len(groups[0].Asked) != 2 {
		t.Fatalf("%d groups: %+v", len(groups), groups)
	}
	if newest := groups[0].Asked[0].Question; newest != "大庆市校服一套多少钱" {
		t.Errorf("newest is %s", newest)
	}
}

func TestStrangeQuestionsAreGroupsOfTheirOwn(t *testing.T) {
	groups, err := newGrouper(t).Groups(t.Context(), asked("", "?", "😀😀", "\x00", "校服多少钱"))
	if err != nil {
		t.Fatal(err)
	}
	if len(groups) != 5 {
		t.Errorf("%d groups, want 5: %+v", len(groups), groups)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newGrouper(t).Groups(ctx, asked("校服多少钱")); err == nil {
		t.Error("grouped for nobody")
	}
}

func TestUnmet(t *testing.T) {
	line := func(question, status string, minute int) retrieval.Asked {
		return retrieval.Asked{Question: question, Status: status, At: noon.Add(time.Duration(minute) * time.Minute)}
	}
	rated := line("评价不好", "answered", 0)
	rated.Rating.Down = true
	liked := line("评价好", "answered", 0)
	liked.Rating.Up = true
	for name, c := range map[string]struct {
		asked []retrieval.Asked
		want  int
	}{
		"declined, blocked":                {[]retrieval.Asked{line("一", "declined", 0), line("二", "blocked", 0)}, 2},
		"answered":                         {[]retrieval.Asked{line("一", "answered", 0), line("二", "partial", 0), liked}, 0},
		"rated badly":                      {[]retrieval.Asked{rated}, 1},
		"asked back":                       {[]retrieval.Asked{line("班主任津贴?", "clarify", 0)}, 1},
		"asked back, answered for a place": {[]retrieval.Asked{line("班主任津贴?", "clarify", 0), line("班主任津贴？", "answered", 2)}, 0},
		"asked back, answered before":      {[]retrieval.Asked{line("班主任津贴?", "answered", 0), line("班主任津贴?", "clarify", 2)}, 1},
		"asked back, answered much later":  {[]retrieval.Asked{line("班主任津贴?", "clarify", 0), line("班主任津贴?", "answered", 45)}, 1},
		"only a rating known":              {[]retrieval.Asked{{At: noon, Rating: retrieval.Rating{Down: true}}}, 0},
	} {
		if got := Unmet(c.asked); len(got) != c.want {
			t.Errorf("%s: %d unmet, want %d", name, len(got), c.want)
		}
	}
}

func BenchmarkGroups(b *testing.B) {
	g := newGrouper(b)
	words := []string{"校服", "午餐", "校车", "转学", "寒假", "户口", "资格证", "图书馆", "津贴", "研学", "学费", "住宿", "学区", "作业", "手机"}
	asks := []string{"多少钱一套", "什么时候开始", "需要哪些材料", "怎么申请", "有什么条件", "归谁管", "几年一次"}
	var questions []string
	for i := range 5000 {
		questions = append(questions, words[i%len(words)]+words[i/7%len(words)]+asks[i%len(asks)])
	}
	list := asked(questions...)
	for b.Loop() {
		if _, err := g.Groups(b.Context(), list); err != nil {
			b.Fatal(err)
		}
	}
}
