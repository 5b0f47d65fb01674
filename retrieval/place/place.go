// Package place knows China's administrative divisions and how texts and questions name them.
//
// A [Place] is one division: the nation, a province, a city (prefecture), a county, or a zone beside the standard
// such as a development zone. A [Gazetteer] holds all that are known:
//
//	divisions.txt --Load--> Gazetteer --Find-----> Mentions in any text, with what each may mean
//	words.txt     --/           |-----Resolve--> the place that a person named, or why there is none
//	                            |-----OfNotice-> the place where a notice applies
//	                            |-----Names----> names of schools, villages and places that no list knows
//	                            \-----Learn, With: places that the standard lacks
//
// Names are compared folded: Traditional is Simplified, width does not matter, spaces between characters are skipped.
// A short name (奉节) is a name only where it reads as one. Find weighs it against the words around it, so that 东西安排
// does not mention 西安, and asks for more evidence where the name is also an everyday word (和平, 合作).
//
// Everything here is safe for concurrent use; a Gazetteer never changes.
package place

import "strings"

// A Level is the rank of a place.
type Level int

// The levels from the top. The zero Level belongs to the zero Place.
const (
	Nation   Level = iota + 1
	Province       // 省, 自治区, 直辖市, 特别行政区
	City           // 地级市, 地区, 自治州, 盟
	County         // 县, 县级市, 市辖区, 旗; also the few directly below a province
	Zone           // a zone beside the standard: 开发区, 管理区, 新区
)

// String returns the Chinese term for the level, "" for the zero Level.
func (l Level) String() string {
	switch l {
	case Nation:
		return "国家"
	case Province:
		return "省级"
	case City:
		return "地级"
	case County:
		return "县级"
	case Zone:
		return "功能区"
	}
	return ""
}

// A Place is an administrative division. Places are comparable; the zero Place is no place.
type Place struct {
	Code  string // six digits of GB/T 2260, or the statistical code of a zone; "" for the nation and learned places
	Name  string // its own full name: 奉节县
	Level Level

	path    string // names from the province down, joined by "/"; "" for the nation
	lineage string // IDs from the nation down, each followed by "|"
}

const nationID = "CN"

// TheNation is the place of rules that apply everywhere.
func TheNation() Place {
	return Place{Name: "全国", Level: Nation, lineage: nationID + "|"}
}

// below returns the place of the given name and code below p. With the zero Place for p the parent is unknown, and the
// place stands directly below the nation.
func (p Place) below(code, name string, level Level) Place {
	child := Place{Code: code, Name: name, Level: level, path: name}
	if p.path != "" {
		child.path = p.path + "/" + name
	}
	above := p.lineage
	if above == "" {
		above = nationID + "|"
	}
	child.lineage = above + child.ID() + "|"
	return child
}

// IsZero reports whether p is no place.
func (p Place) IsZero() bool { return p == Place{} }

// ID names the place for good: its code; for a place without one its names from the province down, as
// 内蒙古自治区/锡林郭勒盟/某某管理区; "CN" for the nation; "" for no place. [Gazetteer.Lookup] turns it back.
func (p Place) ID() string {
	switch {
	case p.Code != "":
		return p.Code
	case p.Level == Nation:
		return nationID
	}
	return p.path
}

// Path returns the names from the province down to the place itself, nil for the nation and for no place.
func (p Place) Path() []string {
	if p.path == "" {
		return nil
	}
	return strings.Split(p.path, "/")
}

// Lineage returns the IDs from the nation down to the place itself, nil for no place.
func (p Place) Lineage() []string {
	if p.lineage == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(p.lineage, "|"), "|")
}

// FullName returns the names from the province down as one: 重庆市奉节县. A zone that carries its city's name stands for
// that city too: 黑龙江省大庆高新技术产业开发区.
func (p Place) FullName() string {
	path := p.Path()
	if len(path) == 0 {
		return p.Name
	}
	if n := len(path); p.Level == Zone && n >= 2 && strings.HasPrefix(p.Name, stemOf(path[n-2])) {
		path = append(path[:n-2:n-2], p.Name)
	}
	return strings.Join(path, "")
}

// Within reports whether p is q or lies in it. No place lies in no place.
func (p Place) Within(q Place) bool {
	return q.lineage != "" && strings.HasPrefix(p.lineage, q.lineage)
}

// Applies reports whether a rule of the place rule applies at the place at: it is that place, or one above it. A
// county's rule never applies at another county, nor above.
func Applies(rule, at Place) bool { return at.Within(rule) }
