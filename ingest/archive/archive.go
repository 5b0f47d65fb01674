// Package archive takes zip archives apart, archives within archives included, without writing anything to disk.
//
// Bytes go in; Members yields one file after another, or the Problem that stands in the way of one. Names are labels
// only: they are decoded, cleaned and made unique, and no path is ever opened by them.
package archive

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"iter"

	"wence/ingest/document"
	"wence/ingest/sniff"
	"wence/ingest/sniff/container"
)

// Limits bound what one archive may cost. A zero field takes its default.
type Limits struct {
	Members int   // files, over all depths; default 2,000
	Member  int64 // bytes of one file, unpacked; default 100 MB
	Total   int64 // bytes of all files, unpacked; default 500 MB
	Ratio   int64 // unpacked to packed size of a file over 1 MB; default 200
	Depth   int   // archives within one another, the outermost counted; default 3
}

func (l Limits) withDefaults() Limits {
	if l.Members == 0 {
		l.Members = 2000
	}
	if l.Member == 0 {
		l.Member = 100 << 20
	}
	if l.Total == 0 {
		l.Total = 500 << 20
	}
	if l.Ratio == 0 {
		l.Ratio = 200
	}
	if l.Depth == 0 {
		l.Depth = 3
	}
	return l
}

// ratioFrom is the unpacked size in bytes from which the ratio counts: short repetitive texts pack well.
const ratioFrom = 1 << 20

// Member is a file in an archive.
type Member struct {
	Path    string // label: the name as stored, decoded and cleaned, after those of the archives around it; "" = the archive itself
	Data    []byte // nil when skipped
	Skipped string // why nobody means this file to be read, in Chinese; "" = read it
}

// Members yields the files of a zip archive in its order. A *document.Problem beside a Member concerns that file alone;
// beside a Member without a Path it concerns the rest of the archive, and is the last. The context's error is the last
// too.
func Members(ctx context.Context, data []byte, limits Limits) iter.Seq2[Member, error] {
	return func(yield func(Member, error) bool) {
		w := &walk{ctx: ctx, limits: limits.withDefaults(), yield: yield, seen: map[string]int{}}
		w.archive(data, "", 1)
	}
}

// walk is one run over an archive.
type walk struct {
	ctx     context.Context
	limits  Limits
	yield   func(Member, error) bool
	members int
	total   int64
	seen    map[string]int
}

// archive yields the files of one archive; it reports whether to go on.
func (w *walk) archive(data []byte, label string, depth int) bool {
	reader, err := container.Zip(data)
	if err != nil {
		return w.yield(Member{Path: label}, zipProblem(err)) && depth > 1
	}
	for _, f := range reader.File {
		if w.ctx.Err() != nil {
			w.yield(Member{}, fmt.Errorf("read archive: %w", w.ctx.Err()))
			return false
		}
		if f.FileInfo().IsDir() {
			continue
		}
		if w.members++; w.members > w.limits.Members {
			w.yield(Member{}, document.TooLarge(fmt.Sprintf("压缩包内不得超过%d个文件,其余文件没有读取", w.limits.Members)))
			return false
		}
		if !w.file(f, label, depth) {
			return false
		}
	}
	return true
}

// file yields one file, or the files within it when it is an archive.
func (w *walk) file(f *zip.File, label string, depth int) bool {
	name := clean(decoded(f))
	m := Member{Path: w.unique(join(label, name))}
	if m.Skipped = skipped(name, f.UncompressedSize64); m.Skipped != "" {
		return w.yield(m, nil)
	}
	content, err := w.unpack(f)
	if errors.Is(err, errTotal) {
		w.yield(Member{}, document.TooLarge(fmt.Sprintf("压缩包解压后合计不得超过%d MB,其余文件没有读取", w.limits.Total>>20)))
		return false
	}
	if err != nil {
		return w.yield(m, w.problem(err))
	}
	if sniff.Type(content, name) != sniff.ZIP {
		m.Data = content
		return w.yield(m, nil)
	}
	if depth >= w.limits.Depth {
		return w.yield(m, document.TooLarge(fmt.Sprintf("压缩包嵌套不得超过%d层", w.limits.Depth)))
	}
	return w.archive(content, m.Path, depth+1)
}

var (
	errTotal     = fmt.Errorf("archive over its total: %w", document.ErrTooLarge)
	errRatio     = fmt.Errorf("ratio of sizes: %w", document.ErrTooLarge)
	errEncrypted = fmt.Errorf("zip entry: %w", document.ErrEncrypted)
)

// encryptedFlag marks an entry that needs a password.
const encryptedFlag = 0x1

func (w *walk) unpack(f *zip.File) ([]byte, error) {
	size := f.UncompressedSize64
	switch {
	case f.Flags&encryptedFlag != 0:
		return nil, errEncrypted
	case size > ratioFrom && size/uint64(w.limits.Ratio) > f.CompressedSize64:
		return nil, errRatio
	case size <= uint64(w.limits.Member) && w.total+int64(size) > w.limits.Total:
		return nil, errTotal
	}
	content, err := container.ReadPart(f, w.limits.Member)
	w.total += int64(len(content))
	return content, err
}

// problem words what stands in the way of one file.
func (w *walk) problem(err error) *document.Problem {
	switch {
	case errors.Is(err, errRatio):
		return document.TooLarge(fmt.Sprintf("压缩包内文件的压缩比不得超过%d", w.limits.Ratio))
	case errors.Is(err, document.ErrTooLarge):
		return document.TooLarge(fmt.Sprintf("压缩包内单个文件不得超过%d MB", w.limits.Member>>20))
	case errors.Is(err, document.ErrEncrypted):
		return document.Encrypted("压缩包")
	case errors.Is(err, zip.ErrAlgorithm):
		return &document.Problem{
			Reason: "压缩包使用了不支持的压缩方法",
			Remedy: "请解压后提交其中的文件,或用标准ZIP方式重新压缩",
			Err:    errors.Join(document.ErrDamaged, err),
		}
	}
	return document.Damaged("压缩包成员", err)
}

// zipProblem words why an archive cannot be opened.
func zipProblem(err error) *document.Problem {
	if errors.Is(err, document.ErrTooLarge) {
		return document.TooLarge("压缩包内的文件过多(目录超过8 MB)")
	}
	return document.Damaged("ZIP压缩包", err)
}
