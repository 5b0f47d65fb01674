package group

import (
	"context"
	"fmt"
	"math"
	"strings"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// asking are the words by which questions ask. Without them 坐校车一趟多少钱 and 校服多少钱一套 have little in common; with
// them they would be near. Longer ones come before what they begin with, since the first that fits is taken.
var asking = strings.NewReplacer(pairs(
	"多少钱", "多少", "什么时候", "什么时间", "什么", "啥子", "哪些", "哪个", "哪里", "哪天", "哪", "怎么", "怎样", "如何", "多久",
	"多长时间", "几点", "几号", "几月份", "几月", "几个", "能不能", "可不可以", "可以", "是不是", "有没有", "吗", "呢", "请问",
	"一个月", "一学期", "一个学期", "每月", "需要", "要交", "今年",
)...)

// pairs has each word replaced by nothing.
func pairs(words ...string) []string {
	var all []string
	for _, w := range words {
		all = append(all, w, "")
	}
	return all
}

// vector is where a question lies: one half what it is about, the other half the whole of it without places.
func (g Grouper) vector(ctx context.Context, a retrieval.Asked) ([]float32, error) {
	whole := g.placeless(a)
	subject := asking.Replace(whole)
	if strings.Trim(subject, "? ") == "" {
		subject = whole
	}
	var vector []float32
	for _, text := range []string{subject, whole} {
		half, err := g.Embedder.EmbedQuery(ctx, text)
		if err != nil {
			return nil, fmt.Errorf("group questions: %w", err)
		}
		for _, x := range half {
			vector = append(vector, x/math.Sqrt2)
		}
	}
	return vector, nil
}

// placeless is a question without the places in it, unless nothing else is.
func (g Grouper) placeless(a retrieval.Asked) string {
	text := zh.Fold(a.Question)
	var rest strings.Builder
	end := 0
	for _, m := range g.Places.Find(text) {
		if !m.Part && m.Start >= end {
			rest.WriteString(text[end:m.Start])
			end = m.End
		}
	}
	rest.WriteString(text[end:])
	without := rest.String()
	if a.Region != "" { // which the gazetteer may not know
		without = strings.ReplaceAll(without, zh.Fold(a.Region), "")
	}
	if strings.TrimSpace(without) == "" {
		return text
	}
	return without
}
