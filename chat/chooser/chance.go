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
	of := map[string][]*Candidate{}
	for i := range all {
		of[all[i].Hit.Notice.ID] = append(of[all[i].Hit.Notice.ID], &all[i])
	}
	for _, rivals := range of {
		scores := make([]float64, len(rivals))
		for i, s := range amongThemselves(rivals) {
			scores[i] = w.score(&s)
		}
		for i, chance := range chancesOf(scores) {
			rivals[i].Alone = chance
		}
	}
}

// amongThemselves are the signals of candidates, had nothing else been found.
func amongThemselves(rivals []*Candidate) []Signals {
	all := make([]Signals, len(rivals))
	best := rivals[0].Signals
	for i, c := range rivals {
		all[i] = c.Signals
		for _, d := range distances {
			best[d] = min(best[d], all[i][d])
		}
	}
	for i := range all {
		for _, d := range distances {
			all[i][d] -= best[d]
		}
		all[i][sigFirst] = truth(all[i][sigRank] == 0)
	}
	return all
}

// distances are the signals that say how far a candidate is behind the best of all.
var distances = []signal{sigApart, sigBehind, sigRank}
