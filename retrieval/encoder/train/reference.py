"""BERT in NumPy: in float32, as training has it, and with the weights and activations of the weights file."""
import numpy as np
from scipy.special import erf

EPSILON = 1e-12


def norm(x, g, b):
    d = x - x.mean(-1, keepdims=True)
    return d / np.sqrt((d * d).mean(-1, keepdims=True) + np.float32(EPSILON)) * g + b


def quantize_columns(w):
    """int8 [in, out] and the scale of each column."""
    scale = np.maximum(np.abs(w).max(0), 1e-12).astype(np.float32) / 127
    return np.clip(np.rint(w / scale), -127, 127).astype(np.int8), scale


def quantize_rows(w):
    """int8 [n, width] and the scale of each row."""
    q, scale = quantize_columns(w.T)
    return np.ascontiguousarray(q.T), scale


def quantize_activations(x, smooth):
    """What the kernels make of a row before a product: whole numbers in -127 … 127, and the scale of each row."""
    x = x * smooth
    scale = np.maximum(np.abs(x).max(-1, keepdims=True), 1e-30)
    return np.rint(x * (127 / scale)), scale / 127


class Float:
    """The network of an .npz, arrays named as export.py documents."""

    def __init__(self, arrays, heads):
        self.p, self.heads = arrays, heads
        self.layers = sum(k[1:] == "qw" for k in arrays)
        self.seen = {}  # the largest magnitude of each activation, by layer and part

    def linear(self, x, layer, part):
        top = np.abs(x).max(0)
        self.seen[layer, part] = np.maximum(self.seen.get((layer, part), 0), top)
        return x @ self.p[f"{layer}{part}w"] + self.p[f"{layer}{part}b"]

    def embed(self, ids, segments):
        p = self.p
        return p["word"][ids] + p["position"][:len(ids)] + p["token_type"][segments]

    def __call__(self, ids, segments=None):
        """The hidden vectors, [tokens, width], of one text."""
        p, n = self.p, len(ids)
        x = norm(self.embed(ids, np.zeros(n, int) if segments is None else segments), p["eg"], p["eb"])
        for l in range(self.layers):
            q, k, v = (self.linear(x, l, s).reshape(n, self.heads, -1).transpose(1, 0, 2) for s in "qkv")
            s = q @ k.transpose(0, 2, 1) / np.float32(np.sqrt(q.shape[-1]))
            s = np.exp(s - s.max(-1, keepdims=True))
            s /= s.sum(-1, keepdims=True)
            o = (s @ v).transpose(1, 0, 2).reshape(n, -1)
            x = norm(x + self.linear(o, l, "o"), p[f"{l}g1"], p[f"{l}b1"])
            h = self.linear(x, l, "u")
            h = h * np.float32(0.5) * (1 + erf(h * np.float32(0.5 ** 0.5)))
            x = norm(x + self.linear(h, l, "d"), p[f"{l}g2"], p[f"{l}b2"])
        return x


class Quantized(Float):
    """The same with what the weights file holds: int8 matrices and embeddings, activations in int8 by token."""

    def __init__(self, arrays, heads, smooth):
        super().__init__(arrays, heads)
        self.smooth, self.q = smooth, {}
        for l in range(self.layers):
            for s in "qkvoud":
                self.q[l, s] = quantize_columns(arrays[f"{l}{s}w"] / self.factor(l, s)[:, None])
        self.p = dict(arrays)
        for k in ("word", "position"):
            q, scale = quantize_rows(arrays[k])
            self.p[k] = q * scale[:, None]

    def factor(self, l, s):
        """What activations are multiplied by before they are quantised; weights are divided by it."""
        got = self.smooth.get((l, s))
        return np.ones(len(self.p[f"{l}{s}w"]), np.float32) if got is None else got

    def linear(self, x, layer, part):
        w, column = self.q[layer, part]
        q, row = quantize_activations(x, self.factor(layer, part))
        return (q @ w.astype(np.float32)) * row * column + self.p[f"{layer}{part}b"]


def smoothing(network, strength=0.8):
    """The factors that even out the activations that network has seen, where some columns are far larger than others:
    those that come out of a layer norm. Xiao et al., SmoothQuant (2022), formula 4."""
    factors = {}
    for l in range(network.layers):
        for parts in ("qkv", "u"):
            w = np.concatenate([network.p[f"{l}{s}w"] for s in parts], 1)
            f = np.maximum(network.seen[l, parts[0]], 1e-6) ** strength / np.maximum(np.abs(w).max(1), 1e-6) ** (1 - strength)
            f = (np.exp(np.log(f).mean()) / f).astype(np.float32)
            for s in parts:
                factors[l, s] = f
    return factors
