package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	sqlite3 "modernc.org/sqlite/lib"
)

// remedies say to a person what is wrong with the file and what helps, by SQLite's primary result code.
var remedies = map[int]string{
	sqlite3.SQLITE_NOTADB:   "不是问策的数据文件;请改用别的路径,或移走该文件后重新入库",
	sqlite3.SQLITE_CORRUPT:  "已损坏;请从备份恢复,或移走该文件后重新入库",
	sqlite3.SQLITE_READONLY: "不可写;请检查文件及其所在目录的写权限",
	sqlite3.SQLITE_PERM:     "无权访问;请检查文件及其所在目录的权限",
	sqlite3.SQLITE_FULL:     "所在磁盘已满;已存入的内容未受影响,请腾出空间后重试",
	sqlite3.SQLITE_CANTOPEN: "无法打开;请检查文件及其所在目录的读写权限",
	sqlite3.SQLITE_IOERR:    "读写失败;请检查磁盘是否完好、是否已满",
	sqlite3.SQLITE_BUSY:     "一直被另一个进程占用;请等它写完后重试",
}

// explain adds the operation to an error, and what helps when it comes from the file.
func (s *Store) explain(operation string, err error) error {
	if err == nil {
		return nil
	}
	if remedy := remedies[code(err)]; remedy != "" {
		return fmt.Errorf("%s: 数据文件 %s %s: %w", operation, s.path, remedy, err)
	}
	return fmt.Errorf("%s: %w", operation, err)
}

// checkPlace finds what SQLite would only call "unable to open".
func checkPlace(path string) error {
	dir := filepath.Dir(path)
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("数据文件 %s 所在的目录 %s 不存在;请先建立该目录: %w", path, dir, err)
	case err != nil:
		return fmt.Errorf("数据文件 %s 所在的目录 %s 无法访问;请检查权限: %w", path, dir, err)
	case !info.IsDir():
		return fmt.Errorf("数据文件 %s 的上级 %s 不是目录;请改用别的路径", path, dir)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("数据文件 %s 是一个目录;请改用该目录下的文件,例如 %s", path, filepath.Join(path, "wence.db"))
	}
	return nil
}
