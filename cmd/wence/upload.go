package main

import (
	"context"

	"wence/chat/web"
	"wence/ingest"
)

// uploads brings the console's files into the app's store.
type uploads struct{ app *app }

// Upload reads a file as `wence ingest` would. A file uploaded again under its name replaces the first.
func (u uploads) Upload(ctx context.Context, up web.Upload) ([]web.Uploaded, error) {
	in := u.app.ingester()
	in.Region = up.Region
	name := ingest.CleanName(up.Name)
	file := ingest.File{Name: name, Origin: "upload:" + name, Open: func() ([]byte, error) { return up.Data, nil }}
	report, err := in.Ingest(ctx, []ingest.File{file}, nil)
	if err != nil {
		return nil, err
	}
	u.app.tellStored() // the text can be searched by its words at once
	results := make([]web.Uploaded, len(report.Records))
	for i, r := range report.Records {
		results[i] = web.Uploaded{
			Name: r.Name, State: string(r.State), NoticeID: r.NoticeID, Title: r.Title, Passages: r.Passages,
			Reason: r.Reason, Remedy: r.Remedy, Notes: r.Notes,
		}
	}
	return results, nil
}
