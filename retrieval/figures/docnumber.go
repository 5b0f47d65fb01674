package figures

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// bracket reads a document number whose year stands in the bracket at i:
// 奉节府办发〔2023〕65号. A number alone in the bracket is a list mark.
func (sc *scanner) bracket(i, size int) int {
	n, ok := readNumber(sc.s, i+size)
	if !ok {
		return i + size
	}
	r, closing := utf8.DecodeRuneInString(sc.s[n.end:])
	if !strings.ContainsRune("〕】〉」)]>}", r) {
		return i + size
	}
	after := n.end + closing
	if year, ok := n.integer(1900, 2100); ok && n.digits == 4 {
		if end := sc.docNumbers(i, year, after); end > 0 {
			return end
		}
	}
	if n.high < 100 && n.bound == Exact || r == ']' {
		return after
	}
	return i + size
}

// docNumbers emits the document numbers behind the year's bracket at i, which
// ends at after: 第65号, 65、66号. It returns 0 if there are none.
func (sc *scanner) docNumbers(i, year, after int) int {
	var numbers []number
	for at := after + lenPrefix(sc.s[after:], "第"); len(numbers) < 16; {
		n, ok := readNumber(sc.s, at)
		if !ok || n.low != n.high {
			return 0
		}
		numbers = append(numbers, n)
		if at = skipAnd(sc.s, n.end); at == n.end {
			break
		}
		at += lenPrefix(sc.s[at:], "第")
	}
	last := numbers[len(numbers)-1]
	if !strings.HasPrefix(sc.s[last.end:], "号") {
		return 0
	}
	start := sc.issuerStart(i)
	unit := sc.s[start:i]
	for _, n := range numbers {
		f := Figure{Kind: DocNumber, Low: n.low, High: n.low, Unit: unit, Start: start, End: n.end}
		f.From.Year, f.To.Year = year, year
		if n == last {
			f.End += han
		}
		sc.emit(f)
		start = skipAnd(sc.s, n.end)
	}
	return last.end + han
}

// notIssuer are words that stand before an issuer's word and are no part of it.
var notIssuer = []string{
	"共和国", "根据", "依据", "按照", "依照", "遵照", "参照", "符合", "执行", "落实", "贯彻", "属于", "参见", "详见", "印发", "转发", "下发", "发布", "公布", "文件", "文号", "通知", "办法", "规定", "意见", "方案",
	"以", "和", "与", "及", "或", "见", "即", "由", "为", "的", "对", "是", "在", "于", "按", "至", "号", "被",
}

// issuerStart returns where the issuer's word that ends at i begins.
func (sc *scanner) issuerStart(i int) int {
	start := i
	for start > sc.done && i-start < 24*han {
		r, size := utf8.DecodeLastRuneInString(sc.s[:start])
		if !zh.IsHan(r) {
			break
		}
		start -= size
	}
	word := sc.s[start:i]
	for _, w := range notIssuer {
		if at := strings.LastIndex(word, w); at >= 0 && at+len(w) < len(word) {
			start += at + len(w)
			word = word[at+len(w):]
		}
	}
	return start
}
