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


def read(path):
    """Returns the header and the tensors by name, as they were given to write."""
    with open(path, "rb") as f:
        data = f.read()
    rest = data[len(MAGIC) + 32:]
    if data[:len(MAGIC)] != MAGIC or hashlib.sha256(rest).digest() != data[len(MAGIC):len(MAGIC) + 32]:
        raise ValueError(f"{path} is no weights file, or damaged")
    size = int.from_bytes(rest[:4], "little")
    header, body, tensors = json.loads(rest[4:4 + size]), rest[4 + size:], {}
    for t in header["tensors"]:
        array = np.frombuffer(body, t["type"], int(np.prod(t["shape"])), t["offset"])
        if t["name"].split(".")[-1] in ("qkv", "out", "up", "down"):
            rows, columns = t["shape"]
            array = array.reshape(columns // 16, rows // 4, 16, 4).transpose(1, 3, 0, 2)
        tensors[t["name"]] = array.reshape(t["shape"])
    return header, tensors
