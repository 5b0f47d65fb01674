package document

import "slices"

// Abreast parts tables that go on beside themselves (序号 姓名 成绩 序号 姓名 成绩): each row gives one for every time that
// the labels of its columns come again, those of the left part first. Other blocks stay as they are.
func Abreast(blocks []Block) []Block {
	if !slices.ContainsFunc(blocks, func(b Block) bool { return period(b.Columns) > 0 }) {
		return blocks
	}
	out := make([]Block, 0, len(blocks))
	for i := 0; i < len(blocks); {
		b := blocks[i]
		n := period(b.Columns)
		if n == 0 {
			if n = period(b.Cells); n > 0 && b.Header {
				b.Cells = b.Cells[:n]
			}
			out = append(out, b)
			i++
			continue
		}
		end := i + 1
		for end < len(blocks) && blocks[end].Table == b.Table && slices.Equal(blocks[end].Columns, b.Columns) {
			end++
		}
		for from := 0; from < len(b.Columns); from += n {
			for _, row := range blocks[i:end] {
				row.Cells = row.Cells[min(from, len(row.Cells)):min(from+n, len(row.Cells))]
				row.Columns = b.Columns[:n:n]
				if slices.ContainsFunc(row.Cells, func(s string) bool { return s != "" }) {
					row.Cells = append(slices.Clip(row.Cells), make([]string, n-len(row.Cells))...)
					out = append(out, row)
				}
			}
		}
		i = end
	}
	return out
}

// period is the number of columns after which all labels come again, 0 when they do not. An empty column may part them.
func period(labels []string) int {
	if len(labels) < 4 || labels[0] == "" || labels[1] == "" {
		return 0
	}
	n := 1 + slices.Index(labels[1:], labels[0])
	whole := len(labels)
	if n > 2 && labels[n-1] == "" && (whole+1)%n == 0 {
		whole++
	}
	if n < 2 || whole%n != 0 {
		return 0
	}
	for i, label := range labels {
		if label != labels[i%n] {
			return 0
		}
	}
	return n
}
