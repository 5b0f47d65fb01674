package rules

import "regexp"

// A want is the kind of thing that a question wants to be told.
type want string

// What questions want.
const (
	wantAny       want = "any"       // 多少 with nothing that says of what
	wantMoney     want = "money"     // 多少钱
	wantShare     want = "share"     // 比例, 覆盖率
	wantCount     want = "count"     // 多少名, 几个
	wantDate      want = "date"      // 什么时候, 哪年
	wantDuration  want = "duration"  // 多久, 几年
	wantAge       want = "age"       // 几岁
	wantScore     want = "score"     // 多少分
	wantNumber    want = "number"    // 文号
	wantPhone     want = "phone"     // 电话
	wantList      want = "list"      // 哪些, 什么条件, 什么材料
	wantProcedure want = "procedure" // 怎么办理
	wantMeaning   want = "meaning"   // 是什么
	wantYesNo     want = "yes/no"    // 吗, 能不能
	wantText      want = "text"      // none of these: whatever is said of the subject
)

// figurative reports that only a figure answers.
func (w want) figurative() bool {
	switch w {
	case wantAny, wantMoney, wantShare, wantCount, wantDate, wantDuration, wantAge, wantScore, wantNumber, wantPhone:
		return true
	}
	return false
}

// wantPatterns are tried in order over the normal form of a question, so the more special stand first.
var wantPatterns = []struct {
	want    want
	pattern *regexp.Regexp
}{
	{wantNumber, regexp.MustCompile(`文号|发文字号|文件号|几号文|哪个文件|什么文件|哪份文件`)},
	{wantDuration, regexp.MustCompile(`频率|频次|周期`)},
	{wantPhone, regexp.MustCompile(`电话(?:号码)?(?:是|多少|号|[?。!]*$)|(?:联系|咨询|举报|监督|热线)电话|打(?:什么|哪个|多少)电话|怎么联系|热线是`)},
	{wantShare, regexp.MustCompile(`百分之(?:几|多少)|(?:比例|占比|率)[^,。?]{0,8}(?:多少|几)(?:$|[^钱元万块])|(?:[^最]高|[^最]低|上浮|下浮)(?:了|出)?多少(?:$|[^钱元万块分])`)},
	{wantMoney, regexp.MustCompile(`(?i)多少(?:块|元|钱|经费|资金|万|费|违约金|押金|保证金|罚款|\p{Han}{0,4}(?:经费|资金)|奖金|奖励|补贴|补助|津贴|学费|工资|薪水|薪资|安家费|报酬)|(?:几|十几|几十|几百|几千|几万)(?:来|多)?(?:块|元|万|千)|好多钱|几多钱|几钱|啥价|什么价|(?:补|奖|发|给|拿|领|收|交|缴|花|出)(?:助|贴|励|放|费|到|得|取)?(?:个|了)?(?:多少|几多|好多|幾多)(?:$|[^\p{Han}]|呢|啊|呀|嘛|吗|的)|(?:补贴|补助|津贴|奖金|奖励|经费|学费|保教费|收费|资助|费用|助学金|伙食费|校服费|住宿费|金额|价格|待遇)[^,。]{0,12}(?:多少|几多|好多|怎么算|咋算|怎么收|咋收|如何计算|怎么计算|几何|高吗)|(?:怎么收费|咋收费|收多少|收费标准|补助标准|补贴标准|资助标准|奖励标准|标准是(?:什么|啥))|\p{Han}(?:费|价|贴|款)(?:是|要|收|给|标准)?(?:一个?(?:月|年|学期|天|次)|每\p{Han}{1,2})?(?:多少|几多|好多)|how much|subsid|allowance|fee`)},
	{wantScore, regexp.MustCompile(`多少分(?:[^钟]|$)|几分(?:[^钟]|$)|分数线|录取线|最低分|分数(?:是|要)`)},
	{wantAge, regexp.MustCompile(`几岁|多大(?:年龄|岁数)?|年龄(?:要求|限制|是|有)|多少(?:周)?岁|满几(?:周)?岁`)},
	{wantShare, regexp.MustCompile(`(?:比例|占比|率)[?。!]*$|百分之几|百分比|占比|(?:比例|率)[^,。?]{0,14}(?:多少|几|达到|到|目标|是)|(?:多少|几)[^,。?]{0,4}(?:比例|成)|高多少|低多少|上浮多少|比例(?:是|要|呢)|几折|percent`)},
	{wantDate, regexp.MustCompile(`哪几个?月`)},
	{wantDuration, regexp.MustCompile(`多久|好久|多长时间|几年(?:[^级]|$)|(?:满|干|教|工作|服务|任教|交|住)(?:够|满)?(?:几|多少)(?:年|个月|月|天)|(?:几|多少)(?:个)?(?:小时|分钟|天|个月|工作日|学期|周)|年限|几年(?:有效|一次)|有效期|how long`)},
	{wantDate, regexp.MustCompile(`(?i)什么时候|啥时候|何时|几时|哪(?:一)?(?:天|年|日)|几月|几号|几点|什么时间|啥时间|时间(?:是|安排|段|节点|范围)|截止|截至|日期|哪几年|(?:报名|申请|登记|缴费|办理|受理|施行|实施|开学|录取|考试|报考|注册)(?:的)?时间|到期|when|deadline`)},
	{wantCount, regexp.MustCompile(`多少(?:名|人|个|所|节|次|门|项|间|位|班|套|册|台|学时|课时|学分|学位|学生|老师|教师|孩子|篇|件|辆|平方米|公里|里)|几(?:名|人|个|所|节|次|门|项|间|位|班|套|篇|件|条|科|类|批|种|志愿|档|家|级|轮|辆|步|方面)|多少(?:档|家|条|种|类|级|轮)|人数|名额|(?:招|收|评|选|设|建|配|引进|补充|培养|录取)[^,。?]{0,8}(?:多少|几多|好多)|多少(?:以下|以上)|how many`)},
	{wantAny, regexp.MustCompile(`多少|几多|好多|幾多|最低(?:要求|标准)|最高(?:可|能|不)|要达到`)},
	{wantProcedure, regexp.MustCompile(`(?i)[怎咋]么?转|怎么(?:办|申请|报名|办理|查|举报|投诉|操作|弄|走|评|领|处理|入学|转学|操作|进|选|考)|如何|咋(?:办|申请|报|弄|查|整|处理)|流程|手续|步骤|程序|在哪(?:里|儿)?(?:办|报|申请|交)|去哪(?:里|儿)?|到哪(?:里|儿)?|how (?:do|can|to)|怎样`)},
	{wantList, regexp.MustCompile(`(?i)哪些|什么(?:条件|材料|要求|证|资料|手续|证件|标准|资格|情况|情形|内容|项目|措施|人)|啥(?:条件|材料|要求|证|资料)|条件|材料|证件|要求|哪几|包括|which|what (?:documents|materials|conditions)`)},
	{wantMeaning, regexp.MustCompile(`(?i)是什么|什么是|是啥|啥是|啥意思|什么意思|指(?:的是)?什么|怎么回事|what is`)},
	{wantYesNo, regexp.MustCompile(`吗|不[?。!]*$|有[^,。?]{1,10}没有?[?。!]*$|能不能|可不可以|可以不|是否|是不是|有没有|会不会|要不要|用不用|行不行|得不得|算不算|还(?:能|有效|算)|能否|可否|么\?`)},
	{wantMoney, regexp.MustCompile(`(?:学费|保教费|工资|薪资|奖金|津贴|补贴|补助|经费|伙食费|住宿费|收费)(?:标准)?[?。!]*$`)},
}

// whether asks whether, unless something else is asked too.
var (
	whether  = regexp.MustCompile(`受不受|算不算|用不用|要不要|能不能|可不可以|会不会|是不是|有没有|准不准|让不让|管不管|退不退|收不收`)
	asksWhat = regexp.MustCompile(`多少|几|幾|什么|啥|哪|怎么|咋|如何|谁|多久|好久`)
)

// wantOf reads what a question, in the normal form, wants.
func wantOf(folded string) want {
	if whether.MatchString(folded) && !asksWhat.MatchString(folded) {
		return wantYesNo
	}
	for _, p := range wantPatterns {
		if p.pattern.MatchString(folded) {
			return p.want
		}
	}
	return wantText
}
