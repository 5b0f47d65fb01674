"""Documents, passages, sentences and BM25: what search and reader are trained and measured on.

A passage is a dict {doc, title, heading, sents}: whole sentences of one document under one heading, about
SIZE characters. A row of a table is one sentence, "column:value;column:value".
"""
import collections
import csv
import glob
import html.parser
import io
import json
import os
import re

import numpy as np
import scipy.sparse

from bert import fold

SIZE = 300
END = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+[”\"』」）)]*|[^。！？!?；;\n]+$")
ARTICLE = re.compile(r"第[一二三四五六七八九十百零]+条")
HEADING = re.compile(r"(第[一二三四五六七八九十百]+[章节编]|[一二三四五六七八九十]+[、．.]|附件|[（(][一二三四五六七八九十]+[)）])")

GENRE = re.compile(r"(通知|通告|公告|公示|办法|方案|细则|意见|条例|规定|计划|简章|章程|答复|指南|一览|表|决定|说明|问答|解答|校历|的函|的信)([（(].*)?$")


def key(text):
    """Letters and digits alone, simplified: what quotes are compared by."""
    return re.sub(r"\W", "", fold(text))


def sentences(text):
    return [m.group().strip() for m in END.finditer(text) if re.search(r"\w", m.group())]


def decode(raw):
    for code in ("utf-8", "gb18030"):
        try:
            return raw.decode(code)
        except UnicodeDecodeError:
            pass
    return raw.decode("utf-8", "replace")


class Page(html.parser.HTMLParser):
    """Lines of the body of a page: (kind, text), kind "" or "row"; tables in words, navigation left out."""
    SKIP = {"nav", "header", "footer", "aside", "script", "style", "form", "head"}
    BREAK = {"p", "div", "h1", "h2", "h3", "h4", "li", "br", "tr", "table", "article", "section"}

    def __init__(self):
        super().__init__()
        self.lines, self.text, self.skip, self.rows, self.cell = [], "", 0, None, None

    def flush(self):
        if self.text.strip() and self.rows is None:
            self.lines.append(("", re.sub(r"\s+", " ", self.text).strip()))
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag in self.SKIP:
            self.skip += 1
        if tag in self.BREAK and self.cell is None:
            self.flush()
        if tag == "table":
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            a = dict(attrs)
            self.cell = [int(a.get(k) or 1) if (a.get(k) or "1").isdigit() else 1 for k in ("rowspan", "colspan")] + [""]

    def handle_endtag(self, tag):
        if tag in self.SKIP:
            self.skip = max(0, self.skip - 1)
        if tag in ("td", "th") and self.cell:
            self.rows[-1].append(tuple(self.cell))
            self.cell = None
        if tag == "table" and self.rows is not None:
            rows, self.rows = self.rows, None
            self.lines += in_words(spread(rows))
        if tag in self.BREAK and self.cell is None:
            self.flush()

    def handle_data(self, data):
        if self.skip:
            return
        if self.cell:
            self.cell[2] += data.strip()
        else:
            self.text += data


def spread(rows):
    """Cells with spans laid out in a grid."""
    grid = []
    for r, row in enumerate(rows):
        while len(grid) <= r:
            grid.append({})
        c = 0
        for down, across, text in row:
            while c in grid[r]:
                c += 1
            for y in range(down):
                while len(grid) <= r + y:
                    grid.append({})
                for x in range(across):
                    grid[r + y][c + x] = text
            c += across
    width = max((max(g) + 1 for g in grid if g), default=0)
    return [[g.get(c, "") for c in range(width)] for g in grid]


def in_words(grid):
    """Rows as "column:value;column:value". The header is one row, or two where the second holds no digit and the first repeats."""
    grid = [g for g in grid if any(g)]
    lines = []
    while grid and len(set(filter(None, grid[0]))) == 1:  # a title or a unit across the table
        lines.append(("", next(filter(None, grid[0]))))
        grid = grid[1:]
    if len(grid) < 2:
        return lines + [("row", ";".join(filter(None, g))) for g in grid]
    head, body = grid[0], grid[1:]
    if len(set(head)) < len(head) and len(body) > 1 and not any(re.search(r"\d", c) for c in body[0]):
        head = [a if a == b else f"{a}{b}" for a, b in zip(head, body[0])]
        body = body[1:]
    return lines + [("row", ";".join(f"{h}:{c}" if h else c for h, c in zip(head, row) if c)) for row in body]


def lines_of(name, raw):
    """(kind, text) of each line of a document, kind "", "row" or "head"."""
    text = decode(raw)
    if name.endswith(".csv"):
        rows = [r for r in csv.reader(io.StringIO(text)) if any(r)]
        first = [("", rows.pop(0)[0])] if rows and len([c for c in rows[0] if c]) == 1 else []
        return first + in_words(rows)
    if name.endswith((".html", ".htm")):
        page = Page()
        page.feed(text)
        page.flush()
        return page.lines
    out, table = [], []
    for line in text.replace("\r", "").split("\n") + [""]:
        if line.lstrip().startswith("|"):
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", c) for c in cells):
                table.append(cells)
            continue
        if table:
            width = max(map(len, table))
            out += in_words([r + [""] * (width - len(r)) for r in table])
            table = []
        line = re.sub(r"<!--.*?-->|\*\*", "", line).strip()
        if line:
            mark = re.match(r"(#+)\s*", line)
            out.append(("head" if mark and len(mark.group(1)) > 1 else "", line[mark.end():] if mark else line))
    return out


