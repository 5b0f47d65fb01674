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
