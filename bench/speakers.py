"""Who is meant: accuracy of resolved speakers on GUM, MEANTIME and PolNeAR dev, beside the nearest name before.

    python bench/speakers.py [--gum DIR] [--meantime DIR] [--polnear DIR] [--errors]

GUM (news, interviews, speeches, court) and MEANTIME: mentions of persons and organisations that the text also names in
full are given as sources, right before the step ``resolve`` of the shipped pipeline; all other attributions of the
reading are what the pipeline found.  Asked is whether the resolved speaker is the gold entity: its name is a mention of
the entity, and a full name of the entity is among its mentions.  Given are third person pronouns and who / which, 'I'
inside quotation marks (no 'we', which is a person to some and a body to others), short names, and noun phrases of two
to four words that begin with a definite word; no appositions and predicates.  This measures the linking of a source
once it is found, not whether it is found, and nothing that a text never names.

PolNeAR: ``onrecord read --jsonl`` as users run it, and the pronoun sources of ``bench/gold/pronoun_sources.tsv``.  Of
those that the reading has as (part of) a source: is the speaker the annotated entity (accuracy); of all annotated ones
(recall).  The entities have to stay apart: a speaker that has mentions of two annotated entities is wrong.

The baseline takes the nearest name before: of a person for a pronoun or noun phrase of a person, of a body for one of
an organisation; for a short name the nearest longer one with the same last word.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).parent))

from _coreference import Gold, Mention, gum, meantime
from _peers import ROOT, machine
from onrecord.model import Attribution, Document, Reading, Source, Span, Speaker
from onrecord.read.default import default_steps
from onrecord.read.names import Name, find_names
from onrecord.read.pipeline import Step, assemble, step

GOLD = ROOT / "bench" / "gold" / "pronoun_sources.tsv"
DEFINITE = frozenset(["the", "this", "that", "these", "those", "his", "her", "its", "their", "our"])
PERSONS = frozenset(["he", "she", "him", "her", "his", "who", "whom"])


@dataclass
class Tally:
    """Asked, answered rightly by onrecord, by the baseline, and answered at all."""

    asked: int = 0
    right: int = 0
    nearest: int = 0
    answered: int = 0

    def row(self, name: str) -> str:
        """Return a line of the table."""
        share = [f"{100 * part / max(1, self.asked):.1f}" for part in (self.right, self.nearest, self.answered)]
        return f"| {name} | {self.asked} | {' | '.join(share)} |"


HEAD = "| {} | mentions | onrecord right, % | nearest name right, % | answered, % |\n|---|---|---|---|---|"


def is_asked(gold: Gold, mention: Mention) -> bool:
    """Say whether a mention is one to resolve: no full name, none inside it, and a full name elsewhere."""
    if mention.kind == "full":
        return False
    words = gold.text[mention.start : mention.end].lower()
    if mention.kind == "nominal" and not (words.split()[0] in DEFINITE and 2 <= len(words.split()) <= 4):
        return False
    full = [item for item in gold.mentions if item.entity == mention.entity and item.kind == "full"]
    return bool(full) and not any(item.start < mention.end and mention.start < item.end for item in full)


def resolved(gold: Gold, asked: Sequence[Mention], steps: Sequence[Step]) -> list[Speaker | None]:
    """Return the speaker that the shipped pipeline gives each mention, put in as a source before ``resolve``."""

    @step("gold", version=1, needs=("attributions",), adds=("attributions.gold",))
    def add(reading: Reading) -> Reading:
        extra = []
        for number, mention in enumerate(asked):
            span = Span(mention.start, mention.end)
            extra.append(
                Attribution(f"gold-{number}", "body", "indirect", Source((span,), "person"), None, (span,), 1.0)
            )
        return replace(reading, attributions=(*reading.attributions, *extra))

    at = next(index for index, item in enumerate(steps) if item.name == "resolve")
    read = assemble((*steps[:at], add, steps[at]))
    document = Document(gold.name, gold.name, None, None, None, None, None, None, "en", "unknown", gold.text, "0" * 64)
    reading = read(document)
    sources = {item.id: item.source for item in reading.attributions}
    found = [sources.get(f"gold-{number}") for number in range(len(asked))]
    return [reading.speaker(source.speaker) if source else None for source in found]


def entity_at(gold: Gold, span: Span) -> int | None:
    """Return the gold entity whose mention covers ``span`` best."""

    def overlap(item: Mention) -> float:
        shared = min(item.end, span.end) - max(item.start, span.start)
        return shared / (max(item.end, span.end) - min(item.start, span.start))

    near = [item for item in gold.mentions if item.start < span.end and span.start < item.end]
    return max(near, key=overlap).entity if near else None


def name_of(text: str, speaker: Speaker | None) -> Span | None:
    """Return where the text has the speaker's full name."""
    if speaker is None:
        return None
    same = [span for span in speaker.mentions if text[span.start : span.end].lower() == speaker.name.lower()]
    return next(iter(same), None)


