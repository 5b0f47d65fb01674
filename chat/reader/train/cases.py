"""cases.py OUT [--laws TEXTS] FOLDER...: the questions of folders as cases for `wence train --groups` and pack.py.

OUT.jsonl gets the cases, the folder OUT.notices a copy of the notices, each with its folder's name before its own; ingest that one.
With --laws a FOLDER holds questions on the laws in TEXTS, which are not copied.
"""
import argparse
import json
import shutil
from pathlib import Path

import reader  # noqa: F401  (sets the path)
import corpus
import groups


def case(c, before, name):
    """One question in the format of `wence eval`, with what a careless reader would quote."""
    law = [c["law"]] if "law" in c else None
    answering = law if law and c["answerable"] else c.get("notices") or []
    nearest = law if law and not c["answerable"] else c.get("near_notice") or []
    return dict(id=before + name[0] + c["id"], question=c["question"], answerable=c["answerable"], style=c.get("style", ""), kind=c.get("kind", ""),
                notices=[before + n for n in answering], near=[before + n for n in nearest], evidence=c.get("evidence") or [], quote=c.get("near") or [])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out")
    p.add_argument("folders", nargs="+", type=Path)
    p.add_argument("--laws", help="folder of the laws' texts")
    a = p.parse_args()
    notices = Path(a.out + ".notices")
    with open(a.out + ".jsonl", "w") as out:
        for folder in a.folders:
            before = "" if a.laws else folder.resolve().name + "_"
            for file in [] if a.laws else sorted((folder / "notices").iterdir()):
                notices.mkdir(exist_ok=True)
                shutil.copy(file, notices / (before + file.name))
            for path in sorted(folder.glob("*.jsonl")):
                for c in groups.spelt_out(corpus.lines(path), a.laws or ""):
                    out.write(json.dumps(case(c, before, path.stem), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
