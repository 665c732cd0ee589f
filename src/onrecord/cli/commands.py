"""The commands: each reads its options, runs, and emits; data goes to standard output, all else to standard error."""

import json
import re
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord import __version__
from onrecord.cli.measures import measures_app
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from onrecord.model import CheckedReading
    from onrecord.records.catalog import Catalog
    from onrecord.run.local import FieldMap, Options, Outcome

# ruff: noqa: PLC0415 - the stages load only for the command that runs them

__all__ = ["app"]

app = typer.Typer(
    help="Read news and official statements, keep who said what, and show what the released records say.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 failed, 2 usage, 3 done but some inputs could not be read.",
)
app.add_typer(measures_app, name="measures")

_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s*(?:([kmg])(i?)b?|b)?", re.IGNORECASE)
_POWERS = {"k": 1, "m": 2, "g": 3}


class _Shape(Enum):
    """The two shapes that the commands emit."""

    reading = "reading"
    check = "check"


def _day(stated: str) -> date:
    """Parse ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(stated)
    except ValueError:
        raise typer.BadParameter(f"'{stated}' is no day: write it as 2025-06-19") from None


def _size(stated: str) -> int:
    """Parse a size: ``500k``, ``2MB``, ``2MiB``, or plain bytes."""
    found = _SIZE.fullmatch(stated.strip())
    size = 0
    if found:
        base = 1024 if found[3] else 1000
        size = int(float(found[1]) * base ** _POWERS.get((found[2] or "").lower(), 0))
    if size < 1:
        raise typer.BadParameter(f"'{stated}' is no size: write it as 500k, 2MB or a number of bytes")
    return size


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files (txt, md, html, pdf, eml, rss, csv, jsonl), directories, web addresses, or - for stdin.",
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=NAME",
        help="Which column or key of CSV or JSONL is which field (text=content; publisher:=VALUE for every row).",
    ),
]
Published = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="DAY", help="The day of publication, before what a document says of itself."),
]
AsOf = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="DAY", help="Check against the records as released by this day [newest held]."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Emit JSON: one object for one source, an array for several.")]
AsLines = Annotated[bool, typer.Option("--jsonl", help="Emit JSON, one line per document.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a report that opens offline.")]
Charts = Annotated[
    Path | None,
    typer.Option("--charts", metavar="DIR", help="Write each check's chart there: svg, png, csv, alt text."),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say of each item which rule or head made it, and how sure it is.")
]
Excerpts = Annotated[bool, typer.Option("--excerpts", help="Report only the sentences that carry statements.")]
Confidence = Annotated[float, typer.Option(min=0.0, max=1.0, metavar="X", help="Leave out attributions below this.")]
MaxSize = Annotated[
    int | None,
    typer.Option(parser=_size, metavar="SIZE", help="The largest document to read (500k, 2MB) [2 MiB]."),
]
Measures = Annotated[
    list[Path] | None, typer.Option("--measures", metavar="DIR", help="A folder of measures beside the shipped ones.")
]


def _print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


@app.command()
def demo(
    html: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the report.")] = Path("report.html"),
) -> None:
    """Read and check the invented sample article; write a report beside."""
    from onrecord.run.local import Options, check_sources, open_records, sample_folder

    catalog = open_records()
    outcomes = check_sources([str(sample_folder())], Options(), catalog)
    _emit(outcomes, [], catalog, html=html)


@app.command()
def read(
    sources: Sources,
    *,
    published: Published = None,
    min_confidence: Confidence = 0.0,
    max_size: MaxSize = None,
    map_: Map = None,
    json_: AsJson = False,
    jsonl: AsLines = False,
    html: Html = None,
    excerpts: Excerpts = False,
    explain: Explain = False,
) -> None:
    """Bring out who said what, when and how much."""
    from onrecord.run.local import read_sources

    options = _options(
        published=published,
        min_confidence=min_confidence,
        max_size=max_size,
        fields=_fields(map_),
        explain=explain,
    )
    outcomes = read_sources(sources, options)
    _emit(outcomes, sources, as_json=json_, as_lines=jsonl, html=html, excerpts=excerpts, explain=explain)


@app.command()
def check(
    sources: Sources,
    *,
    published: Published = None,
    as_of: AsOf = None,
    min_confidence: Confidence = 0.0,
    max_size: MaxSize = None,
    map_: Map = None,
    measures: Measures = None,
    json_: AsJson = False,
    jsonl: AsLines = False,
    html: Html = None,
    charts: Charts = None,
    excerpts: Excerpts = False,
    explain: Explain = False,
) -> None:
    """Read, and set every claim against the released records."""
    from onrecord.run.local import check_sources, open_records

    options = _options(
        published=published,
        as_of=as_of,
        min_confidence=min_confidence,
        max_size=max_size,
        fields=_fields(map_),
        explain=explain,
    )
    catalog = open_records(tuple(measures or ()))
    outcomes = check_sources(sources, options, catalog)
    shape = {"as_json": json_, "as_lines": jsonl, "explain": explain}
    _emit(outcomes, sources, catalog, **shape, html=html, charts=charts, excerpts=excerpts)


@app.command()
def schema(shape: Annotated[_Shape, typer.Argument(help="Which shape.")]) -> None:
    """Print the JSON Schema of what a command emits."""
    from onrecord.cli.schema import shape_schema

    typer.echo(json.dumps(shape_schema(shape.value), indent=1, ensure_ascii=False))


def _fields(stated: list[str] | None) -> "FieldMap | None":
    """Return the map of fields that options give."""
    from onrecord.run.local import parse_fields

    try:
        return parse_fields(stated) if stated else None
    except InputError as error:
        raise typer.BadParameter(str(error)) from None


def _options(**given: Any) -> "Options":
    """Return the options of a run; what was not given keeps its default."""
    from onrecord.run.local import Options

    return Options(**{name: value for name, value in given.items() if value is not None})


def _emit(
    outcomes: "Iterator[Outcome]",
    sources: list[str],
    catalog: "Catalog | None" = None,
    *,
    as_json: bool = False,
    as_lines: bool = False,
    html: Path | None = None,
    charts: Path | None = None,
    excerpts: bool = False,
    explain: bool = False,
) -> None:
    """Emit the outcomes in the shape asked for, and leave with the exit code that tells how it went.

    Without a catalog nothing was checked, and readings are emitted.
    """
    if as_json and as_lines:
        raise typer.BadParameter("--json and --jsonl exclude each other")
    if excerpts and html is None:
        raise typer.BadParameter("--excerpts goes with --html")
    from onrecord.cli import output

    if html is not None:
        output.refuse_target(html)
    if charts is not None:
        output.make_folder(charts)
    counts = output.Counts()
    kept: list[Outcome] = []
    passing = output.track(counts.watch(outcomes), visible=as_json or as_lines)
    if html is not None or charts is not None:
        passing = output.keep(passing, kept)
    if as_json or as_lines:
        to_dict = _to_dict(explain=explain, checked=catalog is not None)
        if as_lines:
            output.emit_jsonl(passing, to_dict)
        else:
            output.emit_json(passing, to_dict, single=output.is_single(sources))
    else:
        output.emit_tables(passing, _printer(explain=explain, checked=catalog is not None))
    if counts.read + counts.unread == 0:
        output.say("no document found; give files, or a directory that holds some")
    if html is not None and counts.read:
        from onrecord.show.report import render_report

        output.write_file(
            html, render_report(_readable(kept), excerpts=excerpts, measures=catalog.measures if catalog else ())
        )
        output.say(f"the report is in {html}")
    if charts is not None and catalog:
        from onrecord.show.pictures import named_charts

        written = sum(
            output.write_chart(charts, name, files) for name, files in named_charts(_readable(kept), catalog.measures)
        )
        output.say(f"{written} charts are in {charts}")
    raise typer.Exit(counts.exit_code)


def _to_dict(*, explain: bool, checked: bool) -> "Callable[[CheckedReading], dict[str, Any]]":
    """Return what makes JSON of an outcome."""
    from onrecord.show import interchange

    if checked:
        return lambda item: interchange.checked_to_dict(item, explain=explain)
    return lambda item: interchange.reading_to_dict(item.reading, explain=explain)


def _printer(*, explain: bool, checked: bool) -> "Callable[[CheckedReading, Console], None]":
    """Return what prints an outcome as tables."""
    from onrecord.show import explained, table

    def show(item: "CheckedReading", console: "Console") -> None:
        if checked:
            table.print_checked(item, console)
        else:
            table.print_reading(item.reading, console)
        if explain:
            explained.print_reasons(item.reading, console)

    return show


def _readable(outcomes: "list[Outcome]") -> "list[CheckedReading]":
    """Return what could be read."""
    return [outcome.checked for outcome in outcomes if outcome.error is None]
