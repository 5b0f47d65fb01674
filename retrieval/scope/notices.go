package scope

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wence/retrieval"
)

// Bounds of the names that are looked up, in characters: without book marks around it a title seldom stands whole.
const (
	shortestName = 3
	longestName  = 24
)

// mostTitles is how many titles a name may stand for and still name notices: 招生计划 is a kind of them.
const mostTitles = 3

var (
	quotedTitle = regexp.MustCompile(`《([^《》]{2,80})》`)
	// quotedNumber is a document number as people write it: 奉节府办发〔2023〕65号, 2023年65号文.
	quotedNumber = regexp.MustCompile(`(\p{Han}{0,12})[〔\[【(]?((?:19|20)\d\d)[〕\]】)年]?第?(\d{1,4})号`)
)

// A saying is a stretch of a question that may name notices: bytes of the question, and the name in the form of TitleKey.
type saying struct {
	start, end int
	name       string
	quoted     bool // as a title or a number
}

// sayings are the stretches of a question that may name notices.
func sayings(folded string) []saying {
	var all []saying
	for _, g := range quotedTitle.FindAllStringSubmatchIndex(folded, -1) {
		all = append(all, saying{g[0], g[1], retrieval.TitleKey(folded[g[2]:g[3]]), true})
	}
	for _, g := range quotedNumber.FindAllStringSubmatchIndex(folded, -1) {
		tail := "〔" + folded[g[4]:g[5]] + "〕" + folded[g[6]:g[7]] + "号"
		for at := range folded[g[2]:g[3]] {
			all = append(all, saying{g[2] + at, g[1], folded[g[2]+at:g[3]] + tail, true})
		}
		all = append(all, saying{g[3], g[1], tail, true})
	}
	starts := make([]int, 0, len(folded)/3+1) // of the characters that names are made of
	for i, r := range folded {
		if !strings.ContainsRune("《》〈〉 ", r) {
			starts = append(starts, i)
		}
	}
	for i := range starts {
		for j := i + shortestName; j <= min(i+longestName, len(starts)); j++ {
			end := len(folded)
			if j < len(starts) {
				end = starts[j]
			}
			if !goesOn(folded, starts[i], end) {
				all = append(all, saying{starts[i], end, retrieval.TitleKey(folded[starts[i]:end]), false})
			}
		}
	}
	return all
}

// goesOn reports a stretch whose last character belongs to the word after it: 教育法|律, 教师法|定.
func goesOn(folded string, start, end int) bool {
	next := folded[end:]
	return strings.HasSuffix(folded[start:end], "法") && next != "" && strings.ContainsAny(string([]rune(next)[:1]), "律定规院治人制官")
}

// A naming is which notices a question names.
type naming struct {
	found   []retrieval.Notice // stored ones, the newest first
	unknown []string           // titles and numbers that nothing stored bears, as written
	spans   []saying           // the stretches that name the stored ones
}

// notices looks up what a question names, the longest stretches first. Where a name is several places' the places asked
// about decide.
func (r *Reader) notices(ctx context.Context, folded string, places []retrieval.Region) (naming, error) {
	all := sayings(folded)
	by, err := r.lookUp(ctx, all)
	if err != nil {
		return naming{}, err
	}
	slices.SortStableFunc(all, func(a, b saying) int { return cmp.Compare(b.end-b.start, a.end-a.start) })
	var n naming
	for _, s := range all {
		meant := meant(s.name, by[s.name], places)
		if overlaps(n.spans, s) || len(meant) == 0 || !s.quoted && titles(meant) > mostTitles {
			continue
		}
		n.spans = append(n.spans, s)
		for _, m := range meant {
			if !slices.ContainsFunc(n.found, func(o retrieval.Notice) bool { return o.ID == m.ID }) {
				n.found = append(n.found, m)
			}
		}
	}
	slices.SortStableFunc(n.found, func(a, b retrieval.Notice) int { return cmp.Compare(day(b), day(a)) })
	n.unknown = unknown(all, n.spans, folded)
	return n, nil
}

// lookUp gives the stored notices by the names that sayings may be.
func (r *Reader) lookUp(ctx context.Context, all []saying) (map[string][]retrieval.Notice, error) {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.name
	}
	slices.Sort(names)
	found, err := r.store.Named(ctx, slices.Compact(names))
	if err != nil {
		return nil, fmt.Errorf("look up notices: %w", err)
	}
	by := map[string][]retrieval.Notice{}
	for _, f := range found {
		by[f.Name] = append(by[f.Name], f.Notice)
	}
	return by, nil
}

func overlaps(spans []saying, s saying) bool {
	return slices.ContainsFunc(spans, func(o saying) bool { return s.start < o.end && o.start < s.end })
}

// meant are those of the notices of one name that are not known to be of another place than those asked about; of these
// those of which the name is the title, where there are such.
func meant(name string, notices []retrieval.Notice, places []retrieval.Region) []retrieval.Notice {
	var here, titled []retrieval.Notice
	for _, n := range notices {
		if n.Region.Toward(places) == retrieval.ReachOther {
			continue
		}
		here = append(here, n)
		if n.Titled(name) {
			titled = append(titled, n)
		}
	}
	if len(titled) > 0 {
		return titled
	}
	return here
}

// titles counts the titles that notices bear.
func titles(notices []retrieval.Notice) int {
	keys := map[string]bool{}
	for _, n := range notices {
		keys[retrieval.TitleKey(n.Title)] = true
	}
	return len(keys)
}

func day(n retrieval.Notice) retrieval.Date { return cmp.Or(n.Issued, n.Published, n.Effective) }

// unknown are the quoted titles and numbers beside the given spans, as written, each once.
func unknown(all, spans []saying, folded string) []string {
	var titles []string
	for _, s := range all {
		if s.quoted && !overlaps(spans, s) {
			spans = append(spans, s)
			titles = append(titles, strings.Trim(folded[s.start:s.end], "《》"))
		}
	}
	return titles
}
