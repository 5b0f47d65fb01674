// Package prompts holds what is said to a chat model: one template file and one typed function for each occasion.
//
//	Restate  say a question in the words of notices, for the search
//	Answer   answer from numbered passages, or say that they do not
//	Repair   word anew the sentences that did not pass the check
//	Check    tell which sentences the passages that they cite do not bear
//
// A template file defines "system", the rules, and "user", the data; passages.tmpl is how passages are shown. What comes from notices and from people is data: it
// goes between tags whose characters are taken out of the data first, so a text cannot close the tag it stands in.
package prompts

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"text/template"
)

//go:embed *.tmpl
var builtIn embed.FS

// A Prompt is one request to a model.
type Prompt struct {
	System string // the rules
	User   string // the data
}

// A Passage is what a model is shown of a passage. Empty fields are left out of the prompt.
type Passage struct {
	N         int    // the handle by which the model cites it, from 1; 0 = it has none
	Place     string // where the notice applies
	Title     string
	Number    string // 发文字号
	Date      string // of publication
	Effective string // from when it is in force
	Validity  string // 现行有效, 已届满, …
	Locator   string // 三、(四) 19.
	Text      string
}

// A Set is the templates of a service. It is immutable.
type Set struct{ answer, check, repair, restate *template.Template }

// Load reads the templates. Files of the folder take the place of built-in ones of the same name: answer.tmpl,
// check.tmpl, repair.tmpl, restate.tmpl, passages.tmpl. "" is no folder. Each template is rendered once on a sample, so a misspelt field is told
// here and not at the first question.
func Load(folder string) (*Set, error) {
	var own fs.FS
	if folder != "" {
		if _, err := os.ReadDir(folder); err != nil {
			return nil, fmt.Errorf("read prompts: %w", err)
		}
		own = os.DirFS(folder)
	}
	s := &Set{}
	var err error
	for name, to := range map[string]**template.Template{
		"answer.tmpl": &s.answer, "check.tmpl": &s.check, "repair.tmpl": &s.repair, "restate.tmpl": &s.restate,
	} {
		if *to, err = parse(name, own); err != nil {
			return nil, err
		}
	}
	return s, s.try()
}

// parse reads a template, and how it shows passages.
func parse(name string, own fs.FS) (*template.Template, error) {
	t := template.New(name).Option("missingkey=error")
	for _, file := range []string{"passages.tmpl", name} {
		text, err := source(file, own)
		if err != nil {
			return nil, err
		}
		if _, err := t.New(file).Parse(text); err != nil {
			return nil, fmt.Errorf("parse prompt: %w", err)
		}
	}
	for _, part := range []string{"system", "user"} {
		if t.Lookup(part) == nil {
			return nil, fmt.Errorf("parse prompt: template: %s: it does not define %q", name, part)
		}
	}
	return t, nil
}

// source is the text of a template in the folder, or the built-in one where the folder has none.
func source(name string, own fs.FS) (string, error) {
	if own != nil {
		switch text, err := fs.ReadFile(own, name); {
		case err == nil:
			return string(text), nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("read prompt: %w", err)
		}
	}
	text, err := fs.ReadFile(builtIn, name)
	if err != nil {
		return "", fmt.Errorf("read prompt: %w", err)
	}
	return string(text), nil
}

// try renders every template once.
func (s *Set) try() error {
	sample := []Passage{{
		N: 1, Place: "甲县", Title: "通知", Number: "甲政发〔2026〕1号", Date: "2026年1月1日", Effective: "2026年2月1日", Validity: "现行有效", Locator: "一、",
		Text: "补贴100元。",
	}}
	talk := []Turn{{Role: "user", Content: "小学补多少?"}}
	_, answer := s.Answer(Answer{Today: "2026年3月1日", Question: "初中呢?", Turns: talk, Passages: sample, Places: []string{"甲县", "乙县"}, Note: "没有收录乙县的文件。", Most: 5})
	_, repair := s.Repair(Repair{
		Question: "补贴多少?", Passages: sample, Said: []string{"补贴100元。[1]"},
		Failed: []Failure{{Sentence: "补贴200元。[1]", Reasons: []string{"“200元”:所引资料没有这个数字"}}},
	})
	_, restate := s.Restate(Restate{Question: "初中呢?", Turns: talk})
	_, check := s.Check(Check{Today: "2026年3月1日", Question: "补贴多少?", Claims: []Claim{{N: 1, Sentence: "补贴100元。", Doubts: []string{"“100元”:另一个对象"}, Passages: sample}}})
	return errors.Join(answer, check, repair, restate)
}

// render executes both parts of a template.
func render(t *template.Template, data any) (Prompt, error) {
	var parts [2]string
	for i, name := range []string{"system", "user"} {
		var b bytes.Buffer
		if err := t.ExecuteTemplate(&b, name, data); err != nil {
			return Prompt{}, fmt.Errorf("render prompt: %w", err)
		}
		parts[i] = strings.TrimSpace(b.String())
	}
	return Prompt{System: parts[0], User: parts[1]}, nil
}
