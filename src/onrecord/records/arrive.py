"""The files of an update's address: the newest link of a page, one file, or one for each of several series."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from onrecord.errors import FetchError
from onrecord.records.description import UpdateDescription
from onrecord.records.fetch import Fetched, Known, Reach, fetch
from onrecord.records.held import Said
from onrecord.records.release import Came

__all__ = ["arrive"]

MAX_PAGE = 5_000_000
"""Bytes of a page whose links are read."""


def arrive(
    update: UpdateDescription, folder: Path, reach: Reach, day: date, known: Sequence[Mapping[str, Said]]
) -> list[Came] | None:
    """Return the files that came into ``folder``; ``None`` where the address has not changed for anyone in ``known``.

    Raises:
        FetchError: nothing whole came, or something of another form.

    """
    url = _linked(update, folder, reach) if update.link is not None else update.url
    wanted = {key: url + ending for key, ending in update.each.items()} or {"": url}
    came = []
    for key, one in wanted.items():
        got = fetch(one, folder / f"{len(list(folder.iterdir()))}.part", reach, _known(one, known) if not key else None)
        if got is None:
            return None
        _refuse_form(got, update.form)
        name = one.rsplit("/", 1)[-1]
        came.append(Came(got.path, name, got.sha256, day, one, key or None, got.etag, got.last_modified))
    return came


def _known(url: str, known: Sequence[Mapping[str, Said]]) -> Known | None:
    """Return what was said of an address, where each of those who need it has taken in the same."""
    said = [held.get(url) for held in known]
    first = said[0] if said else None
    if first is None or any(other != first for other in said):
        return None
    return Known(first.get("etag"), first.get("last_modified"))


def _linked(update: UpdateDescription, folder: Path, reach: Reach) -> str:
    """Return the newest address among the links of a page."""
    target = folder / f"{len(list(folder.iterdir()))}.page"
    page = fetch(update.url, target, replace(reach, max_size=min(MAX_PAGE, reach.max_size)))
    text = page.path.read_text(encoding="utf-8", errors="replace") if page is not None else ""
    links = re.findall(r"""href\s*=\s*["']([^"'<>\s]{1,500})["']""", text, re.IGNORECASE)
    fits = [(match, link) for link in links if (match := re.search(update.link or "", link, re.IGNORECASE))]
    if not fits:
        raise FetchError(f"{update.url}: no link of the page fits {update.link!r}; the page has changed")
    newest = max(fits, key=lambda fit: [fit[0].groupdict()[name] or "" for name in sorted(fit[0].groupdict())])
    return urljoin(update.url, str(newest[1]))


def _refuse_form(got: Fetched, form: str) -> None:
    """Refuse what is not of the form that was asked for, by its first and last bytes."""
    with got.path.open("rb") as stream:
        start = stream.read(512)
        stream.seek(max(got.size - 4, 0))
        end = stream.read(4)
    text = start.lstrip().lower()
    right = {
        "workbook": start.startswith(b"PK"),
        "parquet": start.startswith(b"PAR1") and end == b"PAR1",
        "json": text.startswith((b"{", b"[")),
        "csv": not text.startswith((b"<", b"%pdf", b"pk", b"par1")),
    }[form]
    if not right:
        shown = "a web page" if text.startswith(b"<") else "something else"
        raise FetchError(f"{got.url}: {shown} came instead of a {form}; nothing was changed, try again later")
