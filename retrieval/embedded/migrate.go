package embedded

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed schema/*.sql
var schemas embed.FS

// applicationID marks the file as ours in its header ("Wenc"), so that another program's database is never written to.
const applicationID = 0x57656E63

// checkOwner refuses another program's database before anything is written to it.
func (s *Store) checkOwner(ctx context.Context) error {
	return s.read(ctx, func(tx transaction) error {
		var application, version, tables int
		err := tx.row(`SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
			FROM pragma_application_id, pragma_user_version`).Scan(&application, &version, &tables)
		if err != nil {
			return err
		}
		empty := application == 0 && version == 0 && tables == 0
		if application != applicationID && !empty {
			return fmt.Errorf("文件 %s 是别的程序的数据库;请改用别的路径", s.path)
		}
		return nil
	})
}

// errNewer means a file of a later version of this program.
var errNewer = errors.New("由更新版本的问策建立;请升级问策后再打开")

// migrate brings the schema to the newest version. The files in schema are applied in order of their names, each once;
// the number of files applied is kept in user_version.
func migrate(tx transaction, schema fs.FS) error {
	files, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return err
	}
	var applied int
	if err := tx.row("PRAGMA user_version").Scan(&applied); err != nil {
		return err
	}
	if applied > len(files) {
		return fmt.Errorf("%w(结构版本 %d,本程序支持到 %d)", errNewer, applied, len(files))
	}
	if applied == len(files) {
		return nil
	}
	for _, name := range files[applied:] {
		statements, err := fs.ReadFile(schema, name)
		if err != nil {
			return err
		}
		if err := tx.exec(string(statements)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	// pragmas take no parameters
	return tx.exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(files)))
}

// errUndo ends a transaction that was to leave no trace.
var errUndo = errors.New("undo")

// checkWritable finds out what beginning to write does not: that the file may only be read.
func (s *Store) checkWritable(ctx context.Context) error {
	err := s.write(ctx, func(tx transaction) error {
		if err := tx.exec(`UPDATE state SET one = one`); err != nil {
			return err
		}
		return errUndo
	})
	if errors.Is(err, errUndo) {
		return nil
	}
	return err
}
