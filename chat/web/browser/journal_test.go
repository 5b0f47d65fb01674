package browser

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/embedded"
)

// Questions of the past weeks: some that the samples answer, some that they do not, in more than one wording.
var (
	met   = []string{"班主任津贴是多少?", "公办幼儿园一个月多少钱?", "特岗教师每年招多少人?", "坐校车一趟多少钱?"}
	unmet = []string{
		"校服多少钱一套?", "一套校服要交多少钱", "学校订校服收多少钱?", "午餐费一个月多少钱?", "学校食堂午餐一个月收多少钱",
		"图书馆周末开门吗?", "周末图书馆开不开", "寒假什么时候放?", "今年寒假放假时间是哪天",
	}
	places = []string{"", "", "荻溪县", "雁洲区", "鹤汀县"}
)

// kept is an answer that a bot told and kept.
var kept = retrieval.KeptAnswer{
	ID: "01890000-0000-7000-8000-00000000abcd", At: time.Now(), Question: "荻溪县普惠性民办幼儿园每个孩子补助多少钱?",
	Body: []byte(`{"status":"answered","text":"对经认定的普惠性民办幼儿园，按照200元/生/年的标准给予补助。[1]","citations":[{"n":1,
		"notice":{"id":"545142708476","title":"荻溪县第三期学前教育三年行动计划（2019—2021年）","number":"荻教发〔2019〕27号","issuer":"荻溪县教育局",
		"published":"2019-06-10","validity":{"state":"ended"}},"locator":"三、(二)","link":"/notices/545142708476#p4",
		"quote":"对经认定的普惠性民办幼儿园，按照200元/生/年的标准给予补助，并在教师培训、教研指导方面与公办园同等对待。"}],
		"notes":["《荻溪县第三期学前教育三年行动计划（2019—2021年）》:该文件期限为2019—2021年,已届满。"],"label":{"text":"本回答摘引文件原文,未经人工智能改写。"}}`),
}

// fillJournal keeps an answer and notes four weeks of questions in a store that nothing serves yet, the same ones each time.
func fillJournal(t *testing.T, path string) {
	t.Helper()
	ctx := context.Background()
	store, err := embedded.Open(ctx, path, embedded.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.KeepAnswer(ctx, kept); err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(7, 11))
	noon := time.Now().Truncate(24 * time.Hour).Add(-12 * time.Hour)
	for day := range 27 {
		at := noon.AddDate(0, 0, -day)
		n := 5 + (26-day)/4 + chance.IntN(5)
		if at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
			n /= 3
		}
		for i := range n {
			a := question(chance)
			a.ID, a.At = fmt.Sprintf("01890000-0000-7000-8000-%06d%06d", day, i), at.Add(time.Duration(i)*time.Minute)
			if err := store.Journal(ctx, a); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// question is a question and what became of it.
func question(chance *rand.Rand) retrieval.Asked {
	a := retrieval.Asked{Question: met[chance.IntN(len(met))], Region: places[chance.IntN(len(places))], Status: "answered"}
	switch chance.IntN(12) {
	case 0:
		a.Status = "partial"
	case 1, 2:
		a.Status, a.Region = "clarify", ""
	case 3, 4, 5:
		a.Status, a.Question = "declined", unmet[chance.IntN(len(unmet))]
	case 6:
		a.Rating.Up = true
	case 7:
		a.Rating = retrieval.Rating{Down: true, Reason: "incomplete", Comment: "没有说几月发放"}
	}
	return a
}
