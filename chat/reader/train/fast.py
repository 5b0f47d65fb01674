"""fast.py PACKED OUT --minutes M: trains the reader on a GPU within minutes, from the product's own weights.

Three deeper teachers (each layer twice) learn first, each from two thirds of the documents. The reader then learns from all of
them: from the marks, and from what the teacher says that has not seen the question's document. That also softens marks that
are wrong: a passage of another notice that answers as well. PACKED is from pack.py; OUT is a folder: reader.N.npz are
parts of one .npz that join.py puts together. --device cpu tries it out.
"""
import argparse
import copy
import json
import os
import pickle
import random
import sys
import time
import zlib
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "../../../retrieval/encoder/train"))
import unpack  # noqa: E402
import weights  # noqa: E402

ROWS, SENTENCES, LENGTH, QUESTION, TITLE, FOLDS = 6, 48, 384, 96, 40, 3
NEVER = -1e4


class Network(nn.Module):
    """Forward pass of ../reader.go: logits of "not here" and of each sentence. The embeddings do not learn."""

    def __init__(self, arrays, copies=1, dropout=0.1):
        super().__init__()
        self.dropout = dropout
        depth = sum(k.endswith("qw") for k in arrays)
        self.depth = depth * copies
        self.p = nn.ParameterDict()
        for k, v in arrays.items():
            if not k[0].isdigit():
                fixed = k in ("word", "position", "token_type", "eg", "eb", "span", "cw", "cb")
                self.p[k] = nn.Parameter(torch.tensor(v), requires_grad=not fixed)
        join = lambda l, s: np.concatenate([arrays[f"{l}{x}{s}"] for x in "qkv"], -1)
        for l in range(self.depth):
            held = {"qkvw": join(l // copies, "w"), "qkvb": join(l // copies, "b")}
            held |= {k: arrays[f"{l // copies}{k}"] for k in ("ow", "ob", "uw", "ub", "dw", "db", "g1", "b1", "g2", "b2")}
            for k, v in held.items():
                self.p[f"{l}{k}"] = nn.Parameter(torch.tensor(v.T.copy() if k.endswith("w") else v))

    def hidden(self, ids, begins, length):
        """ids (B, T), begins and length (B,) -> (B, T, 512)."""
        p, (b, t) = self.p, ids.shape
        place = torch.arange(t, device=ids.device)[None]
        mask = place < length[:, None]
        segment = ((place >= begins[:, None]) & mask).long()
        drop = lambda x: x * F.dropout(x.new_ones(b, 1, x.shape[-1]), self.dropout) if self.training else x
        norm = lambda x, g, c: F.layer_norm(x.float(), x.shape[-1:], g, c, 1e-12)
        x = drop(norm(p["word"][ids] + p["position"][:t] + p["token_type"][segment], p["eg"], p["eb"]))
        for l in range(self.depth):
            w = lambda k: p[f"{l}{k}"]
            q, k, v = F.linear(x, w("qkvw"), w("qkvb")).view(b, t, 3, 8, 64).permute(2, 0, 3, 1, 4)
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :]).transpose(1, 2).reshape(b, t, -1)
            x = norm(x + drop(F.linear(a, w("ow"), w("ob"))), w("g1"), w("b1"))
            x = norm(x + drop(F.linear(F.gelu(F.linear(x, w("uw"), w("ub"))), w("dw"), w("db"))), w("g2"), w("b2"))
        return x.float()

    def forward(self, ids, begins, length, sentence):
        """sentence (B, T) from 1, 0 where none -> (B, 1 + SENTENCES)."""
        p, x = self.p, self.hidden(ids, begins, length)
        weight = torch.exp((x * p["pool"]).sum(-1).clamp(-8, 8)) * (sentence > 0)
        zero = x.new_zeros(len(ids), 1 + SENTENCES)
        total = zero.scatter_add(1, sentence, weight)
        z = zero.scatter_add(1, sentence, weight * (x * p["sw"]).sum(-1)) / (total + 1e-6) + p["sb"]
        z = z.masked_fill(total == 0, NEVER)
        return torch.cat([((x[:, 0] * p["nw"]).sum(-1) + p["nb"])[:, None], z[:, 1:]], 1)

    def arrays(self):
        """By the names of bert.py."""
        out = {}
        for k, v in self.p.items():
            v = v.detach().float().cpu().numpy()
            if not k[0].isdigit() or not k.endswith(("w", "qkvb")):
                out[k] = v
            elif "qkv" in k:
                for s, part in zip("qkv", np.split(v, 3, 0)):
                    out[k[0] + s + k[-1]] = part.T.copy() if k.endswith("w") else part
            else:
                out[k] = v.T.copy()
        return out


