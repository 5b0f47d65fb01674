package embed

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
)

type row struct {
	key     uint64
	scale   float32
	weights [2]int8
}

// tableFile writes a table of the given rows, two dimensions each.
func tableFile(rows ...row) string {
	b := []byte(magic)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(rows)))
	b = binary.LittleEndian.AppendUint32(b, 2)
	for _, r := range rows {
		b = binary.LittleEndian.AppendUint64(b, r.key)
	}
	for _, r := range rows {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(r.scale))
	}
	for _, r := range rows {
		b = append(b, byte(r.weights[0]), byte(r.weights[1]))
	}
	return string(b)
}

func TestParse(t *testing.T) {
	table, err := parse(tableFile(row{7, 0.5, [2]int8{-128, 127}}, row{7 << 32, 2, [2]int8{1, -1}}))
	if err != nil {
		t.Fatal(err)
	}
	v := make([]float32, 2)
	for _, key := range []uint64{7, 7 << 32, 7} {
		slot, ok := table.find(key)
		if !ok {
			t.Fatalf("key %d is not there", key)
		}
		table.addRow(v, int(table.slots[slot])-1)
	}
	if v[0] != -128+2 || v[1] != 127-2 {
		t.Errorf("sum %v", v)
	}
	if _, ok := table.find(8); ok {
		t.Error("key 8 is there")
	}
}

func TestParseRefuses(t *testing.T) {
	good := tableFile(row{1, 1, [2]int8{1, 2}})
	header := func(rows, dims uint32) string {
		b := binary.LittleEndian.AppendUint32([]byte(magic), rows)
		return string(binary.LittleEndian.AppendUint32(b, dims)) + good[headerSize:]
	}
	for _, c := range []struct{ name, file, want string }{
		{"empty", "", "0 bytes"},
		{"short header", good[:11], "11 bytes"},
		{"another magic", "GGUF" + good[4:], `"GGUF"`},
		{"no rows", header(0, 2), "0 rows"},
		{"no dimensions", header(1, 0), "0 dimensions"},
		{"too many dimensions", header(1, 1<<31), "2147483648 dimensions"},
		{"more rows than bytes", header(1<<31, 2), "need"},
		{"cut off", good[:len(good)-1], "need 26"},
		{"too long", good + "x", "need 26"},
		{"a key twice", tableFile(row{5, 1, [2]int8{}}, row{5, 1, [2]int8{}}), "row 1"},
		{"no number", tableFile(row{5, float32(math.NaN()), [2]int8{}}), "NaN"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := parse(c.file); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}
