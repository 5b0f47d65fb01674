package encoder

import (
	"context"
	"crypto/sha256"
	"errors"
	"testing"
)

// sealed gives data the checksum of what it holds.
func sealed(data []byte) []byte {
	sum := sha256.Sum256(data[preamble-4:])
	copy(data[len(magic):], sum[:])
	return data
}

func TestDamagedFile(t *testing.T) {
	whole := tinyFile(t)
	cut := func(n int) []byte { return append([]byte(nil), whole[:n]...) }
	flip := func(at int) []byte {
		data := cut(len(whole))
		data[at] ^= 1
		return data
	}
	for name, data := range map[string][]byte{
		"empty": nil, "another file": []byte("%PDF-1.7 and more than a header's worth of other bytes"), "magic": flip(0), "checksum": flip(9),
		"last byte": flip(len(whole) - 1), "cut": cut(len(whole) - 1), "cut in the header": sealed(cut(200)), "only a header": sealed(cut(preamble)),
		"cut and sealed": sealed(cut(len(whole) - 64)),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Load(data, Options{}); !errors.Is(err, ErrDamaged) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// Whatever a file with a right checksum holds, it is refused or can be run.
func FuzzLoad(f *testing.F) {
	whole := tinyFile(f)
	f.Add(uint32(60), []byte("9"))
	f.Add(uint32(100), []byte(`"heads":3`))
	f.Add(uint32(len(whole)-70), []byte{0, 0, 0x80, 0x7F})
	f.Add(uint32(40), []byte{255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, at uint32, change []byte) {
		data := append([]byte(nil), whole...)
		copy(data[len(magic)+sha256.Size+int(at)%(len(data)-len(magic)-sha256.Size):], change)
		n, err := Load(sealed(data), Options{Workers: 1})
		if err != nil {
			return
		}
		if _, err := n.Run(context.Background(), []Input{n.Single(n.Tokenize("教师ABC补贴"))}); err != nil {
			t.Fatal(err)
		}
	})
}
