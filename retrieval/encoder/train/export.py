"""Makes the weights file of package encoder from a float .npz, and the vectors that its tests expect.

    python base.py bge-small-zh-v1.5.onnx base.npz
    python export.py base.npz bge-small-zh-v1.5-tokenizer.json ../weights.bin --name wence-zh-512 \\
        --golden ../testdata/vectors.json [--float bge-small-zh-v1.5.onnx] [--check ../../../../shared/data]

Arrays of the .npz, float32: word [tokens, width], position, token_type; eg, eb, the norm of the embeddings; for layer l
{l}{q,k,v,o,u,d}w [in, out] and b (query, key, value, attention's output, up, down), {l}g1, b1, g2, b2, the norms. What
else it holds are heads and goes into the file as float32, named head.NAME.

What is done to it:
  - of the vocabulary stays what can occur (vocabulary.py); --check holds that against texts;
  - positions beyond 512 go;
  - matrices become int8 with a scale a column, word and position embeddings int8 with a scale a row;
  - activations are smoothed where some columns are far larger than others, by what the samples' texts show.

Needs numpy, scipy, tokenizers; --float also onnx, onnxruntime.
"""
import argparse
import collections
import json
import pathlib
import re

import numpy as np
import tokenizers

import reference
import vocabulary
import weights

SAMPLES = pathlib.Path(__file__).parents[3] / "ingest" / "samples" / "notices"
POSITIONS = 512


def read_tokenizer(path):
    """Returns the tokenizer in the file and its tokens in order."""
    t = tokenizers.Tokenizer.from_file(str(path))
    t.no_truncation()
    vocab = t.get_vocab()
    return t, sorted(vocab, key=vocab.get)


class Folded:
    """The tokenizer on folded text, as package encoder has it."""

    def __init__(self, tokenizer, kept):
        self.tokenizer = tokenizer
        self.table = vocabulary.fold_table(vocabulary.read_t2s()[0])
        self.number = {old: new for new, old in enumerate(kept)}
        self.unknown = self.number[tokenizer.token_to_id("[UNK]")]

    def old(self, text):
        """Numbers in the whole vocabulary, with [CLS] and [SEP]."""
        return self.tokenizer.encode(text.translate(self.table)).ids

    def __call__(self, text):
        """Numbers in the trimmed vocabulary, with [CLS] and [SEP]."""
        return [self.number.get(i, self.unknown) for i in self.old(text)]


