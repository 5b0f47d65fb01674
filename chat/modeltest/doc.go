// Package modeltest is an OpenAI-compatible server for tests. It speaks the protocol over real HTTP; what it replies is
// a script of the test.
//
//	Request --Script--> Reply --> chunks of server-sent events, usage, an error, or silence
package modeltest
