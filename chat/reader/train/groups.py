"""groups.py OUT --tokenizer FILE --weights FILE SET...: training groups of question sets over documents.

A SET is NAME=QUESTIONS.jsonl:FOLDER. Each answerable question gives a group with the passages that hold its evidence and
the passages that search takes for them; an unanswerable one the nearest passages, the near miss among them. More
groups teach scope: the same passage under a question that names another place, school or year answers nothing.
Documents are parted: those whose name falls into the dev share (by hash) go to OUT_dev.jsonl, the others to OUT_train.jsonl.
"""
import argparse
import hashlib
import json
import os
import random
import re

import numpy as np
import torch

import reader  # noqa: F401  (sets the path)
import bert
import corpus
import encode

PLACE = re.compile(r"^(?:中华人民共和国)?([一-鿿]{2,7}?(?:自治区|自治州|自治县|经济特区|省|市|县|区))")
STEM = re.compile(r"(?:自治区|自治州|自治县|经济特区|省|市|县|区)$")
LEVEL = {"省": 3, "自治区": 3, "市": 2, "自治州": 2, "经济特区": 2, "县": 1, "区": 1, "自治县": 1}
SCHOOL = re.compile(r"[一-鿿]{2,8}?(?:小学|中学|幼儿园|学校|学院)")
YEAR = re.compile(r"20\d\d(?=年)")


def cells(evidence):
    """Keys of what must stand together: the cells of a row of a table, else the whole string."""
    return [k for c in evidence.split("|") if (k := corpus.key(c))]


def gold(row, wanted):
    """Sentences of the passage that hold the evidence; where one holds several strings of it, that one alone."""
    counts = []
    for s in row["sents"]:
        k = corpus.key(s)
        counts.append(sum(all(c in k for c in e) or len(k) > 8 and k in e[0] for e in wanted))
    best = max(counts, default=0)
    return [i for i, c in enumerate(counts) if c == best] if best else []


def dev(name, share=0.15):
    """Whether a document belongs to the dev share; versions and copies of one title go together."""
    stem = re.sub(r"[（(].*|20\d\d.*|\.\w+$", "", name)
    return int(hashlib.sha1(stem.encode()).hexdigest(), 16) % 100 < share * 100


class Vectors:
    """Vectors of texts, kept in a file for the next run."""

    def __init__(self, path, model, tokenizer):
        self.path, self.model, self.tokenizer = path, model, tokenizer
        self.kept = dict(np.load(path)) if path and os.path.exists(path) else {}

    def __call__(self, texts, prefix=""):
        names = [hashlib.sha1((prefix + t).encode()).hexdigest() for t in texts]
        new = {n: t for n, t in zip(names, texts) if n not in self.kept}
        if new:
            self.kept.update(zip(new, encode.vectors(self.model, self.tokenizer, list(new.values()), prefix)))
            if self.path:
                np.savez(self.path, **self.kept)
        return np.stack([self.kept[n] for n in names])


def spelt_out(cases, folder):
    """The cases with the words themselves where they only say from which character to which these stand in their law."""
    texts = {}
    for c in cases:
        for name in ("evidence", "near"):
            if any(isinstance(e, list) for e in c.get(name) or []):
                if c["law"] not in texts:
                    with open(os.path.join(folder, c["law"])) as f:
                        texts[c["law"]] = f.read()
                c[name] = [texts[c["law"]][e[0]:e[1]] for e in c[name]]
    return cases


