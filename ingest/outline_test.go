package ingest

import (
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/retrieval"
)

// TestAttachments: the list of attachments above the signature heads nothing, an appendix does.
func TestAttachments(t *testing.T) {
	const body = "某县教育局关于招生的通知\n各学校:\n一、对象\n年满6周岁的儿童。\n"
	cases := []struct{ name, text, want string }{
		{"a list in lines", body + "附件:\n1.招生计划表\n2.报名表\n某县教育局\n2025年3月1日", "一、对象"},
		{"a list in one line", body + "附件\uFF1A1.招生计划表 2.报名表\n某县教育局\n2025年3月1日", "一、对象"},
		{"the appendix after the list", body + "附件:\n1.招生计划表\n某县教育局\n2025年3月1日\n附件1\n招生计划表\n一、说明\n略。", "一、对象|附件1招生计划表|一、说明"},
		{"an appendix with a colon", body + "附件:\n报名办法\n1.报名时间为3月1日。", "一、对象|附件报名办法|1.报名时间为3月1日"},
		{"rules under it", body + "附件:\n1.报名时间为3月1日。\n2.报名地点为各学校。", "一、对象|附件1.报名时间为3月1日。|1.报名时间为3月1日|2.报名地点为各学校"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var doc document.Document
			for _, l := range strings.Split(tc.text, "\n") {
				doc.Blocks = append(doc.Blocks, document.Block{Text: l})
			}
			var got []string
			for _, h := range Understand(doc, gazetteer(t)).Outline {
				got = append(got, h.Label+h.Title)
			}
			if strings.Join(got, "|") != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// TestLabels: the names that sites give to the same field, in the table of a page.
func TestLabels(t *testing.T) {
	cases := []struct {
		labels string
		want   field
	}{
		{"发文字号 公文字号 文号 文件编号", fieldNumber}, {"索引号 信息索引 索取号", fieldIndex}, {"主题分类 信息分类", fieldTopic},
		{"发布机构 信息发布机构 发文机关 发文机构 公开机构 公开主体 制发机关", fieldIssuer}, {"信息来源 文章来源 稿件来源", fieldSource},
		{"成文日期 成文时间 发文日期 发文时间 印发日期 生成日期 生成时间", fieldIssued}, {"发布日期 发布时间 公开日期 公开时间", fieldPublished},
		{"施行日期 实施日期 生效日期 生效时间", fieldEffective}, {"失效日期 失效时间 废止日期", fieldExpires},
		{"有效性 公文时效 时效性 时效状态 效力状态", fieldValidity},
	}
	for _, tc := range cases {
		for _, label := range strings.Fields(tc.labels) {
			r := []rune(label)
			m, _ := headMetadata(document.Document{}, []line{{text: "[ " + string(r[:1]) + " " + string(r[1:]) + " ]"}, {text: "值"}})
			if m[tc.want] != "值" || len(m) != 1 {
				t.Errorf("%s gives %v", label, m)
			}
		}
	}
	for term, want := range map[string]retrieval.Date{"2024-03-13至2026-03-12": "2026-03-12", "至2026年3月12日止": "2026-03-12", "5年": "", "2024-03-13": "", "长期": ""} {
		n := Understand(document.Document{Meta: []document.Field{{Label: "有效期", Value: term}}, Blocks: []document.Block{{Text: "关于招生的通知"}}}, gazetteer(t))
		if n.Expires != want {
			t.Errorf("term %s ends on %q, want %q", term, n.Expires, want)
		}
	}
}

// TestFormalNumerals: 壹、 opens a part over 一、.
func TestFormalNumerals(t *testing.T) {
	var doc document.Document
	for _, l := range []string{"雲嶺市國中入學要點", "壹、依據", "本要點依辦法訂定。", "貳、方式", "一、登記:4月15日前完成。", "二、分發:依序辦理。", "參、附則", "本要點經核定後實施。"} {
		doc.Blocks = append(doc.Blocks, document.Block{Text: l})
	}
	var got []string
	for _, h := range Understand(doc, gazetteer(t)).Outline {
		got = append(got, strings.Repeat("-", h.Level-1)+h.Label+h.Title)
	}
	if want := "壹、依據|貳、方式|-一、登記:4月15日前完成|-二、分發:依序辦理|參、附則"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

// TestRecognisedHead: the number of a scan is written as it is printed, and the line in red over a document is no title.
func TestRecognisedHead(t *testing.T) {
	for line, want := range map[string]string{"云教办 〔2026] 21号": "云教办〔2026〕21号", "云教办C2026〕 21 号": "云教办〔2026〕21号", "云教办〔2026〕第 3 号": "云教办〔2026〕第3号"} {
		doc := document.Document{Blocks: []document.Block{{Text: "云岭县教育局文件", OCR: true}, {Text: line, OCR: true}, {Text: "关于做好假期工作的通知", OCR: true}, {Text: "各学校:", OCR: true}}}
		if n := Understand(doc, gazetteer(t)); n.Number != want || n.Title != "关于做好假期工作的通知" {
			t.Errorf("%s: number %q, title %q", line, n.Number, n.Title)
		}
	}
	doc := document.Document{Blocks: []document.Block{{Text: "云岭县教育局文件"}, {Text: "云教办〔2026〕21号"}, {Text: "各学校应当按时报送。"}}}
	if n := Understand(doc, gazetteer(t)); n.Title != "" {
		t.Errorf("title %q", n.Title)
	}
}
