package place

// newAreas are zones of the nation's rank that the embedded data lack, by their name, with the code of the place that
// they belong to: the national new areas that the State Council has approved, and the Corps of Xinjiang, which has
// authorities of its own.
var newAreas = []struct{ name, above string }{
	{"雄安新区", "130000"},
	{"金普新区", "210200"},
	{"长春新区", "220100"},
	{"哈尔滨新区", "230100"},
	{"江北新区", "320100"},
	{"舟山群岛新区", "330900"},
	{"福州新区", "350100"},
	{"赣江新区", "360000"},
	{"西海岸新区", "370200"},
	{"湘江新区", "430100"},
	{"南沙新区", "440100"},
	{"两江新区", "500000"},
	{"天府新区", "510000"},
	{"贵安新区", "520000"},
	{"滇中新区", "530000"},
	{"西咸新区", "610000"},
	{"新疆生产建设兵团", "650000"},
}
