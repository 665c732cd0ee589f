"""A reading and its checks made by hand, so that what shows them is tested without any other stage.

The article is invented: its people do not exist.  The agencies are real, and so are the figures that they released.
"""

import hashlib
from datetime import date

from onrecord.ids import content_id
from onrecord.model import (
    Amount,
    Attribution,
    Check,
    CheckedReading,
    Claim,
    Document,
    Evidence,
    Issue,
    Measure,
    Observation,
    ObservationStatus,
    Period,
    Quantity,
    Reached,
    Reading,
    Release,
    Role,
    Rule,
    Scope,
    Segment,
    SegmentKind,
    Source,
    Span,
    Speaker,
    Time,
    When,
    WindowFinding,
)

__all__ = ["ARTICLE", "MEASURES", "checked", "empty_checked", "hostile_checked", "opinion_checked", "span"]

LEAD = """Federal officers will make at least 3,000 immigration-related arrests per day, according to \
a plan that several agencies were told of in May.

“We will go after,” Senator Orrin Vale said at a town hall in Dayton on Tuesday, “the worst of the worst, \
and nobody else.” His aide Petra Lund said that Vale had promised “a quieter summer” to growers.

Two officials who asked not to be named because they were not allowed to speak said that teams are \
struggling to keep up with the quotas.

"""
REST = """In a post on the forum Plainly, Vale accused rivals of “padding the rolls,” a charge made without evidence. \
He called the effort the largest removal program in U.S. history.

The raids have reportedly cut jobs in farming and hospitality, an effect that Vale acknowledged.

"""
OPINION = """Author’s view: A program of this size needs a plan for the harvest. Millions of people are affected \
by it, and that is too many.

"""
PARTS: tuple[tuple[SegmentKind, str], ...] = (
    ("headline", "Invented story: the arrest target and the fields that went unpicked\n\n"),
    ("byline", "By Ilse Marrow\n\n"),
    ("body", LEAD),
    ("heading", "Claims and counter-claims\n\n"),
    ("body", REST),
    ("opinion", OPINION),
    ("boilerplate", "Photo credit: The Invented Gazette"),
)
ARTICLE = "".join(words for _, words in PARTS)


