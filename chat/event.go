package chat

// An Event is one step of an answer as it comes about: "meta", "status", "citations" and "delta". Citations come
// before the text that marks them. What ends the stream ("done", "error") is the server's to say.
type Event struct {
	Name string
	Data any
}

// MetaEvent opens an answer. Its Model is the one that is asked to word it; the finished answer says who did.
type MetaEvent struct {
	ID string `json:"id"`
	Meta
}

// StatusEvent says what is being done.
type StatusEvent struct {
	Stage string `json:"stage"` // "searching", "answering", "checking"
	Text  string `json:"text"`  // in Chinese, for a status line
}

// CitationsEvent gives all citations of the answer so far; a later one holds those of the earlier and more.
type CitationsEvent struct {
	Citations []Citation `json:"citations"`
}

// DeltaEvent gives the next words of the text; a whole verified sentence at a time.
type DeltaEvent struct {
	Text string `json:"text"`
}
