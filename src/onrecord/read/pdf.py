"""PDF in: the text of a press release or report, read by pypdf in a process of its own.

A PDF may hold anything (ISO 32000-2), bombs and endless loops among it; so it is read by ``pdf_lines`` in a second
process whose memory and time are limited, and here only lines with their places come back.
"""

import json
import subprocess
import sys
from typing import Any

from onrecord.errors import InputError
from onrecord.read.opened import Opened, make_document, notes, text_notes
from onrecord.read.pdf_layout import Line, paragraphs
from onrecord.read.stated import stated_day
from onrecord.read.top_day import TOP_DAY, top_day

__all__ = ["open_pdf"]

_SECONDS = 60
"""A report of 300 pages takes 20 seconds on a slow machine; the process ends itself after 55 of its own."""


def open_pdf(data: bytes, ref: str, url: str | None, max_size: int) -> Opened:
    """Return the document of a PDF.

    Raises:
        InputError: it is encrypted, damaged, too large, or a scan without text; the message fits after "NAME: ".

    """
    found = _read_apart(data)
    laid = paragraphs([Line(*line) for line in found["lines"]])
    text = "\n\n".join(laid.paragraphs)
    if not text.strip():
        what = f"is a PDF without text ({found['pages']} pages, a scan perhaps)"
        raise InputError(f"{what}; run it through OCR (ocrmypdf, say) and give what comes of it")
    if len(text) > max_size:
        raise InputError(f"holds more text than the limit of {max_size:,} bytes; raise it with --max-size")
    published = top_day(laid.paragraphs)
    made = stated_day(found["made"].removeprefix("D:")[:8])
    undated = f"no line near the top states its day (the file was made on {made}); give it with --published"
    issues = notes(*found["notes"], *laid.notes, None if published else undated) + text_notes(text)
    document = make_document(text, data, ref=ref, url=url, title=_title(found["title"]), published=published)
    return Opened(ref, document, issues, origin={"published": TOP_DAY} if published else {})


def _read_apart(data: bytes) -> dict[str, Any]:
    """Return what ``pdf_lines`` says of a PDF, or raise InputError."""
    command = [sys.executable, "-P", "-m", "onrecord.read.pdf_lines"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own module
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise InputError(f"is a PDF that takes longer than {_SECONDS} seconds to read; split it") from None
    except OSError as error:
        raise InputError(f"is a PDF, for which no second process could be started ({error.strerror})") from None
    except ValueError:
        what = "is a PDF that takes more memory or time to read than is given to one"
        raise InputError(f"{what}; split it, or save its text as .txt") from None
    if "error" in found:
        raise InputError(found["error"])
    return found


def _title(stated: str) -> str | None:
    """Return a PDF's title where it is one, and not the name of a file."""
    words = " ".join(stated.split())
    is_file = words.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".rtf")) or words.startswith("Microsoft Word")
    return words if words and not is_file and words.lower() not in {"untitled", "title"} else None
