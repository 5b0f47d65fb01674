package chat

import "testing"

// TestNothingNear: a question of another matter altogether is declined and shown nothing; one of a matter that the notices
// leave open is shown what they say of it.
func TestNothingNear(t *testing.T) {
	s := openSamples(t).service(t, nil)
	for text, isNear := range map[string]bool{
		"今天天气咋样": false, "红烧肉怎么做": false, "附近哪里有加油站": false, "写一首关于春天的诗": false,
		"鹤汀县幼儿园的园长工资多少": true, "荻溪县班主任津贴哪天到账": true,
	} {
		a, err := s.Answer(t.Context(), Question{Text: text}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != Declined || len(a.Related) > 0 != isNear {
			t.Errorf("%s: %s, %d related", text, a.Status, len(a.Related))
		}
	}
}
