package ingest

import (
	"regexp"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
)

// Sentences that lay nothing down.
var (
	headOrFoot  = regexp.MustCompile(`^\(.{0,60}印发\)$|^(?:来源|时间|发布时间|发布日期)|电话|热线|标识码|演示样例|^《[^》]*》$|^附件\d*[::]?`)
	telling     = regexp.MustCompile(`目前|现有(?:[^标]|$)|截至20|共有|以来|底,全[市县区]|完成了|好消息|今年暑期|记者|近日|^研究|正在测算`)
	tellingHead = regexp.MustCompile(`现状|成绩|回顾|存在(?:的)?(?:主要)?问题`)
)

// Words that tell kinds apart.
var (
	giving    = regexp.MustCompile(`补助|补贴|津贴|奖|资助|助学|安家|经费|资金|拨款|定额|贷款|发放|给予|减免|免收|免费|工资性|享受|待遇|另增`)
	charging  = regexp.MustCompile(`收费|保教费|保育教育费|伙食费|学费|住宿费|票价|收取|罚款|考试费|租金|服务费|限价|价格|计收|托管|看护|照护|每餐`)
	sparing   = regexp.MustCompile(`补助标准|补贴|补助费?标准|津贴|减免|减收|免收|基本工资|补贴费`)
	spending  = regexp.MustCompile(`用于|比例|预算|分配|安排`)
	places    = regexp.MustCompile(`指标|招生|名额|资助面`)
	choosing  = regexp.MustCompile(`评选|评比|招聘|招收|招录|引进|选派|补充|名额|招生|学位(?:[^委证授]|$)|录取|定向培养|遴选|志愿`)
	reaching  = regexp.MustCompile(`力争|确保|目标|保持在|提高到|达到|率达|实现|争取`)
	building  = regexp.MustCompile(`建设|创建|培育|新建|新增|建成|打造|扩建|培养|争创|设立|确立|开通|惠及|覆盖|健全`)
	obliging  = regexp.MustCompile(`不得|应当|须|必须|配备|提交|承担|完成|参加|撰写|听课|听徒弟课|方可|只|限|最低|要求|开展|组织|举办|召开|安排|更新|认定|核定|检查|评审`)
	paidOut   = regexp.MustCompile(`^(?:发放|核发)`)
	reckoned  = regexp.MustCompile(`^(?:的按|核定|计算|阶段|方面|层次|步骤|环节|部分|领域|任期)`)
	abolition = regexp.MustCompile(`撤并|消除`)
	serving   = regexp.MustCompile(`服务|任教|任职|担任|连续|期限|管理期|见习|公示|保存|不得|周期|录像|就读|缩短|活动时间|作业|每课时|间隔|提前`)
	barring   = regexp.MustCompile(`不得|不能|只|累计`)
	limits    = regexp.MustCompile(`办结|逾期`)
	acting    = regexp.MustCompile(`申请|提出|办结|补正|完成|退还|复核|报到|发放|发到|公布|支取|提交|受理|认定|报送|登记|办理`)
	scheduled = regexp.MustCompile(`报名|登记|申请|公布|受理|审核|报到|考试|拨付|发放|填报|录取|注册|启动|开始|结束|完成|到岗|派出|报送|办理|确定|结果|展示|认定|补登记|评选|时间|举行|开学|建成|移交|主题|进行`)
	notByThen = regexp.MustCompile(`起(?:正式)?(?:施行|执行|实施|停止)|有效期|施行|印发|废止|停止执行|出生|年满|周岁|居住登记|清理|公告.{0,6}公布|会议.{0,6}通过`)
)

// kind sorts figure i of the sentence; "" when it is no rule of its own.
func (s statement) kind(i int) retrieval.FactKind {
	f, local := s.figures[i], s.local(i)
	switch f.Kind {
	case figures.Money:
		return s.moneyKind(local)
	case figures.Share, figures.Points, figures.Multiple, figures.Ratio:
		return s.shareKind(f, local)
	case figures.Count:
		return s.countKind(i, local)
	case figures.Duration:
		return s.durationKind(i, local)
	case figures.Date:
		return s.dateKind(i, local)
	case figures.Clock:
		if f.Bound != figures.Exact {
			return retrieval.Requirement
		}
	case figures.Age, figures.Score:
		return retrieval.Requirement
	case figures.Every:
		if len(s.figures) == 1 && obliging.MatchString(local) {
			return retrieval.Requirement
		}
	}
	return ""
}

// moneyKind tells what somebody gets from what somebody pays, by the nearest words that say so.
func (s statement) moneyKind(local string) retrieval.FactKind {
	if kind := moneyWords(local); kind != "" {
		return kind
	}
	return s.money
}

// moneyWords tells by a text's words what an amount in it is, "" when they say nothing.
func moneyWords(text string) retrieval.FactKind {
	switch {
	case charging.MatchString(text):
		return retrieval.Requirement
	case giving.MatchString(text):
		return retrieval.Subsidy
	}
	return ""
}

