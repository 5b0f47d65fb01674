package web

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat/admission"
)

// Bounds of files that are being sent. Each holds a megabyte or two, and a reader may be as slow as it likes.
const (
	mostDownloads  = 16
	ownDownloads   = 4                // of one address
	chunkTime      = 15 * time.Second // for what is written at a time, 32 KB
	patience       = time.Minute      // for a whole file, and for each slowest bytes of it a second
	slowest        = 32 << 10
	downloadsQueue = 32
)

// downloads are the files that are being sent.
type downloads struct {
	door  *admission.Door
	chunk time.Duration // chunkTime
	mu    sync.Mutex
	by    map[string]int // of each address
}

func newDownloads() *downloads {
	door := admission.NewDoor(admission.DoorOptions{Work: mostDownloads, Queue: downloadsQueue, Wait: 5 * time.Second})
	return &downloads{door: door, chunk: chunkTime, by: map[string]int{}}
}

// enter waits until a file may be sent; leave ends it. The error is admission.ErrBusy or that of the context.
func (d *downloads) enter(ctx context.Context, from string) (leave func(), err error) {
	if !d.count(from, 1) {
		return nil, fmt.Errorf("%w: %d files for one address", admission.ErrBusy, ownDownloads)
	}
	left, err := d.door.Enter(ctx)
	if err != nil {
		d.count(from, -1)
		return nil, err
	}
	return func() {
		left()
		d.count(from, -1)
	}, nil
}

// count adds to those of an address, unless they would be too many.
func (d *downloads) count(from string, n int) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.by[from]+n > ownDownloads {
		return false
	}
	if d.by[from] += n; d.by[from] == 0 {
		delete(d.by, from)
	}
	return true
}

// hurried gives up on a caller who does not take what is written in time.
type hurried struct {
	gin.ResponseWriter
	deadlines *http.ResponseController
	chunk     time.Duration
}

func (w hurried) Write(p []byte) (int, error) {
	_ = w.deadlines.SetWriteDeadline(time.Now().Add(w.chunk)) // where deadlines are not to be had, there is none
	return w.ResponseWriter.Write(p)
}

// relax takes the deadline back, for the requests that come over the connection after this one.
func (w hurried) relax() { _ = w.deadlines.SetWriteDeadline(time.Time{}) }
