"""short.py OUT.jsonl FOLDER...: groups of the questions on short notices in FOLDERs, as pack.py takes them.

A FOLDER holds notices.jsonl ({id, place, title, lines}) and questions.jsonl: {q, prev, answers: {id: lines}, none: [id]}. The same words are answered by some
notices and not by others of the same matter. A group is one question and one notice (`doc`), alone or among others that do not answer it;
every eighth notice is for development only, and its groups are marked `dev`.
"""
import hashlib
import json
import random
import sys
from pathlib import Path

import reader  # noqa: F401  (sets the path)
import corpus
import groups

DEV = 8      # every so manieth notice is for development
OTHERS = 4   # further notices in a group at most
ALONE = 0.5  # share of groups of one notice
PASSAGE = 300, 450  # characters of a passage at most: what is longer is parted at a line


def rows(notice, lines, rng):
    """A notice as passages, with the lines that answer; some begin with their title."""
    title, sents, gold = notice["title"], notice["lines"], lines
    if rng.random() < 0.2:
        sents, gold = [title] + sents, [i + 1 for i in gold]
    parts, size = [[]], rng.randint(*PASSAGE)
    for i, sent in enumerate(sents):
        if parts[-1] and sum(len(sents[k]) for k in parts[-1]) + len(sent) > size:
            parts.append([])
        parts[-1].append(i)
    return [dict(title=title, heading="", sents=[sents[i] for i in part], gold=[k for k, i in enumerate(part) if i in gold], span=None) for part in parts]


def foot(notice, rng):
    """What stands under a notice."""
    return dict(title=notice["title"], heading="", sents=[notice["place"] + "教育局", f"2026年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"], gold=[], span=None)


def asked(q, notice, rng):
    """The question as the product reads it; some name the place."""
    if q.get("prev"):
        return q["prev"] + " " + q["q"]
    place = notice["place"]
    stem = groups.STEM.sub("", place)
    if rng.random() < 0.4 and stem not in q["q"] and groups.STEM.search(place):
        return groups.prefixed(rng.choice((place, stem)), q["q"], rng)
    return q["q"]


def group(q, notice, gold, others, rng):
    read = rows(notice, gold, rng)
    if rng.random() < 0.3:
        read.append(foot(notice, rng))
    if rng.random() > ALONE:
        read += [rng.choice(rows(n, [], rng)) for n in rng.sample(others, min(len(others), rng.randint(1, OTHERS)))]
    rng.shuffle(read)
    return dict(q=asked(q, notice, rng), src="short", rows=read)


def folder(path, rng):
    """The groups of all questions."""
    notices = {n["id"]: n for n in corpus.lines(path / "notices.jsonl")}
    is_dev = lambda i: int(hashlib.sha1((path.name + i).encode()).hexdigest(), 16) % DEV == 0
    for q in corpus.lines(path / "questions.jsonl"):
        for i, gold in [*q["answers"].items(), *((i, []) for i in q["none"])]:
            others = [notices[o] for o in q["none"] if o != i and is_dev(o) == is_dev(i)]
            for _ in range(2 if gold and not is_dev(i) else 1):
                yield dict(group(q, notices[i], gold, others, rng), doc=f"{path.name}/{i}", dev=is_dev(i))


def main():
    out, *folders = sys.argv[1:]
    rng = random.Random(5)
    with open(out, "w") as file:
        for path in map(Path, folders):
            for g in folder(path, rng):
                file.write(json.dumps(g, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
