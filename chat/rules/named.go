package rules

import (
	"regexp"
	"strings"

	"wence/retrieval"
)

var (
	// quotedNumber is a document number in a question in the normal form.
	quotedNumber = regexp.MustCompile(`[\p{Han}]{0,12}[〔\[【(]?\s*(?:19|20)\d\d\s*[〕\]】)年]?\s*第?\s*\d{1,4}\s*号(?:文件|文)?`)
	// quotedTitle is a title in a question.
	quotedTitle = regexp.MustCompile(`《([^《》]{4,80})》`)
	// brackets folds the forms of a document number: [2023]第65号 and 2023年65号 are 202365号.
	brackets = strings.NewReplacer("[", "", "]", "", "【", "", "】", "", "(", "", ")", "", "〔", "", "〕", "", " ", "", "第", "", "年", "")
)

// A named notice is one that a question names, by document number or by title, in the normal form. The zero value
// names none.
type named struct{ number, title string }

// namedIn reads the notice that a question names, and gives the question without its name.
func namedIn(folded string) (named, string) {
	var n named
	if number := quotedNumber.FindString(folded); number != "" {
		n.number = brackets.Replace(strings.TrimSuffix(strings.TrimSuffix(number, "文件"), "文"))
		folded = strings.Replace(folded, number, "", 1)
	}
	if g := quotedTitle.FindStringSubmatch(folded); g != nil {
		n.title = g[1]
		folded = strings.Replace(folded, g[0], "", 1)
	}
	return n, folded
}

// is reports that the notice is the one named. A question may leave out the organ's word: 〔2023〕65号.
func (m named) is(n retrieval.Notice) bool {
	if m.number != "" {
		number := brackets.Replace(searchable(n.Number))
		return number != "" && (strings.HasSuffix(m.number, number) || strings.HasSuffix(number, strings.ToLower(m.number)))
	}
	return m.title == "" || strings.Contains(searchable(n.Title), strings.ToLower(m.title))
}

// only keeps the hits of the named notice; all when none is named or none is of it.
func (m named) only(hits []retrieval.Hit) []retrieval.Hit {
	if m == (named{}) {
		return hits
	}
	var kept []retrieval.Hit
	for _, h := range hits {
		if m.is(h.Notice) {
			kept = append(kept, h)
		}
	}
	if len(kept) == 0 && m.number == "" {
		return hits // a title in a question is often not exact, and may be a law that the notices cite
	}
	return kept
}
