"""claims.py OUT --texts DIR[,DIR] --claims FILE[,FILE]: groups that teach whether a passage bears a statement.

A group is {src, rows: [passage], true: [statement], false: [statement]}. The files hold written statements: true
restatements of a passage and subtle falsehoods; a true one is false beside another passage (`elsewhere`). They go to
OUT_train.jsonl, those of documents of the dev share (see groups.py) to OUT_dev.jsonl. To OUT_made.jsonl go rule-made
ones: a sentence in looser words is true, the same with a changed duty, actor, bound, number or exception is false.
"""
import argparse
import json
import os
import random
import re

import reader  # noqa: F401  (sets the path)
import corpus
from groups import dev

HAN = "零一二三四五六七八九"
LOOSE = [("应当", ("要", "须", "应")), ("不得", ("不能", "不可以", "不许")), ("可以", ("能", "有权")), ("未成年人", ("孩子",)), ("学生父母或者其他监护人", ("家长",)),
         ("父母或者其他监护人", ("家长", "监护人")), ("主管部门", ("部门",)), ("人民政府", ("政府",)), ("或者", ("或",)), ("以及", ("和",)), ("应当向", ("要向",)),
         ("责令限期改正", ("责令限期整改",)), ("自收到", ("从收到",)), ("之日起", ("那天起", "之日算起")), ("处以", ("罚",)), ("具备", ("有",)), ("给予", ("给",)),
         ("禁止", ("不准",)), ("按照", ("按",)), ("对于", ("对",)), ("进行", ("开展",)), ("未经", ("没有经过",)), ("依法", ("依照法律",)), ("不少于", ("至少", "不低于")),
         ("不超过", ("最多", "至多")), ("违反本条例", ("违反规定",)), ("本市", ("全市",)), ("每年", ("一年",)), ("须", ("要",)), ("方可", ("才能",))]
DUTY = [("应当", ("可以", "不得", "一般可以")), ("不得", ("可以", "应当", "一般不")), ("可以", ("应当", "不得", "必须")), ("必须", ("可以",)), ("禁止", ("允许", "鼓励")),
        ("鼓励", ("要求", "强制")), ("有权", ("无权",)), ("免费", ("收费",)), ("无偿", ("有偿",))]
SIDE = [("以上", ("以下",)), ("以下", ("以上",)), ("不少于", ("不超过",)), ("不超过", ("不少于",)), ("不低于", ("不高于",)), ("最多", ("最少",)), ("至少", ("最多",)),
        ("或者", ("并且", "同时")), ("之前", ("之后",)), ("届满前", ("届满后",)), ("并处", ("或者处",)), ("优先", ("一律",)), ("以外", ("以内",)), ("以内", ("以外",))]
ACTORS = [("县级以上", "市级以上", "省级以上", "乡级以上"), ("市人民政府", "县人民政府", "省人民政府", "乡镇人民政府", "区人民政府"),
          ("教育行政部门", "财政部门", "公安机关", "人力资源社会保障部门", "卫生健康部门", "市场监督管理部门"), ("学校", "教育局", "家长委员会", "村民委员会"),
          ("监护人", "班主任", "学校", "居住地政府"), ("申请人", "受理机关", "主管部门"), ("小学", "初中", "高中", "幼儿园"), ("公办", "民办"), ("户籍", "居住证"),
          ("城市", "农村"), ("教师", "校长", "学生"), ("用人单位", "劳动者"), ("国务院", "省人民政府"), ("消费者", "经营者"), ("书面", "口头"), ("每年", "每月", "每学期")]
NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百]+(?=(?:个)?(?:日|年|个月|月|天|元|周岁|岁|人|名|倍|万元|小时|次|%))")
CONDITION = re.compile(r"经[^，。；]{2,18}(?:批准|同意|审核|核准|确认|备案)(?:后)?[，,]?|[^，。；、]{2,16}的，|(?:但是|但)[^。；]{4,40}(?=[。；])|除[^，。；]{2,30}(?:外|以外)，")


