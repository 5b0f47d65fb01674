package cited

import (
	"wence/chat/age"
	"wence/chat/evidence"
	"wence/chat/voice"
)

// Age adds what a quoted rule comes to for a day of birth: the arithmetic, and whether it is met.
func (p *Page) Age(v age.Verdict, q evidence.Quote) {
	said := ""
	switch {
	case v.On != "" && v.Meets():
		said = p.voice.Say(voice.OldEnough, v.Born.Chinese(), v.On.Chinese(), v.Years, v.Needed)
	case v.On != "":
		said = p.voice.Say(voice.TooYoung, v.Born.Chinese(), v.On.Chinese(), v.Years, v.Needed)
	case v.Meets():
		said = p.voice.Say(voice.BornWithin, v.Born.Chinese())
	default:
		said = p.voice.Say(voice.BornOutside, v.Born.Chinese())
	}
	p.add(Statement{Text: said, Rests: []evidence.Quote{q}, Paragraph: true})
	p.quoted++
}
