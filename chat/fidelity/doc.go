// Package fidelity holds a sentence against the passages that it cites, and says what of it they do not bear.
//
//	sentence, cited --Checker.Unsupported--> figures, titles, names and places that stand in no passage: no answer has such
//	sentence, cited --Checker.Doubts-------> what a rewording may have changed: a quotation takes the sentence's place
//
// Its functions are pure: texts in, faults out, in an order that the texts alone decide. The rules of Doubts, one file each:
//
//	binding.go      a figure said of something else than the passage says it of; context.go finds the words around it,
//	                stray.go a general rule beside its exceptions, and days that only bound a period
//	unproven.go     a figure that no passage has as it is told, and that may be true all the same
//	former.go       a value or a wording that was replaced
//	locality.go     the sentences that a figure stands in
//	attribution.go  a figure of another place, notice or row than the one named
//	doer.go         another who does it
//	negation.go     a denial dropped or added in a clause that is a passage's but for it; clause.go finds the clauses
//	opposite.go     a word in the place of its opposite
//	modality.go     may for must, must for may; 原则上 or an exception left out
//	level.go        an office or rank of another tier of government
//	condition.go    a condition with the consequence of another
//	strength.go     words that make a rule wider, narrower or firmer
//
// What a sentence may say though no passage has it: figure.go what it counts or reckons itself, told.go what the asker told
// of himself, comparison.go how that stands to a rule, absence.go that a text does not state something.
//
// A sentence that is whole clauses of one passage needs none of them.
package fidelity
