"""Invented workbooks with the layout of ICE's detention statistics, and a server that serves and breaks."""

import io
import threading
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import openpyxl

MONTHS = ("Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep")


def ice_workbook(
    *,
    year: int = 2026,
    saved: date = date(2026, 5, 7),
    counted_to: date = date(2026, 5, 2),
    ice: Sequence[int] = (36622, 34477, 37828, 36083, 28698, 29606, 27000, 3100),
    cbp: Sequence[int] = (4991, 3922, 4286, 4000, 3000, 2900, 2800, 300),
    held: Mapping[str, tuple[int, int]] | None = None,
    removals: int = 262000,
    family: bool = True,
    rename: Mapping[str, str] | None = None,
) -> bytes:
    """Return an xlsx with three tables among others; ``family`` adds the columns for family centers."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"Detention FY{year % 100}"
    sheet["A1"] = "U.S. Immigration and Customs Enforcement"
    sheet["A3"] = f"ICE DETENTION DATA, FY{year}"
    _row(sheet, 8, 1, [f"ICE Currently Detained by Processing Disposition and Detention Facility Type: FY{year}"])
    _row(sheet, 9, 1, ["Processing Disposition", *(["FSC"] if family else []), "Adult", "Total"])
    held = held or {
        "Total": (51000, 8700),
        "Convicted Criminal": (16500, 980),
        "Pending Criminal Charges": (16700, 1900),
        "Other Immigration Violator": (17800, 5820),
    }
    shift = 1 if family else 0
    _row(sheet, 18, 1, [f"ICE Currently Detained by Criminality and Arresting Agency: FY{year}"])
    _row(sheet, 19, 1, ["Criminality", "ICE", "Percent ICE", "CBP", "Percent CBP", "Total"])
    for place, (name, (one, other)) in enumerate(held.items()):
        _row(sheet, 20 + place, 1, [name, one, one / (one + other), other, other / (one + other), one + other])
    _row(sheet, 18, 8 + shift, [f"ICE Initial Book-Ins by Arresting Agency and Month: FY{year}"])
    _row(sheet, 19, 8 + shift, ["Agency", *MONTHS, "Total"])
    both = [one + other for one, other in zip(ice, cbp, strict=True)]
    for place, (name, counts) in enumerate((("Total", both), ("CBP", cbp), ("ICE  ", ice))):
        padded = [*counts, *([0 if name == "Total" else None] * (12 - len(counts)))]
        _row(sheet, 20 + place, 8 + shift, [name, *padded, sum(counts)])
    _row(sheet, 27, 14, [f"ICE Removals: FY{year}"])
    _row(sheet, 28, 14, ["Removals", None, "Total"])
    _row(sheet, 29, 14, ["Total", None, removals])
    facilities = book.create_sheet(f"Facilities FY{year % 100}")
    _row(facilities, 1, 1, ["Name", "Address"])
    _row(facilities, 2, 1, ["Invented Center", "1 Invented Road"])
    notes = book.create_sheet("Footnotes")
    day = f"{counted_to:%m/%d/%Y}"
    for place, words in enumerate(
        (
            f"FY{year} YTD ICE Removals data are updated through {day} (IIDS Run Date {day}).",
            f"FY{year} YTD ICE Book-ins data is updated through {day} (IIDS Run Date {day}).",
            f"Aliens Currently in ICE Detention Facilities data are a snapshot as {day} (IIDS Run Date {day}).",
        ),
        start=1,
    ):
        notes.cell(place, 2, words)
    for old, new in (rename or {}).items():
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(old):
                    cell.value = new + cell.value[len(old) :]
    out = io.BytesIO()
    book.properties.modified = datetime(saved.year, saved.month, saved.day, 12)  # noqa: DTZ001 - xlsx has no zone
    openpyxl.workbook.workbook.Workbook.save(book, out)
    return _saved_on(out.getvalue(), saved)


def _row(sheet: object, row: int, column: int, values: Sequence[object]) -> None:
    for place, value in enumerate(values):
        if value is not None:
            sheet.cell(row, column + place, value)


def _saved_on(data: bytes, day: date) -> bytes:
    """Return the workbook with its day of saving set: openpyxl writes the day on which the test runs."""
    import re
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + f"{day}T12:00:00Z".encode(), content)
            new.writestr(part.filename, content)
    return out.getvalue()


class Site:
    """What a test's server answers: bytes by path, and how it breaks."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.etags: dict[str, str] = {}
        self.redirects: dict[str, str] = {}
        self.breaks: dict[str, str] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.fail_first: dict[str, int] = {}
        self.address = ""


@contextmanager
def serving():
    """Serve a ``Site`` on the local machine while the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            path = self.path
            site.asked.append((path, self.headers.get("If-None-Match")))
            how = site.breaks.get(path)
            if site.fail_first.get(path, 0) > 0:
                site.fail_first[path] -= 1
                how = "busy"
            if how == "busy":
                self._answer(503, b"later")
            elif path in site.redirects:
                self.send_response(302)
                self.send_header("Location", site.redirects[path])
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif path not in site.files:
                self._answer(404, b"<html>not here</html>")
            elif site.etags.get(path) and self.headers.get("If-None-Match") == site.etags[path]:
                self.send_response(304)
                self.end_headers()
            else:
                self._send(path, site.files[path], how)

        def _send(self, path: str, data: bytes, how: str | None) -> None:
            self.send_response(200)
            if path in site.etags:
                self.send_header("ETag", site.etags[path])
            length = len(data) + (1000 if how == "cut" else 0)
            if how == "chunked-cut":
                self.send_header("Transfer-Encoding", "chunked")
            else:
                self.send_header("Content-Length", str(10**12 if how == "huge" else length))
            self.end_headers()
            if how == "chunked-cut":
                self.wfile.write(f"{len(data):x}\r\n".encode() + data[: len(data) // 2])
            else:
                self.wfile.write(data)
            if how in {"cut", "chunked-cut", "huge"}:
                self.wfile.flush()
                self.close_connection = True
                self.connection.close()

        def _answer(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
