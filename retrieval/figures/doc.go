// Package figures finds the figures in Chinese policy text and makes them
// comparable by value.
//
// A figure is whatever a reader would check against the notice: an amount of
// money, a share, a count with its measure word, a duration, a date, an age, a
// document number. Two wordings of one figure give one value:
//
//	每生每年600元   600元/生/年          money 600元/生/年
//	1—3万元         10000元至30000元     money 1万-3万元
//	不少于20节      20节以上             count 不少于20节
//	二〇二三年九月二十日   2023-09-20    date 2023年9月20日
//
// How the text flows:
//
//	text --lines and cells--> zh.Normalize --> scanner
//	scanner: one pass from left to right; each numeral is offered to the
//	         readers in turn (date, clock, ratio, …, quantity), the first that
//	         knows it makes the Figure
//	         number.go  the numeral      unit.go  what follows it
//	         bound.go   不少于, 以上      rate.go  每生每年, 元/生/年
//	Figure <--spans mapped back to the original text
//	Equal, Supports: compare by value
//	Unsupported: hold a sentence against the passage that it cites
//
// FindCell reads a cell of a table, whose unit stands in the column's label.
//
// What is no figure: words that only look like one (一把手, 统一, 四位一体),
// slogans in quotation marks ("三名工程"), list marks, telephone numbers,
// addresses of web pages, identifiers, versions (2.0), anonymised figures
// (20xx年, **元), vague amounts (数百名, 上万元), fixed names (九年义务教育).
// School years in short form (高三, 初一) and weekdays are not read.
package figures