def span(words: str, text: str = ARTICLE, *, nth: int = 0) -> Span:
    """Return the place of ``words`` in ``text``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def _segments(parts: tuple[tuple[SegmentKind, str], ...]) -> tuple[Segment, ...]:
    segments, at = [], 0
    for kind, words in parts:
        segments.append(Segment(at, at + len(words), kind))
        at += len(words)
    return tuple(segments)


def _document(text: str, **known: object) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    fields = {
        "ref": None,
        "url": None,
        "title": None,
        "byline": None,
        "publisher": None,
        "published": None,
        "modified": None,
        "language": "en",
        "kind": "unknown",
    }
    return Document(id=content_id("doc", None, text), text=text, sha256=digest, **{**fields, **known})  # type: ignore[arg-type]


DOCUMENT = _document(
    ARTICLE,
    ref="gazette/target.txt",
    url="https://gazette.example/2025/target",
    title="Invented story: the arrest target and the fields that went unpicked",
    byline="Ilse Marrow",
    publisher="The Invented Gazette",
    published=date(2025, 6, 19),
    kind="news",
)

VALE = Speaker(
    "spk_vale",
    "Orrin Vale",
    "person",
    (Role("Senator", None),),
    public_role=True,
    mentions=(span("Orrin Vale"), span("His"), span("Vale", nth=1), span("He called")),
)
LUND = Speaker(
    "spk_lund", "Petra Lund", "person", (Role("aide", None),), public_role=False, mentions=(span("Petra Lund"),)
)
OFFICIALS = Speaker("spk_officials", "two officials", "unnamed", mentions=(span("Two officials"),))

TUESDAY = When(date(2025, 6, 17), date(2025, 6, 18), "day", "2025-06-17")

TARGET_QUANTITY = Quantity(
    "qty_target",
    *(span("3,000").start, span("3,000").end),
    low=3000.0,
    high=None,
    unit="arrest",
    of="immigration-related arrests",
    per="day",
    comparator=">=",
    step=1000.0,
)
MILLIONS = Quantity(
    "qty_millions",
    *(span("Millions of people").start, span("Millions of people").end),
    low=2_000_000.0,
    high=None,
    unit="person",
    of="people",
    vague=True,
    comparator=">=",
    step=1_000_000.0,
)

ATTRIBUTIONS = (
    Attribution(
        "att_plan",
        "body",
        "indirect",
        Source((span("a plan that several agencies were told of in May"),), "document"),
        (span("according to"),),
        (span("Federal officers will make at least 3,000 immigration-related arrests per day"),),
        0.94,
        act="assert",
        when=When(date(2025, 5, 1), date(2025, 6, 1), "month", "2025-05"),
    ),
    Attribution(
        "att_worst",
        "body",
        "direct",
        Source((span("Senator Orrin Vale"),), "person", "spk_vale"),
        (span("said"),),
        (span("“We will go after,”"), span("“the worst of the worst, and nobody else.”")),
        0.98,
        act="promise",
        venue="a town hall in Dayton",
        when=TUESDAY,
    ),
    Attribution(
        "att_aide",
        "body",
        "indirect",
        Source((span("His aide Petra Lund"),), "person", "spk_lund"),
        (span("said", nth=1),),
        (span("that Vale had promised “a quieter summer” to growers"),),
        0.9,
        act="assert",
    ),
    Attribution(
        "att_nested",
        "body",
        "mixed",
        Source((span("Vale", nth=1),), "person", "spk_vale"),
        (span("had promised"),),
        (span("“a quieter summer” to growers"),),
        0.71,
        within="att_aide",
        act="promise",
    ),
    Attribution(
        "att_unnamed",
        "body",
        "indirect",
        Source(
            (span("Two officials"),),
            "unnamed",
            "spk_officials",
            described_as="officials",
            count="2",
            anonymity_reason="they were not allowed to speak",
            direct_knowledge=False,
        ),
        (span("said", nth=2),),
        (span("that teams are struggling to keep up with the quotas"),),
        0.88,
        act="assert",
    ),
    Attribution(
        "att_accuse",
        "body",
        "mixed",
        Source((span("Vale", nth=2),), "person", "spk_vale"),
        (span("accused"),),
        (span("rivals of “padding the rolls,”"),),
        0.93,
        act="accuse",
        evidence=Evidence("none_offered", (span("a charge made without evidence"),)),
        venue="the forum Plainly",
    ),
    Attribution(
        "att_largest",
        "body",
        "indirect",
        Source((span("He", nth=0),), "pronoun", "spk_vale"),
        (span("called"),),
        (span("the effort the largest removal program in U.S. history"),),
        0.86,
        act="describe",
    ),
    Attribution(
        "att_effect",
        "body",
        "indirect",
        Source((span("Vale", nth=3),), "person", "spk_vale"),
        (span("acknowledged"),),
        (span("The raids have reportedly cut jobs in farming and hospitality"),),
        0.8,
        act="acknowledge",
        hedged=True,
    ),
)


def _claim(id_: str, words: str, kind: str, **known: object) -> Claim:
    place = span(words)
    fields = {"attribution": None, "speaker": None, "voice": "attributed", "topic": None}
    return Claim(id_, place.start, place.end, kind=kind, **{**fields, **known})  # type: ignore[arg-type]


EFFECT = "cut jobs in farming and hospitality"
CLAIMS = (
    _claim(
        "clm_target",
        "at least 3,000 immigration-related arrests per day",
        "target",
        attribution="att_plan",
        topic="arrests",
        quantity="qty_target",
        actor="Federal officers",
        scope=("several agencies",),
        comparator=">=",
        target_status="goal",
    ),
    _claim(
        "clm_worst",
        "the worst of the worst",
        "characterisation",
        attribution="att_worst",
        speaker="spk_vale",
        topic="arrests",
        population="the worst of the worst",
    ),
    _claim(
        "clm_quotas",
        "teams are struggling to keep up with the quotas",
        "characterisation",
        attribution="att_unnamed",
        speaker="spk_officials",
        topic="arrests",
        checkable=False,
        why_not="too_vague",
    ),
    _claim(
        "clm_rank",
        "the largest removal program in U.S. history",
        "rank",
        attribution="att_largest",
        speaker="spk_vale",
        topic="removals",
        area=("U.S.",),
    ),
    _claim(
        "clm_farms",
        EFFECT,
        "change",
        voice="reported",
        topic="employment",
        population="farming",
        polarity="-",
        hedged=True,
    ),
    _claim(
        "clm_hotels",
        EFFECT,
        "change",
        voice="reported",
        topic="employment",
        population="hospitality",
        polarity="-",
        hedged=True,
    ),
    _claim("clm_millions", "Millions of people are affected", "level", voice="opinion", quantity="qty_millions"),
)

READING = Reading(
    DOCUMENT,
    _segments(PARTS),
    ATTRIBUTIONS,
    (VALE, LUND, OFFICIALS),
    (TARGET_QUANTITY, MILLIONS),
    (Time(span("on Tuesday").start + 3, span("on Tuesday").end, "DATE", TUESDAY),),
    CLAIMS,
    (Issue("resolve", "“rivals” names nobody in this text", span("rivals").start, span("rivals").end),),
    {"onrecord": "0.1.0", "attribute": "3", "model": "minilm-l6-onrecord 1"},
)


def release(measure: str, day: date, title: str, agency: str, url: str | None = None, **known: object) -> Release:
    """Return a release whose id and hash come from its measure and day."""
    digest = hashlib.sha256(f"{measure} {day}".encode()).hexdigest()
    citation = f"{agency}, {title}, released {day.isoformat()}."
    return Release(
        content_id("rel", measure, digest),
        measure,
        day,
        agency,
        title,
        url,
        "CC0-1.0",
        citation,
        digest,
        **known,  # type: ignore[arg-type]
    )


def months(
    first: str, values: tuple[float, ...], release_id: str, last: ObservationStatus = "normal"
) -> tuple[Observation, ...]:
    """Return one observation for each month from ``first`` ('2025-01') on; ``last`` is the status of the last."""
    year, month = (int(part) for part in first.split("-"))
    found = []
    for at, value in enumerate(values):
        ahead = (month % 12) + 1
        after = date(year + (month == 12), ahead, 1)
        status: ObservationStatus = last if at == len(values) - 1 else "normal"
        found.append(Observation(Period(date(year, month, 1), after, "month"), value, status, release_id))
        year, month = after.year, after.month
    return tuple(found)


ARRESTS = release(
    "ice/administrative_arrests",
    date(2026, 5, 1),
    "monthly arrests by criminality",
    "ICE",
    "https://deportationdata.example/arrests",
)
BOOK_INS = release(
    "ice/detention_book_ins", date(2025, 6, 6), "detention statistics FY2025", "ICE", "https://ice.example/detain"
)
BOOK_INS_NEW = release(
    "ice/detention_book_ins",
    date(2026, 4, 9),
    "detention statistics FY2026",
    "ICE",
    "https://ice.example/detain",
    stated_day=date(2026, 4, 2),
    day_note="the file names a day before the last day it counts",
)
ENCOUNTERS = release("cbp/border_patrol_encounters", date(2026, 8, 14), "nationwide encounters", "CBP")
JOBS = release("bls/payroll_employment", date(2026, 5, 8), "Employment Situation, April 2026", "BLS")

ARREST_VALUES = (22684, 30494, 27366, 28350, 33177, 37637, 35143, 40281, 38091, 30025, 10368)
ENCOUNTER_VALUES = (10358, 8014, 6167, 8078, 10192)
SHARES = {
    "convicted": (9005, 10164, 9659, 9791, 10067, 11035, 9803, 10685, 10079, 8944),
    "pending": (7435, 7860, 7853, 8352, 9352, 10791, 10065, 10434, 10243, 8543),
    "other": (6244, 12470, 9854, 10207, 13758, 15811, 15275, 19162, 17769, 12538),
}
LEISURE = (
    *(16832, 16796, 16823, 16836, 16839, 16837, 16848, 16870),
    *(16907, 16948, 16936, 16961, 16966, 16935, 16964, 16978),
)
SAID = Amount(3000.0, None, "arrest", "day")
ARREST_KEY = (("criminality", "all"), ("source", "monthly"))
FIRST, NEWEST = date(2025, 6, 19), date(2026, 8, 14)


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year + (month == 12), month % 12 + 1, 1), "month")


def _check(claim: str, finding: str, why: str, as_of: date = NEWEST, **known: object) -> Check:
    fields = {"measure": None, "series": (), "scope": Scope((), as_claimed=True), "because": None}
    fields.update(known)
    id_ = content_id("chk", claim, finding, as_of.isoformat(), repr(fields["scope"]), str(fields["measure"]))
    return Check(id=id_, claim=claim, as_of=as_of, finding=finding, why=why, **fields)  # type: ignore[arg-type]


def _short(recorded: float) -> Amount:
    return Amount(3000.0 - recorded, None, "arrest", "day")


def target_checks() -> tuple[Check, ...]:
    """Return the target as claimed and its covered parts, on the article's day and on the newest release."""
    arrests = months("2025-05", ARREST_VALUES, ARRESTS.id, "partial")
    both = arrests + months("2025-05", ENCOUNTER_VALUES, ENCOUNTERS.id)
    book_ins = months("2025-01", (13102, 15780, 17020, 17430, 20860), BOOK_INS.id)
    late = months("2025-05", (20860, 31590, 26980, 28411, 33020, 36905, 34350, 37828), BOOK_INS_NEW.id)
    ice = Scope(("ICE",), as_claimed=False, remainder=_short(1016.5))
    claimed = Scope(("several agencies",), as_claimed=True)
    coverage = "Several agencies are meant; no agency releases the arrests of all of them in one series."
    held = "The ICE publication that covers this was released by that day, but no copy of that day is held."
    common = {"said": SAID, "citations": ("government data provided by ICE in response to a FOIA request",)}
    return (
        _check("clm_target", "not_comparable", coverage, FIRST, because="coverage", scope=claimed, said=SAID),
        _check("clm_target", "not_comparable", coverage, because="coverage", scope=claimed, said=SAID),
        _check(
            "clm_target",
            "vintage_not_held",
            held,
            FIRST,
            scope=Scope(("ICE",), as_claimed=False),
            measure=ARRESTS.measure,
        ),
        _check(
            "clm_target",
            "not_reached",
            "ICE's own arrests stayed below 3,000 a day in each of 10 full months.",
            measure=ARRESTS.measure,
            series=((ARRESTS.measure, ARREST_KEY),),
            scope=ice,
            recorded=Amount(1016.5, 1016.5, "arrest", "day"),
            window=_month(2025, 6),
            windows=(
                WindowFinding(_month(2025, 6), Amount(1016.5, 1016.5, "arrest", "day"), "not_reached"),
                WindowFinding(_month(2025, 12), Amount(1299.4, 1299.4, "arrest", "day"), "not_reached"),
            ),
            reached=Reached(0, 10, "month"),
            rules=(Rule("as published", 1016.5), Rule("weeks spread evenly", 1030.2)),
            observations=arrests,
            arithmetic="30,494 arrests in June 2025 / 30 days = 1,016 a day; 1,016 / 3,000 = 34%",
            caveats=("Counts leave out Border Patrol, HSI and criminal arrests.", "The last month is partial."),
            qualifies=("The highest full month, December 2025, ran at 1,299 a day.",),
            releases=(ARRESTS,),
            **common,
        ),
        _check(
            "clm_target",
            "not_reached",
            "ICE's book-ins stayed below 3,000 a day in the month of the announcement.",
            FIRST,
            measure=BOOK_INS.measure,
            series=((BOOK_INS.measure, (("arresting_agency", "ice"),)),),
            scope=Scope(("ICE (book-ins)",), as_claimed=False, remainder=_short(672.9)),
            recorded=Amount(672.9, 672.9, "arrest", "day"),
            window=_month(2025, 5),
            reached=Reached(0, 1, "month"),
            observations=book_ins,
            arithmetic="20,860 book-ins in May 2025 / 31 days = 673 a day; 673 / 3,000 = 22%",
            releases=(BOOK_INS,),
            **common,
        ),
        _check(
            "clm_target",
            "not_reached",
            "ICE's book-ins stayed below 3,000 a day in each of 8 full months.",
            measure=BOOK_INS.measure,
            series=((BOOK_INS.measure, (("arresting_agency", "ice"),)),),
            scope=Scope(("ICE (book-ins)",), as_claimed=False, remainder=_short(1053.0)),
            recorded=Amount(1053.0, 1053.0, "arrest", "day"),
            window=_month(2025, 6),
            reached=Reached(0, 8, "month"),
            observations=late,
            arithmetic="31,590 book-ins in June 2025 / 30 days = 1,053 a day; 1,053 / 3,000 = 35%",
            releases=(BOOK_INS_NEW,),
            **common,
        ),
        _check(
            "clm_target",
            "not_reached",
            "With every Border Patrol encounter of the country added, 3,000 a day was not reached in any full month.",
            measure=ARRESTS.measure,
            series=((ARRESTS.measure, ARREST_KEY), (ENCOUNTERS.measure, ())),
            scope=Scope(("ICE", "Border Patrol"), as_claimed=False, remainder=_short(1283.6)),
            recorded=Amount(1283.6, 1283.6, "arrest", "day"),
            window=_month(2025, 6),
            reached=Reached(0, 5, "month"),
            observations=both,
            arithmetic="(30,494 arrests + 8,014 encounters) / 30 days = 1,284 a day; 1,284 / 3,000 = 43%",
            caveats=("An encounter is not an arrest in every case.",),
            releases=(ARRESTS, ENCOUNTERS),
            **common,
        ),
    )


