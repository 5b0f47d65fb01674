package cited

import (
	"strings"

	"wence/chat/voice"
)

// A Label says whose words an answer is in, with the words that must be shown beside them (GB 45438-2025).
type Label struct {
	Kind string `json:"kind"` // LabelQuoted, LabelGenerated or LabelMixed
	Text string `json:"text"`
}

// The kinds of labels.
const (
	LabelQuoted    = "quoted"
	LabelGenerated = "generated"
	LabelMixed     = "mixed"
)

// An Author is a chat model as it is shown to people.
type Author struct {
	Name   string // "" = 对话模型
	Filing string // 备案号; "" when it has none
}

// String is the name with the 备案号.
func (a Author) String() string {
	name := a.Name
	if name == "" {
		name = "对话模型"
	}
	return strings.Join(strings.Fields(name+" "+a.Filing), " ")
}

// Label is that of the page as it stands; a page without sentences is the program's own words, as quotations are.
func (p *Page) Label(author Author) Label {
	switch p.quoted {
	case len(p.sentences):
		return Label{LabelQuoted, p.voice.Say(voice.LabelQuoted)}
	case 0:
		return Label{LabelGenerated, p.voice.Say(voice.LabelGenerated, author)}
	}
	return Label{LabelMixed, p.voice.Say(voice.LabelMixed, author)}
}
