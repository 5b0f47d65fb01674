package ingest

import (
	"fmt"
	"testing"

	"wence/retrieval"
)

func TestInForce(t *testing.T) {
	cases := []struct {
		name, title, text  string
		issued             retrieval.Date
		effective, expires retrieval.Date
		horizon            retrieval.Period
		replaces           string
	}{
		{name: "from a day", text: "本办法自2023年9月1日起施行。", effective: "2023-09-01"},
		{name: "from the day of issue", text: "本办法自印发之日起施行。", issued: "2024-05-06", effective: "2024-05-06"},
		{name: "day in Chinese numerals", text: "本办法自二〇二三年九月一日起执行。", effective: "2023-09-01"},
		{name: "for years", text: "本办法自2023年9月1日起施行,有效期5年。", effective: "2023-09-01", expires: "2028-08-31"},
		{name: "on trial", text: "本办法自印发之日起施行,试行两年。", issued: "2024-05-06", effective: "2024-05-06", expires: "2026-05-05"},
		{name: "until a day", text: "本通知自发布之日起执行,有效期至2025年12月31日。", issued: "2023-01-01", effective: "2023-01-01", expires: "2025-12-31"},
		{name: "period in the title", title: "三年行动计划(2018—2020年)", horizon: retrieval.Period{From: "2018-01-01", Until: "2020-12-31"}},
		{name: "school year in the title", title: "2023-2024学年度招生计划", horizon: retrieval.Period{From: "2023-01-01", Until: "2024-12-31"}},
		{name: "repeals by title and number", text: "本办法自2025年7月1日起施行。《雪浦县幼儿园收费办法》(雪政办发〔2022〕31号)同时废止。",
			effective: "2025-07-01", replaces: "[{雪政办发〔2022〕31号 雪浦县幼儿园收费办法 true}]"},
		{name: "repeals several", text: "《甲县收费办法》、《乙县收费办法》同时废止。", replaces: "[{ 甲县收费办法 true} { 乙县收费办法 true}]"},
		{name: "verb in front", text: "现决定废止《甲县收费办法》(甲政发〔2019〕5号)。", replaces: "[{甲政发〔2019〕5号 甲县收费办法 true}]"},
		{name: "by number alone", text: "原甲政发〔2019〕5号文件不再执行。", replaces: "[{甲政发〔2019〕5号  true}]"},
		{name: "what is only cited stays", text: "根据《义务教育法》,现决定废止《甲县收费办法》。", replaces: "[{ 甲县收费办法 true}]"},
		{name: "full width", text: "《甲县收费办法》\uFF08甲政发〔2019〕5号\uFF09同时废止。", replaces: "[{甲政发〔2019〕5号 甲县收费办法 true}]"},
		{name: "a list of repealed ones", title: "甲县人民政府关于废止和宣布失效部分文件的决定",
			text:     "决定废止和宣布失效下列文件:\n一、废止的文件(自2026年1月1日起)\n1.《甲县收费办法》(甲政发〔2019〕5号);\n二、宣布失效的文件\n(一)《甲县规划》。\n三、继续有效的文件\n1.《甲县招生办法》(甲政发〔2020〕6号)。",
			replaces: "[{甲政发〔2019〕5号 甲县收费办法 true} { 甲县规划 true}]"},
		{name: "a list in a text that repeals nothing", title: "甲县文件目录", text: "失效的文件见附件。\n1.《甲县收费办法》。"},
		{name: "nothing said", text: "请认真贯彻执行。"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			f := inForce(tc.title, tc.text, tc.issued)
			if f.effective != tc.effective || f.expires != tc.expires || f.horizon != tc.horizon {
				t.Errorf("effective %q, expires %q, horizon %v", f.effective, f.expires, f.horizon)
			}
			replaces := ""
			if f.replaces != nil {
				replaces = fmt.Sprint(f.replaces)
			}
			if replaces != tc.replaces {
				t.Errorf("replaces %s, want %s", replaces, tc.replaces)
			}
		})
	}
}
