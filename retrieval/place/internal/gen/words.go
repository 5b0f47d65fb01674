package main

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const wordHeader = `# Common Chinese words by frequency, for telling a place name from parts of other words.
# Source: %s (jieba's dictionary, MIT licence; see NOTICE). Generated, do not edit.
# A line: a class, then its words. Class c holds the words that occur about 2^(c/2) times in 60 million.
`

var shortHan = regexp.MustCompile(`^[\x{4e00}-\x{9fff}]{1,4}$`)

// writeWords makes the text of words.txt for the divisions of the given table.
func writeWords(dir string, table *divisionTable) (string, error) {
	const dictionary = "submodules/cppjieba/dict/jieba.dict.utf8"
	files, err := fetch(dir, wordSource, dictionary)
	if err != nil {
		return "", err
	}
	stems := stemsOf(table)
	classes := make(map[int][]string)
	for line := range strings.Lines(string(files[dictionary])) {
		fields := strings.Fields(line)
		if len(fields) < 3 || !shortHan.MatchString(fields[0]) {
			continue
		}
		frequency, err := strconv.Atoi(fields[1])
		if err != nil {
			return "", fmt.Errorf("frequency of %s: %w", fields[0], err)
		}
		if frequency >= stems.least([]rune(fields[0]), fields[2]) {
			class := int(math.Round(2 * math.Log2(float64(frequency))))
			classes[class] = append(classes[class], fields[0])
		}
	}
	return wordText(classes), nil
}

// stems are the first two characters of the divisions' names, by which a text mostly calls them.
type stems struct {
	city   map[string]bool // of provinces and cities
	county map[string]bool
}

func stemsOf(table *divisionTable) stems {
	s := stems{make(map[string]bool), make(map[string]bool)}
	for code, name := range table.names {
		switch runes := []rune(name); {
		case len(runes) < 3 || isZone(code):
		case strings.HasSuffix(code, "00"):
			s.city[string(runes[:2])] = true
		default:
			s.county[string(runes[:2])] = true
		}
	}
	return s
}

// never is a frequency that no word has.
const never = math.MaxInt

// least returns how often a word of the given part of speech (ns place, nt body, nr person, nz other proper noun) must
// occur to be taken. Rare words matter where a name is part of them (大理石, 入海口), unless the word speaks of the place
// (山东人, 武汉大学).
func (s stems) least(word []rune, speech string) int {
	general := [...]int{1: 200, 2: 30, 3: 200, 4: 300}[len(word)]
	if strings.HasPrefix(speech, "nr") {
		general = max(general, 200)
	}
	if len(word) < 3 {
		return general
	}
	last := word[len(word)-1]
	begin := string(word[:2])
	switch {
	case s.city[begin]:
		if speech == "ns" || speech == "nt" || last == '人' {
			return never
		}
		return 10
	case s.county[begin]:
		if speech == "nt" || speech == "nz" || strings.ContainsRune("市县区省州盟旗路街镇乡村府城站港湾桥山河江湖海岛关人话", last) {
			return general
		}
		return leastOfPart(speech)
	case s.inside(word) && speech != "nt":
		return leastOfPart(speech)
	}
	return general
}

// leastOfPart is the bound for words that a name is part of. Persons of the dictionary include much noise.
func leastOfPart(speech string) int {
	if strings.HasPrefix(speech, "nr") {
		return 10
	}
	return 3
}

// inside reports whether a stem stands in the word after its first character.
func (s stems) inside(word []rune) bool {
	for i := 1; i+2 <= len(word); i++ {
		if stem := string(word[i : i+2]); s.city[stem] || s.county[stem] {
			return true
		}
	}
	return false
}

func wordText(classes map[int][]string) string {
	var out strings.Builder
	fmt.Fprintf(&out, wordHeader, wordSource)
	for class := range 64 {
		if words := classes[class]; len(words) > 0 {
			slices.Sort(words)
			fmt.Fprintf(&out, "%d %s\n", class, strings.Join(slices.Compact(words), " "))
		}
	}
	return out.String()
}
