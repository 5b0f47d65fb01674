package sniff

import "testing"

func TestMediaType(t *testing.T) {
	for _, tc := range []struct {
		kind Kind
		data string
		want string
	}{
		{PDF, "%PDF-1.7", "application/pdf"},
		{Image, "\x89PNG\r\n\x1A\n", "image/png"},
		{Image, "\xFF\xD8\xFF", "image/jpeg"},
		{Image, "II*\x00", "application/octet-stream"}, // TIFF, which the standard library does not tell
		{PPTX, "PK", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
		{ODS, "PK", "application/vnd.oasis.opendocument.spreadsheet"},
		{RAR, "Rar!", "application/octet-stream"},
	} {
		if got := tc.kind.MediaType([]byte(tc.data)); got != tc.want {
			t.Errorf("%s is %s, want %s", tc.kind, got, tc.want)
		}
	}
}
