package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Files lists the files under the paths, each once, in order: a file is itself, a folder all that is below it in lexical
// order. A path that does not exist is an error at once, before anything is read. Links to folders are not followed,
// hidden folders not entered. A urls.csv gives the files beside and below it their addresses, see [addresses].
func Files(ctx context.Context, paths []string) ([]File, error) {
	l := listing{seen: map[string]bool{}, addresses: addresses{}, lists: map[string]string{}}
	for _, path := range paths {
		if err := l.add(ctx, path); err != nil {
			return nil, fmt.Errorf("list files: %w", err)
		}
	}
	for i := range l.files {
		l.files[i].URL = l.addresses[l.files[i].Origin]
	}
	return l.files, nil
}

// A listing is a list of files in the making.
type listing struct {
	files     []File
	seen      map[string]bool // by origin
	addresses addresses
	lists     map[string]string // why a list of addresses is no notice, by its path
}

func (l *listing) add(ctx context.Context, path string) error {
	root, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(root)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("没有 %s 这个文件或文件夹,请核对路径", path)
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		l.list(filepath.Join(filepath.Dir(root), addressList))
		l.file(root)
		return nil
	}
	return filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && d != nil && d.IsDir():
			l.append(File{Name: filepath.Base(at), Origin: at, Open: func() ([]byte, error) { return nil, unreadable(err) }})
			return fs.SkipDir
		case err != nil:
			l.append(OnDisk(at)) // gone or out of reach since the folder was listed: opening it says so
			return nil
		case d.IsDir():
			return l.folder(at, root)
		}
		if d.Type()&fs.ModeSymlink != 0 {
			if info, err := os.Stat(at); err == nil && !info.Mode().IsRegular() {
				return nil
			}
		} else if !d.Type().IsRegular() {
			return nil
		}
		l.file(at)
		return nil
	})
}

// folder decides whether a folder below the root is entered.
func (l *listing) folder(at, root string) error {
	name := filepath.Base(at)
	switch {
	case at == root:
		return nil
	case strings.HasPrefix(name, "."):
		return fs.SkipDir
	case isCompanion(name, func(page string) bool { _, err := os.Stat(filepath.Join(filepath.Dir(at), page)); return err == nil }):
		l.append(File{Name: name, Origin: at, Skip: companion})
		return fs.SkipDir
	}
	return nil
}

func (l *listing) file(at string) {
	f := OnDisk(at)
	if strings.EqualFold(f.Name, addressList) {
		f.Skip = l.list(at)
	}
	l.append(f)
}

// list reads a list of addresses once.
func (l *listing) list(at string) string {
	if _, read := l.lists[at]; !read {
		l.lists[at] = l.addresses.readFrom(at)
	}
	return l.lists[at]
}

func (l *listing) append(f File) {
	if !l.seen[f.Origin] {
		l.seen[f.Origin] = true
		l.files = append(l.files, f)
	}
}

// companion says why the pictures and scripts that a browser saves beside a page are not read.
const companion = "随网页保存的配套文件"

// isCompanion reports the folder in which a browser saved what belongs to a page beside it.
func isCompanion(folder string, exists func(page string) bool) bool {
	for _, suffix := range []string{"_files", ".files"} {
		if page, ok := strings.CutSuffix(folder, suffix); ok {
			return slices.ContainsFunc([]string{".html", ".htm", ".shtml"}, func(extension string) bool { return exists(page + extension) })
		}
	}
	return false
}

// leftBehind says why a file is none that anybody means to be read, by its name; "" = it may be one.
func leftBehind(name string) string {
	switch {
	case strings.HasPrefix(name, "."), strings.EqualFold(name, "Thumbs.db"), strings.EqualFold(name, "desktop.ini"):
		return "系统文件"
	case strings.HasPrefix(name, "~$"):
		return "Office临时文件"
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".js", ".css", ".ico", ".woff", ".woff2":
		return companion
	}
	return ""
}
