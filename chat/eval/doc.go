// Package eval scores answers against a file of cases: how many of the answerable questions were answered right, and
// how many of the unanswerable were declined. The two are always reported together, for each is easy alone.
package eval
