// Package container opens the two containers that office files come in, OLE2 compound files and zip archives, with
// bounds against directories that lie.
//
// Bytes go in; names and named parts come out. Errors wrap document.ErrDamaged or document.ErrTooLarge, and the format
// reader that knows what the person handed in turns them into a *document.Problem.
package container
