// Package chat answers questions from the corpus, with a citation for every sentence.
//
// A question goes one way:
//
//	Question --reading.Read--> Reading --Search--> passages --propose--> --verify--> Answer
//
// With a model configured it proposes: it restates the question for the search, reads the best passages and answers,
// or says that they do not (package writer). Without one, or when it fails, the trained chooser proposes the sentences
// of the passages that answer, or none; of several questions in one breath each for itself. Whoever proposes, what is
// said goes through package cited, which holds it against the passages that it rests on. Declining is an answer like
// any other, not an error.
//
// The rooms, each importing only those above it:
//
//	voice     the service's own words, in the asker's language and script
//	reading   what a question means: its words without personal data, places, names, day
//	fidelity  holds words against a source
//	evidence  the passages that were found, cut and read once
//	tally     counts over the rows of a table, or over sentences alike
//	age       reckons whether a day of birth meets a rule
//	cited     the only door to a Sentence, and the numbers of its citations
//	draft     cuts what a model writes into sentences
//	model     asks a chat model
//	writer    a model proposes
//	reader    reads a question and a passage together
//	chooser   without a model: weighs sentences, picks or declines
package chat
