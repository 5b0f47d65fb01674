package bot

import (
	"context"
	"errors"

	"wence/retrieval"
)

// An Account is one of ours on a platform.
type Account struct {
	Name    string // "official/main": the platform and the name in its address
	Bytes   int    // most bytes of one text
	Parts   int    // most texts that Sender gets for one answer; 0 = any number
	Welcome string // for who comes; "" = the service's own words
	Drafts  bool   // an answer is shown as it comes about
	Sender  Sender // nil = only who asks is answered, in the reply to the request
}

// A Sender writes to a user whom no request waits for.
type Sender interface {
	// Send writes a text to who sent the job's message. ErrRefused when the platform does not let us, so that trying
	// again is of no use.
	Send(ctx context.Context, j retrieval.Job, text string) error
}

// ErrRefused means that a platform takes no text for a user now. The answer waits until the user asks for it.
var ErrRefused = errors.New("the platform does not let us write to the user")

// A Message is what a user wrote to an account.
type Message struct {
	Account string // name of the account
	ID      string // the platform's, the same at each delivery
	User    string // the platform's id of the user
	Text    string
	Note    string // what the account's Sender must know, in its own form
}
