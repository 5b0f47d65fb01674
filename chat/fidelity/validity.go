package fidelity

import (
	"regexp"
	"slices"
	"strings"
)

var (
	inForceWords = regexp.MustCompile(`现行|目前|现在|当前|如今|眼下|最新|今年|即日起|仍|继续|依然|依旧|正在|有效(?:\P{Han}|$)|生效|在执行|照常`)
	endedWords   = regexp.MustCompile(`失效|废止|届满|过期|作废|到期|替代|取代|终止|停止执行|不再执行|尚未施行|未生效|已被|已经结束|取消`)
)

// validityWords are words on whether a notice applies. That is the program's to say: a sentence may repeat such words
// of a notice in force; of another only as the notice's own, with what follows them there: 目前全县配备, 继续教育.
func (c claim) validityWords() []Fault {
	current := !slices.ContainsFunc(c.cited, func(e *Source) bool { return !e.hit.Validity.Current() })
	var all []Fault
	for _, m := range append(inForceWords.FindAllStringIndex(c.body, -1), endedWords.FindAllStringIndex(c.body, -1)...) {
		w := strings.TrimRight(c.body[m[0]:m[1]], ",.。;")
		behind := firstRunesOf(c.body[m[0]+len(w):], besideWord)
		if behind != "" && c.borne(w+behind) {
			continue
		}
		if !current && inForceWords.MatchString(w) || !c.borne(w) {
			all = append(all, Fault{w, "文件是否有效由程序注明"})
		}
	}
	return all
}

// Whether a notice applies is known; a sentence may say so, but not otherwise.
var (
	saysInForce = regexp.MustCompile(`现行有效|目前|现在(?:仍|还|继续|有效|执行)|仍然?(?:有效|执行|适用)|正在执行|继续有效`)
	saysEnded   = regexp.MustCompile(`(?:该|本|这份|所引|此)(?:文件|办法|通知|规定|条例|标准|政策)[^,。;]{0,8}(?:已|被|同时)?[^,。;]{0,6}(?:失效|废止|届满|过期|作废|不再执行)`)
)

// misstatedValidity are words on whether a notice applies that are not so: in force, of one that has ended; ended, of one
// that is in force.
func misstatedValidity(sentence string, cited []*Source) []Fault {
	claim := searchable(sentence)
	current := slices.ContainsFunc(cited, func(e *Source) bool { return e.hit.Validity.Current() })
	said := func(w string) bool {
		return slices.ContainsFunc(cited, func(e *Source) bool { return strings.Contains(e.text, w) })
	}
	if w := saysInForce.FindString(claim); w != "" && !current {
		return []Fault{{w, "所引文件已不适用"}}
	}
	if w := saysEnded.FindString(claim); w != "" && current && !said(w) {
		return []Fault{{w, "所引文件现行有效"}}
	}
	return nil
}
