package rtf

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"wence/ingest/word/paragraph"
)

// byCharset maps a font's \fcharset to its code page; the others follow the document's.
var byCharset = map[int]int{2: symbols, 128: 932, 129: 949, 134: 936, 136: 950}

// symbols is the code page of symbol fonts.
const symbols = 42

// decode reads bytes of a code page; what is no character of it becomes U+FFFD.
func decode(b []byte, page int) string {
	if page == symbols {
		var text strings.Builder
		for _, c := range b {
			text.WriteString(paragraph.Symbol(int(c)))
		}
		return text.String()
	}
	text, err := codepage(page).NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(text)
}

// codepage gives the encoding of a code page. GB 18030 contains GBK; pages of other scripts read as Western.
func codepage(n int) encoding.Encoding {
	switch n {
	case 936, 54936, 10008:
		return simplifiedchinese.GB18030
	case 950, 10002:
		return traditionalchinese.Big5
	case 932:
		return japanese.ShiftJIS
	case 949:
		return korean.EUCKR
	}
	return charmap.Windows1252
}
