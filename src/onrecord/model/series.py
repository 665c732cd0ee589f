"""What agencies have released: measures, releases, series of observations."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Protocol

from onrecord.model.when import Grain, Period

__all__ = [
    "Characterisation",
    "Gap",
    "Measure",
    "MeasureKind",
    "Observation",
    "ObservationStatus",
    "Rate",
    "Release",
    "Series",
    "SeriesKey",
    "SeriesLookup",
]

MeasureKind = Literal["flow", "stock"]
ObservationStatus = Literal["normal", "partial", "secondary", "suspect"]
SeriesKey = tuple[tuple[str, str], ...]
"""A series' dimensions and codes in name order, as in SDMX: ``(("agency", "ice"), ("criminality", "convicted"))``."""


@dataclass(frozen=True, slots=True)
class Release:
    """One act of publication; ``day`` is its vintage and never before the last day it counts.

    ``stated_day`` is the day the release gives itself where that differs, and ``day_note`` why it was changed.
    """

    id: str
    measure: str
    day: date
    agency: str
    title: str
    url: str | None
    licence: str
    citation: str
    sha256: str
    stated_day: date | None = None
    day_note: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One value for one period in one release (SDMX OBS_VALUE, TIME_PERIOD, OBS_STATUS)."""

    period: Period
    value: float
    status: ObservationStatus
    release: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One value per period and release for one key of one measure; ``releases`` in order of day."""

    measure: str
    key: SeriesKey
    grain: Grain
    unit: str
    observations: tuple[Observation, ...]
    releases: tuple[Release, ...]

    def as_of(self, day: date) -> "Series":
        """Return what a reader could see on ``day``: for each period the value of the newest release by then.

        Two releases speak of the same period where it starts on the same day, so a full month replaces the part
        of it that an earlier release counted; a suspect value never replaces another.
        """
        visible = {release.id: release.day for release in self.releases if release.day <= day}
        newest: dict[tuple[date, Grain], Observation] = {}
        for observation in self.observations:
            if observation.release not in visible:
                continue
            place = (observation.period.start, observation.period.grain)
            held = newest.get(place)
            if held is None or _standing(observation, visible) >= _standing(held, visible):
                newest[place] = observation
        return replace(
            self,
            observations=tuple(sorted(newest.values(), key=lambda observation: observation.period)),
            releases=tuple(release for release in self.releases if release.id in visible),
        )

    def release(self, id_: str) -> Release:
        """Return the release with this id; ``KeyError`` where there is none."""
        for release in self.releases:
            if release.id == id_:
                return release
        raise KeyError(id_)


def _standing(observation: Observation, days: Mapping[str, date]) -> tuple[bool, date]:
    """Which of two values of one period a reader goes by: one not suspect, then the newer."""
    return observation.status != "suspect", days[observation.release]


@dataclass(frozen=True, slots=True)
class Characterisation:
    """Words that characterise what a measure counts, and the series that bear on them.

    ``dimension`` is the dimension whose codes are all shown as shares of their sum (``None``: the level is shown).
    """

    words: tuple[str, ...]
    dimension: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that no agency is known to release, and where a record of it would be found."""

    id: str
    topic: str
    words: tuple[str, ...]
    why: str
    where: str | None


@dataclass(frozen=True, slots=True)
class Rate:
    """What a topic is as a percentage: one code of a dimension of another, unemployed of the labor force."""

    dimension: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What an agency counts (an SDMX data structure with its plain-word definition).

    ``event`` is the thing that happens or stands ('arrest', 'book-in', 'encounter', 'job'); ``topic`` the word that
    claims use; ``covers`` the agencies whose acts are counted; ``dimensions`` maps each dimension to its codes and
    their labels; ``key`` is the default series; ``factor`` turns a value into units (thousands of jobs: 1000);
    ``claimed_by`` the words by which the measure is claimed; ``code_words`` those that pick a code of a dimension,
    ``part_words`` those that name only a part of what a code counts (hotels, of leisure and hospitality);
    ``only_with`` words of which a claim must have one (empty: none is needed), for a measure of a part that shares its
    topic with the whole; ``rates`` other topics that its codes tell of; ``change_error`` the error that a survey
    publishes of a change from one period to the next, in the measure's unit (0: none is published).
    """

    id: str
    title: str
    agency: str
    publisher: str
    definition: str
    event: str
    topic: str
    unit: str
    factor: float
    kind: MeasureKind
    grain: Grain
    area: str
    covers: tuple[str, ...]
    leaves_out: tuple[str, ...]
    dimensions: Mapping[str, Mapping[str, str]]
    key: SeriesKey
    claimed_by: tuple[str, ...]
    code_words: Mapping[str, Mapping[str, tuple[str, ...]]]
    characterisations: tuple[Characterisation, ...]
    counting_rules: tuple[str, ...]
    breaks: tuple[str, ...]
    caveats: tuple[str, ...]
    licence: str
    citation: str
    only_with: tuple[str, ...] = ()
    part_words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    rates: Mapping[str, Rate] = field(default_factory=dict)
    change_error: float = 0.0


class SeriesLookup(Protocol):
    """Where a check finds series; a dict-backed one drives the tests."""

    def __call__(self, measure: str, key: SeriesKey) -> Series | None:
        """Return the series with all its vintages, or ``None`` where it is not held.

        A dimension that ``key`` leaves out has its default code.
        """
