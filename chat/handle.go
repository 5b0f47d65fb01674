package chat

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/fidelity"
	"wence/prompts"
	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// A settled part is one question within a question, with what was found and decided on it.
type settled struct {
	understanding
	decision
	hits []retrieval.Hit
}

// isForModel reports a part that a model may word: it is answered, and not in words of the program's own, as what it
// says of a notice's validity is.
func (p settled) isForModel() bool {
	return p.status == Answered && !slices.ContainsFunc(p.chosen, func(c candidate) bool { return c.say != "" || speaksToMachines(c.hit) })
}

// A handle is a passage that a model is shown; it cites the first as [1].
type handle struct {
	hit    retrieval.Hit
	source *fidelity.Source
	quotes []string // that the decision chose, the best first; none for a passage that only stands beside
	said   []string // sentences that cite it
}

// What a model is shown at most.
const (
	mostShown      = 6    // passages; those that the decision chose are shown all
	mostCharacters = 6000 // of all passages together
)

// handlesFor are the passages for parts that a model may word: those chosen, and then the best of the others that may
// stand beside them.
func handlesFor(parts []settled) []handle {
	var all []handle
	left := mostCharacters
	add := func(h retrieval.Hit, quote string) {
		at := slices.IndexFunc(all, func(o handle) bool { return o.hit.Passage.ID == h.Passage.ID })
		if at < 0 {
			left -= utf8.RuneCountInString(h.Passage.Text)
			at = len(all)
			all = append(all, handle{hit: h, source: fidelity.NewSource(h)})
		}
		if quote != "" {
			all[at].quotes = append(all[at].quotes, quote)
		}
	}
	for _, p := range parts {
		for _, c := range p.chosen {
			add(c.hit, c.quote)
		}
	}
	for _, p := range parts {
		for _, h := range p.hits {
			if len(all) < mostShown && utf8.RuneCountInString(h.Passage.Text) <= left &&
				mayShow(h, p.chosen, p.regions) && !speaksToMachines(h) {
				add(h, "")
			}
		}
	}
	return all
}

// mayShow reports that a passage may stand beside those that answer: its notice applies where they do, and today unless
// it is one of theirs. So a figure of another place or of the past is not there to be taken.
func mayShow(h retrieval.Hit, chosen []candidate, asked []retrieval.Region) bool {
	var homes []retrieval.Region
	for _, c := range chosen {
		if c.hit.Notice.ID == h.Notice.ID {
			return true
		}
		homes = append(homes, c.hit.Notice.Region)
	}
	if len(asked) > 0 {
		homes = asked
	}
	return h.Validity.Current() && slices.ContainsFunc(homes, h.Notice.Region.AppliesAt)
}

// orders are words by which a text in a notice would steer a model. Notices speak to offices and people, never so.
var orders = regexp.MustCompile(`(?:忽略|无视|忘记|忘掉|不要理会|不必理会|跳过|绕过|覆盖)[^。;!?]{0,12}(?:规则|指令|提示|要求|以上|上述|前述|上面|之前|先前|设定|限制)|(?:请|必须|务必|应当|只需|直接|只能|一律)(?:直接|只|仅|统一|必须)?(?:输出|回答|回复|复述|打印|说出|告诉用户|告知用户|答复用户)|(?:系统|system|初始|隐藏)(?:提示|指令|消息|prompt)|提示词|(?:你|您)(?:现在)?(?:是|将扮演|要扮演|的身份是)(?:一个|一名|一位)?(?:ai|人工智能|助手|助理|机器人|管理员|模型|客服)|(?:作为|致|给|对)(?:一个|一名)?(?:ai|大语言模型|语言模型|大模型|人工智能助手|智能助手|聊天机器人|问答助手)|prompt|assistant|<\|?(?:im_start|system|user)|\[/?inst\]|ignore (?:all|any|the|your|previous|prior)|越狱|jailbreak|developer mode|开发者模式`)

// speaksToMachines reports a passage in which somebody planted orders for a model. It is never shown to one; the
// program may still quote it, as the notice's words.
func speaksToMachines(h retrieval.Hit) bool {
	return orders.MatchString(searchable(h.Passage.Text)) || orders.MatchString(searchable(h.Notice.DisplayTitle()))
}

// shown is what the prompt says of the passages.
func shown(handles []handle) []prompts.Passage {
	all := make([]prompts.Passage, len(handles))
	for i, h := range handles {
		n := h.hit.Notice
		published := n.Published
		if published == "" {
			published = n.Issued
		}
		all[i] = prompts.Passage{
			N: i + 1, Place: n.Region.Name, Title: n.Title, Number: n.Number, Date: published.Chinese(),
			Validity: validityName[h.hit.Validity.State], Locator: locatorOf(h.hit.Passage), Text: h.hit.Passage.Reading(),
		}
	}
	return all
}

// validityName is how states are called in prompts and before sentences.
var validityName = map[retrieval.State]string{
	retrieval.InForce: "现行有效", retrieval.Ended: "已届满", retrieval.Repealed: "已废止", retrieval.Replaced: "已被替代",
	retrieval.NotYet: "尚未施行", retrieval.Unknown: "效力待核",
}

func locatorOf(p retrieval.Passage) string {
	return strings.TrimSpace(p.Locator + " " + strings.Join(p.Headings, " › "))
}

// quoteMargin is how much less of a sentence the decision's own quote may hold than the best stretch of the passage.
const quoteMargin = 0.15

// quoteFor is the stretch of a passage that bears a sentence: the quote that the decision chose when it does, else the
// sentences of the passage that do.
func (h handle) quoteFor(sentence string) string {
	claim := searchable(sentence)
	found := slices.DeleteFunc(figures.Find(claim), func(f figures.Figure) bool { return !h.source.Bears(f) })
	p := h.hit.Passage
	best, most := p.Text, bearing(p.Text, claim, found)
	if spans := sentencesOf(p.Text); p.Columns == nil && len(spans) > 0 {
		best, most = bestRun(p.Text, spans, claim, found)
	}
	for _, q := range h.quotes {
		if bearing(q, claim, found) >= most-quoteMargin {
			return q
		}
	}
	return best
}

// bestRun is the run of sentences that bears the figures and holds most of the words, and how well it does; a longer one
// must hold more.
func bestRun(text string, spans []zh.Span, claim string, found []figures.Figure) (string, float64) {
	best, most := "", -1.0
	for i := range spans {
		for j := i; j < len(spans); j++ {
			run := strings.TrimSpace(text[spans[i].Start:spans[j].End])
			if j > i && utf8.RuneCountInString(run) > listQuote {
				break
			}
			if score := bearing(run, claim, found) - 0.02*float64(j-i); score > most {
				best, most = run, score
			}
		}
	}
	return best, most
}

// bearing is how well a text bears a sentence: the share of its words, and 1 for all its figures.
func bearing(text, claim string, found []figures.Figure) float64 {
	if bearsAll(text, found) {
		return 1 + fidelity.Likeness(claim, text)
	}
	return fidelity.Likeness(claim, text)
}

// bearsAll reports that a text supports every figure.
func bearsAll(text string, found []figures.Figure) bool {
	sources := figures.Find(text)
	return !slices.ContainsFunc(found, func(f figures.Figure) bool { return !figures.AnySupports(sources, f) })
}
