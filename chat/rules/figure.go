package rules

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
)

// answering are the kinds of figures that answer a want. A subsidy is often a share of a salary (基本工资的15%), and a
// deadline a rhythm (每年4月), so these count too.
var answering = map[want][]figures.Kind{
	wantAny:      {figures.Money, figures.Share, figures.Points, figures.Ratio, figures.Multiple, figures.Count, figures.Duration, figures.Age, figures.Score, figures.Number},
	wantMoney:    {figures.Money, figures.Share, figures.Points, figures.Multiple},
	wantShare:    {figures.Share, figures.Points, figures.Ratio, figures.Multiple},
	wantCount:    {figures.Count, figures.Number, figures.Every},
	wantDate:     {figures.Date, figures.Clock},
	wantDuration: {figures.Duration, figures.Every, figures.Date},
	wantAge:      {figures.Age},
	wantScore:    {figures.Score},
	wantNumber:   {figures.DocNumber},
}

// phone is a telephone number, which figures are not.
var phone = regexp.MustCompile(`(?:^|\D)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|12345|\d{3,4}-\d{3,4}-\d{3,4})(?:$|\D)`)

// unitHint finds what a question counts: 多少学时, 几所.
var unitHint = regexp.MustCompile(`(?:多少|几|好多|几多)(?:个)?(名|人|位|学生|老师|教师|孩子|所|节|次|门|项|间|班|套|册|台|学时|课时|学分|学位|篇|件|辆|平方米|公里|档|家庭|家长|家|条|种|类|批|轮|级|年|个月|月|天|小时|分钟|工作日|学期|岁|周岁|分)`)

// headcount asks for a number of people without a measure.
var headcount = regexp.MustCompile(`名额|人数`)

// hintedUnits are the units of figures for the words of a question.
var hintedUnits = map[string][]string{
	"名": {"人"}, "人": {"人", "人次"}, "位": {"人"}, "学生": {"人", "人次"}, "老师": {"人"}, "教师": {"人"}, "孩子": {"人"}, "班": {"班"},
	"家庭": {"个", "户", "人"}, "家长": {"人", "名"},
	"学位": {"学位", "人"}, "课时": {"课时", "学时", "节"}, "学时": {"学时", "课时"}, "节": {"节", "课时"},
	"年": {"年", "学年"}, "天": {"日", "工作日"}, "个月": {"月"}, "小时": {"小时", "分钟", "学时"},
}

// asked is what a question wants of a figure.
type asked struct {
	want  want
	units []string         // units that answer; nil = any
	per   string           // the time for which a rate is asked: 月, 年, 学期 …; "" = not said
	least bool             // the lower bound is asked for: 至少, 最低
	most  bool             // the upper bound is asked for: 最多, 最高
	given []figures.Figure // figures that the question itself gives: none of them answers it
	ahead bool             // how long before something: 提前多久
	lasts bool             // how long something lasts, not how often it comes
	often bool             // how often something comes
	clock bool             // the time of day
	cash  bool             // an amount for one time or head
	times bool             // how many times something comes: 一年几次 is answered by 每半年
	year  int              // the year asked about, 0 = not said
	proof *regexp.Regexp   // what a sentence must hold beside the subject; nil = nothing
}

// ratePeriods are the words that ask for a rate, by the unit that figures give.
var ratePeriods = []struct {
	per     string
	pattern *regexp.Regexp
}{
	{"月", regexp.MustCompile(`一?个?月(?:多少|要|收|给|发|补|能|最|得|几)|(?:每|一)个?月|月薪|按月`)},
	{"学期", regexp.MustCompile(`(?:每|一)个?学期|学期(?:多少|要|收|补)`)},
	{"年", regexp.MustCompile(`(?:每|一)(?:学?年)|年薪|按年|学?年(?:多少|补)`)},
	{"课时", regexp.MustCompile(`(?:每|一)(?:节课?|课时|堂课?)`)},
	{"日", regexp.MustCompile(`(?:每|一)(?:天|日)`)},
	{"小时", regexp.MustCompile(`(?:每|一)个?小时`)},
}

