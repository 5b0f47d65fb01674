package retrieval

import (
	"regexp"
	"strings"

	"wence/retrieval/zh"
)

// names are the names of a query as they are looked for in notices.
type names struct {
	written []string
	forms   []*regexp.Regexp // of each, in the normal form
}

func namesOf(q Query) names {
	n := names{written: q.Names}
	for _, name := range q.Names {
		n.forms = append(n.forms, formOf(name))
	}
	return n
}

// formOf finds a name in texts in the normal form.
func formOf(name string) *regexp.Regexp {
	var form strings.Builder
	for i, r := range zh.Fold(name) {
		if i > 0 {
			form.WriteString(between)
		}
		form.WriteString(regexp.QuoteMeta(string(r)))
	}
	return regexp.MustCompile(form.String())
}

// BearsName reports that a text in the normal form bears a name as people say it.
func BearsName(text, name string) bool { return formOf(name).MatchString(text) }

// between is what people leave out of a name: 宜春十中 is 宜春市第十中学, and not 宜春中学.
const between = `[省市县区第 ]{0,2}`

// borneBy are those of the names that a passage bears, in its text, over it, or in its notice's title or issuer.
func (n names) borneBy(c Candidate) []string {
	if len(n.forms) == 0 {
		return nil
	}
	text := zh.Fold(strings.Join(append(IndexFields(c.Notice, c.Passage), c.Notice.Issuer), "\n"))
	var all []string
	for i, form := range n.forms {
		if form.MatchString(text) {
			all = append(all, n.written[i])
		}
	}
	return all
}
