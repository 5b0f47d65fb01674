package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A Watcher reports files that are written below some paths, or taken away. What happens between its making and Watch is reported too.
// On network drives the system reports only what this machine writes. The maker closes it.
type Watcher struct {
	paths   []string
	notify  *fsnotify.Watcher
	touched map[string]time.Time // when a path was last written or taken away
	lost    bool                 // events were lost since the last change was given
}

// NewWatcher begins to watch files and folders, with the folders below them.
func NewWatcher(paths []string) (*Watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	w := &Watcher{notify: notify, touched: map[string]time.Time{}}
	for _, path := range paths {
		if err := w.add(path); err != nil {
			return nil, fmt.Errorf("watch %s: %w", path, errors.Join(err, notify.Close()))
		}
	}
	return w, nil
}

// add watches a path, and its folder: a file is replaced as often as it is written to, which only its folder hears of.
func (w *Watcher) add(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(abs)
	if err != nil {
		return err
	}
	w.paths = append(w.paths, abs)
	if err := w.notify.Add(filepath.Dir(abs)); err != nil && !info.IsDir() {
		return err
	}
	return w.follow(abs)
}

// Close ends the watching.
func (w *Watcher) Close() error { return w.notify.Close() }

// follow watches a folder and those below it, hidden ones left out.
func (w *Watcher) follow(root string) error {
	return filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && at == root:
			return err
		case err != nil || !d.IsDir():
			return nil // gone again, or watched with its folder
		case at != root && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		return w.notify.Add(at)
	})
}

// A Change is what happened below the watched paths.
type Change struct {
	Files []File // that were written
	Gone  bool   // something was taken away, or may have been
}

// Watch gives changed what was written, moved or deleted and then left alone for the time quiet, until the context ends,
// which is no error, or changed fails. A changed list of addresses brings all files: those it does not concern are
// unchanged.
func (w *Watcher) Watch(ctx context.Context, quiet time.Duration, changed func(Change) error) error {
	tick := time.NewTicker(max(quiet/4, time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-w.notify.Events:
			w.touch(event, time.Now())
		case err := <-w.notify.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("watch: %w", err)
			}
			w.lost = true
			for _, path := range w.paths { // events were lost: everything may have changed
				w.touched[path] = time.Now()
			}
		case now := <-tick.C:
			due := w.due(now.Add(-quiet))
			if len(due) == 0 {
				continue
			}
			change := Change{Gone: w.lost || slices.ContainsFunc(due, missing)}
			w.lost = false
			var err error
			change.Files, err = w.files(ctx, due)
			if err == nil && (len(change.Files) > 0 || change.Gone) {
				err = changed(change)
			}
			if err != nil && ctx.Err() == nil {
				return err
			}
		}
	}
}

// touch notes what an event says; a new folder is watched, and what it holds already counts as written.
func (w *Watcher) touch(event fsnotify.Event, now time.Time) {
	if event.Op&(fsnotify.Create|fsnotify.Write|fsnotify.Remove|fsnotify.Rename) == 0 {
		return
	}
	if !slices.ContainsFunc(w.paths, func(root string) bool { return holds(root, event.Name) }) {
		return
	}
	w.touched[event.Name] = now
	if event.Has(fsnotify.Create) {
		_ = w.follow(event.Name) // gone again: its removal needs no word
	}
}

// due takes out the paths that were last written before a time.
func (w *Watcher) due(before time.Time) []string {
	var due []string
	for path, at := range w.touched {
		if at.Before(before) {
			due = append(due, path)
			delete(w.touched, path)
		}
	}
	return due
}

// files are the files at or below the paths due. The watched paths are listed anew, so that the same rules hold as for
// a first run.
func (w *Watcher) files(ctx context.Context, due []string) ([]File, error) {
	roots := slices.DeleteFunc(slices.Clone(w.paths), missing)
	all, err := Files(ctx, roots)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(due, func(path string) bool { return strings.EqualFold(filepath.Base(path), addressList) }) {
		return all, nil
	}
	return slices.DeleteFunc(all, func(f File) bool {
		_, busy := w.touched[f.Origin] // still being written in a folder that is due
		return busy || !slices.ContainsFunc(due, func(path string) bool { return holds(path, f.Origin) })
	}), nil
}

// holds reports that a path is a folder or one below it.
func holds(folder, path string) bool {
	return path == folder || strings.HasPrefix(path, strings.TrimSuffix(folder, string(filepath.Separator))+string(filepath.Separator))
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return err != nil
}
