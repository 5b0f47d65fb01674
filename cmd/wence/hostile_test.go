//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// samplesFolder is the folder of files in every format and state, beside the repository.
const samplesFolder = "../../../shared/samples"

// addressSpace bounds the program in kilobytes. The Go runtime reserves 1.4 GB of it and uses next to none of that.
const addressSpace = 2560 << 10

// hostile are samples that want to cost more than they should.
var hostile = []string{
	"doc/ole_garbage.doc", "doc/random.doc", "doc/truncated.doc", "docx/truncated.docx", "html/deep_nest.html",
	"pdf/bad_xref.pdf", "pdf/count_lie.pdf", "pdf/empty.pdf", "pdf/enc_userpw.pdf", "pdf/flate_bomb_1g.pdf", "pdf/leading_junk.pdf",
	"pdf/long_480p.pdf", "pdf/pagetree_loop.pdf", "pdf/random.pdf", "pdf/truncated.pdf", "pdf/truncated_2k.pdf",
	"xls/big_200k.xlsx", "xls/bomb.xlsx", "xls/farcell.xlsx",
	"zip/bomb_nested.zip", "zip/many_entries.zip", "zip/nested.zip", "zip/slip.zip", "zip/truncated.zip",
}

// made are further files: up to a limit, and over it.
func made(t *testing.T, dir string) {
	t.Helper()
	row := "<tr><td>学校名称</td><td>招生计划600人</td></tr>\n"
	full := func(piece string, size int) string { return strings.Repeat(piece, size/len(piece)) }
	write(t, filepath.Join(dir, "rows50.html"), "<html><body><table>"+full(row, 49<<20)+"</table></body></html>")
	write(t, filepath.Join(dir, "rows7.html"), "<html><body><table>"+full(row, 7<<20)+"</table></body></html>")
	write(t, filepath.Join(dir, "open7.html"), "<html><body>"+full("<b><i><font>文", 7<<20))
	write(t, filepath.Join(dir, "line15.txt"), full("雪浦县教育局招生六百人。", 15<<20))
	write(t, filepath.Join(dir, "line4.txt"), full("雪浦县教育局招生六百人。", 4<<20-100))
	write(t, filepath.Join(dir, "heads4.txt"), full("一、雪浦县教育局招生六百人\n", 4<<20-100))
	write(t, filepath.Join(dir, "brackets.txt"), strings.Repeat("(", 3<<20))
	write(t, filepath.Join(dir, "rows.csv"), "学校,计划\n"+full("雪浦一中,600\n", 3<<20))
	write(t, filepath.Join(dir, "deep.rtf"), `{\rtf1`+strings.Repeat("{", 1<<20))
	write(t, filepath.Join(dir, "spans.html"), "<html><body><table><tr><td rowspan=20000>"+full("长", 150_000)+"</td><td>1</td></tr>"+full("<tr><td>甲</td></tr>", 600_000)+"</table></body></html>")
	write(t, filepath.Join(dir, "head.mht"), "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n"+full(" x\n", 20<<20))
	write(t, filepath.Join(dir, "parts.mht"), "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"+full("--x\nContent-Type: text/html\n\n<p>\n", 20<<20))
	rng := rand.New(rand.NewPCG(1, 1))
	for _, extension := range []string{"pdf", "doc", "docx", "wps", "xls", "xlsx", "html", "txt", "zip", "jpg", "rtf", "csv", "md"} {
		noise := make([]byte, 1<<20)
		for i := range noise {
			noise[i] = byte(rng.Uint32())
		}
		write(t, filepath.Join(dir, "noise."+extension), string(noise))
	}
}

// TestHostile: whatever the files hold, the run ends, names each, writes nowhere else, and keeps to its memory.
func TestHostile(t *testing.T) {
	dir := t.TempDir()
	for _, name := range hostile {
		data, err := os.ReadFile(filepath.Join(samplesFolder, name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "in", name), string(data))
	}
	made(t, filepath.Join(dir, "in", "made"))
	write(t, filepath.Join(dir, "in", "good.txt"), sampleNotice)

	start := time.Now()
	// Vectors of hundreds of thousands of rows would take most of the suite's time and show nothing: no server makes them.
	p := begin(t, filepath.Join(dir, "store.db"), fmt.Sprintf(`ulimit -v %d; cd %s; export WENCE_EMBED_URL=http://127.0.0.1:1 WENCE_EMBED_MODEL=none; exec "$@"`, addressSpace, filepath.Join(dir, "in")), "ingest", ".")
	code := p.status(15 * time.Minute)
	usage := p.cmd.ProcessState.SysUsage().(*syscall.Rusage)
	t.Logf("%v, at most %d MB in memory at once\n%s", time.Since(start).Round(time.Second), usage.Maxrss>>10, p.stdout.String())
	if code != 1 {
		t.Fatalf("exit status %d: %.3000s", code, p.stderr.String())
	}
	for _, want := range []string{"✓ good.txt", "✗ flate_bomb_1g.pdf:文件超出读取上限", "✗ bomb.xlsx:文件超出读取上限", "✗ rows50.html:", "✗ line15.txt:", "✗ noise.pdf:", "✗ many_entries.zip:"} {
		if !strings.Contains(p.stdout.String(), want) {
			t.Errorf("report lacks %q", want)
		}
	}
	for _, bad := range []string{"panic", "goroutine"} {
		if strings.Contains(p.stderr.String(), bad) {
			t.Errorf("%s in the log: %.3000s", bad, p.stderr.String())
		}
	}
	for _, name := range []string{"escaped.txt", "evil.txt", "in/escaped.txt", "in/evil.txt", "../escaped.txt"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}
