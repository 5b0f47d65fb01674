package fidelity

import (
	"slices"
	"strings"
	"wence/retrieval/zh"
)

// What a clause does to what it speaks of.
var (
	obliging = zh.Words("应当 必须 务必 一律")
	duty     = zh.Words("应当 必须 务必 一律 须 不得 严禁 方可 方能 才能 才可", zh.Join("应", "予 由 在 于 按 向"))
	granting = zh.Words("可以 允许 鼓励", zh.Join("可", "按 在 由 凭 向 到 用 填 免 申 享 获 直 提 不 作 于 报 选"))
	refusing = zh.Words("不得 不能 不可 不准 不许 严禁 禁止 一律不")
	waiving  = zh.Words("可以不 可不 原则上不 一般不")

	softened  = zh.Words("原则上")
	softening = zh.Words("原则 一般 通常 确有 特殊")

	absolute  = zh.Words("一律 任何 所有 全都 各校都 各地都 都要 都不 都必须 均须 无一例外")
	excepting = zh.Words("除外 例外 原则上 确有 特殊情况 不受此限 另有规定 可以缩短 可以放宽 不收费")
	excepted  = zh.Words("除 例外 特殊 确有 不受 但 另有 缩短 放宽")
)

// modality are clauses that oblige where the passages allow, or allow where they oblige; that leave out 原则上; and that
// speak of all where the passages make an exception.
func (c claim) modality() []Fault {
	var all []Fault
	all = append(all, c.exchangedModals()...)
	for _, part := range clausesIn(c.body) {
		for i, other := range c.nearest(part) {
			why := part.forceAgainst(other, c.body)
			if why == "" {
				break
			}
			if i == 0 {
				all = append(all, Fault{part.text, why})
			}
		}
		if w := absolute.First(part.text); w != "" && !c.nearestSays(part, w) && !excepted.In(c.body) && c.excepts(part) {
			all = append(all, Fault{w, "资料里有例外"})
		}
	}
	return all
}

// forceAgainst says how a clause and the clause of a passage that it words differ in force; "" = they do not.
func (c clause) forceAgainst(other clause, whole string) string {
	grants, obliges := granting.In(other.text), duty.In(other.text)
	switch {
	case obliging.In(c.text) && grants && !obliges:
		return "资料说的是“可以”,不是“应当”"
	case refusing.In(c.text) && waiving.In(other.text) && !waiving.In(c.text):
		return "资料没有说“不得”"
	case softened.In(other.text) && !softening.In(whole):
		return "资料说的是“原则上”"
	}
	return ""
}

// forcing are the words that allow, oblige or forbid what stands behind them.
var forcing = zh.Words(forces)

// toldForcing are those of the passages, which also write 可 for 可以.
var toldForcing = zh.Words(forces, "可")

// asking are modal words of a question, which say nothing: 能不能早送.
var asking = zh.Words("能不能 可不可以 可不可 能否 可否 是否可以 是否应当 是否必须")

const forces = "不可以 不可 不能 不得 可以 应当 必须"

// forceOf is what a modal word does.
func forceOf(modal string) string {
	switch {
	case strings.HasPrefix(modal, "不"):
		return "不得"
	case strings.HasPrefix(modal, "可"):
		return "可以"
	}
	return "应当"
}

// exchangedModals are words that allow what the passages oblige to or forbid, or the other way about.
func (c claim) exchangedModals() []Fault {
	told := map[string]string{} // what the modal words do, by what stands behind them
	for _, e := range c.cited {
		eachBefore(asking.Blank(e.body), toldForcing, func(word, pair string) { told[pair] += forceOf(word) })
	}
	var all []Fault
	eachBefore(c.body, forcing, func(word, pair string) {
		force, forces := forceOf(word), told[pair]
		if forces != "" && !strings.Contains(forces, force) && (force == "可以" || strings.Contains(forces, "可以")) {
			all = append(all, Fault{word + pair, "资料说的是“" + forces + "”"})
		}
	})
	return all
}

// nearest are the clauses of the passages that share most words with one, and at least half of its words.
func (c claim) nearest(part clause) []clause {
	best := max(fewShared, (len(part.pairs)+1)/2)
	var all []clause
	for _, e := range c.cited {
		for _, other := range e.clauses {
			switch n := shared(part.pairs, other.pairs); {
			case n > best:
				all, best = []clause{other}, n
			case n == best:
				all = append(all, other)
			}
		}
	}
	return all
}

// nearestSays reports a word that the clause of a passage has which one words.
func (c claim) nearestSays(part clause, word string) bool {
	return slices.ContainsFunc(c.nearest(part), func(other clause) bool { return strings.Contains(other.text, word) })
}

// excepts reports that a passage makes an exception to what a clause speaks of: in the sentence that speaks of it, or in
// those beside it.
func (c claim) excepts(part clause) bool {
	for _, other := range c.nearest(part) {
		for _, e := range c.cited {
			at := strings.Index(e.body, other.text)
			if at < 0 {
				continue
			}
			line := e.body[strings.LastIndexByte(e.body[:at], '\n')+1:]
			line, _, _ = strings.Cut(line, "\n")
			if excepting.In(line) || exempted.MatchString(line) {
				return true
			}
		}
	}
	return false
}
