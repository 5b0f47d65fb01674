"""join.py OUT.npz BASE.npz PART.npz...: the parts that fast.py or tune.py wrote as one .npz, with the base's words and positions."""
import sys

import numpy as np


def joined(arrays, parts):
    """The arrays with those of the parts in their place."""
    for part in parts:
        arrays = arrays | {k: v.astype(np.float32) for k, v in np.load(part).items()}
    return arrays


if __name__ == "__main__":
    out, base, *parts = sys.argv[1:]
    base = np.load(base)
    arrays = joined({k: base[k] for k in ("word", "position")}, parts)
    np.savez(out, **arrays)
    print(out, len(arrays), "arrays,", sum(k.endswith("qw") for k in arrays), "layers")
