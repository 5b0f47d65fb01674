package web

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"wence/chat"
	"wence/retrieval"
)

const (
	mostSuggested = 4
	factsLookedAt = 100 // of each kind, the newest
	longestPhrase = 14  // characters of what a question is about
)

// wordings are the questions that a fact of a kind answers, in the order to offer the kinds.
var wordings = []struct {
	kind     retrieval.FactKind
	ask      string
	shortest int // characters of what the question is about; 申请时间 alone says too little
	fits     func(retrieval.Fact) bool
}{
	{retrieval.Subsidy, "是多少钱?", 4, func(f retrieval.Fact) bool { return f.Unit == "元" }},
	{retrieval.Deadline, "是什么时候?", 6, isDay},
	{retrieval.Quota, "多少名?", 4, isHeads},
}

func isDay(f retrieval.Fact) bool {
	return strings.Contains(f.Words, "月") && strings.Contains(f.Words, "日")
}

func isHeads(f retrieval.Fact) bool {
	return strings.HasSuffix(f.Words, "名") || strings.HasSuffix(f.Words, "人")
}

// suggest words a few questions that stored facts in force answer at a place, "" for anywhere: of each kind in turn, and
// each of another notice.
func (s *server) suggest(ctx context.Context, place string) ([]string, error) {
	regions, err := s.Answers.RegionsAt(ctx, place)
	var unknown *chat.FieldError
	if errors.As(err, &unknown) { // the page that names the place is not the visitor's to mend
		regions, err = nil, nil
	}
	if err != nil {
		return nil, err
	}
	queues := make([][]retrieval.Fact, len(wordings))
	for i, w := range wordings {
		q := retrieval.FactQuery{Kind: w.kind, Regions: regions, AsOf: s.day(""), Limit: factsLookedAt}
		if queues[i], _, err = s.Corpus.Facts(ctx, q); err != nil {
			return nil, err
		}
	}
	all := []string{}
	used := map[string]bool{}
	for found := true; found; {
		found = false
		for i, w := range wordings {
			for len(queues[i]) > 0 && len(all) < mostSuggested {
				f := queues[i][0]
				queues[i] = queues[i][1:]
				if used[f.Notice.ID] || !w.fits(f) || !isPhrase(f.Who, w.shortest) {
					continue
				}
				used[f.Notice.ID], found = true, true
				all = append(all, placed(f, regions != nil)+w.ask)
				break
			}
		}
	}
	return all, nil
}

// isPhrase reports words short and plain enough to be asked about.
func isPhrase(who string, shortest int) bool {
	n := utf8.RuneCountInString(who)
	clause := strings.HasPrefix(who, "由") || strings.HasPrefix(who, "每")
	return n >= shortest && n <= longestPhrase && !clause && !strings.ContainsAny(who, ":、,;。()《》\"“”：，（）/ 0123456789")
}

// placed is what a fact is said of, behind the name of its place where the place is not chosen already.
func placed(f retrieval.Fact, chosen bool) string {
	if name := f.Notice.Region.Name; !chosen && !strings.HasPrefix(f.Who, name) {
		return name + f.Who
	}
	return f.Who
}
