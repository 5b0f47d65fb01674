package ingest

import (
	"context"
	"iter"
	"path"
	"strings"

	"wence/ingest/archive"
	"wence/ingest/document"
)

// memberMark stands between an archive's origin and the path of a file within it.
const memberMark = "!/"

// members gives the files of an archive, each with an origin, a name and an address of its own. What concerns the
// archive as a whole comes as the archive itself, with a problem in place of its bytes.
func members(ctx context.Context, f File, data []byte) iter.Seq[File] {
	return func(yield func(File) bool) {
		beside := newBeside(f, data)
		n := 0
		for m, err := range archive.Members(ctx, data, archive.Limits{}) {
			n++
			one := File{Name: f.Name, Origin: f.Origin, Label: f.label(), Open: func() ([]byte, error) { return m.Data, err }}
			if m.Path == "" {
				one.Open = func() ([]byte, error) { return data, err }
			} else {
				one.Name, one.Origin, one.Label = path.Base(m.Path), f.Origin+memberMark+m.Path, f.label()+memberMark+m.Path
				one.URL, one.Skip = beside.addresses[one.Origin], firstOf(m.Skipped, beside.skip(m.Path))
			}
			if ctx.Err() != nil || !yield(one) {
				return
			}
		}
		if n == 0 {
			yield(File{Name: f.Name, Origin: f.Origin, Label: f.label(), Open: func() ([]byte, error) {
				return data, document.NoText("压缩包里没有文件", "请重新压缩后提交")
			}})
		}
	}
}

func (f File) label() string { return firstOf(f.Label, f.Name) }

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// beside is what the members of an archive say about one another.
type beside struct {
	paths     map[string]bool
	lists     map[string]string // why a list of addresses is no notice, by its path
	addresses addresses
}

func newBeside(f File, data []byte) beside {
	b := beside{paths: map[string]bool{}, lists: map[string]string{}, addresses: addresses{}}
	for _, e := range archive.Entries(data) {
		b.paths[e.Path] = true
		if !strings.EqualFold(path.Base(e.Path), addressList) {
			continue
		}
		if list, err := e.Read(maxAddressList); err == nil {
			b.lists[e.Path] = b.addresses.read(list, func(file string) string {
				return f.Origin + memberMark + path.Join(path.Dir(e.Path), file)
			})
		}
	}
	return b
}

// skip says why nobody means a member to be read; "" = read it.
func (b beside) skip(member string) string {
	for dir := path.Dir(member); dir != "."; dir = path.Dir(dir) {
		if isCompanion(path.Base(dir), func(page string) bool { return b.paths[path.Join(path.Dir(dir), page)] }) {
			return companion
		}
	}
	return b.lists[member]
}
