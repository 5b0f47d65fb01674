/*
Wence answers questions about education policy from the notices that governments publish, with a citation for every
sentence.

This comment is the tour of the program, bottom up. Data flows one way, and imports point one way (a test in
cmd/internal/layering holds them to it).

# Chinese text: retrieval/zh

Everything is compared in one normal form (NFKC, Simplified, no spaces between Chinese characters) and shown in the
original; [wence/retrieval/zh.Text] maps spans of the one to the other.

# What texts say: retrieval/figures, retrieval/place

Package figures finds amounts, shares, counts and dates and makes them comparable, so that a sentence's figures can be
held against its source's. Package place knows the administrative divisions and finds them in texts and questions.

# The corpus: retrieval

A [wence/retrieval.Notice] is one document as read, a [wence/retrieval.Passage] a piece of it that can be cited. A
[wence/retrieval.Store] keeps them: retrieval/embedded in one SQLite file, retrieval/pg in PostgreSQL with pgvector.
Both keep the BM25 index of retrieval/lexical, so both rank alike. A [wence/retrieval.Searcher] fuses BM25 with
vectors and with where a notice stands to the question, by weights that `wence fuse` fits (retrieval/fusion); an embedder
that is slow or down costs only the vectors. The built-in one is retrieval/encoder, a small BERT in pure Go. Package
retrieval/scope reads which places, names and notices a question speaks of.

# Files into notices: ingest

[wence/ingest.Read] turns bytes into a document by what they are, one package a format (html, plain, word, sheet, slide,
odf, pdf, archive); [wence/ingest.Understand] finds title, number, dates, place and outline, [wence/ingest.Split] cuts
along the outline, [wence/ingest.Facts] lists the rules that bear a figure. An [wence/ingest.Ingester] runs files
through all of it; vectors are a later pass that stops and resumes.

# Questions into answers: chat, prompts

A [wence/chat.Service] reads the question (chat/reading: place, names, day, what it leans on in the conversation) and
searches. Then somebody proposes, and what is proposed is verified.

With a chat model configured (chat/model) chat/writer has it restate the question for the search and answer from the
passages, or say that they do not, by the prompts of package prompts; chat/draft cuts its reply into sentences. Without
one, or when it fails, chat/chooser weighs the sentences of the passages: chat/reader, a cross-encoder, reads question
and passage together, and weights that `wence train` fits weigh its score beside what search, place, name and year say.

chat/fidelity holds what is proposed against the passages: figures, names, places and titles that they do not have never
pass. chat/cited is the only door to a [wence/chat.Sentence]. Declining is an answer, with what comes nearest beside it.

# Chat platforms: chat/bot and the platforms' packages

A platform sends a user's message to a callback: chat/wechat/passive (公众号, applications of WeCom), chat/wechat/kf
(微信客服), chat/wechat/robot (智能机器人), chat/dingtalk, chat/feishu. They verify it and hand it to a [wence/chat/bot.Desk],
which keeps one job a message in the store, so that it is answered once over the platform's tries, over restarts and by
one of several replicas. The answer goes out in the reply, by the platform's interface, or when the user says 继续.

# The outside: chat/web, chat/eval, cmd

Package web is HTTP: the API, the same in OpenAI's shape (chat/web/openai), the widget (chat/web/widget), the source
pages, the console. Package mcp serves agents, package plain writes answers for chat apps. Package eval scores the answers against a file of cases. This command wires all of it: one file a
subcommand, app.go the construction in order of dependence.
*/
package main
