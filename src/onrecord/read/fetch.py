"""One page fetched from the web: by HTTP(S), from the public internet only, within bounds of size and time.

Written on the standard library's client, because the addresses that were checked must be those connected to
(``addresses``), at each redirect anew.  No proxy, cookie or password is used; what a server sends is only bytes here.
"""

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from onrecord import __version__
from onrecord.errors import InputError
from onrecord.read.addresses import public_addresses

__all__ = ["Answer", "fetch"]

_SECONDS = 30
"""For everything, redirects too: a slow page of a slow paper takes 10."""

_PATIENCE = 10
"""Seconds for a connection, and between two pieces of an answer."""

_MOST_REDIRECTS = 5
_CHUNK = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST = 4000

Format = Literal["text", "page", "pdf", "mail", "feed", "lines", "table"]

_FORMATS: dict[str, Format | None] = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": None,
    "text/markdown": "text",
    "text/x-markdown": "text",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "message/rfc822": "mail",
    "text/csv": "table",
    "application/csv": "table",
    "text/tab-separated-values": "table",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "application/octet-stream": None,
    "binary/octet-stream": None,
    "": None,
}
"""The kinds of content that are read; ``None``: what it is shows in its first bytes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: the body as it came, the last address, and what it says of format and encoding."""

    body: bytes
    url: str
    format: Format | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where to ask: scheme, host, port, and what to ask for."""

    scheme: str
    host: str
    port: int
    target: str
    url: str


def fetch(address: str, max_size: int) -> Answer:
    """Return what is at an address, following redirects.

    Raises:
        InputError: the address is none of the public web, cannot be reached, answers with an error, with too much or
            with something that is no text, or takes too long; the message fits after "NAME: ".

    """
    deadline = time.monotonic() + _SECONDS
    place = _place(address)
    for _ in range(_MOST_REDIRECTS + 1):
        with _asked(place, deadline) as response:
            if response.status in _REDIRECTS and response.getheader("Location"):
                place = _place(urljoin(place.url, response.getheader("Location") or ""))
                continue
            if response.status != 200:
                reason = " ".join(response.reason.split())[:60]
                raise InputError(f"answers {response.status} {reason}; save the page as .html and give the file")
            kind, charset = _content(response)
            return Answer(_body(response, max_size, deadline), place.url, kind, charset)
    raise InputError(f"leads on more than {_MOST_REDIRECTS} times; give the last address")


def _place(address: str) -> _Place:
    """Return where an address leads, or raise InputError."""
    if len(address) > _LONGEST:
        raise InputError("is an address longer than any of the web; check it")
    try:
        parts = urlsplit(address.strip())
        port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError):
        raise InputError("is no address of the web that can be read; check it") from None
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https"} or not host:
        raise InputError("is an address that is not of the web; give one with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise InputError("holds a name or password; give the address without")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    target = f"{path}?{query}" if query else path
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if parts.port is None else f"{shown}:{port}"
    return _Place(scheme, host, port, target, urlunsplit((scheme, netloc, path, query, "")))


@contextmanager
def _asked(place: _Place, deadline: float) -> Iterator[http.client.HTTPResponse]:
    """Ask for a place, and hang up when done or when the time is over."""
    connection = _connection(place, deadline)
    closing = threading.Timer(max(0.1, deadline - time.monotonic()), _hang_up, [connection])
    closing.daemon = True
    closing.start()
    headers = {
        "User-Agent": f"onrecord/{__version__}",
        "Accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,application/xml;q=0.8,*/*;q=0.1",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    try:
        connection.request("GET", place.target, headers=headers)
        yield connection.getresponse()
    except (http.client.HTTPException, OSError, ValueError) as error:
        if time.monotonic() >= deadline:
            raise InputError(f"took longer than {_SECONDS} seconds; save the page and give the file") from None
        raise InputError(f"cannot be fetched ({_reason(error)})") from None
    finally:
        closing.cancel()
        connection.close()


def _connection(place: _Place, deadline: float) -> http.client.HTTPConnection:
    """Return a connection to one of a place's public addresses, or raise InputError."""
    problem = "no address"
    for address in public_addresses(place.host, place.port):
        left = min(_PATIENCE, deadline - time.monotonic())
        if left <= 0:
            break
        try:
            plain = socket.create_connection((address, place.port), left)
        except OSError as error:
            problem = _reason(error)
            continue
        connection = http.client.HTTPConnection(place.host, place.port, timeout=left)
        try:
            connection.sock = (
                _tls().wrap_socket(plain, server_hostname=place.host) if place.scheme == "https" else plain
            )
        except OSError as error:
            plain.close()
            raise InputError(f"cannot be fetched safely ({_reason(error)})") from None
        return connection
    raise InputError(f"cannot be reached ({problem})")


def _tls() -> ssl.SSLContext:
    """Return a context that trusts what this machine trusts, and Mozilla's list."""
    import certifi  # noqa: PLC0415 - only for https

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _hang_up(connection: http.client.HTTPConnection) -> None:
    """End a connection whose time is over, whatever waits on it."""
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _content(response: http.client.HTTPResponse) -> tuple[Format | None, str | None]:
    """Return the format and encoding that a server states, or raise InputError."""
    stated = response.getheader("Content-Type") or ""
    kind = stated.partition(";")[0].strip().lower()
    if kind not in _FORMATS:
        raise InputError(f"is {kind[:60]}, which is not read; give a page, text, PDF, feed or table")
    if (response.getheader("Content-Encoding") or "identity").strip().lower() not in {"identity", ""}:
        raise InputError("comes compressed though that was not asked for; save the page and give the file")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", stated, re.IGNORECASE)
    return _FORMATS[kind], charset[1] if charset else None


def _body(response: http.client.HTTPResponse, max_size: int, deadline: float) -> bytes:
    """Return the body, having read at most ``max_size`` bytes and a chunk, or raise InputError."""
    received = bytearray()
    while chunk := response.read1(_CHUNK):
        received += chunk
        if len(received) > max_size:
            raise InputError(f"is larger than the limit of {max_size:,} bytes; raise it with --max-size")
        if time.monotonic() > deadline:
            raise TimeoutError
    if time.monotonic() > deadline:
        raise TimeoutError
    expected = response.getheader("Content-Length") or ""
    if expected.isdecimal() and len(received) < int(expected):
        raise InputError("ended before all of it had come; try again")
    return bytes(received)


def _reason(error: Exception) -> str:
    """Return why something failed, in few words."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return " ".join(str(getattr(error, "strerror", None) or error or type(error).__name__).split())[:120]
