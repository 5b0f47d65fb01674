package config

import (
	"os"
	"runtime"
	"syscall"
	"testing"
)

// TestForeignFolder loads in a folder that may not be looked into, where a program finds itself after sudo -u. A file that
// is seen and may not be read is an error all the same.
func TestForeignFolder(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile(standardFile, nil, 0); err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread() // whose files it may read is a thread's own
	defer runtime.UnlockOSThread()
	as := func(user int) {
		if os.Getuid() != 0 { // everything is refused to others already
			return
		}
		if err := syscall.Setfsuid(user); err != nil {
			t.Fatal(err)
		}
	}
	const root, nobody = 0, 65534
	for _, tc := range []struct {
		mode   os.FileMode
		refuse bool
	}{{0o755, true}, {0, false}} {
		if err := os.Chmod(dir, tc.mode); err != nil {
			t.Fatal(err)
		}
		as(nobody)
		_, err := Load()
		as(root)
		if refused := err != nil; refused != tc.refuse {
			t.Errorf("in a folder of mode %o: %v", tc.mode, err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}