def han(n):
    n = int(n)
    if n < 10:
        return HAN[n]
    if n < 100:
        return ("" if n < 20 else HAN[n // 10]) + "十" + (HAN[n % 10] if n % 10 else "")
    return str(n)


def plain(number):
    """Value of a small Han number, or None."""
    m = re.fullmatch(r"(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?", number)
    if not m or not number:
        return None
    tens = (HAN.index(m.group(1)) if m.group(1) else 1) * 10 if m.group(2) else 0
    return tens + (HAN.index(m.group(3)) if m.group(3) else 0)


def loosen(s, rng, p=0.5):
    """The sentence in looser words, saying the same."""
    s = re.sub(r"^第[一二三四五六七八九十百零]+条\s*|^[（(][一二三四五六七八九十]+[）)]", "", s)
    for old, new in LOOSE:
        if old in s and rng.random() < p:
            s = s.replace(old, rng.choice(new))
    if rng.random() < p:
        s = NUMBER.sub(lambda m: str(plain(m.group())) if plain(m.group()) else m.group(), s)
    return s


def falsify(s, rng):
    """The sentence with one thing changed so that it says something else, or None."""
    kinds = ["duty", "side", "actor", "number", "condition", "drop"]
    rng.shuffle(kinds)
    for kind in kinds:
        if kind in ("duty", "side"):
            found = [(a, b) for a, b in (DUTY if kind == "duty" else SIDE) if a in s]
            if found:
                old, new = rng.choice(found)
                return s.replace(old, rng.choice(new), 1)
        elif kind == "actor":
            found = [(w, g) for g in ACTORS for w in g if w in s]
            if found:
                old, group = rng.choice(found)
                return s.replace(old, rng.choice([w for w in group if w not in old and old not in w] or [old + "以外的单位"]), 1)
        elif kind == "number":
            found = list(NUMBER.finditer(s))
            if found:
                m = rng.choice(found)
                value = plain(m.group()) if not m.group()[0].isdigit() else float(m.group())
                if value:
                    new = max(1, round(value * rng.choice((0.5, 2, 3, 1.5)) + rng.choice((0, 1))))
                    if new != value:
                        return s[:m.start()] + (str(new) if m.group()[0].isdigit() else han(new)) + s[m.end():]
        else:
            found = [m for m in CONDITION.finditer(s) if len(s) - len(m.group()) > 12]
            if found:
                m = rng.choice(found)
                return s[:m.start()] + s[m.end():] + ("" if m.end() < len(s) else "。")
    return None


def around(p, i, rng):
    """A few sentences of the passage about the i-th."""
    lo, hi = max(0, i - rng.randint(0, 3)), i + 1 + rng.randint(0, 3)
    return dict(title=p["title"], heading=p["heading"], sents=p["sents"][lo:hi])


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out")
    a.add_argument("--texts", required=True, help="folders of documents, commas between")
    a.add_argument("--claims", required=True)
    a.add_argument("--made", type=int, default=20000)
    a.add_argument("--seed", type=int, default=3)
    a = a.parse_args()
    rng = random.Random(a.seed)
    files = {d: open(f"{a.out}_{'dev' if d else 'train'}.jsonl", "w") for d in (True, False)}
    made = open(a.out + "_made.jsonl", "w")
    of, count = {}, {}
    for p in [p for folder in a.texts.split(",") for p in corpus.folder(folder)]:
        of.setdefault(p["doc"], []).append(p)

    def put(file, src, row, true, false, **more):
        row = {k: row[k] for k in ("title", "heading", "sents")}
        file.write(json.dumps(dict(src=src, rows=[row], true=true, false=false, **more), ensure_ascii=False) + "\n")
        count[src] = count.get(src, 0) + len(true) + len(false)

    for path in a.claims.split(","):
        for item in corpus.lines(path):
            doc = os.path.basename(item["file"])
            apart, k = dev(doc), corpus.key(item["passage"])
            true, false = ([c["text"] for c in item[n]] for n in ("true", "false"))
            how = dict(true_how=[c["how"] for c in item["true"]], false_how=[c["how"] for c in item["false"]])
            alone = dict(title=item["title"], heading="", sents=corpus.sentences(item["passage"]))
            inside = [p for p in of.get(doc, []) if any(len(corpus.key(s)) > 8 and corpus.key(s) in k for s in p["sents"])]
            whole = next((p for p in inside if k in corpus.key("".join(p["sents"]))), None)
            others = [p for p in of.get(doc, []) if p not in inside]
            put(files[apart], "written" + "-dev" * apart, alone, true, false, **how)
            if whole and not apart:
                put(files[apart], "written", whole, true, false, **how)
            if others and not apart:
                put(files[apart], "elsewhere", rng.choice(others), [], true)
    places = [(p, i) for d, ps in of.items() if not dev(d) for p in ps for i, s in enumerate(p["sents"]) if 18 < len(s) < 120]
    for p, i in rng.sample(places, min(a.made, len(places))):
        s = p["sents"][i]
        false = list(dict.fromkeys(filter(None, (falsify(s, rng) for _ in range(3)))))
        if false:
            put(made, "made", around(p, i, rng), [loosen(s, rng, q) for q in (0, 0.4, 0.8)], [loosen(f, rng, rng.choice((0, 0.4, 0.8))) for f in false])
    print(count)


if __name__ == "__main__":
    main()
