"""The weights file: how export.py writes it. Package encoder (file.go) documents the format and reads it."""
import hashlib
import json

import numpy as np

MAGIC = b"WENCENN1"
ALIGN = 64


def panels(w):
    """Int8 [in, out] as the kernels read it: panels of 16 columns, each of groups of 4 rows."""
    rows, columns = w.shape
    return np.ascontiguousarray(w.reshape(rows // 4, 4, columns // 16, 16).transpose(2, 0, 3, 1))


def write(path, header, tensors):
    """Writes the header, a dictionary, and the tensors, (name, array) in order; returns the file's SHA-256 in hex."""
    entries, body, at = [], [], 0
    for name, array in tensors:
        array = np.asarray(array)
        kind = {"int8": "int8", "float32": "float32"}[array.dtype.name]
        data = (panels(array) if name.split(".")[-1] in ("qkv", "out", "up", "down") else array).tobytes()
        entries.append({"name": name, "type": kind, "shape": list(array.shape), "offset": at})
        data += bytes(-len(data) % ALIGN)
        body.append(data)
        at += len(data)
    text = json.dumps({**header, "tensors": entries}, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-(len(MAGIC) + 32 + 4 + len(text)) % ALIGN)
    rest = len(text).to_bytes(4, "little") + text + b"".join(body)
    digest = hashlib.sha256(rest)
    with open(path, "wb") as f:
        f.write(MAGIC + digest.digest() + rest)
    return digest.hexdigest()