var (
	asksLeast = regexp.MustCompile(`至少|最少|最低|起码|不低于|不少于`)
	// asksLasting asks how long, and not how often: 能住几年.
	asksLasting = regexp.MustCompile(`(?:住|干|教|待|呆|等|读|签|用|满|服务|工作|任教|有效|持续|保留)(?:够|满|上)?(?:几|多少|多久|多长)`)
	// asksOften asks how often: 多久培训一次.
	asksOften = regexp.MustCompile(`(?:多久|好久|多长时间|几年|几个?月|几周|几天|几个?学期)[^,。?]{0,8}(?:一次|一回|一届|一轮|一遍)|频率|频次`)
	asksTimes = regexp.MustCompile(`(?:几|多少|好多)(?:次|回|届|场|轮|遍)`)
	asksClock = regexp.MustCompile(`几点|几时几分|什么钟点`)
	asksMost  = regexp.MustCompile(`最多|最高|顶多|上限|不超过|封顶|最大`)
)

// askedOf reads the want of a question in the normal form, the unit that it counts in and the rate and bound it is
// after.
func askedOf(folded string) asked {
	a := asked{
		want: wantOf(folded), given: amounts(folded), year: yearAsked(folded), proof: proofOf(folded),
		least: asksLeast.MatchString(folded), most: asksMost.MatchString(folded), ahead: strings.Contains(folded, "提前"),
		lasts: asksLasting.MatchString(folded), often: asksOften.MatchString(folded), times: asksTimes.MatchString(folded),
		clock: asksClock.MatchString(folded), cash: asksCash.MatchString(folded),
	}
	for _, r := range ratePeriods {
		if r.pattern.MatchString(folded) {
			a.per = r.per
			break
		}
	}
	if a.want != wantCount && a.want != wantDuration {
		return a
	}
	if headcount.MatchString(folded) {
		a.units = hintedUnits["名"]
	}
	if g := unitHint.FindStringSubmatch(folded); g != nil {
		a.units = hintedUnits[g[1]]
		if a.units == nil {
			a.units = []string{g[1]}
		}
	}
	return a
}

// amounts are the amounts, shares and counts in a question. Times are left out: 一年 says for how long, not how much.
func amounts(folded string) []figures.Figure {
	return slices.DeleteFunc(figures.Find(folded), func(f figures.Figure) bool {
		return f.Kind != figures.Money && f.Kind != figures.Share && (f.Kind != figures.Count || f.Low < 2)
	})
}

// find lists the figures in a text that answer, phone numbers included.
func (a asked) find(text string) []figures.Figure {
	var all []figures.Figure
	if a.want == wantPhone {
		for _, g := range phone.FindAllStringIndex(text, -1) {
			all = append(all, figures.Figure{Start: g[0], End: g[1], Text: text[g[0]:g[1]]})
		}
		return all
	}
	if a.want == wantDate && !a.clock {
		for _, g := range namedTime.FindAllStringIndex(text, -1) {
			all = append(all, figures.Figure{Kind: figures.Date, Start: g[0], End: g[1], Text: text[g[0]:g[1]]})
		}
	}
	for _, f := range figures.Find(text) {
		if a.takes(f) && (a.want != wantMoney || f.Kind == figures.Money || isOfMoney(text, f)) && (a.ahead || !isAhead(text, f)) {
			all = append(all, f)
		}
	}
	return all
}

// asksCash asks for an amount for one time or head, to which a share is no answer: 一节课多少钱.
var asksCash = regexp.MustCompile(`(?:一节课?|一课时|一次|一天|每天|每次|每节课?|人均|一人|每人)[^,。?]{0,6}(?:多少|好多|几多|几)(?:钱|元|块)`)

// isAhead reports how long before something a thing is done, which is not how long it lasts: 提前一年招聘.
func isAhead(text string, f figures.Figure) bool {
	return f.Kind == figures.Duration && strings.HasSuffix(strings.TrimSpace(text[:f.Start]), "提前")
}

