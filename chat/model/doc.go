// Package model asks chat models for drafts: a client of the OpenAI protocol, with deadlines, retries, a queue, and a
// rest for a server that keeps failing.
//
//	prompt --Write--> request, in its turn --> stream of chunks --> pieces of text, Usage
//
// What a model writes is not believed. Package draft reads it, package fidelity holds it against the passages.
package model
