"""The hashes and row counts in a ``measure.yml``, set to those of its files; every other character stays as it is."""

import re
from collections.abc import Mapping

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256

__all__ = ["count_rows", "stamp_description"]


def stamp_description(text: str, files: Mapping[str, bytes]) -> str:
    """Return the text of a ``measure.yml`` with the hash and the row count of each of ``files``.

    Raises:
        MeasureError: a file is not listed as ``file``, ``sha256``, ``rows``, in that order, on three lines.

    """
    for name, data in files.items():
        pattern = rf"(\bfile: {re.escape(name)}\n\s+sha256: )\S+(\n\s+rows: )\d+"
        text, found = re.subn(pattern, rf"\g<1>{bytes_sha256(data)}\g<2>{count_rows(data)}", text)
        if not found:
            raise MeasureError(f"measure.yml: {name} needs its file, sha256 and rows on three lines")
    return text


def count_rows(data: bytes) -> int:
    """Return the number of rows of a tidy CSV, its header left out; such files hold no line end inside a cell."""
    return data.count(b"\n") - 1
