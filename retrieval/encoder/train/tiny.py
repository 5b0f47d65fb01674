"""Makes the small network of chance weights that the tests of package encoder run, and what they expect of it.

    python tiny.py ../testdata

Needs numpy, scipy, tokenizers.
"""
import json
import pathlib
import sys

import numpy as np
import tokenizers

import export
import reference
import weights

HIDDEN, WIDE, LAYERS, POSITIONS, HEAD = 64, 128, 2, 48, 32

TOKENS = (["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + list("教师补贴学生幼儿园小中招人年月日元万岁本市户口第条之一二三十的是在和对于不得民办公〇①") + list("，。、：；？！（）《》〈〉“”,.:;?!()-+%/") + list("0123456789abcdefghijklmnopqrstuvwxyz")
          + ["##" + c for c in "0123456789abcdeginrst〇①"] + ["20", "##26", "2023", "##00", "phone", "##phone", "gdp", "café", "ａ", "→"])

TEXTS = ["教师补贴", "2026年，教师每月补贴600元。", "", " \t\n", "小学(含民办)招生3000人", "師補貼", "ｉＰｈｏｎｅ GDP Café", "一〇〇①人", "教\x00师\u200b补\ufffd贴", "20\u200b26年",
         "iphonephone gdp2023", "x" * 101, "x" * 100, "教师" * 40, "😀→教師", "[CLS]教师[SEP]", "a\u0301b", "幼儿园\u3000小学\u00a0中学", "第１２条", "ⅷ〇A①B→c"]


def arrays(rng):
    """A network of chance weights, with a few large columns, as trained ones have."""
    def normal(*shape, size):
        return (rng.standard_normal(shape) * size).astype(np.float32)

    a = {"word": normal(len(TOKENS), HIDDEN, size=1), "position": normal(POSITIONS, HIDDEN, size=.3), "token_type": normal(2, HIDDEN, size=.3)}
    sizes = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "o": (HIDDEN, HIDDEN), "u": (HIDDEN, WIDE), "d": (WIDE, HIDDEN)}
    for l in range(LAYERS):
        for part, (rows, columns) in sizes.items():
            a[f"{l}{part}w"], a[f"{l}{part}b"] = normal(rows, columns, size=rows ** -.5), normal(columns, size=.1)
    for gain, bias in [("eg", "eb")] + [(f"{l}g{n}", f"{l}b{n}") for l in range(LAYERS) for n in (1, 2)]:
        a[gain], a[bias] = 1 + normal(HIDDEN, size=.1), normal(HIDDEN, size=.1)
        a[gain][7] = 6
    a["score.w"], a["score.b"] = normal(HIDDEN, 3, size=.1), normal(3, size=.1)
    return a


def tokenizer():
    t = tokenizers.Tokenizer(tokenizers.models.WordPiece({w: i for i, w in enumerate(TOKENS)}, unk_token="[UNK]", max_input_chars_per_word=100))
    t.normalizer = tokenizers.normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=False, lowercase=False)
    t.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return t


def cut(folded, text):
    """The tokens of a text, [number, first byte, last byte + 1]."""
    bytes_before = np.cumsum([0] + [len(c.encode()) for c in text])
    e = folded.tokenizer.encode(text.translate(folded.table))
    return [[i, int(bytes_before[a]), int(bytes_before[b])] for i, (a, b) in zip(e.ids, e.offsets)]


def inputs(rng):
    """Token numbers and segments, of odd lengths."""
    for n in (1, 2, 17, 33, POSITIONS):
        yield rng.integers(0, len(TOKENS), n), np.sort(rng.integers(0, 2, n))


def main(folder):
    rng = np.random.default_rng(13)
    held, folded = arrays(rng), export.Folded(tokenizer(), range(len(TOKENS)))
    cases = list(inputs(rng))
    exact = reference.Float(held, HIDDEN // HEAD)
    for ids, segments in cases:
        exact(ids, segments)
    quantized = reference.Quantized(held, HIDDEN // HEAD, reference.smoothing(exact))
    header = {"name": "tiny", "base": "chance", **export.shape(held, HEAD), "query_prefix": "教师", "vocabulary": TOKENS}
    weights.write(folder / "tiny.bin", header, export.tensors(held, quantized))
    write(folder / "tokens.json", [{"text": t, "tokens": cut(folded, t)} for t in TEXTS])
    write(folder / "tiny.json", [{"tokens": ids.tolist(), "segments": segments.tolist(),
                                  "hidden": quantized(ids, segments).ravel().round(3).tolist()} for ids, segments in cases])


def write(path, cases):
    with open(path, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases) + "\n]\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