def other_checks() -> tuple[Check, ...]:
    """Return checks that show figures only, find no record, or cannot be made."""
    shares = tuple(item for values in SHARES.values() for item in months("2025-05", values, ARRESTS.id))
    jobs = months("2025-01", LEISURE, JOBS.id)
    return (
        _check(
            "clm_worst",
            "shown_only",
            "“The worst of the worst” is no defined group; the shares of arrests by criminality are shown.",
            measure=ARRESTS.measure,
            series=tuple((ARRESTS.measure, (("criminality", code), ("source", "monthly"))) for code in SHARES),
            scope=Scope(("ICE",), as_claimed=True),
            window=_month(2025, 6),
            observations=shares,
            arithmetic="June 2025: 10,164 convicted (33.3%), 7,860 pending (25.8%), 12,470 other (40.9%) of 30,494",
            caveats=("“Criminal” is three codes; none are added together.",),
            qualifies=("In December 2024 the shares were 56.9%, 29.9% and 13.2%.",),
            citations=("government data provided by ICE in response to a FOIA request",),
            releases=(ARRESTS,),
        ),
        _check("clm_quotas", "not_checkable", "“Struggling” names no quantity.", because="too_vague"),
        _check(
            "clm_rank", "no_record", "No agency releases removals on one definition over the whole of U.S. history."
        ),
        _check(
            "clm_farms", "no_record", "Farm jobs are not in the payroll survey; the Farm Labor Survey would hold them."
        ),
        _check(
            "clm_hotels",
            "shown_only",
            "No size is claimed; jobs in leisure and hospitality rose by 0.9% from January 2025 to April 2026.",
            measure=JOBS.measure,
            series=((JOBS.measure, (("industry", "leisure_and_hospitality"),)),),
            scope=Scope(("non-farm employers",), as_claimed=True),
            recorded=Amount(16_978_000.0, 16_978_000.0, "job", None),
            window=Period(date(2025, 1, 1), date(2026, 5, 1), "month"),
            observations=jobs,
            arithmetic="16,978 thousand / 16,832 thousand - 1 = +0.9%",
            caveats=("Payroll jobs leave out farms and the self-employed.",),
            releases=(JOBS,),
        ),
        _check("clm_millions", "not_checkable", "“Affected” is not defined.", because="too_vague"),
    )


