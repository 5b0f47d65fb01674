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

// vectors are where questions lie: one half what each is about, the other half the whole of it without places.
func (g Grouper) vectors(ctx context.Context, asked []retrieval.Asked) ([][]float32, error) {
	halves := make([][2]string, len(asked))
	place := map[string]int{} // of a text among those that are embedded: many ask in the same words
	var texts []string
	for i, a := range asked {
		halves[i] = g.halves(a)
		for _, text := range halves[i] {
			if _, known := place[text]; !known {
				place[text] = len(texts)
				texts = append(texts, text)
			}
		}
	}
	embedded, err := g.Embedder.EmbedDocuments(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("group questions: %w", err)
	}
	vectors := make([][]float32, len(asked))
	for i, pair := range halves {
		for _, text := range pair {
			for _, x := range embedded[place[text]] {
				vectors[i] = append(vectors[i], x/math.Sqrt2)
			}
		}
	}
	return vectors, nil
}

// halves are what a question is about, and the whole of it without places.
func (g Grouper) halves(a retrieval.Asked) [2]string {
	whole := g.placeless(a)
	subject := asking.Replace(whole)
	if strings.Trim(subject, "? ") == "" {
		subject = whole
	}
	return [2]string{subject, whole}
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
