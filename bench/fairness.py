"""What changes in a reading when its speakers' names and parties are exchanged.

    python bench/fairness.py --gold GOLD.json [--articles 40] [--limit CHANGED]

Reads the invented articles of ``tests/articles`` and the first dev articles of PolNeAR twice through ``onrecord read``:
as they are, and with every named speaker's given name and surname given to the next one (a lone speaker's to an
invented person) and Democrats and Republicans exchanged.  Initials ('G.') and suffixes ('Jr.') stay where they are:
given to somebody else as a surname they make no name.  Attributions are set beside each other word by word.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _peers import ROOT, machine
from onrecord.read.decode import decode

PARTIES = {
    "Republican": "Democrat",
    "Republicans": "Democrats",
    "Democrat": "Republican",
    "Democrats": "Republicans",
    "Democratic": "Republican",
    "GOP": "Democratic",
}
INVENTED = ("Rowan", "Castle")
GIVEN = frozenset((Path(__file__).parent / "given_names.txt").read_text(encoding="utf-8").split())
"""Common given names (U.S. Social Security Administration, public domain) and some of the invented articles': only what
begins with one is exchanged, so that no place or title is swapped for a person."""

SUFFIXES = frozenset(["Jr", "Sr", "II", "III", "IV"])

_WORD = re.compile(r"[^\W\d_](?:[\w-]|['’](?=[^\W\d_]{2}))*")
MOVED = 0.02
"""A confidence that differs by more than this has changed."""


@dataclass(frozen=True)
class Swapped:
    """A text with words exchanged; ``edits`` are (start, end, new start, new end)."""

    text: str
    edits: tuple[tuple[int, int, int, int], ...]

    def place(self, offset: int, *, is_end: bool) -> int:
        """Return where an offset of the text as it was stands now."""
        moved = 0
        for start, end, new_start, new_end in self.edits:
            if offset >= end:
                moved = new_end - end
            elif offset > start:
                return new_end if is_end else new_start
            else:
                break
        return offset + moved


def read(texts: list[str]) -> list[dict]:
    """Return the readings of some texts, through the command."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "--max-size", "100MB", str(source)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def swap(reading: dict) -> Swapped:
    """Exchange the names of a reading's speakers, and the parties."""
    text = reading["document"]["text"]
    names = [_name_words(item["name"]) for item in reading["speakers"] if item["kind"] == "person"]
    names = [name for name in names if len(name) >= 2 and name[0] in GIVEN and all(word[0].isupper() for word in name)]
    given, last = dict.fromkeys(name[0] for name in names), dict.fromkeys(name[-1] for name in names)
    both = given.keys() & last.keys()
    new: dict[str, str] = dict(PARTIES)
    for words, invented in ((given, INVENTED[0]), (last, INVENTED[1])):
        new |= _turned([word for word in words if word not in both and word not in PARTIES], invented)
    parts, edits, at, length = [], [], 0, 0
    for found in _WORD.finditer(text):
        word = found[0]
        told = new.get(word) or (new.get(word.title(), "").upper() if word.isupper() and len(word) > 3 else None)
        if not told:
            continue
        parts += [text[at : found.start()], told]
        length += found.start() - at
        edits.append((found.start(), found.end(), length, length + len(told)))
        length += len(told)
        at = found.end()
    return Swapped("".join([*parts, text[at:]]), tuple(edits))


def _name_words(name: str) -> list[str]:
    """Return the words of a name that can be exchanged: an initial or 'Jr' given to somebody else makes no name."""
    words = _WORD.findall(name)
    return [word for word in words if len(word) > 1 and word not in SUFFIXES]


def _turned(words: list[str], invented: str) -> dict[str, str]:
    """Give each word the next one's place; a lone one gives its place to an invented word."""
    return dict(zip(words, [*words[1:], words[0]] if len(words) > 1 else [invented], strict=True)) if words else {}


def compare(one: dict, two: dict, swapped: Swapped) -> Counter:
    """Count attributions, and what differs between the reading and that of the swapped text."""

    def key(item: dict, *, move: bool) -> tuple:
        places = []
        for role in ("source", "cue", "content"):
            for span in (item[role] or {"spans": []})["spans"]:
                start, end = span["start"], span["end"]
                if move:
                    start, end = swapped.place(start, is_end=False), swapped.place(end, is_end=True)
                places.append((role, start, end))
        return tuple(places)

    before = {key(item, move=True): item for item in one["attributions"]}
    after = {key(item, move=False): item for item in two["attributions"]}
    counts = Counter(attributions=len(before), words_exchanged=len(swapped.edits))
    counts["missing"] = len(before.keys() - after.keys())
    counts["extra"] = len(after.keys() - before.keys())
    for place in before.keys() & after.keys():
        old, new = before[place], after[place]
        counts["act"] += old["act"] != new["act"]
        counts["evidence"] += old["evidence"]["status"] != new["evidence"]["status"]
        counts["mode"] += old["mode"] != new["mode"]
        counts["hedged"] += old["hedged"] != new["hedged"]
        counts["confidence"] += abs(old["confidence"] - new["confidence"]) > MOVED
    return counts


def main() -> None:
    """Print the table, and which articles changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="the scorer's gold of PolNeAR dev")
    parser.add_argument("--articles", type=int, default=40, help="so many of them")
    parser.add_argument("--limit", type=int, help="exit 1 where more attributions changed than this")
    options = parser.parse_args()
    articles = sorted(ROOT.glob("tests/articles/*/article.txt"))
    sets = {"invented": {path.parent.name: decode(path.read_bytes())[0] for path in articles}}
    if options.gold:
        gold = json.loads(options.gold.read_text(encoding="utf-8"))[: options.articles]
        sets["PolNeAR dev"] = {item["doc_id"]: item["text"] for item in gold}
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}\n")
    fields = ("articles", "words_exchanged", "attributions", "missing", "extra", "act", "evidence", "mode", "hedged")
    fields = (*fields, "confidence")
    print(f"| | {' | '.join(fields)} |\n|---|{'---|' * len(fields)}")
    changed = 0
    notes = []
    for name, texts in sets.items():
        first = read(list(texts.values()))
        swaps = [swap(reading) for reading in first]
        second = read([item.text for item in swaps])
        total: Counter = Counter(articles=len(texts))
        for title, one, two, swapped in zip(texts, first, second, swaps, strict=True):
            counts = compare(one, two, swapped)
            total += counts
            differs = {key: value for key, value in counts.items() if key not in fields[:3] and value}
            changed += sum(differs.values())
            if differs:
                notes.append(f"{name}, {title}: {differs}")
        print(f"| {name} | {' | '.join(str(total[field]) for field in fields)} |")
    print("\n" + ("\n".join(notes) or "nothing changed"))
    if options.limit is not None and changed > options.limit:
        sys.exit(f"{changed} changes are more than the limit of {options.limit}")


if __name__ == "__main__":
    main()
