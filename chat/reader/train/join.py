"""join.py OUT.npz BASE.npz PART.npz...: the parts that fast.py or tune.py wrote as one .npz, with the base's words and positions.

With --mean WEIGHTS.bin each array is the mean of the parts' and of that file's.
"""
import argparse

import numpy as np


def joined(arrays, parts):
    """The arrays with those of the parts in their place."""
    for part in parts:
        arrays = arrays | {k: v.astype(np.float32) for k, v in np.load(part).items()}
    return arrays


def mean(arrays, path):
    """The mean of arrays and of those of a weights file; words and positions stay."""
    from network import built_in  # with it torch, which joining alone does not need
    other = built_in(path)
    return {k: v if k in ("word", "position") else (v + other[k]) / 2 for k, v in arrays.items()}


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out")
    p.add_argument("base")
    p.add_argument("parts", nargs="+")
    p.add_argument("--mean", help="weights.bin to take the mean with")
    a = p.parse_args()
    base = np.load(a.base)
    arrays = joined({k: base[k] for k in ("word", "position")}, a.parts)
    if a.mean:
        arrays = mean(arrays, a.mean)
    np.savez(a.out, **arrays)
    print(a.out, len(arrays), "arrays,", sum(k.endswith("qw") for k in arrays), "layers")