def built_in(path=HERE.parent / "weights.bin"):
    header, held = weights.read(path)
    rows = {k: held[k] * held[k + ".scale"][:, None] for k in ("word", "position")}
    return unpack.arrays(header, held, rows)


class Data:
    """The packed groups, and random batches of them."""

    def __init__(self, path):
        self.__dict__ |= pickle.loads(zlib.decompress(Path(path).read_bytes()))
        for g in self.groups:
            g["fold"] = zlib.crc32(g["doc"].encode()) % FOLDS

    def text(self, n, most=None):
        t = self.flat[self.starts[n]:self.starts[n + 1]].tolist()
        return t if most is None else t[:most]

    def features(self, question, row, crop=None, rng=random):
        """(ids, where the second segment begins, sentence of each token, gold) of a row; sentences [first, last) fit or are cropped."""
        title, heading, sents, gold = row[:4]
        ids = [self.special["CLS"]] + self.text(question, QUESTION) + [self.special["SEP"]]
        begins = len(ids)
        for part in (title, heading):
            t = self.text(part, TITLE)
            if t:
                ids = ids + t + self.stop
        room = LENGTH - 1 - len(ids)
        sizes = [int(self.starts[s + 1] - self.starts[s]) for s in sents]
        first, last = self.window(sizes, gold, min(room, crop or room), crop is not None, rng)
        sentence, right = [0] * len(ids), []
        for i in range(first, last):
            t = self.text(sents[i], max(0, LENGTH - 1 - len(ids)))
            if t and i in gold:
                right.append(i - first + 1)
            ids, sentence = ids + t, sentence + [i - first + 1] * len(t)
        return ids + [self.special["SEP"]], begins, sentence + [0], right

    @staticmethod
    def window(sizes, gold, room, anywhere, rng):
        """Which sentences stay: all, or as many as fit about a sentence of the answer, else about any."""
        if sum(sizes) <= room and len(sizes) <= SENTENCES:
            return 0, len(sizes)
        lo = rng.choice(gold) if gold else rng.randrange(len(sizes)) if anywhere or rng.random() < 0.5 else 0
        hi, n = lo + 1, sizes[lo]
        while hi - lo < SENTENCES:
            side = [i for i in (lo - 1, hi) if 0 <= i < len(sizes) and n + sizes[i] <= room]
            if not side:
                break
            i = rng.choice(side)
            n, lo, hi = n + sizes[i], min(lo, i), max(hi, i + 1)
        return lo, hi

    def draw(self, g, rng):
        """A question of the group and rows for it, some without their answers."""
        question, named = g["questions"][0]
        if len(g["questions"]) > 1 and rng.random() < 0.4:
            question, named = rng.choice(g["questions"][1:])
        rows = g["rows"]
        good, none = [r for r in rows if r[3]], [r[:3] + [[]] + r[4:] for r in rows]
        home = [n for n, r in zip(none, rows) if r[4] and not r[3]]
        if g["renamed"] and rng.random() < 0.3:
            question, kept = rng.choice(g["renamed"]), [n for n, r in zip(none, rows) if r[3]][:2] + home[:3]
            return question, kept[:ROWS]
        if len(good) == 1 and len(good[0][2]) > len(good[0][3]) and rng.random() < 0.12:
            r = good[0]
            good = [[r[0], r[1], [s for i, s in enumerate(r[2]) if i not in r[3]], []] + r[4:]]
        near = [r for r in home if r[5]]
        foreign = [n for n, r in zip(none, rows) if not r[4] and not r[3]]
        foreign = foreign[:8] if named else foreign[4:12] if rng.random() < 0.5 else []
        kept = (good if len(good) == 1 or rng.random() < 0.5 else rng.sample(good, min(2, len(good))))[:3] + near[:1]
        rest = [r for r in home if r not in near[:1]]
        rest = rest[:2] + rng.sample(rest[2:], min(2, len(rest[2:]))) + rng.sample(foreign, min(2, len(foreign)))
        rng.shuffle(rest)
        kept += rest[:rng.randint(1, ROWS) if kept else ROWS]
        return question, kept[:ROWS]


