package place

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestLearn(t *testing.T) {
	cases := []struct {
		name, given, context string
		want                 string // ID, "" for an error
		level                Level
	}{
		{"zone, parent in the context", "青松岭管理区", "中共锡盟委、锡盟行署", "内蒙古自治区/锡林郭勒盟/青松岭管理区", Zone},
		{"zone, province in the context", "青松岭管理区", "内蒙古的教育", "内蒙古自治区/青松岭管理区", Zone},
		{"zone, city and its province in the context", "青松岭管理区", "内蒙古自治区锡林郭勒盟,内蒙古", "内蒙古自治区/锡林郭勒盟/青松岭管理区", Zone},
		{"zone, county in the context stands for its city", "青松岭开发区", "开原市教育局", "辽宁省/铁岭市/青松岭开发区", Zone},
		{"zone, the place named most", "青松岭开发区", "大庆市、大庆市、开原市", "黑龙江省/大庆市/青松岭开发区", Zone},
		{"zone, two places alike", "青松岭开发区", "大庆市、开原市", "青松岭开发区", Zone},
		{"zone, schools do not count", "青松岭开发区", "毕业于重庆大学", "青松岭开发区", Zone},
		{"zone, no context", "青松岭管理区", "", "青松岭管理区", Zone},
		{"zone with the place above", "大庆市青松岭开发区", "铁岭市", "黑龙江省/大庆市/青松岭开发区", Zone},
		{"zone with the province above", "吉林青松岭新区", "", "吉林省/青松岭新区", Zone},
		{"zone whose name begins like a county's", "白杨沟开发区", "大庆市", "黑龙江省/大庆市/白杨沟开发区", Zone},
		{"kind of zone below a city", "大庆市风景区", "", "黑龙江省/大庆市/风景区", Zone},
		{"kind of zone that is known", "高新区", "大庆市教育局", "230671", Zone},
		{"known", "乌拉盖管理区", "", "152571", Zone},
		{"known county", "奉节县", "大庆市", "500236", County},
		{"known, with the place above", "重庆市奉节县", "", "500236", County},
		{"ambiguous, settled by the context", "鼓楼区", "南京市教育局", "320106", County},
		{"new county", "青松岭县", "铁岭市", "辽宁省/铁岭市/青松岭县", County},
		{"new city in a city", "青松岭市", "铁岭市", "辽宁省/铁岭市/青松岭市", County},
		{"new city in a province", "青松岭市", "辽宁省", "辽宁省/青松岭市", City},
		{"new banner", "青松岭旗", "锡林郭勒盟", "内蒙古自治区/锡林郭勒盟/青松岭旗", County},
		{"traditional", "青松嶺管理區", "錫林郭勒盟", "内蒙古自治区/锡林郭勒盟/青松岭管理区", Zone},
		{"kind of zone alone", "高新区", "", "", 0},
		{"blanked", "某某管理区", "锡盟", "", 0},
		{"blanked in letters", "xx管理区", "锡盟", "", 0},
		{"no suffix", "青松岭", "锡盟", "", 0},
		{"body", "青松岭教育局", "锡盟", "", 0},
		{"phrase", "本市的开发区", "大庆市", "", 0},
		{"rank", "国家级新区", "大庆市", "", 0},
		{"empty", "", "大庆市", "", 0},
	}
	g := gazetteer(t)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p, err := g.Learn(tc.given, tc.context)
			if p.ID() != tc.want || p.Level != tc.level {
				t.Errorf("Learn(%q) = %q, level %v, %v, want %q, level %v", tc.given, p.ID(), p.Level, err, tc.want, tc.level)
			}
			if tc.want == "" && !errors.Is(err, ErrNotName) {
				t.Errorf("error %v, want ErrNotName", err)
			}
			if tc.want != "" {
				if again, ok := g.Lookup(p.ID()); !ok || again != p {
					t.Errorf("Lookup(%q) = %v, %v, want %v", p.ID(), again, ok, p)
				}
			}
		})
	}
}

// TestLearnLooksForNoOther: what is no name is not compared with all names there are, as by Resolve, which tells the
// nearest; a question of such names took longer to read than all else that is done with it.
func TestLearnLooksForNoOther(t *testing.T) {
	g := gazetteer(t)
	name := strings.Repeat("县", 90)
	learn, resolve := time.Hour, time.Hour // the quickest of each, which other work on the machine does not make slower
	for range 5 {
		began := time.Now()
		_, _ = g.Learn(name, "")
		learn, began = min(learn, time.Since(began)), time.Now()
		_, _ = g.Resolve(name)
		resolve = min(resolve, time.Since(began))
	}
	if learn > resolve/2 {
		t.Errorf("learn %s, resolve %s", learn, resolve)
	}
	if _, err := g.Resolve(strings.Repeat("县", 499)); !errors.Is(err, ErrUnknown) {
		t.Errorf("resolve: %v", err)
	}
}
