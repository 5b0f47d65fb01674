package eval

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"wence/chat"
)

// TestPictures wants each well formed, with what it is of, and with nothing that a name could bring in.
func TestPictures(t *testing.T) {
	outcomes := []Outcome{
		{Case: Case{Answerable: true}, Answer: chat.Answer{Status: chat.Answered, Meta: chat.Meta{Confidence: 0.95}}},
		{Case: Case{}, Answer: chat.Answer{Status: chat.Declined}},
	}
	for want, drawn := range map[string]string{
		"&lt;script&gt;":      string(bars("By kind", map[string]Tally{"<script>": {Passed: 1, Cases: 2}})),
		`points="386.5,28.0 `: string(calibration(outcomes)),
		`points="400.0,28.0 `: string(tradeoff(outcomes)),
	} {
		if !strings.Contains(drawn, want) {
			t.Errorf("no %s in %s", want, drawn)
		}
		for d := xml.NewDecoder(strings.NewReader(drawn)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%v: %s", err, drawn)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
				t.Errorf("a name became an element: %s", drawn)
			}
		}
	}
}
