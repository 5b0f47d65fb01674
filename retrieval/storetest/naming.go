package storetest

import (
	"slices"
	"testing"

	"wence/retrieval"
)

// testNamed looks notices up by what people call them, before and after their titles change and they are withdrawn.
func testNamed(t *testing.T, s retrieval.Store) {
	law := put(t, s, numbered(notice("/law", "中华人民共和国学前教育法", "第一条"), "", "2024-11-08"))
	bus := put(t, s, numbered(notice("/bus", "校车安全管理条例", "第一条"), "国务院令第617号", "2012-04-05"))
	named := func(names ...string) (found []string) {
		t.Helper()
		list, err := s.Named(t.Context(), names)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range list {
			found = append(found, n.Name+" "+n.Notice.ID)
		}
		return found
	}
	if got, want := named("校车条例", "学前教育法", "教育法", "国务院令第617号", "学前"), []string{"国务院令第617号 " + bus, "学前教育法 " + law, "校车条例 " + bus}; !slices.Equal(got, want) {
		t.Errorf("named %q, want %q", got, want)
	}
	if err := s.Amend(t.Context(), law, retitled("幼儿园管理办法")); err != nil {
		t.Fatal(err)
	}
	if got := named("学前教育法", "幼儿园管理办法"); !slices.Equal(got, []string{"幼儿园管理办法 " + law}) {
		t.Errorf("amended: %q", got)
	}
	if err := s.Withdraw(t.Context(), bus, "2026-01-01"); err != nil {
		t.Fatal(err)
	}
	if got := named("校车条例"); got != nil {
		t.Errorf("withdrawn: %q", got)
	}
	if got := named(); got != nil {
		t.Errorf("no name: %q", got)
	}
}
