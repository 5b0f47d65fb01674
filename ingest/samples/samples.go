// Package samples holds the notices that `wence demo` ingests, and the questions that it offers.
//
// The notices are written for the demo. Their province, cities and counties exist nowhere, and each notice says so in its
// first or last line. They come as governments publish them: plain text with a block of metadata, web pages with
// navigation around the notice, Markdown, a page in GB18030, a notice in Traditional script.
//
//	岚江省 ── 澜川市 ── 雁洲区, 鹤汀县
//	      └─ 榆川市 ── 荻溪县, 竹屿县, 鹿鸣湖管理区
//
// Rules of the province and the cities apply below; the counties answer some questions differently. One county notice
// was replaced, one repealed, one plan has ended (2019—2021), one rule starts in 2027.
//
// The folder eval holds questions over these notices for `wence eval`; it is not embedded.
package samples

import (
	"embed"
	"io/fs"
)

//go:embed notices
var files embed.FS

// FS is the folder of sample notices: regular files at its root, nothing else.
func FS() fs.FS {
	root, _ := fs.Sub(files, "notices") // fails on a malformed path only
	return root
}

// Questions are a few questions to try on the notices, in the order to show them. The caller may change the slice.
func Questions() []string {
	return []string{
		"鹤汀县三类地区的乡村教师每个月补助多少钱？", // a figure with its passage
		"班主任津贴是多少？",             // three places, three figures
		"荻溪县普惠性民办幼儿园每个孩子补助多少钱？", // only a plan that has ended says so
		"竹嶼縣公辦幼兒園一個月收多少錢？",      // Traditional script
	}
}
