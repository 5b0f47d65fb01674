package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"time"

	"wence/chat"
	"wence/chat/admission"
	"wence/chat/chooser"
	"wence/chat/cited"
	"wence/chat/model"
	"wence/chat/reader"
	"wence/chat/writer"
	"wence/cmd/internal/config"
	"wence/ingest"
	"wence/prompts"
	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/encoder"
	"wence/retrieval/pg"
	"wence/retrieval/place"
)

// An app is the program's parts, made in order of dependence. Close releases them.
type app struct {
	config   config.Config
	log      *slog.Logger
	store    retrieval.Store
	places   *place.Gazetteer
	embedder retrieval.Embedder
	encoder  *encoder.Network // the built-in one, which needs no endpoint
	reader   *reader.Reader
	stored   chan struct{} // told of new text; see fillVectors
	search   *retrieval.Searcher
	service  *chat.Service
	shared   *admission.Service // the service for those who ask over the network
}

// open makes an app as the environment says, on a store that is there. Logs go to logs, from level on.
func open(ctx context.Context, logs io.Writer, level slog.Level) (*app, error) {
	c, err := config.Load()
	if err != nil {
		return nil, err
	}
	c.Found = true
	return assemble(ctx, c, logger(c, logs, level))
}

// openNew is open for commands that may make the store.
func openNew(ctx context.Context, logs io.Writer, level slog.Level) (*app, error) {
	c, err := config.Load()
	if err != nil {
		return nil, err
	}
	return assemble(ctx, c, logger(c, logs, level))
}

// logger writes as the configuration says.
func logger(c config.Config, to io.Writer, level slog.Level) *slog.Logger {
	opt := &slog.HandlerOptions{Level: level}
	if c.Log == "json" {
		return slog.New(slog.NewJSONHandler(to, opt))
	}
	return slog.New(slog.NewTextHandler(to, opt))
}

func assemble(ctx context.Context, c config.Config, log *slog.Logger) (*app, error) {
	a := &app{config: c, log: log, stored: make(chan struct{}, 1)}
	var err error
	if a.places, err = place.Load(); err != nil {
		return nil, err
	}
	if a.encoder, err = encoder.Builtin(encoder.Options{}); err != nil {
		return nil, err
	}
	if a.embedder, err = newEmbedder(c.Embed, a.encoder); err != nil {
		return nil, err
	}
	if a.store, err = openStore(ctx, c, log); err != nil {
		return nil, err
	}
	a.search = retrieval.NewSearcher(a.store, a.embedder, log, retrieval.SearchOptions{})
	w, err := newWriter(c, log)
	if err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	if a.reader, err = reader.Builtin(encoder.Options{}); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	choose, err := newChooser(a.reader, encoder.NewEmbedder(a.encoder), a.places)
	if err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	a.answerWith(choose, w)
	return a, nil
}

// answerWith makes the service, which answers with what chooses and, where there is one, what words.
func (a *app) answerWith(choose *chooser.Chooser, w *writer.Writer) {
	a.service = chat.NewService(chat.Options{
		Search: a.search, Store: a.store, Places: a.places, Chooser: choose, Writer: w, Log: a.log,
		Author: a.author(), Contacts: a.config.Contacts,
	})
	a.shared = admission.NewService(a.service, admission.NewDoor(answerDoor(a.config)))
}

// author is the chat model as it is shown to people.
func (a *app) author() cited.Author {
	c := a.config.Chat
	return cited.Author{Name: cmp.Or(c.Display, c.Model), Filing: c.Filing}
}

// questionsWaiting are in work at a time with a model, which does the work elsewhere.
const questionsWaiting = 32

// answerDoor bounds the answers in work. Without a model each takes a fifth of a second of a core: two a core keep all of
// them busy, and of those that wait the last finds a place within seconds.
func answerDoor(c config.Config) admission.DoorOptions {
	work := c.Answers
	switch {
	case work > 0:
	case c.Chat.Model != "":
		work = questionsWaiting
	default:
		work = 2 * runtime.GOMAXPROCS(0)
	}
	return admission.DoorOptions{Work: work}
}

