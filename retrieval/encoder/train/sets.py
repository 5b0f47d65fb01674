"""The sets that search is measured on: passages, questions and, for each question, what must be found.

A question of a law or notice set wants its evidence: each string of it in one of the passages of the named
documents; found at k when a passage that holds one of them is among the first k (`any`).
"""
import collections
import os

import corpus


def evidence_set(passages, cases):
    """[(question, set of passage indexes)] of the answerable cases whose evidence some passage holds, and how many none holds."""
    by = collections.defaultdict(list)
    keys = [corpus.key("".join(p["sents"])) for p in passages]
    for i, p in enumerate(passages):
        by[p["doc"]].append(i)
    out, lost = [], 0
    for c in cases:
        if not c["answerable"]:
            continue
        want = [corpus.key(e) for e in c["evidence"]]
        docs = c.get("notices") or [c.get("law") or c.get("notice")]
        hit = {i for d in docs for i in by[d] if any(e in keys[i] for e in want)}
        if not hit:  # evidence across a border of two passages: its longest half
            half = [h for e in want for h in (e[:len(e) // 2], e[len(e) // 2:]) if len(h) > 7]
            hit = {i for d in docs for i in by[d] if any(h in keys[i] for h in half)}
        lost += not hit
        out.append((corpus.question_of(c), hit))
    return out, lost


def reading_set(path):
    docs = corpus.lines(os.path.join(path, "corpus.jsonl"))
    at = {d["id"]: i for i, d in enumerate(docs)}
    rel = collections.defaultdict(set)
    with open(os.path.join(path, "qrels.tsv")) as f:
        for line in f.read().splitlines()[1:]:
            q, d, r = line.split("\t")
            if int(r) > 0:
                rel[q].add(at[d])
    passages = [dict(doc=d["id"], title=corpus.fold(d["title"]), heading="", sents=[corpus.fold(d["text"])]) for d in docs]
    return passages, [(corpus.fold(q["question"]), rel[q["id"]]) for q in corpus.lines(os.path.join(path, "queries.jsonl"))]


def load(shared, size=corpus.SIZE, only=("laws", "notice_qa", "cmrc_trial", "drcd")):
    """name -> (passages, [(question, wanted)])"""
    out, data = {}, os.path.join(shared, "data")
    if "laws" in only:
        ps = corpus.folder(os.path.join(data, "laws_education"), size)
        cases = [c for n in "ab" for c in corpus.lines(os.path.join(shared, "eval", f"laws_{n}.jsonl"))]
        out["laws"] = ps, evidence_set(ps, cases)[0]
    if "notice_qa" in only:
        ps = corpus.folder(os.path.join(data, "notice_qa", "notices"), size)
        out["notice_qa"] = ps, evidence_set(ps, corpus.lines(os.path.join(data, "notice_qa", "cases.jsonl")))[0]
    if "cmrc_trial" in only:
        out["cmrc_trial"] = reading_set(os.path.join(data, "cmrc_trial"))
    if "drcd" in only:
        out["drcd"] = reading_set(os.path.join(data, "drcd_dev_simpq_phrases"))
    return out
