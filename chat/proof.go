package chat

import "regexp"

// Questions for things of a kind, and what of it a sentence must name to answer: one on who may apply is no answer to
// what papers to bring.
var proofs = []struct{ asked, proof *regexp.Regexp }{
	{
		regexp.MustCompile(`(?:哪些|什么|啥|咩|交|带|准备|提交)[^,。?]{0,4}(?:材料|资料|证件|手续)`),
		regexp.MustCompile(`材料|资料|证件|手续|证明|证书|户口|户籍|身份证|居住证|资格证|接种证|合同|凭证|凭.{0,8}[证单]|原件|复印件|照片|[请记批核]表|申请书|房产`),
	},
	{regexp.MustCompile(`名单`), regexp.MustCompile(`名单|附件|如下`)},
	{regexp.MustCompile(`(?i)网址|哪个网站|什么网站|公众号|小程序|什么app`), regexp.MustCompile(`(?i)网|平台|系统|公众号|小程序|app`)},
}

// proofOf is what a sentence must hold to answer a question in the normal form, nil for nothing in particular.
func proofOf(folded string) *regexp.Regexp {
	for _, p := range proofs {
		if p.asked.MatchString(folded) {
			return p.proof
		}
	}
	return nil
}
