"""candidates.py OUT=CASES:FOLDER[:dev]... --reader WEIGHTS --encoder WEIGHTS --tokenizer FILE: signals of candidates.

Search finds each question's best passages; for each sentence of them a line's `found` holds [signals, right, doc,
sentence], signals as SIGNALS names them. choose.py fits and measures the choice among them. With :dev only the
documents of the dev share (groups.py) and their cases are taken, with :2 every second case.
"""
import argparse
import json
import os

import numpy as np
import torch

import reader
import bert
import corpus
import encode
from evaluate import right
from groups import Vectors, dev

SIGNALS = ("reader", "best of passage", "passage rank score", "passage bm25 share", "passage cosine", "sentence cosine",
           "sentence cosine less best", "words shared", "words of question in title and sentence")


def shared(question, text):
    q = set(corpus.grams(question))
    return len(q & set(corpus.grams(text))) / max(1, len(q))


def gather(spec, read, enc, tokenizer, vectors, k, fuse):
    out, rest = spec.split("=")
    path, folder, *only = rest.split(":")
    apart = "dev" in only
    every = next((int(x) for x in only if x.isdigit()), 1)
    passages, cases = [p for p in corpus.folder(folder) if not apart or dev(p["doc"])], corpus.lines(path)
    names = {p["doc"] for p in passages}
    for c in cases:
        c["notices"] = c.get("notices") or ([c["law"]] if c.get("law") else [])
    home = lambda c: [d for d in c["notices"] + (c.get("near_notice") or []) + (c.get("near") or []) if d in names]
    cases = [c for c in cases if not apart or home(c) and dev(home(c)[0])][::every]
    docs, qs = [corpus.text_of(p) for p in passages], [corpus.question_of(c) for c in cases]
    index = corpus.BM25(docs)
    b, qv = np.stack([index.scores(q) for q in qs]), vectors(qs, encode.INSTRUCTION)
    cos = qv @ vectors(docs).T
    s = corpus.fused(b, cos, fuse)
    top = np.argsort(-s, 1)[:, :k]
    pairs = [(qs[n], passages[i]) for n in range(len(qs)) for i in top[n]]
    scores = iter(reader.scores(read, tokenizer, pairs))
    texts = lambda p: [p["title"] + "。" + x for x in p["sents"]]
    at = {t: i for i, t in enumerate(dict.fromkeys(t for _, p in pairs for t in texts(p)))}
    sv = encode.vectors(enc, tokenizer, list(at), length=128)
    held = 0
    with open(out, "w") as file:
        for n, c in enumerate(cases):
            found = []
            for i in top[n]:
                p, z = passages[i], next(scores)
                sc = sv[[at[t] for t in texts(p)]] @ qv[n]
                for j, x in enumerate(p["sents"]):
                    f = [z[j], max(z), s[n, i], b[n, i] / (b[n].max() + 1e-9), cos[n, i], sc[j], 0.0, shared(qs[n], x), shared(qs[n], p["title"] + p["heading"] + x)]
                    found.append([f, right(c, p["doc"], x), p["doc"], x])
            best = max(f[0][5] for f in found)
            for f in found:
                f[0][6] = f[0][5] - best
                f[0] = [round(float(v), 4) for v in f[0]]
            held += any(f[1] for f in found)
            file.write(json.dumps(dict(id=c["id"], question=qs[n], answerable=c["answerable"], found=found), ensure_ascii=False) + "\n")
    print(out, len(cases), "cases; a right sentence among the candidates of", held, "of", sum(c["answerable"] for c in cases), flush=True)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("sets", nargs="+")
    for n in ("reader", "encoder", "tokenizer"):
        a.add_argument("--" + n, required=True)
    a.add_argument("--k", type=int, default=8)
    a.add_argument("--fuse", type=float, default=0.3)
    a.add_argument("--int8", action="store_true")
    a.add_argument("--keep", help="file for vectors")
    a = a.parse_args()
    torch.set_num_threads(1)
    tokenizer, load = bert.Tokenizer(a.tokenizer), lambda p: bert.quantised(bert.load(p)) if a.int8 else bert.load(p)
    read, enc = reader.Reader(load(a.reader)), bert.Bert(load(a.encoder))
    read.int8 = enc.int8 = a.int8
    vectors = Vectors(a.keep, enc, tokenizer)
    for spec in a.sets:
        gather(spec, read, enc, tokenizer, vectors, a.k, a.fuse)


if __name__ == "__main__":
    main()
