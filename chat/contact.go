package chat

import (
	"context"
	"regexp"
	"slices"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/chat/voice"
	"wence/retrieval"
)

// telephone is a number that a notice gives for questions; others are for complaints.
var telephone = regexp.MustCompile(`(?:咨询|联系|服务)(?:电话|方式|热线)?[^\d\n。;;]{0,16}?((?:0\d{2,3}[-—－ ]?)?[2-9]\d{6,7}|1[3-9]\d{9}|1\d{4})(?:\D|$)`)

// whom says whom to ask what the notices do not say: the contact that is set for the place, else the office of the nearest
// notice where that gives its telephone, else the local authority.
func (s *Service) whom(ctx context.Context, r reading.Reading, near []evidence.Quote) string {
	places := r.Places
	if len(places) == 0 && len(near) > 0 {
		places = []retrieval.Region{near[0].Hit.Notice.Region}
	}
	for _, p := range places {
		for _, name := range slices.Backward(p.Path) {
			if contact := s.opt.Contacts[name]; contact != "" {
				return r.Voice.Say(voice.AskAt, name, contact)
			}
		}
	}
	if len(near) == 0 || near[0].Hit.Notice.Issuer == "" || near[0].Hit.Reach == retrieval.ReachUnknown || near[0].Hit.Reach == retrieval.ReachOther {
		return r.Voice.Say(voice.Ask)
	}
	n := near[0].Hit.Notice
	passages, err := s.opt.Store.Passages(ctx, n.ID)
	if err != nil { // that nobody can be named is no reason to fail
		s.opt.Log.WarnContext(ctx, "look for the telephone of a notice", "notice", n.ID, "error", err)
	}
	for _, p := range passages {
		if m := telephone.FindStringSubmatch(p.Reading()); m != nil && !planted(retrieval.Hit{Notice: n, Passage: p}) {
			return r.Voice.Say(voice.AskAt, n.Issuer, m[1])
		}
	}
	return r.Voice.Say(voice.Ask)
}
