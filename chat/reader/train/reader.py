"""The reader: [CLS] question [SEP] title。heading。passage [SEP] -> a logit for each sentence, one for "not here",
and, to help training, where an answer begins and ends. With a statement in the question's place a further head says
whether the passage bears it.

A group is one question with its passages: {q, src, rows: [{title, heading, sents, gold: [index], span: [sentence, start, end] or null}]}.
A sentence's score is its logit less its passage's "not here"; scores of all passages of a question are compared with
each other and with zero, which stands for "none of them answers". A group with a `label` is a statement (`q`), borne (1) or not (0) by its one row; where a
true one is followed by a false one of the same passage, they are set against each other as well.
"""
import json
import os
import random
import sys

import numpy as np
import torch
from torch.nn import functional as F

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../retrieval/encoder/train"))
import bert  # noqa: E402

LENGTH = 384
QUESTION = 96
TITLE = 40
HEADS = dict(pool=(512,), sw=(512,), sb=(), nw=(512,), nb=(), span=(512, 2), cw=(512,), cb=())


class Reader(bert.Bert):
    def __init__(self, weights, **options):
        super().__init__(weights, extra=HEADS, **options)

    def forward(self, ids, segments, mask, sentence):
        """ids (B, T), sentence (B, T) with 0 where no sentence stands -> logits (B, 1+S), spans (B, T, 2), borne (B)."""
        with torch.autocast("cpu", torch.bfloat16):
            h = super().forward(ids, segments, mask)
        p, (b, t), most = self.p, ids.shape, int(sentence.max())
        weight = torch.exp((h @ p["pool"]).clamp(-8, 8)) * (sentence > 0)
        slot = (sentence + torch.arange(b)[:, None] * (most + 1)).reshape(-1)
        total = torch.zeros(b * (most + 1)).index_add(0, slot, weight.reshape(-1))
        pooled = torch.zeros(b * (most + 1), h.shape[-1]).index_add(0, slot, (h * weight[..., None]).reshape(b * t, -1))
        z = ((pooled / (total[:, None] + 1e-6)) @ p["sw"] + p["sb"]).view(b, most + 1)[:, 1:]
        z = z.masked_fill(total.view(b, most + 1)[:, 1:] == 0, -1e4)
        null = h[:, 0] @ p["nw"] + p["nb"]
        allowed = (sentence > 0) | (torch.arange(t) == 0)
        span = (h @ p["span"]).masked_fill(~allowed[..., None], -1e4)
        return torch.cat([null[:, None], z], 1), span, h[:, 0] @ p["cw"] + p["cb"]


def features(tokenizer, question, row, length=LENGTH):
    """(ids, where the second segment begins, sentence of each token, start, end, gold) of one row."""
    ids = [tokenizer.cls] + tokenizer(question)[:QUESTION] + [tokenizer.sep]
    begins = len(ids)
    for part in (row.get("title"), row.get("heading")):
        if part:
            ids = ids + tokenizer(part)[:TITLE] + tokenizer("。")
    sentence, start, end = [0] * len(ids), 0, 0
    for i, s in enumerate(row["sents"]):
        span = row.get("span")
        if span and span[0] == i:
            t, at = tokenizer.offsets(s)
            inside = [k for k in range(len(t)) if span[1] <= at[k] < span[2]]
            if inside and len(ids) + inside[-1] < length - 1:
                start, end = len(ids) + inside[0], len(ids) + inside[-1]
        else:
            t = tokenizer(s)
        ids, sentence = ids + t, sentence + [i + 1] * len(t)
    ids, sentence = ids[:length - 1] + [tokenizer.sep], sentence[:length - 1] + [0]
    return ids, begins, sentence, start, end, [g for g in row.get("gold", []) if g + 1 in sentence]


def tensors(fs):
    ids = bert.pad([f[0] for f in fs])
    t = ids.shape[1]
    length = torch.tensor([len(f[0]) for f in fs])[:, None]
    begins = torch.tensor([f[1] for f in fs])[:, None]
    place = torch.arange(t)[None]
    mask = place < length
    return ids, ((place >= begins) & mask).long(), mask, bert.pad([f[2] for f in fs])


