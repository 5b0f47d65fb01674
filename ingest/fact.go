package ingest

import (
	"regexp"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Facts lists the rules of a notice that turn on a figure, in order: one row for each amount, number, day or limit that
// its passages lay down. Figures that only tell are none: what was reached so far, when the notice was issued, since
// when it applies.
func Facts(n retrieval.Notice, passages []retrieval.Passage) []retrieval.Fact {
	var all []retrieval.Fact
	title := fold(n.Title)
	for _, p := range passages {
		if p.Columns != nil {
			all = append(all, rowFacts(p)...)
			continue
		}
		for _, span := range zh.Sentences(p.Text) {
			if s := newStatement(n, p, span); s.isRule() && s.text != title {
				all = append(all, s.facts()...)
			}
		}
	}
	return all
}

// A statement is one sentence of a notice as facts are read from it. Offsets are in the normal form.
type statement struct {
	text    string
	heads   string // the headings over it, in the normal form
	figures []figures.Figure
	norm    *zh.Text
	quote   string // as published
	begin   int    // behind its list mark
	seq     int
	money   retrieval.FactKind // what its amounts are by the words of all of it, else of its headings
}

// listMarks stand before a sentence and are no part of it.
var listMarks = regexp.MustCompile(`^(?:第[一二三四五六七八九十百零]+条|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、])\s*`)

func newStatement(n retrieval.Notice, p retrieval.Passage, span zh.Span) statement {
	quote := strings.TrimSpace(p.Text[span.Start:span.End])
	norm := zh.Normalize(quote)
	s := statement{text: norm.Norm, figures: figures.Find(norm.Norm), norm: norm, quote: quote, seq: p.Seq}
	s.begin = len(listMarks.FindString(s.text))
	if len(s.figures) == 0 {
		return s
	}
	at := p.Start + span.Start
	for _, h := range n.Outline {
		if h.Start > at {
			break
		}
		if h.End <= at {
			continue
		}
		title := fold(h.Title)
		isSentence := strings.ContainsAny(title, segmentEnds) || strings.Contains(title, "。")
		if title != "" && !isSentence && !strings.Contains(s.text, title) {
			s.heads += title + "\n"
		}
	}
	if s.money = moneyWords(s.text); s.money == "" {
		s.money = moneyWords(s.heads)
	}
	return s
}

// isRule reports a sentence that lays something down: not a line of the notice's head or foot, nor an account of what is.
func (s statement) isRule() bool {
	return len(s.figures) > 0 && !dateOnly(s.text) && !headOrFoot.MatchString(s.text) &&
		!telling.MatchString(s.text) && !tellingHead.MatchString(s.heads) && !isLabel(s.quote)
}

// facts are the rules of the sentence.
func (s statement) facts() []retrieval.Fact {
	var all []retrieval.Fact
	for i := 0; i < len(s.figures); i++ {
		kind := s.kind(i)
		if kind == "" || s.isFormer(i) || s.isNamed(i) {
			continue
		}
		all = append(all, s.fact(i, kind))
		if s.spansHours(i) {
			i += 3
		}
	}
	return all
}

// fact is the rule that figure i states.
func (s statement) fact(i int, kind retrieval.FactKind) retrieval.Fact {
	f := s.figures[i]
	fact := retrieval.Fact{
		Seq: s.seq, Kind: kind, Who: s.who(i, kind), Condition: s.condition(i), Quote: s.quote,
		Figure: f.String(), Words: s.words(f.Start, f.End), Low: f.Low, High: f.High, Unit: f.Unit, Per: f.Per,
	}
	switch {
	case s.spansHours(i):
		last := s.figures[i+2]
		fact.Figure = f.String() + s.figures[i+1].String() + "至" + last.String() + s.figures[i+3].String()
		fact.Words, fact.Period = s.words(f.Start, s.figures[i+3].End), retrieval.Period{From: firstDay(f.From), Until: lastDay(last.To)}
	case f.Kind == figures.Date:
		fact.Period = period(f)
	case kind == retrieval.Target:
		fact.Period = s.horizon(i)
	}
	if f.Kind == figures.Date {
		fact.Low, fact.High, fact.Unit = 0, 0, ""
	}
	return fact
}

// words is a part of the sentence as published.
func (s statement) words(start, end int) string {
	a, b := s.norm.Original(start, end)
	return s.quote[a:b]
}

// spansHours reports that figure i begins a period from hour to hour: 5月20日8时至5月26日18时.
func (s statement) spansHours(i int) bool {
	if i+3 >= len(s.figures) || s.figures[i+1].End >= s.figures[i+2].Start {
		return false
	}
	for k, kind := range []figures.Kind{figures.Date, figures.Clock, figures.Date, figures.Clock} {
		if s.figures[i+k].Kind != kind {
			return false
		}
	}
	return strings.Contains("至到—-~", s.text[s.figures[i+1].End:s.figures[i+2].Start])
}

// former is what follows a value that no longer holds: 由满1年缩短为满3个月.
var former = regexp.MustCompile(`^"?(?:统一)?(?:提高|缩短|调整|修改|降低|下调|上调|增加|降|减)(?:到|为|至)`)

// isFormer reports that figure i is what was before.
func (s statement) isFormer(i int) bool {
	start, _ := s.segment(i)
	return former.MatchString(s.text[s.figures[i].End:]) && strings.ContainsAny(s.text[start:s.figures[i].Start], "由从自将")
}

// isNamed reports that figure i stands in the title of a document.
func (s statement) isNamed(i int) bool {
	before := s.text[:s.figures[i].Start]
	return strings.LastIndex(before, "《") > strings.LastIndex(before, "》")
}

// segment is the part of the sentence between two commas in which figure i stands.
func (s statement) segment(i int) (start, end int) {
	f := s.figures[i]
	start = strings.LastIndexAny(s.text[:f.Start], segmentEnds) + 1
	end = len(s.text)
	if n := strings.IndexAny(s.text[f.End:], segmentEnds); n >= 0 {
		end = f.End + n
	}
	return start, end
}

// segmentEnds are what parts a sentence, in the normal form. All are ASCII, so that an offset behind one is one byte on.
const segmentEnds = ",;:?!"

// local is the words of the segment around figure i; of one without other words, with the segment before: 结果公布:7月12日.
func (s statement) local(i int) string {
	start, end := s.segment(i)
	for start > 0 && s.weightWithout(start, end) <= 1 {
		start = strings.LastIndexAny(s.text[:start-1], segmentEnds) + 1
	}
	return s.text[start:end]
}

// horizon is the period that a date in the sentence sets for figure i: the nearest before it, else any.
func (s statement) horizon(i int) retrieval.Period {
	var found retrieval.Period
	for k, f := range s.figures {
		if f.Kind != figures.Date || f.From.Year == 0 && f.To.Year == 0 {
			continue
		}
		if k > i && !found.IsZero() {
			break
		}
		found = period(f)
	}
	return found
}

// period is the days of a date; a bound of which the year is not stated is open.
func period(f figures.Figure) retrieval.Period {
	p := retrieval.Period{From: firstDay(f.From), Until: lastDay(f.To)}
	switch f.Bound {
	case figures.AtMost, figures.LessThan, figures.Within:
		p.From = ""
	case figures.AtLeast, figures.MoreThan, figures.Reached:
		p.Until = ""
	}
	return p
}

func firstDay(c figures.Civil) retrieval.Date {
	if c.Year == 0 {
		return ""
	}
	return civil(c.Year, max(c.Month, 1), max(c.Day, 1))
}

func lastDay(c figures.Civil) retrieval.Date {
	if c.Year == 0 {
		return ""
	}
	month := c.Month
	if month == 0 {
		month = 12
	}
	if c.Day > 0 {
		return civil(c.Year, month, c.Day)
	}
	for day := 31; day > 27; day-- {
		if d := civil(c.Year, month, day); d != "" {
			return d
		}
	}
	return ""
}
