"""choose.py --fit FILE[,FILE] --test FILE[,FILE] [--out WEIGHTS.json]: weighs the signals of candidates.py and measures.

A sentence's score is a weighted sum of its signals; "none" scores zero; the choice is their softmax. The weights
are fitted on --fit alone (likelihood of the right sentences, of "none" for the unanswerable), and --test is measured
with each group of signals, so that one sees what the reader and the encoder bring.
"""
import argparse
import json

import numpy as np
import torch

from candidates import SIGNALS
from evaluate import report

GROUPS = {"words and passage": [2, 3, 7, 8], "+ encoder": [2, 3, 4, 5, 6, 7, 8], "reader alone": [0], "reader + words": [0, 1, 2, 3, 7, 8], "all": list(range(9))}


def read(files):
    return [json.loads(l) for f in files.split(",") for l in open(f)]


def fit(rows, cols, decay=0.01):
    x = [torch.tensor([f[0] for f in r["found"]])[:, cols] for r in rows]
    whole = torch.cat(x)
    mean, scale = whole.mean(0), whole.std(0) + 1e-6
    x = [(v - mean) / scale for v in x]
    y = [torch.tensor([f[1] for f in r["found"]]) for r in rows]
    w = torch.zeros(len(cols), requires_grad=True)
    c = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([w, c], max_iter=200)

    def closure():
        optimizer.zero_grad()
        l = decay * (w ** 2).sum()
        for v, g, r in zip(x, y, rows):
            if r["answerable"] and not g.any():
                continue
            s = torch.cat([torch.zeros(1), v @ w + c]).log_softmax(0)
            l = l - torch.logsumexp(s[1:][g], 0) / len(rows) if g.any() else l - s[0] / len(rows)
        l.backward()
        return l

    optimizer.step(closure)
    weights = (w / scale).detach()
    return weights.numpy(), float((c - (mean * weights).sum()).detach())


def choose(rows, cols, weights, bias):
    """Each case's best score, whether it is right, whether a right one is among three, and the chance that the choice gives."""
    best, ok, three, chance = [], [], [], []
    for r in rows:
        s = np.array([f[0] for f in r["found"]])[:, cols] @ weights + bias
        o = np.argsort(-s)
        e = np.exp(np.concatenate([[0], s[o]]) - max(0, s.max()))
        best.append(s[o[0]]), ok.append(r["found"][o[0]][1]), three.append(any(r["found"][i][1] for i in o[:3])), chance.append(e[1] / e.sum())
    return best, ok, three, chance


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--fit", required=True)
    a.add_argument("--test", required=True)
    a.add_argument("--out")
    a = a.parse_args()
    rows = read(a.fit)
    print(len(rows), "cases to fit on")
    for name, cols in GROUPS.items():
        w, b = fit(rows, cols)
        for f in a.test.split(","):
            test = read(f)
            best, ok, three, chance = choose(test, cols, w, b)
            report(f"{f.split('/')[-1]} {name}:", best, ok, three, [r["answerable"] for r in test])
            if name == "all":
                print("   chance:", " ".join(f">={t}: {np.mean([o for o, c in zip(ok, chance) if c >= t]):.2f} of {sum(c >= t for c in chance)}" for t in (0.3, 0.5, 0.7, 0.9) if any(c >= t for c in chance)))
    print({SIGNALS[i]: round(float(v), 3) for i, v in zip(cols, w)}, "bias", round(b, 3))
    if a.out:
        json.dump(dict(signals=[SIGNALS[i] for i in cols], weights=[float(v) for v in w], bias=b, fitted_on=a.fit), open(a.out, "w"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
