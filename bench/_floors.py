"""Score floors for a pinned evaluation set: what is below them, and how they may be changed.

After trafilatura's evaluation gate: the set is pinned by a hash, so that nobody makes a score by changing the texts,
and a floor is lowered only by somebody who says so.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Floors", "complaints", "hash_files", "raise_floors", "read_floors", "write_floors"]


@dataclass(frozen=True)
class Floors:
    """The pinned hash of a set, and the least that each score may be, in %."""

    sha256: str
    scores: Mapping[str, float]


def hash_files(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of a folder's ``.txt`` files, in name order."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        digest.update(f"{path.name}\n{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def complaints(floors: Floors, sha256: str, scores: Mapping[str, float]) -> list[str]:
    """Return, in words, what does not hold: another set, a score below its floor, a score without one."""
    found = []
    if sha256 != floors.sha256:
        found.append(
            f"the texts have changed: their hash is {sha256[:12]}, pinned is {floors.sha256[:12] or 'none'};"
            " if that is meant, say so with --update-floors"
        )
    for name, floor in floors.scores.items():
        if name not in scores:
            found.append(f"{name}: has a floor of {floor:.1f} and is no longer scored; drop it with --allow-lower")
        elif scores[name] < floor:
            found.append(f"{name}: {scores[name]:.1f} is below its floor of {floor:.1f}")
    found += [f"{name}: has no floor; write it with --update-floors" for name in scores if name not in floors.scores]
    return found


def raise_floors(
    floors: Floors, sha256: str, scores: Mapping[str, float], margins: Mapping[str, float], *, allow_lower: bool
) -> Floors:
    """Return new floors: each score less its margin, and never below the old floor unless that is allowed.

    Raises ``ValueError`` where a score is below its old floor, or is gone, and lowering is not allowed.
    """
    lost = [
        f"{name} ({floor:.1f}, now {f'{scores[name]:.1f}' if name in scores else 'not scored'})"
        for name, floor in floors.scores.items()
        if name not in scores or scores[name] < floor
    ]
    if lost and not allow_lower:
        raise ValueError(
            f"nothing written: this would lower the floors of {', '.join(lost)}; say --allow-lower if meant"
        )
    wanted = {name: round(max(0.0, score - margins[name]), 1) for name, score in scores.items()}
    if not allow_lower:
        wanted = {name: max(score, floors.scores.get(name, 0.0)) for name, score in wanted.items()}
    return Floors(sha256, wanted)


def read_floors(path: Path) -> Floors:
    """Return the floors of a file; without one, no hash and no floor."""
    if not path.exists():
        return Floors("", {})
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    return Floors(held["sha256"], dict(held["floors"]))


def write_floors(path: Path, floors: Floors, heading: str) -> None:
    """Write the floors as TOML under a heading (comment lines)."""
    lines = [f"# {line}".rstrip() for line in heading.splitlines()]
    lines += ["", f'sha256 = "{floors.sha256}"', "", "[floors]"]
    lines += [f'"{name}" = {score}' for name, score in floors.scores.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
