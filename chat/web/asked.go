package web

import (
	"context"
	"html/template"
	"slices"
	"time"

	"wence/chat"
	"wence/chat/web/chart"
	"wence/retrieval"
)

// AskedQuestions reads what people asked; a retrieval.Store does.
type AskedQuestions interface {
	Asked(ctx context.Context, q retrieval.AskedQuery) ([]retrieval.Asked, error)
	AskedDays(ctx context.Context, since, until time.Time) ([]retrieval.AskedCount, error)
}

// A picture is drawn twice, for wide windows and narrow ones: labels keep their size.
type picture struct{ Wide, Narrow template.HTML }

// An askedStatus is a status of answers as the console names it.
type askedStatus struct{ Status, Word string }

// askedStatuses are all statuses, the best first.
var askedStatuses = []askedStatus{{"answered", "已回答"}, {"partial", "部分回答"}, {"clarify", "请对方补充"}, {"declined", "未找到依据"}, {"blocked", "已拦下"}}

// askedWord says a status in a word; an answer of which only its rating is known has none.
func askedWord(status string) string {
	for _, s := range askedStatuses {
		if s.Status == status {
			return s.Word
		}
	}
	return "未记录"
}

// A week sums up seven days.
type week struct{ Asked, Answered, Up, Down int }

// Rate is the share of questions that were answered, whole or in part, in percent.
func (w week) Rate() int {
	if w.Asked == 0 {
		return 0
	}
	return (100*w.Answered + w.Asked/2) / w.Asked
}

// A dayCount is the questions of a day by status.
type dayCount struct {
	Day   retrieval.Date
	Total int
	Of    map[string]int
}

// countDays fills what the page counts and draws.
func (s *server) countDays(ctx context.Context, page *overviewPage) error {
	first := s.midnight(plottedDays - 1)
	counts, err := s.Asked.AskedDays(ctx, first, s.midnight(-1))
	if err != nil {
		return err
	}
	days := make([]dayCount, plottedDays)
	for i := range days {
		days[i] = dayCount{Day: retrieval.DateOf(first.AddDate(0, 0, i)), Of: map[string]int{}}
	}
	for _, n := range counts {
		i := slices.IndexFunc(days, func(d dayCount) bool { return d.Day == n.Day })
		if i < 0 {
			continue
		}
		if n.Status == "" { // only the ratings of these questions are known
			n.Asked = 0
		}
		days[i].Total += n.Asked
		days[i].Of[n.Status] += n.Asked
		page.Any = true
		switch {
		case i >= plottedDays-weekDays:
			page.Week.add(n)
		case i >= plottedDays-2*weekDays:
			page.Before.add(n)
		}
	}
	if page.Lines, page.Bars, err = draw(first, days); err != nil {
		return err
	}
	slices.Reverse(days)
	page.Days = days
	return nil
}

func (w *week) add(n retrieval.AskedCount) {
	w.Asked, w.Up, w.Down = w.Asked+n.Asked, w.Up+n.Up, w.Down+n.Down
	if n.Status == string(chat.Answered) || n.Status == string(chat.Partial) {
		w.Answered += n.Asked
	}
}

// Sizes of pictures in CSS pixels.
var (
	wide   = chart.Size{Width: 560, Height: 210}
	narrow = chart.Size{Width: 280, Height: 190}
)

// draw makes the two pictures: questions a day, and what became of them.
func draw(first time.Time, days []dayCount) (lines, bars picture, err error) {
	all := chart.Series{Class: "asked"}
	for _, d := range days {
		all.Counts = append(all.Counts, d.Total)
	}
	asked, became := chart.Days{First: first, Series: []chart.Series{all}}, chart.Days{First: first}
	for _, status := range askedStatuses {
		layer := chart.Series{Class: status.Status}
		for _, d := range days {
			layer.Counts = append(layer.Counts, d.Of[status.Status])
		}
		became.Series = append(became.Series, layer)
	}
	for _, p := range []struct {
		to   *template.HTML
		draw func(chart.Size) (template.HTML, error)
		size chart.Size
	}{{&lines.Wide, asked.Lines, wide}, {&lines.Narrow, asked.Lines, narrow}, {&bars.Wide, became.Bars, wide}, {&bars.Narrow, became.Bars, narrow}} {
		if *p.to, err = p.draw(p.size); err != nil {
			return lines, bars, err
		}
	}
	return lines, bars, nil
}
