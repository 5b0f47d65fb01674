// Package chat answers questions from the corpus, with a citation for every sentence.
//
// A question goes one way:
//
//	Question --understand--> understanding --Search--> []retrieval.Hit --extract--> drafts --decide--> --verify--> Answer
//
// With a model configured, what was decided is worded by it; the decision stays the program's:
//
//	decision --handlesFor--> passages [1]..[n] --prompts--> Model --draft--> sentences --scrutiny, verify--> Answer
//
// A model's sentence passes when it says of each passage that it cites nothing but what stands there. What its
// sentences leave unsaid, because they did not pass or the model broke off, is quoted.
//
// Three packages below know nothing of questions: chat/model asks a model, chat/draft reads what it writes, and
// chat/fidelity holds sentences against passages. What stands before verify is a draft, a plain string. Only verify
// makes a [Sentence], so nothing leaves the package that was not held against the passages it cites. Declining is an
// answer like any other, not an error.
package rules