def is_right(gold: Gold, mention: Mention, speaker: Speaker | None) -> bool:
    """Say whether a speaker is the gold entity: its name is one of its names, and a full name is among its mentions."""
    answer = name_of(gold.text, speaker)
    if speaker is None or answer is None or entity_at(gold, answer) != mention.entity:
        return False
    full = [item for item in gold.mentions if item.entity == mention.entity and item.kind == "full"]
    return any(span.start < item.end and item.start < span.end for span in speaker.mentions for item in full)


def nearest_name(text: str, names: Sequence[Name], start: int, end: int, kind: str) -> Span | None:
    """Return the baseline's answer."""
    words = text[start:end].removesuffix("'s").removesuffix("’s")
    if kind in {"person", "organisation"}:
        fit = [name for name in names if name.span.end <= start and name.kind == kind]
    else:
        last = words.split()[-1].lower()
        fit = [name for name in names if name.span.end <= start and name.words.lower().split()[-1] == last]
        fit = [name for name in fit if len(name.words.split()) > 1]
    return fit[-1].span if fit else None


def coreference(name: str, documents: Iterable[Gold], steps: Sequence[Step], *, errors: bool, only: str) -> None:
    """Print the tables of one corpus."""
    by_kind: dict[str, Tally] = defaultdict(Tally)
    by_part: dict[str, Tally] = defaultdict(Tally)
    for gold in documents:
        if only and only not in gold.part:
            continue
        asked = [item for item in gold.mentions if is_asked(gold, item)]
        names = find_names(gold.text)
        for mention, speaker in zip(asked, resolved(gold, asked, steps), strict=True):
            right = is_right(gold, mention, speaker)
            kind = "short" if mention.kind == "short" else mention.type
            base = nearest_name(gold.text, names, mention.start, mention.end, kind)
            nearest = base is not None and entity_at(gold, base) == mention.entity
            for tally in (by_kind[f"{mention.type}, {mention.kind}"], by_part[gold.part], by_kind["all"]):
                tally.asked += 1
                tally.right += right
                tally.nearest += nearest
                tally.answered += speaker is not None
            if errors and not right:
                show_error(gold, mention, speaker)
    print("\n" + HEAD.format(name))
    for key in sorted(by_kind, key=lambda key: (key == "all", key)):
        print(by_kind[key].row(key))
    for key in sorted(by_part):
        print(by_part[key].row(key))


def show_error(gold: Gold, mention: Mention, speaker: Speaker | None) -> None:
    """Print one wrong answer to standard error, to be looked at and not kept."""
    full = next(item for item in gold.mentions if item.entity == mention.entity and item.kind == "full")
    before = gold.text[max(0, mention.start - 150) : mention.start].replace("\n", " / ")
    words = gold.text[mention.start : mention.end]
    after = gold.text[mention.end : mention.end + 40].replace("\n", " / ")
    print(
        f"{gold.name} {mention.type[:3]} {mention.kind}: ...{before}[[{words}]]{after}\n"
        f"      is {gold.text[full.start : full.end]!r}, read as {speaker.name if speaker else None!r}",
        file=sys.stderr,
    )


