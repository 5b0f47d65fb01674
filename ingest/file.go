package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"wence/ingest/document"
)

// A File is one thing to ingest: where it is from and how to get at its bytes.
type File struct {
	Name   string // base name, the notice's source
	Origin string // identity: a changed text under the same origin replaces the notice
	Open   func() ([]byte, error)
}

// Files lists the files under the paths, in order: a file is itself, a folder all that is below it in lexical order.
// A path that does not exist is an error at once, before anything is read. Links to folders are not followed.
func Files(ctx context.Context, paths []string) ([]File, error) {
	var all []File
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		if err != nil {
			return nil, fmt.Errorf("list files: %w", err)
		}
		if _, err := os.Stat(abs); err != nil {
			return nil, fmt.Errorf("list files: %w", err)
		}
		err = filepath.WalkDir(abs, func(at string, d fs.DirEntry, err error) error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			switch {
			case err != nil && d != nil && d.IsDir():
				all = append(all, File{Name: filepath.Base(at), Origin: at, Open: func() ([]byte, error) { return nil, err }})
				return fs.SkipDir
			case err != nil:
				return err
			case d.IsDir() || !d.Type().IsRegular() && d.Type()&fs.ModeSymlink == 0:
				return nil
			}
			all = append(all, OnDisk(at))
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("list files: %w", err)
		}
	}
	return all, nil
}

// OnDisk is the file at an absolute path. Its bytes are read when it is opened, and not when it is over MaxFile.
func OnDisk(path string) File {
	return File{Name: filepath.Base(path), Origin: path, Open: func() ([]byte, error) {
		info, err := os.Stat(path)
		if err != nil {
			return nil, unreadable(err)
		}
		if info.Size() > MaxFile {
			return nil, tooLarge(info.Size())
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, unreadable(err)
		}
		return data, nil
	}}
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
	if errors.Is(err, fs.ErrPermission) {
		p.Reason, p.Remedy = "没有读取这个文件的权限", "请用 chmod 放开读取权限,或换有权限的用户运行"
	}
	return p
}

func tooLarge(size int64) error {
	return document.TooLarge(fmt.Sprintf("单个文件不得超过%d MB(该文件%d MB)", MaxFile>>20, size>>20))
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
