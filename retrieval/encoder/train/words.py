"""words.py WEIGHTS.bin TOKENIZER.json OUT.npz: word and position vectors of a weights file, as base.npz has them, where there is no float network.

Words that the file left out are zero; export.py leaves them out again.
"""
import sys

import numpy as np

import export
import unpack
import vocabulary
import weights


def main():
    path, tokenizer, out = sys.argv[1:]
    header, held = weights.read(path)
    tokens = export.read_tokenizer(tokenizer)[1]
    rows = unpack.rows(held)
    word = np.zeros((len(tokens), header["hidden"]), np.float32)
    word[vocabulary.trim(tokens)] = rows["word"]
    np.savez(out, word=word, position=rows["position"])


if __name__ == "__main__":
    main()