def pronoun_rows() -> Iterator[tuple[str, Span, str, tuple[Span, ...]]]:
    """Yield document, place of the pronoun, kind and places of the antecedent's fullest name."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            spans = tuple(Span(*map(int, piece.split("-"))) for piece in row["antecedent"].split("|"))
            yield row["document"], Span(int(row["start"]), int(row["end"])), row["kind"], spans


def pronouns(folder: Path, *, errors: bool, half: int | None) -> None:
    """Print the table of PolNeAR's pronoun sources."""
    rows: dict[str, list[tuple[Span, str, tuple[Span, ...]]]] = defaultdict(list)
    for document, span, kind, antecedent in pronoun_rows():
        if half is None or crc32(document.encode()) % 2 == half:
            rows[document].append((span, kind, antecedent))
    texts = {name: (folder / "dev" / "text" / f"{name}.txt").read_bytes().decode("utf-8") for name in rows}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, reading in read(texts).items():
        text = texts[name]
        names = find_names(text)
        speakers = {speaker["id"]: speaker for speaker in reading["speakers"]}
        for span, kind, antecedent in rows[name]:
            group = kind if kind in {"person", "organisation"} else "group, place, document"
            word = text[span.start : span.end].lower()
            base = nearest_name(text, names, span.start, span.end, "person" if word in PERSONS else "organisation")
            found = [
                item["source"]
                for item in reading["attributions"]
                if item["source"] and any(_span(piece).overlaps(span) for piece in item["source"]["spans"])
            ]
            speaker = next((speakers[item["speaker"]] for item in found if item["speaker"]), None)
            others = [
                other
                for _, kept, spans in rows[name]
                for other in spans
                if kept in {"person", "organisation"} and not set(spans) & set(antecedent)
            ]
            right = speaker is not None and _is(speaker, antecedent, others)
            counted = ["all named"] if group in {"person", "organisation"} else []
            for key in (group, *counted):
                counts[key]["asked"] += 1
                counts[key]["found"] += bool(found)
                counts[key]["right"] += right
                counts[key]["nearest"] += base is not None and any(_same(text, base, gold) for gold in antecedent)
            if errors and not right:
                before = text[max(0, span.start - 200) : span.start].replace("\n", " / ")
                print(
                    f"{name} {kind}: ...{before}[[{text[span.start : span.end]}]]{text[span.end : span.end + 40]!r}\n"
                    f"      is {text[antecedent[0].start : antecedent[0].end]!r}, "
                    f"read as {speaker['name'] if speaker else None!r}{'' if found else ' (no source here)'}",
                    file=sys.stderr,
                )
    print(
        "\n| pronoun sources of PolNeAR dev | annotated | found as a source, % | accuracy, % | recall, % "
        "| nearest person name right, % |\n|---|---|---|---|---|---|"
    )
    for key in sorted(counts):
        count = counts[key]
        asked, found = max(1, count["asked"]), max(1, count["found"])
        print(
            f"| {key} | {count['asked']} | {100 * count['found'] / asked:.1f} | {100 * count['right'] / found:.1f} "
            f"| {100 * count['right'] / asked:.1f} | {100 * count['nearest'] / asked:.1f} |"
        )


def read(texts: dict[str, str]) -> dict[str, dict]:
    """Return the readings of some texts, by the command line."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "texts.jsonl"
        source.write_text("".join(json.dumps({"ref": key, "text": text}) + "\n" for key, text in texts.items()))
        command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "--max-size", "100MB", str(source)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    readings = [json.loads(line) for line in out.splitlines()]
    return {reading["document"]["ref"]: reading for reading in readings}


def _span(piece: dict) -> Span:
    return Span(piece["start"], piece["end"])


def _is(speaker: dict, antecedent: Sequence[Span], others: Sequence[Span]) -> bool:
    """Say whether a speaker is the annotated entity and no other annotated one."""
    mentions = [_span(piece) for piece in speaker["mentions"]]
    if any(mention.overlaps(other) for mention in mentions for other in others):
        return False
    return any(mention.overlaps(gold) for mention in mentions for gold in antecedent)


def _same(text: str, name: Span, gold: Span) -> bool:
    """Say whether two names are one: the same place, or the shorter one's words all in the longer."""
    one, other = (set(text[span.start : span.end].lower().split()) for span in (name, gold))
    return name.overlaps(gold) or one <= other or other <= one


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for corpus, what in (("gum", "GUM"), ("meantime", "MEANTIME"), ("polnear", "PolNeAR's data folder")):
        parser.add_argument(f"--{corpus}", type=Path, help=f"where {what} lies")
    parser.add_argument("--errors", action="store_true", help="print each wrong answer to standard error")
    parser.add_argument("--part", default="", help="only the parts of GUM and MEANTIME whose name holds this")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only this half of the PolNeAR articles")
    options = parser.parse_args()
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}")
    steps = default_steps() if options.gum or options.meantime else ()
    loaders: tuple[tuple[str, Path | None, Callable[[Path], Iterator[Gold]]], ...] = (
        ("GUM", options.gum, gum),
        ("MEANTIME", options.meantime, meantime),
    )
    for name, folder, load in loaders:
        if folder is not None:
            coreference(name, load(folder), steps, errors=options.errors, only=options.part)
    if options.polnear is not None:
        pronouns(options.polnear, errors=options.errors, half=options.half)


if __name__ == "__main__":
    main()
