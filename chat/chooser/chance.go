package chooser

import "math"

// chancesOf turns scores into probabilities: of those scored and of none, whose score is 0, one is right.
func chancesOf(scores []float64) []float64 {
	most := 0.0
	for _, s := range scores {
		most = max(most, s)
	}
	all, total := make([]float64, len(scores)), math.Exp(-most)
	for k, s := range scores {
		all[k] = math.Exp(s - most)
		total += all[k]
	}
	for k := range all {
		all[k] /= total
	}
	return all
}

// chances sets those of candidates among each other.
func chances(all []Candidate) {
	scores := make([]float64, len(all))
	for i, c := range all {
		scores[i] = c.Score
	}
	for i, chance := range chancesOf(scores) {
		all[i].Chance = chance
	}
}

// alone sets the chance of each candidate were its notice the only one: places and years are no rivals of each other.
func (w Weights) alone(all []Candidate) {
	of := map[string][]int{}
	for i, c := range all {
		of[c.Hit.Notice.ID] = append(of[c.Hit.Notice.ID], i)
	}
	for _, at := range of {
		best := all[at[0]].Signals
		for _, i := range at {
			for _, distance := range distances {
				best[distance] = min(best[distance], all[i].Signals[distance])
			}
		}
		scores := make([]float64, len(at))
		for k, i := range at {
			s := all[i].Signals
			s[sigFirst] = truth(s[sigRank] == best[sigRank])
			for _, distance := range distances {
				s[distance] -= best[distance]
			}
			scores[k] = w.score(&s)
		}
		for k, chance := range chancesOf(scores) {
			all[at[k]].Alone = chance
		}
	}
}

// distances are the signals that say how far a candidate is behind the best of all.
var distances = []signal{sigApart, sigBehind, sigRank}
