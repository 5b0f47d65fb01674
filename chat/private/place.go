package private

import "regexp"

// Parts of an address.
const (
	street   = `(?:[\p{Han}]{1,8}(?:路|街|巷|弄|大道|胡同|里|段|道))\s?`
	door     = `(?:\d{1,5}|[十百]{1,4}|\d?[十百]\d?[十]?\d?)\s?(?:号|弄|巷)(?:院|楼)?`
	within   = `(?:[\p{Han}A-Za-z]{0,8}\s?[\d十]{1,4}\s?(?:栋|幢|座|号楼|单元|室|号|层|楼)){0,4}`
	compound = `[\p{Han}]{0,10}(?:小区|花园|家园|新村|公寓|苑|府|城|庭|湾|里|居|社区|村|楼盘|宿舍|大院)?\s?`
	building = `[\dA-Za-z十]{1,4}\s?(?:栋|幢|座|号楼|#楼)\s?`
)

// Addresses of homes, and days of birth. They are looked for in the view with digits.
var (
	home = []form{
		{Home, regexp.MustCompile(street + door + within + `(?:\s?\d{3,4}(?:室|房|户)?)?`), false},
		{Home, regexp.MustCompile(compound + building + `(?:[\dA-Za-z十]{1,3}\s?(?:单元|门))?\s?-?\d{0,2}-?\s?\d{2,4}\s?(?:室|房|户|号)?`), false},
		{Home, regexp.MustCompile(`[\p{Han}]{0,10}[\dA-Za-z十]{1,4}\s?(?:栋|幢|座|号楼)?\s?[\dA-Za-z十]{1,3}\s?单元\s?(?:\d{1,2}[楼层])?\s?\d{2,4}\s?(?:室|房|户|号)?`), false},
		{Home, regexp.MustCompile(`[\p{Han}]{1,8}(?:村|社区|屯|庄|寨)\s?(?:第?[\d十]{1,3}\s?(?:村民小组|小组|组|社|队))\s?(?:[\d十百]{1,5}\s?号)?`), false},
	}

	day  = `(?:19|20)\d{2}\s?[年.\-/]\s?\d{1,2}\s?[月.\-/]\s?\d{1,2}\s?[日号]?`
	born = []form{
		{Birth, regexp.MustCompile(`(?:生日|出生日期|出生年月日?|出生于|生于|出生在|出生|生辰|出生时间)\s?(?:[是为:：=]|就是)?\s*[:：]?\s*(` + day + `|(?:19|20)\d{6})`), true},
		{Birth, regexp.MustCompile(`(` + day + `|(?:19|20)\d{6})\s?(?:出生|生的|生人|生,|生。|的生日|生$)`), true},
		{Birth, regexp.MustCompile(`(?:孩子|儿子|女儿|小孩|宝宝|娃)(?:是)?\s?(` + day + `)\s?(?:的|出?生|,)`), true},
	}
)

// limits are words behind a day that make it one of a rule: 2018年8月31日前出生的.
var limits = regexp.MustCompile(`^\s?(?:\(?含|以?前|之前|以?后|之后|及|至|到|-|~|起|止|截止)`)
