package ingest

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"wence/ingest/document"
	"wence/ingest/sniff"
	"wence/retrieval"
)

// A page is what an attachment takes from the page that links to it, where it says nothing itself.
type page struct {
	title     string // of the page
	name      string // of the attachment, as the link words it
	issuer    string
	region    retrieval.Region
	published retrieval.Date
}

// lend fills in what a notice leaves open, and says where it belongs.
func (p *page) lend(n *retrieval.Notice) {
	if p == nil {
		return
	}
	if named := nameTitle(p.name); named != "" && (n.Named || n.Title == "") {
		n.Title, n.Named = named, true
	}
	n.Issuer, n.Published = cmp.Or(n.Issuer, p.issuer), cmp.Or(n.Published, p.published)
	if n.Region.IsZero() {
		n.Region = p.region
	}
	if p.title != "" {
		n.Notes = append(n.Notes, fmt.Sprintf("是《%s》的附件", p.title))
	}
}

// attachments are the files in the ingester's folder of attachments that a page links to, and the links that none was
// found for.
func (in *Ingester) attachments(f File, n retrieval.Notice, links []document.Link) (found []File, missing []document.Link) {
	if in.Attachments == "" || len(links) == 0 {
		return nil, links
	}
	beside := byName(in.attachmentsOf(f.Origin))
	for _, l := range links {
		at, ok := "", false
		for _, name := range fileNames(l) {
			if at, ok = beside[strings.ToLower(name)]; ok {
				break
			}
		}
		if !ok || at == f.Origin {
			missing = append(missing, l)
			continue
		}
		file := OnDisk(at)
		file.Label = f.label() + " 的附件 " + file.Name
		file.URL = absolute(l.URL, n.URL)
		file.page = &page{title: n.Title, name: l.Name, issuer: n.Issuer, region: n.Region, published: n.Published}
		found = append(found, file)
	}
	return found, missing
}

// attachedAgain are the attachments of a page that need not be read again itself.
func (in *Ingester) attachedAgain(ctx context.Context, f File, data []byte, known retrieval.Notice) []File {
	kind := sniff.Type(data, f.Name)
	if in.Attachments == "" || kind != sniff.HTML && kind != sniff.MHTML {
		return nil
	}
	doc, err := Read(ctx, f.Name, data)
	if err != nil {
		return nil // it was read before, and stays as it was
	}
	found, _ := in.attachments(f, known.AsRead(), doc.Attachments)
	return found
}

// attachmentsOf is the folder for the attachments of a page: a relative one stands beside the page.
func (in *Ingester) attachmentsOf(origin string) string {
	if filepath.IsAbs(in.Attachments) {
		return in.Attachments
	}
	return filepath.Join(filepath.Dir(origin), in.Attachments)
}

// isAttachment reports a file that stands in a folder of attachments: pages that link to it are to be read first.
func (in *Ingester) isAttachment(f File) bool {
	if in.Attachments == "" {
		return false
	}
	if filepath.IsAbs(in.Attachments) {
		return holds(in.Attachments, f.Origin)
	}
	mark := string(filepath.Separator)
	return strings.Contains(filepath.Dir(f.Origin)+mark, mark+filepath.Clean(in.Attachments)+mark)
}

// byName are the files in a folder and below by their names in lower case; of several of one name the first.
func byName(folder string) map[string]string {
	files := map[string]string{}
	_ = filepath.WalkDir(folder, func(at string, d fs.DirEntry, err error) error {
		name := strings.ToLower(filepath.Base(at))
		if _, taken := files[name]; err == nil && !d.IsDir() && !taken {
			files[name] = at
		}
		return nil // a folder that is missing has no files
	})
	return files
}

// fileNames are the names under which a linked file may have been saved: as its address calls it, as an argument of the
// address does, as the link is worded.
func fileNames(l document.Link) []string {
	var names []string
	extension := ""
	if u, err := url.Parse(l.URL); err == nil {
		names = append(names, path.Base(u.Path))
		extension = path.Ext(u.Path)
		for _, values := range u.Query() {
			for _, v := range values {
				if ext := path.Ext(v); ext != "" {
					names, extension = append(names, path.Base(v)), ext
				}
			}
		}
	}
	return append(names, l.Name, l.Name+extension)
}

// absolute is a link's address from the page's, "" when it cannot be known.
func absolute(link, page string) string {
	base, err := url.Parse(page)
	if err != nil {
		return ""
	}
	at, err := base.Parse(link)
	if err != nil {
		return ""
	}
	return webAddress(at.String())
}

// maxNamed is how many attachments a note names.
const maxNamed = 20

// attached says which files a page links to, each with its address as far as that is known: they are no part of the
// page, and what they hold is not known until they are ingested too.
func attached(links []document.Link, page string) []string {
	if len(links) == 0 {
		return nil
	}
	var names []string
	for _, l := range links[:min(len(links), maxNamed)] {
		name := firstOf(l.Name, l.URL)
		if at := absolute(l.URL, page); at != "" {
			name += "(" + at + ")"
		}
		names = append(names, name)
	}
	note := fmt.Sprintf("网页另有%d个附件,内容不在其中,需要时请下载后一并收录:%s", len(links), strings.Join(names, "、"))
	if len(links) > maxNamed {
		note += "等"
	}
	return []string{note}
}
