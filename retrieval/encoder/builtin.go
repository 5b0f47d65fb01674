package encoder

import (
	_ "embed"
	"fmt"
	"unsafe"
)

// builtinFile is the sentence encoder that the program carries; README.md says what it is. A string, so that it stays
// in the program's file, of which only what is in use is in memory, and that once for all processes.
//
//go:embed weights.bin
var builtinFile string

// Builtin loads the built-in sentence encoder, in some 20 ms.
func Builtin(opt Options) (*Network, error) {
	n, err := Load(unsafe.Slice(unsafe.StringData(builtinFile), len(builtinFile)), opt)
	if err != nil {
		return nil, fmt.Errorf("load the built-in encoder: %w", err)
	}
	return n, nil
}
