package config

import "fmt"

// leastDistinct is how many different characters a secret has at least; random ones have more.
const leastDistinct = 8

// strong refuses a secret that could be guessed, and says how to make one. None at all is as good as any.
func strong(name, secret string, least int) error {
	distinct := map[rune]bool{}
	for _, r := range secret {
		distinct[r] = true
	}
	if secret == "" || len(secret) >= least && len(distinct) >= leastDistinct {
		return nil
	}
	return fmt.Errorf("%s 太弱,容易被猜出:至少%d个字符,其中至少%d种不同的字符。可这样生成一个:openssl rand -hex 32", name, least, leastDistinct)
}
