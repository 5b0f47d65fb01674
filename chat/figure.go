package chat

import (
	"regexp"
	"slices"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
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
var unitHint = regexp.MustCompile(`(?:多少|几|好多|几多)(?:个)?(名|人|位|学生|老师|教师|孩子|所|节|次|门|项|间|班|套|册|台|学时|课时|学分|学位|篇|件|辆|平方米|公里|年|个月|月|天|小时|分钟|工作日|学期|岁|周岁|分)`)

// hintedUnits are the units of figures for the words of a question.
var hintedUnits = map[string][]string{
	"名": {"人"}, "人": {"人", "人次"}, "位": {"人"}, "学生": {"人"}, "老师": {"人"}, "教师": {"人"}, "孩子": {"人"}, "班": {"班"},
	"学位": {"学位", "人"}, "课时": {"课时", "学时", "节"}, "学时": {"学时", "课时"}, "节": {"节", "课时"},
}

// asked is what a question wants of a figure.
type asked struct {
	want  want
	units []string // units that answer; nil = any
}

// askedOf reads the want of a question in the normal form, and the unit that it counts in.
func askedOf(folded string) asked {
	a := asked{want: wantOf(folded)}
	if a.want != wantCount {
		return a
	}
	if g := unitHint.FindStringSubmatch(folded); g != nil {
		a.units = hintedUnits[g[1]]
		if a.units == nil {
			a.units = []string{g[1]}
		}
	}
	return a
}

// find lists the figures in a text that answer, phone numbers included.
func (a asked) find(text string) []zh.Span {
	if a.want == wantPhone {
		var all []zh.Span
		for _, g := range phone.FindAllStringIndex(text, -1) {
			all = append(all, zh.Span{Start: g[0], End: g[1]})
		}
		return all
	}
	var all []zh.Span
	for _, f := range figures.Find(text) {
		if slices.Contains(answering[a.want], f.Kind) && a.fits(f) {
			all = append(all, zh.Span{Start: f.Start, End: f.End})
		}
	}
	return all
}

func (a asked) fits(f figures.Figure) bool {
	return a.units == nil || f.Kind != figures.Count || slices.Contains(a.units, f.Unit)
}
