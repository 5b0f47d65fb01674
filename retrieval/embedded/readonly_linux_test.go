package embedded_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"wence/retrieval/embedded"
)

// nobody is a user who owns nothing here; root would be let through everywhere.
const nobody = 65534

// TestReadOnly opens files that may be read but not written.
func TestReadOnly(t *testing.T) {
	for _, tc := range []struct {
		name      string
		file, dir os.FileMode
	}{
		{"file", 0o444, 0o777},
		{"folder", 0o666, 0o555},
		{"file and folder", 0o444, 0o555},
		{"unreadable file", 0o000, 0o777},
	} {
		t.Run(tc.name, func(t *testing.T) {
			path := filled(t)
			mode(t, filepath.Dir(filepath.Dir(path)), 0o755)
			mode(t, path, tc.file)
			mode(t, filepath.Dir(path), tc.dir)
			defer mode(t, filepath.Dir(path), 0o755)
			ended := make(chan error)
			go func() {
				runtime.LockOSThread() // for good: the thread ends with the goroutine
				if os.Getuid() == 0 {
					syscall.Setfsuid(nobody)
				}
				s, err := embedded.Open(t.Context(), path, embedded.Options{})
				if err == nil {
					s.Close()
				}
				ended <- err
			}()
			err := <-ended
			if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "权限") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func mode(t *testing.T, path string, m os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, m); err != nil {
		t.Fatal(err)
	}
}
