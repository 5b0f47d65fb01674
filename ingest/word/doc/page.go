package doc

import "sort"

// pageSize is that of the pages of formatting runs (2.9.33 and 2.9.175), which lie in the WordDocument stream.
const pageSize = 512

// run is a range of offsets in the WordDocument stream.
type run struct{ from, to int }

// charRun and paraRun are ranges with their property modifiers.
type charRun struct {
	run
	list []byte
}

type paraRun struct {
	run
	style int
	list  []byte
}

// pages gives the pages that a table of positions and page numbers lists.
func pages(main, table []byte) [][]byte {
	var out [][]byte
	n := (len(table) - 4) / 8
	for i := range n {
		number := u32(table, 4*(n+1)+4*i) & 0x3FFFFF
		if page := cut(main, number*pageSize, pageSize); len(page) == pageSize {
			out = append(out, page)
		}
	}
	return out
}

func readCharRuns(main, table []byte) []charRun {
	var runs []charRun
	for _, page := range pages(main, table) {
		n := int(page[pageSize-1])
		for i := range n {
			r := charRun{run: run{u32(page, 4*i), u32(page, 4*i+4)}}
			if at := int(u8(page, 4*(n+1)+i)) * 2; at > 0 {
				r.list = cut(page[:pageSize-1], at+1, int(page[at]))
			}
			runs = append(runs, r)
		}
	}
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].from < runs[j].from })
	return runs
}

func readParaRuns(main, table []byte) []paraRun {
	var runs []paraRun
	for _, page := range pages(main, table) {
		n := int(page[pageSize-1])
		for i := range n {
			r := paraRun{run: run{u32(page, 4*i), u32(page, 4*i+4)}}
			if at := int(u8(page, 4*(n+1)+13*i)) * 2; at > 0 {
				size := int(page[at])*2 - 1
				if page[at] == 0 { // the length follows, counted in words
					at++
					size = int(u8(page, at)) * 2
				}
				content := cut(page[:pageSize-1], at+1, size)
				r.style, r.list = u16(content, 0), cut(content, 2, len(content))
			}
			runs = append(runs, r)
		}
	}
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].from < runs[j].from })
	return runs
}

// charRun finds the run that holds an offset; the zero run when none does.
func (f *file) charRun(offset int) charRun {
	i := sort.Search(len(f.chars), func(i int) bool { return f.chars[i].from > offset }) - 1
	if i >= 0 && offset < f.chars[i].to {
		return f.chars[i]
	}
	return charRun{}
}

// paraRun finds the run that holds an offset; the zero run when none does.
func (f *file) paraRun(offset int) paraRun {
	i := sort.Search(len(f.paras), func(i int) bool { return f.paras[i].from > offset }) - 1
	if i >= 0 && offset < f.paras[i].to {
		return f.paras[i]
	}
	return paraRun{}
}
