"""tiny.py OUT FILE...: the questions on tiny notices in SET/FILEs as cases and folders of notices, one of each for a group, which is a store of its own.

OUT/SET.GROUP.notices and OUT/SET.GROUP.jsonl are for `wence ingest` and `wence train --groups`, OUT/SET.jsonl, all cases of a set, is for pack.py. A
notice's name, and a question's, get that of their set before them.
"""
import json
import shutil
import sys
from pathlib import Path

import reader  # noqa: F401  (sets the path)
import corpus


def case(c, name):
    """A case with names that no other set has."""
    for k in ("notices", "near"):
        c[k] = [f"{name}_{n}" for n in c[k]]
    return c | dict(id=f"{name}.{c['id']}", quote=c.get("quote") or [])


def notices(folder, group, out):
    out.mkdir(parents=True, exist_ok=True)
    for file in (folder / "notices").glob(group + "_*"):
        shutil.copy(file, out / f"{folder.name}_{file.name}")


def main():
    out, *files = map(Path, sys.argv[1:])
    for file in files:
        groups, folder = {}, file.parent
        for c in corpus.lines(file):
            groups.setdefault(c["group"], []).append(json.dumps(case(c, folder.name), ensure_ascii=False))
        for group, cases in groups.items():
            notices(folder, group, out / f"{folder.name}.{group}.notices")
            (out / f"{folder.name}.{group}.jsonl").write_text("\n".join(cases) + "\n")
        (out / f"{folder.name}.jsonl").write_text("\n".join(sum(groups.values(), [])) + "\n")


if __name__ == "__main__":
    main()
