package embedded

import (
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
)

const (
	// lockWait is how long SQLite waits for another connection's lock before it says busy. A merge of the largest
	// segments holds the lock for about a second.
	lockWait = 10 * time.Second

	// cacheKB is the page cache of each connection. The operating system caches the file as well.
	cacheKB = 16 << 10

	// pageBytes is the page of new files. Twice SQLite's own made writing and searching a fifth faster.
	pageBytes = 8 << 10

	// logPages is how long the log grows before it is written back, 32 MB: the segments of single notices are often
	// merged by then, and the disk need not be waited for as often. A log that was longer is cut to logBytes.
	logPages = 4000
	logBytes = 64 << 20
)

// connect opens a pool on the file. Nothing is read until it is used.
func connect(path string, write bool) (*sql.DB, error) {
	pragmas := []string{
		fmt.Sprintf("busy_timeout(%d)", lockWait.Milliseconds()),
		"foreign_keys(1)",
		"synchronous(NORMAL)",
		"temp_store(MEMORY)",
		fmt.Sprintf("cache_size(-%d)", cacheKB),
	}
	if write {
		pragmas = append(pragmas,
			fmt.Sprintf("page_size(%d)", pageBytes),
			fmt.Sprintf("wal_autocheckpoint(%d)", logPages),
			fmt.Sprintf("journal_size_limit(%d)", logBytes))
	} else {
		pragmas = append(pragmas, "query_only(1)")
	}
	query := url.Values{"_pragma": pragmas}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/…
	}
	connector, err := sqlite.NewConnector((&url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	connections := 1
	if !write {
		connections = mostReaders() + 1 // and one for a backup
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}
