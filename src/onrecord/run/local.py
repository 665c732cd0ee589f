"""Reading and checking on one machine: the only place where the stages meet."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.model import Check, CheckedReading, Document, Issue, Reading
from onrecord.read.fields import FieldMap, parse_map
from onrecord.read.intake import MAX_SIZE, Opened, open_sources
from onrecord.read.opened import make_document
from onrecord.read.pipeline import Step, assemble, step

if TYPE_CHECKING:
    from onrecord.records.catalog import Catalog

__all__ = [
    "FieldMap",
    "Options",
    "Outcome",
    "check_sources",
    "open_records",
    "parse_fields",
    "read_sources",
    "sample_folder",
]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read and check.

    ``published`` goes before the day that a document states; ``as_of`` is the day whose records are asked for
    (``None``: the newest held); attributions below ``min_confidence`` (0 to 1) are left out; ``max_size`` is in bytes;
    ``fields`` says which field of a table's rows is which of a document; ``explain`` asks for every item's reasons.
    """

    published: date | None = None
    as_of: date | None = None
    min_confidence: float = 0.0
    max_size: int = MAX_SIZE
    fields: FieldMap = field(default_factory=FieldMap)
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document.

    Where it could not be read, ``error`` says why, and ``checked`` holds an empty document with that as an issue, so
    that no input is missing from the output.
    """

    ref: str
    checked: CheckedReading
    error: str | None = None


def read_sources(sources: Sequence[str], options: Options) -> Iterator[Outcome]:
    """Yield the reading of each document in ``sources``, in order, with no checks."""
    read: Callable[[Document], Reading] | None = None
    opened_ones = open_sources(sources, max_size=options.max_size, published=options.published, fields=options.fields)
    for opened in opened_ones if "-" in sources else _marked_ahead(opened_ones):
        if opened.document is None:
            yield _unread(opened)
            continue
        read = read or assemble(_steps(options), explain=options.explain)
        reading = read(opened.document)
        origin = {**reading.origin, **opened.origin}
        reading = replace(reading, issues=(*opened.issues, *reading.issues), origin=origin)
        yield Outcome(opened.ref, CheckedReading(reading, ()))


def _marked_ahead(opened: Iterator[Opened]) -> Iterator[Opened]:
    """Yield what was opened, the next document being marked by the encoder while this one is read.

    Half of a reading is the encoder's work, which needs no more than a core beside the rest.  Not for standard input:
    who writes a line there may wait for its reading before writing the next.
    """
    from onrecord.read.tag import mark_ahead  # noqa: PLC0415 - loads the model, and only if there is a text

    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as pool:
        waiting: deque[tuple[Opened, Future[None] | None]] = deque()
        for item in opened:
            text = item.document.text if item.document and item.document.language in {None, "en"} else None
            waiting.append((item, pool.submit(mark_ahead, text) if text else None))
            if len(waiting) > 1:
                yield _when_marked(*waiting.popleft())
        while waiting:
            yield _when_marked(*waiting.popleft())


def _when_marked(item: Opened, marking: "Future[None] | None") -> Opened:
    """Wait for the encoder; what goes wrong there goes wrong again, and is told, when the document is read."""
    if marking is not None:
        wait([marking])
    return item


def check_sources(sources: Sequence[str], options: Options, catalog: "Catalog") -> Iterator[Outcome]:
    """Yield the reading of each document in ``sources``, in order, with the checks of its claims."""
    for outcome in read_sources(sources, options):
        if outcome.error is None:
            checked = _check_reading(outcome.checked.reading, catalog, options.as_of)
            yield replace(outcome, checked=_explained(checked, catalog) if options.explain else checked)
        else:
            yield outcome


def parse_fields(stated: Sequence[str]) -> FieldMap:
    """Return the map of fields that ``FIELD=NAME`` and ``FIELD:=VALUE`` give.

    Raises:
        InputError: one of them has no such form, or names no field.

    """
    return parse_map(stated)


def open_records(folders: Sequence[Path] = (), data: Path | None = None) -> "Catalog":
    """Open the shipped measures, updated ones in their place, and those of ``folders``.

    Updated measures lie under ``data``, else under ``ONRECORD_DATA`` or the user's data directory.

    Raises:
        MeasureError: a measure folder does not hold.

    """
    from onrecord.records.catalog import open_catalog  # noqa: PLC0415 - reading needs no tables
    from onrecord.records.held import data_folder  # noqa: PLC0415 - the same

    return open_catalog(folders, updated=data_folder(data))


def sample_folder() -> Path:
    """Return the folder of the package that holds the invented sample article."""
    return Path(__file__).resolve().parent.parent / "samples"


def _check_reading(reading: Reading, catalog: "Catalog", as_of: date | None) -> CheckedReading:
    """Check the claims of a reading; what goes wrong becomes an issue, and the reading is kept."""
    from onrecord.check.conclude import check_reading  # noqa: PLC0415 - reading needs no checks

    checks: tuple[Check, ...] = ()
    try:
        checks = check_reading(reading, catalog.measures, catalog.gaps, catalog.series, as_of)
    except OnrecordError as error:
        reading = _with_issue(reading, str(error))
    except Exception as error:  # noqa: BLE001 - whatever a check does, the reading is not lost
        reading = _with_issue(reading, f"the check failed on this text ({type(error).__name__}); the reading is kept")
    return CheckedReading(reading, checks)


def _explained(checked: CheckedReading, catalog: "Catalog") -> CheckedReading:
    """Add to a reading's reasons those for which each claim was set against a measure, or against none."""
    from onrecord.check.why_not import check_reasons  # noqa: PLC0415 - only where it is asked for

    reading = checked.reading
    reasons = check_reasons(reading, checked.checks, catalog.measures, catalog.gaps, catalog.series)
    return replace(checked, reading=replace(reading, reasons=(*reading.reasons, *reasons)))


def _with_issue(reading: Reading, what: str) -> Reading:
    """Return the reading with an issue of the check."""
    return replace(reading, issues=(*reading.issues, Issue("check", what)))


def _unread(opened: Opened) -> Outcome:
    """Return the outcome of a source that could not be read."""
    error = opened.error or "cannot be read"
    document = replace(make_document("", b"", ref=opened.ref), sha256="")
    return Outcome(opened.ref, CheckedReading(Reading(document, issues=(Issue("intake", error),)), ()), error)


def _steps(options: Options) -> tuple[Step, ...]:
    """Return the default steps, with one that leaves out doubtful attributions where that is asked for."""
    from onrecord.read.default import default_steps  # noqa: PLC0415 - loads the model, and only if there is a text

    steps = default_steps()
    if options.min_confidence <= 0:
        return steps
    after = 1 + max(index for index, item in enumerate(steps) if "attributions" in item.adds)
    return (*steps[:after], _confident(options.min_confidence), *steps[after:])


def _confident(least: float) -> Step:
    """Return a step that keeps the attributions of at least this confidence."""

    @step("confidence", version=1, needs=("attributions",), adds=())
    def keep_confident(reading: Reading) -> Reading:
        kept = tuple(item for item in reading.attributions if item.confidence >= least)
        ids = {item.id for item in kept}
        kept = tuple(item if item.within in ids else replace(item, within=None) for item in kept)
        return replace(reading, attributions=kept)

    return keep_confident
