"""Gold time expressions: MEANTIME, the dates of GUM, the English DateTime cases of Recognizers-Text.

A document is ``{"ref", "text", "published", "scored": (start, end), "gold": [...], "half": "a" or "b"}``; ``scored`` is
the stretch of the text that is annotated.
"""

import json
import re
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

__all__ = ["read_gum", "read_meantime", "read_recognizers"]

LAST_SENTENCE = 5
"""MEANTIME's times are annotated in the first six sentences, title and date line among them."""


def read_meantime(folder: Path) -> list[dict]:
    """Return MEANTIME's English articles; halves alternate in the order of names within each of the four topics.

    The date line under the title is not scored: it is the document creation time.
    """
    documents = []
    for topic in sorted(path for path in folder.glob("intra_cross-doc_annotation/*") if path.is_dir()):
        for number, path in enumerate(sorted(topic.glob("*.xml"))):
            documents.append({**_meantime_document(path), "half": "ab"[number % 2]})
    return documents


def _meantime_document(path: Path) -> dict:
    root = ET.parse(path).getroot()  # noqa: S314 - a corpus that the caller chose
    tokens = [(item.get("t_id"), int(item.get("sentence")), item.text) for item in root.iter("token")]
    text, places = _join([(name, sentence, _plain(word)) for name, sentence, word in tokens])
    dateline = [name for name, sentence, _ in tokens if sentence == 1]
    published, gold = None, []
    for item in root.iter("TIMEX3"):
        anchors = [anchor.get("t_id") for anchor in item if anchor.get("t_id") in places]
        if item.get("functionInDocument") == "CREATION_TIME":
            published = _iso(item.get("value")) or published
            continue
        if anchors and anchors[0] not in dateline:
            start, end = places[anchors[0]][0], places[anchors[-1]][1]
            gold.append({"start": start, "end": end, "type": item.get("type"), "value": item.get("value")})
    if published is None:
        line = " ".join(word for _, sentence, word in tokens if sentence == 1)
        published = datetime.strptime(line, "%B %d , %Y").date()  # noqa: DTZ007 - a day
    last = [name for name, sentence, _ in tokens if sentence <= LAST_SENTENCE][-1]
    gold.sort(key=lambda item: item["start"])
    return {
        "ref": path.stem,
        "text": text,
        "published": published.isoformat(),
        "scored": (0, places[last][1]),
        "unscored": (places[dateline[0]][0], places[dateline[-1]][1]),
        "gold": gold,
    }


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _plain(word: str) -> str:
    return {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}.get(word, word)


_TIGHT_AFTER = re.compile(r"[,.;:!?%)\]”]|['’](?:s|S|t|re|ve|ll|d|m)?|n['’]t")
_TIGHT_BEFORE = re.compile(r"[(\[“$€£#]|US\$|[A-Z]{1,2}\$")


def _join(tokens: list[tuple[str, int, str]]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text as a page has it, title and date line apart, and where each token stands."""
    text, places, before, last = "", {}, 0, ""
    for name, sentence, word in tokens:
        if sentence != before:
            text += "\n\n" if before < 2 else " "
        elif text and not _TIGHT_AFTER.fullmatch(word) and not _TIGHT_BEFORE.fullmatch(last):
            text += " "
        places[name] = (len(text), len(text) + len(word))
        text += word
        before, last = sentence, word
    return text, places


def read_gum(folder: Path) -> list[dict]:
    """Return GUM's texts of news, interviews, speeches and courts.

    Gold are the ``<date when=...>`` elements; those with other attributes (from, notAfter ...) are kept apart, as
    'other': places where a date is rightly found but no one value is given.
    """
    documents = []
    for number, path in enumerate(sorted(folder.glob("*.xml"))):
        source = path.read_text(encoding="utf-8")
        created = re.search(r'dateCreated="([^"]*)"', source)
        published = _iso(created[1]) if created else None
        if published is None:
            continue
        tokens: list[tuple[str, int, str]] = []
        gold: list[dict] = []
        open_dates: list[tuple[str, int]] = []
        sentence = 2
        for line in source.splitlines():
            if line.startswith("<s "):
                sentence += 1
            elif line.startswith("<date"):
                open_dates.append((line, len(tokens)))
            elif line.startswith("</date"):
                tag, first = open_dates.pop()
                when = re.search(r'\bwhen="([^"]*)"', tag)
                if len(tokens) > first:
                    gold.append({"first": first, "last": len(tokens) - 1, "value": when[1] if when else None})
            elif line and not line.startswith("<"):
                word = line.split("\t")[0].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
                tokens.append((str(len(tokens)), sentence, word))
        text, places = _join(tokens)
        dates = [
            {
                "start": places[str(item["first"])][0],
                "end": places[str(item["last"])][1],
                "type": "DATE",
                "value": item["value"],
            }
            for item in gold
        ]
        documents.append(
            {
                "ref": path.stem,
                "text": text,
                "published": published.isoformat(),
                "scored": (0, len(text)),
                "gold": [item for item in dates if item["value"]],
                "other": [item for item in dates if not item["value"]],
                "half": "ab"[number % 2],
            }
        )
    return documents


def read_recognizers(folder: Path) -> list[dict]:
    """Return the cases of the English DateTime parsers and model that state a reference time, with their kind."""
    cases = []
    for path in sorted((folder / "English").glob("*.json")):
        if not path.stem.endswith("Parser") and path.stem != "DateTimeModel":
            continue
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8-sig"))):
            reference = case.get("Context", {}).get("ReferenceDateTime")
            if reference:
                cases.append(
                    {
                        "ref": f"{path.stem}-{number}",
                        "text": case["Input"],
                        "published": reference[:10],
                        "gold": [_recognizers_result(item) for item in case.get("Results", [])],
                    }
                )
    return cases


def _recognizers_result(item: dict) -> dict:
    """Return one expected result: its words, kind, timex, and the days of its resolutions (first, day after last)."""
    kind = (item.get("Type") or item.get("TypeName") or item["Typename"]).removeprefix("datetimeV2.")
    value = item.get("Value") or {}
    values = (item.get("Resolution") or value).get("values") or []
    if values:
        timexes = {entry.get("timex", "") for entry in values}
        days = [(entry.get("value") or entry.get("start"), entry.get("end")) for entry in values]
    else:
        timexes = {value.get("Timex", "")}
        days = []
        for name in ("PastResolution", "FutureResolution"):
            entry = value.get(name) or {}
            ends = [entry[key] for key in entry if key.startswith("end")]
            days.append((next(iter(entry.values()), None), ends[0] if ends else None))
    start = item["Start"]
    end = item["End"] + 1 if "End" in item else start + item["Length"]
    return {"start": start, "end": end, "kind": kind, "timexes": sorted(timexes), "days": days}
