package ingest

import (
	"regexp"
	"strings"

	"wence/retrieval"
	"wence/retrieval/place"
)

// region is where the notice applies, as a label states it, else by its issuer, its title and its first lines.
func region(n retrieval.Notice, meta metadata, all []line, places *place.Gazetteer) retrieval.Region {
	var head strings.Builder
	for _, l := range all[:min(len(all), headLines)] {
		if head.Len() > 2000 {
			break
		}
		head.WriteString(l.text + "\n")
	}
	if p, ok := stated(meta[fieldRegion], places); ok {
		return retrieval.RegionOf(p)
	}
	p, certain := places.OfNotice(n.Issuer, n.Title, head.String())
	if spelled, ok := places.Spelled(p, n.Issuer+"\n"+n.Title+"\n"+n.Text); ok {
		return retrieval.RegionOf(spelled)
	}
	if !certain && p.Code != "" { // near, but not where the notice applies: the city of a school
		return retrieval.Region{}
	}
	return retrieval.RegionOf(p)
}

// stated is the place that a label states, known or spelled out from above.
func stated(name string, places *place.Gazetteer) (place.Place, bool) {
	if name == "" {
		return place.Place{}, false
	}
	if p, err := places.Resolve(name); err == nil {
		return p, true
	}
	steps := division.FindAllString(fold(name), -1)
	if strings.Join(steps, "") != fold(name) {
		return place.Place{}, false
	}
	return places.Lookup(strings.Join(steps, "/"))
}

// division is the name of a division in a name that is spelled out from above.
var division = regexp.MustCompile(`\p{Han}{2,8}?(?:自治区|自治州|地区|盟|省|市|管理区|开发区|新区|自治县|县|旗|区)`)
