// Package fidelity holds a sentence against the passages that it cites, and says what of it they do not bear.
//
//	sentence, cited --Unsupported-------> figures, titles and places that stand in no passage: asked of every sentence
//	sentence, cited --Checker.Faults----> what a rewording may have changed: asked of a model's sentences
//
// Its functions are pure: texts in, faults out, in an order that the texts alone decide. The rules of a rewording, one
// file each:
//
//	novelty.go      words, numbers and names that no passage has; synonym.go has those that say the same
//	binding.go      a figure said of something else than the passage says it of; context.go finds the words around it
//	former.go       a value or a wording that was replaced
//	locality.go     a figure whose clause speaks of what the passage says elsewhere
//	attribution.go  a figure of another place, notice or row than the one named
//	doer.go         another who does it
//	negation.go     a denial dropped or added
//	opposite.go     a word in the place of its opposite
//	modality.go     may for must, must for may; 原则上 or an exception left out
//	level.go        an office or rank of another tier of government
//	scope.go        all of a kind, where the passage speaks of some; qualifier.go, where a figure is for some
//	condition.go    a condition with the consequence of another, cut short or left out
//	strength.go     words that make a rule wider, narrower or firmer
//	validity.go     words on whether a notice applies, which are the program's to say
//
// A sentence that is whole clauses of one passage needs none of them.
package fidelity
