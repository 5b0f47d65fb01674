package web

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"wence/chat/cited"
	"wence/retrieval"
)

// KindWord says a kind of fact in a word: 补贴.
func KindWord(k retrieval.FactKind) string {
	switch k {
	case retrieval.Subsidy:
		return "补贴"
	case retrieval.Quota:
		return "名额"
	case retrieval.Deadline:
		return "时限"
	case retrieval.Requirement:
		return "要求"
	case retrieval.Target:
		return "目标"
	}
	return string(k)
}

// factColumns head the table of facts.
var factColumns = []string{"类别", "对象", "数值", "原文数值", "下限", "上限", "单位", "按", "条件", "起", "止", "地区", "文件", "文号", "发布日期", "效力", "原文", "出处"}

// WriteFacts writes facts as CSV (RFC 4180) with a head, in UTF-8 with the mark by which spreadsheets know it. The
// validity of each notice is that of the day.
func WriteFacts(w io.Writer, facts []retrieval.Fact, day retrieval.Date) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	table := csv.NewWriter(w)
	table.UseCRLF = true
	if err := table.Write(factColumns); err != nil {
		return err
	}
	for _, f := range facts {
		n := cited.NoticeOf(*f.Notice, day)
		row := []string{
			KindWord(f.Kind), f.Who, f.Figure, f.Words, number(f.Low), number(f.High), f.Unit, f.Per, f.Condition,
			string(f.Period.From), string(f.Period.Until), n.Region, n.Title, n.Number, string(n.Published),
			stateWord(n.Validity.State), f.Quote, factLink(f),
		}
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := table.Write(row); err != nil {
			return err
		}
	}
	table.Flush()
	return table.Error()
}

// WriteFactLines writes facts as JSON, one a line, in the form of the API.
func WriteFactLines(w io.Writer, facts []retrieval.Fact, day retrieval.Date) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for _, r := range rulings(facts, day) {
		if err := lines.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// number writes a bound; dates have none.
func number(v float64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// harmless keeps a cell from being taken for a formula: what a notice says must not run in a reader's spreadsheet.
func harmless(cell string) string {
	if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
		return "'" + cell // spreadsheets take the full-width signs for the others
	}
	return cell
}
