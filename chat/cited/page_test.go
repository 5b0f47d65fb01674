package cited

import "testing"

// TestEmptyPage gives lists without members, which callers of the API may walk, and not nothing.
func TestEmptyPage(t *testing.T) {
	var p Page
	if p.Sentences() == nil || p.Citations() == nil {
		t.Errorf("sentences %v, citations %v", p.Sentences(), p.Citations())
	}
}
