package main

import (
	"context"
	"errors"
	"strings"

	"wence/chat"
	"wence/chat/web"
	"wence/ingest"
	"wence/retrieval"
	"wence/retrieval/place"
)

// uploads brings the console's files into the app's store.
type uploads struct{ app *app }

// Upload reads a file as `wence ingest` would. A file uploaded again under its name replaces the first.
func (u uploads) Upload(ctx context.Context, up web.Upload) ([]web.Uploaded, error) {
	in := u.app.ingester()
	var err error
	if in.Region, err = u.region(ctx, up.Region); err != nil {
		return nil, err
	}
	file := ingest.File{Name: up.Name, Origin: "upload:" + up.Name, Open: func() ([]byte, error) { return up.Data, nil }}
	report, err := in.Ingest(ctx, []ingest.File{file}, nil)
	if err != nil {
		return nil, err
	}
	if _, err := in.Embed(ctx, u.app.embedder, nil); err != nil { // the text can be searched; the next upload tries again
		u.app.log.WarnContext(ctx, "uploaded text not embedded yet", "file", up.Name, "error", err)
	}
	results := make([]web.Uploaded, len(report.Records))
	for i, r := range report.Records {
		results[i] = web.Uploaded{
			Name: r.Name, State: string(r.State), NoticeID: r.NoticeID, Title: r.Title, Passages: r.Passages,
			Reason: r.Reason, Remedy: r.Remedy, Notes: r.Notes,
		}
	}
	return results, nil
}

// region is the region that a clerk names: one that stored notices taught, or one of the gazetteer.
func (u uploads) region(ctx context.Context, name string) (retrieval.Region, error) {
	stored, err := u.app.store.Regions(ctx)
	if err != nil {
		return retrieval.Region{}, err
	}
	for _, r := range stored {
		if r.Name == name || strings.Join(r.Path, "") == name {
			return r, nil
		}
	}
	r, err := u.app.region(name)
	if errors.Is(err, place.ErrUnknown) || errors.Is(err, place.ErrAmbiguous) {
		return r, &chat.FieldError{Pointer: "/region", Detail: err.Error()}
	}
	return r, err
}
