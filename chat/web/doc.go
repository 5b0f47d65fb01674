// Package web serves the answers over HTTP. It is the only importer of Gin.
//
//	/api/v1            answers as JSON or server-sent events, search, notices, facts, places, feedback
//	/v1                the same answers in the shape of OpenAI's API (chat/web/openai), errors in its form too
//	/mcp               the same answers for agents (chat/mcp)
//	/docs              openapi.yaml for people, and what errors mean; /llms.txt and /notices/{id}.md for programs that read
//	/answers/{id}      an answer that a bot kept, to look at and to ask on from
//	/, /embed          the page to ask on, alone and in the frame that /widget.js opens in other sites' pages
//	/notices, /facts   what is stored, for people: server-rendered, without a script
//	/admin             the console, behind a key: uploads, corrections, plots (chat/web/chart) and the questions that had
//	                   no good answer, in groups (chat/web/group)
//
// A request passes identify, record, recoverPanic, bounded, named, watchProxy and crossOrigin, under /api/v1 also limited; then its handler decodes,
// calls and encodes. What an error means to a caller is in one table (problem.go). No text of a notice, a model or a
// person ever becomes markup: pages are made by html/template, the widget makes elements of text, and the policies of
// page.go have browsers stop anything else.
package web
