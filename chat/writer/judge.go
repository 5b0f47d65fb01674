package writer

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/prompts"
)

// A pending sentence has passed as far as figures, names and titles tell, and waits for what the judge says of it, or of
// one before it.
type pending struct {
	draft.Sentence
	cut    draft.Cut
	doubts []fidelity.Fault // that rules have of it
}

// isJudged reports a sentence that the model is asked about.
func (r *reply) isJudged(p pending) bool { return r.opt.Judge == All || len(p.doubts) > 0 }

// settle says the sentences that wait, in order: each as the judge finds or, where it finds nothing, as the rules do. A
// model that failed while it wrote is not asked to judge.
func (r *reply) settle(err error) {
	waiting := r.waiting
	if r.waiting = nil; len(waiting) == 0 {
		return
	}
	var refused map[int]bool
	if err == nil {
		refused, err = r.judge(waiting)
	}
	if err != nil {
		r.opt.Log.WarnContext(r.ctx, "sentences not judged", "model", r.Name(), "error", err)
	}
	for i, p := range waiting {
		borne := len(p.doubts) == 0
		if err == nil && r.isJudged(p) {
			borne = !refused[i+1]
		}
		r.say(p, borne)
	}
}

// judge asks the model which of its sentences their passages do not bear: their numbers, from 1.
func (r *reply) judge(waiting []pending) (refused map[int]bool, err error) {
	if r.Judging != nil {
		r.Judging()
	}
	began := time.Now()
	defer func() { r.judged = time.Since(began) }()
	prompt, err := r.opt.Prompts.Check(prompts.Check{Today: r.Day.Chinese(), Question: r.Question, Claims: r.claims(waiting)})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(r.ctx, r.opt.Verdict)
	defer cancel()
	var text strings.Builder
	usage, err := r.opt.Model.Write(ctx, prompt, func(piece string) bool {
		text.WriteString(piece)
		return text.Len() <= longestVerdict
	})
	r.usage.Add(usage)
	if err != nil {
		return nil, err
	}
	return refusals(draft.WithoutThoughts(text.String()), len(waiting))
}

// claims are the sentences as the judge is shown them, each with what rules doubt of it and the passages that it cites.
func (r *reply) claims(waiting []pending) []prompts.Claim {
	shown := r.shown()
	var all []prompts.Claim
	for i, p := range waiting {
		if !r.isJudged(p) {
			continue
		}
		claim := prompts.Claim{N: i + 1, Sentence: p.Text}
		for _, f := range p.doubts {
			claim.Doubts = append(claim.Doubts, f.String())
		}
		for _, h := range p.Cites {
			claim.Passages = append(claim.Passages, shown[h-1])
		}
		all = append(all, claim)
	}
	return all
}

// doubts are what rules find that a rewording may have changed in a sentence.
func (r *reply) doubts(s draft.Sentence) []fidelity.Fault {
	var sources []*fidelity.Source
	for _, h := range s.Cites {
		sources = append(sources, r.Passages[h-1].Source)
	}
	return r.Checker.Doubts(s.Text, sources)
}

// errUnclear is a verdict that names no sentence and does not say that all are borne.
var errUnclear = errors.New("the verdict is unclear")

// longestVerdict is how many bytes of a verdict are read, thoughts included.
const longestVerdict = 16 << 10

// refusals are the numbers that a verdict names at the beginnings of its lines, those up to count.
func refusals(verdict string, count int) (map[int]bool, error) {
	if len(verdict) > longestVerdict {
		return nil, fmt.Errorf("%w: %d bytes", errUnclear, len(verdict))
	}
	refused, clear := map[int]bool{}, strings.Contains(verdict, prompts.Borne)
	for line := range strings.Lines(verdict) {
		if strings.Contains(line, prompts.Borne) {
			continue
		}
		for _, n := range leadingNumbers(line) {
			if n >= 1 && n <= count {
				refused[n], clear = true, true
			}
		}
	}
	if !clear {
		return nil, errUnclear
	}
	return refused, nil
}

// leadingNumbers are the numbers that a line begins with: 2 in "2 资料没有写", "第2句:…" and "[2] …", both of "1、3 …".
// One that goes on as a word counts something: 3年以上.
func leadingNumbers(line string) []int {
	var all []int
	for {
		line = strings.TrimLeft(line, " \t\u3000-*#•·[【(（第句子编号:：、,，和")
		digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
		n, err := strconv.Atoi(line[:digits])
		if err != nil {
			return all
		}
		line = line[digits:]
		after, _ := utf8.DecodeRuneInString(line)
		if line != "" && !strings.ContainsRune("句号", after) && !unicode.IsSpace(after) && !unicode.IsPunct(after) {
			return all
		}
		all = append(all, n)
		if !strings.ContainsRune("、,，和", after) {
			return all
		}
	}
}
