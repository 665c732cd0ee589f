"""Which machines an address may lead to: those of the public internet, and no other.

A page is fetched for whoever names it, so an address must not reach into the network in which onrecord runs
(server-side request forgery; OWASP's SSRF prevention cheat sheet).  Each name is resolved once, every address that
comes back must be public (RFC 6890's registries, as Python's ``ipaddress`` has them), and the connection goes to just
those addresses.
"""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address

from onrecord.errors import InputError

__all__ = ["is_public", "public_addresses", "trusting_for_tests"]

_SECONDS = 10
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_trusted: set[str] = set()


@contextmanager
def trusting_for_tests(address: str) -> Iterator[None]:
    """Let one address pass that is not public: for a test's own server, and nothing else calls it."""
    _trusted.add(address)
    try:
        yield
    finally:
        _trusted.discard(address)


def public_addresses(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, all of them public.

    Raises:
        InputError: the host has no address, or one that is not public; the message fits after "NAME: ".

    """
    found = _resolve(host, port)
    for address in found:
        if not is_public(address) and address not in _trusted:
            raise InputError(
                f"leads to {address}, which is no address of the public internet; save the page and give the file"
            )
    return found


def is_public(address: str) -> bool:
    """Say whether a numeric address is one of the public internet, and so are those that it stands for."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(part.is_global and not (part.is_multicast or part.is_reserved) for part in (number, *_within(number)))


def _within(number: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """Yield the addresses that an IPv6 address carries for gateways to unpack."""
    if isinstance(number, IPv6Address):
        for carried in (number.ipv4_mapped, number.sixtofour, *(number.teredo or ())):
            if carried is not None:
                yield carried
        if number in _NAT64:
            yield IPv4Address(int(number) & 0xFFFFFFFF)


def _resolve(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, without waiting for a name server longer than some seconds."""
    answer: list[str] = []
    problem: list[str] = []

    def ask() -> None:
        try:
            for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                address = str(entry[4][0])
                if address not in answer:
                    answer.append(address)
        except (OSError, UnicodeError) as error:
            problem.append(getattr(error, "strerror", None) or str(error))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_SECONDS)
    if asking.is_alive():
        raise InputError(f"cannot be found: no name server answered for {host} in {_SECONDS} seconds")
    if problem or not answer:
        raise InputError(
            f"cannot be found: {host} has no address ({problem[0] if problem else 'none'}); check the name"
        )
    return answer
