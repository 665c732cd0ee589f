"""Addresses of the web: what is fetched, what never is, and servers made to hurt; the server is the test's own."""

import re
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import onrecord
from intake_builders import LEAD, STORY, page, paragraphs, pdf, sends, server
from onrecord.errors import InputError
from onrecord.read.addresses import is_public, public_addresses, trusting_for_tests
from onrecord.read.fetch import fetch
from onrecord.read.intake import open_sources

PAGE = page(f"<article><h1>Count rises</h1>{paragraphs(*STORY)}</article>")


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a page a byte at a time, for a minute."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    """Send a header a byte at a time, for a minute."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(600):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Send a page without end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"x" * 100_000)


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Send less than was said."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<html>")


ANSWERS = {
    "/page": sends(PAGE),
    "/latin": sends(PAGE.replace("Sunday", "“Sunday”").encode("cp1252"), "text/html; charset=ISO-8859-1"),
    "/on": sends("", status=302, Location="/page"),
    "/loop": sends("", status=302, Location="/loop"),
    "/inside": sends("", status=302, Location="http://169.254.169.254/latest/meta-data/"),
    "/file": sends("", status=302, Location="file:///etc/passwd"),
    "/release.pdf": sends(pdf([(72, 700, 12, "The count rose.")]), "application/pdf"),
    "/bytes": sends(pdf([(72, 700, 12, "The count rose.")]), "application/octet-stream"),
    "/feed": sends(
        f"<rss><channel><item><description>{LEAD}</description></item></channel></rss>", "application/rss+xml"
    ),
    "/text": sends("The count rose.", "text/plain"),
    "/no-type": sends(PAGE, None),
    "/picture": sends(b"\x89PNG", "image/png"),
    "/packed": sends(b"x", "text/html", Content_Encoding="gzip"),
    "/gone": sends("", status=410),
    "/drip": drip,
    "/drip-headers": drip_headers,
    "/endless": endless,
    "/cut": cut,
    "/nothing": lambda _: None,
}


@pytest.fixture
def site() -> Iterator[str]:
    """Serve the answers, on an address that the test alone trusts."""
    with server(ANSWERS) as address, trusting_for_tests("127.0.0.1"):
        yield address


def read(address: str):
    (one,) = open_sources([address])
    return one


def test_a_page_is_fetched_and_read_with_its_address(site):
    one = read(f"{site}/page")
    assert one.error is None
    assert one.document.url == f"{site}/page"
    assert one.ref == f"{site}/page"
    assert one.document.text.endswith("\n\n".join(STORY))


def test_a_redirect_is_followed_and_the_last_address_kept(site):
    assert read(f"{site}/on").document.url == f"{site}/page"


def test_the_servers_encoding_is_used(site):
    assert "“Sunday”" in read(f"{site}/latin").document.text


@pytest.mark.parametrize("path", ["/release.pdf", "/bytes", "/text"])
def test_other_formats_are_read_by_what_the_server_says_or_the_bytes_show(site, path):
    assert read(f"{site}{path}").document.text == "The count rose."


def test_a_feed_at_an_address_gives_its_items(site):
    assert read(f"{site}/feed").document.text == LEAD


def test_a_page_without_a_stated_type_is_seen_to_be_one(site):
    assert read(f"{site}/no-type").document.title == "Count rises"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/loop", "leads on more than 5 times"),
        ("/inside", "leads to 169.254.169.254, which is no address of the public internet"),
        ("/file", "is an address that is not of the web"),
        ("/picture", "is image/png, which is not read"),
        ("/packed", "comes compressed"),
        ("/gone", "answers 410 Gone"),
        ("/cut", "ended before all of it had come"),
        ("/nothing", "cannot be fetched"),
        ("/missing", "cannot be fetched"),
        ("/endless", "is larger than the limit of"),
    ],
)
def test_what_cannot_be_fetched_is_explained(site, path, what):
    one = read(f"{site}{path}")
    assert one.document is None
    assert what in one.error


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_server_that_drips_is_left_when_its_time_is_over(site, path, monkeypatch):
    monkeypatch.setattr("onrecord.read.fetch._SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(InputError, match="took longer than 1 seconds"):
        fetch(f"{site}{path}", 1_000_000)
    assert time.monotonic() - began < 10


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("onrecord.read.addresses._SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1) or [])
    with pytest.raises(InputError, match="no name server answered"):
        public_addresses("slow.example", 80)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104 - no server is bound to it
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:7f00:1::", "not an address",
    ],
)  # fmt: skip
def test_an_address_inside_is_never_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_no_spelling_of_this_machine_gets_through(host):
    with pytest.raises(InputError, match="no address of the public internet"):
        fetch(f"http://{host}:9/", 1000)


def test_one_address_inside_among_several_is_enough_to_refuse(monkeypatch):
    answers = [(2, 1, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(InputError, match=re.escape("10.0.0.1")):
        public_addresses("rebinding.example", 80)


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    asked = []

    def connect(place: tuple[str, int], _: float) -> socket.socket:
        asked.append(place)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("8.8.8.8", 80))])
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(InputError, match="cannot be reached"):
        fetch("http://paper.example/", 1000)
    assert asked == [("8.8.8.8", 80)]


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("http://jane:secret@paper.example/", "holds a name or password"),
        ("http://paper.example:99999/", "is no address of the web that can be read"),
        ("https:///count", "is an address that is not of the web"),
        ("http://[::1/", "is no address of the web that can be read"),
        ("http://" + "a" * 5000, "longer than any of the web"),
        ("ftp://paper.example/", "is an address that is not of the web"),
        ("file:///etc/passwd", "is an address that is not of the web"),
    ],
)
def test_an_address_that_is_none_is_explained(address, what):
    assert what in read(address).error


def test_a_secret_in_an_address_is_not_sent_on():
    with pytest.raises(InputError) as refused:
        fetch("http://jane:secret@paper.example/", 1000)
    assert "secret" not in str(refused.value)


def test_nothing_but_tests_trusts_an_address():
    root = Path(onrecord.__file__).parent
    users = [path.name for path in root.rglob("*.py") if "trusting_for_tests" in path.read_text("utf-8")]
    assert users == ["addresses.py"]


def test_no_address_is_fetched_that_a_document_names(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("a connection was made"))
    body = PAGE.replace(
        "<head>", '<head><base href="http://8.8.8.8/"><link rel="stylesheet" href="http://8.8.8.8/x.css">'
    )
    path = tmp_path / "a.html"
    path.write_text(body, "utf-8")
    assert read(str(path)).document.title == "Count rises"
