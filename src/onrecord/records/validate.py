"""A folder of measures looked through: each loaded strictly, its invariants applied, nothing in it run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import MeasureError
from onrecord.records.catalog import find_measures
from onrecord.records.description import MeasureDescription, read_description
from onrecord.records.invariants import find_suspects
from onrecord.records.loader import load_series, read_gaps
from onrecord.records.snapshot import read_releases
from onrecord.records.tables import read_table, read_verified

__all__ = ["Report", "validate_folder"]


@dataclass(frozen=True, slots=True)
class Report:
    """One measure: what is held of it, and what does not hold."""

    measure: str
    held: str
    faults: tuple[str, ...]


def validate_folder(root: Path) -> Iterator[Report]:
    """Yield a report for each measure under ``root``, and one for its ``gaps.yml`` where that does not hold.

    Raises:
        MeasureError: ``root`` holds no measure.

    """
    for path in find_measures(root):
        yield _validate(path)
    if (root / "gaps.yml").is_file():
        try:
            read_gaps(root / "gaps.yml")
        except MeasureError as error:
            yield Report("gaps.yml", "what nobody releases", (str(error),))


def _validate(path: Path) -> Report:
    name = f"{path.resolve().parent.name}/{path.resolve().name}"
    try:
        description = read_description(path / "measure.yml", MeasureDescription)
        if description.id != name:
            raise MeasureError(f"{path}: measure.yml says id {description.id}; name the folders after it")
        releases = read_releases(path, description)
        series = load_series(path, description, releases)
        faults = tuple(_unflagged(path, description))
    except MeasureError as error:
        return Report(name, "not loaded", (str(error),))
    values = sum(len(one.observations) for one in series.values())
    doubtful = sum(item.status == "suspect" for one in series.values() for item in one.observations)
    held = f"{len(releases)} releases, {len(series)} series, {values:,} values, {doubtful:,} of them suspect"
    if tuple(sorted(description.key.items())) not in series:
        faults = (*faults, f"{path}: `key` names no series held; correct it")
    return Report(name, held, faults)


def _unflagged(path: Path, description: MeasureDescription) -> Iterator[str]:
    """Yield values that break an invariant and are not flagged."""
    days = {label: release.day for label, release in read_releases(path, description).items()}
    for file in description.data:
        frame = read_table(read_verified(path, file.file, file.sha256), str(path / file.file), file.rows)
        status = frame["status"].to_list()
        for number, reason in sorted(find_suspects(frame, days, description).items()):
            if status[number] != "suspect":
                yield f"{path / file.file}, row {number + 2}: {reason}; look at the release, then flag it as suspect"
