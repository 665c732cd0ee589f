"""Why each item of a reading stands there, as tables for a terminal: the rule or head that made it, and how sure it is.

Every string goes through :func:`onrecord.show.clean.flat` into a rich ``Text``, as in :mod:`onrecord.show.table`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.model import Attribution, Claim, Quantity, Reading, Reason, Segment, Span, Speaker, Time
from onrecord.show.clean import flat, shorten

__all__ = ["print_reasons"]

_ITEM = 60
_PART = 48
_RULE = 100
"""Characters shown of an item's words, of a part with its value, and of the words that decided."""

_MARKS = "“”\"‘’' "


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a reading: its name in reasons, its words as shown, and the values of its parts."""

    of: str
    id: str
    words: str
    values: Mapping[str, str] = field(default_factory=dict)


def print_reasons(reading: Reading, console: Console) -> None:
    """Print for each item of a reading which rule or head made it, with its confidence, or 'rule' where it has none."""
    by_item: dict[tuple[str, str], list[Reason]] = defaultdict(list)
    for reason in reading.reasons:
        by_item[reason.of, reason.item].append(reason)
    groups = (
        ("Why: segments", _segments(reading)),
        ("Why: statements", _attributions(reading)),
        ("Why: speakers", _speakers(reading)),
        ("Why: times", _times(reading)),
        ("Why: quantities", _quantities(reading)),
        ("Why: claims", _claims(reading)),
    )
    for title, items in groups:
        rows = [(item, by_item[item.of, item.id]) for item in items]
        if rows:
            console.print(_table(title, rows))


def _table(title: str, rows: Sequence[tuple[_Item, Sequence[Reason]]]) -> Table:
    table = Table(
        title=Text(title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    table.add_column("item", ratio=5, overflow="fold")
    table.add_column("part", ratio=3, overflow="fold")
    table.add_column("rule or head", ratio=6, overflow="fold")
    table.add_column("sure", width=4, justify="right", overflow="fold")
    for item, reasons in rows:
        words = Text(shorten(item.words, _ITEM))
        for reason in reasons:
            sure = Text("rule", style="dim") if reason.confidence is None else Text(f"{reason.confidence:.2f}")
            table.add_row(words, _part(item, reason), _rule(reason), sure)
            words = Text()
        if not reasons:
            table.add_row(words, Text(), Text("no reason was kept", style="dim"), Text())
        table.add_row()
    return table


def _part(item: _Item, reason: Reason) -> Text:
    value = item.values.get(reason.what)
    part = Text(flat(reason.what), style="dim")
    return part.append(f": {shorten(value, _PART)}", style="not dim") if value else part


def _rule(reason: Reason) -> Text:
    rule = Text(flat(reason.rule))
    return rule.append(f" “{shorten(reason.words, _RULE)}”", style="dim") if reason.words else rule


def _place(item: Segment | Time) -> str:
    return f"{item.start}-{item.end}"


def _segments(reading: Reading) -> Iterator[_Item]:
    for item in reading.segments:
        yield _Item("segment", _place(item), reading.document.words(item.span), {"kind": item.kind})


def _attributions(reading: Reading) -> Iterator[_Item]:
    words = reading.document.words
    for item in reading.attributions:
        author = reading.speaker(item.source.speaker) if item.source and not item.source.spans else None
        cited = author.name if author else words(item.source.spans) if item.source else "nobody named"
        named = shorten(cited, _ITEM // 2)
        said = words(item.content).strip(_MARKS)
        yield _Item("attribution", item.id, f"{named}: {said}", _parts(item, reading))


def _parts(item: Attribution, reading: Reading) -> dict[str, str]:
    speaker = reading.speaker(item.source.speaker) if item.source else None
    return {
        "cue": reading.document.words(item.cue or ()),
        "mode": item.mode,
        "act": item.act,
        "evidence": item.evidence.status.replace("_", " "),
        "when": (item.when.timex or "") if item.when else "",
        "source kind": item.source.kind if item.source else "",
        "speaker": speaker.name if speaker else "",
    }


def _speakers(reading: Reading) -> Iterator[_Item]:
    for item in reading.speakers:
        yield _Item("speaker", item.id, item.name, _standing(item))


def _standing(item: Speaker) -> dict[str, str]:
    return {"name": item.kind, "public role": "yes" if item.public_role else "no"}


def _times(reading: Reading) -> Iterator[_Item]:
    for item in reading.times:
        words = reading.document.words(Span(item.start, item.end))
        yield _Item("time", _place(item), words, {"value": item.when.timex or item.type.lower()})


def _quantities(reading: Reading) -> Iterator[_Item]:
    for item in reading.quantities:
        words = reading.document.words(Span(item.start, item.end))
        yield _Item("quantity", item.id, words, _measured(item))


def _measured(item: Quantity) -> dict[str, str]:
    ends = ["" if end is None else f"{end:g}" if abs(end) < 1e6 else f"{end:,.0f}" for end in (item.low, item.high)]
    value = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}".strip()
    return {
        "value": value,
        "unit": item.unit or "",
        "per": item.per or "",
        "comparator": f"{item.comparator}{', about' if item.approx and item.comparator != '~' else ''}",
        "change": item.change or "",
    }


def _claims(reading: Reading) -> Iterator[_Item]:
    for item in reading.claims:
        yield _Item("claim", item.id, reading.document.words(Span(item.start, item.end)), _asserted(item))


def _asserted(item: Claim) -> dict[str, str]:
    return {"kind": f"{item.kind}{f' of {item.topic}' if item.topic else ''}", "voice": item.voice}
