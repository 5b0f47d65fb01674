// Package fidelity holds a sentence against the passages that it cites, and says what of it they do not bear.
//
//	sentence, cited --Unsupported-------> figures, titles and places that stand in no passage: asked of every sentence
//	sentence, cited --Checker.Faults----> what a rewording may have changed: asked of a model's sentences
//
// Its functions are pure: texts in, faults out, in an order that the texts alone decide. The rules of a rewording, one
// file each:
//
//	novelty.go      words, numbers and names that no passage has
//	binding.go      a figure said of something else than the passage says it of, or a value that was replaced
//	locality.go     a figure whose clause speaks of what the passage says elsewhere
//	attribution.go  a figure of another place or notice than the one named
//	negation.go     a denial dropped or added
//	opposite.go     a word in the place of its opposite
//	condition.go    a condition with the consequence of another
//	strength.go     words that make a rule wider, narrower or firmer
//	validity.go     words on whether a notice applies, which are the program's to say
//
// A sentence that is whole clauses of one passage needs none of them.
package fidelity
