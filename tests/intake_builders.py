"""What the tests of intake share: invented paragraphs, pages, a PDF written by hand, and a web server of their own."""

import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from onrecord.read.intake import Opened, open_sources

LEAD = (
    "Jane Roe, who is invented, said on Sunday that the count of cases in the county had risen to 3,100 in the month "
    "of June, the most since 2019."
)
GROWERS = (
    "The Halden Growers Association, which speaks for sixty farms in the valley, said that fourteen of them had left "
    "fruit on the trees that week."
)
LETTER = (
    "“We have not been told why,” said the association's president, Mirela Okafor, in a letter to the county that was "
    "read to reporters on Monday."
)
COUNCIL = (
    "A spokesman for the Halden Hotel Council denied that it had asked for exemptions and said that the council would "
    "publish its own count by July 15."
)
STORY = (LEAD, GROWERS, LETTER, COUNCIL)


def paragraphs(*texts: str) -> str:
    """Return paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "") -> str:
    """Return a page with a menu."""
    menu = '<nav><a href="/">Home</a> <a href="/news">News</a></nav>'
    return f"<!DOCTYPE html><html><head><title>Count rises</title>{head}</head><body>{menu}{body}</body></html>"


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def opened(path: Path | str, **options: object) -> Opened:
    """Return the one document of a source."""
    (one,) = open_sources([str(path)], **options)
    return one


def pdf(*pages: list[tuple[float, float, float, str]], info: str = "", extra: bytes = b"", trailer: str = "") -> bytes:
    """Return a PDF of lines (left, height, size in points, words of Latin-1), as a word processor lays them."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        about = f"/Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
        objects.append(f"<< /Type /Page {about} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        drawn = b"".join(
            f"BT /F1 {size} Tf 1 0 0 1 {left} {height} Tm (".encode() + _escape(words) + b") Tj ET\n"
            for left, height, size, words in lines
        )
        packed = zlib.compress(drawn + extra)
        objects.append(f"<< /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode() + packed + b"\nendstream")
    objects.append(f"<< {info} >>".encode())
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(data)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    about = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer}"
    return data + f"trailer << {about} >>\nstartxref\n{start}\n%%EOF\n".encode()


def _escape(words: str) -> bytes:
    """Return the words of a PDF string."""
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def server(answers: dict[str, Answer]) -> Iterator[str]:
    """Serve answers by path on a port of this machine, and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            try:
                answers[self.path](self)
            except OSError:
                return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        running.block_on_close = False
        threading.Thread(target=running.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{running.server_port}"
        finally:
            running.shutdown()


def sends(
    body: bytes | str, kind: str | None = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Answer:
    """Return an answer that sends a body."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        data = body.encode() if isinstance(body, str) else body
        handler.send_response(status)
        if kind is not None:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer
