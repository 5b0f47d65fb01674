package reader

import (
	_ "embed"
	"fmt"
	"unsafe"

	"wence/retrieval/encoder"
)

// builtinFile is the reader that the program carries; README.md says what it is. A string, so that it stays in the
// program's file, of which only what is in use is in memory.
//
//go:embed weights.bin
var builtinFile string

// Builtin loads the built-in reader.
func Builtin(opt encoder.Options) (*Reader, error) {
	net, err := encoder.Load(unsafe.Slice(unsafe.StringData(builtinFile), len(builtinFile)), opt)
	if err != nil {
		return nil, fmt.Errorf("load the built-in reader: %w", err)
	}
	return New(net)
}
