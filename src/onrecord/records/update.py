"""Newer releases for measures: fetched, read by the measure's own ``load.py``, taken in whole or not at all.

An address that several measures share is fetched once.  What goes wrong with one measure is said and stops no other; a
measure that fails keeps what it held.  The raw file is not kept: ICE's workbooks name facilities, and record-level
releases hold rows about people; its hash is.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import ModuleType

from onrecord.errors import MeasureError, OnrecordError
from onrecord.ids import bytes_sha256, content_id
from onrecord.records.arrive import arrive
from onrecord.records.catalog import Catalog
from onrecord.records.description import MeasureDescription, UpdateDescription
from onrecord.records.fetch import Reach
from onrecord.records.held import lock_holdings, read_holdings, write_holdings
from onrecord.records.program import load_program
from onrecord.records.release import Came, NewRelease, Taken, take_in

__all__ = ["Outcome", "Source", "update_measures"]

MAX_TABLE = 500_000_000
"""Bytes of a file that the user names."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an update comes from: a file that the user names, else the measure's own addresses, within ``reach``.

    ``day`` is the day on which it comes; ``dry`` compares and changes nothing; ``trust`` lets the ``load.py`` of a
    folder that is not shipped run.
    """

    day: date
    file: Path | None = None
    reach: Reach = field(default_factory=Reach)
    dry: bool = False
    trust: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one measure: ``taken`` (several where it has several addresses), ``error``, or nothing new."""

    measure: str
    taken: tuple[Taken, ...] = ()
    notes: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    """One update: what is held when it begins, and what came of each address so far."""

    catalog: Catalog
    root: Path
    source: Source
    folder: Path
    came: dict[str, list[Came] | OnrecordError | None] = field(default_factory=dict)
    users: dict[str, list[str]] = field(default_factory=dict)


def update_measures(
    ids: Sequence[str], root: Path, source: Source, open_held: Callable[[], Catalog]
) -> Iterator[Outcome]:
    """Yield the outcome for each measure of ``ids``, or for each that has an address where ``ids`` is empty.

    ``open_held`` opens what is held under ``root`` and beside it, once no other update is running.

    Raises:
        MeasureError: a measure of ``ids`` is not held, or another update is running.

    """
    with lock_holdings(root), tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        catalog = open_held()
        wanted = list(dict.fromkeys(ids)) or [
            measure.id for measure in catalog.measures if catalog.description(measure.id).updates
        ]
        run = _Run(catalog, root, source, Path(folder))
        for id_ in wanted:
            for update in catalog.description(id_).updates:
                run.users.setdefault(_place(update), []).append(id_)
        for id_ in wanted:
            yield _update(id_, run)


def _update(id_: str, run: _Run) -> Outcome:
    """Take in what came for one measure, address by address."""
    taken: list[Taken] = []
    notes: list[str] = []
    errors: list[str] = []
    description = run.catalog.description(id_)
    folder = run.catalog.folder(id_)
    try:
        if run.source.file is None and not description.updates:
            raise MeasureError(f"{id_}: no address of newer releases is known; fetch one and say --from FILE")
        module = load_program(id_, run.catalog, trust=run.source.trust)
    except OnrecordError as error:
        return Outcome(id_, error=str(error))
    updates: Sequence[UpdateDescription | None] = [None] if run.source.file else description.updates
    for update in updates:
        try:
            files = [_named(run.source)] if update is None else _came(update, run)
            if files is None:
                continue
            new = _read(module, files, description, id_)
            one, folder = _take(id_, folder, new, module, run)
        except (OnrecordError, OSError) as error:
            errors.append(str(error))
            continue
        taken.append(one)
        notes += new.notes
        if update is not None and not run.source.dry and one.state != "differs":
            _remember(id_, files, run.root)
    return Outcome(id_, tuple(taken), tuple(notes), "; ".join(errors) or None)


def _place(update: UpdateDescription) -> str:
    return f"{update.url} {update.link} {sorted(update.each)}"


def _came(update: UpdateDescription, run: _Run) -> list[Came] | None:
    """Return the files of an address; ``None`` where none has changed since every measure of this run took it in."""
    place = _place(update)
    if place not in run.came:
        holdings = read_holdings(run.root)
        is_read = {id_: holdings.folder(id_) == run.catalog.folder(id_) for id_ in run.users[place]}
        known = [holdings.fetched.get(id_, {}) if is_read[id_] else {} for id_ in run.users[place]]
        known = known if not run.source.dry else [{}]
        try:
            run.came[place] = arrive(update, run.folder, run.source.reach, run.source.day, known)
        except OnrecordError as error:
            run.came[place] = error
    files = run.came[place]
    if isinstance(files, OnrecordError):
        raise files
    return files


def _named(source: Source) -> Came:
    """Return the file that the user named."""
    path = source.file or Path()
    if not path.is_file():
        raise MeasureError(f"{path}: no such file; name the one that was fetched")
    if path.stat().st_size > MAX_TABLE:
        raise MeasureError(f"{path}: larger than {MAX_TABLE:,} bytes; it is no release known")
    return Came(path, path.name, bytes_sha256(path.read_bytes()), source.day)


def _read(module: ModuleType, files: list[Came], description: MeasureDescription, id_: str) -> NewRelease:
    """Return what the measure's program reads in the files; whatever it trips over is said, never thrown."""
    try:
        read: NewRelease = module.read_update(files, description)
    except (OnrecordError, OSError):
        raise
    except Exception as error:
        raise MeasureError(
            f"{files[0].name}: {id_} cannot read it ({type(error).__name__}: {str(error)[:200]}); its layout may have "
            "changed, nothing was taken"
        ) from error
    return read


def _take(id_: str, folder: Path, new: NewRelease, module: ModuleType, run: _Run) -> tuple[Taken, Path]:
    """Take a release in beside what ``folder`` holds, put it in place, and say what came of it and where it lies."""
    staging = Path(tempfile.mkdtemp(prefix=".v-", dir=run.root))
    try:
        taken = take_in(folder, new, staging / id_, getattr(module, "derive", None))
        if taken.state != "added" or run.source.dry:
            return taken, folder
        name = content_id("v", id_, new.sha256, (staging / id_ / "measure.yml").read_text(encoding="utf-8"))
        shutil.rmtree(run.root / name, ignore_errors=True)
        staging.replace(run.root / name)
        holdings = read_holdings(run.root)
        write_holdings(replace(holdings, measures={**holdings.measures, id_: name}))
        return taken, run.root / name / id_
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _remember(id_: str, files: Sequence[Came], root: Path) -> None:
    """Keep what the server said of each file, so that it is not fetched again for this measure until it changes."""
    holdings = read_holdings(root)
    said = dict(holdings.fetched.get(id_, {}))
    for one in files:
        if one.url is not None:
            said[one.url] = {"etag": one.etag, "last_modified": one.last_modified, "sha256": one.sha256}
    write_holdings(replace(holdings, fetched={**holdings.fetched, id_: said}))
