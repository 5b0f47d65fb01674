"""unpack.py WEIGHTS.bin BASE.npz OUT.npz: the float arrays of a weights file, to train on from.

Word and position vectors are the base's, for the file holds a trimmed vocabulary in int8. Needs numpy.
"""
import sys

import numpy as np

import weights

PARTS = (("qkv", "qkv"), ("out", "o"), ("up", "u"), ("down", "d"))


def rows(held):
    """The file's own word and position vectors."""
    return {k: held[k] * held[k + ".scale"][:, None] for k in ("word", "position")}


def arrays(header, held, base):
    out = {k: base[k] for k in ("word", "position")}
    out |= {"token_type": held["segment"], "eg": held["norm.gain"], "eb": held["norm.bias"]}
    for l in range(header["layers"]):
        for name, parts in PARTS:
            at, width = f"{l}.{name}", held[f"{l}.{name}"].shape[1] // len(parts)
            for i, s in enumerate(parts):
                cut = slice(i * width, (i + 1) * width)
                out[f"{l}{s}w"] = held[at][:, cut] * held[at + ".scale"][cut] * held[at + ".smooth"][:, None]
                out[f"{l}{s}b"] = held[at + ".bias"][cut]
        for n in "12":
            out |= {f"{l}g{n}": held[f"{l}.norm{n}.gain"], f"{l}b{n}": held[f"{l}.norm{n}.bias"]}
    out |= {k.removeprefix("head."): v for k, v in held.items() if k.startswith("head.")}
    return {k: np.asarray(v, np.float32) for k, v in out.items()}


def main():
    header, held = weights.read(sys.argv[1])
    np.savez(sys.argv[3], **arrays(header, held, np.load(sys.argv[2])))


if __name__ == "__main__":
    main()
