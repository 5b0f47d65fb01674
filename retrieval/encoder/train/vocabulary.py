"""What becomes of a text before it is cut into tokens, and which tokens can then occur."""
import pathlib
import unicodedata

T2S = pathlib.Path(__file__).parents[2] / "zh" / "t2s.txt"

# Scripts, by the first word of a character's name, that notices do not use.
FOREIGN = {"HANGUL", "THAI", "ARABIC", "BOPOMOFO", "HALFWIDTH", "HEBREW", "DEVANAGARI", "TAMIL", "TIBETAN"}


def read_t2s(path=T2S):
    """Returns the Simplified form of each Traditional character, and every character that a Simplified text may hold."""
    single, simplified = {}, set()
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        source, target = line.split()[:2]
        simplified.update(target)
        if len(source) == 1 and len(target) == 1:
            single[source] = target
    return single, simplified


def fold_table(single):
    """What the tokenizer of package encoder does to each character: Simplified, half width, small letters."""
    table = {ord(k): v for k, v in single.items()}
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)):
        for o in range(first, last + 1):
            table[o] = chr(o - 0xFEE0).lower()
    for o in range(0x110000):
        c = chr(o)
        if o not in table and len(c.lower()) == 1 and c.lower() != c:
            table[o] = c.lower()
    return table


def is_han(c):
    """Whether BERT takes c for a Chinese character, a word by itself."""
    o = ord(c)
    return (0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF or 0x20000 <= o <= 0x2A6DF or 0x2A700 <= o <= 0x2B73F
            or 0x2B740 <= o <= 0x2B81F or 0x2B820 <= o <= 0x2CEAF or 0xF900 <= o <= 0xFAFF or 0x2F800 <= o <= 0x2FA1F)


def stands_alone(c):
    """Whether c is always a word by itself, so that it is in no other token."""
    return is_han(c) or unicodedata.category(c)[0] == "P" or 33 <= ord(c) <= 126 and not c.isalnum()


def can_occur(token, table, simplified):
    """Whether a folded text can give token."""
    if token in ("[PAD]", "[UNK]", "[CLS]", "[SEP]"):
        return True
    if token.startswith("[unused") or token == "[MASK]":
        return False
    inner = token.startswith("##") and len(token) > 2
    text = token[2:] if inner else token
    if any(ord(c) in table and c not in simplified for c in text):
        return False
    if any(unicodedata.name(c, "").split(" ")[0] in FOREIGN for c in text):
        return False
    return not (any(map(stands_alone, text)) and (inner or len(text) > 1))


def trim(tokens):
    """Returns which tokens, a list in the order of their numbers, to keep: their numbers."""
    single, simplified = read_t2s()
    table = fold_table(single)
    return [i for i, t in enumerate(tokens) if can_occur(t, table, simplified)]
