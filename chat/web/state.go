package web

import "wence/retrieval"

// stateWord says a state in a word, as the badges do.
func stateWord(s retrieval.State) string {
	switch s {
	case retrieval.InForce:
		return "现行有效"
	case retrieval.Ended:
		return "已届满"
	case retrieval.Repealed:
		return "已废止"
	case retrieval.Replaced:
		return "已被替代"
	case retrieval.NotYet:
		return "尚未施行"
	case withdrawn:
		return "已撤下"
	}
	return "效力待核"
}
