package archive

import (
	"archive/zip"

	"wence/ingest/sniff/container"
)

// An Entry is a file of an archive that was not unpacked.
type Entry struct {
	Path string // as Member.Path, but not made unique
	file *zip.File
}

// Entries lists the files of the outermost archive, at most as many as Members reads of them by default; nil when the
// archive cannot be opened.
func Entries(data []byte) []Entry {
	reader, err := container.Zip(data)
	if err != nil {
		return nil
	}
	var all []Entry
	for _, f := range reader.File {
		if len(all) == (Limits{}).withDefaults().Members {
			break
		}
		if !f.FileInfo().IsDir() {
			all = append(all, Entry{Path: clean(decoded(f)), file: f})
		}
	}
	return all
}

// Read unpacks the entry; more than limit bytes are an error.
func (e Entry) Read(limit int64) ([]byte, error) { return container.ReadPart(e.file, limit) }
