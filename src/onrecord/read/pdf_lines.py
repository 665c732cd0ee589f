"""Run in a process of its own by ``pdf``: a PDF on standard input, its lines with their places as JSON on standard output.

What is wrong comes back as ``{"error": ...}``; a process that was ended for its memory or time says nothing.
"""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

__all__ = ["main"]

_MOST_PAGES = 300
_MOST_CHARACTERS = 4_000_000
_MEMORY = 1 << 30
_SECONDS = 55
_ONE_LINE = 0.4
"""Share of its size by which two pieces of one line may differ in height: an exponent stands higher."""

_GAP = 0.18
"""Share of its size by which two pieces of one line stand apart where there is a blank between them."""


def main() -> None:
    """Read standard input, write standard output."""
    _limit()
    logging.disable(logging.CRITICAL)
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)


def _limit() -> None:
    """Limit this process's memory (bytes) and time (seconds), where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _read(data: bytes) -> dict[str, Any]:
    """Return the lines, the title, the day it was made, and what was noticed; or the error."""
    import pypdf  # noqa: PLC0415 - half a second to import
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - the same

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "is an encrypted PDF; take its password off, or save its text as .txt"}
        count = len(reader.pages)
        notes = [f"has {count} pages; the first {_MOST_PAGES} were read"] if count > _MOST_PAGES else []
        lines: list[tuple[int, float, float, float, str]] = []
        size = 0
        for number in range(min(count, _MOST_PAGES)):
            try:
                found = list(_page_lines(reader.pages[number], number))
            except (MemoryError, RecursionError):
                raise
            except Exception as error:  # noqa: BLE001 - one page that is broken is not the whole file
                notes.append(f"page {number + 1} cannot be read ({type(error).__name__})")
                continue
            size += sum(len(line[4]) for line in found)
            if size > _MOST_CHARACTERS:
                return {"error": f"holds more than {_MOST_CHARACTERS:,} characters of text; split the file"}
            lines += found
        about = reader.metadata
        title = str(about.title or "") if about else ""
        made = about.creation_date_raw if about else None
        return {"lines": lines, "pages": count, "title": title[:500], "made": str(made or "")[:40], "notes": notes[:20]}
    except MemoryError:
        return {"error": "is a PDF that unpacks to more than this program reads (a bomb?); save its text as .txt"}
    except RecursionError:
        return {"error": "is a PDF nested too deeply; save its text as .txt"}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, NotImplementedError) as error:
        if "cryptography" in str(error).lower():
            return {"error": "is an encrypted PDF; take its password off, or save its text as .txt"}
        return {"error": f"is a damaged PDF ({type(error).__name__}); save it anew, or save its text as .txt"}


def _page_lines(page: Any, number: int) -> Iterator[tuple[int, float, float, float, str]]:
    """Yield a page's lines in the order in which it draws them: page, left, height, size, text."""
    pieces: list[tuple[float, float, float, str]] = []

    def take(text: str, _cm: Any, matrix: Any, _font: Any, size: Any) -> None:
        if text.strip():
            scale = abs(matrix[3]) or abs(matrix[0]) or 1.0
            pieces.append((float(matrix[4]), float(matrix[5]), float(size or 1) * scale, text))

    whole = page.extract_text(visitor_text=take)
    if not pieces:
        for line in whole.splitlines():
            yield number, 0.0, 0.0, 0.0, line
        return
    yield from ((number, *line) for line in _lines(pieces))


def _lines(pieces: list[tuple[float, float, float, str]]) -> Iterator[tuple[float, float, float, str]]:
    """Yield lines of pieces that stand at one height."""
    yield from pieces


if __name__ == "__main__":
    main()
