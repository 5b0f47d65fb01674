"""train.py OUT --init WEIGHTS --tokenizer FILE --data FILE:SHARE[,FILE:SHARE] --tokens MILLIONS: trains the reader.

Each file is drawn from by its share of groups, shuffled anew when it is used up; the work ends after so many tokens.
--dev FILE[,FILE] prints the mean loss and the choices on the groups of FILE every --every steps.
"""
import argparse
import json
import os
import random
import time

import numpy as np
import torch

import reader
import bert
import corpus


def stream(files, rng):
    """Groups by the files' shares for ever."""
    pools, decks = [], []
    for name, share in files:
        rows = [json.loads(l) for l in open(name)]
        pools.append((rows, share))
        decks.append([])
    while True:
        n = rng.choices(range(len(pools)), [s for _, s in pools])[0]
        if not decks[n]:
            decks[n] = list(pools[n][0])
            rng.shuffle(decks[n])
        yield decks[n].pop()


def crop(row, question, most, rng):
    """The row's sentences about the answer, or about the one most like the question, `most` characters at most."""
    s, asked = row["sents"], set(corpus.grams(question))
    alike = lambda i: len(asked & set(corpus.grams(s[i]))) + rng.random()
    lo = hi = rng.choice(row["gold"]) if row.get("gold") else max(range(len(s)), key=alike)
    n = len(s[lo])
    while True:
        side = [i for i in (lo - 1, hi + 1) if 0 <= i < len(s) and n + len(s[i]) <= most]
        if not side:
            break
        i = rng.choice(side)
        n, lo, hi = n + len(s[i]), min(lo, i), max(hi, i)
    span = row.get("span")
    return dict(row, sents=s[lo:hi + 1], gold=[g - lo for g in row.get("gold", []) if lo <= g <= hi],
                span=[span[0] - lo] + span[1:] if span and lo <= span[0] <= hi else None)


def thinned(group, rng, short=0.6):
    """The group with three rows at most and most of them cropped: more questions in the same time."""
    rows = group["rows"]
    good = [r for r in rows if r.get("gold")]
    rest = [r for r in rows if not r.get("gold")]
    if good and rng.random() < 0.7:
        good = good[:1] if rng.random() < 0.7 else [rng.choice(good)]
    rest = rest[:1] + rng.sample(rest[1:], min(len(rest) - 1, 1)) if rest else []
    rows = (good + rest)[:3]
    return dict(group, rows=[crop(r, group["q"], rng.choice((100, 150, 200)), rng) if rng.random() < short else r for r in rows])


def statements(group, rng):
    """A true statement of the group and a false one after it."""
    return [dict(q=rng.choice(group[n]), label=label, rows=group["rows"]) for n, label in (("true", 1), ("false", 0)) if group[n]]


def check(model, tokenizer, groups):
    """Sentence accuracy on answerable groups, how well the best score parts them from the others (AUC), and the AUC of statements."""
    said = [(q, g["rows"][0], n == "true") for g in groups if "true" in g for n in ("true", "false") for q in g[n]]
    groups = [g for g in groups if "true" not in g]
    out = {}
    if said:
        b = np.array(reader.borne(model, tokenizer, [x[:2] for x in said]))
        y = np.array([x[2] for x in said])
        t = np.quantile(b[y], 0.05)
        out = dict(claims=round(float((b[y][:, None] > b[~y][None]).mean()), 3), caught=round(float((b[~y] < t).mean()), 3))
    if not groups:
        return out
    pairs = [(g["q"], r) for g in groups for r in g["rows"]]
    found = iter(reader.scores(model, tokenizer, pairs))
    best = []
    for g in groups:
        flat = [(s, k in r["gold"]) for r in g["rows"] for k, s in enumerate(next(found))]
        best.append(max(flat) + (any(r["gold"] for r in g["rows"]),))
    top, right, answerable = map(np.array, zip(*best))
    return dict(out, **reader.parted(top, right, answerable),
                kept=round(float((right & (top > 0))[answerable].mean()), 3), declined=round(float((top <= 0)[~answerable].mean()), 3))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out")
    a.add_argument("--init", required=True)
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--data", required=True)
    a.add_argument("--dev")
    a.add_argument("--tokens", type=float, default=1)
    a.add_argument("--minutes", type=float, help="ends after so long instead, whatever was read by then")
    a.add_argument("--lr", type=float, default=1e-4)
    a.add_argument("--lower", type=float, default=0.9)
    a.add_argument("--batch", type=int, default=24, help="groups a step")
    a.add_argument("--every", type=int, default=100)
    a.add_argument("--still", type=int, default=0, help="lowest layers that do not learn")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--cool", type=float, default=0.5)
    a.add_argument("--threads", type=int, default=1)
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    tokenizer = bert.Tokenizer(a.tokenizer)
    model = reader.Reader(bert.load(a.init), still=a.still)
    optimizer = torch.optim.AdamW(bert.rates(model, a.lr, a.lower), betas=(0.9, 0.98), foreach=True)
    files = [(f.rsplit(":", 1)[0], float(f.rsplit(":", 1)[1])) for f in a.data.split(",")]
    dev = {f: [json.loads(l) for l in open(f)] for f in a.dev.split(",")} if a.dev else {}
    source, seen, step, recent, t0 = stream(files, rng), 0, 0, [], time.time()
    done = lambda: (time.time() - t0) / 60 / a.minutes if a.minutes else seen / (a.tokens * 1e6)
    while done() < 1:
        batch = [next(source) for _ in range(a.batch)]
        batch = [h for g in batch for h in (statements(g, rng) if "true" in g else [thinned(g, rng)])]
        fs = [[reader.features(tokenizer, g["q"], r) for r in g["rows"]] for g in batch]
        model.train()
        l, choice, claim = reader.loss(model, fs, [g.get("label") for g in batch])
        bert.schedule(optimizer, done(), cool=a.cool)
        optimizer.zero_grad()
        l.backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        seen += sum(len(f[0]) for g in fs for f in g)
        step += 1
        recent.append((choice, claim))
        if step % 20 == 0:
            print(f"{step} {seen / 1e6:.2f}M tokens {seen / (time.time() - t0):.0f}/s loss {' '.join(f'{v:.3f}' for v in np.mean(recent[-60:], 0))}", flush=True)
        if dev and step % a.every == 0:
            print("dev", {os.path.basename(f): check(model, tokenizer, g) for f, g in dev.items()}, flush=True)
            bert.save(a.out + ".part.npz", model, dict(arguments=vars(a), tokens=seen))
    card = dict(arguments=vars(a), tokens=seen, steps=step, dev={os.path.basename(f): check(model, tokenizer, g) for f, g in dev.items()})
    print("dev", json.dumps(card["dev"]))
    bert.save(a.out + ".npz", model, card)


if __name__ == "__main__":
    main()
