// Package migrations holds the schema of the PostgreSQL store as SQL files, each applied once, in order of its number.
// A file that has been released never changes; what comes later is a further file.
package migrations

import "embed"

// Files are the migrations, in the form that pressly/goose reads.
//
//go:embed *.sql
var Files embed.FS
