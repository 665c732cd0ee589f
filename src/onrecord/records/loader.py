"""A measure folder made into a measure and its series, strictly.

Every column is mapped or ignored, every code declared and used, every value inside the range that ``measure.yml``
asserts, no release dated before the days it counts.  Raises ``MeasureError``.
"""

from pathlib import Path
from typing import Any, get_args

from onrecord.errors import MeasureError
from onrecord.model import (
    Characterisation,
    Gap,
    Grain,
    Measure,
    Observation,
    ObservationStatus,
    Period,
    Rate,
    Release,
    Series,
    SeriesKey,
)
from onrecord.records.description import DataFile, GapList, MeasureDescription, read_description
from onrecord.records.tables import cast_columns, check_columns, read_table, read_verified

__all__ = ["describe_measure", "load_series", "read_gaps"]

COLUMNS = ("release", "start", "end", "grain", "value", "status", "note")
"""Columns of a tidy file beside one for each dimension: ``start`` to ``end`` is half-open."""


def describe_measure(description: MeasureDescription) -> Measure:
    """Return the measure that a description describes."""
    return Measure(
        id=description.id,
        title=description.title,
        agency=description.agency,
        publisher=description.publisher,
        definition=description.definition,
        event=description.event,
        topic=description.topic,
        unit=description.unit,
        factor=description.factor,
        kind=description.kind,
        grain=description.grain,
        area=description.area,
        covers=tuple(description.covers),
        leaves_out=tuple(description.leaves_out),
        dimensions=description.dimensions,
        key=tuple(sorted(description.key.items())),
        claimed_by=tuple(description.claimed_by),
        code_words={
            name: {code: tuple(words) for code, words in codes.items()}
            for name, codes in description.code_words.items()
        },
        part_words={
            name: {code: tuple(words) for code, words in codes.items()}
            for name, codes in description.part_words.items()
        },
        characterisations=tuple(
            Characterisation(tuple(item.words), item.dimension, item.note) for item in description.characterisations
        ),
        counting_rules=tuple(description.counting_rules),
        breaks=tuple(description.breaks),
        caveats=tuple(description.caveats),
        licence=description.licence,
        citation=description.citation,
        only_with=tuple(description.only_with),
        rates={topic: Rate(rate.dimension, rate.part, rate.whole) for topic, rate in description.rates.items()},
        change_error=description.change_error,
    )


def read_gaps(path: Path) -> tuple[Gap, ...]:
    """Return the gaps listed in a ``gaps.yml``."""
    listed = read_description(path, GapList).gaps
    if len({gap.id for gap in listed}) != len(listed):
        raise MeasureError(f"{path}: two gaps have the same id; give each its own")
    return tuple(Gap(gap.id, gap.topic, tuple(gap.words), gap.why, gap.where) for gap in listed)


def load_series(folder: Path, description: MeasureDescription, releases: dict[str, Release]) -> dict[SeriesKey, Series]:
    """Return every series of a measure by its key; ``releases`` maps the labels of the data to releases."""
    found: dict[SeriesKey, dict[tuple[Period, str], Observation]] = {}
    used: set[str] = set()
    for file in description.data:
        where = str(folder / file.file)
        for number, row in enumerate(_rows(folder, file, description), start=2):
            at = f"{where}, row {number}"
            key: SeriesKey = tuple((name, row[name]) for name in sorted(description.dimensions))
            observation = _observation(row, key, description, releases, at)
            held = found.setdefault(key, {})
            place = (observation.period, observation.release)
            if place in held:
                raise MeasureError(f"{at}: {observation.period.label} stands twice in one release; keep one row")
            held[place] = observation
            used.add(row["release"])
    unused = set(releases) - used
    if unused:
        raise MeasureError(
            f"{folder}: release {min(unused)!r} has no observation; add its rows or take it off the list"
        )
    for name, codes in description.dimensions.items():
        silent = set(codes) - {code for key in found for dimension, code in key if dimension == name}
        if silent:
            raise MeasureError(f"{folder}: code {min(silent)!r} of {name} is declared but not in the data; take it out")
    return {key: _series(key, tuple(held.values()), description, releases) for key, held in found.items()}


def _rows(folder: Path, file: DataFile, description: MeasureDescription) -> list[dict[str, Any]]:
    import polars as pl  # noqa: PLC0415 - slow to import; only a series needs it

    where = str(folder / file.file)
    frame = read_table(read_verified(folder, file.file, file.sha256), where, file.rows)
    needed = (*COLUMNS, *description.dimensions)
    check_columns(frame, needed, file.ignored, where)
    frame = cast_columns(frame, {"start": pl.Date(), "end": pl.Date(), "value": pl.Float64()}, where)
    for name in needed:
        if name != "note" and frame[name].null_count():
            row = frame[name].is_null().arg_true()[0]
            raise MeasureError(f"{where}: row {row + 2}, column {name!r} is empty; leave out rows without a value")
    outside = (~frame["value"].is_between(file.minimum, file.maximum)).arg_true()
    if len(outside):
        row = outside[0]
        raise MeasureError(
            f"{where}: row {row + 2}: value {frame['value'][row]:g} is not between {file.minimum:g} and "
            f"{file.maximum:g}; look the figure up in the release, then correct it or the assertion"
        )
    return frame.to_dicts()


def _observation(
    row: dict[str, Any],
    key: SeriesKey,
    description: MeasureDescription,
    releases: dict[str, Release],
    where: str,
) -> Observation:
    for name, code in key:
        if code not in description.dimensions[name]:
            raise MeasureError(f"{where}: code {code!r} of {name} is not declared; describe it in measure.yml")
    for name, allowed in (("grain", get_args(Grain)), ("status", get_args(ObservationStatus))):
        if row[name] not in allowed:
            raise MeasureError(f"{where}: {name} {row[name]!r} is none of {', '.join(allowed)}")
    release = releases.get(row["release"])
    if release is None:
        raise MeasureError(f"{where}: release {row['release']!r} is not listed in {description.releases.file}")
    period = Period(row["start"], row["end"], row["grain"])
    if period.end <= period.start:
        raise MeasureError(f"{where}: the period ends before it starts; `end` is the day after its last")
    counted_to = period.start if row["status"] in {"partial", "suspect"} else period.last_day
    if counted_to > release.day:
        raise MeasureError(f"{where}: counts {counted_to}, after its release on {release.day}; correct the day")
    return Observation(period, row["value"], row["status"], release.id, row["note"])


def _series(
    key: SeriesKey, observations: tuple[Observation, ...], description: MeasureDescription, releases: dict[str, Release]
) -> Series:
    grains = {observation.period.grain for observation in observations}
    if len(grains) > 1:
        raise MeasureError(f"{description.id}: series {key} has periods of {', '.join(sorted(grains))}; split it")
    order = {release.id: place for place, release in enumerate(releases.values())}
    held = {observation.release for observation in observations}
    return Series(
        measure=description.id,
        key=key,
        grain=grains.pop(),
        unit=description.unit,
        observations=tuple(sorted(observations, key=lambda item: (item.period, order[item.release]))),
        releases=tuple(release for release in releases.values() if release.id in held),
    )
