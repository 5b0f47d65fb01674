package admission

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wence/chat"
	"wence/retrieval"
)

// slow is an Answerer that holds every question until it is let, and minds its context only if told to.
type slow struct {
	let      chan struct{}
	begun    chan struct{}
	minds    bool
	at, most atomic.Int64 // in work now, and at most
}

func newSlow(minds bool) *slow {
	return &slow{let: make(chan struct{}), begun: make(chan struct{}, 100), minds: minds}
}

func (s *slow) Answer(ctx context.Context, _ chat.Question, emit func(chat.Event)) (chat.Answer, error) {
	n := s.at.Add(1)
	defer s.at.Add(-1)
	for most := s.most.Load(); n > most && !s.most.CompareAndSwap(most, n); most = s.most.Load() {
	}
	s.begun <- struct{}{}
	if !s.minds {
		ctx = context.Background()
	}
	select {
	case <-s.let:
	case <-ctx.Done():
		return chat.Answer{}, ctx.Err()
	}
	emit(chat.Event{Name: "meta"})
	return chat.Answer{Text: "好"}, nil
}

func (s *slow) Search(context.Context, chat.Question, int) ([]retrieval.Hit, error) {
	panic("out of range")
}

func (s *slow) RegionsAt(context.Context, string) ([]string, error) { return []string{"甲"}, nil }

// TestOnlySoManyAtATime: two in work, three wait, the others are turned away at once; those that waited are answered.
func TestOnlySoManyAtATime(t *testing.T) {
	behind := newSlow(true)
	s := NewService(behind, NewDoor(DoorOptions{Work: 2, Queue: 3, Wait: time.Minute}))
	var all sync.WaitGroup
	var answered atomic.Int64
	for range 5 {
		all.Go(func() {
			if a, err := s.Answer(t.Context(), chat.Question{}, nil); err == nil && a.Text == "好" {
				answered.Add(1)
			}
		})
	}
	for s.door.within.Load() < 5 {
		time.Sleep(time.Millisecond)
	}
	for range 20 {
		if _, err := s.Answer(t.Context(), chat.Question{}, nil); !errors.Is(err, ErrBusy) {
			t.Fatalf("one too many: %v", err)
		}
	}
	close(behind.let)
	all.Wait()
	if answered.Load() != 5 || behind.most.Load() > 2 || s.door.within.Load() != 0 {
		t.Errorf("%d answered, %d at a time, %d left", answered.Load(), behind.most.Load(), s.door.within.Load())
	}
	if ids, err := s.RegionsAt(t.Context(), ""); err != nil || len(ids) != 1 {
		t.Errorf("regions: %v %v", ids, err)
	}
}

// TestPlaceIsFreeAgain: who has an answer finds the place free that it took, with hardly any wait.
func TestPlaceIsFreeAgain(t *testing.T) {
	behind := newSlow(true)
	close(behind.let)
	s := NewService(behind, NewDoor(DoorOptions{Work: 1, Wait: time.Nanosecond}))
	for i := range 100 {
		if _, err := s.Answer(t.Context(), chat.Question{}, func(chat.Event) {}); err != nil || s.door.within.Load() != 0 {
			t.Fatalf("%d: %v, %d left", i+1, err, s.door.within.Load())
		}
	}
}

// TestWaitingEnds: who finds no place in time is told so, and who leaves gives his up.
func TestWaitingEnds(t *testing.T) {
	behind := newSlow(true)
	s := NewService(behind, NewDoor(DoorOptions{Work: 1, Queue: 1, Wait: 10 * time.Millisecond}))
	left, leave := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() {
		_, err := s.Answer(left, chat.Question{}, nil)
		gone <- err
	}()
	<-behind.begun
	if _, err := s.Answer(t.Context(), chat.Question{}, nil); !errors.Is(err, ErrBusy) {
		t.Errorf("no place: %v", err)
	}
	leave()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("left: %v", err)
	}
	close(behind.let)
	for s.door.within.Load() != 0 {
		time.Sleep(time.Millisecond)
	}
	if _, err := s.Answer(t.Context(), chat.Question{}, nil); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestLimitHolds: work that does not look at its context is given up on, and keeps its place until it is done.
func TestLimitHolds(t *testing.T) {
	behind := newSlow(false)
	s := NewService(behind, NewDoor(DoorOptions{Work: 1, Limit: 10 * time.Millisecond}))
	emitted := make(chan chat.Event, 1)
	if _, err := s.Answer(t.Context(), chat.Question{}, func(e chat.Event) { emitted <- e }); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v", err)
	}
	if n := s.door.within.Load(); n != 1 {
		t.Errorf("%d in work", n)
	}
	close(behind.let)
	for s.door.within.Load() != 0 {
		time.Sleep(time.Millisecond)
	}
	select {
	case e := <-emitted:
		t.Errorf("%s was emitted after the end", e.Name)
	default:
	}
}

// TestPanicsAreErrors: the goroutine of the work takes nothing down with it.
func TestPanicsAreErrors(t *testing.T) {
	s := NewService(newSlow(true), NewDoor(DoorOptions{}))
	_, err := s.Search(t.Context(), chat.Question{}, 1)
	if !errors.Is(err, errPanic) || !strings.Contains(err.Error(), "out of range") {
		t.Errorf("got %v", err)
	}
	for s.door.within.Load() != 0 {
		time.Sleep(time.Millisecond)
	}
}
