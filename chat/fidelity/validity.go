package fidelity

import (
	"slices"
	"strings"
	"wence/retrieval/zh"
)

// Whether a notice applies is known; a sentence may say so, but not otherwise.
var (
	saysInForce = zh.Words("现行 目前 现在 当前 如今 今年 仍 依然 正在执行 继续有效")
	saysItEnds  = zh.Words("失效 废止 届满 过期 作废 到期 取代 替代 终止 停止 不再 尚未 已被 已经")
	thisText    = zh.Words(zh.Join("该 本 这份 所引 此", "文件 办法 通知 规定 条例 标准 政策"))
	ended       = zh.Words("失效 废止 届满 过期 作废 不再执行")
)

// endsWithin is how many characters stand at most between a text and the word that says that it ended.
const endsWithin = 14

// misstatedValidity are words on whether a notice applies that are not so: in force, of one that has ended; ended, of one
// that is in force.
func misstatedValidity(sentence string, cited []*Source) []Fault {
	claim := searchable(sentence)
	isCurrent := func(e *Source) bool { return e.hit.Validity.Current() }
	current, all := slices.ContainsFunc(cited, isCurrent), !slices.ContainsFunc(cited, func(e *Source) bool { return !isCurrent(e) })
	said := func(w string) bool {
		return slices.ContainsFunc(cited, func(e *Source) bool { return strings.Contains(e.text, w) })
	}
	if w := saysInForce.First(claim); w != "" && !current && !said(w) && !saysItEnds.In(claim) {
		return []Fault{{w, "所引文件已不适用"}}
	}
	if w := stretch(claim, thisText, ended, endsWithin); w != "" && all && !said(w) {
		return []Fault{{w, "所引文件现行有效"}}
	}
	return nil
}
