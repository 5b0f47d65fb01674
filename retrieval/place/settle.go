package place

// reach is how many mentions back and forth an unclear one looks for the place that settles it.
const reach = 64

// settle narrows the mentions that may mean several places by the mentions around them: the nearest before that names
// a place above some of the candidates, or is one of them, then the nearest after.
func (s *scanner) settle() {
	for i := range s.found {
		for j := i - 1; j >= max(0, i-reach) && len(s.found[i].candidates) > 1; j-- {
			s.narrow(i, j)
		}
		for j := i + 1; j < min(len(s.found), i+reach) && len(s.found[i].candidates) > 1; j++ {
			s.narrow(i, j)
		}
	}
}

// narrow keeps of mention i the candidates that lie in the place of mention j, if there are any.
func (s *scanner) narrow(i, j int) {
	if len(s.found[j].candidates) != 1 {
		return
	}
	above := s.found[j].candidates[0]
	var kept []Place
	for _, p := range s.found[i].candidates {
		if p.Within(above) {
			kept = append(kept, p)
		}
	}
	if len(kept) > 0 {
		s.found[i].candidates = kept
	}
}
