"""Bytes to text, or a plain word about why they are none.

A byte order mark decides (Unicode 16.0, section 23.8), then strict UTF-8, then UTF-16 by the parity of its zero bytes,
then UTF-8 with islands of Windows-1252 (a quotation pasted from elsewhere) or broken bytes, then Windows-1252 for text
that is nearly all ASCII (the WHATWG encoding standard's default for English), then charset_normalizer's guess.
"""

import re
from collections import Counter

from onrecord.errors import InputError

__all__ = ["decode"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF under another name (call it .pdf)"),
    (b"PK\x03\x04", "a zip archive (docx, xlsx, odt and epub are such)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls, msg)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"RIFF", "a sound, film or image file"),
    (b"PAR1", "a Parquet table"),
    (b"{\\rtf", "an RTF document"),
)
_AMBIGUOUS = (b"BM", b"MZ", b"ID3", b"GIF8", b"BZh", b"PAR1", b"Rar!", b"OggS", b"RIFF")
"""Marks that a text may begin with ("MZ Holdings said"): they count only beside control characters."""

_NO_ISLAND = frozenset(bytes([byte]) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFE, 0xFF))
"""Bytes that no English text in Windows-1252 has: five are not assigned, two are letters of Icelandic and French."""

_MARKS_1252 = tuple(bytes([byte]) for byte in (0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97))
"""Quotation marks, dashes and the ellipsis: where half of the high bytes are these, English was written on Windows."""

_ESCAPED = re.compile("[\udc80-\udcff]+")
_CUT = re.compile(rb"\xe2[\x80-\x84]$|\xf0\x9f|[\xc2\xc3]$")
"""UTF-8 sequences of punctuation, emoji and Latin letters that were cut off; no English word ends so in cp1252."""

_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x0b\x1b\x08")
_HEAD = 8192
_CONTROL_SHARE = 0.01
"""Above one control character in a hundred, bytes are no text: news has below one in ten thousand."""

_SAVE_AS = "give its text as a .txt, .md, .html, .pdf, .eml, .csv or .jsonl file"


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of ``data``, and a note where it was not read as plain UTF-8 or with losses.

    A byte order mark belongs to the encoding, not to the text.

    Raises:
        InputError: the bytes are no text; the message fits after "NAME: ".

    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    _refuse_binary(data)
    unmarked = _utf16_by_zeros(data)
    if unmarked is not None:
        text, _ = _decode_marked(data, unmarked)
        return text, f"read as {unmarked.upper()} without a byte order mark"
    _refuse_controls(data)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _decode_other(data)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, str | None]:
    """Decode bytes whose encoding is known; broken ones become U+FFFD, with a note."""
    try:
        text, note = data.decode(encoding), None
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        note = f"some bytes are not valid {encoding.upper()}; they stand as U+FFFD"
    if "\x00" in text:
        raise InputError(f"holds NUL characters, so it is not text; {_SAVE_AS}")
    return text, note


def _decode_other(data: bytes) -> tuple[str, str | None]:
    """Decode bytes that are no valid UTF-8."""
    text, mended, broken = _decode_islands(data)
    sound = sum(1 for character in text if character > "\x7f") - mended - broken
    if sound > 4 * broken and 10 * sound >= mended:
        said = [
            f"{mended} bytes are not valid UTF-8; each was read as Windows-1252" if mended else "",
            f"{broken} bytes are not valid UTF-8; each stands as U+FFFD" if broken else "",
        ]
        return text, "; ".join(filter(None, said))
    high = sum(1 for byte in data if byte > 0x7F)
    marks = sum(data.count(mark) for mark in _MARKS_1252)
    if high < len(data) / 20 or 2 * marks >= high:
        try:
            return data.decode("cp1252"), "not UTF-8; read as Windows-1252"
        except UnicodeDecodeError:
            if 2 * marks >= high:
                note = "not UTF-8; read as Windows-1252, in which some bytes are nothing; they stand as U+FFFD"
                return data.decode("cp1252", "replace"), note
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed, slow to import

    guess = from_bytes(data).best()
    if guess is None:
        raise InputError(f"is in no encoding known here; save it as UTF-8, or {_SAVE_AS}")
    return str(guess), f"not UTF-8; read as {guess.encoding}, a guess"


def _decode_islands(data: bytes) -> tuple[str, int, int]:
    """Decode UTF-8 in which some bytes are Windows-1252; return the text, how many of those, and how many broken."""
    escaped = data.decode("utf-8", "surrogateescape")
    runs = Counter(_ESCAPED.findall(escaped))
    meant = {run: _island(run.encode("ascii", "surrogateescape")) for run in runs}
    text = _ESCAPED.sub(lambda found: meant[found[0]] or "\ufffd", escaped)
    mended = sum(count * len(run) for run, count in runs.items() if meant[run])
    return text, mended, sum(count for run, count in runs.items() if not meant[run])


def _island(run: bytes) -> str | None:
    """Return what bytes that are no UTF-8 say in Windows-1252, ``None`` where they say nothing there either."""
    return None if run in _NO_ISLAND or _CUT.match(run) else run.decode("cp1252", "replace")


def _refuse_binary(data: bytes) -> None:
    """Raise InputError where the first bytes are those of a known file format."""
    if data[4:8] == b"ftyp":
        raise InputError(f"is a film or image file, not text; {_SAVE_AS}")
    for magic, what in _MAGIC:
        if data.startswith(magic) and (magic not in _AMBIGUOUS or _control_share(data) > _CONTROL_SHARE):
            raise InputError(f"is {what}, not text; {_SAVE_AS}")


def _refuse_controls(data: bytes) -> None:
    """Raise InputError where bytes hold what no text holds."""
    if b"\x00" in data:
        raise InputError(f"holds NUL bytes, so it is not text; {_SAVE_AS}")
    if _control_share(data) > _CONTROL_SHARE:
        raise InputError(f"is full of control characters, so it is not text; {_SAVE_AS}")


def _control_share(data: bytes) -> float:
    """Return the share of control characters among the first bytes."""
    head = data[:_HEAD]
    return sum(1 for byte in head if byte < 0x20 and byte not in _TEXT_CONTROLS) / max(len(head), 1)


def _utf16_by_zeros(data: bytes) -> str | None:
    """Return the UTF-16 order in which every second byte is mostly zero, as in any Latin text."""
    head = data[: _HEAD & ~1]
    if len(head) < 4:
        return None
    pairs = len(head) // 2
    even, odd = head[0::2].count(0) / pairs, head[1::2].count(0) / pairs
    if odd > 0.5 and even < 0.05:
        return "utf-16-le"
    if even > 0.5 and odd < 0.05:
        return "utf-16-be"
    return None
