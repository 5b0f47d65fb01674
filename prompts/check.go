package prompts

// A Check asks which of several sentences the passages that they cite do not bear.
type Check struct {
	Today    string // 2026年11月28日
	Question string // that they answer; "" = none
	Claims   []Claim
}

// A Claim is a sentence that a model wrote, without its marks, and what it cites.
type Claim struct {
	N        int // by which the reply names it, from 1
	Sentence string
	Doubts   []string  // what a rule takes to be wrong with it, often rightly and often not
	Passages []Passage // N is left out, so that there is one kind of number
}

// Borne is the line by which a reply says that every sentence is borne.
const Borne = "【无误】"

// Check renders check.tmpl.
func (s *Set) Check(c Check) (Prompt, error) {
	claims := make([]Claim, len(c.Claims))
	for i, claim := range c.Claims {
		claims[i] = Claim{N: claim.N, Sentence: line(claim.Sentence), Doubts: lines(claim.Doubts), Passages: clean(claim.Passages)}
		for j := range claims[i].Passages {
			claims[i].Passages[j].N = 0
		}
	}
	c.Question, c.Claims = data(c.Question), claims
	return render(s.check, c)
}
