package retrieval

import (
	"strings"

	"wence/retrieval/zh"
)

// A Fact is one rule of a notice that turns on a figure: who gets, does or counts how much, of what, by when.
type Fact struct {
	Notice    *Notice `json:",omitempty"` // whose rule it is, without its text; nil but in a listing of the store, whose facts share it
	Seq       int     // number of the passage that states it
	Kind      FactKind
	Who       string // whom or what the figure is said of: 班主任津贴, 评选名师
	Figure    string // the value in canonical form: 450元/人/月, 不少于20节, 2026年3月16日至2026年3月25日
	Words     string // the value as published
	Low, High float64
	Unit      string // of Low and High; "" for dates
	Per       string // the rate, its parts joined by "/": 人/月
	Condition string // what must hold for the rule to apply, as published; "" when the sentence states none
	Period    Period // the days that the rule names: of a deadline its dates, of a target the day to reach it by
	Quote     string // the sentence, or for a table row the row in words
}

// A FactKind sorts facts by what they are asked for.
type FactKind string

// The kinds of facts.
const (
	Subsidy     FactKind = "subsidy"     // money that somebody gets, or is spared
	Quota       FactKind = "quota"       // how many are chosen, hired, admitted
	Deadline    FactKind = "deadline"    // by when, or between which days, something is done
	Requirement FactKind = "requirement" // how much is needed, or allowed at most; fees too
	Target      FactKind = "target"      // what is to be reached
)

// FactKinds are all kinds, in the order to show them.
func FactKinds() []FactKind { return []FactKind{Subsidy, Quota, Deadline, Requirement, Target} }

// A FactQuery asks for facts. Its zero value asks for all.
type FactQuery struct {
	NoticeID string   // of one notice; "" = all
	Kind     FactKind // "" = all
	Regions  []string // IDs of regions whose notices may answer; nil = all
	Text     string   // words that stand in who, condition, sentence, figure or title, compared in the normal form; "" = all
	AsOf     Date     // only rules of notices that are not known to be out of force on the day; "" = all
	Limit    int      // most facts; 0 = 50
	Cursor   string   // where the last listing stopped; "" starts
}

// Terms are the words of the query's text in the form in which stores compare them with Fact.Searched: all must stand
// in it.
func (q FactQuery) Terms() []string {
	terms := strings.Fields(q.Text)
	for i, t := range terms {
		terms[i] = strings.ToLower(zh.Fold(t))
	}
	return terms
}

// Searched is the text of a fact, in a notice of the given title, in which the words of a query are sought.
func (f Fact) Searched(title string) string {
	var b strings.Builder
	for _, part := range []string{f.Who, f.Condition, f.Quote, f.Figure, title} {
		b.WriteString(strings.ToLower(zh.Fold(part)) + "\n")
	}
	return b.String()
}

// Applies reports that nothing is known against the fact's notice being in force on the day.
func (f Fact) Applies(day Date) bool { return f.Notice.ValidityAt(day).Current() }
