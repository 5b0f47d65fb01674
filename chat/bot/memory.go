package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"wence/chat"
	"wence/retrieval"
)

const (
	keptTurns   = 6  // of a dialogue: follow-up questions refer to the last ones
	keptWaiting = 5  // answers that wait for their user
	keepTries   = 50 // to change a dialogue that others change at the same time
)

// memory is what a dialogue holds.
type memory struct {
	Turns   []chat.Turn `json:"turns,omitempty"`
	Waiting []piece     `json:"waiting,omitempty"` // what the user has not been told yet, oldest first
}

// piece is an answer from a part on.
type piece struct {
	Message string `json:"message"`
	Part    int    `json:"part"`
}

// wait notes that an answer from a part on has not been told.
func (m *memory) wait(p piece) {
	if m.waits(p) {
		return
	}
	m.told(p.Message)
	m.Waiting = append(m.Waiting, p)
	m.Waiting = m.Waiting[max(0, len(m.Waiting)-keptWaiting):]
}

// told notes that nothing of an answer waits.
func (m *memory) told(message string) {
	m.Waiting = slices.DeleteFunc(m.Waiting, func(p piece) bool { return p.Message == message })
}

// waits reports whether a piece has not been told yet.
func (m *memory) waits(p piece) bool { return slices.Contains(m.Waiting, p) }

// next is the oldest answer that waits, but for the message's own.
func (m *memory) next(message string) (piece, bool) {
	for _, p := range m.Waiting {
		if p.Message != message {
			return p, true
		}
	}
	return piece{}, false
}

// say adds a question and its answer to the turns.
func (m *memory) say(question, answer string) {
	m.Turns = append(m.Turns, chat.Turn{Role: "user", Content: question}, chat.Turn{Role: "assistant", Content: answer})
	m.Turns = m.Turns[max(0, len(m.Turns)-keptTurns):]
}

// recall reads what is remembered of a user. What cannot be read counts as nothing.
func recall(d retrieval.Dialogue) memory {
	var m memory
	if d.Data != "" && json.Unmarshal([]byte(d.Data), &m) != nil {
		return memory{}
	}
	return m
}

// remember changes what is remembered of a user by keep, which is given the changed dialogue. It is done again when
// others have changed it meanwhile. An error of change ends it.
func (d *Desk) remember(ctx context.Context, j retrieval.Job, change func(*memory) error, keep func(retrieval.Dialogue) error) (memory, error) {
	for try := 1; ; try++ {
		dialogue, err := d.opt.Store.Dialogue(ctx, j.Account, j.User)
		if err != nil {
			return memory{}, err
		}
		m := recall(dialogue)
		if err := change(&m); err != nil {
			return m, err
		}
		data, err := json.Marshal(m)
		if err != nil {
			return memory{}, fmt.Errorf("remember: %w", err)
		}
		dialogue.Data = string(data)
		err = keep(dialogue)
		if !errors.Is(err, retrieval.ErrConflict) || try == keepTries {
			return m, err
		}
		select {
		case <-ctx.Done():
			return memory{}, ctx.Err()
		case <-time.After(rand.N(time.Duration(try) * 5 * time.Millisecond)):
		}
	}
}

// note changes what is remembered of who sent a job's message.
func (d *Desk) note(ctx context.Context, j retrieval.Job, change func(*memory)) (memory, error) {
	sure := func(m *memory) error { change(m); return nil }
	return d.remember(ctx, j, sure, func(dialogue retrieval.Dialogue) error { return d.opt.Store.KeepDialogue(ctx, dialogue) })
}

// Forget forgets what is remembered of a user, who has left.
func (d *Desk) Forget(ctx context.Context, account, user string) error {
	_, err := d.note(ctx, retrieval.Job{Account: account, User: user}, func(m *memory) { *m = memory{} })
	return err
}
