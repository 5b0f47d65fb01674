"""join.py OUT.npz BASE.npz PART.npz...: the parts that fast.py or tune.py wrote as one .npz, with the base's words and positions."""
import sys

import numpy as np

if __name__ == "__main__":
    out, base, *parts = sys.argv[1:]
    base = np.load(base)
    arrays = {k: base[k] for k in ("word", "position")}
    for part in parts:
        arrays |= {k: v.astype(np.float32) for k, v in np.load(part).items()}
    np.savez(out, **arrays)
    print(out, len(arrays), "arrays,", sum(k.endswith("qw") for k in arrays), "layers")
