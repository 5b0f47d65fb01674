//go:build !amd64 && !arm64

package kernel

// native returns no kernel: there is assembly for amd64 and arm64 alone.
func native() []*Kernel { return nil }