// namedTime is a time of the school year without a number of its own.
var namedTime = regexp.MustCompile(`第[一二三四五六]周|开学|開學|寒假|暑假|月底|月初|学期末|学期初|學期末|學期初|教师节|教師節`)

// moneyWords stand beside a share that is one of money: 基本工资的15%.
var moneyWords = regexp.MustCompile(`工资|薪|津贴|补贴|补助|标准|收入|总额|费|价|成本|资金|减|折|元`)

// moneyReach is how far around a share, in bytes, such a word may stand.
const moneyReach = 60

// isOfMoney reports a share, or a multiple, of an amount of money.
func isOfMoney(text string, f figures.Figure) bool {
	around := strings.ToValidUTF8(text[max(0, f.Start-moneyReach):min(len(text), f.End+moneyReach/2)], "")
	return moneyWords.MatchString(searchable(around))
}

// findInRow lists the figures in a table row that answer, by their place in its reading. A bare number has the unit of
// its label: 120 under 元/生/月.
func (a asked) findInRow(p retrieval.Passage) []figures.Figure {
	if a.want == wantPhone {
		return a.find(p.Reading())
	}
	var all []figures.Figure
	reading, from := p.Reading(), 0
	for i, cell := range p.Cells() {
		at := strings.Index(reading[from:], cell)
		if cell == "" || at < 0 || i >= len(p.Columns) {
			continue
		}
		from += at
		for _, f := range figures.FindCell(cell, p.Columns[i]) {
			if a.takes(f) {
				f.Start, f.End = from+f.Start, from+f.End
				all = append(all, f)
			}
		}
	}
	return all
}

// takes reports a figure of the wanted kind in the unit asked for.
func (a asked) takes(f figures.Figure) bool {
	return slices.Contains(answering[a.want], f.Kind) && a.fits(f) && a.fitsTime(f) &&
		!slices.ContainsFunc(a.given, func(g figures.Figure) bool { return g.Equal(f) })
}

// fitsTime reports a figure of the kind of time asked for: how long, how often, at what time of the day.
func (a asked) fitsTime(f figures.Figure) bool {
	switch {
	case a.want == wantCount && f.Kind == figures.Every:
		return a.times
	case a.want == wantDuration && a.often:
		return f.Kind == figures.Every
	case a.want == wantDuration && a.lasts:
		return f.Kind != figures.Every
	case a.want == wantMoney && a.cash:
		return f.Kind == figures.Money
	case a.want == wantDate && a.clock:
		return f.Kind == figures.Clock
	}
	return true
}

// fits reports a figure in the unit asked for. Durations in years answer in months and the other way round.
func (a asked) fits(f figures.Figure) bool {
	switch {
	case a.units == nil:
		return true
	case f.Kind == figures.Count:
		return slices.Contains(a.units, f.Unit)
	case f.Kind == figures.Duration:
		// years and months answer for one another, and so do hours and minutes
		return slices.Contains(a.units, f.Unit) || f.Unit == "月" && (a.units[0] == "年" || a.units[0] == "月")
	}
	return true
}

// rate says how a figure's rate fits the one asked for: 1 the same, -1 another, 0 where either says nothing.
func (a asked) rate(f figures.Figure) float64 {
	said := f.Per + "/" + f.Scope
	switch {
	case a.per == "" || said == "/":
		return 0
	case strings.Contains(said, a.per) || a.per == "年" && strings.Contains(said, "学年"):
		return 1
	}
	for _, r := range ratePeriods {
		if strings.Contains(said, r.per) {
			return -1
		}
	}
	return 0
}

// bound says how a figure's bound fits the one asked for: 1 the same direction, -1 the other, 0 where either says
// nothing.
func (a asked) bound(f figures.Figure) float64 {
	if a.least == a.most {
		return 0
	}
	switch f.Bound {
	case figures.AtLeast, figures.MoreThan, figures.Reached:
		return sign(a.least)
	case figures.AtMost, figures.LessThan, figures.Within:
		return sign(a.most)
	}
	return 0
}

func sign(yes bool) float64 {
	if yes {
		return 1
	}
	return -1
}
