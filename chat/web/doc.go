// Package web serves the answers over HTTP: JSON and server-sent events under /api/v1, the source pages under
// /notices, and the page to ask on. It is the only importer of Gin.
//
// A handler decodes, calls and encodes; what an error means to a caller is in one table (problem.go).
package web
