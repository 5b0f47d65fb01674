package embedded_test

import (
	"io"
	"log/slog"
	"testing"
)

// logTo fails the test when the store logs: nothing should go wrong in the background.
func logTo(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(failing{t}, nil))
}

type failing struct{ t *testing.T }

var _ io.Writer = failing{}

func (f failing) Write(line []byte) (int, error) {
	f.t.Errorf("logged: %s", line)
	return len(line), nil
}