def checked() -> CheckedReading:
    """Return the invented article with its checks."""
    return CheckedReading(READING, target_checks() + other_checks())


def opinion_checked() -> CheckedReading:
    """Return a second, short reading: a column without a date in which nothing is claimed."""
    text = "A column about kites. They fly well in March."
    document = _document(text, title="On kites (invented)", kind="opinion")
    return CheckedReading(Reading(document, (Segment(0, len(text), "opinion"),)), ())


def empty_checked() -> CheckedReading:
    """Return a reading of an empty document, with the issue that says so."""
    return CheckedReading(Reading(_document(""), issues=(Issue("intake", "the file holds no text"),)), ())


def hostile_checked() -> CheckedReading:
    """Return a reading whose every string tries to break out of a page or a terminal."""
    evil = (
        "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> "
        "\x1b[31mred\x1b]0;owned\x07 \x9b2J \u202egnp.exe\u202c \x00 nul \ud800 lone [bold]markup[/bold] {{ 7*7 }} "
        "said ‘javascript:alert(1)’ " + "W" * 400 + " </p></div></section> &amp; end."
    )
    label = "\"><script>document.title='owned'</script>\x1b[2J\u202e"
    document = _document(
        evil,
        url="javascript:document.title='owned'",
        title=label,
        byline=label,
        publisher=label,
        ref=label,
        published=date(2025, 1, 2),
    )
    whole = Span(0, len(evil))
    quarter = len(evil) // 4
    attributions = (
        Attribution(
            label,
            "body",
            "direct",
            Source((Span(0, 9),), "unnamed", label, described_as=label, anonymity_reason=label),
            (Span(4, quarter),),
            (whole, Span(quarter, quarter * 2)),
            0.5,
            venue=label,
            evidence=Evidence("offered", (Span(2, 30),)),
        ),
        Attribution("a2", "body", "direct", None, None, (Span(quarter - 3, quarter * 3),), 0.5, within=label),
    )
    claim = Claim(label, 3, quarter, label, label, "attributed", "level", label, population=label, scope=(label,))
    second = Claim("c2", 10, len(evil), None, None, "reported", "level", None, area=(label,))
    evil_release = Release(
        label, label, FIRST, label, label, "javascript:alert(1)", label, label, label, day_note=label
    )
    observation = Observation(_month(2025, 6), 5.0, "suspect", label, note=label)
    check = _check(
        label,
        "matches",
        label,
        measure=label,
        series=((label, ((label, label),)),),
        scope=Scope((label,), as_claimed=True),
        said=Amount(5.0, 5.0, label, None),
        recorded=Amount(5.0, 5.0, label, None),
        observations=(observation,),
        arithmetic=label,
        caveats=(label,),
        qualifies=(label,),
        citations=(label,),
        releases=(evil_release,),
        rules=(Rule(label, 5.0),),
    )
    reading = Reading(
        document,
        (Segment(0, quarter, "body"), Segment(quarter, len(evil), "opinion")),
        attributions,
        (Speaker(label, label, "person", (Role(label, label),)),),
        (),
        (),
        (claim, second),
        (Issue(label, label, 0, 5),),
        {label: label},
    )
    return CheckedReading(reading, (check,))


