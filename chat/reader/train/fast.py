"""fast.py PACKED OUT --minutes M: trains the reader on a GPU within minutes, from the product's own weights.

Three deeper teachers (each layer twice) learn first, each from two thirds of the documents. The reader then learns from all of
them: from the marks, and from what the teacher says that has not seen the question's document. That also softens marks that
are wrong: a passage of another notice that answers as well. PACKED is from pack.py; OUT is a folder: reader.N.npz are
parts of one .npz that join.py puts together. With --device cpu --teaching 0 it trains on from the weights in use, within an hour and for little.
"""
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import reader
from join import joined
from network import NEVER, SENTENCES, Network, built_in, descent, save, step_by
from packed import CHUNK, FOLDS, ROWS, Batches, Data, batch, loader, options, shares

AMX = "amx_bf16" in Path("/proc/cpuinfo").read_text()  # with AVX-512 alone bfloat16 reads 1,450 tokens a second, float32 2,600


def to(device, chunks, right):
    return [[x.to(device, non_blocking=True) for x in c] for c in chunks], right.to(device, non_blocking=True)


def logits(model, chunks, right):
    """(groups * ROWS, 1 + SENTENCES); a row that is not there is all NEVER."""
    out = torch.full(right.shape, NEVER, device=right.device)
    with torch.autocast(right.device.type, torch.bfloat16, enabled=right.is_cuda or AMX):
        parts = [model(*c[:4]) for c in chunks]
    return out.index_copy(0, torch.cat([c[4] for c in chunks]), torch.cat(parts).float())


def scored(z):
    """(groups, ROWS * SENTENCES): each sentence's logit less its row's "not here"."""
    return torch.where(z[:, 1:] > NEVER / 2, z[:, 1:] - z[:, :1], torch.full_like(z[:, 1:], NEVER)).view(-1, ROWS * SENTENCES)


def choices(z):
    """Log-probabilities of each row's own choice, and of each group's: its sentences' scores against each other and "none"."""
    scores = scored(z)
    return F.log_softmax(z, -1), F.log_softmax(torch.cat([scores.new_zeros(len(scores), 1), scores], 1), -1)


def loss(z, right, taught=None, trust=0.5):
    """Mean over groups of the marks' loss, and of the teacher's where there is one."""
    row, group = choices(z)
    there = right.any(1)
    any_right = right[:, 1:].reshape(len(group), -1)
    gold = torch.cat([~any_right.any(1, keepdim=True), any_right], 1)
    marked = lambda l, g: -torch.logsumexp(l.masked_fill(~g, NEVER), -1)
    whole, parts = marked(group, gold).mean(), marked(row, right)[there].mean()
    if taught is None:
        return whole + 0.5 * parts, whole.detach()
    with torch.no_grad():
        t_row, t_group = (x.exp() for x in choices(taught))
    cross = lambda t, l: -(t * l.clamp(min=-30)).sum(-1)
    told = cross(t_group, group).mean() + 0.5 * cross(t_row, row)[there].mean()
    return (1 - trust) * (whole + 0.5 * parts) + trust * told, whole.detach()


def train(model, loader, a, seconds, lr, teachers=None):
    """Trains for so many seconds; returns how many tokens were read."""
    optimizer = descent(model, lr, 0.95, a.device)
    model.train()
    t0, step, tokens, mean = time.time(), 0, 0, 0.0
    for fold, (chunks, right) in loader:
        done = (time.time() - t0) / seconds
        if done >= 1:
            break
        tokens += sum(int(c[2].sum()) for c in chunks)
        chunks, right = to(a.device, chunks, right)
        taught = None
        if teachers:
            with torch.no_grad():
                taught = logits(teachers[fold], chunks, right)
        l, whole = loss(logits(model, chunks, right), right, taught, a.trust)
        step_by(optimizer, model, l, done, cool=a.cool)
        step += 1
        if step % 200 == 0 or step == 5:
            now = whole.item()
            mean = now if not mean else 0.8 * mean + 0.2 * now
            print(f"{step} {tokens / 1e6:.1f}M tokens {tokens / (time.time() - t0):.0f}/s loss {mean:.3f}", flush=True)
    model.eval()
    return tokens


@torch.no_grad()
def check(model, data, a, kind):
    """On dev groups, as the product reads them: the best sentence right, and how well its score parts answerable questions from others."""
    found = [g for g in data.groups if g["kind"] == kind and g["dev"]][:a.checked]
    best = []
    for at in range(0, len(found), 64):
        part = found[at:at + 64]
        drawn = [[data.features(g["questions"][0][0], r, None, random.Random(1)) for r in g["rows"][:ROWS]] for g in part]
        chunks, right = to(a.device, *batch(drawn, data.special["PAD"], CHUNK[a.device]))
        top, i = scored(logits(model, chunks, right)).max(1)
        hit = right[:, 1:].reshape(len(part), -1).gather(1, i[:, None])[:, 0]
        best += list(zip(top.tolist(), hit.tolist(), [g["answerable"] for g in part]))
    if not best:
        return {}
    top, hit, yes = map(np.array, zip(*best))
    hit, yes = hit.astype(bool), yes.astype(bool)
    bar = np.quantile(top[~yes], 0.88) if (~yes).any() else 0
    return dict(n=len(best), **reader.parted(top, hit, yes), right=round(float((hit & (top > bar))[yes].mean()), 3))


def main():
    p = options(__doc__, batch=64, lr=2e-4, shares="notice:0.5,law:0.35,mrc:0.11,drcd:0.04")
    p.add_argument("--teaching", type=float, default=0.55, help="share of the time for the teachers")
    p.add_argument("--copies", type=int, default=2, help="of each layer in a teacher")
    p.add_argument("--trust", type=float, default=0.5, help="share of the teacher's word in the loss")
    p.add_argument("--init", type=Path, help="OUT of an earlier training, to go on from it")
    p.add_argument("--cool", type=float, default=0.6, help="share of the time in which the rate falls")
    p.add_argument("--checked", type=int, default=1500, help="dev groups of a kind")
    a = p.parse_args()
    t0 = time.time()
    torch.manual_seed(1)
    data, start = Data(a.packed), joined(built_in(), a.init.glob("reader.*.npz") if a.init else ())
    kinds = sorted({g["kind"] for g in data.groups if g["dev"]})
    print(len(data.groups), "groups", {k: sum(g["dev"] for g in data.groups if g["kind"] == k) for k in kinds}, "dev", flush=True)
    batches = lambda folds, seed: loader(Batches(data, shares(a), folds, a.batch, seed, CHUNK[a.device]), a)
    tell = lambda name, m: print(name, {k: check(m, data, a, k) for k in kinds}, f"{time.time() - t0:.0f} s", flush=True)
    student = Network(start).to(a.device).eval()
    tell("before", student)
    teachers, tokens = [], []
    for fold in range(FOLDS) if a.teaching else ():
        m = Network(start, a.copies).to(a.device)
        tokens.append(train(m, batches([f for f in range(FOLDS) if f != fold], fold + 1), a, a.minutes * 60 * a.teaching / FOLDS, a.lr))
        tell(f"teacher {fold}", m)
        teachers.append(m)
    tokens.append(train(student, batches(list(range(FOLDS)), 9), a, max(10, a.minutes * 60 - (time.time() - t0)), a.lr, teachers))
    tell("reader", student)
    a.out.mkdir(exist_ok=True)
    save(a.out, "reader", student, dict(arguments={k: str(v) for k, v in vars(a).items()}, tokens=tokens, seconds=time.time() - t0))
    os._exit(0)  # without waiting for the workers


if __name__ == "__main__":
    main()
