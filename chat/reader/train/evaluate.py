"""evaluate.py SHARED WEIGHTS... --tokenizer FILE --encoder FILE: the reader from end to end, no gate around it.

Search (BM25 and the encoder) gives the best passages of each question, the reader scores their sentences, the best one is
the answer; a case is declined when it scores below a threshold. Prints for laws_a + laws_b and notice_qa: forced
choice, AUC of answerable against not, right and wrong at two rates of declining, and the share whose right sentence
is among the best three; in brackets 90 % bootstrap intervals. Several WEIGHTS are averaged.
"""
import argparse
import json
import os
import re

import numpy as np
import torch

import reader
import bert
import corpus
import encode


def right(case, doc, sentence):
    """Whether the sentence gives the case's evidence, a whole string of it or a clause of one; cells of a row count together."""
    if not case["answerable"] or doc not in case["notices"]:
        return False
    k = corpus.key(sentence)
    if any(len(corpus.key(e)) < 5 for e in case["evidence"]):
        return all(corpus.key(e) in k for e in case["evidence"])
    for e in case["evidence"]:
        w = corpus.key(e)
        if w in k or len(k) > 8 and k in w or any(len(corpus.key(c)) > 7 and corpus.key(c) in k for c in re.split("[，；。]", e)):
            return True
    return False


def candidates(passages, cases, encoder, tokenizer, weight, k, cache=None):
    """For each case its best k passages (index, score)."""
    docs, qs = [corpus.text_of(p) for p in passages], [corpus.question_of(c) for c in cases]
    index = corpus.BM25(docs)
    b = np.stack([index.scores(q) for q in qs])
    if cache and os.path.exists(cache):
        v = np.load(cache)
    else:
        v = dict(d=encode.vectors(encoder(), tokenizer, docs), q=encode.vectors(encoder(), tokenizer, qs, encode.INSTRUCTION))
        if cache:
            np.savez(cache, **v)
    s = corpus.fused(b, v["q"] @ v["d"].T, weight)
    top = np.argsort(-s, 1)[:, :k]
    return [[(int(i), float(s[n, i])) for i in row] for n, row in enumerate(top)]


def measure(best, ok, three, answerable, rates=(0.88, 0.93)):
    """Figures of one draw of cases; best is each case's best score, ok whether that sentence is right."""
    out = dict(forced=ok[answerable].mean(), three=three[answerable].mean())
    a, b = best[answerable], best[~answerable]
    out["auc"] = float((a[:, None] > b[None]).mean() + 0.5 * (a[:, None] == b[None]).mean()) if len(b) else 0
    for r in rates:
        t = np.sort(b)[min(len(b) - 1, int(np.ceil(r * len(b))) - 1)]  # given when above
        given = best > t
        out[f"right@{r}"] = (given & ok)[answerable].mean()
        out[f"wrong@{r}"] = ((given & ~ok & answerable) | (given & ~answerable)).mean()
        out[f"seen@{r}"] = (given & ok | ~given & three)[answerable].mean()
    return out


def report(name, best, ok, three, answerable, draws=500):
    best, ok, three, answerable = map(np.array, (best, ok, three, answerable))
    rng, n = np.random.default_rng(0), len(best)
    point, spread = measure(best, ok, three, answerable), []
    for _ in range(draws):
        d = rng.integers(0, n, n)
        spread.append(measure(best[d], ok[d], three[d], answerable[d]))
    cells = [f"{k} {v:.3f} [{np.quantile([s[k] for s in spread], 0.05):.2f} {np.quantile([s[k] for s in spread], 0.95):.2f}]" for k, v in point.items()]
    print(f"{name} ({answerable.sum()} + {(~answerable).sum()})", " ".join(cells), flush=True)
    return point


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("shared")
    a.add_argument("weights", nargs="+")
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--encoder", required=True)
    a.add_argument("--sets", default="laws_a,laws_b,notice_qa")
    a.add_argument("--k", type=int, default=10)
    a.add_argument("--fuse", type=float, default=0.3)
    a.add_argument("--size", type=int, default=corpus.SIZE)
    a.add_argument("--cache", help="folder for vectors")
    a.add_argument("--int8", action="store_true")
    a.add_argument("--out", help="file for every candidate sentence with its scores")
    a = a.parse_args()
    torch.set_num_threads(1)
    tokenizer = bert.Tokenizer(a.tokenizer)
    kept = []
    load = lambda p: bert.quantised(bert.load(p)) if a.int8 else bert.load(p)
    models = [reader.Reader(load(w)) for w in a.weights]
    for m in models:
        m.int8 = a.int8
    encoder = lambda: kept[0] if kept else kept.append(bert.Bert(load(a.encoder))) or kept[0]
    folders = dict(laws="data/laws_education", notice_qa="data/notice_qa/notices")
    files = dict(laws_a="eval/laws_a.jsonl", laws_b="eval/laws_b.jsonl", notice_qa="data/notice_qa/cases.jsonl")
    rows, groups = [], {}
    for s in a.sets.split(","):
        groups.setdefault("notice_qa" if s == "notice_qa" else "laws", []).append(s)
    for where, names in groups.items():
        passages = corpus.folder(os.path.join(a.shared, folders[where]), a.size)
        cases = [dict(c, set=n) for n in names for c in corpus.lines(os.path.join(a.shared, files[n]))]
        tag = f"{where}_{a.size}_{os.path.basename(a.encoder)}_{'-'.join(names)}.npz"
        found = candidates(passages, cases, encoder, tokenizer, a.fuse, a.k, a.cache and os.path.join(a.cache, tag))
        pairs = [(corpus.question_of(c), passages[i]) for c, f in zip(cases, found) for i, _ in f]
        scores = [np.mean(s, 0).tolist() for s in zip(*(reader.scores(m, tokenizer, pairs) for m in models))]
        best, ok, three, n = [], [], [], 0
        for c, f in zip(cases, found):
            flat = []
            for place, (i, s) in enumerate(f):
                p = passages[i]
                flat += [(z, right(c, p["doc"], x), p["doc"], x, place, s) for z, x in zip(scores[n], p["sents"])]
                n += 1
            flat.sort(key=lambda x: -x[0])
            best.append(flat[0][0]), ok.append(flat[0][1]), three.append(any(x[1] for x in flat[:3]))
            rows.append(dict(id=c["id"], set=c["set"], question=corpus.question_of(c), answerable=c["answerable"], found=flat[:8]))
        answerable = [c["answerable"] for c in cases]
        for name in dict.fromkeys(names + [where]):
            m = [i for i, c in enumerate(cases) if name == where or c["set"] == name]
            report(name, *([x[i] for i in m] for x in (best, ok, three, answerable)))
    if a.out:
        with open(a.out, "w") as f:
            for r in rows:
                f.write(json.dumps(r, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
