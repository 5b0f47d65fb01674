package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	sqlite3 "modernc.org/sqlite/lib"
)

// Backup copies the store in the file at path into a new file at to: one moment of it, with what still stands in its log.
// Others may go on reading and writing meanwhile. The copy is whole and on the disk before it has its name. fs.ErrExist
// where to is a file already, fs.ErrNotExist where path is none.
func Backup(ctx context.Context, path, to string) error {
	s, err := attach(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(s.backup(ctx, to), s.disconnect())
}

// attach connects to a file of ours that is there. Nothing is migrated, and no background work begins.
func attach(ctx context.Context, path string) (*Store, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("attach store: %w", err)
	}
	s := &Store{path: absolute}
	if err := s.checkThere(); err != nil {
		return nil, err
	}
	if s.readers, err = openReaders(absolute); err == nil {
		err = s.checkOwned(ctx)
	}
	if err != nil {
		return nil, errors.Join(s.explain("open store", err), s.disconnect())
	}
	return s, nil
}

// checkThere refuses a path without a file.
func (s *Store) checkThere() error {
	if _, err := os.Stat(s.path); err != nil {
		return fmt.Errorf("没有数据文件 %s;请核对路径(WENCE_STORE),第一次使用先运行 wence ingest 或 wence migrate: %w", s.path, err)
	}
	return nil
}

// checkOwned refuses what is no store, an empty file included.
func (s *Store) checkOwned(ctx context.Context) error {
	if err := s.checkOwner(ctx); err != nil {
		return err
	}
	return s.read(ctx, func(tx transaction) error {
		var application int
		if err := tx.row(`PRAGMA application_id`).Scan(&application); err != nil {
			return err
		}
		if application != applicationID {
			return fmt.Errorf("文件 %s 是空的,不是问策的数据文件", s.path)
		}
		return nil
	})
}

func (s *Store) backup(ctx context.Context, to string) error {
	return place(to, func(part string) error {
		err := insist(ctx, func() error {
			conn, err := s.readers.db.Conn(ctx)
			if err != nil {
				return err
			}
			defer conn.Close()
			// the copy is a file of its own, which query_only forbids; the store is only read
			tx := transaction{ctx: ctx, conn: conn}
			if err := tx.exec(`PRAGMA query_only = 0`); err != nil {
				return err
			}
			return tx.exec(`VACUUM INTO ?`, part)
		})
		if code(err) == sqlite3.SQLITE_FULL { // of the two files only the new one grows
			return (&Store{path: to}).explain("back up", err)
		}
		return s.explain("back up", err)
	})
}

// Restore makes the store at path from the backup at from, which is read for damage first. It stands whole or not at all.
// fs.ErrExist where path is a file already: what stands there is never written over.
func Restore(ctx context.Context, from, path string) error {
	for _, part := range []string{path, path + "-wal", path + "-shm"} {
		if _, err := os.Lstat(part); err == nil {
			return fmt.Errorf("%s 已经在那里,不会覆盖;请先停止服务,移走原来的数据文件(连同 -wal 和 -shm): %w", part, fs.ErrExist)
		}
	}
	s, err := attach(ctx, from)
	if err != nil {
		return err
	}
	err = s.explain("check the backup", s.checkPages(ctx))
	if err == nil {
		err = s.backup(ctx, path)
	}
	return errors.Join(err, s.disconnect())
}

// checkPages reads the whole file for damage.
func (s *Store) checkPages(ctx context.Context) error {
	return s.read(ctx, func(tx transaction) error {
		var found string
		if err := tx.row(`PRAGMA integrity_check(1)`).Scan(&found); err != nil {
			return err
		}
		if found != "ok" {
			return fmt.Errorf("备份文件 %s 已损坏,请换一份备份:%s", s.path, found)
		}
		return nil
	})
}

// place has a file made under another name beside it, and gives it its name when it is whole and on the disk.
func place(path string, fill func(part string) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("文件 %s 已经存在,不会覆盖;请换一个文件名: %w", path, fs.ErrExist)
	}
	if err := checkPlace(path); err != nil {
		return err
	}
	part := path + ".part"
	defer os.Remove(part) // it has its name, or is not wanted
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove an unfinished copy: %w", err)
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL, 0o600) // questions are in it: nobody else's to read
	if err != nil {
		return fmt.Errorf("无法写入 %s,请检查目录的写权限: %w", path, err)
	}
	if err := errors.Join(f.Close(), fill(part)); err != nil {
		return err
	}
	if err := flush(part); err != nil {
		return err
	}
	err = os.Link(part, path) // a rename would write over a file that came meanwhile
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(part, path) // a disk without links
	}
	return err
}

// flush waits until the file is on the disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
