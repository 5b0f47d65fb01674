package archive

import (
	"archive/zip"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// decoded is an entry's name as text. Programs on Chinese systems write GBK without saying so.
func decoded(f *zip.File) string {
	if !f.NonUTF8 || utf8.ValidString(f.Name) {
		return f.Name
	}
	name, err := simplifiedchinese.GB18030.NewDecoder().String(f.Name)
	if err != nil {
		return strings.ToValidUTF8(f.Name, "\uFFFD")
	}
	return name
}

// drive matches the start of a path on a Windows drive.
var drive = regexp.MustCompile(`^[A-Za-z]:`)

// clean makes a name a plain relative path: forward slashes, no drive, no steps upwards, no control characters.
func clean(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	name = drive.ReplaceAllString(strings.ReplaceAll(name, `\`, "/"), "")
	if name = path.Clean("/" + name)[1:]; name == "" {
		return "未命名"
	}
	return name
}

func join(label, name string) string {
	if label == "" {
		return name
	}
	return label + "/" + name
}

// unique tells apart files of the same name: the second becomes "name(2).txt".
func (w *walk) unique(label string) string {
	w.seen[label]++
	n := w.seen[label]
	if n == 1 {
		return label
	}
	extension := path.Ext(label)
	return w.unique(fmt.Sprintf("%s(%d)%s", strings.TrimSuffix(label, extension), n, extension))
}

// skipped says why a file is none that anybody means to be read: what systems and programs leave beside documents.
func skipped(name string, size uint64) string {
	base := path.Base(name)
	switch {
	case strings.HasPrefix(name, "__MACOSX/") || strings.Contains(name, "/__MACOSX/"), strings.HasPrefix(base, "."),
		strings.EqualFold(base, "Thumbs.db"), strings.EqualFold(base, "desktop.ini"):
		return "系统文件,已跳过"
	case strings.HasPrefix(base, "~$"):
		return "Office临时文件,已跳过"
	case size == 0:
		return "空文件,已跳过"
	}
	return ""
}
