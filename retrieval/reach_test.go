package retrieval

import "testing"

func TestToward(t *testing.T) {
	region := func(id string, lineage []string, path ...string) Region {
		return Region{ID: id, Name: path[len(path)-1], Path: path, Lineage: append(lineage, id)}
	}
	province := region("90", []string{"CN"}, "云川省")
	city := region("9001", []string{"CN", "90"}, "云川省", "砚州市")
	county := region("900101", []string{"CN", "90", "9001"}, "云川省", "砚州市", "松烟县")
	rival := region("900102", []string{"CN", "90", "9001"}, "云川省", "砚州市", "墨池区")
	learned := region("岚江省/澜川市/雁洲区", []string{"CN", "岚江省", "岚江省/澜川市"}, "岚江省", "澜川市", "雁洲区")
	bare := region("雁洲区", []string{"CN"}, "雁洲区")
	drum := region("鼓楼区", []string{"CN"}, "鼓楼区")
	coded := region("320106", []string{"CN", "320000", "320100"}, "江苏省", "南京市", "鼓楼区")
	for _, tc := range []struct {
		name   string
		of     Region
		places []Region
		want   Reach
	}{
		{"no place asked", county, nil, ""},
		{"own", county, []Region{county}, ReachOwn},
		{"above", province, []Region{county}, ReachAbove},
		{"below", county, []Region{city}, ReachBelow},
		{"not stated", Region{}, []Region{county}, ReachUnknown},
		{"rival", rival, []Region{county}, ReachOther},
		{"nearest of two", rival, []Region{county, rival}, ReachOwn},
		{"without what it lies in", bare, []Region{learned}, ReachOwn},
		{"asked without what it lies in", learned, []Region{bare}, ReachOwn},
		{"one of several of the name", drum, []Region{coded}, ReachUnknown},
		{"perhaps the city of a county known by its name", city, []Region{bare}, ReachUnknown},
		{"perhaps a county of the city", bare, []Region{city}, ReachUnknown},
		{"another county", county, []Region{bare}, ReachOther},
	} {
		if got := tc.of.Toward(tc.places); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}
