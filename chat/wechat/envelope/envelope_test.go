package envelope

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
)

const (
	previousKey = "4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws"
	currentKey  = "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP"
	corp        = "ww6a112864f8022910"
)

func box(t testing.TB, opt Options) *Box {
	t.Helper()
	b, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// echo is a published exchange: the address check of a WeCom application.
var echo = Sealed{"1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011", "1583940690", "VHh7ymSeb0jc4lSb",
	"6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w=="}

// TestPublished opens what others have published: real traffic of WeCom and the sample of WeChat's documentation.
func TestPublished(t *testing.T) {
	message := Sealed{"f265ae551b1932727204c3d707628d01376a6940", "1583995625", "1584392382",
		"EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5pIZucK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/nTwzrZX3SoGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4OgaH55Q0AJmUpdT8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5rIhXAF734ynm4no1g+SdHiNqR328="}
	for _, tc := range []struct {
		name string
		box  *Box
		in   Sealed
		want string
		key  int
		err  error
	}{
		{"a message", box(t, Options{"kz7Yx62CH8SaLN", corp, []string{currentKey}}), message, "<Content><![CDATA[x123]]></Content>", 0, nil},
		{"an address check", box(t, Options{"kjr2TKI8umCBfVF3wAHk8JiPwma5VBme", corp, []string{previousKey}}), echo, "94966531020182955848408", 0, nil},
		{"sealed with the previous key", box(t, Options{"kjr2TKI8umCBfVF3wAHk8JiPwma5VBme", corp, []string{currentKey, previousKey}}), echo, "94966531020182955848408", 1, nil},
		{"another token", box(t, Options{"x", corp, []string{previousKey}}), echo, "", 0, ErrSignature},
		{"another key", box(t, Options{"kjr2TKI8umCBfVF3wAHk8JiPwma5VBme", corp, []string{currentKey}}), echo, "", 0, ErrSeal},
		{"no key", box(t, Options{"kjr2TKI8umCBfVF3wAHk8JiPwma5VBme", corp, nil}), echo, "", 0, ErrSeal},
		{"another receiver", box(t, Options{"kjr2TKI8umCBfVF3wAHk8JiPwma5VBme", "ww0", []string{previousKey}}), echo, "", 0, ErrReceiver},
	} {
		got, key, err := tc.box.Open(tc.in)
		if !errors.Is(err, tc.err) || !strings.Contains(string(got), tc.want) || key != tc.key {
			t.Errorf("%s: got %q with key %d, %v", tc.name, got, key, err)
		}
	}
	sample := box(t, Options{Token: "AAAAA"})
	if err := sample.Verify("899cf89e464efb63f54ddac96b0a0a235f53aa78", "1714037059", "486452656"); err != nil {
		t.Errorf("the documentation's sample: %v", err)
	}
	if err := sample.Verify("899CF89E464EFB63F54DDAC96B0A0A235F53AA78", "1714037059", "486452656"); err != nil {
		t.Errorf("in capitals: %v", err)
	}
	for _, forged := range []string{"", "899cf89e464efb63f54ddac96b0a0a235f53aa79", "899cf89e464efb63f54ddac96b0a0a235f53aa7"} {
		if err := sample.Verify(forged, "1714037059", "486452656"); !errors.Is(err, ErrSignature) {
			t.Errorf("forged %q gave %v", forged, err)
		}
	}
}

func TestKeys(t *testing.T) {
	for _, text := range []string{"", "short", currentKey + "=", currentKey[:42] + "*", currentKey[:42]} {
		if _, err := New(Options{Token: "t", Keys: []string{currentKey, text}}); err == nil || !strings.Contains(err.Error(), "第2个") {
			t.Errorf("key %q gave %v", text, err)
		}
	}
	if _, err := New(Options{}); err == nil {
		t.Error("no token was taken")
	}
}

// TestPadding signs what was tampered with, as only who knows the token could: no byte of the padding may differ.
func TestPadding(t *testing.T) {
	b := box(t, Options{"t", corp, []string{currentKey}})
	data, _ := base64.StdEncoding.DecodeString(b.Seal([]byte("message"), 0, "1", "2").Text)
	for i := range data {
		data[i] ^= 1
		text := base64.StdEncoding.EncodeToString(data)
		data[i] ^= 1
		message, _, err := b.Open(Sealed{Sign("t", "1", "2", text), "1", "2", text})
		if err == nil && i >= 16 { // what is random may be anything
			t.Errorf("byte %d changed gave %q", i, message)
		}
	}
}

// FuzzOpen: what is sealed opens to itself, and nothing that is signed makes it panic.
func FuzzOpen(f *testing.F) {
	b := box(f, Options{"t", corp, []string{currentKey, previousKey}})
	f.Add("<xml/>")
	f.Add(echo.Text)
	f.Add(strings.Repeat("A", 64))
	f.Add(base64.StdEncoding.EncodeToString(make([]byte, 32)))
	f.Fuzz(func(t *testing.T, s string) {
		if message, _, err := b.Open(Sealed{Sign("t", "1", "2", s), "1", "2", s}); err == nil && len(message) > len(s) {
			t.Errorf("%d bytes came out of %d", len(message), len(s))
		}
		for key := range 2 {
			message, used, err := b.Open(b.Seal([]byte(s), key, "1", "2"))
			if err != nil || string(message) != s || used != key {
				t.Errorf("%q sealed and opened is %q with key %d, %v", s, message, used, err)
			}
		}
	})
}
