package chat

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"wence/chat/chooser"
	"wence/chat/cited"
	"wence/chat/reading"
	"wence/chat/writer"
	"wence/retrieval"
	"wence/retrieval/place"
	"wence/retrieval/scope"
)

// Searcher finds passages; *retrieval.Searcher does.
type Searcher interface {
	Search(ctx context.Context, q retrieval.Query) (retrieval.Result, error)
}

// Store is what the service asks of the corpus beside searching it; a retrieval.Store does.
type Store interface {
	Regions(ctx context.Context) ([]retrieval.Region, error)
	Named(ctx context.Context, names []string) ([]retrieval.Naming, error)
	Status(ctx context.Context) (retrieval.Status, error)
	Passages(ctx context.Context, noticeID string) ([]retrieval.Passage, error)
}

// Options are what a service is made of. All but Writer, Author, Now and Contacts are required.
type Options struct {
	Search  Searcher
	Store   Store
	Places  *place.Gazetteer
	Chooser *chooser.Chooser // answers without a model, and where it fails
	Writer  *writer.Writer   // nil = no model: answers are quotations
	Author  cited.Author     // how the model is called in labels
	Log     *slog.Logger
	Now     func() time.Time // defaults to time.Now

	Contacts map[string]string // whom to ask what the notices do not say, by the name of the place; none = what the nearest notice says
}

// A Service answers questions. It is safe for concurrent use.
type Service struct {
	opt     Options
	writer  *writer.Writer
	reader  *reading.Reader
	sharing *sharing
}

// NewService makes a service.
func NewService(opt Options) *Service {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	return &Service{
		opt: opt, writer: opt.Writer, sharing: newSharing(), reader: reading.NewReader(scope.NewReader(opt.Store, opt.Places), opt.Now),
	}
}

// extractive names the built-in answerer in Meta.Model.
const extractive = "extractive"

// Answer answers a question. emit, when not nil, is given the events of the answer as it comes about. The error is a
// *FieldError where the question cannot be used; that the notices do not say is an answer.
func (s *Service) Answer(ctx context.Context, q Question, emit func(Event)) (Answer, error) {
	if emit == nil {
		emit = func(Event) {}
	}
	start := time.Now()
	r, err := s.reader.Read(ctx, q)
	if err != nil {
		return Answer{}, err
	}
	a := s.open(r)
	emit(Event{"meta", MetaEvent{ID: a.ID, Meta: a.Meta}})
	a.Meta.Model = extractive
	t := &teller{emit: emit}
	if err := s.share(ctx, &a, r, t); err != nil {
		return Answer{}, fmt.Errorf("answer: %w", err)
	}
	a.Timing["total"] = time.Since(start).Milliseconds()
	t.tell(a.Citations, a.Text)
	return a, nil
}

// open is the answer to a question before anything was found.
func (s *Service) open(r reading.Reading) Answer {
	a := Answer{
		ID: uuid.Must(uuid.NewV7()).String(), Sentences: []Sentence{}, Citations: []Citation{}, Related: []Citation{}, Choices: []string{},
		Notes: []string{}, Timing: map[string]int64{}, Meta: Meta{AsOf: r.Day, Model: extractive},
	}
	if len(r.Places) == 1 {
		a.Meta.Region = r.Places[0].Name
	}
	if s.writer != nil {
		a.Meta.Model = s.writer.Name()
	}
	return a
}
