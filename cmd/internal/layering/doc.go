// Package layering holds the test of the import graph: who may import whom.
package layering
