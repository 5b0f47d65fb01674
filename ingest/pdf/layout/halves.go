package layout

import "slices"

// joinHalves puts columns together that are one: labels stand in the middle of their cells and figures at the left or
// right, so that a wide column shows two places. One half then has labels alone, the other what stands below them.
func (t *table) joinHalves() {
	for k := 0; k+1 <= len(t.edges); k++ {
		if t.complete(k, k+1) || t.complete(k+1, k) {
			t.join(k)
			k--
		}
	}
}

// complete reports that one column has texts in the first rows only, and the other in those below only, in most of them.
func (t *table) complete(head, body int) bool {
	labels, filled := 0, 0
	for i, r := range t.rows {
		h, b := r.cells[head].text != "", r.cells[body].text != ""
		switch {
		case h && (b || filled > 0 || i >= headRows), b && labels == 0:
			return false
		case h:
			labels++
		case b:
			filled++
		}
	}
	return labels > 0 && filled > 1 && filled*2 > len(t.rows)-labels
}

// join makes one column of column k and the next.
func (t *table) join(k int) {
	for i := range t.rows {
		cells := t.rows[i].cells
		for c := range cells[:k+1] {
			if cells[c].text != "" && c+cells[c].cols > k+1 {
				cells[c].cols--
			}
		}
		if cells[k].text == "" {
			cells[k] = cells[k+1]
		}
		t.rows[i].cells = slices.Delete(cells, k+1, k+2)
	}
	t.edges = slices.Delete(slices.Clone(t.edges), k, k+1)
}
