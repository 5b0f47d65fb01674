package writer

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/maypok86/otter/v2"

	"wence/chat/draft"
	"wence/chat/model"
	"wence/prompts"
)

// Bounds of restating a question.
const (
	restateTime    = 1500 * time.Millisecond
	mostSearches   = 3
	longestSearch  = 80   // characters
	longestReply   = 1000 // bytes that are read
	mostRemembered = 4096 // questions
)

// restatements remembers what questions were restated as. It holds nothing that people wrote beyond the questions
// themselves, and those without personal data.
type restatements struct {
	kept *otter.Cache[string, []string]
}

func newRestatements() *restatements {
	return &restatements{otter.Must(&otter.Options[string, []string]{MaximumSize: mostRemembered})}
}

// Restate says a question as notices would, for the search: at most three searches, best first. They are searched for
// and never shown. It gives none when the model does not answer soon enough.
func (w *Writer) Restate(ctx context.Context, question string, history []prompts.Turn) ([]string, model.Usage) {
	key := fmt.Sprintf("%q", append([]prompts.Turn{{Content: question}}, history...))
	if kept, ok := w.restated.kept.GetIfPresent(key); ok {
		return kept, model.Usage{}
	}
	prompt, err := w.opt.Prompts.Restate(prompts.Restate{Question: question, Turns: history})
	if err != nil {
		w.opt.Log.ErrorContext(ctx, "question not restated", "error", err)
		return nil, model.Usage{}
	}
	ctx, cancel := context.WithTimeout(ctx, restateTime)
	defer cancel()
	var reply strings.Builder
	usage, err := w.opt.Model.Write(ctx, prompt, func(piece string) bool {
		reply.WriteString(piece)
		return reply.Len() <= longestReply
	})
	if err != nil {
		w.opt.Log.WarnContext(ctx, "question not restated", "model", w.Name(), "error", err)
		return nil, usage
	}
	searches := searchesIn(draft.WithoutThoughts(reply.String()), question)
	w.restated.kept.Set(key, searches)
	return searches, usage
}

// searchesIn are the lines of a reply that can be searched for, the question itself left out.
func searchesIn(reply, question string) []string {
	all := []string{}
	for line := range strings.Lines(reply) {
		line = strings.Trim(draft.WithoutMarker(line), " \t\r\n\u3000“”\"'")
		if line == "" || line == question || !utf8.ValidString(line) || utf8.RuneCountInString(line) > longestSearch {
			continue
		}
		if all = append(all, line); len(all) == mostSearches {
			break
		}
	}
	return all
}
