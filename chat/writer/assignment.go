package writer

import (
	"cmp"
	"strings"

	"wence/chat/cited"
	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/prompts"
	"wence/retrieval"
)

// An Assignment is what an answer is written on.
type Assignment struct {
	Question string
	History  []prompts.Turn
	Day      retrieval.Date
	Places   []string            // asked about, by name
	Note     string              // what the program knows of the corpus and the question
	Passages []*evidence.Passage // that the model is shown, best first; it cites the first as [1]
	Checker  fidelity.Checker
	Page     *cited.Page // on which the answer is put
	Told     func()      // called after each sentence that was put there
	Judging  func()      // called before the model judges its own sentences
}

// prompt is what the model is asked.
func (a Assignment) prompt(set *prompts.Set) (prompts.Prompt, error) {
	return set.Answer(prompts.Answer{
		Today: a.Day.Chinese(), Question: a.Question, Turns: a.History, Passages: a.shown(), Places: a.Places, Note: a.Note,
		Most: mostAsked,
	})
}

// shown is what the model sees of the passages.
func (a Assignment) shown() []prompts.Passage {
	all := make([]prompts.Passage, len(a.Passages))
	for i, p := range a.Passages {
		n := p.Hit.Notice
		all[i] = prompts.Passage{
			N: i + 1, Place: n.Region.Name, Title: n.DisplayTitle(), Number: n.Number, Date: cmp.Or(n.Published, n.Issued).Chinese(),
			Effective: n.Effective.Chinese(), Validity: validityName[p.Hit.Validity.State], Locator: locatorOf(p.Hit.Passage), Text: p.Hit.Passage.Reading(),
		}
	}
	return all
}

// validityName is how states are called in prompts.
var validityName = map[retrieval.State]string{
	retrieval.InForce: "现行有效", retrieval.Ended: "已届满", retrieval.Repealed: "已废止", retrieval.Replaced: "已被替代",
	retrieval.NotYet: "尚未施行", retrieval.Unknown: "未注明",
}

func locatorOf(p retrieval.Passage) string {
	return strings.TrimSpace(p.Locator + " " + strings.Join(p.Headings, " › "))
}

// local reports that passages of several places are shown, so that a sentence must say whose rule it is.
func (a Assignment) local() bool {
	home := ""
	for _, p := range a.Passages {
		r := p.Hit.Notice.Region
		if len(r.Path) == 0 || r.ID == home {
			continue
		}
		if home != "" {
			return true
		}
		home = r.ID
	}
	return false
}
