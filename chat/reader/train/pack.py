"""pack.py OUT KIND=GROUPS.jsonl:CASES.jsonl...: everything that fast.py trains on, in one small file.

GROUPS is what `wence train --groups STORE=CASES` wrote: a question of CASES with the passages that the product reads for it, from
the store with all notices of its set. KIND is law, or one that names a share of its own: notice, tiny, plain; mrc=FILE, drcd=FILE and short=FILE take groups of mrc.py and short.py as they are. Tokens are
those of the product's vocabulary, each text once.

A group: kind; doc, by which data are parted; dev; answerable; questions, [text, whether it names a place or school];
renamed, questions that its passages do not answer; rows, [title, heading, sentences, gold, home, near] in the order found.
"""
import hashlib
import json
import pickle
import random
import sys
import zlib
from pathlib import Path

import numpy as np

import groups
import reader  # noqa: F401  (sets the path)
import corpus
import encode
import export
import weights

WEIGHTS = Path(__file__).parent.parent / "weights.bin"


class Texts:
    """Numbers of texts, each with its tokens."""

    def __init__(self, tokenizer):
        fast, tokens = export.read_tokenizer(tokenizer)
        held = weights.read(WEIGHTS)[0]["vocabulary"]
        number = {t: i for i, t in enumerate(tokens)}
        self.folded, self.special = export.Folded(fast, [number[t] for t in held]), {s: held.index(f"[{s}]") for s in ("CLS", "SEP", "PAD")}
        self.of, self.tokens = {}, []

    def __call__(self, text):
        if text not in self.of:
            self.of[text] = len(self.tokens)
            self.tokens.append(np.array(self.folded(text)[1:-1], np.uint16))
        return self.of[text]


class Scope(groups.Set):
    """The names of a set's notices, for questions that name another place, school or year."""

    def __init__(self, found):
        self.name, self.passages, self.of = "notice", [], {}
        for g in found:
            for r in g["rows"]:
                if r["notice"] not in self.of or not any(self.passages[i]["sents"] == r["sents"] for i in self.of[r["notice"]]):
                    self.of.setdefault(r["notice"], []).append(len(self.passages))
                    self.passages.append(r)
        self.keys = [corpus.key(r["title"] + "".join(r["sents"])) for r in self.passages]
        self.read_names()


def original(notice):
    """A notice's name within its own set."""
    return notice.split("_", 1)[-1]


def asked(scope, g, home, kind, rng):
    """The question and others that ask the same with the place, and whether each names one."""
    out = [[g["q"], kind != "law" and scope.names(g["q"])]]
    place = groups.PLACE.match(next((r["title"] for r in g["rows"] if r["notice"] in home), ""))
    if place and not out[0][1] and place.group(1) not in g["q"]:
        stem = groups.STEM.sub("", place.group(1))
        out += [[groups.prefixed(rng.choice((place.group(1), stem)), g["q"], rng), True] for _ in range(3)]
    return out


def product(kind, spec, texts, rng):
    found, cases = (list(map(json.loads, open(p))) for p in spec.split(":"))
    cases, scope = {c["id"]: c for c in cases}, Scope(found)
    for g in found:
        case = cases.get(g["id"]) or cases[g["id"].rsplit("/", 1)[0]]  # a part of a question is ID/N
        home = case["notices"] or case["near"]
        if not home or g["answerable"] and not any(r["gold"] for r in g["rows"]):
            continue
        missed = [groups.cells(q) for q in case.get("quote") or []]
        near = lambda r: r["notice"] in home and any(all(c in corpus.key("".join(r["sents"])) for c in q) for q in missed)
        rows = [[texts(r["title"]), texts(r["heading"]), [texts(s) for s in r["sents"]], r["gold"], r["notice"] in home, near(r)] for r in g["rows"]]
        other = set()
        if g["answerable"] and home[0] in scope.of:
            other = {q for _ in range(3) if (q := scope.renamed(g["q"], home[0], rng))}
        yield dict(kind=kind, doc=home[0], dev=groups.dev(original(home[0])), answerable=g["answerable"], rows=rows,
                   questions=[[texts(q), bool(n)] for q, n in asked(scope, g, home, kind, rng)], renamed=[texts(q) for q in sorted(other)])


def plain(kind, path, texts):
    """Groups of mrc.py or short.py."""
    for g in map(json.loads, open(path)):
        rows = [[texts(r.get("title") or ""), texts(r.get("heading") or ""), [texts(s) for s in r["sents"]], r["gold"], True, not r["gold"]] for r in g["rows"]]
        doc = g.get("doc") or hashlib.sha1("".join(g["rows"][0]["sents"])[:60].encode()).hexdigest()
        yield dict(kind=kind, doc=doc, dev=g.get("dev", False),
                   answerable=any(r["gold"] for r in g["rows"]), rows=rows, questions=[[texts(g["q"]), True]], renamed=[])


def main():
    out, tokenizer, *specs = sys.argv[1:]
    texts, rng, all_groups = Texts(tokenizer), random.Random(3), []
    for spec in specs:
        kind, files = spec.split("=")
        more = list(plain(kind, files, texts) if kind in ("mrc", "drcd", "short") else product(kind, files, texts, rng))
        print(spec, len(more), "groups,", sum(g["dev"] for g in more), "dev")
        all_groups += more
    stop, instruction = (texts.tokens[texts(t)].tolist() for t in ("。", encode.INSTRUCTION))
    flat = np.concatenate(texts.tokens)
    starts = np.cumsum([0] + [len(t) for t in texts.tokens]).astype(np.int32)
    data = zlib.compress(pickle.dumps(dict(flat=flat, starts=starts, groups=all_groups, special=texts.special, stop=stop, instruction=instruction)), 9)
    Path(out).write_bytes(data)
    print(len(texts.tokens), "texts,", len(flat), "tokens,", len(all_groups), "groups,", len(data), "bytes")


if __name__ == "__main__":
    main()
