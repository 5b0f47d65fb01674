package prompts

// A Rewrite asks for a question that stands on its own.
type Rewrite struct {
	Question string
	Turns    []Turn // of the conversation before it, oldest first
}

// A Turn is one message.
type Turn struct {
	Role    string // "user" or "assistant"
	Content string
}

// Rewrite renders rewrite.tmpl.
func (s *Set) Rewrite(r Rewrite) (Prompt, error) {
	turns := make([]Turn, len(r.Turns))
	for i, t := range r.Turns {
		turns[i] = Turn{Role: line(t.Role), Content: line(t.Content)}
	}
	r.Turns, r.Question = turns, data(r.Question)
	return render(s.rewrite, r)
}