def read_text(path):
    """Returns the text in a file, UTF-8 or GB 18030."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def sample_texts(n=120, width=160):
    """Pieces of the samples' notices, which calibrate the quantisation."""
    texts = []
    for path in sorted(SAMPLES.iterdir()):
        text = re.sub(r"<[^>]*>|\s+", "", read_text(path))
        texts += [text[i:i + width] for i in range(0, len(text), width)]
    return texts[::max(1, len(texts) // n)]


def golden_texts():
    """Texts that the tests compare vectors of: questions, passages, and what is odd."""
    long = sample_texts(8, 300)
    return ["班主任津贴是多少?", "外地户口的孩子怎么在本市上小学", "小孩多大要上学", "教师每月补贴600元", "津", "ABC班2023年招生120人",
            "普惠性民辦園的生均補助標準", "一、(一)1. 第三条 附件:GDP增长5.2%", "ｉＰｈｏｎｅ手機 café naïve", "𠮷野家 \x00\u200b教师\ufffd😀", long[0], long[3], long[5]]


def shape(arrays, head=64):
    """The sizes of the network for the header; head is the width of an attention head."""
    layers = sum(k[1:] == "qw" for k in arrays)
    hidden = arrays["word"].shape[1]
    return {"layers": layers, "hidden": hidden, "heads": hidden // head, "intermediate": arrays["0uw"].shape[1],
            "positions": len(arrays["position"]), "epsilon": reference.EPSILON}


def tensors(arrays, quantized):
    """The tensors of the file, in order."""
    for name in ("word", "position"):
        q, scale = reference.quantize_rows(arrays[name])
        yield name, q
        yield name + ".scale", scale
    yield "segment", arrays["token_type"]
    yield "norm.gain", arrays["eg"]
    yield "norm.bias", arrays["eb"]
    for l in range(quantized.layers):
        for name, parts in (("qkv", "qkv"), ("out", "o"), ("up", "u"), ("down", "d")):
            yield f"{l}.{name}", np.concatenate([quantized.q[l, s][0] for s in parts], 1)
            yield f"{l}.{name}.scale", np.concatenate([quantized.q[l, s][1] for s in parts])
            yield f"{l}.{name}.bias", np.concatenate([arrays[f"{l}{s}b"] for s in parts])
            yield f"{l}.{name}.smooth", quantized.factor(l, parts[0])
        for n in (1, 2):
            yield f"{l}.norm{n}.gain", arrays[f"{l}g{n}"]
            yield f"{l}.norm{n}.bias", arrays[f"{l}b{n}"]
    body = re.compile(r"word|position|token_type|e[gb]|\d+([qkvoud][wb]|[gb][12])")
    for name in sorted(arrays):
        if not body.fullmatch(name):
            yield "head." + name, arrays[name]


def unit(v):
    return v / np.linalg.norm(v)


def golden(path, folded, exact, quantized, session):
    """Writes the vectors of the golden texts, and prints how near they are to the float network's."""
    cases, cosines = [], []
    for text in golden_texts():
        ids = folded(text)[:POSITIONS]
        vector, want = unit(quantized(ids)[0]), unit(exact(ids)[0])
        cosines.append(vector @ want)
        cases.append({"text": text, "ids": ids, "quantized": [round(float(v), 5) for v in vector], "float": [round(float(v), 5) for v in want]})
        if session is not None:
            old = np.array(folded.old(text)[:POSITIONS])[None]
            out = session.run(None, {"input_ids": old, "attention_mask": np.ones_like(old), "token_type_ids": np.zeros_like(old)})
            print(f"float to onnxruntime {unit(out[0][0][0]) @ want:.6f}, quantised to float {cosines[-1]:.5f}: {text[:20]!r}")
    print(f"quantised to float: mean cosine {np.mean(cosines):.5f}, least {np.min(cosines):.5f}")
    with open(path, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases) + "\n]\n")


def check(root, folded):
    """Counts the tokens of every text below root that trimming has made unknown."""
    total, lost = 0, collections.Counter()
    for path in sorted(pathlib.Path(root).rglob("*")):
        if path.is_dir():
            continue
        try:
            text = read_text(path)
        except UnicodeDecodeError:  # no text
            continue
        if path.suffix in (".json", ".jsonl"):  # as they are written, so escapes undone
            text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text).replace("\\n", "\n")
        for encoded in folded.tokenizer.encode_batch([l.translate(folded.table) for l in text.split("\n")], add_special_tokens=False):
            total += len(encoded.ids)
            lost.update(folded.tokenizer.id_to_token(i) for i in encoded.ids if i not in folded.number)
    print(f"{root}: {total} tokens, {sum(lost.values())} lost to trimming {dict(lost.most_common(20))}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("npz")
    p.add_argument("tokenizer")
    p.add_argument("out")
    p.add_argument("--name", required=True, help="what the vectors are called in a store")
    p.add_argument("--base", default="BAAI/bge-small-zh-v1.5", help="what the network was made from")
    p.add_argument("--query-prefix", default="", help="what is written before a question")
    p.add_argument("--golden", help="where to write the vectors that the tests expect")
    p.add_argument("--float", help="the ONNX file of the float network, to compare with")
    p.add_argument("--check", help="a folder of texts on which trimming may change nothing")
    a = p.parse_args()

    arrays = {k: np.asarray(v, np.float32) for k, v in np.load(a.npz).items()}
    tokenizer, tokens = read_tokenizer(a.tokenizer)
    kept = vocabulary.trim(tokens)
    folded = Folded(tokenizer, kept)
    arrays["word"], arrays["position"] = arrays["word"][kept], arrays["position"][:POSITIONS]
    if a.check:
        check(a.check, folded)
    sizes = shape(arrays)
    exact = reference.Float(arrays, sizes["heads"])
    for text in sample_texts():
        exact(folded(text)[:POSITIONS])
    quantized = reference.Quantized(arrays, sizes["heads"], reference.smoothing(exact))
    header = {"name": a.name, "base": a.base, **sizes, "query_prefix": a.query_prefix, "vocabulary": [tokens[i] for i in kept]}
    digest = weights.write(a.out, header, tensors(arrays, quantized))
    print(f"{a.out}: {pathlib.Path(a.out).stat().st_size} bytes, {len(kept)} tokens, sha256 {digest}")
    if a.golden:
        session = None
        if a.float:
            import onnxruntime
            session = onnxruntime.InferenceSession(a.float, providers=["CPUExecutionProvider"])
        golden(a.golden, folded, exact, quantized, session)


if __name__ == "__main__":
    main()
