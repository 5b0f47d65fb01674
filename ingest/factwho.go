package ingest

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
)

var (
	// idleBefore and idleAfter are words at the ends of a label that say nothing of its subject.
	idleBefore = regexp.MustCompile(`^(?:每年|每学期|每学年|每月|每两年|每人次|每人|其中|同时|另外|以及|并|和|与|及|或者?|、|的|各|一律|原则上|对于?|将|把|按照?|从|在|于|力争|确保|争取|努力)`)
	idleAfter  = regexp.MustCompile(`(?:标准)?(?:分别|为|是|达到|达|按照?|均|应当|应|须|可以?|共|不|最高|最低|一般|至少|最多|保持在|提高到|提高|控制在|给予|不得|并|的|各|约|每生|每人|每年|每月|每|每学期|一次性|不低于|不少于|不超过|从|自|由|于|在|:|\()$`)
	// noun is what may stand behind a figure and belong to it: 万元住房补贴, 名教师.
	noun    = regexp.MustCompile(`^(?:的|发放|给予|核发)?([\p{Han}"]{2,20})`)
	notNoun = regexp.MustCompile(`^的?(?:以|及|用于|完成|由|执行|计收|确定|核定|计算|拨付|方可|后|内|前|的?标准(?:$|为|执行|给予|发放|核定)|收|减|且|在|从|为|和|与|等|至|起|不|未|应|须|可|则|安排|领取|补助$|奖励$|按)`)
	// verbal labels say what is done and leave to the words before who does it.
	verbal  = regexp.MustCompile(`^(?:给予|提供|享受|参加|累计|须|应当|可|不得|发放|奖励|另增|经查实|由|且|服务期|管理期|期限|一次性|最高限价|收费|比例|连续|退还|减免|免收|提高|缩短|取消|在|按照|优先|覆盖|惠及|处|其|全额|租金|分[两三])`)
	ifWords = regexp.MustCompile(`(?:的|者)$|^(?:对|凡|如|若|符合|具有|具备)`)
	hanOnly = regexp.MustCompile(`\p{Han}`)
)

// Bounds of a subject, in characters.
const (
	longestWho  = 48 // longer ones lose their beginning
	thinnestWho = 3  // shorter ones are put behind what the sentence is about: 国家助学金分两档:一档
)

// who is what figure i is said of: the words before it in its segment with the noun behind it; of a day what is to be
// done by it. Words that name nobody are put behind those that the sentence began with.
func (s statement) who(i int, kind retrieval.FactKind) string {
	f := s.figures[i]
	words := s.label(i) + s.nounAfter(i)
	switch {
	case f.Kind == figures.Date && kind == retrieval.Target:
		words = s.goal(i)
	case kind == retrieval.Deadline:
		words = trimmed(s.label(i) + s.rest(i))
	}
	switch {
	case weight(words) < thinnestWho, f.Kind == figures.Money && !giving.MatchString(words) && !charging.MatchString(words):
		if topic := s.topic(i); topic != "" {
			words = strings.TrimSuffix(topic+":"+words, ":")
		}
	case verbal.MatchString(words) && s.condition(i) == "":
		if before := s.segmentBefore(i); before != "" {
			words = before + "," + words
		}
	}
	return shortened(words)
}

// label is the words before figure i in its segment, after the figure of its kind before it. Of several figures beside
// each other (2节和4节) all have the first one's.
func (s statement) label(i int) string {
	f := s.figures[i]
	start, _ := s.segment(i)
	end := f.Start
	for k := i - 1; k >= 0 && s.figures[k].End > start; k-- {
		g := s.figures[k]
		if s.isFormer(k) {
			end = strings.LastIndexAny(s.text[:g.Start], "由从自将")
		}
		if g.Kind != f.Kind || s.isFormer(k) {
			continue
		}
		if strings.Trim(s.text[g.End:f.Start], "、和及与或") == "" {
			return s.label(k)
		}
		start = g.End + len(s.nounAfter(k))
		break
	}
	return trimmed(s.without(start, end))
}

// rest is the words behind figure i in its segment, but for days and a remark in brackets; the next segment's where
// figure i ends its own: 验收合格后三个月内,移交园舍.
func (s statement) rest(i int) string {
	_, end := s.segment(i)
	if s.spansHours(i) {
		i += 3
	}
	if s.figures[i].Kind == figures.Duration && end < len(s.text) && s.text[end] == ',' && weight(s.text[s.figures[i].End:end]) == 0 {
		next, _, _ := strings.Cut(s.text[end+1:], ",")
		return trimmed(next)
	}
	words := strings.TrimLeft(s.without(s.figures[i].End, end), " 、和及")
	return trimmed(bracketBefore.ReplaceAllString(words, ""))
}

// bracketBefore is a remark on the figure: (节假日顺延).
var bracketBefore = regexp.MustCompile(`^\([^()]*\)`)

