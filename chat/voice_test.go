package chat

import (
	"testing"

	"wence/retrieval"
)

func TestVoice(t *testing.T) {
	n := retrieval.Notice{Title: "奉节县推动教育高质量发展若干措施", Number: "奉节府办发〔2023〕65号"}
	cases := []struct {
		name, question string
		voice          voice
		basis          string
	}{
		{"Simplified", "班主任津贴是多少?", simplified, "根据《奉节县推动教育高质量发展若干措施》(奉节府办发〔2023〕65号):"},
		{"Traditional keeps the title", "班主任津貼是多少?大慶市補充多少名教師?", traditional, "根據《奉节县推动教育高质量发展若干措施》(奉节府办发〔2023〕65号):"},
		{"English", "How much is the monthly allowance for 班主任 in 奉节县?", english, "According to 《奉节县推动教育高质量发展若干措施》 (奉节府办发〔2023〕65号): "},
		{"Latin letters in a Chinese question", "STEM课程有补贴吗", simplified, "根据《奉节县推动教育高质量发展若干措施》(奉节府办发〔2023〕65号):"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			v := voiceOf(tc.question)
			if v != tc.voice {
				t.Fatalf("voice %d, want %d", v, tc.voice)
			}
			if got := v.basis(n); got != tc.basis {
				t.Errorf("basis %q, want %q", got, tc.basis)
			}
		})
	}
}

func TestScript(t *testing.T) {
	const note = "该文件已被《甲县关于学前教育的通知》替代。"
	cases := []struct {
		name  string
		voice voice
		in    string
		want  string
	}{
		{"Simplified", simplified, note, note},
		{"Traditional keeps the title", traditional, note, "該文件已被《甲县关于学前教育的通知》替代。"},
		{"a title within a title", traditional, "见《关于印发《甲县办法》的通知》,已届满。", "見《关于印发《甲县办法》的通知》,已屆滿。"},
		{"what a model's failure is told with", traditional, modelDown, "對話模型暫不可用,本次直接摘引原文"},
		{"an English reader gets it as it is", english, note, note},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.voice.script(tc.in); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestShortTitle(t *testing.T) {
	fengjie := retrieval.Region{ID: "CN-500236", Name: "奉节县"}
	cases := []struct {
		name, title, want string
		region            retrieval.Region
	}{
		{"bare", "奉节县人民政府办公室关于印发奉节县推动教育高质量发展若干措施的通知", "奉节县推动教育高质量发展若干措施", fengjie},
		{"in title marks", "奉节县教育委员会关于印发《奉节县幼儿园收费办法》的通知", "奉节县幼儿园收费办法", fengjie},
		{"without the place", "奉节县教育委员会关于印发《幼儿园收费办法》的通知", "奉节县教育委员会关于印发《幼儿园收费办法》的通知", fengjie},
		{"issues nothing", "奉节县教育委员会关于做好招生工作的通知", "奉节县教育委员会关于做好招生工作的通知", fengjie},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := shortTitle(retrieval.Notice{Title: tc.title, Region: tc.region}); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