func (s statement) shareKind(f figures.Figure, local string) retrieval.FactKind {
	switch {
	case strings.Contains(local, "退还") || charging.MatchString(local) && !sparing.MatchString(local):
		return retrieval.Requirement
	case paidOut.MatchString(s.text[f.End:]), sparing.MatchString(local) && !strings.Contains(local, "用于"):
		return retrieval.Subsidy
	case strings.Contains(local, "上浮") && giving.MatchString(s.text) && !charging.MatchString(s.text):
		return retrieval.Subsidy
	case places.MatchString(local):
		return retrieval.Quota
	case s.aims() || reaching.MatchString(local):
		return retrieval.Target
	case f.Bound != figures.Exact || spending.MatchString(local) || f.Kind == figures.Ratio:
		return retrieval.Requirement
	}
	return ""
}

// aims reports a sentence that names the year to reach something by.
func (s statement) aims() bool {
	for _, f := range s.figures {
		if f.Kind == figures.Date && (f.Bound == figures.Within || f.Bound == figures.AtMost && f.To.Day == 0 || f.From.Year < f.To.Year) {
			return true
		}
	}
	return strings.Contains(s.text, "力争")
}

func (s statement) countKind(i int, local string) retrieval.FactKind {
	f := s.figures[i]
	hard := f.Bound != figures.Exact && f.Bound != figures.About
	switch {
	case hard && s.leadsMoney(i), f.Unit == "期", reckoned.MatchString(s.text[f.End:]), strings.Contains(local, "平均每"):
		return "" // 10人以下班型40元, 不足100人的按照100人核定: whom the amount is for; 二期工程: a name
	case abolition.MatchString(s.text):
		return retrieval.Target
	case hard && !strings.Contains(s.text, "力争"):
		return retrieval.Requirement
	case choosing.MatchString(local) && !s.aims():
		return retrieval.Quota
	case s.aims() || building.MatchString(local):
		return retrieval.Target
	case choosing.MatchString(s.text):
		return retrieval.Quota
	case building.MatchString(s.text):
		return retrieval.Target
	case obliging.MatchString(local), f.Unit == "份":
		return retrieval.Requirement
	}
	return ""
}

// leadsMoney reports that the next figure is an amount in the same segment.
func (s statement) leadsMoney(i int) bool {
	_, end := s.segment(i)
	return i+1 < len(s.figures) && s.figures[i+1].Kind == figures.Money && s.figures[i+1].Start < end
}

func (s statement) durationKind(i int, local string) retrieval.FactKind {
	f := s.figures[i]
	years := f.Unit == "月" && f.Low >= 12
	switch {
	case limits.MatchString(local), s.endsBefore(i) && acting.MatchString(s.text[f.End:]) && !strings.Contains(local, "公示"):
		return retrieval.Deadline
	case f.Bound == figures.Within && !years && !barring.MatchString(local):
		return retrieval.Deadline
	case f.Bound == figures.Within && (!obliging.MatchString(local) || s.aimsBeside(i)):
		return ""
	case f.Bound != figures.Exact && f.Bound != figures.About, serving.MatchString(local):
		return retrieval.Requirement
	}
	return ""
}

// endsBefore reports that figure i counts back from something: 开学前2日.
func (s statement) endsBefore(i int) bool {
	return strings.HasSuffix(s.text[:s.figures[i].Start], "前")
}

func (s statement) dateKind(i int, local string) retrieval.FactKind {
	f := s.figures[i]
	switch {
	case notByThen.MatchString(local), f.Bound == figures.Reached && !strings.HasSuffix(f.Text, "开始"):
		return ""
	case f.From.Month == 0 && f.Per == "" && f.Unit == "", f.Unit != "" && f.Bound != figures.AtMost:
		return s.yearKind(i)
	case f.Bound == figures.AtMost && f.From.Year > 0 && s.aimsBeside(i):
		return "" // the day to reach them by
	case f.Bound == figures.AtMost, f.From != f.To && f.From.Day > 0, scheduled.MatchString(local):
		return retrieval.Deadline
	}
	return ""
}

// yearKind sorts a date that is no day: a rule of its own only where the sentence has no other figure to reach.
func (s statement) yearKind(i int) retrieval.FactKind {
	if f := s.figures[i]; f.Unit != "" || f.Bound == figures.Exact || s.aimsBeside(i) {
		return ""
	}
	if s.figures[i].Bound == figures.Within {
		return retrieval.Target
	}
	return retrieval.Deadline
}

// aimsBeside reports another figure of the sentence that says how much.
func (s statement) aimsBeside(i int) bool {
	for k, f := range s.figures {
		switch f.Kind {
		case figures.Count, figures.Share, figures.Money, figures.Multiple, figures.Points:
			if k != i {
				return true
			}
		}
	}
	return false
}
