package prompts

// A Restate asks for a question in the words of notices, to be searched for.
type Restate struct {
	Question string
	Turns    []Turn // of the conversation before it, oldest first
}

// A Turn is one message of a conversation.
type Turn struct {
	Role    string // "user" or "assistant"
	Content string
}

// Restate renders restate.tmpl.
func (s *Set) Restate(r Restate) (Prompt, error) {
	r.Question, r.Turns = data(r.Question), turns(r.Turns)
	return render(s.restate, r)
}

// turns makes messages data, each on one line.
func turns(all []Turn) []Turn {
	out := make([]Turn, len(all))
	for i, t := range all {
		out[i] = Turn{Role: line(t.Role), Content: line(t.Content)}
	}
	return out
}
