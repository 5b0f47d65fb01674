package mcp

import (
	"context"
	"fmt"
	"slices"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"wence/chat"
	"wence/chat/cited"
	"wence/retrieval"
)

// Bounds of lists.
const (
	standardList = 10
	mostListed   = 100
)

// limitOf is how many are asked for.
func limitOf(asked int) (int, error) {
	switch {
	case asked == 0:
		return standardList, nil
	case asked < 0 || asked > mostListed:
		return 0, &chat.FieldError{Pointer: "/limit", Detail: fmt.Sprintf("limit应为1到%d的整数", mostListed)}
	}
	return asked, nil
}

// A search is what search_policy takes.
type search struct {
	question
	Limit int `json:"limit,omitempty" jsonschema:"最多几段,1到100,默认10"`
}

// A finding is what search_policy gives.
type finding struct {
	Passages []source `json:"passages" jsonschema:"最相关的在前"`
}

// search finds passages.
func (t tools) search(ctx context.Context, in search) (*mcp.CallToolResult, finding, error) {
	limit, err := limitOf(in.Limit)
	if err != nil {
		return nil, finding{}, err
	}
	hits, err := t.Answers.Search(ctx, chat.Question{Text: in.Question, Region: in.Region, AsOf: retrieval.Date(in.AsOf)}, limit)
	if err != nil {
		return nil, finding{}, err
	}
	found := finding{make([]source, len(hits))}
	for i, h := range hits {
		found.Passages[i] = t.source(cited.NoticeOf(h.Notice, t.day(in.AsOf)), h.Passage.Locator, h.Passage.Reading(), cited.Link(h.Passage))
	}
	return nil, found, nil
}

// A filter is what list_facts takes.
type filter struct {
	Words  string `json:"q,omitempty" jsonschema:"关键词,空格分开的词都要有"`
	Kind   string `json:"kind,omitempty" jsonschema:"subsidy、quota、deadline、requirement或target,不写则都列"`
	Region string `json:"region,omitempty" jsonschema:"地区的名称,含适用于它的上级文件"`
	AsOf   string `json:"as_of,omitempty" jsonschema:"只列这一天有效的,写作YYYY-MM-DD"`
	Limit  int    `json:"limit,omitempty" jsonschema:"最多几条,1到100,默认10"`
	Cursor string `json:"cursor,omitempty" jsonschema:"上一页的next_cursor"`
}

// A fact is one rule that turns on a figure.
type fact struct {
	Kind      string `json:"kind"`
	Who       string `json:"who" jsonschema:"说的是谁或什么"`
	Figure    string `json:"figure" jsonschema:"数值"`
	Condition string `json:"condition"`
	From      string `json:"from"`
	Until     string `json:"until"`
	Source    source `json:"source"`
}

// A listing is what list_facts gives.
type listing struct {
	Facts []fact `json:"facts"`
	Next  string `json:"next_cursor,omitempty" jsonschema:"取下一页用;没有则已到末尾"`
}

// query reads a filter.
func (t tools) query(ctx context.Context, in filter) (retrieval.FactQuery, error) {
	q := retrieval.FactQuery{Kind: retrieval.FactKind(in.Kind), Text: in.Words, AsOf: retrieval.Date(in.AsOf), Cursor: in.Cursor}
	if q.Kind != "" && !slices.Contains(retrieval.FactKinds(), q.Kind) {
		return q, &chat.FieldError{Pointer: "/kind", Detail: "kind应为subsidy、quota、deadline、requirement或target"}
	}
	if in.AsOf != "" {
		if _, err := retrieval.ParseDate(in.AsOf); err != nil {
			return q, &chat.FieldError{Pointer: "/as_of", Detail: "日期应写作YYYY-MM-DD,如2024-09-01"}
		}
	}
	var err error
	if q.Limit, err = limitOf(in.Limit); err != nil {
		return q, err
	}
	q.Regions, err = t.Answers.RegionsAt(ctx, in.Region)
	return q, err
}

// facts lists facts.
func (t tools) facts(ctx context.Context, in filter) (*mcp.CallToolResult, listing, error) {
	q, err := t.query(ctx, in)
	if err != nil {
		return nil, listing{}, err
	}
	found, next, err := t.Facts.Facts(ctx, q)
	if err != nil {
		return nil, listing{}, err
	}
	list := listing{make([]fact, len(found)), next}
	for i, f := range found {
		link := cited.Link(retrieval.Passage{NoticeID: f.Notice.ID, Seq: f.Seq})
		list.Facts[i] = fact{
			Kind: string(f.Kind), Who: f.Who, Figure: f.Figure, Condition: f.Condition, From: string(f.Period.From), Until: string(f.Period.Until),
			Source: t.source(cited.NoticeOf(*f.Notice, t.day(in.AsOf)), "", f.Quote, link),
		}
	}
	return nil, list, nil
}
