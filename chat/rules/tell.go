package rules

// A teller sends an answer on as it grows: whole sentences, and the citations before the text that marks them.
type teller struct {
	emit  func(Event)
	text  string // sent so far
	cited int    // citations sent so far
}

// tell sends what is new of the text; it must begin with what was sent.
func (t *teller) tell(citations []Citation, text string) {
	if len(citations) > t.cited {
		t.cited = len(citations)
		t.emit(Event{"citations", CitationsEvent{Citations: citations}})
	}
	if fresh := text[len(t.text):]; fresh != "" {
		t.text = text
		t.emit(Event{"delta", DeltaEvent{Text: fresh}})
	}
}
