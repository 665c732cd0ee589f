"""Ids hashed from content, never from time, order or model version."""

import hashlib
import json

__all__ = ["bytes_sha256", "content_id"]


def content_id(prefix: str, *parts: object) -> str:
    """Return ``prefix_`` and 16 hex digits that depend only on ``parts``.

    ``parts`` must be JSON values (or hold nothing that JSON cannot write); the same parts give the same id
    on every machine.
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{prefix}_{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def bytes_sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()
