"""The measures held, on the terminal: list, definition, chart, what an update did, what a draft guessed."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.output import say
from onrecord.errors import OnrecordError
from onrecord.model import Measure, Series
from onrecord.records.catalog import Catalog
from onrecord.show.clean import flat, visible
from onrecord.show.terminal import draw_series

if TYPE_CHECKING:
    from onrecord.records.draft import Draft
    from onrecord.records.update import Outcome

__all__ = ["export", "print_draft", "print_list", "print_measure", "print_outcome"]


def print_list(catalog: Catalog, as_of: date | None) -> None:
    """Print each measure on a line: id, what it is, the last day counted, the newest release, the time since.

    The time since is counted to ``as_of``, else to the newest release day of any measure held: the clock plays no part.
    """
    newest = {measure.id: _newest(catalog, measure.id, as_of) for measure in catalog.measures}
    known = [day for day in newest.values() if day is not None]
    until = as_of or max(known, default=date.min)
    table = Table(box=None, pad_edge=False)
    for head in ("measure", "title", "counts to", "released", "since then"):
        table.add_column(head, no_wrap=head != "title", overflow="fold")
    for measure in catalog.measures:
        day = newest[measure.id]
        last = _last_counted(catalog, measure, as_of or until)
        age = "none by then" if day is None else _age((until - day).days)
        days = (moment.isoformat() if moment else "-" for moment in (last, day))
        table.add_row(Text(measure.id), Text(flat(measure.title)), *days, age)
    console = Console(highlight=False)
    console.print(table)
    console.print("counts to: the last day that the default series counts; released: the day of the newest release")
    console.print(
        f"since then: from the release to {until}, {'the day asked for' if as_of else 'the newest release held'}"
    )


def _newest(catalog: Catalog, id_: str, as_of: date | None) -> date | None:
    days = [release.day for release in catalog.releases(id_)]
    return max((day for day in days if as_of is None or day <= as_of), default=None)


def _last_counted(catalog: Catalog, measure: Measure, as_of: date) -> date | None:
    """Return the last day that a measure's default series counts, as released by a day."""
    held = catalog.series(measure.id, measure.key)
    seen = held.as_of(as_of).observations if held is not None else ()
    last = max((item.period.last_day for item in seen), default=None)
    released = _newest(catalog, measure.id, as_of)
    return min(last, released) if last is not None and released is not None else last


def _age(days: int) -> str:
    return f"{days:,} day{'' if days == 1 else 's'}"


def print_measure(catalog: Catalog, name: str, as_of: date | None) -> None:
    """Print a measure: what it counts and leaves out, its dimensions, rules, breaks, caveats, releases, and a chart.

    Raises:
        OnrecordError: no such measure is held.

    """
    measure = _measure(catalog, name)
    console = Console(highlight=False)
    console.print(Text(flat(f"{measure.id}: {measure.title}"), style="bold"))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for head, words in _rows(measure):
        table.add_row(head, Text(flat(words)))
    for head, words in _held(catalog, measure):
        table.add_row(head, Text(flat(words)))
    console.print(table)
    series = _visible(catalog.series(measure.id, measure.key), as_of)
    if series is not None and series.observations:
        console.print()
        for line in draw_series(measure, series, min(console.width, 100), plain=not console.is_terminal):
            console.print(Text(visible(line)))


def _measure(catalog: Catalog, name: str) -> Measure:
    measure = next((item for item in catalog.measures if item.id == name), None)
    if measure is None:
        raise OnrecordError(f"no measure '{name}' is held; 'onrecord measures list' shows those that are")
    return measure


def _visible(series: Series | None, as_of: date | None) -> Series | None:
    return None if series is None else series.as_of(as_of or date.max)


def _rows(measure: Measure) -> list[tuple[str, str]]:
    """Return the measure's description, line by line."""
    rows = [
        ("counts", measure.definition),
        ("agency", measure.agency),
        ("published by", measure.publisher),
        ("unit", f"{measure.unit}, as a {measure.kind} by {measure.grain.replace('_', ' ')}"),
        ("area", measure.area),
        ("covers", ", ".join(measure.covers)),
    ]
    rows += [("leaves out", words) for words in measure.leaves_out]
    rows += [(f"by {name}", ", ".join(codes.values())) for name, codes in measure.dimensions.items()]
    rows.append(("claimed by", ", ".join(measure.claimed_by)))
    if measure.only_with:
        rows.append(("only with", ", ".join(measure.only_with)))
    rows += [("rule", words) for words in measure.counting_rules]
    rows += [("break", words) for words in measure.breaks]
    rows += [("caveat", words) for words in measure.caveats]
    return [*rows, ("licence", measure.licence), ("citation", measure.citation)]


