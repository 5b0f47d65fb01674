// Package zh holds what is particular to Chinese text.
//
// Notices come in both scripts, in full and half width, with spaces between
// characters and radicals in place of characters where a PDF was badly made.
// So that these differences do not matter, search and comparison run over one
// normal form:
//
//	original --Normalize--> Text.Norm         what is indexed, matched, read
//	original <--Original--- span of Text.Norm what is shown and cited
//
// The normal form, step by step:
//
//   - invisible characters (zero-width spaces and joiners, soft hyphens,
//     byte-order and direction marks, variation selectors) are dropped;
//   - NFKC: full-width ,:;!?()% and digits become ASCII, ㎡ becomes m2.
//     A digit that NFKC makes out of another character (①, ⑵, ½, ², ⒈) never
//     grows together with digits beside it: a space keeps them apart;
//   - CJK radicals become the characters they look like (⺠ to 民);
//   - every quotation mark “”„‟‘’‚‛「」『』"' becomes '"';
//   - every run of dashes and hyphens ‐‑‒–—―─━− becomes one '-', and every
//     wave ~〜∼～ becomes '~', so 2018——2020 and 2018-2020 are alike;
//     the fraction slash ⁄ becomes '/';
//   - Traditional becomes Simplified, longest phrase first;
//   - white space beside a Chinese character or Chinese punctuation, a bracket
//     or one of ;!?" is dropped, as it is before % , : and at both ends
//     of the text. What is left between other characters becomes one space, so
//     "1. 50" and the cells "3\t5" do not turn into 1.50 and 35.
//
// Letters keep their case. 。、《》〈〉〔〕【】· stay as they are.
package zh

import "unicode"

// SameEnd is how many characters two texts end alike with.
func SameEnd(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// IsHan reports whether r is a Chinese character (script Han, which includes
// 〇, 々 and the radicals, but no punctuation).
func IsHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x2E80 && unicode.Is(unicode.Han, r)
}
