"""Makes the vectors that the tests expect of a weights file, from the file alone.

    python golden.py ../weights.bin ../testdata/vectors.json

The texts and their tokens stay as the second file has them. "quantized" is the reference with the file's weights and
activations in int8, "float" the same weights with activations in float32. Needs numpy, scipy.
"""
import json
import sys

import numpy as np

import reference
import unpack
import weights


class Stored(reference.Quantized):
    """The network of a weights file."""

    def __init__(self, header, tensors):
        arrays, self.q, self.smooth = unpack.rows(tensors), {}, {}
        arrays |= {"token_type": tensors["segment"], "eg": tensors["norm.gain"], "eb": tensors["norm.bias"]}
        for l in range(header["layers"]):
            for name, parts in (("qkv", "qkv"), ("out", "o"), ("up", "u"), ("down", "d")):
                at, width = f"{l}.{name}", tensors[f"{l}.{name}"].shape[1] // len(parts)
                for i, s in enumerate(parts):
                    cut = slice(i * width, (i + 1) * width)
                    q, scale = tensors[at][:, cut], tensors[at + ".scale"][cut]
                    self.q[l, s], self.smooth[l, s] = (q, scale), tensors[at + ".smooth"]
                    arrays[f"{l}{s}w"] = q * scale * self.smooth[l, s][:, None]
                    arrays[f"{l}{s}b"] = tensors[at + ".bias"][cut]
            for n in "12":
                arrays |= {f"{l}g{n}": tensors[f"{l}.norm{n}.gain"], f"{l}b{n}": tensors[f"{l}.norm{n}.bias"]}
        reference.Float.__init__(self, arrays, header["heads"])


def unit(v):
    return v / np.linalg.norm(v)


def main():
    header, tensors = weights.read(sys.argv[1])
    quantized = Stored(header, tensors)
    exact = reference.Float(quantized.p, header["heads"])
    with open(sys.argv[2], encoding="utf-8") as f:
        cases = json.load(f)
    for c in cases:
        for name, network in (("quantized", quantized), ("float", exact)):
            c[name] = [round(float(v), 5) for v in unit(network(c["ids"])[0])]
    with open(sys.argv[2], "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases) + "\n]\n")


if __name__ == "__main__":
    main()