def _held(catalog: Catalog, measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield what is held: releases, series, coverage of the default one, values left out."""
    releases = catalog.releases(measure.id)
    changed = sum(release.stated_day is not None for release in releases)
    yield "releases", f"{len(releases)}, from {releases[0].day} to {releases[-1].day}"
    if changed:
        yield "", f"the day of {changed} was changed; the day given is kept with the reason"
    series = catalog.series(measure.id, measure.key)
    yield "series", f"{len(catalog.keys(measure.id))}"
    if series is not None:
        periods = [item.period for item in series.observations]
        yield (
            "covers from",
            f"{min(period.start for period in periods)} to {max(period.last_day for period in periods)}",
        )
        doubtful = [item for item in series.observations if item.status == "suspect"]
        if doubtful:
            yield "suspect", f"{len(doubtful)} values of the default series are kept and left out of checks"
    if catalog.folder(measure.id) != catalog.origin(measure.id):
        yield "updated", f"on this machine: {catalog.folder(measure.id)}"


def print_outcome(outcome: "Outcome", *, dry: bool) -> None:
    """Print what an update did with one measure; differences and doubts in full, an error on standard error."""
    console = Console(highlight=False, soft_wrap=True)

    def line(words: str) -> None:
        console.print(Text(visible(words)))

    if not outcome.taken and outcome.error is None:
        line(f"{outcome.measure}: has not changed since it was last taken in")
    for taken in outcome.taken:
        if taken.state == "added":
            act = "would be added" if dry else "added"
            line(f"{outcome.measure}: the release of {taken.day} {act}, {taken.rows:,} rows")
        elif taken.state == "held":
            line(f"{outcome.measure}: the release of {taken.day} is held already, all {taken.rows:,} figures alike")
        else:
            line(f"{outcome.measure}: the release of {taken.day} is held with {len(taken.differences)} other figures:")
        for item in taken.differences:
            line(f"  {item.file} {item.period} {item.codes}: held {_figure(item.held)}, read {_figure(item.read)}")
        for reason in taken.suspect:
            line(f"  kept as suspect: {reason}")
    for note in outcome.notes:
        line(f"  {note}")
    if outcome.error is not None:
        say(f"{outcome.measure}: {outcome.error}")


def _figure(value: float | None) -> str:
    return "nothing" if value is None else f"{value:,.10g}"


def export(catalog: Catalog, id_: str, format_: str, out: Path | None, as_of: date | None, *, vintages: bool) -> None:
    """Write a measure in one of the export shapes.

    Raises:
        OnrecordError: no such measure is held, or the shape needs a path.

    """
    from onrecord.show import tabular  # noqa: PLC0415 - few commands export

    measure = _measure(catalog, id_)
    held = [catalog.series(id_, key) for key in catalog.keys(id_)]
    series = [one if vintages and as_of is None else one.as_of(as_of or date.max) for one in held if one is not None]
    table = tabular.Tabular(measure, tuple(series), catalog.releases(id_))
    if format_ == "csv" and out is None:
        sys.stdout.write(tabular.to_csv(table))
        return
    if out is None:
        raise OnrecordError(f"{format_} goes into a file or a folder: say --out PATH")
    files = {
        "csv": lambda: {"": tabular.to_csv(table).encode()},
        "parquet": lambda: {"": tabular.to_parquet(table)},
        "datapackage": lambda: tabular.to_datapackage(table),
        "csvw": lambda: tabular.to_csvw(table),
    }[format_]()
    for name, data in files.items():
        path = out / name if name else out
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    say(f"{', '.join(str(out / name) if name else str(out) for name in files)} written")


def print_draft(draft: "Draft") -> None:
    """Print what a draft guessed, and what to look at before it is used."""
    console = Console(highlight=False, soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    for head in ("column", "type", "taken as", "for example"):
        table.add_column(head, overflow="fold")
    for column in draft.columns:
        table.add_row(*(Text(flat(words)) for words in (column.name, column.type, column.role, column.example)))
    console.print(table)
    for words in draft.guesses:
        console.print(Text(flat(words)))
    console.print(Text(f"written: {draft.folder}"))
    for words in draft.todo:
        console.print(Text(flat(f"look at: {words}")))
    console.print(Text(f"then: onrecord measures validate {draft.folder}"))
    console.print(Text(f"and:  onrecord check FILE --measures {draft.root}"))
