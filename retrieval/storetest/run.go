package storetest

import (
	"context"
	"testing"
	"time"

	"wence/retrieval"
)

// Opener gives an empty store. It may leave cleaning up to t.Cleanup, but the suite closes the store.
type Opener func(t *testing.T) retrieval.Store

// Run tests what a store promises within one process.
func Run(t *testing.T, open Opener) {
	for _, tc := range []struct {
		name string
		test func(*testing.T, retrieval.Store)
	}{
		{"empty", testEmpty},
		{"round trip", testRoundTrip},
		{"every plane of Unicode", testUnicode},
		{"bytes that are no text", testBytes},
		{"known", testKnown},
		{"below", testBelow},
		{"sources", testSources},
		{"over what is known", testOver},
		{"replace", testReplace},
		{"notice ids", testNoticeIDs},
		{"incomplete entries", testIncomplete},
		{"passage ids", testPassageIDs},
		{"listing", testListing},
		{"listing while notices come", testListingGrows},
		{"regions", testRegions},
		{"facts", testFacts},
		{"facts asked for", testFactQueries},
		{"facts in pages", testFactPages},
		{"facts of one notice", testFactsOfNotice},
		{"withdrawn", testWithdrawn},
		{"withdrawn and read again", testWithdrawnStays},
		{"withdrawn successor", testWithdrawnSuccessor},
		{"many withdrawn", testManyWithdrawn},
		{"files", testOriginal},
		{"files that are not kept", testNoOriginal},
		{"amended", testAmended},
		{"amended back", testAmendedBack},
		{"amended and read again", testAmendedStays},
		{"amended in another region", testAmendedRegion},
		{"amended succession", testAmendedSuccession},
		{"amended while it is read", testAmendedMeanwhile},
		{"journal", testJournal},
		{"journal in part", testJournalQueries},
		{"journal by day", testJournalDays},
		{"journal forgets", testJournalForgets},
		{"journal erases", testErase},
		{"delete", testDelete},
		{"sessions of the console", testSessions},
		{"changes by people", testChanges},
		{"kept answers", testKeptAnswers},
		{"keys", testKeys},
		{"jobs", testJobs},
		{"jobs claimed", testClaims},
		{"jobs of many servers", testClaimsTogether},
		{"jobs kept", testKeepJob},
		{"dialogues", testDialogues},
		{"random words", testNonces},
		{"jobs forgotten", testForgetJobs},
		{"version", testVersion},
		{"successors", testSuccessors},
		{"successor comes and goes", testSuccessorGoes},
		{"scores", testScores},
		{"order of findings", testOrder},
		{"expansions", testExpansions},
		{"findings after replacing", testFindReplaced},
		{"region filter", testRegionFilter},
		{"named notices", testNamedNotices},
		{"names of notices", testNamed},
		{"vectors", testVectors},
		{"vectors of several models", testModels},
		{"vector dimensions", testDimensions},
		{"vectors of replaced passages", testVectorsReplaced},
		{"channels fill each other in", testChannels},
		{"unembedded", testUnembedded},
		{"cancelled context", testCancelled},
		{"readers and writers", testConcurrent},
		{"5,000 notices", testMany},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := open(t)
			defer closeStore(t, s)
			tc.test(t, s)
		})
	}
}

