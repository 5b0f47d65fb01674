package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

const divisionHeader = `# Administrative divisions of China, county level and above.
# Sources: %s, %s (MIT licence; see NOTICE). Generated, do not edit.
# A line: GB/T 2260 code, name, former names. Codes whose fifth digit is 7 are statistical codes of zones that stand
# beside the standard. A code of "-" is a division of the province above it that has no code.
`

// A divisionTable is what the sources say, by six-digit code.
type divisionTable struct {
	names  map[string]string
	former map[string][]string // names that the division of this code had before
	cities map[string][]string // divisions without a code, by the code of their province
}

func readDivisions(dir string) (*divisionTable, error) {
	table := &divisionTable{map[string]string{}, map[string][]string{}, map[string][]string{}}
	if err := table.addMainland(dir); err != nil {
		return nil, err
	}
	if err := table.addTerritories(dir); err != nil {
		return nil, err
	}
	for code, name := range table.names {
		table.names[code] = table.properName(code, name)
	}
	return table, nil
}

func (t *divisionTable) addMainland(dir string) error {
	const territories = "dist/HK-MO-TW.json"
	lists := []string{"dist/provinces.csv", "dist/cities.csv", "dist/areas.csv"}
	files, err := fetch(dir, divisionSource, append(lists, territories)...)
	if err != nil {
		return err
	}
	for _, list := range lists {
		rows, err := csv.NewReader(strings.NewReader(string(files[list]))).ReadAll()
		if err != nil {
			return fmt.Errorf("%s: %w", list, err)
		}
		for _, row := range rows[1:] {
			t.add((row[0] + "0000")[:6], row[1])
		}
	}
	var names map[string]map[string][]string
	if err := json.Unmarshal(files[territories], &names); err != nil {
		return fmt.Errorf("%s: %w", territories, err)
	}
	t.cities["710000"] = slices.Sorted(maps.Keys(names["台湾省"]))
	return nil
}

// addTerritories adds what the mainland's list lacks: the provinces of Hong Kong, Macau and Taiwan with the districts
// that have codes, and the divisions of 2021 that have been renamed or merged since, which older notices still name.
func (t *divisionTable) addTerritories(dir string) error {
	const list = "dist/data.json"
	files, err := fetch(dir, territorySource, list)
	if err != nil {
		return err
	}
	var rows []struct {
		Code, Name string
		Town       any
	}
	if err := json.Unmarshal(files[list], &rows); err != nil {
		return fmt.Errorf("%s: %w", list, err)
	}
	present := maps.Clone(t.names)
	for _, row := range rows {
		town, number := row.Town.(float64)
		if !number || town != 0 || present[row.Code] != "" || isZone(row.Code) {
			continue
		}
		if successor := successorOf(present, row.Code, row.Name); successor == "" {
			t.add(row.Code, row.Name)
		} else if present[successor] != row.Name {
			t.former[successor] = append(t.former[successor], row.Name)
		}
	}
	return nil
}

// add takes a division unless it is a heading of the list: 市辖区, 县, 省直辖县级行政区划.
func (t *divisionTable) add(code, name string) {
	heading := name == "市辖区" || name == "县" || strings.HasSuffix(name, "直辖县级行政区划")
	city := code[:4] + "00"
	if !heading && (code == city || t.names[city] != name) { // Jiayuguan is listed below itself
		t.names[code] = name
	}
}

// successorOf returns the code of the division that took the place of the one named: below the same city, and of the
// same name but for the suffix (孟津县, now 孟津区).
func successorOf(present map[string]string, code, name string) string {
	stem := strings.TrimRight(name, "省市县区")
	for _, other := range slices.Sorted(maps.Keys(present)) {
		if other[:4] == code[:4] && !strings.HasSuffix(other, "00") && strings.TrimRight(present[other], "省市县区") == stem {
			return other
		}
	}
	return ""
}

func isZone(code string) bool { return code[4] == '7' }

// generic matches what is left of a zone's name when nothing of its own is in it.
var generic = regexp.MustCompile(`^(高新|高技术|经济|产业|工业|城乡|开发|循环|转型|新区|火炬|稀土|汽车|综合|现代|文化)`)

// properName takes off a zone's name the places above it, as far as a name remains (河北唐山芦台经济开发区 becomes
// 芦台经济开发区), and the body that runs it (乌拉盖管理区管委会).
func (t *divisionTable) properName(code, name string) string {
	if !isZone(code) {
		return name
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "管委会"), "管理委员会")
	for _, above := range []string{t.names[code[:2]+"0000"], t.names[code[:4]+"00"]} {
		stem := strings.TrimRight(above, "省市盟")
		if stem = strings.TrimSuffix(stem, "自治区"); stem == "" {
			continue
		}
		rest, found := strings.CutPrefix(name, stem)
		if !found {
			continue
		}
		if rest = strings.TrimPrefix(rest, "市"); generic.MatchString(rest) {
			rest = stem + rest
		}
		name = rest
	}
	return name
}

func (t *divisionTable) text() string {
	var out strings.Builder
	fmt.Fprintf(&out, divisionHeader, divisionSource, territorySource)
	for _, code := range slices.Sorted(maps.Keys(t.names)) {
		fields := append([]string{code, t.names[code]}, t.former[code]...)
		fmt.Fprintln(&out, strings.Join(fields, " "))
		for _, city := range t.cities[code] {
			fmt.Fprintln(&out, "-", city)
		}
	}
	return out.String()
}
