"""What stands in the way of more on PolNeAR dev: oracles for either half of the work, and errors by kind.

    python training/errors.py GOLD.json --models src/onrecord/models [--show KIND]

GOLD.json is the scorer's gold of the dev split.  "Perfect linking of our labels" gives each run of words that the
encoder labels to the gold attribution with which it shares most; "our linking of gold labels" decodes the gold labels
with the encoder's links.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench" / "score"))

import polnear as scorer

from dev import decode, read_articles, scorer_format
from onrecord.read import tag
from onrecord.read.attribute import find_attributions
from onrecord.read.decode_marks import Cuts
from onrecord.read.tag import LABELS, Encoder, Marks

ROLES = ("source", "cue", "content")
COLUMNS = ("attribution", "direct.attribution", "indirect.attribution", "content.overlap")
RIGHT, SOURCE, EDGES, OTHER, CUE, INSIDE, NOTHING = KINDS = (
    "right",
    "cue and content found, another source",
    "cue found, the content begins or ends elsewhere",
    "cue found, another content",
    "content found under another cue",
    "its cue is part of another's content",
    "nothing found",
)
SPURIOUS = ("a gold cue", "no gold cue", "no gold cue, nested")


def in_tokens(document: scorer.Doc, item: dict) -> dict:
    """Return an attribution with its roles as sets of tokens, and whether its content is quoted."""
    return {**{role: document.ids(item[role]) for role in ROLES}, "q": document.quoted(item["content"])}


def linked_perfectly(document: scorer.Doc, marks: Marks, cuts: Cuts, gold: Sequence[dict]) -> list[dict]:
    """Return attributions made of the encoder's runs: each content and cue at one gold attribution, a source at all."""
    made: dict[int, dict[str, set[int]]] = {}
    alone: list[dict[str, set[int]]] = []
    for role in ROLES:
        for run in _runs(document, marks, role, cuts):
            shared = sorted(((len(run & item[role]), number) for number, item in enumerate(gold)), reverse=True)
            places = [number for count, number in shared if count][: None if role == "source" else 1]
            for number in places:
                made.setdefault(number, {each: set() for each in ROLES})[role] |= run
            if role == "content" and not places:
                alone.append({"source": set(), "cue": set(), "content": run})
    whole = [item for item in (*made.values(), *alone) if item["content"]]
    return [{**item, "q": document.quoted([document.toks[at] for at in item["content"]])} for item in whole]


def _runs(document: scorer.Doc, marks: Marks, role: str, cuts: Cuts) -> Iterator[set[int]]:
    """Yield the runs of tokens that the encoder labels ``role``."""
    begin, inside = (marks.labels[:, LABELS.index(f"{part}-{role}")] for part in "BI")
    likely = begin + inside >= (cuts.cue if role == "cue" else cuts.tag)
    run: set[int] = set()
    for index, place in enumerate(marks.pieces.offsets):
        if run and (not likely[index] or begin[index] > inside[index]):
            yield run
            run = set()
        if likely[index]:
            run |= document.ids([place])
    if run:
        yield run


def gold_marks(marks: Marks, attributions: Sequence[dict]) -> Marks:
    """Return marks with gold labels, all but certain."""
    starts = np.array([start for start, _ in marks.pieces.offsets])
    labels = np.full((len(starts), len(LABELS)), 0.01, dtype=np.float32)
    labels[:, 0] = 0.9
    for role in ("content", "source", "cue"):
        for start, end in (span for item in attributions for span in item[role] or ()):
            inside = np.flatnonzero((starts >= start) & (starts < end))
            labels[inside] = 0.01
            labels[inside, LABELS.index(f"I-{role}")] = 0.9
            labels[inside[:1]] = 0.01
            labels[inside[:1], LABELS.index(f"B-{role}")] = 0.9
    return replace(marks, labels=labels)


def matched(gold: Sequence[dict], found: Sequence[dict], name: str = "attribution") -> dict[int, int]:
    """Return the scorer's one-to-one matching, gold to found."""
    test = scorer.TESTS[name]
    edges = {i: [j for j, other in enumerate(found) if test(item, other)] for i, item in enumerate(gold)}
    return scorer.max_matching(len(gold), edges)