def page_title(raw):
    """The title of a page as its head states it, without the name of the site."""
    text = decode(raw)
    m = re.search(r'name="ArticleTitle" content="([^"]+)"', text) or re.search(r"<title>([^<]+)</title>", text)
    return re.split(r"[_|]|\s[-—]\s", m.group(1))[0].strip() if m else ""


def document(name, raw):
    """(title, [(heading, kind, line)]) of a document; a line that calls the text fictional is left out."""
    lines = [(k, t) for k, t in lines_of(name, raw) if not re.match(r".{0,6}虚构.{0,60}$", t) or k == "row"]
    if not lines:
        return name, []
    title = page_title(raw) if name.endswith((".html", ".htm")) else ""
    first = next((i for i, (_, t) in enumerate(lines) if title and t.startswith(title)), -1)
    if not title:
        first = next((i for i, (_, t) in enumerate(lines[:5]) if GENRE.search(t)), 0)
        title = lines[first][1]
    heading, out = "", []
    for kind, text in lines[first + 1:]:
        short = len(text) <= 30 and not re.search(r"[。；;:：]", text)
        if kind == "head" or kind == "" and short and HEADING.match(text):
            heading = text
            continue
        out.append((heading, kind, text))
    return title, out


def passages(name, raw, size=SIZE):
    """The document's passages."""
    title, lines = document(name, raw)
    title = re.sub(r"[（(]\d{4}-\d\d-\d\d[）)]", "", title)
    out, length = [], 0
    for heading, kind, text in lines:
        for n, s in enumerate([text] if kind == "row" else sentences(text)):
            if len(s) > size:
                parts = [s[i:i + size] for i in range(0, len(s), size)]
            else:
                parts = [s]
            for s in parts:
                full = not out or out[-1]["heading"] != heading or length + len(s) > size
                # An article that is long for itself begins its own passage.
                begins = n == 0 and ARTICLE.match(s) and length > size * 0.6
                if full or begins:
                    out.append(dict(doc=name, title=title, heading=heading, sents=[]))
                    length = 0
                out[-1]["sents"].append(s)
                length += len(s)
    return out


def folder(path, size=SIZE):
    """Passages of every document below a folder."""
    out = []
    for f in sorted(glob.glob(os.path.join(path, "**", "*"), recursive=True)):
        if f.endswith((".md", ".txt", ".html", ".htm", ".csv")):
            with open(f, "rb") as o:
                out += passages(os.path.basename(f), o.read(), size)
    return out


def text_of(p):
    """What stands for a passage in search: title and heading in front."""
    return "。".join(filter(None, (p["title"], p["heading"]))) + "。" + "".join(p["sents"])


def lines(path):
    with open(path) as f:
        return [json.loads(l) for l in f if l.strip()]


def question_of(case):
    """The question with its region and, of a follow-up, the question before it."""
    before = ""
    for h in case.get("history") or []:  # strings, pairs of role and text or of question and answer, or the API's objects
        if isinstance(h, str):
            before = before or h
        elif isinstance(h, dict):
            before = (h.get("content") or h.get("text") or h.get("question") or "") if h.get("role", "user") == "user" else before
        elif h[0] == "user":
            before = h[1]
        elif h[0] != "assistant":
            before = h[0]
    region = case.get("region") or ""
    return fold((region if region not in case["question"] else "") + before + case["question"])


def grams(text):
    """Characters and bigrams of Han text; words and numbers whole."""
    out = []
    for w in re.findall(r"[a-z0-9.]+|[^\W_a-z0-9]+", fold(text.lower())):
        if w[0].isascii():
            out.append(w)
        else:
            out += [w[i:i + 2] for i in range(len(w) - 1)] + list(w)
    return out


class BM25:
    def __init__(self, docs, k1=1.2, b=0.75):
        self.terms, r, c, d = {}, [], [], []
        n = np.zeros(len(docs))
        for i, text in enumerate(docs):
            counts = collections.Counter(grams(text))
            n[i] = sum(counts.values())
            for w, f in counts.items():
                r.append(i)
                c.append(self.terms.setdefault(w, len(self.terms)))
                d.append(f)
        r, c, d = np.array(r), np.array(c), np.array(d, float)
        df = np.bincount(c, minlength=len(self.terms))
        d = d * (k1 + 1) / (d + k1 * (1 - b + b * n[r] / n.mean())) * np.log(1 + (len(docs) - df + 0.5) / (df + 0.5))[c]
        self.m = scipy.sparse.csc_matrix((d, (r, c)), shape=(len(docs), len(self.terms)))

    def scores(self, question):
        c = [self.terms[w] for w in set(grams(question)) if w in self.terms]
        return np.asarray(self.m[:, c].sum(1)).ravel() if c else np.zeros(self.m.shape[0])


def standard(cosines):
    return (cosines - cosines.mean(-1, keepdims=True)) / (cosines.std(-1, keepdims=True) + 1e-9)


def fused(bm25, cosines, weight):
    """BM25 as a share of its best, and the cosine standardised over the candidates."""
    return bm25 / (bm25.max(-1, keepdims=True) + 1e-9) + weight * standard(cosines)