func closeStore(t *testing.T, s retrieval.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

// testEmpty asks an empty store everything.
func testEmpty(t *testing.T, s retrieval.Store) {
	ctx := t.Context()
	if _, err := s.Known(ctx, "/none.html", digest("none")); !isNotFound(err) {
		t.Errorf("Known gave %v, want ErrNotFound", err)
	}
	if _, err := s.Notice(ctx, "0123456789ab"); !isNotFound(err) {
		t.Errorf("Notice gave %v, want ErrNotFound", err)
	}
	list, next, err := s.Notices(ctx, 10, "")
	if err != nil || len(list) != 0 || next != "" {
		t.Errorf("Notices gave %v, %q, %v", list, next, err)
	}
	list, next, err = s.AllNotices(ctx, 10, "")
	if err != nil || len(list) != 0 || next != "" {
		t.Errorf("AllNotices gave %v, %q, %v", list, next, err)
	}
	for name, err := range map[string]error{
		"Withdraw": s.Withdraw(ctx, "0123456789ab", "2026-03-10"), "Restore": s.Restore(ctx, "0123456789ab"),
		"Amend": s.Amend(ctx, "0123456789ab", retitled("新")), "Original": second(s.Original(ctx, "0123456789ab")),
	} {
		if !isNotFound(err) {
			t.Errorf("%s gave %v, want ErrNotFound", name, err)
		}
	}
	passages, err := s.Passages(ctx, "0123456789ab")
	if err != nil || len(passages) != 0 {
		t.Errorf("Passages gave %v, %v", passages, err)
	}
	if regions, err := s.Regions(ctx); err != nil || len(regions) != 0 {
		t.Errorf("Regions gave %v, %v", regions, err)
	}
	facts, next, err := s.Facts(ctx, retrieval.FactQuery{})
	if err != nil || len(facts) != 0 || next != "" {
		t.Errorf("Facts gave %v, %q, %v", facts, next, err)
	}
	unembedded, err := s.Unembedded(ctx, "m", 0, 10)
	if err != nil || len(unembedded) != 0 {
		t.Errorf("Unembedded gave %v, %v", unembedded, err)
	}
	st, err := s.Status(ctx)
	if err != nil || st.Notices != 0 || st.Passages != 0 || len(st.Vectors) != 0 {
		t.Errorf("Status gave %+v, %v", st, err)
	}
	for _, vector := range [][]float32{nil, {1, 0}} {
		found, err := s.Find(ctx, retrieval.Probe{Query: query("补贴"), Model: "m", Vector: vector, Limit: 10})
		if err != nil || len(found.Candidates) != 0 || len(found.IDF) != len(query("补贴").Terms()) {
			t.Errorf("Find gave %+v, %v", found, err)
		}
	}
	if err := s.SetVectors(ctx, "m", []retrieval.Vector{{PassageID: 7, Values: []float32{1, 0}}}); err != nil {
		t.Errorf("a vector of no passage: %v", err)
	}
}

// testCancelled wants a done context noticed by each method.
func testCancelled(t *testing.T, s retrieval.Store) {
	id := put(t, s, notice("/a.html", "关于发放交通补贴的通知", "每人每月发放交通补贴200元。"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	calls := map[string]func() error{
		"Known":        func() error { _, err := s.Known(ctx, "/a.html", ""); return err },
		"Put":          func() error { _, err := s.Put(ctx, notice("/b.html", "通知", "正文")); return err },
		"Below":        func() error { return second(s.Below(ctx, "/")) },
		"Sources":      func() error { return second(s.Sources(ctx, "/")) },
		"NoteSource":   func() error { return s.NoteSource(ctx, retrieval.Source{Origin: "/a", Missed: 1}) },
		"Notice":       func() error { _, err := s.Notice(ctx, id); return err },
		"Notices":      func() error { _, _, err := s.Notices(ctx, 10, ""); return err },
		"Passages":     func() error { _, err := s.Passages(ctx, id); return err },
		"Facts":        func() error { _, _, err := s.Facts(ctx, retrieval.FactQuery{}); return err },
		"Regions":      func() error { _, err := s.Regions(ctx); return err },
		"Find":         func() error { _, err := s.Find(ctx, retrieval.Probe{Query: query("补贴"), Limit: 1}); return err },
		"Unembedded":   func() error { _, err := s.Unembedded(ctx, "m", 0, 1); return err },
		"SetVectors":   func() error { return s.SetVectors(ctx, "m", []retrieval.Vector{{PassageID: 1, Values: []float32{1}}}) },
		"Status":       func() error { _, err := s.Status(ctx); return err },
		"AllNotices":   func() error { _, _, err := s.AllNotices(ctx, 10, ""); return err },
		"Withdraw":     func() error { return s.Withdraw(ctx, id, "2026-03-10") },
		"Restore":      func() error { return s.Restore(ctx, id) },
		"Amend":        func() error { return s.Amend(ctx, id, retitled("新")) },
		"Original":     func() error { _, err := s.Original(ctx, id); return err },
		"Journal":      func() error { return s.Journal(ctx, asked("1", noon, "问", "answered")) },
		"Rate":         func() error { return s.Rate(ctx, "1", retrieval.Rating{Up: true}) },
		"Asked":        func() error { _, err := s.Asked(ctx, retrieval.AskedQuery{}); return err },
		"AskedDays":    func() error { _, err := s.AskedDays(ctx, noon, noon); return err },
		"Forget":       func() error { _, err := s.Forget(ctx, noon); return err },
		"Delete":       func() error { return s.Delete(ctx, id) },
		"Erase":        func() error { return second(s.Erase(ctx, retrieval.Forgetting{ID: "1"})) },
		"PutSession":   func() error { return s.PutSession(ctx, retrieval.Session{ID: "a", Until: time.Now()}) },
		"Session":      func() error { return second(s.Session(ctx, "a")) },
		"EndSession":   func() error { return s.EndSession(ctx, "a") },
		"NoteChange":   func() error { return s.NoteChange(ctx, retrieval.Change{ID: "a", At: noon}) },
		"Changes":      func() error { return second(s.Changes(ctx, "", 1)) },
		"KeepAnswer":   func() error { return s.KeepAnswer(ctx, retrieval.KeptAnswer{ID: "1", At: noon, Body: []byte("{}")}) },
		"KeptAnswer":   func() error { return second(s.KeptAnswer(ctx, "1")) },
		"PutKey":       func() error { return s.PutKey(ctx, key("a", noon)) },
		"Key":          func() error { return second(s.Key(ctx, "a")) },
		"Keys":         func() error { return second(s.Keys(ctx)) },
		"UseKey":       func() error { return s.UseKey(ctx, "a", noon) },
		"RevokeKey":    func() error { return s.RevokeKey(ctx, "a", noon) },
		"BeginJob":     func() error { _, _, err := s.BeginJob(ctx, job("1"), claim("a")); return err },
		"ClaimJobs":    func() error { _, err := s.ClaimJobs(ctx, []string{bot}, claim("a"), 1); return err },
		"RenewJobs":    func() error { return s.RenewJobs(ctx, claim("a")) },
		"KeepJob":      func() error { return s.KeepJob(ctx, job("1"), nil) },
		"Job":          func() error { _, err := s.Job(ctx, bot, "1"); return err },
		"Dialogue":     func() error { _, err := s.Dialogue(ctx, bot, "u"); return err },
		"KeepDialogue": func() error { return s.KeepDialogue(ctx, retrieval.Dialogue{Account: bot, User: "u"}) },
		"UseNonce":     func() error { _, err := s.UseNonce(ctx, bot, "n", "1"); return err },
		"ForgetJobs":   func() error { _, err := s.ForgetJobs(ctx, noon); return err },
	}
	for name, call := range calls {
		if err := call(); !isCanceled(err) {
			t.Errorf("%s gave %v, want context.Canceled", name, err)
		}
	}
	if st := status(t, s); st.Notices != 1 || len(st.Vectors) != 0 {
		t.Errorf("cancelled calls changed the store: %+v", st)
	}
}
