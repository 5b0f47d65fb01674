package place

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrNotName says that a text is no name that a division could bear.
var ErrNotName = errors.New("not the name of a division")

// zoneSuffixes are what zones beside the standard are called, longest first where one ends in another.
var zoneSuffixes = strings.Fields(`
	高新技术产业开发区 经济技术开发区 高新技术开发区 新技术产业开发区 新技术开发区 经济开发区 旅游开发区 开发区
	高新区 经开区 管理区 风景名胜区 风景区 旅游度假区 度假区 工业园区 产业园区 科技园区 示范园区 工业园 产业园
	保税港区 保税区 实验区 试验区 示范区 合作区 生态城 新区 新城 垦区 林区`)

// divisionSuffixes are those of divisions of the standard that may be newer, or older, than the embedded ones.
var divisionSuffixes = []struct {
	suffix string
	level  Level
}{
	{"省", Province}, {"自治区", Province}, {"自治县", County}, {"自治旗", County}, {"自治州", City}, {"地区", City}, {"盟", City}, {"州", City}, {"市", City},
	{"县", County}, {"旗", County}, {"区", County},
}

// nameSuffix returns the suffix of a division's or zone's name and the level it stands for.
func nameSuffix(name string) (suffix string, level Level) {
	for _, s := range zoneSuffixes {
		if strings.HasSuffix(name, s) {
			return s, Zone
		}
	}
	for _, d := range divisionSuffixes {
		if strings.HasSuffix(name, d.suffix) {
			return d.suffix, d.level
		}
	}
	return "", 0
}

// isLearnable reports whether a name of its own and a suffix make up the text: 雄安新区, but not 高新区 or X市.
func isLearnable(name string) bool {
	suffix, _ := nameSuffix(name)
	stem := strings.TrimSuffix(name, suffix)
	n := utf8.RuneCountInString(stem)
	return suffix != "" && n >= 2 && n <= 10 && isPlainHan(stem) && !hasAnyPrefix(stem, notInNames) && !strings.ContainsAny(stem, "的局委办厅") &&
		!strings.ContainsAny(strings.TrimPrefix(stem, firstRune(stem)), "和与及对在是有为将")
}

// notInNames are words before a suffix that no name begins with.
var notInNames = strings.Fields("全国 国家 各 本 该 我 全 关于 建设 创建 第 省级 市级 县级")

// isPlainHan reports whether a text is Chinese characters only, none of them blanking out a name.
func isPlainHan(s string) bool {
	for _, r := range s {
		if r >= 1<<16 || !isHan(uint16(r)) || isBlank(string(r)) {
			return false
		}
	}
	return true
}

// isKindOfZone reports whether a name with a zone's suffix tells a kind of zone rather than one of them: 国家级新区,
// 城乡一体化示范区.
func isKindOfZone(name string) bool {
	suffix, _ := nameSuffix(name)
	stem := strings.TrimSuffix(name, suffix)
	kinds := []string{"级", "国家", "城市", "农村", "农业", "一体化", "经济", "技术", "产业", "综合", "改革", "教育", "先行", "创建", "特"}
	return stem == "" || hasAnySuffix(stem, kinds)
}

func firstRune(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

// Learn returns the place of a name that the gazetteer need not know: a development zone, a county newer than the
// embedded data. The name may begin with places above (河北雄安新区); otherwise the parent is the place that the context
// is about, if there is one such, and unknown if not. A kind of zone (高新区) is a name only below a known parent. A
// name that is known gives the known place. g does not change; see With. The error wraps ErrNotName.
func (g *Gazetteer) Learn(name, context string) (Place, error) {
	text := g.fold.text(strings.TrimSpace(name))
	s := scanner{g: g, text: &text}
	parent, rest := s.leadingPlace()
	if rest == "" && !parent.IsZero() {
		return parent, nil
	}
	if known := g.named(name, nil); len(known) == 1 {
		return known[0], nil
	}
	if parent.IsZero() {
		_, level := nameSuffix(rest)
		parent = g.about(context, level == Zone)
	}
	if !parent.IsZero() && rest != "" {
		if known := g.named(stemOf(parent.Name)+rest, []Place{parent}); len(known) == 1 {
			return known[0], nil
		}
	}
	place, ok := learnedBelow(parent, rest)
	if !ok {
		return Place{}, fmt.Errorf("learn place %q: %w", name, ErrNotName)
	}
	return place, nil
}

// learnedBelow returns the place of a name that is not known, below its parent if that is known.
func learnedBelow(parent Place, name string) (Place, bool) {
	suffix, level := nameSuffix(name)
	if suffix == "" || !isLearnable(name) && (parent.IsZero() || suffix != name || level != Zone) {
		return Place{}, false
	}
	if level == City && parent.Level == City {
		level = County // a city of a county's rank
	}
	return parent.below("", name, level), true
}

// leadingPlace returns the clear place that the text begins with, if any, and what follows it.
func (s *scanner) leadingPlace() (Place, string) {
	for i := 0; i < len(s.text.sym); {
		if i > 0 && s.found[0].end != i || !s.text.han(i) || !s.take(i) || len(s.found) > 1 {
			break
		}
		i = s.found[0].end
	}
	if len(s.found) == 0 || !s.found[0].leads() {
		return Place{}, unfold(s.text.sym)
	}
	first := s.found[0]
	return first.candidates[0], s.text.slice(first.end, len(s.text.sym))
}

// leads reports whether a mention can stand before the name of a place in it. The short name of a county is more likely
// the begin of a longer name: 白杨 in 白杨沟开发区.
func (f found) leads() bool {
	return len(f.candidates) == 1 && (!f.short || f.candidates[0].Level <= City)
}

// about returns the province or city that a text is about: the one it names most, or the lowest if all that it names
// lie in one another. It is the zero Place when the text names none or several alike. Short names count only where asked.
func (g *Gazetteer) about(text string, short bool) Place {
	counts := make(map[Place]int)
	var order []Place
	for _, m := range g.Find(text) {
		p := m.Place()
		for p.Level > City {
			p = g.parentOf(p)
		}
		if m.Part || m.Namesake || m.Short && !short || p.Level < Province {
			continue
		}
		if counts[p] == 0 {
			order = append(order, p)
		}
		counts[p]++
	}
	return mostNamed(order, counts)
}

// mostNamed returns the place that counts most, where what counts for a place also counts for those below it. It is
// the zero Place if another one counts as much.
func mostNamed(places []Place, counts map[Place]int) Place {
	var best Place
	most, tie := 0, false
	for _, p := range places {
		total := 0
		for q, n := range counts {
			if p.Within(q) {
				total += n
			}
		}
		switch {
		case total > most:
			best, most, tie = p, total, false
		case total == most:
			tie = true
		}
	}
	if tie {
		return Place{}
	}
	return best
}

// parentOf returns the place right above p, the zero Place for the nation.
func (g *Gazetteer) parentOf(p Place) Place {
	lineage := p.Lineage()
	if len(lineage) < 2 {
		return Place{}
	}
	parent, _ := g.Lookup(lineage[len(lineage)-2])
	return parent
}
