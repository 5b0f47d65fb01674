package figures

// A Kind says what a figure measures. The zero value is no kind.
type Kind uint8

const (
	Number     Kind = iota + 1 // a number without a unit, as in a table's cell
	Money                      // 600元, 1-3万元; unit 元 or another currency
	Share                      // 95%, 三成, 三分之二; in per cent
	Points                     // 2个百分点
	Ratio                      // 1:4000; Low and High are its two terms
	Multiple                   // 1.1倍
	Count                      // 300名, 72学时, 20平方米
	Duration                   // 三年, 10个工作日, 40分钟
	Every                      // 每学期, 每两年: how often, as a Duration
	Date                       // 2023年9月20日, 2018—2020年, 秋季学期
	Clock                      // 9:00-17:00; minutes since midnight
	Ordinal                    // 第三条, 二等奖, 三年级
	DocNumber                  // 奉节府办发〔2023〕65号
	Age                        // 年满6周岁
	Score                      // 600分
	Expression                 // 5+2, 1+X: compared as text
)

var kindNames = [...]string{
	"", "number", "money", "share", "points", "ratio", "multiple", "count", "duration", "every",
	"date", "clock", "ordinal", "docnumber", "age", "score", "expression",
}

// String returns the kind's name in lower case, "" for no kind.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return ""
}

// A Bound says how a value limits what it measures. The zero value is Exact.
//
// Reached and Within are soft: 服务满5年 and 5年, 30日内办结 and 期限30日 say
// the same, so they may be dropped or written as AtLeast and AtMost. The
// others are hard: 不少于20节 is not 20节.
type Bound uint8

const (
	Exact    Bound = iota
	AtLeast        // 不少于, 以上, 至少; of a date: 以后
	MoreThan       // 超过, 大于, 300余
	AtMost         // 不超过, 以下, 以内, 最高; of a date: 前, 截至
	LessThan       // 低于, 不满, 不足
	About          // 约, 左右, 近
	Reached        // 满5年; of a date: 起
	Within         // 30日内; of a date: 到2027年
)

// A Figure is one figure of a text in comparable form. Figures can be compared
// with ==, but Equal and Supports are what callers want.
type Figure struct {
	Kind Kind

	// Low and High are the value in Unit, equal unless the figure is a range.
	// 万 and 亿 are multiplied out. They are zero for a Date or Expression.
	Low, High float64

	// Unit is the base unit: 元 for money, % for shares, 月 日 分钟 学期 学年
	// or 工作日 for durations, 人 for people, else the measure word. For a
	// DocNumber it is the issuer's word (奉节府办发), for a Date a part of the
	// year or "" (秋季学期, 学年), for an Expression its text.
	Unit string

	// Per is the rate, its units joined by "/", time last: 生/年. Scope holds
	// the rates said elsewhere in the sentence, which may or may not apply.
	Per, Scope string

	Bound Bound

	// From and To are the first and last day of a Date, equal unless it is a
	// period. From.Year is the year of a DocNumber.
	From, To Civil

	Start, End int    // byte span in the text given to Find
	Text       string // that span
}