// newWriter is a writer with the configured model, nil when none is named.
func newWriter(c config.Config, log *slog.Logger) (*writer.Writer, error) {
	set, err := loadPrompts(c)
	if err != nil {
		return nil, err
	}
	if c.Chat.Model == "" {
		return nil, nil
	}
	m, err := model.NewOpenAI(model.Options{URL: c.Chat.URL, Model: c.Chat.Model, Key: c.Chat.Key})
	if err != nil {
		return nil, err
	}
	judged := map[string]writer.Judge{"": writer.Doubtful, "doubts": writer.Doubtful, "on": writer.All, "off": writer.Nothing}
	return writer.New(writer.Options{Model: m, Prompts: set, Judge: judged[c.Chat.Check], Log: log}), nil
}

// loadPrompts reads the prompts that the configuration names, the built-in ones else.
func loadPrompts(c config.Config) (*prompts.Set, error) {
	set, err := prompts.Load(c.Prompts)
	if err != nil {
		return nil, fmt.Errorf("WENCE_PROMPTS 所指的文件夹 %s 不能用,请更正或不设: %w", c.Prompts, err)
	}
	return set, nil
}

// newChooser is a chooser with the weights that the program carries.
func newChooser(r chooser.Reader, e chooser.Encoder, places *place.Gazetteer) (*chooser.Chooser, error) {
	w, err := chooser.LoadWeights()
	if err != nil {
		return nil, err
	}
	return chooser.New(r, e, places, w), nil
}

// newEmbedder is the configured endpoint, else the built-in encoder.
func newEmbedder(e config.Endpoint, builtin *encoder.Network) (retrieval.Embedder, error) {
	if e.Model == "" {
		return encoder.NewEmbedder(builtin), nil
	}
	return retrieval.NewOpenAIEmbedder(retrieval.OpenAIOptions{URL: e.URL, Model: e.Model, Key: e.Key})
}

func openStore(ctx context.Context, c config.Config, log *slog.Logger) (retrieval.Store, error) {
	if c.Postgres() {
		return pg.Open(ctx, c.Store, pg.Options{Logger: log, Replicas: c.Read, Found: c.Found, Retry: retryTime(c)})
	}
	return embedded.Open(ctx, c.Store, embedded.Options{Logger: log, Found: c.Found})
}

// retryTime is how long to go on trying when the server is lost. Files can wait for its return; where people ask, they are
// told at once.
func retryTime(c config.Config) time.Duration {
	if c.Found {
		return time.Second
	}
	return 0 // as the store has it
}

// Close releases the store.
func (a *app) Close() error { return a.store.Close() }

// ingester brings files into the app's store.
func (a *app) ingester() *ingest.Ingester {
	return &ingest.Ingester{Store: a.store, Places: a.places, Log: a.log}
}

// region resolves the name of a place, the zero region for "".
func (a *app) region(name string) (retrieval.Region, error) {
	if name == "" {
		return retrieval.Region{}, nil
	}
	p, err := a.places.Resolve(name)
	if err != nil {
		return retrieval.Region{}, fmt.Errorf("--region %s:%w", name, err)
	}
	return retrieval.RegionOf(p), nil
}

// withApp runs a command on an app whose log holds warnings only.
func withApp(ctx context.Context, run func(*app) error) error {
	a, err := open(ctx, os.Stderr, slog.LevelWarn)
	return finish(a, err, run)
}

// withNewApp is withApp for commands that may make the store.
func withNewApp(ctx context.Context, run func(*app) error) error {
	a, err := openNew(ctx, os.Stderr, slog.LevelWarn)
	return finish(a, err, run)
}

// finish runs on an app that was opened, and closes it.
func finish(a *app, err error, run func(*app) error) error {
	if err != nil {
		return err
	}
	return errors.Join(run(a), a.Close())
}