class Set:
    def __init__(self, name, questions, folder, vectors, size):
        self.name, self.passages, self.cases = name, corpus.folder(folder, size), spelt_out(corpus.lines(questions), folder)
        docs = [corpus.text_of(p) for p in self.passages]
        self.of = {}
        for i, p in enumerate(self.passages):
            self.of.setdefault(p["doc"], []).append(i)
        self.keys = [corpus.key(t) for t in docs]
        index = corpus.BM25(docs)
        self.questions = [corpus.question_of(c) for c in self.cases]
        b = np.stack([index.scores(q) for q in self.questions])
        if vectors is None:
            self.scores = b
        else:
            c = vectors(self.questions, encode.INSTRUCTION) @ vectors(docs).T
            self.scores = corpus.fused(b, c, 0.4)
        self.read_names()

    def read_names(self):
        """The places, with their levels, and the schools of all passages."""
        self.places = sorted({m.group(1) for p in self.passages if (m := PLACE.match(p["title"]))})
        self.level = {STEM.sub("", x): LEVEL[STEM.search(x).group()] for x in self.places if len(STEM.sub("", x)) > 1}
        self.schools = sorted({m for p in self.passages for m in SCHOOL.findall("".join(p["sents"])) if len(m) < 9})

    def row(self, i, wanted=()):
        p = self.passages[i]
        return dict(title=p["title"], heading=p["heading"], sents=p["sents"], gold=gold(p, wanted) if wanted else [], span=None)

    def docs_of(self, case):
        return [d for d in (case.get("notices") or []) + [case.get("law")] if d in self.of]

    def names(self, question):
        """Whether the question names a place or school of the set: 报名时间? is answered by many documents."""
        return any(n in question for n in (*self.level, *self.schools))

    def renamed(self, question, doc, rng):
        """The question for a place, school or year that the document knows nothing of, or None.

        A place is exchanged for one of its own level: a province's rule holds in its counties."""
        text = "".join(self.keys[i] for i in self.of[doc])
        m = PLACE.match(self.passages[self.of[doc][0]]["title"])
        own = STEM.sub("", m.group(1)) if m else ""
        for names in (self.schools, self.level):
            said = [n for n in names if n in question and (names is self.schools or n == own)]
            others = [n for n in names if n not in text and n not in question]
            if names is self.level:
                others = [n for n in others if self.level[n] == self.level.get(own)]
            if said and others and rng.random() < 0.8:
                old = max(said, key=len)
                return question.replace(old, rng.choice(others))
        years = YEAR.findall(question)
        other = [y for y in map(str, range(2017, 2031)) if y not in text]
        if years and other:
            return question.replace(years[0], rng.choice(other))
        others = [p for p in self.places if STEM.sub("", p) not in text and self.level.get(STEM.sub("", p)) == self.level.get(own)]
        if m and others:
            return prefixed(rng.choice(others), question, rng)
        return None

    def groups(self, n, rng):
        case, question = self.cases[n], self.questions[n]
        docs, order = self.docs_of(case), list(np.argsort(-self.scores[n])[:40])
        near = [d for d in case.get("near_notice") or [] if d in self.of] + [d for d in case.get("near") or [] if d in self.of]
        wanted = [cells(e) for e in case.get("evidence") or []]
        missed = [cells(e) for e in case.get("near") or [] if e not in self.of and len(corpus.key(e)) > 3]
        home = docs or near
        place = PLACE.match(self.passages[self.of[home[0]][0]]["title"]) if home else None
        named = self.names(question) if self.name == "plain" else not case.get("law") or self.name == "notice"
        if place and not named and rng.random() < 0.5 and place.group(1) not in question:
            question, named = prefixed(rng.choice((place.group(1), STEM.sub("", place.group(1)))), question, rng), True
        positives = []
        if case["answerable"]:
            positives = [i for d in docs for i in self.of[d] if gold(self.passages[i], wanted)]
            best = {i: max(sum(all(c in corpus.key(s) for c in e) for e in wanted) for s in self.passages[i]["sents"]) for i in positives}
            positives = [i for i in positives if best[i] == max(best.values())] or positives
            if not positives:
                return
            positives = sorted(positives, key=lambda i: -self.scores[n][i])[:2]
        other_doc = [i for i in order if self.passages[i]["doc"] not in home]
        same_doc = [i for i in sorted((i for d in home for i in self.of[d]), key=lambda i: -self.scores[n][i])
                    if i not in positives and not (wanted and gold(self.passages[i], wanted))]
        # A question without a name may be answered by another document as well: take none of the best of those.
        foreign = other_doc[:6] if named else [] if self.name == "plain" else other_doc[4:16]
        first = [i for d in (home if missed else []) for i in self.of[d] if any(all(c in self.keys[i] for c in e) for e in missed)]
        pick = first[:1] + [i for i in same_doc[:4] if i not in first[:1]]
        rows = [self.row(i, wanted) for i in positives]
        negatives = pick[:1] + rng.sample(pick[1:], min(1 if positives else 2, len(pick[1:]))) + rng.sample(foreign, min(1, len(foreign)))
        rows += [self.row(i) for i in dict.fromkeys(negatives)]
        answerable = case["answerable"]
        yield dict(q=question, src=self.name + ("" if answerable else "-near"), rows=rows)
        if answerable and rng.random() < 0.45:
            other = self.renamed(self.questions[n], docs[0], rng)
            if other:
                yield dict(q=other, src=self.name + "-scope", rows=[dict(r, gold=[]) for r in rows[:len(positives)]])
        if answerable and rng.random() < 0.25:
            rest = [dict(r, sents=[s for k, s in enumerate(r["sents"]) if k not in r["gold"]], gold=[]) for r in rows[:1]]
            rest = [r for r in rest if len(r["sents"]) > 1]
            if rest and len(positives) == 1:
                yield dict(q=question, src=self.name + "-without", rows=rest)


def prefixed(place, question, rng):
    return rng.choice(("{p}{q}", "在{p},{q}", "{p}这边,{q}", "{p}:{q}", "{q}({p})", "我在{p}。{q}")).format(p=place, q=question)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out")
    a.add_argument("sets", nargs="+")
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--weights", help="encoder that finds the hard negatives with BM25; without it BM25 alone does")
    a.add_argument("--keep", help="file that keeps vectors for the next run")
    a.add_argument("--rounds", type=int, default=2, help="groups are drawn so often from each question, anew")
    a.add_argument("--sizes", default="300")
    a.add_argument("--seed", type=int, default=5)
    a = a.parse_args()
    torch.set_num_threads(1)
    rng = random.Random(a.seed)
    vectors = a.weights and Vectors(a.keep, bert.Bert(bert.load(a.weights)), bert.Tokenizer(a.tokenizer)) or None
    files = {d: open(f"{a.out}_{'dev' if d else 'train'}.jsonl", "w") for d in (True, False)}
    count = {}
    for spec in a.sets:
        name, rest = spec.split("=")
        questions, folder = rest.split(":")
        for turn in range(a.rounds):
            size = int(a.sizes.split(",")[turn % len(a.sizes.split(","))])
            if turn < len(a.sizes.split(",")):
                kept = kept if turn and size == kept_size else Set(name, questions, folder, vectors, size)
                kept_size = size
            for n, case in enumerate(kept.cases):
                home = kept.docs_of(case) + [d for d in (case.get("near_notice") or []) if d in kept.of]
                apart = dev(home[0]) if home else False
                for g in [] if apart and turn else kept.groups(n, rng):
                    files[apart].write(json.dumps(g, ensure_ascii=False) + "\n")
                    count[apart, g["src"]] = count.get((apart, g["src"]), 0) + 1
    print({f"{'dev' if d else 'train'} {s}": c for (d, s), c in sorted(count.items())})


if __name__ == "__main__":
    main()
