package prompts

// An Answer asks for an answer from passages, or for word that they do not hold one.
type Answer struct {
	Today    string // 2026年11月28日
	Question string
	Turns    []Turn // of the conversation before it, oldest first
	Passages []Passage
	Places   []string // asked about; nil = none is known
	Note     string   // what the program knows of the corpus and the question; "" = nothing
	Most     int      // sentences
}

// Absent is the line by which a reply says that the passages do not state what is asked, or which part of it.
const Absent = "【资料未答】"

// Answer renders answer.tmpl.
func (s *Set) Answer(a Answer) (Prompt, error) {
	a.Question, a.Passages, a.Places, a.Note, a.Turns = data(a.Question), clean(a.Passages), lines(a.Places), line(a.Note), turns(a.Turns)
	return render(s.answer, a)
}
