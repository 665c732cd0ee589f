"""Draw the attributions whose labels are kept in this folder, write the annotators' sheets, collect their labels.

    python bench/gold/make_sheet.py draw --gold GOLD.json             items.tsv: which attributions, by offsets
    python bench/gold/make_sheet.py sheets --gold GOLD.json --out DIR   DIR/sheet-N.md: each one in its text
    python bench/gold/make_sheet.py collect --gold GOLD.json FILE.tsv labels-X.tsv   offsets in place of words

GOLD.json is made by ``python bench/score/polnear.py --make-gold POLNEAR_DATA dev GOLD.json``.  The text of the corpus
is its publishers': sheets are written outside the project only, and what is kept here is offsets and labels.

Three parts: ``random`` is drawn evenly over all attributions, so that its accuracy is that of news; ``words`` is drawn
among those whose paragraph, cue or source holds words of rare labels; ``invented`` is marked by hand in
``invented.toml``.
"""

import argparse
import csv
import hashlib
import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
SEED = 20261124
RANDOM = 120
PER_SHEET = 67
ROLES = ("source", "cue", "content")
FIELDS = ("item", "doc", "part", "sha", *ROLES)
LABELS = ("mode", "act", "hedged", "evidence", "evidence_spans", "source_kind")

WORDS: tuple[tuple[str, int, str, str], ...] = (
    (
        "paragraph",
        18,
        "none offered",
        (
            r"evidence|proof\b|unfounded|baseless|unsubstantiated|unsupported|groundless"
            r"|(?:did not|didn['’]t) (?:immediately )?(?:respond|provide|offer|elaborate)"
        ),
    ),
    (
        "paragraph",
        22,
        "offered",
        (
            r"\bcit(?:ed|ing|es)\b|point(?:ing|ed) to|documents?\b|records\b|data\b|figures\b"
            r"|statistics|study\b|survey|based on|audit|transcript|emails"
        ),
    ),
    (
        "paragraph",
        16,
        "hedge",
        (
            r"reportedly|allegedly|apparently|supposedly|purported|seem(?:s|ed|ingly)\b"
            r"|appear(?:s|ed) to|rumou?r|unclear|said to (?:have|be)"
        ),
    ),
    ("cue", 5, "deny", r"den(?:y|ies|ied|ial)|disput|reject|dismiss|refut"),
    ("cue", 5, "accuse", r"accus|blam|charg"),
    ("cue", 4, "allege", r"alleg|claim"),
    ("cue", 4, "order", r"order|direct|instruct|requir|ban|bar|told|telling"),
    ("cue", 5, "promise", r"promis|pledg|vow|swear|swor"),
    ("cue", 2, "threaten", r"threat"),
    ("cue", 5, "predict", r"predict|expect|warn|project|forecast|anticipat"),
    ("cue", 4, "ask", r"ask|request|demand|question"),
    ("cue", 3, "acknowledge", r"acknowledg|admit|conced|agree|accept"),
    ("cue", 3, "praise or blame", r"prais|criticiz|attack|condemn|blast|mock|tout|boast"),
    ("cue", 2, "propose", r"propos|offer|recommend"),
    ("source", 1, "unnamed", r"sources?\b|official|aide"),
    ("source", 1, "document", r"report|poll|study|memo|letter|ad\b"),
)
"""Where to look, how many to draw, the label hoped for, the words: 100 in all."""


