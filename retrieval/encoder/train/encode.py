"""Vectors of texts, and the table that compares encoders with BM25.

    encode.py SHARED --tokenizer FILE WEIGHTS... [--bits 8] [--weights 0.2,0.3,...]
"""
import argparse
import os

import numpy as np
import torch

import bert
import corpus
import sets

INSTRUCTION = "为这个句子生成表示以用于检索相关文章："
LENGTH = 384


@torch.no_grad()
def vectors(model, tokenizer, texts, prefix="", length=LENGTH, tokens=6144):
    """Unit vectors of the first token, (texts, 512)."""
    model.eval()
    ids = [[tokenizer.cls] + (tokenizer(prefix) + tokenizer(t))[:length - 2] + [tokenizer.sep] for t in texts]
    order, out, i = sorted(range(len(ids)), key=lambda i: len(ids[i])), np.zeros((len(ids), 512), np.float32), 0
    while i < len(order):
        n = max(1, tokens // len(ids[order[min(len(order) - 1, i + 64)]]))
        part = order[i:i + n]
        x = bert.pad([ids[k] for k in part])
        mask = torch.arange(x.shape[1])[None] < torch.tensor([len(ids[k]) for k in part])[:, None]
        with torch.autocast("cpu", torch.bfloat16):
            h = model(x, torch.zeros_like(x), mask)[:, 0].float()
        out[part] = torch.nn.functional.normalize(h, dim=-1).numpy()
        i += n
    return out


def recall(scores, wanted, ks=(1, 5, 10, 20)):
    top = np.argsort(-scores, 1)[:, :max(ks)]
    hit = np.array([[d in w for d in t] for t, w in zip(top, wanted)])
    return [hit[:, :k].any(1).mean() for k in ks]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("shared")
    a.add_argument("weights", nargs="+")
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--sets", default="laws,notice_qa,cmrc_trial,drcd")
    a.add_argument("--fuse", default="0.1,0.2,0.3,0.5,0.8")
    a.add_argument("--plain", action="store_true", help="no instruction before the question")
    a.add_argument("--int8", action="store_true", help="weights as the product keeps them")
    a.add_argument("--keep", help="folder to keep vectors in")
    a = a.parse_args()
    torch.set_num_threads(1)
    tokenizer = bert.Tokenizer(a.tokenizer)
    data = sets.load(a.shared, only=a.sets.split(","))
    for name, (passages, questions) in data.items():
        docs, qs, wanted = [corpus.text_of(p) for p in passages], [q for q, _ in questions], [w for _, w in questions]
        index = corpus.BM25(docs)
        b = np.stack([index.scores(q) for q in qs])
        row = lambda label, s: print(f"{name:10} {label:32}", " ".join(f"{v:.3f}" for v in recall(s, wanted)), flush=True)
        print(f"{name}: {len(docs)} passages, {len(qs)} questions, {sum(not w for w in wanted)} without a passage; R@1 R@5 R@10 R@20")
        row("BM25", b)
        for path in a.weights:
            w = bert.load(path)
            model = bert.Bert(bert.quantised(w) if a.int8 else w)
            model.int8 = a.int8
            d = vectors(model, tokenizer, docs)
            q = vectors(model, tokenizer, qs, "" if a.plain else INSTRUCTION)
            if a.keep:
                np.savez(os.path.join(a.keep, f"{name}_{os.path.basename(path)}"), d=d, q=q)
            c, label = q @ d.T, os.path.basename(path)
            row(label, c)
            for f in a.fuse.split(","):
                row(f"{label} fused {f}", corpus.fused(b, c, float(f)))


if __name__ == "__main__":
    main()
