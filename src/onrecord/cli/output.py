"""What the commands emit: JSON and tables on standard output, messages and progress on standard error, files."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from rich.console import Console

from onrecord.errors import OnrecordError
from onrecord.model import CheckedReading
from onrecord.run.local import Outcome
from onrecord.show.clean import flat

__all__ = [
    "Counts",
    "emit_json",
    "emit_jsonl",
    "emit_tables",
    "is_single",
    "keep",
    "make_folder",
    "refuse_target",
    "say",
    "track",
    "write_chart",
    "write_file",
]

_SEVERAL = (".jsonl", ".ndjson", ".csv", ".tsv", ".rss", ".atom", ".rdf", ".xml")
"""Endings of files that hold several documents."""


class Counts:
    """How many inputs could be read and how many not, counted while they pass; the unread ones are reported."""

    def __init__(self) -> None:
        self.read = 0
        self.unread = 0

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes, counting them."""
        for outcome in outcomes:
            if outcome.error is None:
                self.read += 1
            else:
                self.unread += 1
                say(f"{outcome.ref}: {outcome.error}")
            yield outcome

    @property
    def exit_code(self) -> int:
        """0 where all could be read, 3 where some could, 1 where none could."""
        if self.read == 0:
            return 1
        return 3 if self.unread else 0


def say(message: str) -> None:
    """Print a message on standard error."""
    print(f"onrecord: {flat(message)}", file=sys.stderr, flush=True)  # noqa: T201 - the command line's own output


def emit_jsonl(outcomes: Iterable[Outcome], to_dict: Callable[[CheckedReading], dict[str, Any]]) -> None:
    """Print one line per document as it comes; one that could not be read is an empty document with an issue."""
    for outcome in outcomes:
        _write(json.dumps(to_dict(outcome.checked), ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n")
        sys.stdout.flush()


def emit_json(
    outcomes: Iterable[Outcome], to_dict: Callable[[CheckedReading], dict[str, Any]], *, single: bool
) -> None:
    """Print one object where ``single`` and there is one document, an array otherwise, one element after the other."""
    opened = False
    passing = iter(outcomes)
    first = list(islice(passing, 2)) if single else []
    single = len(first) == 1
    for outcome in chain(first, passing):
        words = json.dumps(to_dict(outcome.checked), ensure_ascii=False, allow_nan=False, indent=2)
        _write(words + "\n" if single else (",\n" if opened else "[\n") + words)
        opened = True
    if not single:
        _write("\n]\n" if opened else "[]\n")


def emit_tables(outcomes: Iterable[Outcome], print_one: Callable[[CheckedReading, Console], None]) -> None:
    """Print each document that could be read as tables."""
    console = Console(highlight=False)
    for outcome in outcomes:
        if outcome.error is None:
            print_one(outcome.checked, console)


def track(outcomes: Iterable[Outcome], *, visible: bool) -> Iterator[Outcome]:
    """Yield the outcomes with a count on standard error, where that is a terminal and ``visible``."""
    if not (visible and sys.stderr.isatty()):
        yield from outcomes
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn  # noqa: PLC0415 - rarely needed

    columns = (BarColumn(), MofNCompleteColumn(), "documents", TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def keep(outcomes: Iterable[Outcome], kept: list[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes, keeping them for the report."""
    for outcome in outcomes:
        kept.append(outcome)
        yield outcome


def refuse_target(path: Path) -> None:
    """Raise OnrecordError where no file can be written, before any work is done."""
    if path.is_dir():
        raise OnrecordError(f"{path}: is a directory; give the name of a file")
    if not path.parent.is_dir():
        raise OnrecordError(f"{path}: its directory does not exist; make it first")


def make_folder(path: Path) -> None:
    """Make a folder where there is none, or raise OnrecordError, before any work is done."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise OnrecordError(f"{path}: no folder can be made there ({error.strerror or error})") from error


def write_chart(folder: Path, name: str, files: Mapping[str, bytes]) -> int:
    """Write the files of a chart (ending to bytes) into ``folder``; return 1, for counting."""
    for ending, data in files.items():
        write_file(folder / f"{name}{ending}", data)
    return 1


def write_file(path: Path, data: str | bytes) -> None:
    """Write a file whole or not at all; a text as UTF-8.

    Raises:
        OnrecordError: it is a directory, or its directory is missing or may not be written to.

    """
    refuse_target(path)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data if isinstance(data, bytes) else data.encode("utf-8", "backslashreplace"))
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OnrecordError(f"{path}: cannot be written ({error.strerror or error})") from error


def is_single(sources: Sequence[str]) -> bool:
    """Say whether the sources name one document, as far as the name of one tells: an address may be a feed's."""
    return len(sources) == 1 and not Path(sources[0]).is_dir() and not sources[0].lower().endswith(_SEVERAL)


def _write(words: str) -> None:
    """Write to standard output as UTF-8; a lone surrogate is written as the JSON escape that it is."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(words)
    else:
        buffer.write(words.encode("utf-8", "backslashreplace"))


def _umask() -> int:
    """Return the process's mask of file rights."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
