package reading

import "testing"

func TestTheSameOfAnotherPlace(t *testing.T) {
	r := newReader(t, &empty{})
	for _, tc := range []struct {
		name    string
		earlier []string
		text    string
		want    string
	}{
		{"for the place before", []string{"奉节县班主任津贴多少?"}, "那云阳县呢?", "云阳县班主任津贴多少?"},
		{"where none was named", []string{"班主任津贴多少?"}, "奉节县呢?", "奉节县班主任津贴多少?"},
		{"twice", []string{"奉节县班主任津贴多少?", "那云阳县呢?"}, "巫山县呢?", "巫山县班主任津贴多少?"},
		{"more than a place", []string{"奉节县班主任津贴多少?"}, "那云阳县的副校长呢?", "那云阳县的副校长呢?"},
		{"no place", []string{"奉节县班主任津贴多少?"}, "那副校长呢?", "那副校长呢?"},
		{"nothing before", nil, "奉节县呢?", "奉节县呢?"},
	} {
		q := Question{Text: tc.text}
		for _, text := range tc.earlier {
			q.History = append(q.History, Turn{Role: "user", Content: text})
		}
		got, err := r.Read(t.Context(), q)
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if got.Folded != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got.Folded, tc.want)
		}
		if elsewhere := got.Folded != tc.text; elsewhere && (got.Before() != "" || len(got.Places) != 1 || got.Places[0].Name != tc.want[:len("奉节县")]) {
			t.Errorf("%s: goes on with %q, of %v", tc.name, got.Before(), got.Places)
		}
	}
}
