package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"wence/ingest/document"
)

// A File is one thing to ingest: where it is from and how to get at its bytes.
type File struct {
	Name   string // base name, the notice's source
	Origin string // identity: a changed text under the same origin replaces the notice
	Label  string // what reports call it; defaults to Name. A member's begins with its archive
	URL    string // where it was published, as a list beside it says; "" = the file itself may say
	Skip   string // why nobody means it to be read, in Chinese; "" = read it
	Open   func() ([]byte, error)
	page   *page // the page that it was published with, nil = none
}

// OnDisk is the file at an absolute path. Its bytes are read when it is opened, and not when it is over MaxFile.
func OnDisk(path string) File {
	return File{Name: filepath.Base(path), Origin: path, Open: func() ([]byte, error) {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return nil, unreadable(err)
		case !info.Mode().IsRegular():
			return nil, unreadable(fmt.Errorf("%s is no regular file", path))
		case info.Size() > MaxFile:
			return nil, tooLarge(info.Size())
		}
		data, err := readUpTo(path, MaxFile)
		switch {
		case err != nil:
			return nil, unreadable(err)
		case len(data) > MaxFile: // it grew meanwhile
			return nil, tooLarge(int64(len(data)))
		}
		return data, nil
	}}
}

// readUpTo reads a file, and one byte over the limit at most.
func readUpTo(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit+1))
}

// InFS lists the files of a file system such as the bundled samples; prefix marks their origin.
func InFS(fsys fs.FS, prefix string) ([]File, error) {
	var all []File
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all = append(all, File{Name: filepath.Base(path), Origin: prefix + path, Open: func() ([]byte, error) {
			return fs.ReadFile(fsys, path)
		}})
		return nil
	})
	return all, err
}

func unreadable(err error) error {
	p := &document.Problem{Reason: "文件无法打开:" + err.Error(), Remedy: "请检查文件是否存在、是否有读取权限", Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Reason, p.Remedy = "文件不存在,可能已被移走,或是指向它处的链接已失效", "请检查路径后重新运行"
	case errors.Is(err, fs.ErrPermission):
		p.Reason, p.Remedy = "没有读取权限", "请用 chmod 放开读取权限,或换有权限的用户运行"
	}
	return p
}

func tooLarge(size int64) error {
	return document.TooLarge(fmt.Sprintf("单个文件不得超过%d MB(该文件%.1f MB)", MaxFile>>20, math.Ceil(float64(size)/(1<<20)*10)/10))
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
