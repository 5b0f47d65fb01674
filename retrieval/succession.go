package retrieval

import (
	"cmp"
	"strings"

	"wence/retrieval/zh"
)

// Brackets of every kind stand around the year of a document number; titles stand in and out of book marks.
var (
	numberForms = strings.NewReplacer("[", "〔", "(", "〔", "【", "〔", "﹝", "〔", "]", "〕", ")", "〕", "】", "〕", "﹞", "〕", " ", "")
	bookMarks   = strings.NewReplacer("《", "", "》", "", "〈", "", "〉", "", " ", "")
)

// NumberKey and TitleKey are the forms in which references are compared with notices.
func NumberKey(number string) string { return numberForms.Replace(zh.Fold(number)) }

// TitleKey is the title in its comparable form; see NumberKey.
func TitleKey(title string) string { return bookMarks.Replace(zh.Fold(title)) }

// A Party is one side of a replacement: number and title as keys, the region's ID, and the day that orders versions.
type Party struct {
	ID, Number, Title, Region string
	Day                       Date
}

// A Claim is a reference by a stored notice that may mean another. Both stores decide by it which notice replaces which.
type Claim struct {
	Old, New      Party
	Number, Title string // what the reference names, as keys
	Version       bool   // no reference: a notice of the same title and place
	Successor     Successor
}

// Holds decides whether the reference means the old notice. Of laws the later text of one title is the next version.
// Where both state a number it decides, since a new version
// often bears the title of the one it replaces. By title alone, the notices must be of one place, for counties give
// their rules the same names, and a notice of the same title must be the earlier one.
func (c Claim) Holds() bool {
	if c.Old.ID == c.New.ID || c.Version && (!IsLaw(c.Old.Title) || c.Old.Region != c.New.Region) {
		return false
	}
	if c.Version {
		return c.Old.Day != "" && c.Old.Day < c.New.Day
	}
	if c.Number != "" && c.Old.Number != "" {
		return c.Number == c.Old.Number && c.Old.Number != c.New.Number
	}
	if c.Title == "" || c.Title != c.Old.Title || c.Old.Region != "" && c.New.Region != "" && c.Old.Region != c.New.Region {
		return false
	}
	known := c.Old.Day != "" && c.New.Day != ""
	if c.Old.Title == c.New.Title {
		return known && c.Old.Day < c.New.Day
	}
	return !known || c.Old.Day <= c.New.Day
}

// Newer decides between two claims on the same notice: the later successor stands.
func (c Claim) Newer(o Claim) bool {
	return cmp.Or(cmp.Compare(c.New.Day, o.New.Day), cmp.Compare(o.New.ID, c.New.ID)) > 0
}