class Batches(torch.utils.data.IterableDataset):
    """Batches of `size` groups for ever: kinds by their shares, of the folds; all of one fold, which is given with it."""

    def __init__(self, data, shares, folds, size, seed):
        self.data, self.shares, self.folds, self.size, self.seed = data, shares, folds, size, seed

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        rng = random.Random(self.seed * 1000 + (worker.id if worker else 0))
        pools = {(k, f): [g for g in self.data.groups if g["kind"] == k and g["fold"] == f and not g["dev"]] for k in self.shares for f in self.folds}
        decks = {k: [] for k in pools}
        while True:
            fold = rng.choice(self.folds)
            drawn = []
            for kind in rng.choices(list(self.shares), list(self.shares.values()), k=self.size):
                deck = decks[kind, fold]
                if not deck:
                    deck += pools[kind, fold]
                    rng.shuffle(deck)
                question, rows = self.data.draw(deck.pop(), rng)
                drawn.append([self.data.features(question, r, rng.randint(60, 220) if rng.random() < 0.35 else None, rng) for r in rows])
            yield fold, batch(drawn, self.data.special["PAD"])


def batch(drawn, padding, tokens=32768):
    """Features of groups as tensors: chunks of rows of like length with their slots, and which sentences are right."""
    rows = [(len(f[0]), g * ROWS + i, f) for g, group in enumerate(drawn) for i, f in enumerate(group)]
    rows.sort(key=lambda r: r[:2])
    right, chunks, at = np.zeros((len(drawn) * ROWS, 1 + SENTENCES), bool), [], 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and (end + 1 - at) * rows[end][0] <= tokens:
            end += 1
        part, t = rows[at:end], -(-rows[end - 1][0] // 8) * 8
        ids, sentence = np.full((len(part), t), padding, np.int64), np.zeros((len(part), t), np.int64)
        for i, (n, slot, f) in enumerate(part):
            ids[i, :n], sentence[i, :n] = f[0], f[2]
            right[slot, f[3] or [0]] = True
        chunks.append([torch.from_numpy(ids), torch.tensor([r[2][1] for r in part]), torch.tensor([r[0] for r in part]),
                       torch.from_numpy(sentence), torch.tensor([r[1] for r in part])])
        at = end
    return chunks, torch.from_numpy(right)


def to(device, chunks, right):
    return [[x.to(device, non_blocking=True) for x in c] for c in chunks], right.to(device, non_blocking=True)


def logits(model, chunks, right):
    """(groups * ROWS, 1 + SENTENCES); a row that is not there is all NEVER."""
    out = torch.full(right.shape, NEVER, device=right.device)
    with torch.autocast(right.device.type, torch.bfloat16, enabled=right.is_cuda):
        parts = [model(*c[:4]) for c in chunks]
    return out.index_copy(0, torch.cat([c[4] for c in chunks]), torch.cat(parts).float())


def choices(z):
    """Log-probabilities of each row's own choice, and of each group's: its sentences' scores against each other and "none"."""
    there = z[:, 1:] > NEVER / 2
    scores = torch.where(there, z[:, 1:] - z[:, :1], torch.full_like(z[:, 1:], NEVER)).view(-1, ROWS * SENTENCES)
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


def descent(model, lr, lower, device):
    """AdamW: the rate falls by `lower` for each layer below the last; heads learn at five times the rate."""
    parts = []
    for k, v in model.p.items():
        if v.requires_grad:
            rate = lr * lower ** (model.depth - 1 - int(k[0])) if k[0].isdigit() else lr * 5
            parts.append(dict(params=[v], lr=rate, base=rate, weight_decay=0.01 if v.ndim > 1 else 0.0))
    return torch.optim.AdamW(parts, betas=(0.9, 0.98), fused=device == "cuda")


def step_by(optimizer, model, l, done, warm=0.03, cool=0.6):
    """One step: warm-up, constant, linear cool-down; `done` is the share of the work behind us."""
    f = min(1.0, (done + 1e-4) / warm, (1 - done) / cool)
    for g in optimizer.param_groups:
        g["lr"] = g["base"] * f
    optimizer.zero_grad(set_to_none=True)
    l.backward()
    torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
    optimizer.step()


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
        step_by(optimizer, model, l, done)
        step += 1
        if step % 200 == 0 or step == 5:
            now = whole.item()
            mean = now if not mean else 0.8 * mean + 0.2 * now
            print(f"{step} {tokens / 1e6:.1f}M tokens {tokens / (time.time() - t0):.0f}/s loss {mean:.3f}", flush=True)
    model.eval()
    return tokens


@torch.no_grad()
def check(model, data, a, kind, seen=lambda g: True):
    """On dev groups, as the product reads them: the best sentence right, and how well its score parts answerable questions from others."""
    found = [g for g in data.groups if g["kind"] == kind and seen(g)][:a.checked]
    best = []
    for at in range(0, len(found), 64):
        part = found[at:at + 64]
        drawn = [[data.features(g["questions"][0][0], r, None, random.Random(1)) for r in g["rows"][:ROWS]] for g in part]
        chunks, right = to(a.device, *batch(drawn, data.special["PAD"]))
        z = logits(model, chunks, right)
        scores = torch.where(z[:, 1:] > NEVER / 2, z[:, 1:] - z[:, :1], torch.full_like(z[:, 1:], NEVER)).view(len(part), -1)
        top, i = scores.max(1)
        hit = right[:, 1:].reshape(len(part), -1).gather(1, i[:, None])[:, 0]
        best += list(zip(top.tolist(), hit.tolist(), [g["answerable"] for g in part]))
    if not best:
        return {}
    top, hit, yes = map(np.array, zip(*best))
    hit, yes = hit.astype(bool), yes.astype(bool)
    auc = (top[yes][:, None] > top[~yes][None]).mean() if yes.any() and (~yes).any() else 0
    bar = np.quantile(top[~yes], 0.88) if (~yes).any() else 0
    return dict(n=len(best), sentence=round(float(hit[yes].mean()), 3), auc=round(float(auc), 3), right=round(float((hit & (top > bar))[yes].mean()), 3))


def save(out, name, model, card):
    """In parts of 16 MB at most."""
    arrays, parts = model.arrays(), {}
    for k, v in arrays.items():
        if k not in ("word", "position"):
            parts.setdefault(f"{int(k[0]) // 2}" if k[0].isdigit() else "heads", {})[k] = v.astype(np.float16) if k[0].isdigit() else v
    for n, part in parts.items():
        np.savez(out / f"{name}.{n}.npz", **part)
    (out / f"{name}.json").write_text(json.dumps(card, indent=1))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("packed")
    p.add_argument("out", type=Path)
    p.add_argument("--minutes", type=float, required=True)
    p.add_argument("--device", default="cuda")
    p.add_argument("--teaching", type=float, default=0.55, help="share of the time for the teachers")
    p.add_argument("--copies", type=int, default=2, help="of each layer in a teacher")
    p.add_argument("--trust", type=float, default=0.5, help="share of the teacher's word in the loss")
    p.add_argument("--batch", type=int, default=64, help="groups a step")
    p.add_argument("--lr", type=float, default=2e-4)
    p.add_argument("--checked", type=int, default=1500, help="dev groups of a kind")
    p.add_argument("--workers", type=int, default=13)
    p.add_argument("--shares", default="notice:0.5,law:0.35,mrc:0.11,drcd:0.04")
    a = p.parse_args()
    t0 = time.time()
    torch.manual_seed(1)
    data, start = Data(a.packed), built_in()
    shares = {k: float(v) for k, v in (s.split(":") for s in a.shares.split(","))}
    kinds = sorted({g["kind"] for g in data.groups if g["dev"]})
    print(len(data.groups), "groups", {k: sum(g["dev"] for g in data.groups if g["kind"] == k) for k in kinds}, "dev", flush=True)
    loader = lambda folds, seed: torch.utils.data.DataLoader(Batches(data, shares, folds, a.batch, seed), batch_size=None, num_workers=a.workers,
                                                            prefetch_factor=6 if a.workers else None, pin_memory=a.device == "cuda")
    tell = lambda name, m: print(name, {k: check(m, data, a, k, lambda g: g["dev"]) for k in kinds}, f"{time.time() - t0:.0f} s", flush=True)
    student = Network(start).to(a.device).eval()
    tell("before", student)
    teachers, tokens = [], []
    for fold in range(FOLDS) if a.teaching else ():
        m = Network(start, a.copies).to(a.device)
        tokens.append(train(m, loader([f for f in range(FOLDS) if f != fold], fold + 1), a, a.minutes * 60 * a.teaching / FOLDS, a.lr))
        tell(f"teacher {fold}", m)
        teachers.append(m)
    tokens.append(train(student, loader(list(range(FOLDS)), 9), a, max(10, a.minutes * 60 - (time.time() - t0)), a.lr, teachers))
    tell("reader", student)
    a.out.mkdir(exist_ok=True)
    save(a.out, "reader", student, dict(arguments={k: str(v) for k, v in vars(a).items()}, tokens=tokens, seconds=time.time() - t0))
    os._exit(0)  # without waiting for the workers


if __name__ == "__main__":
    main()
