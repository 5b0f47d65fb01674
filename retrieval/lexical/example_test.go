package lexical_test

import (
	"fmt"

	"wence/retrieval/lexical"
)

func Example() {
	chongqing := lexical.FilterTerm("region:重庆市")
	var builder lexical.Builder
	for _, d := range []lexical.Doc{
		{ID: 1, Fields: []string{"乡村教师生活补助办法", "每人每月补助300元。"}, Filters: []lexical.Term{chongqing}},
		{ID: 2, Fields: []string{"中小学教师招聘公告", "报名时间为每年4月。"}, Filters: []lexical.Term{chongqing}},
		{ID: 3, Fields: []string{"教师补助办法", "每人每年补助2000元。"}},
	} {
		if err := builder.Add(d); err != nil {
			fmt.Println(err)
		}
	}
	segment := builder.Segment() // a store writes it as rows

	query := lexical.ParseQuery("教师每月补助多少")
	query.Add("津贴", 0.5)
	filter := lexical.Filter{{chongqing}}
	hits, err := lexical.Score(lexical.Input{
		Query:    query,
		Stats:    lexical.Stats{N: segment.N, SumDL: segment.SumDL},
		Postings: segment.Postings, // a store fetches those of query.Terms() and filter.Terms()
		Filter:   filter,
		K:        10,
		Explain:  true,
	})
	if err != nil {
		fmt.Println(err)
	}
	for _, h := range hits {
		fmt.Printf("%d has %.0f%%, most by %s\n", h.ID, 100*h.Matched, h.Terms[0].Text)
	}
	// Output:
	// 1 has 30%, most by 月补
	// 2 has 7%, most by 月
}
