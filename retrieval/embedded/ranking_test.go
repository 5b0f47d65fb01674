//go:build !race

package embedded_test

import (
	"path/filepath"
	"testing"

	"wence/retrieval/storetest"
)

// TestRanking asks 4,500 questions one after the other: nothing there can race, and the race detector would make it take
// minutes.
func TestRanking(t *testing.T) {
	storetest.RunRanking(t, open, filepath.Join("..", "..", "..", "shared", "data"))
}
