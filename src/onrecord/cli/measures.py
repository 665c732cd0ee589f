"""``onrecord measures``: what is held, how old it is, whether it holds, newer releases, exports and drafts."""

from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

# ruff: noqa: PLC0415 - the stages load only for the command that runs them

__all__ = ["measures_app"]

measures_app = typer.Typer(help="The measures this installation holds.", no_args_is_help=True)

_FAILED, _PARTLY = 1, 3


class _Dates(Enum):
    """What comes first in days such as 1/2/2029."""

    day_first = "day-first"
    month_first = "month-first"


class _Format(Enum):
    """The shapes in which a measure is exported."""

    csv = "csv"
    parquet = "parquet"
    datapackage = "datapackage"
    csvw = "csvw"


def _day(stated: str) -> date:
    """Parse ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(stated)
    except ValueError:
        raise typer.BadParameter(f"'{stated}' is no day: write it as 2025-06-19") from None


Measures = Annotated[
    list[Path] | None, typer.Option("--measures", metavar="DIR", help="A folder of measures beside the shipped ones.")
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="Where updated measures lie [ONRECORD_DATA, or the user's data directory]."
    ),
]
AsOf = Annotated[date | None, typer.Option(parser=_day, metavar="DAY", help="As released by this day [newest held].")]
Id = Annotated[str, typer.Argument(metavar="ID", help="As 'onrecord measures list' shows it.")]


@measures_app.command("list")
def list_measures(*, measures: Measures = None, data: Data = None, as_of: AsOf = None) -> None:
    """List every measure held, its newest release, and how old that is beside the newest day held (or DAY)."""
    from onrecord.cli.measures_view import print_list
    from onrecord.run.local import open_records

    print_list(open_records(tuple(measures or ()), data), as_of)


@measures_app.command("show")
def show_measure(id_: Id, *, measures: Measures = None, data: Data = None, as_of: AsOf = None) -> None:
    """Show what a measure counts and leaves out, what of it is held, and its default series as a chart."""
    from onrecord.cli.measures_view import print_measure
    from onrecord.run.local import open_records

    print_measure(open_records(tuple(measures or ()), data), id_, as_of)


@measures_app.command("validate")
def validate_measures(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A measure's folder, or one that holds AGENCY/MEASURE.")
    ],
) -> None:
    """Load every measure of a folder strictly and apply its invariants; nothing in it is run."""
    from onrecord.cli.output import say
    from onrecord.records.validate import validate_folder

    failed = 0
    for report in validate_folder(folder):
        typer.echo(f"{report.measure}: {'holds' if not report.faults else 'does not hold'}; {report.held}")
        for fault in report.faults:
            typer.echo(f"  {fault}")
        failed += bool(report.faults)
    if failed:
        say(f"{failed} of the measures do not hold")
        raise typer.Exit(_FAILED)


@measures_app.command("update")
def update_measures(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID...]", help="Which [all with an address].")] = None,
    *,
    file: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="Read this file; fetch nothing.")] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Fetch and compare; change nothing.")] = False,
    came: Annotated[
        date | None, typer.Option(parser=_day, metavar="DAY", help="The day on which it came [today].")
    ] = None,
    mirror: Annotated[
        str | None,
        typer.Option(
            metavar="URL", envvar="ONRECORD_MIRROR", help="Ask URL/HOST/PATH instead of each agency's address."
        ),
    ] = None,
    private: Annotated[bool, typer.Option("--allow-private", help="The mirror may lie at a private address.")] = False,
    measures: Measures = None,
    data: Data = None,
    trust: Annotated[
        bool, typer.Option("--trust", help="Run the load.py of a folder that is not shipped. It is a program.")
    ] = False,
) -> None:
    """Fetch newer releases into the user's data directory; a measure that fails keeps what it held."""
    from onrecord.cli.measures_view import print_outcome
    from onrecord.records.fetch import Reach
    from onrecord.records.held import data_folder
    from onrecord.records.update import Source
    from onrecord.records.update import update_measures as update
    from onrecord.run.local import open_records

    if file is not None and not ids:
        raise typer.BadParameter("--from goes with the measures that the file is read for")
    if mirror is not None and not mirror.startswith(("https://", "http://")):
        raise typer.BadParameter(f"'{mirror}' is no address of a mirror: write it as https://mirror.example")
    today = datetime.now().astimezone().date()
    source = Source(came or today, file, Reach(mirror=mirror, private=private), dry, trust)
    root = data_folder(data)
    done = failed = 0
    for outcome in update(ids or (), root, source, lambda: open_records(tuple(measures or ()), root)):
        print_outcome(outcome, dry=dry)
        done += outcome.error is None
        failed += outcome.error is not None
    if failed:
        raise typer.Exit(_PARTLY if done else _FAILED)


@measures_app.command("export")
def export_measure(
    id_: Id,
    *,
    format_: Annotated[_Format, typer.Option("--format", help="The shape.")] = _Format.csv,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="A file (csv, parquet) or a folder (datapackage, csvw)."),
    ] = None,
    as_of: AsOf = None,
    vintages: Annotated[
        bool, typer.Option("--vintages", help="Every value of every release, not the newest only.")
    ] = False,
    measures: Measures = None,
    data: Data = None,
) -> None:
    """Export a measure's values with their status, release, licence and citation."""
    from onrecord.cli.measures_view import export
    from onrecord.run.local import open_records

    catalog = open_records(tuple(measures or ()), data)
    export(catalog, id_, format_.value, out, as_of, vintages=vintages)


@measures_app.command("new")
def new_measure(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table: csv, xlsx or parquet.")],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write AGENCY/MEASURE.")] = Path(
        "measures"
    ),
    id_: Annotated[str | None, typer.Option("--id", metavar="AGENCY/MEASURE", help="Its name [own/FILE].")] = None,
    value: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of figures [guessed].")] = None,
    period: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of periods [guessed].")] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of a workbook [the first].")] = None,
    released: Annotated[
        date | None, typer.Option(parser=_day, metavar="DAY", help="The day of its release [the last day counted].")
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="PLACE", help="The place that is counted [a question].")] = None,
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="Who counts [a question].")] = None,
    dates: Annotated[_Dates | None, typer.Option(help="What 1/2/2029 begins with [guessed].")] = None,
) -> None:
    """Draft a measure from a table of your own: columns, types, period and value guessed, shown, and yours to edit."""
    from onrecord.cli.measures_view import print_draft
    from onrecord.records.draft import Wishes, draft_measure

    day_first = None if dates is None else dates is _Dates.day_first
    print_draft(draft_measure(file, out, Wishes(id_, value, period, sheet, released, day_first, area, agency)))