def scores(rows: Sequence[tuple[list[dict], list[dict]]]) -> dict[str, float]:
    """Return F1 in % by column, for pairs of gold and found."""
    total: Counter = Counter()
    for gold, found in rows:
        for name in ("content.overlap", "attribution"):
            pairs = matched(gold, found, name)
            for prefix, wanted in (("", {True, False}), ("direct.", {True}), ("indirect.", {False})):
                total[f"{prefix}{name}|g"] += sum(item["q"] in wanted for item in gold)
                total[f"{prefix}{name}|p"] += sum(item["q"] in wanted for item in found)
                total[f"{prefix}{name}|tg"] += sum(gold[i]["q"] in wanted for i in pairs)
                total[f"{prefix}{name}|tp"] += sum(found[j]["q"] in wanted for j in pairs.values())
    return {name: 100 * scorer.prf(total, name)["f"] for name in COLUMNS}


def kind_of(item: dict, found: Sequence[dict]) -> str:
    """Return which kind of miss a gold attribution is that was not found."""
    same = [other for other in found if other["cue"] & item["cue"]]
    if any(scorer.jaccard(item["content"], other["content"]) >= 0.5 for other in same):
        return SOURCE
    if same:
        return EDGES if any(item["content"] & other["content"] for other in same) else OTHER
    if any(scorer.jaccard(item["content"], other["content"]) >= 0.5 for other in found):
        return CUE
    return INSIDE if any(item["cue"] & other["content"] for other in found) else NOTHING


def in_words(text: str, item: dict) -> str:
    """Return an attribution on one line."""
    spans = (" … ".join(text[start:end] for start, end in item[role] or ()) or "–" for role in ROLES)
    return " ".join(" | ".join(spans).split())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--show", metavar="KIND", choices=(*KINDS, *SPURIOUS), help="print the errors of one kind")
    options = parser.parse_args()
    tag.CANDIDATE = 0.0
    cuts = Cuts()
    rows: dict[str, list] = {"as it is": [], "perfect linking of our labels": [], "our linking of gold labels": []}
    kinds: Counter = Counter()
    for every in read_articles(options.gold, Encoder(options.models)):
        article = replace(every, marks=_likely(every.marks))
        document = scorer.Doc(article.gold["text"])
        wanted = [item for item in article.gold["attributions"] if document.ids(item["content"])]
        gold = [in_tokens(document, item) for item in wanted]
        found = decode(article, cuts)
        ours = [in_tokens(document, scorer_format(item)) for item in found]
        told = gold_marks(every.marks, wanted)
        linked = [item for item, _ in find_attributions(article.reading, told, cuts, article.names)]
        rows["as it is"].append((gold, ours))
        rows["perfect linking of our labels"].append((gold, linked_perfectly(document, article.marks, cuts, gold)))
        rows["our linking of gold labels"].append((gold, [in_tokens(document, scorer_format(item)) for item in linked]))
        pairs = matched(gold, ours)
        for number, (item, one) in enumerate(zip(wanted, gold, strict=True)):
            kind = RIGHT if number in pairs else kind_of(one, ours)
            kinds[kind, one["q"]] += 1
            if kind == options.show:
                print(in_words(document.text, item))
                for other, each in zip(ours, found, strict=True):
                    if other["cue"] & one["cue"] or other["content"] & one["content"]:
                        print("    found:", in_words(document.text, scorer_format(each)))
        for number, (other, each) in enumerate(zip(ours, found, strict=True)):
            if number not in pairs.values():
                is_known = any(other["cue"] & one["cue"] for one in gold)
                kind = SPURIOUS[0] if is_known else SPURIOUS[2 if each.within else 1]
                kinds[kind, other["q"]] += 1
                if kind == options.show:
                    print(in_words(document.text, scorer_format(each)))
    print("| F1, % | attribution | direct | indirect | content overlap |\n|---|---|---|---|---|")
    for name, pairs in rows.items():
        reached = scores(pairs)
        print(f"| {name} | {' | '.join(f'{reached[column]:.1f}' for column in COLUMNS)} |")
    for heading, listed in (("gold attributions", KINDS), ("found, and no gold one", SPURIOUS)):
        print(f"\n| {heading} | quoted | unquoted |\n|---|---|---|")
        for kind in listed:
            print(f"| {kind} | {kinds[kind, True]} | {kinds[kind, False]} |")


def _likely(marks: Marks) -> Marks:
    """Return marks with the links that the encoder keeps when reading."""
    begin = LABELS.index("B-cue")
    return replace(marks, links={at: link for at, link in marks.links.items() if marks.labels[at, begin] >= 0.1})


if __name__ == "__main__":
    main()
