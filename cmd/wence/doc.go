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
vectors; an embedder that is slow or down costs only the vectors.

# Files into notices: ingest

[wence/ingest.Read] turns bytes into a document by what they are, one package a format (html, plain, word, sheet, slide,
odf, pdf, archive); [wence/ingest.Understand] finds title, number, dates, place and outline, [wence/ingest.Split] cuts
along the outline, [wence/ingest.Facts] lists the rules that bear a figure. An [wence/ingest.Ingester] runs files
through all of it; vectors are a later pass that stops and resumes.

# Questions into answers: chat, prompts

A [wence/chat.Service] understands the question (want.go, figure.go, part.go, followup.go, lexicon.tsv), searches,
weighs the sentences that might answer by named signals (candidate.go, signal.go, weights.tsv) and by what they must
hold (proof.go, year.go, kin.go), and decides: answer, keep places apart, ask back, or decline (decide.go, reach.go).
Where nothing answers, wrong characters are put right and it is tried once more (spelling.go). What it would say is a
draft until verify.go has held every figure, place and title against the cited passage; only verify makes a
[wence/chat.Sentence]. With a chat model configured (chat/model) the model words the answer from the prompts of package
prompts (writer.go); chat/draft cuts its reply into sentences, and each goes through the same door, past the further
rules of chat/fidelity; without a model, or when it fails, the service quotes.

# The outside: chat/web, chat/eval, cmd

Package web is HTTP: the API, the widget (chat/web/widget), the source pages, the console. Package eval scores the answers against a file of cases. This command wires all of it: one file a
subcommand, app.go the construction in order of dependence.
*/
package main
