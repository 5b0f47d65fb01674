package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"wence/ingest"
	"wence/retrieval"
)

// writeReport tells what became of the files, last those that failed with reason and remedy, and the sums.
func writeReport(w io.Writer, r ingest.Report, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(r)
	}
	for _, rec := range r.Records {
		if rec.State == ingest.Stored || rec.State == ingest.Replaced {
			fmt.Fprintf(w, "✓ %s:%s(%d段)\n", oneLine(rec.Label), oneLine(titleOr(rec.Title)), rec.Passages)
			for _, note := range rec.Notes {
				fmt.Fprintf(w, "  注意:%s。\n", note)
			}
		}
	}
	for _, rec := range r.Records {
		switch rec.State {
		case ingest.Failed:
			writeFailure(w, rec)
		case ingest.Missing:
			fmt.Fprintf(w, "? %s:%s,%s。%s。\n", oneLine(rec.Label), oneLine(titleOr(rec.Title)), rec.Reason, rec.Remedy)
		case ingest.Withdrawn:
			fmt.Fprintf(w, "- %s:%s,%s,已撤下。\n", oneLine(rec.Label), oneLine(titleOr(rec.Title)), rec.Reason)
		case ingest.Restored:
			fmt.Fprintf(w, "+ %s:%s,%s,已恢复。\n", oneLine(rec.Label), oneLine(titleOr(rec.Title)), rec.Reason)
		}
	}
	return writeSum(w, r)
}

func writeFailure(w io.Writer, rec ingest.Record) {
	fmt.Fprintf(w, "✗ %s:%s。%s。\n", oneLine(rec.Label), rec.Reason, rec.Remedy)
}

// oneLine keeps a name from breaking the report: line ends and what a terminal would obey are shown as codes.
func oneLine(name string) string {
	var b strings.Builder
	for _, r := range name {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func writeSum(w io.Writer, r ingest.Report) error {
	_, err := fmt.Fprintf(w, "新收录%d个,替换%d个,未变%d个,跳过%d个,失败%d个;共%d段,新算向量%d个。\n",
		r.Count(ingest.Stored), r.Count(ingest.Replaced), r.Count(ingest.Unchanged), r.Count(ingest.Skipped),
		r.Count(ingest.Failed), r.Passages, r.Vectors)
	if gone, back := r.Count(ingest.Missing)+r.Count(ingest.Withdrawn), r.Count(ingest.Restored); err == nil && gone+back > 0 {
		_, err = fmt.Fprintf(w, "以前收录、现已不在原处%d个,其中撤下%d个;放回后恢复%d个。\n", gone, r.Count(ingest.Withdrawn), back)
	}
	return err
}

// writeBatch is writeReport for one of many batches: silent when nothing changed, one line of JSON each.
func writeBatch(w io.Writer, r ingest.Report, asJSON bool) error {
	if r.Count(ingest.Unchanged)+r.Count(ingest.Skipped) == len(r.Records) && r.Vectors == 0 {
		return nil
	}
	if !asJSON {
		return writeReport(w, r, false)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

func titleOr(title string) string {
	if title == "" {
		return "(原文未注明标题)"
	}
	return title
}

// previewJSON is a line of `wence ingest --dry-run --json`.
type previewJSON struct {
	ingest.Record
	Notice *retrieval.Notice `json:"notice,omitempty"`
}

// writePreview shows what was read of one file.
func writePreview(w io.Writer, rec ingest.Record, e retrieval.Entry, asJSON bool) error {
	if asJSON {
		line := previewJSON{Record: rec}
		if rec.State == ingest.Previewed {
			line.Notice = &e.Notice
		}
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(line)
	}
	switch rec.State {
	case ingest.Failed:
		writeFailure(w, rec)
	case ingest.Skipped:
		fmt.Fprintf(w, "- %s:%s\n", oneLine(rec.Label), rec.Reason)
	case ingest.Previewed:
		fmt.Fprintf(w, "✓ %s(%s,%d字节,%d段,%d个表格,%d页)\n", oneLine(rec.Label), rec.Type, rec.Bytes, rec.Passages, len(e.Notice.Tables), lastPage(e.Notice))
		if err := writeUnderstood(w, e.Notice); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}

func lastPage(n retrieval.Notice) int {
	if len(n.Pages) == 0 {
		return 0
	}
	return n.Pages[len(n.Pages)-1].Number
}
