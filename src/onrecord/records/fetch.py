"""A release fetched from an address that is allowed: whole or not at all, and never from inside the user's own network.

Every address and every redirect is checked against a list; a connection to a private address is refused (server-side
request forgery); the length, the size and the hash are checked; passing failures are tried again, others not.
Follows RFC 9110 for ETag, Last-Modified and Retry-After.  Raises ``FetchError``.
"""

import hashlib
import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

from onrecord import __version__
from onrecord.errors import FetchError

if TYPE_CHECKING:
    import httpx2

__all__ = ["ALLOWED", "Fetched", "Known", "Reach", "fetch"]

ALLOWED = (
    "https://media.githubusercontent.com/media/deportationdata/",
    "https://www.ice.gov/detain/",
    "https://www.ice.gov/doclib/",
    "https://www.cbp.gov/newsroom/stats/",
    "https://www.cbp.gov/sites/default/files/",
    "https://ohss.dhs.gov/",
    "https://api.bls.gov/publicAPI/v2/timeseries/data/",
)
"""Where releases are fetched from, and nowhere else."""

MAX_SIZE = 500_000_000
"""Bytes of a release: the largest, the record-level arrests, has about 60 million."""

MAX_REDIRECTS = 5
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a fetch may go: which addresses, how much, how often.

    ``mirror`` stands for every address: ``MIRROR/HOST/PATH`` is asked instead of ``https://HOST/PATH``; it may be
    private only where ``private`` says so.  ``wait`` is in seconds, doubled from one try to the next.
    """

    allowed: Sequence[str] = ALLOWED
    mirror: str | None = None
    private: bool = False
    max_size: int = MAX_SIZE
    attempts: int = 4
    wait: float = 1.0
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Known:
    """What was held of an address when it was last fetched."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file that came whole: where it lies, what it is, and what its server said of it."""

    path: Path
    url: str
    sha256: str
    size: int
    etag: str | None
    last_modified: str | None


class _Passing(Exception):  # noqa: N818 - a signal to try again, never seen outside
    """A failure that may pass: the connection, a busy server, a cut answer."""


def fetch(url: str, target: Path, reach: Reach, known: Known | None = None) -> Fetched | None:
    """Fetch ``url`` into ``target`` and return what came; ``None`` where it has not changed since ``known``.

    Raises:
        FetchError: the address is not allowed, or nothing whole came of it; ``target`` is then not there.

    """
    import tenacity  # noqa: PLC0415 - only an update needs it

    tries = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(reach.attempts),
        wait=tenacity.wait_exponential(multiplier=reach.wait, max=30),
        retry=tenacity.retry_if_exception_type(_Passing),
    )
    try:
        return tries(_fetch_once, url, target, reach, known)
    except tenacity.RetryError as error:
        target.unlink(missing_ok=True)
        cause = error.last_attempt.exception()
        raise FetchError(f"{url}: {cause} ({reach.attempts} tries); nothing was changed, try again later") from cause
    except FetchError:
        target.unlink(missing_ok=True)
        raise


def _fetch_once(url: str, target: Path, reach: Reach, known: Known | None) -> Fetched | None:
    import httpx2  # noqa: PLC0415 - slow to import, and only an update needs it

    headers = {"User-Agent": f"onrecord/{__version__}", "Accept-Encoding": "identity"}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    elif known and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    at = url
    try:
        with httpx2.Client(timeout=reach.timeout, follow_redirects=False, headers=headers) as client:
            for _ in range(MAX_REDIRECTS + 1):
                _refuse_address(at, reach)
                asked = _mirrored(at, reach)
                _refuse_private(asked, reach)
                with client.stream("GET", asked) as answer:
                    _refuse_peer(answer, asked, reach)
                    if answer.status_code == 304:
                        return None
                    if answer.has_redirect_location:
                        at = _unmirrored(urljoin(asked, answer.headers["location"]), reach)
                        continue
                    _refuse_status(answer, url)
                    return _receive(answer, url, target, reach)
    except httpx2.TransportError as error:
        raise _Passing(f"the connection failed ({type(error).__name__})") from error
    except (httpx2.InvalidURL, httpx2.HTTPError, UnicodeError, ValueError) as error:
        raise FetchError(f"{url}: cannot be fetched ({type(error).__name__}: {error}); check the address") from error
    raise FetchError(f"{url}: redirects more than {MAX_REDIRECTS} times; the address has changed")


def _receive(answer: "httpx2.Response", url: str, target: Path, reach: Reach) -> Fetched:
    stated = answer.headers.get("content-length")
    length = int(stated) if stated and stated.isdigit() else None
    if length is not None and length > reach.max_size:
        raise FetchError(f"{url}: {length:,} bytes, more than the {reach.max_size:,} allowed; nothing was taken")
    if answer.headers.get("content-encoding", "identity") not in {"identity", ""}:
        length = None
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as out:
        for chunk in answer.iter_bytes(_CHUNK):
            size += len(chunk)
            if size > reach.max_size:
                raise FetchError(f"{url}: more than the {reach.max_size:,} bytes allowed; nothing was taken")
            digest.update(chunk)
            out.write(chunk)
    if length is not None and size != length:
        raise _Passing(f"{size:,} bytes came of the {length:,} that were announced")
    if size == 0:
        raise _Passing("an empty answer came")
    header = answer.headers
    return Fetched(target, url, digest.hexdigest(), size, header.get("etag"), header.get("last-modified"))


def _refuse_status(answer: "httpx2.Response", url: str) -> None:
    status = answer.status_code
    if status == 429 or status >= 500:
        raise _Passing(f"the server answered {status}")
    if status != 200:
        raise FetchError(
            f"{url}: the server answered {status}; the address may have changed, look at the agency's page"
        )


def _refuse_address(url: str, reach: Reach) -> None:
    parts = urlsplit(url)
    plain = f"{parts.scheme}://{parts.hostname}{parts.path}"
    is_odd = (
        parts.username
        or parts.port not in {None, 443}
        or ".." in parts.path.split("/")
        or "\\" in url
        or "%2e" in url.lower()
    )
    if is_odd or not any(plain.startswith(prefix) for prefix in reach.allowed):
        raise FetchError(f"{url}: is not among the addresses that releases are fetched from; see docs/measures.md")


def _mirrored(url: str, reach: Reach) -> str:
    if reach.mirror is None:
        return url
    parts = urlsplit(url)
    return f"{reach.mirror.rstrip('/')}/{parts.hostname}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _unmirrored(url: str, reach: Reach) -> str:
    """Return a redirect's address as the agency's own where it leads within the mirror."""
    base = f"{reach.mirror.rstrip('/')}/" if reach.mirror else None
    return f"https://{url.removeprefix(base)}" if base and url.startswith(base) else url


def _refuse_private(url: str, reach: Reach) -> None:
    """Refuse a host that resolves to any address that is not public."""
    host = urlsplit(url).hostname or ""
    if reach.private or _has_proxy(url):
        return
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise _Passing(f"{host} cannot be found ({error})") from error
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
            raise FetchError(f"{url}: leads to the private address {address[0]}; nothing is fetched from there")


def _refuse_peer(answer: "httpx2.Response", url: str, reach: Reach) -> None:
    """Refuse an answer that came from a private address all the same: a name can change after it was looked up."""
    if reach.private or _has_proxy(url):
        return
    stream: Any = answer.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer and not ipaddress.ip_address(str(peer[0]).partition("%")[0]).is_global:
        raise FetchError(f"{url}: was answered from the private address {peer[0]}; nothing is fetched from there")


def _has_proxy(url: str) -> bool:
    return urlsplit(url).scheme in getproxies()