MEASURES = (
    Measure(
        id="ice/administrative_arrests",
        title="Administrative arrests by ICE",
        agency="ICE",
        publisher="Deportation Data Project",
        definition="Civil immigration arrests by ICE's Enforcement and Removal Operations.",
        event="arrest",
        topic="arrests",
        unit="arrest",
        factor=1.0,
        kind="flow",
        grain="month",
        area="United States",
        covers=("ICE",),
        leaves_out=("Border Patrol", "HSI", "criminal arrests"),
        dimensions={
            "criminality": {
                "all": "all",
                "convicted": "convicted criminal",
                "pending": "pending criminal charges",
                "other": "other immigration violator",
            },
            "source": {"monthly": "monthly file"},
        },
        key=ARREST_KEY,
        claimed_by=("arrests",),
        code_words={},
        characterisations=(),
        counting_rules=("Counts as published; duplicates are dropped by the publisher.",),
        breaks=(),
        caveats=(),
        licence="CC0-1.0",
        citation="Deportation Data Project",
    ),
    Measure(
        id="bls/payroll_employment",
        title="Payroll employment",
        agency="BLS",
        publisher="Bureau of Labor Statistics",
        definition="Jobs on non-farm payrolls, seasonally adjusted.",
        event="job",
        topic="employment",
        unit="job",
        factor=1000.0,
        kind="stock",
        grain="month",
        area="United States",
        covers=("non-farm employers",),
        leaves_out=("farms", "self-employed"),
        dimensions={"industry": {"leisure_and_hospitality": "leisure and hospitality"}},
        key=(("industry", "total_nonfarm"),),
        claimed_by=("jobs",),
        code_words={},
        characterisations=(),
        counting_rules=(),
        breaks=(),
        caveats=(),
        licence="public domain",
        citation="BLS Current Employment Statistics",
    ),
)
