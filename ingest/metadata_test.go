package ingest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// metadataBars are the shares in per cent that must be right of what is read of a field, and that must be read of what the
// texts state.
var metadataBars = map[string][2]float64{
	"title": {95, 95}, "number": {95, 90}, "issuer": {95, 90}, "region": {95, 90},
	"issued": {95, 90}, "published": {95, 90}, "effective": {95, 90}, "expires": {95, 90},
}

// metadataFields are the columns of testdata/metadata.tsv behind the file.
var metadataFields = []string{"title", "number", "issuer", "region", "issued", "published", "effective", "expires"}

// TestMetadata compares what is read of notices with what a person reads.
func TestMetadata(t *testing.T) {
	data, err := os.ReadFile("testdata/metadata.tsv")
	if err != nil {
		t.Fatal(err)
	}
	type count struct{ right, read, stated float64 }
	counts := map[string]*count{}
	for _, f := range metadataFields {
		counts[f] = &count{}
	}
	documents := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		want := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		got := statements(t, want[0])
		documents++
		for i, field := range metadataFields {
			c := counts[field]
			if got[i] != "" {
				c.read++
			}
			if want[i+1] != "" {
				c.stated++
			}
			switch {
			case got[i] == want[i+1] && got[i] != "":
				c.right++
			case got[i] != want[i+1]:
				t.Logf("%s: %s %q, want %q", want[0], field, got[i], want[i+1])
			}
		}
	}
	for _, field := range metadataFields {
		c := counts[field]
		precision, recall := 100*c.right/c.read, 100*c.right/c.stated
		t.Logf("%-9s precision %5.1f %%, recall %5.1f %% of %3.0f", field, precision, recall, c.stated)
		if bar := metadataBars[field]; precision < bar[0] || recall < bar[1] {
			t.Errorf("%s is below %v %%", field, bar)
		}
	}
	if documents < 120 {
		t.Errorf("%d documents", documents)
	}
}

// statements are the fields of a file in the order of metadataFields.
func statements(t *testing.T, name string) []string {
	t.Helper()
	path := filepath.FromSlash(name)
	if root, _, _ := strings.Cut(name, "/"); root == "notices" || root == "data" || root == "samples" && strings.HasPrefix(name, "samples/html_real") {
		path = filepath.Join("..", "..", "shared", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(context.Background(), filepath.Base(name), data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	n := Understand(doc, gazetteer(t))
	if n.Title == "" {
		n.Title = nameTitle(filepath.Base(name))
	}
	return []string{n.Title, n.Number, n.Issuer, n.Region.Name, string(n.Issued), string(n.Published), string(n.Effective), string(n.Expires)}
}
