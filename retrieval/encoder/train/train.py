"""train.py OUT --init WEIGHTS --tokenizer FILE --data FILE:SHARE[,...] --tokens MILLIONS: fine-tunes the sentence encoder.

Files are groups as chat/reader/train makes them: a question and passages, the answering ones marked. A step takes
questions of one file, each with a passage that answers and a hard negative of its group; the others of the step are
negatives as well (InfoNCE over unit vectors). Some steps do the same with single sentences under their title. --soup writes, beside OUT, averages of base and tuned weights.
"""
import argparse
import json
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

import bert
import corpus
import encode


def pairs(path):
    """(question, answering texts, other texts) of each group that has an answering passage; a near miss's nearest passage counts as such."""
    out = []
    for g in map(json.loads, open(path)):
        if g["src"].endswith(("-scope", "-without", "without")) or g["src"] == "near":
            continue
        good = [corpus.text_of(r) for r in g["rows"] if r["gold"]]
        rest = [corpus.text_of(r) for r in g["rows"] if not r["gold"]]
        if not good:
            good, rest = rest[:1], rest[1:]
        out.append((g["q"], good, rest))
    return out


def choices(path):
    """The same for sentences under their title: (question, answering sentences, other sentences of the passages)."""
    out = []
    for g in map(json.loads, open(path)):
        good, rest = [], []
        for r in g["rows"]:
            for i, s in enumerate(r["sents"]):
                (good if i in r["gold"] else rest).append(r["title"] + "。" + s)
        if good:
            out.append((g["q"], good, rest))
    return out


def stream(files, size, rng, sentences=0.0):
    """Batches of one file each, no passage twice in one; the share `sentences` of them asks for sentences."""
    pools = [(pairs(name), share * (1 - sentences), 1) for name, share in files]
    pools += [(choices(name), share * sentences, 5) for name, share in files if sentences]
    print([len(p) for p, _, _ in pools], "questions", flush=True)
    decks = [[] for _ in pools]
    while True:
        n = rng.choices(range(len(pools)), [s for _, s, _ in pools])[0]
        batch, seen, again = [], set(), []
        while len(batch) < size:
            if not decks[n]:
                decks[n] = list(pools[n][0])
                rng.shuffle(decks[n])
            q, good, rest = decks[n].pop()
            if q in seen or any(t in seen for t in good):
                again.append((q, good, rest))
                if len(again) > size:
                    break
                continue
            seen.update([q], good)
            batch.append((q, rng.choice(good), rng.sample(rest, min(pools[n][2], len(rest))), set(good)))
        decks[n] += again
        yield batch


def embed(model, tokenizer, texts, prefix, length, tokens=6144):
    ids = [[tokenizer.cls] + (tokenizer(prefix) + tokenizer(t))[:length - 2] + [tokenizer.sep] for t in texts]
    order, out, i = sorted(range(len(ids)), key=lambda i: len(ids[i])), [None] * len(ids), 0
    while i < len(order):
        n = max(1, tokens // len(ids[order[min(len(order) - 1, i + 16)]]))
        part = order[i:i + n]
        x = bert.pad([ids[k] for k in part])
        mask = torch.arange(x.shape[1])[None] < torch.tensor([len(ids[k]) for k in part])[:, None]
        with torch.autocast("cpu", torch.bfloat16):
            h = model(x, torch.zeros_like(x), mask)
        for k, v in zip(part, F.normalize(h[:, 0].float(), dim=-1)):
            out[k] = v
        i += n
    return torch.stack(out), sum(map(len, ids))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out")
    a.add_argument("--init", required=True)
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--data", required=True)
    a.add_argument("--tokens", type=float, default=1)
    a.add_argument("--lr", type=float, default=4e-5)
    a.add_argument("--lower", type=float, default=0.7)
    a.add_argument("--batch", type=int, default=24)
    a.add_argument("--length", type=int, default=288)
    a.add_argument("--temperature", type=float, default=0.03)
    a.add_argument("--plain", action="store_true", help="no instruction before the question")
    a.add_argument("--soup", default="0.5,0.7")
    a.add_argument("--sentences", type=float, default=0.5, help="share of steps that ask for the sentence, not the passage")
    a.add_argument("--still", type=int, default=2, help="lowest layers that do not learn")
    a.add_argument("--seed", type=int, default=1)
    a = a.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    rng, tokenizer, base = random.Random(a.seed), bert.Tokenizer(a.tokenizer), bert.load(a.init)
    model = bert.Bert(base, still=a.still)
    model.train()
    optimizer = torch.optim.AdamW(bert.rates(model, a.lr, a.lower), betas=(0.9, 0.98), foreach=True)
    files = [(f.rsplit(":", 1)[0], float(f.rsplit(":", 1)[1])) for f in a.data.split(",")]
    seen, step, recent, t0 = 0, 0, [], time.time()
    for batch in stream(files, a.batch, rng, a.sentences):
        if seen >= a.tokens * 1e6:
            break
        texts = [p for _, p, _, _ in batch] + [n for _, _, some, _ in batch for n in some]
        q, n1 = embed(model, tokenizer, [b[0] for b in batch], "" if a.plain else encode.INSTRUCTION, 96)
        d, n2 = embed(model, tokenizer, texts, "", a.length)
        own = torch.tensor([[j != i and t in b[3] for j, t in enumerate(texts)] for i, b in enumerate(batch)])
        z = (q @ d.t() / a.temperature).masked_fill(own, -1e4)
        y = torch.arange(len(batch))
        loss = F.cross_entropy(z, y)
        bert.schedule(optimizer, seen / (a.tokens * 1e6), warm=0.1, cool=0.7)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        seen, step = seen + n1 + n2, step + 1
        recent.append((loss.item(), (z.argmax(1) == y).float().mean().item()))
        if step % 10 == 0:
            l, acc = np.mean(recent[-30:], 0)
            print(f"{step} {seen / 1e6:.2f}M tokens {seen / (time.time() - t0):.0f}/s loss {l:.3f} first {acc:.3f}", flush=True)
    card = dict(arguments=vars(a), tokens=seen, steps=step, instruction="" if a.plain else encode.INSTRUCTION)
    tuned = model.arrays()
    bert.save(a.out + ".npz", tuned, card)
    for share in filter(None, a.soup.split(",")):
        mixed = {k: (1 - float(share)) * base[k] + float(share) * tuned[k] for k in tuned}
        bert.save(f"{a.out}-{share}.npz", mixed, dict(card, soup=float(share)))


if __name__ == "__main__":
    main()