def chunks(fs, tokens):
    """Indexes of rows of like length, about `tokens` tokens a chunk."""
    order, out = sorted(range(len(fs)), key=lambda i: len(fs[i][0])), []
    for i in order:
        if out and (len(out[-1]) + 1) * len(fs[i][0]) <= tokens:
            out[-1].append(i)
        else:
            out.append([i])
    return out


def loss(model, groups, labels, tokens=4096):
    """Mean over the groups of: the group's choice against all its sentences and "none"; each passage's own choice; spans.

    groups are lists of features; a label that is not None makes the group a statement. Returns the loss and, as
    numbers, that of choosing and that of judging statements."""
    fs = [f for g in groups for f in g]
    owner = [n for n, g in enumerate(groups) for _ in g]
    scores, golds, parts, spans, said = [None] * len(fs), [None] * len(fs), [], [], {}
    for part in chunks(fs, tokens):
        z, sp, c = model(*tensors([fs[i] for i in part]))
        for k, i in enumerate(part):
            if labels[owner[i]] is not None:
                said[owner[i]] = c[k]
                continue
            _, _, _, start, end, gold = fs[i]
            n = max(fs[i][2])
            row = z[k, :n + 1]
            right = torch.zeros(n + 1, dtype=torch.bool)
            right[[g + 1 for g in gold] or [0]] = True
            parts.append(-torch.logsumexp(F.log_softmax(row, -1)[right], 0))
            scores[i], golds[i] = row[1:] - row[0], right[1:]
            if start or not gold:
                s = F.log_softmax(sp[k], 0)
                spans.append(-(s[start, 0] + s[end, 1]))
    whole = []
    for n in range(len(groups)):
        rows = [i for i in range(len(fs)) if owner[i] == n]
        if labels[n] is not None:
            continue
        s = torch.cat([torch.zeros(1)] + [scores[i] for i in rows])
        g = torch.cat([torch.zeros(1, dtype=torch.bool)] + [golds[i] for i in rows])
        if not g.any():
            g[0] = True
        whole.append(-torch.logsumexp(F.log_softmax(s, 0)[g], 0))
    borne = [F.binary_cross_entropy_with_logits(c, torch.tensor(float(labels[n]))) for n, c in said.items()]
    borne += [F.softplus(said[n + 1] - c) for n, c in said.items() if labels[n] == 1 and n + 1 in said and labels[n + 1] == 0]
    total = lambda x: torch.stack(x).sum() if x else torch.zeros(())
    l = total(whole) + 0.5 * total(parts) * (len(whole) / max(1, len(parts))) + 0.15 * total(spans) * (len(whole) / max(1, len(spans)))
    mean = lambda x: total(x).item() / max(1, len(x))
    return (l + total(borne)) / len(groups), mean(whole), mean(borne)


def parted(top, right, answerable):
    """Of arrays over questions: how often the best sentence is right where one answers, and how well its score parts those (AUC)."""
    a, b = top[answerable], top[~answerable]
    auc = (a[:, None] > b[None]).mean() if len(a) and len(b) else 0
    return dict(sentence=round(float(right[answerable].mean()), 3), auc=round(float(auc), 3))


@torch.no_grad()
def scores(model, tokenizer, pairs, tokens=6144, length=LENGTH):
    """For each (question, row) the scores of its sentences."""
    model.eval()
    fs = [features(tokenizer, q, dict(row, gold=[], span=None), length) for q, row in pairs]
    out = [None] * len(fs)
    for part in chunks(fs, tokens):
        z = model(*tensors([fs[i] for i in part]))[0]
        for k, i in enumerate(part):
            n = max(fs[i][2])
            s = (z[k, 1:n + 1] - z[k, 0]).tolist()
            out[i] = s + [-99.0] * (len(pairs[i][1]["sents"]) - n)
    return out


@torch.no_grad()
def borne(model, tokenizer, pairs, tokens=6144, length=LENGTH):
    """For each (statement, row) the log-odds that the passage bears the statement."""
    model.eval()
    fs = [features(tokenizer, q, dict(row, gold=[], span=None), length) for q, row in pairs]
    out = [None] * len(fs)
    for part in chunks(fs, tokens):
        for i, c in zip(part, model(*tensors([fs[i] for i in part]))[2].tolist()):
            out[i] = c
    return out
