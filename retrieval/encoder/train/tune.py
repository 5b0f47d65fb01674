"""tune.py PACKED OUT --minutes M: tunes the sentence encoder on a GPU within minutes, from the product's own weights.

PACKED is what chat/reader/train/pack.py made. Steps are those of train.py with larger batches: questions with a passage that
answers and hard negatives of their group, or with single sentences under their title; all others of the step are
negatives as well. OUT gets the parts of encoder.npz, for chat/reader/train/join.py.
"""
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "../../../chat/reader/train"))
import network  # noqa: E402
import packed  # noqa: E402
import reader  # noqa: E402

LENGTH = 288


class Pairs(torch.utils.data.IterableDataset):
    """Batches for ever: ids of questions, of one answering text each, of hard negatives, and which texts are one's own."""

    def __init__(self, data, shares, size, seed):
        self.data, self.shares, self.size, self.seed = data, shares, size, seed

    def passage(self, row, sentence=None):
        title, heading, sents = row[:3]
        parts = [title] + ([heading] if sentence is None else []) + (sents if sentence is None else [sents[sentence]])
        ids = [self.data.special["CLS"]]
        for n, part in enumerate(parts):
            ids += self.data.text(part) + (self.data.stop if n < 1 + (sentence is None) and self.data.text(part) else [])
            if len(ids) > LENGTH:
                break
        return tuple(ids[:LENGTH - 1] + [self.data.special["SEP"]])

    def question(self, n):
        return [self.data.special["CLS"]] + (self.data.instruction + self.data.text(n))[:94] + [self.data.special["SEP"]]

    def texts(self, g, single, rng):
        """(question, answering texts, hard negatives)."""
        question, named = rng.choice(g["questions"])
        good = [r for r in g["rows"] if r[3]]
        rest = [r for r in g["rows"] if not r[3] and (r[4] or named)]
        if single:
            right = [self.passage(r, i) for r in good for i in r[3]]
            wrong = [(r, i) for r in good + rest[:4] for i in range(len(r[2])) if i not in r[3]]
            return self.question(question), right, [self.passage(r, i) for r, i in rng.sample(wrong, min(4, len(wrong)))]
        return self.question(question), [self.passage(r) for r in good], [self.passage(r) for r in rng.sample(rest, min(2, len(rest)))]

    def __iter__(self):
        rng = packed.generator(self.seed)
        pools = {k: [g for g in self.data.groups if g["kind"] == k and g["answerable"] and not g["dev"]] for k in self.shares}
        while True:
            single, batch, seen = rng.random() < 0.5, [], set()
            for kind in rng.choices(list(self.shares), list(self.shares.values()), k=self.size):
                q, good, wrong = self.texts(rng.choice(pools[kind]), single, rng)
                if not seen & set(good):
                    seen |= set(good)
                    batch.append((q, rng.choice(good), wrong, set(good)))
            texts = [b[1] for b in batch] + [w for b in batch for w in b[2]]
            own = torch.tensor([[j != i and t in b[3] for j, t in enumerate(texts)] for i, b in enumerate(batch)])
            yield self.padded([b[0] for b in batch]), self.padded(texts), own

    def padded(self, rows, tokens=65536):
        """Chunks of like length: ids, lengths, places."""
        return [[network.bert.pad([rows[n] for n in part], self.data.special["PAD"], 8), torch.tensor([len(rows[n]) for n in part]), torch.tensor(part)]
                for part in reader.chunks([(r,) for r in rows], tokens)]


def embed(model, chunks, device):
    """Unit vectors of the first tokens."""
    out, places = [], []
    for ids, length, part in chunks:
        ids, length = ids.to(device, non_blocking=True), length.to(device, non_blocking=True)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            out.append(F.normalize(model.hidden(ids, torch.full_like(length, 1 << 20), length)[:, 0], dim=-1))
        places.append(part.to(device))
    return torch.cat(out)[torch.cat(places).argsort()]


@torch.no_grad()
def recall(model, pairs, kind, device):
    """R@1 and R@8 of dev questions over the passages of all dev groups of the kind."""
    found = [g for g in pairs.data.groups if g["kind"] == kind and g["dev"]]
    texts, wanted, asked = {}, [], []
    for g in found:
        mine = [texts.setdefault(pairs.passage(r), len(texts)) for r in g["rows"]]
        if g["answerable"]:
            asked.append(pairs.question(g["questions"][0][0]))
            wanted.append({m for m, r in zip(mine, g["rows"]) if r[3]})
    scores = embed(model, pairs.padded(asked), device) @ embed(model, pairs.padded(list(texts)), device).t()
    top = scores.topk(min(8, scores.shape[1]), 1).indices.tolist()
    return [round(float(np.mean([bool(set(t[:k]) & w) for t, w in zip(top, wanted)])), 3) for k in (1, 8)]


def main():
    p = packed.options(__doc__, batch=256, lr=8e-5, shares="notice:0.5,law:0.42,mrc:0.08")
    p.add_argument("--temperature", type=float, default=0.03)
    a = p.parse_args()
    torch.manual_seed(2)
    data, t0 = packed.Data(a.packed), time.time()
    model = network.Network(network.built_in(HERE.parent / "weights.bin")).to(a.device).eval()
    pairs = Pairs(data, packed.shares(a), a.batch, 1)
    tell = lambda name: print(name, {k: recall(model, pairs, k, a.device) for k in ("notice", "law")}, f"{time.time() - t0:.0f} s", flush=True)
    tell("before")
    optimizer, step, tokens, t1 = network.descent(model, a.lr, 0.8, a.device), 0, 0, time.time()
    model.train()
    for q, d, own in packed.loader(pairs, a):
        done = (time.time() - t1) / (a.minutes * 60 - (t1 - t0))
        if done >= 1:
            break
        tokens += sum(int(c[1].sum()) for c in q + d)
        z = embed(model, q, a.device) @ embed(model, d, a.device).t() / a.temperature
        l = F.cross_entropy(z.masked_fill(own.to(a.device), -1e4), torch.arange(len(own), device=a.device))
        network.step_by(optimizer, model, l, done, warm=0.1, cool=0.7)
        step += 1
        if step % 50 == 0 or step == 3:
            print(f"{step} {tokens / 1e6:.1f}M tokens {tokens / (time.time() - t1):.0f}/s loss {l.item():.3f}", flush=True)
    model.eval()
    tell("tuned")
    a.out.mkdir(exist_ok=True)
    network.save(a.out, "encoder", model, dict(arguments={k: str(v) for k, v in vars(a).items()}, tokens=tokens, steps=step))
    os._exit(0)


if __name__ == "__main__":
    main()
