"""BERT as small as bge-small-zh-v1.5 (4 layers x 512, 8 heads): weights, tokenizer and forward pass in torch.

Weights travel as .npz with the names word, position, token_type, eg, eb and, for each layer l,
{l}{q,k,v,o,u,d}{w,b} (x @ w + b), {l}g1, {l}b1, {l}g2, {l}b2; a head's arrays stand beside them.
"""
import json

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HEADS = 8
EMBEDDINGS = ("word", "position", "token_type", "eg", "eb")


def load(path):
    """Weights by name, float32, of a .npz or of the float ONNX file that the base model comes as."""
    if path.endswith(".npz"):
        return {k: np.asarray(v, np.float32) for k, v in np.load(path).items()}
    import base
    return base.read(path)


class Bert(nn.Module):
    """The network. `extra` names arrays of heads, with their shapes, drawn small when the weights lack them.

    With `int8` set, activations are rounded as the product does, a scale a token (see quantised for the weights).
    The embeddings and the `still` lowest layers do not learn: one table serves every network of the product."""

    def __init__(self, weights, extra=(), still=0, dropout=0.1):
        super().__init__()
        generator = torch.Generator().manual_seed(1)
        self.layers = sum(k.endswith("qw") for k in weights)
        self.dropout, self.int8 = dropout, False
        self.p = nn.ParameterDict()
        wanted = {k: v for k, v in weights.items() if k in EMBEDDINGS or k[0].isdigit()}
        for k, v in wanted.items():
            self.p[k] = nn.Parameter(torch.tensor(v), requires_grad=k[0].isdigit() and int(k[0]) >= still)
        for k, shape in dict(extra).items():
            start = torch.tensor(weights[k]) if k in weights else torch.randn(shape, generator=generator) * 0.02 * bool(shape)
            self.p[k] = nn.Parameter(start)

    def forward(self, ids, segments, mask):
        """Last hidden states, (batch, tokens, 512). mask is True where a token stands."""
        p, (b, t) = self.p, ids.shape
        # One mask for all tokens of a text: drawing one a token took a tenth of the time.
        drop = lambda x: x * F.dropout(x.new_ones(x.shape[0], 1, x.shape[-1]), self.dropout) if self.training else x
        norm = lambda x, g, c: F.layer_norm(x.float(), x.shape[-1:], g, c, 1e-12)
        x = drop(norm(F.embedding(ids, p["word"]) + p["position"][:t] + F.embedding(segments, p["token_type"]), p["eg"], p["eb"]))
        rounded = lambda x: x if not self.int8 else (lambda s: (x.float() / s).round() * s)(x.float().abs().amax(-1, keepdim=True) / 127 + 1e-9)
        linear = lambda x, w, b: F.linear(rounded(x), w.t(), b)
        allowed = None if bool(mask.all()) else mask[:, None, None, :]
        for l in range(self.layers):
            w = torch.cat([p[f"{l}{s}w"] for s in "qkv"], 1)
            c = torch.cat([p[f"{l}{s}b"] for s in "qkv"])
            q, k, v = linear(x, w, c).view(b, t, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
            # Written out: on a CPU in bfloat16 twice as fast as scaled_dot_product_attention.
            s = (q * (q.shape[-1] ** -0.5)) @ k.transpose(-1, -2)
            s = s if allowed is None else s.masked_fill(~allowed, -1e4)
            a = (s.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, t, -1)
            x = norm(x + drop(linear(a, p[f"{l}ow"], p[f"{l}ob"])), p[f"{l}g1"], p[f"{l}b1"])
            h = F.gelu(linear(x, p[f"{l}uw"], p[f"{l}ub"]))
            x = norm(x + drop(linear(h, p[f"{l}dw"], p[f"{l}db"])), p[f"{l}g2"], p[f"{l}b2"])
        return x

    def arrays(self):
        return {k: v.detach().float().numpy() for k, v in self.p.items()}


def save(path, model, card):
    """Writes the arrays to PATH.npz and what they are to PATH.json."""
    arrays = model if isinstance(model, dict) else model.arrays()
    np.savez(path, **arrays)
    with open(path.removesuffix(".npz") + ".json", "w") as f:
        json.dump(card, f, ensure_ascii=False, indent=1)


def fold(text):
    """Traditional to simplified, character by character; anything else as it is."""
    if not hasattr(fold, "convert"):
        from opencc import OpenCC
        fold.convert = OpenCC("t2s").convert
    if text.isascii():
        return text
    out = fold.convert(text)
    return out if len(out) == len(text) else text


class Tokenizer:
    """WordPiece of the base model; ids of a text without special tokens, kept for texts that come again."""

    def __init__(self, path):
        from tokenizers import Tokenizer as Fast
        self.fast = Fast.from_file(path)
        self.cls, self.sep, self.pad = (self.fast.token_to_id(f"[{s}]") for s in ("CLS", "SEP", "PAD"))
        self.kept = {}

    def __call__(self, text):
        if text not in self.kept:
            self.kept[text] = self.fast.encode(fold(text), add_special_tokens=False).ids
        return self.kept[text]

    def offsets(self, text):
        """ids and, for each, where its characters begin."""
        e = self.fast.encode(fold(text), add_special_tokens=False)
        return e.ids, [o[0] for o in e.offsets]


def pad(rows, value=0, multiple=1):
    """The rows as one tensor, filled up with `value` to the longest, and that to a multiple."""
    t = -(-max(map(len, rows)) // multiple) * multiple
    return torch.tensor([list(r) + [value] * (t - len(r)) for r in rows])


def rates(model, lr, lower=1.0, decay=0.01):
    """Parameter groups: the rate falls by `lower` for each layer below the last; heads learn at five times the rate."""
    groups = []
    for k, v in model.p.items():
        if not v.requires_grad:
            continue
        rate = lr * lower ** (model.layers - 1 - int(k[0])) if k[0].isdigit() else lr * 5
        groups.append(dict(params=[v], lr=rate, base=rate, weight_decay=decay if v.ndim > 1 else 0.0))
    return groups


def schedule(optimizer, done, warm=0.03, cool=0.4):
    """Warm-up, constant, linear cool-down; `done` is the share of the work behind us."""
    f = min(1.0, (done + 1e-4) / warm, max(0.0, (1 - done) / cool))
    for g in optimizer.param_groups:
        g["lr"] = g["base"] * f


def quantised(weights):
    """The weights as int8 with a scale for each output column, back in float32: what the product computes with."""
    out = {}
    for k, v in weights.items():
        if v.ndim == 2 and k[0].isdigit():
            s = np.abs(v).max(0, keepdims=True) / 127 + 1e-12
            v = np.round(v / s) * s
        elif k == "word":
            s = np.abs(v).max(1, keepdims=True) / 127 + 1e-12
            v = np.round(v / s) * s
        out[k] = v.astype(np.float32)
    return out
