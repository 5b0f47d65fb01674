"""What pack.py wrote, and random batches of it."""
import argparse
import pickle
import random
import zlib
from pathlib import Path

import numpy as np
import torch

import reader
from network import SENTENCES, bert
from reader import LENGTH, QUESTION, TITLE

ROWS, FOLDS = 6, 3
CHUNK = dict(cuda=32768, cpu=1024)  # tokens that a device reads at a time; more of them leave the cache of a CPU


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

    def __init__(self, data, shares, folds, size, seed, tokens):
        self.data, self.shares, self.folds, self.size, self.seed, self.tokens = data, shares, folds, size, seed, tokens

    def __iter__(self):
        rng = generator(self.seed)
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
            yield fold, batch(drawn, self.data.special["PAD"], self.tokens)


def batch(drawn, padding, tokens):
    """Features of groups as tensors: chunks of rows of like length with their slots, and which sentences are right."""
    slots = [g * ROWS + i for g, group in enumerate(drawn) for i in range(len(group))]
    rows = [f for group in drawn for f in group]
    right = np.zeros((len(drawn) * ROWS, 1 + SENTENCES), bool)
    for slot, f in zip(slots, rows):
        right[slot, f[3] or [0]] = True
    chunks = []
    for part in reader.chunks(rows, tokens):
        ids, begins, sentence, _ = zip(*(rows[i] for i in part))
        chunks.append([bert.pad(ids, padding, 8), torch.tensor(begins), torch.tensor(list(map(len, ids))), bert.pad(sentence, 0, 8),
                       torch.tensor([slots[i] for i in part])])
    return chunks, torch.from_numpy(right)


def options(doc, **defaults):
    """The command line that both trainings on a GPU share; `defaults` are those of batch, lr and shares."""
    p = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("packed")
    p.add_argument("out", type=Path)
    p.add_argument("--minutes", type=float, required=True)
    p.add_argument("--device", default="cuda")
    p.add_argument("--batch", type=int, help="groups a step")
    p.add_argument("--lr", type=float)
    p.add_argument("--shares", help="KIND:SHARE,...")
    p.add_argument("--workers", type=int, default=13)
    p.set_defaults(**defaults)
    return p


def shares(a):
    return {k: float(v) for k, v in (s.split(":") for s in a.shares.split(","))}


def generator(seed):
    """Random numbers of a worker of its own."""
    worker = torch.utils.data.get_worker_info()
    return random.Random(seed * 1000 + (worker.id if worker else 0))


def loader(batches, a):
    return torch.utils.data.DataLoader(batches, batch_size=None, num_workers=a.workers, prefetch_factor=6 if a.workers else None, pin_memory=a.device == "cuda")
