// Package openai serves the answers in the shape of OpenAI's API, so that chat programs and bot frameworks work by an
// address and a key alone.
//
//	GET  /v1/models             one model: Model, or Model with the place that questions are about
//	POST /v1/chat/completions   the last message of the user is the question, the earlier ones are its history
//	POST /v1/responses          the same in the newer form; no conversation is kept
//
// Of a request only model, messages, stream and stream_options count; tools, temperatures and the caller's system prompt
// do not change what notices say. A refusal is an ordinary reply, for a program would show an error instead of it. The
// sources stand in the text, for most programs show nothing else, and again as url_citation annotations and whole in
// x_citations.
package openai