def texts(gold_path: Path) -> dict[str, str]:
    """Return the text of every document by its id: the corpus and the invented articles."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    found = {document["doc_id"]: document["text"] for document in gold}
    for item in _invented():
        found[item["article"]] = (ROOT / item["article"]).read_text(encoding="utf-8")
    return found


def text_hash(text: str) -> str:
    """Return what tells one version of a text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_items() -> list[dict]:
    """Return the rows of items.tsv, spans as lists of [start, end]."""
    with (FOLDER / "items.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [{**row, **{role: parse_spans(row[role]) for role in ROLES}} for row in rows]


def read_labels(annotator: str) -> dict[str, dict[str, str]]:
    """Return the labels that one annotator gave to each item, by its number."""
    with (FOLDER / f"labels-{annotator}.tsv").open(encoding="utf-8", newline="") as file:
        return {row["item"]: row for row in csv.DictReader(file, delimiter="\t")}


def parse_spans(words: str) -> list[list[int]]:
    """Return the spans of '10-20;30-40'."""
    return [[int(number) for number in piece.split("-")] for piece in words.split(";") if piece]


def format_spans(spans: list[list[int]] | None) -> str:
    """Return spans as '10-20;30-40'."""
    return ";".join(f"{start}-{end}" for start, end in spans or [])


def draw(gold_path: Path) -> list[dict]:
    """Return the items: 120 at random, 100 by words, and every invented one; in text order within a part."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    pool = [(document, item) for document in gold for item in document["attributions"] if item["content"]]
    rng = random.Random(SEED)  # noqa: S311 - a sample that anyone can draw again
    rng.shuffle(pool)
    rows = [_row(document, item, "random") for document, item in pool[:RANDOM]]
    rest = pool[RANDOM:]
    for place, count, _, pattern in WORDS:
        fitting = [pair for pair in rest if re.search(pattern, _where(*pair, place), re.IGNORECASE)]
        rows += [_row(document, item, "words") for document, item in fitting[:count]]
        rest = [pair for pair in rest if pair not in fitting[:count]]
    rows.sort(key=lambda row: (row["doc"], row["spans"]["content"]))
    rows += [_invented_row(item) for item in _invented()]
    return [
        {"item": f"{number:03}", **row, **{role: format_spans(row["spans"][role]) for role in ROLES}}
        for number, row in enumerate(rows, start=1)
    ]


def _row(document: dict, item: dict, part: str) -> dict:
    return {
        "doc": document["doc_id"],
        "part": part,
        "sha": text_hash(document["text"]),
        "spans": {role: item[role] for role in ROLES},
    }


def _where(document: dict, item: dict, place: str) -> str:
    """Return the words in which to look: the paragraph, or those of the source or cue."""
    text = document["text"]
    if place != "paragraph":
        return " ".join(text[start:end] for start, end in item[place] or [])
    start, end = _paragraphs(text, item, 0)
    return text[start:end]


def _paragraphs(text: str, item: dict, around: int) -> tuple[int, int]:
    """Return the stretch of the paragraphs that hold the spans, and of so many more before and after."""
    spans = [span for role in ROLES for span in item[role] or []]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    start = text.rfind("\n", 0, start) + 1
    end = text.find("\n", end) if "\n" in text[end:] else len(text)
    for _ in range(around):
        before = text[:start].rstrip()
        start = before.rfind("\n") + 1
        after = len(text) - len(text[end:].lstrip())
        end = text.find("\n", after) if "\n" in text[after:] else len(text)
    return start, end


def _invented() -> list[dict]:
    return tomllib.loads((FOLDER / "invented.toml").read_text(encoding="utf-8"))["attribution"]


def _invented_row(item: dict) -> dict:
    text = (ROOT / item["article"]).read_text(encoding="utf-8")
    begin = text.index(item.get("after", item.get("source") or item["content"][0]))
    content = [_place(text, words, begin, reach=250) for words in item["content"]]
    near = content[0][0]
    cue = _place(text, item["cue"], begin, reach=250, near=near)
    source = [_place(text, item["source"], begin, reach=250, near=cue[0])] if "source" in item else None
    return {
        "doc": item["article"],
        "part": "invented",
        "sha": text_hash(text),
        "spans": {"source": source, "cue": [cue], "content": content},
    }


def _place(text: str, words: str, begin: int, reach: int = 0, near: int | None = None) -> list[int]:
    """Return where words stand: first from ``begin`` (or up to ``reach`` before), or nearest to ``near``."""
    found = [hit.start() for hit in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    found = [at for at in found if at >= begin - reach]
    if not found:
        raise SystemExit(f"invented.toml: {words!r} does not stand in its article after {text[begin : begin + 30]!r}")
    at = min(found, key=lambda at: abs(at - near)) if near is not None else found[0]
    return [at, at + len(words)]


def sheet_items(items: list[dict], documents: dict[str, str]) -> Iterator[str]:
    """Yield each item in its text, the spans marked."""
    for item in items:
        text = documents[item["doc"]]
        if text_hash(text) != item["sha"]:
            raise SystemExit(f"{item['doc']}: not the text that the offsets were made for")
        start, end = _paragraphs(text, item, 1)
        marks: list[tuple[int, int, str]] = []
        for role, letter in zip(ROLES, "SCX", strict=True):
            for first, last in item[role]:
                marks += [(first, 1, f"⟦{letter}: "), (last, 0, "⟧")]
        out, at = [], start
        for place, _, mark in sorted(marks):
            out += [text[at:place], mark]
            at = place
        yield f"### {item['item']}\n\n{''.join(out)}{text[at:end]}\n"


def collect(source: Path, target: Path, items: list[dict], documents: dict[str, str]) -> None:
    """Write an annotator's labels with the offsets of the evidence in place of its words."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = {row["item"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    missing = [item["item"] for item in items if item["item"] not in rows]
    if missing:
        raise SystemExit(f"{source}: no labels for {', '.join(missing)}")
    with target.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerow(("item", "doc", *LABELS))
        for item in items:
            row, text = rows[item["item"]], documents[item["doc"]]
            start, end = _paragraphs(text, item, 1)
            words = (row.get("evidence_words") or "").strip()
            at = text.lower().find(words.lower(), start, end) if words else -1
            if words and at < 0:
                print(f"{item['item']}: {words!r} does not stand in its text; kept without offsets", file=sys.stderr)
            spans = f"{at}-{at + len(words)}" if at >= 0 else ""
            labels = [row[name].strip() for name in ("mode", "act", "hedged", "evidence")]
            out.writerow((item["item"], item["doc"], *labels, spans, row["source_kind"].strip()))


def main() -> None:
    """Do what the command says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("draw", "sheets", "collect"):
        command = commands.add_parser(name)
        command.add_argument("--gold", type=Path, required=True)
        if name == "sheets":
            command.add_argument("--out", type=Path, required=True)
        if name == "collect":
            command.add_argument("source", type=Path)
            command.add_argument("target", type=Path)
    options = parser.parse_args()
    if options.command == "draw":
        rows = draw(options.gold)
        with (FOLDER / "items.tsv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, FIELDS, delimiter="\t", lineterminator="\n", extrasaction="ignore")
            out.writeheader()
            out.writerows(rows)
        print(f"{len(rows)} attributions of {len({row['doc'] for row in rows})} documents")
        return
    items, documents = read_items(), texts(options.gold)
    if options.command == "collect":
        collect(options.source, options.target, items, documents)
        return
    if options.out.resolve().is_relative_to(ROOT):
        raise SystemExit("sheets hold the corpus's text: write them outside the project")
    options.out.mkdir(parents=True, exist_ok=True)
    shown = list(sheet_items(items, documents))
    for number, first in enumerate(range(0, len(shown), PER_SHEET), start=1):
        (options.out / f"sheet-{number}.md").write_text("\n".join(shown[first : first + PER_SHEET]), encoding="utf-8")


if __name__ == "__main__":
    main()
