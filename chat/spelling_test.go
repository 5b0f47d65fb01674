package chat

import (
	"testing"

	"wence/retrieval/place"
)

func TestSpeller(t *testing.T) {
	lexicon, err := LoadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	found := "学前三年毛入园率达到95%以上。\n义务教育毛入园率。\n生源地信用助学贷款。\n领军校与成员校每年互派干部教师。"
	sp := speller{lexicon, places, []vocabulary{vocabularyOf(lexicon.words(), fewestSeen), vocabularyOf(found, 1)}}
	cases := []struct{ name, question, want string }{
		{"by sound, of the passages", "毛入圆率多少", "毛入园率多少"},
		{"by sound, of the lexicon", "班主仁津贴多少", "班主任津贴多少"},
		{"two in one word", "班主仁津帖多少", "班主任津贴多少"},
		{"n and ng", "班主任金贴多少", "班主任津贴多少"},
		{"by shape, with enough around it", "义务教肓毛入园率", "义务教育毛入园率"},
		{"right", "毛入园率多少", "毛入园率多少"},
		{"ordinary words stay", "教师进修学院有多少人", "教师进修学院有多少人"},
		{"so do words that nothing speaks of", "食堂的伙食怎么样", "食堂的伙食怎么样"},
		{"Latin letters", "1+X试点是什么", "1+X试点是什么"},
		{"nothing", "", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			got, fixes, ok := sp.correct(tc.question)
			if got != tc.want || ok != (tc.question != tc.want) || ok != (len(fixes) > 0) {
				t.Errorf("%q %v %v, want %q", got, fixes, ok, tc.want)
			}
		})
	}
}

func FuzzSpeller(f *testing.F) {
	lexicon, err := LoadLexicon()
	if err != nil {
		f.Fatal(err)
	}
	places, err := place.Load()
	if err != nil {
		f.Fatal(err)
	}
	sp := speller{lexicon, places, []vocabulary{vocabularyOf("毛入园率达到95%以上", 1)}}
	f.Add("毛入圆率多少")
	f.Add("1+X\xff园")
	f.Fuzz(func(t *testing.T, question string) {
		got, _, ok := sp.correct(question)
		if len([]rune(got)) != len([]rune(question)) {
			t.Errorf("%q has another length than %q", got, question)
		}
		if ok == (got == string([]rune(question))) {
			t.Errorf("%q: changed %v, got %q", question, ok, got)
		}
	})
}

func TestBrief(t *testing.T) {
	cases := []struct{ name, question, sentence, want string }{
		{
			"what goes before another subject", "班主任津贴多少钱",
			"建立和完善培养培训机制和工作激励机制,充分调动积极性和主动性,学校实施的绩效工资结构和分配方案应适当倾斜,要在评优评先、职务评聘时优先考虑优秀教师,班主任津贴在现有标准700元基础上适度提高。",
			"班主任津贴在现有标准700元基础上适度提高。",
		},
		{
			"a condition stays", "班主任津贴多少钱",
			"认真落实党和国家关于教师队伍建设的各项决策部署和具体要求,切实保障教师的各项合法权益不受侵害,连续担任班主任工作满五年的,班主任津贴每月700元。",
			"连续担任班主任工作满五年的,班主任津贴每月700元。",
		},
		{
			"figures of the same kind stay", "要培育几个教育集团",
			"认真落实党和国家关于教师队伍建设的各项决策部署和具体要求,培育5个优质中学教育集团,6个优质小学教育集团,3个优质学前教育集团,引导各类学校共同发展。",
			"培育5个优质中学教育集团,6个优质小学教育集团,3个优质学前教育集团,引导各类学校共同发展。",
		},
		{
			"another rule behind a semicolon", "班主任津贴多少钱",
			"新引进的硕士研究生享受每月1000元租房补贴,连续发放3年;班主任津贴为每月500元。", "班主任津贴为每月500元。",
		},
		{
			"what limits both parts stays", "班主任津贴多少钱",
			"到2027年,租房补贴每月1000元;班主任津贴每月500元。", "",
		},
		{"a part that lacks its subject is none", "班主任津贴多少钱", "班主任工作不计课时;每月发放津贴500元。", ""},
		{"short is said whole", "班主任津贴多少钱", "积极倾斜,班主任津贴700元。", ""},
	}
	lexicon, err := LoadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			x := extractor{understanding: understanding{asked: askedOf(tc.question)}, features: lexicon.features(tc.question)}
			if got := x.brief(tc.sentence, x.find(tc.sentence)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
