package mcp

import (
	"context"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"wence/chat"
	"wence/chat/cited"
	"wence/chat/plain"
	"wence/retrieval"
)

// A question is what ask_policy takes.
type question struct {
	Question string `json:"question" jsonschema:"问题,不超过500字"`
	Region   string `json:"region,omitempty" jsonschema:"地区的名称,如奉节县;不写则看问题里说的"`
	AsOf     string `json:"as_of,omitempty" jsonschema:"效力按这一天算,写作YYYY-MM-DD,默认今天"`
}

// An answer is what ask_policy gives.
type answer struct {
	Status    string   `json:"status" jsonschema:"answered、partial、clarify(请补充地区)、declined(文件没有写明)或blocked(不是问题)"`
	Text      string   `json:"text" jsonschema:"各句及其引用编号"`
	Citations []source `json:"citations"`
	Related   []source `json:"related" jsonschema:"最接近的原文,不是回答"`
	Choices   []string `json:"choices" jsonschema:"可选的地区"`
	Notes     []string `json:"notes" jsonschema:"应当一并告知的"`
	Label     string   `json:"label" jsonschema:"展示回答时应当一并展示的话"`
}

// A source is a passage and the notice that it is from.
type source struct {
	N       int    `json:"n,omitempty" jsonschema:"引用编号"`
	Title   string `json:"title"`
	Number  string `json:"number" jsonschema:"发文字号"`
	Issuer  string `json:"issuer"`
	Region  string `json:"region"`
	State   string `json:"state" jsonschema:"in_force、ended、repealed、replaced、not_yet或unknown"`
	Locator string `json:"locator" jsonschema:"在文件里的位置"`
	Quote   string `json:"quote" jsonschema:"逐字的原文"`
	URL     string `json:"url" jsonschema:"原文页"`
}

// source shows a notice's words with the link to them.
func (t tools) source(n cited.Notice, locator, quote, link string) source {
	return source{
		Title: n.Title, Number: n.Number, Issuer: n.Issuer, Region: n.Region, State: string(n.Validity.State),
		Locator: locator, Quote: quote, URL: t.url + link,
	}
}

func (t tools) sources(all []chat.Citation) []source {
	list := make([]source, len(all))
	for i, c := range all {
		list[i] = t.source(c.Notice, c.Locator, c.Quote, c.Link)
		list[i].N = c.N
	}
	return list
}

// ask answers a question: in words for the agent to read, and as data.
func (t tools) ask(ctx context.Context, in question) (*mcp.CallToolResult, answer, error) {
	a, err := t.Answers.Answer(ctx, chat.Question{Text: in.Question, Region: in.Region, AsOf: retrieval.Date(in.AsOf)}, nil)
	if err != nil {
		return nil, answer{}, err
	}
	text := plain.Of(a, plain.Options{URL: t.url}).String()
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}, answer{
		Status: string(a.Status), Text: a.Text, Citations: t.sources(a.Citations), Related: t.sources(a.Related),
		Choices: append([]string{}, a.Choices...), Notes: append([]string{}, a.Notes...), Label: a.Label.Text,
	}, nil
}
