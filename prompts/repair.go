package prompts

// A Repair asks for sentences in place of those that did not pass.
type Repair struct {
	Question string
	Passages []Passage
	Said     []string  // sentences that passed, with their marks; not to be said again
	Failed   []Failure // in order
}

// A Failure is a sentence that did not pass, and why, in Chinese.
type Failure struct {
	Sentence string
	Reasons  []string
}

// Repair renders repair.tmpl. What the model wrote is data too: it may repeat what a notice told it to.
func (s *Set) Repair(r Repair) (Prompt, error) {
	r.Question, r.Passages, r.Said = data(r.Question), clean(r.Passages), lines(r.Said)
	failed := make([]Failure, len(r.Failed))
	for i, f := range r.Failed {
		failed[i] = Failure{Sentence: line(f.Sentence), Reasons: lines(f.Reasons)}
	}
	r.Failed = failed
	return render(s.repair, r)
}
