// Package verifytest makes sentences about notices, true ones and false ones, to measure a verifier with.
//
//	passages --Corpus.True-->  what they say, word for word and reworded
//	        \--Corpus.False--> the same with one thing changed: a unit, a digit, a bound, a year, the citation
//
// All is done by rules over plain text. Nothing here knows how a verifier reads figures: that a changed value really
// is false is settled by its standing nowhere in the cited evidence, in digits or in Chinese numerals.
package verifytest
