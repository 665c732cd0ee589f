"""Run in a process of its own by ``pdf``: a PDF on standard input, its lines as JSON on standard output.

What is wrong comes back as ``{"error": ...}``; a process that was ended for its memory or time says nothing.
"""

import io
import json
import logging
import sys
from typing import Any

__all__ = ["main"]

_MOST_PAGES = 300
_MOST_CHARACTERS = 4_000_000
_MEMORY = 1 << 30
_SECONDS = 55

Place = tuple[int, float, float, float, str]
"""A line: its page, its distance from the left and from below in points, its size in points, its words."""


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
        lines: list[Place] = []
        size = 0
        for number in range(min(count, _MOST_PAGES)):
            try:
                found = _page_lines(reader.pages[number], number)
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


def _page_lines(page: Any, number: int) -> list[Place]:
    """Return a page's lines in the order in which it draws them."""
    lines: list[Place] = []
    words = ""
    left = height = size = 0.0

    def end() -> None:
        nonlocal words
        if words.strip():
            lines.append((number, round(left, 1), round(height, 1), round(size, 1), words))
        words = ""

    def take(text: str, outer: Any, inner: Any, _font: Any, points: Any) -> None:
        nonlocal words, left, height, size
        for at, piece in enumerate(text.split("\n")):
            if at:
                end()
            if piece.strip() and not words.strip():
                left = float(inner[4] * outer[0] + inner[5] * outer[2] + outer[4])
                height = float(inner[4] * outer[1] + inner[5] * outer[3] + outer[5])
                size = float(points or 0) * abs(inner[3] * outer[3] or 1)
            words += piece

    page.extract_text(visitor_text=take)
    end()
    return lines


if __name__ == "__main__":
    main()
