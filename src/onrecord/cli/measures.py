"""The measures held, on the terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.errors import OnrecordError
from onrecord.model import Measure
from onrecord.records.catalog import Catalog
from onrecord.show.clean import flat

__all__ = ["print_list", "print_measure"]


def print_list(catalog: Catalog) -> None:
    """Print each measure on a line: id, what it is, agency, grain, day of the newest release."""
    table = Table(box=None, pad_edge=False)
    for head in ("measure", "title", "agency", "grain", "newest release"):
        table.add_column(head, no_wrap=head == "measure", overflow="fold")
    for measure in catalog.measures:
        newest = catalog.newest_release(measure.id).day.isoformat()
        table.add_row(
            *(Text(flat(words)) for words in (measure.id, measure.title, measure.agency, measure.grain, newest))
        )
    Console(highlight=False).print(table)


def print_measure(catalog: Catalog, name: str) -> None:
    """Print a measure: what it counts and leaves out, its dimensions, rules, breaks, caveats, releases.

    Raises:
        OnrecordError: no such measure is held.

    """
    measure = next((item for item in catalog.measures if item.id == name), None)
    if measure is None:
        raise OnrecordError(f"no measure '{name}' is held; 'onrecord measures list' shows those that are")
    console = Console(highlight=False)
    console.print(Text(flat(f"{measure.id}: {measure.title}"), style="bold"))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for head, words in _rows(measure):
        table.add_row(head, Text(flat(words)))
    releases = catalog.releases(measure.id)
    table.add_row("releases", Text(f"{len(releases)}, from {releases[0].day} to {releases[-1].day}"))
    console.print(table)


def _rows(measure: Measure) -> list[tuple[str, str]]:
    """Return the measure's description, line by line."""
    rows = [
        ("counts", measure.definition),
        ("agency", measure.agency),
        ("published by", measure.publisher),
        ("unit", f"{measure.unit}, as a {measure.kind} by {measure.grain}"),
        ("area", measure.area),
        ("covers", ", ".join(measure.covers)),
    ]
    rows += [("leaves out", words) for words in measure.leaves_out]
    rows += [(f"by {name}", ", ".join(codes.values())) for name, codes in measure.dimensions.items()]
    rows += [("rule", words) for words in measure.counting_rules]
    rows += [("break", words) for words in measure.breaks]
    rows += [("caveat", words) for words in measure.caveats]
    return [*rows, ("licence", measure.licence), ("citation", measure.citation)]