// goal is what is to be reached by the day that is figure i: the rest of its segment, or the next.
func (s statement) goal(i int) string {
	rest := s.text[s.figures[i].End:]
	for part := range strings.FieldsFuncSeq(rest, func(r rune) bool { return strings.ContainsRune(segmentEnds+"。", r) }) {
		if words := trimmed(part); weight(words) >= thinnestWho {
			return words
		}
	}
	return s.label(i)
}

// topic is what figure i is about by the words before its segment: of an amount the segment that says what is given or
// charged, else the nearest that has no figure of the kind. Where there is none, it is the heading over amounts and
// scores, which stand in lists, and the segment before for the others.
func (s statement) topic(i int) string {
	kind := s.figures[i].Kind
	apart, nearest := "", ""
	start, _ := s.segment(i)
	for start > s.begin {
		from := s.segmentStart(start - 1)
		words := trimmed(s.without(from, start-1))
		switch {
		case s.weightWithout(from, start) < 2:
		case s.hasKind(kind, from, start):
			nearest = cmp.Or(nearest, words)
		case kind == figures.Money && (giving.MatchString(words) || charging.MatchString(words)):
			return words
		default:
			apart = cmp.Or(apart, words)
		}
		start = from
	}
	lines := strings.Split(strings.TrimSpace(s.heads), "\n")
	head := lines[len(lines)-1]
	if kind == figures.Money || kind == figures.Share || kind == figures.Score {
		return cmp.Or(apart, head, nearest)
	}
	return cmp.Or(apart, nearest, head)
}

// segmentStart is where the segment of the text at end begins.
func (s statement) segmentStart(end int) int {
	return max(strings.LastIndexAny(s.text[:end], segmentEnds)+1, s.begin)
}

func (s statement) hasKind(kind figures.Kind, start, end int) bool {
	for _, f := range s.figures {
		if f.Kind == kind && f.Start >= start && f.End <= end {
			return true
		}
	}
	return false
}

// weightWithout is the weight of a part of the sentence without any figures.
func (s statement) weightWithout(start, end int) int {
	n := weight(s.text[start:end])
	for _, f := range s.figures {
		if f.Start >= start && f.End <= end {
			n -= weight(s.text[f.Start:f.End])
		}
	}
	return n
}

// segmentBefore is the words of the segment before that of figure i.
func (s statement) segmentBefore(i int) string {
	start, _ := s.segment(i)
	if start <= s.begin {
		return ""
	}
	return trimmed(s.without(s.segmentStart(start-1), start-1))
}

// without is a part of the sentence without the days and rhythms in it, which are no subject, and its list mark.
func (s statement) without(start, end int) string {
	start = max(start, s.begin)
	var b strings.Builder
	at := start
	for _, f := range s.figures {
		if f.Start < start || f.End > end || f.Kind != figures.Every && f.Kind != figures.Date && f.Kind != figures.Clock {
			continue
		}
		b.WriteString(ofDay.ReplaceAllString(s.text[at:f.Start], ""))
		at = f.End
	}
	b.WriteString(s.text[at:max(at, end)])
	return b.String()
}

// ofDay joins a day to what is done on it: 于6月30日前.
var ofDay = regexp.MustCompile(`(?:于|自|从|在)$`)

// nounAfter is the noun that follows figure i in its segment.
func (s statement) nounAfter(i int) string {
	_, end := s.segment(i)
	if i+1 < len(s.figures) {
		end = min(end, s.figures[i+1].Start)
	}
	rest := s.text[s.figures[i].End:max(end, s.figures[i].End)]
	if notNoun.MatchString(rest) {
		return ""
	}
	if g := noun.FindStringSubmatch(rest); g != nil {
		return g[1]
	}
	return ""
}

// condition is what must hold: the segments before that of figure i that say so, as published.
func (s statement) condition(i int) string {
	start, _ := s.segment(i)
	var all []string
	for start > s.begin {
		from := s.segmentStart(start - 1)
		if ifWords.MatchString(strings.TrimSpace(s.text[from : start-1])) {
			a, b := s.norm.Original(from, start-1)
			all = append([]string{strings.TrimSpace(s.quote[a:b])}, all...)
		}
		start = from
	}
	return strings.Join(all, ",")
}

// trimmed is a label without the words at its ends that say nothing.
func trimmed(label string) string {
	for {
		label = strings.TrimSuffix(strings.Trim(label, " 、。)"), "(")
		if open := strings.LastIndex(label, "("); open >= 0 && !strings.Contains(label[open:], ")") {
			label += ")"
			if open == 0 {
				label = strings.Trim(label, "()")
			}
		}
		shorter := idleAfter.ReplaceAllString(idleBefore.ReplaceAllString(label, ""), "")
		if shorter == label {
			return label
		}
		label = shorter
	}
}

// weight counts the Chinese characters of a text.
func weight(text string) int { return len(hanOnly.FindAllString(text, -1)) }

func shortened(text string) string {
	for utf8.RuneCountInString(text) > longestWho {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	return text
}
