"""What the released records show about a claim."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.model.quantity import Amount
from onrecord.model.reading import Reading
from onrecord.model.series import Observation, Release, SeriesKey
from onrecord.model.when import Grain, Period

__all__ = ["Because", "Check", "CheckedReading", "Finding", "Reached", "Rule", "Scope", "WindowFinding"]

Finding = Literal[
    "matches",
    "close",
    "above_record",
    "below_record",
    "opposite_direction",
    "differs",
    "reached",
    "not_reached",
    "records_conflict",
    "depends_on_window",
    "shown_only",
    "not_comparable",
    "no_record",
    "vintage_not_held",
    "not_checkable",
]
Because = Literal[
    "definition",
    "coverage",
    "unit",
    "area",
    "period",
    "withdrawn",
    "forecast",
    "value_judgement",
    "private_person",
    "too_vague",
]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which agencies' records are used; ``remainder`` is what the unrecorded ones would have had to supply."""

    covers: tuple[str, ...]
    as_claimed: bool
    remainder: Amount | None = None


@dataclass(frozen=True, slots=True)
class WindowFinding:
    """One natural window, what is recorded in it, and the finding it leads to."""

    window: Period
    recorded: Amount
    finding: Finding


@dataclass(frozen=True, slots=True)
class Reached:
    """A target was reached in ``periods`` of ``of`` full periods of this grain."""

    periods: int
    of: int
    grain: Grain


@dataclass(frozen=True, slots=True)
class Rule:
    """A counting rule, and the value it gives."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Check:
    """One claim set against one scope of records as they stood on ``as_of``.

    ``series`` names the series used (measure and key; several where scopes are added); ``recorded`` is in the unit of
    time of ``said`` and counts what the record counts; ``why`` says the finding in one plain sentence; ``qualifies``
    are facts that bear on the claim without contradicting it; ``factors`` turn each series' values into units.
    """

    id: str
    claim: str
    measure: str | None
    series: tuple[tuple[str, SeriesKey], ...]
    scope: Scope
    as_of: date
    finding: Finding
    because: Because | None
    why: str
    said: Amount | None = None
    recorded: Amount | None = None
    window: Period | None = None
    windows: tuple[WindowFinding, ...] = ()
    reached: Reached | None = None
    rules: tuple[Rule, ...] = ()
    observations: tuple[Observation, ...] = ()
    factors: tuple[float, ...] = ()
    arithmetic: str | None = None
    caveats: tuple[str, ...] = ()
    qualifies: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    releases: tuple[Release, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedReading:
    """A reading, and the checks of its claims."""

    reading: Reading
    checks: tuple[Check, ...]
