"""Small measures, series and readings made by hand, for tests of the check stage."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.ids import bytes_sha256, content_id
from onrecord.model import (
    Attribution,
    Characterisation,
    Claim,
    Document,
    Gap,
    Measure,
    Observation,
    Period,
    Quantity,
    Reading,
    Release,
    Series,
    SeriesKey,
    Source,
    Span,
    Speaker,
    When,
)


def month(name: str) -> Period:
    """Return the month ``2025-06``."""
    year, number = (int(part) for part in name.split("-"))
    return Period(date(year, number, 1), date(year + number // 12, number % 12 + 1, 1), "month")


def months(first: str, count: int) -> list[Period]:
    """Return ``count`` months from ``first`` on."""
    found = [month(first)]
    while len(found) < count:
        found.append(month(f"{found[-1].end:%Y-%m}"))
    return found


def weeks(first: date, count: int) -> list[Period]:
    """Return ``count`` weeks from ``first`` on."""
    return [Period(first + timedelta(days=7 * i), first + timedelta(days=7 * (i + 1)), "week") for i in range(count)]


def release(measure: str, day: date) -> Release:
    """Return a release of ``measure`` on ``day``."""
    name = f"{measure} {day}"
    sha256 = bytes_sha256(name.encode())
    return Release(
        content_id("release", name), measure, day, "agency", name, None, "public domain", f"Cite {name}.", sha256
    )


def observed(periods: Iterable[Period], values: Iterable[float], made: Release, **more: object) -> list[Observation]:
    """Return one observation for each period."""
    return [
        Observation(period, value, "normal", made.id, **more) for period, value in zip(periods, values, strict=True)
    ]


def series_of(
    measure: Measure, key: SeriesKey, observations: Sequence[Observation], releases: Sequence[Release]
) -> Series:
    """Return the series of ``measure`` at ``key``; its grain is that of its observations."""
    return Series(measure.id, key, observations[0].period.grain, measure.unit, tuple(observations), tuple(releases))


class Shelf:
    """Series by measure and key: a SeriesLookup that is a dict."""

    def __init__(self, *series: Series) -> None:
        self.held = {(item.measure, item.key): item for item in series}

    def __call__(self, measure: str, key: SeriesKey) -> Series | None:
        """Return the series held, or ``None``."""
        return self.held.get((measure, key))

    def add(self, series: Series) -> None:
        """Hold one more series."""
        self.held[series.measure, series.key] = series


_ARRESTS = Measure(
    id="ice/administrative_arrests",
    title="Administrative arrests by ICE",
    agency="ICE",
    publisher="Deportation Data Project",
    definition="Civil arrests.",
    event="arrest",
    topic="arrests",
    unit="arrest",
    factor=1,
    kind="flow",
    grain="month",
    area="United States",
    covers=("ICE",),
    leaves_out=("arrests by Border Patrol",),
    dimensions={
        "criminality": {"all": "all", "convicted": "convicted", "pending": "pending charges", "other": "neither"},
        "source": {"monthly": "monthly file", "weekly": "weekly file"},
    },
    key=(("criminality", "all"), ("source", "monthly")),
    claimed_by=("arrest", "arrests", "arrested", "immigration arrests"),
    code_words={
        "criminality": {
            "convicted": ("convicted", "criminal conviction", "criminal record"),
            "pending": ("pending charges", "charged with a crime"),
            "other": ("no criminal record",),
        }
    },
    characterisations=(
        Characterisation(("worst of the worst", "criminals"), "criminality", "No class is called worst."),
    ),
    counting_rules=("Rows are not people.",),
    breaks=("From 2019 on another rule is used.", "From 2025 on another form is used."),
    caveats=("The last months can still change.",),
    licence="CC0-1.0",
    citation="Cite the arrests.",
)
ARRESTS = _ARRESTS
BOOK_INS = replace(
    _ARRESTS,
    id="ice/detention_book_ins",
    title="Book-ins to ICE detention",
    event="book-in",
    topic="book-ins",
    unit="book-in",
    leaves_out=("people arrested and not detained",),
    dimensions={"arresting_agency": {"ice": "ICE", "cbp": "CBP"}},
    key=(("arresting_agency", "ice"),),
    claimed_by=("book-in", "booked into detention"),
    code_words={"arresting_agency": {"ice": ("ICE",), "cbp": ("CBP",)}},
    characterisations=(),
    caveats=("A book-in is not an arrest.",),
    citation="Cite the book-ins.",
)
ENCOUNTERS = replace(
    _ARRESTS,
    id="cbp/border_patrol_encounters",
    title="Border Patrol encounters",
    event="encounter",
    topic="encounters",
    unit="encounter",
    covers=("Border Patrol",),
    leaves_out=("ports of entry",),
    dimensions={},
    key=(),
    claimed_by=("encounter", "encounters", "apprehensions"),
    code_words={},
    characterisations=(),
    caveats=("An encounter is not an arrest in the interior.",),
    citation="Cite the encounters.",
)
JOBS = replace(
    _ARRESTS,
    id="bls/payroll_employment",
    title="Payroll jobs",
    agency="BLS",
    event="job",
    topic="employment",
    unit="job",
    factor=1000,
    kind="stock",
    covers=("non-farm employers",),
    leaves_out=("farms",),
    dimensions={"industry": {"total_nonfarm": "total non-farm", "leisure_and_hospitality": "leisure and hospitality"}},
    key=(("industry", "total_nonfarm"),),
    claimed_by=("jobs", "employment", "workforce", "workers"),
    code_words={"industry": {"leisure_and_hospitality": ("hospitality", "hotels", "leisure and hospitality")}},
    characterisations=(),
    caveats=("The last two months are preliminary.",),
    citation="Cite the jobs.",
)
MEASURES = (ARRESTS, BOOK_INS, ENCOUNTERS, JOBS)
GAPS = (
    Gap(
        "farm_jobs",
        "employment",
        ("farm", "farming", "agriculture"),
        "No monthly farm jobs are released.",
        "The census.",
    ),
    Gap("population", "population", ("undocumented immigrants",), "No agency counts people by status.", None),
    Gap("hsi_arrests", "arrests", ("HSI",), "HSI releases no series of arrests.", "Annual reports."),
)

NEWEST = date(2026, 5, 1)
CONVICTED = (9400, 9800, 10154, 10000, 9900, 9800, 9700, 9600, 10682)
"""2025-04 to 2025-12, as are the next two; 2025-06 adds up to the released 30,494 arrests."""
PENDING = (6000, 7000, 7868, 8000, 8100, 8200, 8300, 8400, 10400)
OTHER = (3000, 7000, 12472, 12800, 13000, 13200, 19634, 17143, 19199)


def shelf() -> Shelf:
    """Return small series of every measure: arrests to December 2025 and a part of January 2026."""
    arrests = release(ARRESTS.id, NEWEST)
    span = months("2024-04", 21)
    early = [9000.0] * 12
    codes = {"convicted": CONVICTED, "pending": PENDING, "other": OTHER}
    held = Shelf()
    for code, values in codes.items():
        key = (("criminality", code), ("source", "monthly"))
        held.add(series_of(ARRESTS, key, observed(span, [*(3000.0,) * 12, *values], arrests), [arrests]))
    totals = [sum(values) for values in zip(*codes.values(), strict=True)]
    partial = Observation(month("2026-01"), 4000, "partial", arrests.id, "counts to 2026-01-04")
    held.add(series_of(ARRESTS, ARRESTS.key, [*observed(span, [*early, *totals], arrests), partial], [arrests]))
    weekly = release(ARRESTS.id, date(2026, 2, 3))
    held.add(
        series_of(
            ARRESTS,
            (("criminality", "all"), ("source", "weekly")),
            observed(weeks(date(2025, 1, 5), 40), [2800.0] * 17 + [7210.0] * 23, weekly),
            [weekly],
        )
    )
    first, second = release(BOOK_INS.id, date(2025, 6, 5)), release(BOOK_INS.id, date(2026, 4, 9))
    book_ins = [
        *observed(months("2024-10", 8), [9000.0] * 7 + [24000.0], first),
        *observed(months("2024-10", 17), [9000.0] * 7 + [24100.0, 31590.0] + [32000.0] * 8, second),
    ]
    held.add(series_of(BOOK_INS, BOOK_INS.key, book_ins, [first, second]))
    seen = release(ENCOUNTERS.id, date(2026, 8, 19))
    held.add(series_of(ENCOUNTERS, (), observed(months("2023-10", 34), [9000.0] * 20 + [8014.0] * 14, seen), [seen]))
    jobs = release(JOBS.id, date(2026, 5, 8))
    values = [16700.0 + 10 * i for i in range(12)] + [16832, 16830, 16835, 16836, 16839, *range(16840, 16950, 10)]
    for code, base in {"leisure_and_hospitality": 0, "total_nonfarm": 140000}.items():
        key = (("industry", code),)
        held.add(series_of(JOBS, key, observed(months("2024-01", 28), [base + v for v in values], jobs), [jobs]))
    return held


def document_of(text: str, published: date | None) -> Document:
    """Return a document with this text."""
    return Document(
        content_id("document", text),
        None,
        None,
        None,
        None,
        None,
        published,
        None,
        "en",
        "news",
        text,
        bytes_sha256(text.encode()),
    )


def quantity_in(text: str, words: str, value: float | None, unit: str | None = None, **more: object) -> Quantity:
    """Return the quantity that ``words`` state in ``text``."""
    start = text.index(words)
    fields = {"low": value, "high": value, "unit": unit, "step": 1.0, **more}
    return Quantity(content_id("quantity", text, words), start, start + len(words), **fields)


def reading_of(
    text: str,
    kind: str,
    *,
    published: date | None = date(2025, 6, 19),
    quantity: Quantity | None = None,
    speaker: str | None = None,
    said: date | None = None,
    span: str | None = None,
    **claim: object,
) -> Reading:
    """Return a reading of ``text`` with one claim of this kind; ``span`` gives its words, else it is the whole text."""
    words = span or text
    start = text.index(words)
    who = Speaker("speaker_1", speaker, "person", public_role=True) if speaker else None
    attribution = None
    if speaker or said:
        when = When(said, said + timedelta(days=1), "day", said.isoformat()) if said else None
        source = Source((Span(0, 1),), "person", who.id if who else None)
        attribution = Attribution(
            "attribution_1", "body", "indirect", source, None, (Span(start, start + 1),), 1.0, when=when
        )
    fields = {
        "voice": "attributed" if attribution else "reported",
        "attribution": attribution.id if attribution else None,
        "speaker": who.id if who else None,
        "quantity": quantity.id if quantity else None,
        **claim,
    }
    made = Claim(content_id("claim", text, words, kind, str(claim)), start, start + len(words), kind=kind, **fields)
    return Reading(
        document_of(text, published),
        attributions=(attribution,) if attribution else (),
        speakers=(who,) if who else (),
        quantities=(quantity,) if quantity else (),
        claims=(made,),
    )


def when(start: str | None, end: str | None = None, grain: str = "day") -> When:
    """Return a stretch of days given by ISO days; ``end`` is the day after the last."""
    return When(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, grain, None)
