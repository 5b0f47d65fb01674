package zh

// Titles are the titles that a text names, without their marks 《》; a title within a title is part of it.
func Titles(s string) []Span {
	var all []Span
	depth, start := 0, 0
	for i, r := range s {
		switch r {
		case '《':
			if depth == 0 {
				start = i + len("《")
			}
			depth++
		case '》':
			if depth--; depth == 0 {
				all = append(all, Span{start, i})
			}
			depth = max(depth, 0)
		}
	}
	return all
}
