package retrieval

import (
	"fmt"
	"regexp"
	"strings"
)

// A State says whether a notice applies on a day.
type State string

// The states of a notice.
const (
	InForce  State = "in_force"
	Ended    State = "ended"    // its period is over
	Repealed State = "repealed" // 废止 without a successor
	Replaced State = "replaced" // another notice stands in its place
	NotYet   State = "not_yet"  // 施行日期 is still to come
	Unknown  State = "unknown"  // the notice states neither dates nor its validity
)

// Validity is a notice's state on a day, and why.
type Validity struct {
	State      State
	From       Date   // first day, "" when unknown
	Until      Date   // last day, "" when open or unknown
	Note       string // a sentence for the person when the notice does not simply apply; "" otherwise
	ReplacedBy *Successor
}

// Current reports that nothing is known against the notice's being in force.
func (v Validity) Current() bool { return v.State == InForce || v.State == Unknown }

// account is the end of the title of a document that tells of rules and is none.
var account = regexp.MustCompile(`((?:调研|调查|考察|评估|统计|工作)报告|报告|政策解读|解读|问答|综述|总结)(?:[（(〔].{1,20}[)）〕])?$`)

// draft is the end of the title of a rule that is not made yet.
var draft = regexp.MustCompile(`(?:征求意见稿|草案|讨论稿|送审稿)[)）〕]?$`)

// IsDraft reports a rule that is not made yet.
func (n Notice) IsDraft() bool { return draft.MatchString(n.Title) }

// ValidityAt is the notice's validity on a day. What another notice or its own dates say outweighs the word 有效 on its
// page, which describes the day on which the page was made. A person's 有效 (Amended.Declared) outweighs the other notice
// and the period of a plan; dates that are wrong can be amended themselves.
func (n Notice) ValidityAt(day Date) Validity {
	horizon := n.Horizon
	if d := n.Amended.Declared; d != nil && *d == "有效" {
		n.ReplacedBy, horizon = nil, Period{}
	}
	v := Validity{From: firstDate(n.Effective, n.Issued, n.Published), Until: firstDate(n.Expires, horizon.Until)}
	if s := n.ReplacedBy; s != nil && s.Since > day {
		n.Declared = "" // the page tells of a later day, on which the notice had been repealed
	}
	switch s := n.ReplacedBy; {
	case s != nil && s.Since <= day:
		return v.succeeded(*s)
	case strings.Contains(n.Declared, "废止") || strings.Contains(n.Declared, "廢止"):
		v.State, v.Note = Repealed, "该文件已标注为废止。"
	case strings.Contains(n.Declared, "失效"):
		v.State, v.Note = Ended, "该文件已标注为失效。"
	case n.Effective > day:
		v.State, v.Note = NotYet, fmt.Sprintf("该文件自%s起施行,目前尚未施行。", n.Effective.Chinese())
	case n.Expires != "" && n.Expires < day:
		v.State, v.Note = Ended, fmt.Sprintf("该文件有效期至%s,已届满。", n.Expires.Chinese())
	case horizon.Until != "" && horizon.Until < day:
		v.State = Ended
		v.Note = fmt.Sprintf("该文件期限为%.4s—%.4s年,已届满。", horizon.From, horizon.Until)
	case n.Declared == "" && n.IsDraft():
		v.State, v.Note = Unknown, "该文件是征求意见的稿子,还不是正式规定。"
	case n.Declared == "" && account.MatchString(n.Title):
		v.State = Unknown
		v.Note = fmt.Sprintf("该文件是%s,不是政策规定,本身没有效力期限。", account.FindStringSubmatch(n.Title)[1])
	case v.From != "" || n.Declared != "":
		v.State = InForce
	default:
		v.State = Unknown
	}
	return v
}

// succeeded is the validity once a successor stands.
func (v Validity) succeeded(s Successor) Validity {
	name := "《" + s.Title + "》"
	if s.Number != "" {
		name += "(" + s.Number + ")"
	}
	v.ReplacedBy, v.Until = &s, s.Since
	if s.Repeal && strings.Contains(s.Title, "废止") {
		v.State, v.Note = Repealed, "该文件已被"+name+"废止。"
		return v
	}
	v.State, v.Note = Replaced, "该文件已被"+name+"替代。"
	return v
}

func firstDate(dates ...Date) Date {
	for _, d := range dates {
		if d != "" {
			return d
		}
	}
	return ""
}
