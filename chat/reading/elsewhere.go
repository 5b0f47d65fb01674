package reading

// elsewhere is the last whole question of the conversation asked of the place that this one names and nothing beside:
// 鹤汀县班主任津贴多少?|那荻溪县呢? asks 荻溪县班主任津贴多少?. It is "" for every other question.
func (r Reading) elsewhere() string {
	to, before := r.Shift(), r.before()
	if len(before) == 0 {
		return ""
	}
	if named := r.Gazetteer.Find(to); len(named) != 1 || named[0].Start != 0 || named[0].End != len(to) {
		return ""
	}
	whole := before[0]
	told := r.Gazetteer.Find(whole)
	switch len(told) {
	case 0:
		return to + whole
	case 1:
		return whole[:told[0].Start] + to + whole[told[0].End:]
	}
	return ""
}
