package prompts

// An Answer asks for the words of an answer.
type Answer struct {
	Question string
	Passages []Passage
	Places   []string // places whose answers are kept apart; nil when there is one answer
	Most     int      // sentences
}

// Answer renders answer.tmpl.
func (s *Set) Answer(a Answer) (Prompt, error) {
	a.Question, a.Passages, a.Places = data(a.Question), clean(a.Passages), lines(a.Places)
	return render(s.answer, a)
}
