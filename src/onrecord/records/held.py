"""Measures updated on this machine: whole folders beside the shipped ones, put in place by one rename.

They lie in the user's data directory (``ONRECORD_DATA``, or the platform's own), never in the package.  ``held.json``
says which folder of each measure counts; it is replaced last, so that a reader sees all of an update or nothing of it.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import MeasureError

__all__ = ["Holdings", "Said", "data_folder", "lock_holdings", "read_holdings", "write_holdings"]

Said = Mapping[str, str | None]
"""What a server said of a file: ``etag``, ``last_modified``, and its ``sha256``."""

_INDEX = "held.json"
_KEPT = 2
"""Folders of a measure that are kept: the one that counts and the one before, which another process may be reading."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What ``held.json`` says: each measure's folder, and the addresses it took in with what their servers said."""

    root: Path
    measures: Mapping[str, str] = field(default_factory=dict)
    fetched: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)

    def folder(self, measure: str) -> Path | None:
        """Return the folder of a measure that was updated here, or ``None``."""
        name = self.measures.get(measure)
        return None if name is None else self.root / name / measure


def data_folder(given: Path | None = None) -> Path:
    """Return where updated measures lie: ``given``, else ``ONRECORD_DATA``, else the platform's data directory."""
    if given is not None:
        return given
    named = os.environ.get("ONRECORD_DATA")
    if named:
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 - few commands need it

    return user_data_path("onrecord", appauthor=False)


def read_holdings(root: Path) -> Holdings:
    """Return the holdings under ``root``; an absent index holds nothing.

    Raises:
        MeasureError: the index cannot be read, or names a folder outside ``root``.

    """
    path = root / _INDEX
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Holdings(root)
    except (OSError, UnicodeDecodeError) as error:
        raise MeasureError(f"{path}: cannot be read ({error}); delete it to go back to the shipped releases") from error
    try:
        held: Any = json.loads(text)
        measures = {str(id_): str(name) for id_, name in held["measures"].items()}
        fetched = {
            str(id_): {str(url): dict(said) for url, said in addresses.items()}
            for id_, addresses in held["fetched"].items()
        }
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise MeasureError(f"{path}: is damaged; delete it to go back to the shipped releases") from error
    for id_, name in measures.items():
        if not (root / name / id_).resolve().is_relative_to(root.resolve()) or "/" in name or name in {"", ".", ".."}:
            raise MeasureError(f"{path}: {id_} leads out of {root}; delete the file to go back to the shipped releases")
    return Holdings(root, measures, fetched)


def write_holdings(holdings: Holdings) -> None:
    """Replace the index in one step, then remove folders that no longer count."""
    held = {
        "measures": dict(holdings.measures),
        "fetched": {
            id_: {url: dict(said) for url, said in addresses.items()} for id_, addresses in holdings.fetched.items()
        },
    }
    handle, name = tempfile.mkstemp(prefix=".held-", dir=holdings.root)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(held, out, indent=1, sort_keys=True)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(holdings.root / _INDEX)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sweep(holdings)


def _sweep(holdings: Holdings) -> None:
    for id_, name in holdings.measures.items():
        folders = sorted(holdings.root.glob(f"v_*/{id_}"), key=lambda path: path.parent.stat().st_mtime)
        old = [path for path in folders if path.parent.name != name]
        for path in old[: max(len(old) - (_KEPT - 1), 0)]:
            shutil.rmtree(path.parent, ignore_errors=True)


@contextmanager
def lock_holdings(root: Path) -> Iterator[None]:
    """Hold the directory against another update; ``MeasureError`` where one has been running for over ten seconds."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only an update needs it

    root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(root / ".lock", timeout=10):
            yield
    except Timeout as error:
        raise MeasureError(f"{root}: another update is running; wait until it is done") from error
