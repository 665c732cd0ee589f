"""Where sources lie: files, directories and standard input, found and read within bounds."""

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError

__all__ = ["STDIN", "Located", "locate", "open_located", "read_bounded"]

STDIN = "-"

_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Located:
    """One source: its name as shown, and its file or address (neither: standard input), or why it cannot be read."""

    ref: str
    path: Path | None = None
    error: str | None = None
    address: str | None = None


def locate(sources: Sequence[str]) -> Iterator[Located]:
    """Yield every file and address of ``sources``, in order; a directory's files by name with their relative path.

    Hidden files are left out.  A link inside a directory is followed to a file of that directory only.
    """
    for source in sources:
        if source == STDIN:
            yield Located("stdin")
        elif _WEB.match(source):
            yield Located(source, address=source)
        elif _SCHEME.match(source):
            yield Located(source, error="is an address that is not of the web; give one with http:// or https://")
        elif not source:
            yield Located(source, error="an empty name; give a file, a directory or - for standard input")
        elif os.path.isdir(source):  # noqa: PTH112 - a name with a NUL is no directory and no exception
            yield from _walk(Path(source))
        else:
            yield Located(source, Path(source))


@contextmanager
def open_located(located: Located) -> Iterator[BinaryIO]:
    """Open what was located, and close it if it is a file.

    Raises:
        InputError: it cannot be opened; the message fits after "NAME: ".

    """
    if located.error is not None:
        raise InputError(located.error)
    if located.path is None:
        if sys.stdin is None:
            raise InputError("standard input is closed; give a file")
        yield sys.stdin.buffer
        return
    with _open_file(located.path) as stream:
        yield stream


def _open_file(path: Path) -> BinaryIO:
    """Open a file, or raise InputError."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        if path.is_symlink():
            raise InputError("is a link to nothing; give the file itself") from None
        raise InputError("no such file or directory; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be opened ({reason}); check the name and your rights to it") from error


def read_bounded(stream: BinaryIO, max_size: int) -> bytes:
    """Return all of ``stream``, having read at most ``max_size + 1`` bytes of it.

    Raises:
        InputError: it holds more than ``max_size`` bytes, or reading fails; the message fits after "NAME: ".

    """
    try:
        data = stream.read(max_size + 1)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})") from error
    if len(data) > max_size:
        raise InputError(f"is larger than the limit of {max_size:,} bytes; raise it with --max-size, or split the file")
    return data


def _walk(root: Path) -> Iterator[Located]:
    """Yield a directory's files in name order."""
    real_root = root.resolve()
    found: list[Located] = []
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            ref = folder.relative_to(root).as_posix()
            found.append(Located(ref, error=f"cannot be listed ({error.strerror or error}); check your rights to it"))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            else:
                located = _locate_inside(path, path.relative_to(root).as_posix(), real_root)
                found += [located] if located else []
    yield from sorted(found, key=lambda item: item.ref)


def _locate_inside(path: Path, ref: str, real_root: Path) -> Located | None:
    """Return a file of a directory; ``None`` for a link to a directory inside, whose files have their own place."""
    try:
        if path.is_symlink():
            target = path.resolve(strict=True)
            if not target.is_relative_to(real_root):
                return Located(ref, error="is a link that leads out of the directory, which is not followed")
            if target.is_dir():
                return None
        mode = path.stat().st_mode
    except FileNotFoundError:
        return Located(ref, error="is a link to nothing; remove it or give the file itself")
    except (OSError, RuntimeError) as error:
        return Located(ref, error=f"cannot be read ({getattr(error, 'strerror', None) or error})")
    if not stat.S_ISREG(mode):
        return Located(ref, error="is no regular file (a socket, pipe or device)")
    return Located(ref, path)
