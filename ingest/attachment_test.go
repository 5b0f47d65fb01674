package ingest

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"wence/retrieval"
)

const pageWithFiles = `<html><head><meta name="ArticleTitle" content="雪浦县教育局关于公布2025年招生计划的通知"><meta name="Url" content="http://edu.example.cn/tz/202503/t1.html"></head>
<body><div class="TRS_Editor"><p>雪浦县教育局关于公布2025年招生计划的通知</p><p>各学校:</p><p>现将2025年招生计划公布如下,请各学校按照计划做好招生工作,严格控制班额,确保适龄儿童入学。</p><p>雪浦县教育局</p><p>2025年3月1日</p>
<p><a href="./W020250301.csv">2025年小学招生计划表.csv</a></p><p><a href="/down.jsp?id=7&file=b.txt">登记办法</a></p><p><a href="./gone.docx">没有下载的文件.docx</a></p></div></body></html>`

// TestAttachmentsOfPages: what a page links to is taken from the folder beside it, with what the page says of it, once.
func TestAttachmentsOfPages(t *testing.T) {
	in, store := newIngester(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "tz", "page.html"), pageWithFiles)
	write(t, filepath.Join(dir, "tz", "files", "w020250301.CSV"), "学校,计划人数\n一小,45\n二小,90\n")
	write(t, filepath.Join(dir, "tz", "files", "b.txt"), "一、登记时间为每天上午。\n二、逾期不再受理。\n")
	write(t, filepath.Join(dir, "tz", "files", "c.txt"), notice(3))
	equal(t, ingested(t, in, dir), "stored b.txt", "stored c.txt", "stored w020250301.CSV", "stored page.html")

	in.Attachments = "files"
	again := []string{"unchanged page.html", "replaced page.html 的附件 w020250301.CSV", "replaced page.html 的附件 b.txt", "unchanged c.txt"}
	equal(t, ingested(t, in, dir), again...)
	sheet := known(t, store, filepath.Join(dir, "tz", "files", "w020250301.CSV"))
	if sheet.Title != "2025年小学招生计划表" || sheet.URL != "http://edu.example.cn/tz/202503/W020250301.csv" ||
		sheet.Region.Name != known(t, store, filepath.Join(dir, "tz", "page.html")).Region.Name || sheet.Issuer != "雪浦县教育局" ||
		!strings.Contains(strings.Join(sheet.Notes, ";"), "是《雪浦县教育局关于公布2025年招生计划的通知》的附件") {
		t.Errorf("the page lent %+v", sheet)
	}
	if rules := known(t, store, filepath.Join(dir, "tz", "files", "b.txt")); rules.URL != "http://edu.example.cn/down.jsp?id=7&file=b.txt" {
		t.Errorf("the file named in an argument is at %q", rules.URL)
	}
	for i := range again {
		again[i] = strings.Replace(again[i], "replaced", "unchanged", 1)
	}
	equal(t, ingested(t, in, dir), again...)

	fresh, store := newIngester(t)
	fresh.Attachments = filepath.Join(dir, "tz", "files")
	equal(t, ingested(t, fresh, filepath.Join(dir, "tz", "page.html")), "stored page.html", "stored page.html 的附件 w020250301.CSV", "stored page.html 的附件 b.txt")
	notes := strings.Join(known(t, store, filepath.Join(dir, "tz", "page.html")).Notes, ";")
	if !strings.Contains(notes, "网页另有1个附件") || !strings.Contains(notes, "没有下载的文件.docx") || strings.Contains(notes, "登记办法") {
		t.Errorf("notes %q name what was found, or not what is missing", notes)
	}
}

// known is the notice stored from a file.
func known(t *testing.T, store Store, origin string) retrieval.Notice {
	t.Helper()
	n, err := store.Known(context.Background(), origin, "")
	if err != nil {
		t.Fatalf("%s: %v", origin, err)
	}
	return n
}
