"""mrc.py DIR OUT [NAME...]: groups of the reading-comprehension files cmrc2018_dev, drcd_dev and squad2_zh_dev.

An answerable question gets the window with its answer, sometimes the same without the answering sentence, and a window
that BM25 takes for it; an unanswerable one the windows of its context that come nearest.
"""
import json
import os
import random
import sys

import reader  # noqa: F401  (sets the path)
import bert
import corpus


def questions(path):
    for article in json.load(open(path))["data"]:
        for paragraph in article["paragraphs"]:
            text = bert.fold(paragraph["context"])
            for q in paragraph["qas"]:
                answer = next((a for a in q["answers"] if a["answer_start"] >= 0
                               and text[a["answer_start"]:a["answer_start"] + len(a["text"])] == bert.fold(a["text"])), None)
                if answer or q.get("is_impossible"):
                    span = (answer["answer_start"], answer["answer_start"] + len(answer["text"])) if answer else None
                    yield bert.fold(article.get("title", "") or "").replace("_", " "), text, bert.fold(q["question"]), span


def split(text):
    return [(m.start(), m.group()) for m in corpus.END.finditer(text) if any(c.isalnum() for c in m.group())]


def windows(ss, most):
    out, n = [], most + 1
    for i, (_, s) in enumerate(ss):
        if n + len(s) > most:
            out.append([])
            n = 0
        out[-1].append(i)
        n += len(s)
    return out


def groups(path, rng):
    rows = list(questions(path))
    titles = {text: title for title, text, _, _ in rows}
    cut = {text: split(text) for text in titles}
    pieces = [(text, w) for text in titles for w in windows(cut[text], rng.choice((160, 240, 320)))]
    body = lambda text, w: "".join(cut[text][i][1] for i in w)
    index = corpus.BM25([body(*p) for p in pieces])
    own = {}
    for n, (text, _) in enumerate(pieces):
        own.setdefault(text, []).append(n)
    row = lambda text, w, gold=(), span=None: dict(title=titles[text], heading="", sents=[cut[text][i][1] for i in w], gold=list(gold), span=span)
    for title, text, question, span in rows:
        found = index.scores(question)
        if not span:
            best = sorted(own[text], key=lambda n: -found[n])[:1 + (rng.random() < 0.35)]
            yield dict(q=question, src="near", rows=[row(text, pieces[n][1]) for n in best])
            continue
        ss, answer = cut[text], text[span[0]:span[1]]
        g = next((i for i, (at, s) in enumerate(ss) if at <= span[0] < at + len(s)), None)
        if g is None or len(ss[g][1]) > 250:
            continue
        w = next(pieces[n][1] for n in own[text] if g in pieces[n][1])
        at = span[0] - ss[g][0]
        out = [row(text, w, [w.index(g)], [w.index(g), at, min(at + len(answer), len(ss[g][1]))])]
        rest = [i for i in w if i != g]
        if rest and rng.random() < 0.25 and answer not in body(text, rest):
            yield dict(q=question, src="without", rows=[row(text, rest)])
        order = found.argsort()[::-1][:10]
        others = [pieces[n] for n in order if answer not in body(*pieces[n]) and not (pieces[n][0] == text and g in pieces[n][1])][:5]
        if others and rng.random() < 0.6:
            out.append(row(*rng.choice(others)))
        yield dict(q=question, src="pos", rows=out)


if __name__ == "__main__":
    rng = random.Random(7)
    with open(sys.argv[2], "w") as out:
        for name in sys.argv[3:] or ("cmrc2018_dev", "drcd_dev", "squad2_zh_dev"):
            n = 0
            for g in groups(os.path.join(sys.argv[1], name + ".json"), rng):
                out.write(json.dumps(g, ensure_ascii=False) + "\n")
                n += 1
            print(name, n, "groups")
