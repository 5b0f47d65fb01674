package bot

import (
	"maps"
	"sync"
)

// counts are how often something was refused, by channel and reason.
type counts struct {
	mu sync.Mutex
	of map[Refusal]int
}

// A Refusal is a reason why requests to a channel are turned away.
type Refusal struct {
	Channel string // "official", "kf", …
	Reason  string // "signature", "receiver", "replay", "size", "form", "account", "age"
}

// Refuse counts a request that was turned away, and logs it without anything that came with it.
func (d *Desk) Refuse(r Refusal) {
	d.counts.mu.Lock()
	defer d.counts.mu.Unlock()
	if d.counts.of == nil {
		d.counts.of = map[Refusal]int{}
	}
	d.counts.of[r]++
	d.opt.Log.Warn("bot: request refused", "channel", r.Channel, "reason", r.Reason, "times", d.counts.of[r])
}

// Refused gives how often requests were turned away since the start.
func (d *Desk) Refused() map[Refusal]int {
	d.counts.mu.Lock()
	defer d.counts.mu.Unlock()
	return maps.Clone(d.counts.of)
}
