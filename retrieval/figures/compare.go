package figures

import (
	"math"
	"strings"
)

// Equal reports whether f and g state the same: the same kind, value, unit,
// rate and bound, however they are written. 生 and 人 are the same in a rate.
// A soft bound equals the hard one that it stands for (满 and 以上, 内 and
// 以内), and no bound equals another. Equal is symmetric; it ignores Scope,
// Text and the span.
func (f Figure) Equal(g Figure) bool {
	return f.Kind == g.Kind && sameValue(f, g) && f.Unit == g.Unit &&
		person(f.Per) == person(g.Per) && hard(f.Bound) == hard(g.Bound)
}

// person makes one of the names for people in a rate.
func person(per string) string { return strings.ReplaceAll(per, "生", "人") }

// hard returns the hard bound that a soft one stands for.
func hard(b Bound) Bound {
	switch b {
	case Reached:
		return AtLeast
	case Within:
		return AtMost
	}
	return b
}

// sameValue reports whether two figures of one kind have the same value. The
// terms of a ratio may be multiplied alike.
func sameValue(f, g Figure) bool {
	switch f.Kind {
	case Ratio:
		return near(f.Low*g.High, f.High*g.Low)
	case Date:
		return f.From == g.From && f.To == g.To
	case DocNumber:
		return f.From.Year == g.From.Year && near(f.Low, g.Low)
	}
	return near(f.Low, g.Low) && near(f.High, g.High)
}

// near allows for what arithmetic on decimals loses.
func near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b))
}
