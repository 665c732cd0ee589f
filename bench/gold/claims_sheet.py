"""Write the texts that two annotators mark for claims, and turn what they marked into offsets.

    python bench/gold/claims_sheet.py sheet --gold GOLD.json OUT_DIR
    python bench/gold/claims_sheet.py offsets --gold GOLD.json MARKED.tsv > bench/gold/claims-a.tsv

The texts are the invented articles of ``tests/articles`` and of the package, and articles of PolNeAR dev (GOLD.json,
the scorer's gold) drawn with a fixed seed.  An annotator works from ``docs/claims.md`` alone and writes one line a
claim, with tabs between: document, the exact words, which of their occurrences in the text (1 is the first), kind,
voice, checkable ('yes' or why not), low, high.  The text itself never enters the project; offsets do.
"""

import argparse
import json
import random
import sys
from pathlib import Path

from onrecord.read.decode import decode

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = 20251124
ARTICLES = 18
LATER = 14
"""Articles drawn later, and read by no one while reading was developed."""
LONGEST = 900
"""Words of an article: longer ones tire, and are no different."""

FIELDS = ("document", "start", "end", "kind", "voice", "checkable", "low", "high")


def texts(gold: Path | None) -> dict[str, str]:
    """Return the texts by name: invented ones first."""
    found = {
        f"invented/{path.parent.name}": decode(path.read_bytes())[0]
        for path in sorted(ROOT.glob("tests/articles/*/article.txt"))
    }
    found["invented/sample"] = (ROOT / "src" / "onrecord" / "samples" / "article.txt").read_text("utf-8")
    if gold is not None:
        documents = json.loads(gold.read_text(encoding="utf-8"))
        documents = [item for item in documents if 150 <= len(item["text"].split()) <= LONGEST]
        chosen = random.Random(SEED).sample(documents, ARTICLES)  # noqa: S311 - a draw, no secret
        rest = sorted((item for item in documents if item not in chosen), key=lambda item: item["doc_id"])
        chosen += random.Random(SEED).sample(rest, LATER)  # noqa: S311
        found |= {f"polnear/{item['doc_id']}": item["text"] for item in chosen}
    return found


def offsets(lines: list[str], known: dict[str, str]) -> list[list[str]]:
    """Return rows of ``FIELDS`` from what an annotator wrote; a line that fits no text is told and left out."""
    rows = []
    for number, line in enumerate(lines, 1):
        parts = [part.strip() for part in line.rstrip("\n").split("\t")]
        if not any(parts) or parts[0] in {"document", "#"}:
            continue
        parts += [""] * (8 - len(parts))
        document, words, nth, *labels = parts
        at = -1
        for _ in range(int(nth or 1)):
            at = known.get(document, "").find(words, at + 1)
        if at < 0 or not words:
            print(f"line {number}: no such words in {document}: {words!r}", file=sys.stderr)
            continue
        rows.append([document, str(at), str(at + len(words)), *labels[:5]])
    return sorted(rows, key=lambda row: (row[0], int(row[1]), int(row[2])))


def main() -> None:
    """Write sheets, or print offsets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("sheet", "offsets"))
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("path", type=Path)
    options = parser.parse_args()
    known = texts(options.gold)
    if options.act == "sheet":
        options.path.mkdir(parents=True, exist_ok=True)
        for name, text in known.items():
            (options.path / f"{name.replace('/', '__')}.txt").write_text(
                f"document: {name}\n\n{text}", encoding="utf-8"
            )
        return
    rows = offsets(options.path.read_text(encoding="utf-8").splitlines(), known)
    print("\t".join(FIELDS))
    for row in rows:
        print("\t".join(row))


if __name__ == "__main__":
    main()
