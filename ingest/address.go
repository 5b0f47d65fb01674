package ingest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"wence/ingest/charset"
)

// addressList is the name of the list of addresses that may stand beside files.
const addressList = "urls.csv"

// maxAddressList bounds a list of addresses, in bytes.
const maxAddressList = 8 << 20

// addresses say where files were published, by the files' origins. They come from lists named urls.csv with the columns
// file (a path relative to the list's folder) and url (http or https).
type addresses map[string]string

// readFrom adds the list at a path on disk. It gives the reason why the list itself is no notice; "" when the file is no
// such list, or there is none.
func (a addresses) readFrom(path string) string {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxAddressList {
		return ""
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	folder := filepath.Dir(path)
	return a.read(data, func(file string) string { return filepath.Join(folder, filepath.FromSlash(file)) })
}

// read adds a list's rows; origin makes the origin of the file that a row names.
func (a addresses) read(data []byte, origin func(file string) string) string {
	text, err := charset.Decode(data)
	if err != nil {
		return ""
	}
	r := csv.NewReader(bytes.NewBufferString(text.Text))
	r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, true
	head, err := r.Read()
	if err != nil || len(head) < 2 || !strings.EqualFold(strings.TrimSpace(head[0]), "file") || !strings.EqualFold(strings.TrimSpace(head[1]), "url") {
		return ""
	}
	taken, wrong := 0, 0
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		file, at := "", ""
		if err == nil && len(row) >= 2 {
			file, at = strings.TrimSpace(row[0]), webAddress(row[1])
		}
		if file == "" || at == "" {
			wrong++
			continue
		}
		a[origin(strings.ReplaceAll(file, `\`, "/"))] = at
		taken++
	}
	reason := fmt.Sprintf("网址对照表,列有%d个文件", taken)
	if wrong > 0 {
		reason += fmt.Sprintf(";另有%d行缺文件名或网址不以http开头,没有采用", wrong)
	}
	return reason
}

// webAddress is an absolute http or https address; "" for everything else, which nobody can follow from a citation.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return s
}
