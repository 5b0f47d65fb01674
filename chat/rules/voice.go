package rules

import (
	"fmt"
	"regexp"
	"strings"

	"wence/retrieval/zh"
)

// A voice is the language in which the service says its own words: that of the question. What notices say is quoted as
// they write it. The zero voice is Simplified Chinese.
type voice int

// The voices.
const (
	simplified voice = iota
	traditional
	english
)

// voiceOf is the voice of a question: Traditional where it is written so, English where it holds no Chinese word to
// speak of.
func voiceOf(question string) voice {
	han, latin := 0, 0
	for _, r := range question {
		switch {
		case zh.IsHan(r):
			han++
		case r < 0x80 && isLatin(byte(r)):
			latin++
		}
	}
	switch {
	case latin > 4*han: // a place or a term may stay Chinese in an English question
		return english
	case zh.IsTraditional(question):
		return traditional
	}
	return simplified
}

// A phrase is a format of the service's own words in Simplified Chinese and in English. Traditional is made of the former.
type phrase struct{ zh, en string }

// say fills a phrase. What fills it is not converted: it is a notice's words.
func (v voice) say(p phrase, args ...any) string {
	format := p.zh
	switch v {
	case traditional:
		format = zh.Traditional(p.zh)
	case english:
		format = p.en
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// titleNamed is a title with its marks.
var titleNamed = regexp.MustCompile(`《[^《》]*(?:《[^《》]*》[^《》]*)*》`)

// script writes a sentence of the program's own, which is in Simplified Chinese, in the script of the question; the
// titles in it stay as notices write them. English readers get the sentence as it is.
func (v voice) script(s string) string {
	if v != traditional {
		return s
	}
	var b strings.Builder
	at := 0
	for _, m := range titleNamed.FindAllStringIndex(s, -1) {
		b.WriteString(zh.Traditional(s[at:m[0]]) + s[m[0]:m[1]])
		at = m[1]
	}
	return b.String() + zh.Traditional(s[at:])
}

// list joins names.
func (v voice) list(names []string) string {
	if v == english {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "、")
}

// What the service says of its own.
var (
	sayBasis       = phrase{"根据《%s》:", "According to 《%s》: "}
	sayBasisNumber = phrase{"根据《%s》(%s):", "According to 《%s》 (%s): "}
	sayUntitled    = phrase{"根据收录的一份材料(原文未注明标题):", "According to a document without a title: "}
	sayUntitledOf  = phrase{"根据%s的一份材料(原文未注明标题):", "According to a document of %s without a title: "}
	sayPart        = phrase{"“%s”部分:%s", "under “%s”: %s"}
	sayNoPlace     = phrase{"未注明地区", "no place stated"}

	sayNoBasis = phrase{"收录的文件中没有找到这个问题的规定,不能回答。建议向当地教育部门咨询。",
		"The stored notices do not answer this question. Please ask the local education authority."}
	sayOnPart   = phrase{"关于“%s”:", "On “%s”: "}
	sayNearMiss = phrase{"收录的文件中没有找到所问的%s。最相关的是《%s》,其中没有写明。",
		"The stored notices do not state the %s asked for. The nearest, 《%s》, does not say."}
	sayVague = phrase{"请说得具体一些:问的是哪个地区、哪一项(如幼儿园保教费、助学金、教师补贴、招生报名)?",
		"Please be more specific: which place, and which matter (kindergarten fees, student aid, teachers' allowances, enrolment)?"}
	sayWhichPlace = phrase{"不同地区的规定不一样,请问您问的是哪里?可选:%s。", "Places differ. Which one do you mean? %s."}
	sayBelow      = phrase{"没有收录%s一级的文件,收录了其下%s的文件。请问您问的是哪里?",
		"No notice of %s itself is stored; notices of %s are. Which one do you mean?"}
	sayNotCovered = phrase{"没有收录适用于%s的文件,无法回答。%s", "No notice that applies in %s is stored. %s"}
	sayBeyond     = phrase{"没有收录适用于%s的文件,以上不包括该地。", "No notice that applies in %s is stored; the above is not about it."}
	sayCoveredNo  = phrase{"目前没有收录注明地区的文件。", "No stored notice names a place."}
	sayCovered    = phrase{"目前收录了%s的文件。", "Notices of %s are stored."}
	sayCoveredOf  = phrase{"目前收录了%s等%d个地区的文件。", "Notices of %s and others, %d places in all, are stored."}
	sayMisuse     = phrase{"这个请求要求本服务违反规则或泄露内部设置,不能照办。我只依据收录的教育政策文件回答问题。",
		"This asks the service to break its rules or show its settings, which it does not do. It answers from the stored notices on education policy only."}
	sayOffTopic = phrase{"这个问题不属于教育政策,我只依据收录的教育政策文件回答补贴、名额、时间、条件等问题。",
		"This is not about education policy. The service answers questions on subsidies, quotas, dates and conditions from the stored notices."}
	sayWelcome = phrase{"您好!请直接问教育政策的问题,如补贴、名额、时间、条件,我依据收录的文件回答。",
		"Hello! Please ask about education policy: subsidies, quotas, dates, conditions. The answers come from the stored notices."}
	sayScanned   = phrase{"引用[%d]的文字由扫描件识别而来,数字请核对原件。", "The text of citation [%d] was recognised from a scan; check its figures against the original."}
	sayCorrected = phrase{"已将“%s”理解为“%s”。", "“%s” was taken for “%s”."}
)

// missingKinds name what a near miss lacks.
var missingKinds = map[want]phrase{
	wantMoney: {"金额", "amount"}, wantCount: {"数量", "number"}, wantShare: {"比例", "share"}, wantDate: {"时间", "date"},
	wantDuration: {"期限", "period"}, wantAge: {"年龄", "age"}, wantScore: {"分数", "score"}, wantNumber: {"文号", "document number"},
	wantPhone: {"电话", "telephone number"}, wantAny: {"数字", "figure"},
}
