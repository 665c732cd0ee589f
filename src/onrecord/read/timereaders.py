"""How a match of the grammar of time expressions is read: one function for each shape of expression.

Each takes a match, whose named groups are the parts of the expression, and the frame it stands in, and returns the
TIMEX3 type and value, or None where the words are no time after all ('may' the verb, 'Title 2020').
"""

import re
from collections.abc import Callable

from onrecord.model import When
from onrecord.read.days import days_of, unanchored
from onrecord.read.timevalue import (
    Frame,
    Meaning,
    clock_of,
    day_near,
    duration_of,
    month_near,
    number_of,
    shift,
    weekday_near,
    window_of,
)
from onrecord.read.timewords import (
    direction_of,
    month_number,
    text_before,
    time_words,
    unit_code,
    weekday_number,
    word_before,
)

__all__ = [
    "Reader",
    "read_ago",
    "read_century",
    "read_clock",
    "read_decade",
    "read_duration",
    "read_first",
    "read_fiscal",
    "read_half",
    "read_holiday",
    "read_iso",
    "read_month",
    "read_month_day",
    "read_nth_of_month",
    "read_quarter",
    "read_recent",
    "read_relative_day",
    "read_season",
    "read_set",
    "read_shifted",
    "read_slashes",
    "read_that_part",
    "read_the_unit",
    "read_vague_duration",
    "read_weekday",
    "read_window",
    "read_year",
    "refers",
]

Reader = Callable[[re.Match[str], Frame], Meaning | None]


def _date(when: When | None) -> Meaning | None:
    return None if when is None else ("DATE", when)


def read_iso(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read '2025-06-19'."""
    when = days_of(match[0])
    return _date(when) if when.start else None


def read_slashes(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read '6/19/2025', month first as U.S. papers write it."""
    month, day, year = int(match["m"]), int(match["d"]), int(match["y"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    when = days_of(f"{year:04d}-{month:02d}-{day:02d}")
    return _date(when) if when.start else None


def read_month_day(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'June 10, 2025', '10 June', 'Tuesday, June 3-5, 2025'."""
    month, day = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    year = match["year"] or match.groupdict().get("later")
    if not year:
        return _date(day_near(frame, month, day))
    when = days_of(f"{year}-{month:02d}-{day:02d}")
    if when.start is None:
        return None
    until = match.groupdict().get("until")
    if until:
        last = days_of(f"{year}-{month:02d}-{int(until):02d}")
        if last.end is None or last.end <= when.start:
            return None
        return "DATE", When(when.start, last.end, "day", f"{when.timex}/{last.timex}")
    return _date(when)


def read_month(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'June 2025', 'early June', 'last June', 'June of last year'."""
    month = month_number(match["month"])
    groups = match.groupdict()
    year = groups.get("year") or groups.get("later")
    if year:
        return _date(days_of(f"{year}-{month:02d}"))
    if groups.get("relyear"):
        by = {"last": -1, "next": 1}.get(direction_of(groups["relyear"]), 0)
        return None if frame.published is None else _date(days_of(f"{frame.published.year + by:04d}-{month:02d}"))
    if not groups.get("which") and not groups.get("part") and not _is_bare_month(match):
        return None
    return _date(month_near(frame, month, direction_of(groups.get("which") or "")))


def _is_bare_month(match: re.Match[str]) -> bool:
    """Say whether a month's name alone is a date: not the verbs 'may' and 'march', not a person's name."""
    before = word_before(match)
    after = match.string[match.end() : match.end() + 12]
    if before in time_words()["before"]["month"]:
        return not re.match(r"\s+[A-Z][a-z]", after) or match["month"].lower() not in {"may", "april", "june", "august"}
    if match["month"].lower() in {"may", "march", "august"}:
        return False
    return not re.match(r"\s+[A-Z][a-z]", after) and not re.search(r"[A-Z][a-z]+\s\Z", text_before(match, 20))


def read_weekday(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'Sunday', 'last Friday', 'Tuesday night'."""
    when = weekday_near(frame, weekday_number(match["weekday"]), direction_of(match.groupdict().get("which") or ""))
    return _with_part_of_day(match, when)


def read_relative_day(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'today', 'yesterday evening', 'this morning', 'tonight'."""
    word = match["rel"].lower()
    by = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if word == "last":
        by = -1
    when = shift(frame, "D", by)
    if when is not None and word == "tonight":
        return "TIME", When(when.start, when.end, "hour", f"{when.timex}TNI")
    return None if when is None else _with_part_of_day(match, when)


def read_that_part(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'that evening'."""
    when = shift(frame.at(frame.reference or frame.published), "D", 0)
    return None if when is None else _with_part_of_day(match, when)


def _with_part_of_day(match: re.Match[str], when: When) -> Meaning:
    part = match.groupdict().get("partofday")
    if not part:
        return "DATE", when
    return "TIME", When(when.start, when.end, "hour", f"{when.timex}T{time_words()['parts_of_day'][part.lower()]}")


def read_clock(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read '8 p.m. Tuesday', '18:00 UTC', 'noon'."""
    clock = clock_of(match["clock"] + (match["zone"] or ""))
    if clock is None:
        return None
    if match["weekday"]:
        day: When | None = weekday_near(frame, weekday_number(match["weekday"]))
    elif match["rel"]:
        day = shift(frame, "D", {"yesterday": -1, "tomorrow": 1}.get(match["rel"].lower(), 0))
    else:
        day = shift(frame.at(frame.reference or frame.published), "D", 0)
    return None if day is None else ("TIME", When(day.start, day.end, "hour", f"{day.timex}T{clock}"))


def read_shifted(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'last week', 'this year', 'the following day', 'earlier this month'."""
    which, unit = direction_of(match["which"]), unit_code(match["unit"])
    word = match["which"].lower()
    if word == "past":
        return "DURATION", window_of(frame, "1", unit, ahead=False)
    if unit in {"TS", "TM", "TH", "CE"} or (unit == "Q" and which == "this" and frame.published is None):
        return None
    told = re.search(r"previous|preceding|prior|following|subsequent|same", word) is not None
    base = frame.at(frame.reference or frame.published) if told and unit in {"D", "W"} else frame
    if unit == "D" and not told:
        return None if which != "next" else _date(shift(frame.at(frame.reference or frame.published), "D", 1))
    when = shift(base, unit, {"last": -1, "next": 1}.get(which, 0))
    side = (match.groupdict().get("side") or "").lower()
    if when is None or frame.published is None or when.start is None or when.end is None or not side:
        return _date(when)
    if side == "earlier" and when.start < frame.published <= when.end:
        return "DATE", When(when.start, frame.published, when.grain, when.timex)
    if side == "later" and when.start <= frame.published < when.end:
        return "DATE", When(frame.published, when.end, when.grain, when.timex)
    return _date(when)


def read_the_unit(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the end of the month', where the month is that of the frame."""
    unit = unit_code(match["unit"])
    return _date(shift(frame, unit, 0)) if unit in {"D", "W", "M", "Q", "Y", "DE"} else None


def read_ago(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'three weeks ago'."""
    number, unit = number_of(match["num"]), unit_code(match["unit"])
    if not number.isdigit():
        return "DATE", unanchored("PAST_REF")
    if unit in {"TS", "TM", "TH"}:
        return _date(shift(frame, "D", 0))
    return _date(shift(frame, unit, -int(number)))


def read_window(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the past three weeks', 'the next six months': the days up to or from publication."""
    ahead = direction_of(match["which"]) == "next"
    return "DURATION", window_of(frame, number_of(match["num"]), unit_code(match["unit"]), ahead=ahead)


def read_first(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'the first 100 days', 'the first three months of 2025'."""
    when = unanchored(duration_of(number_of(match["num"]), unit_code(match["unit"])))
    year = match["year"]
    if not year or not number_of(match["num"]).isdigit():
        return "DURATION", when
    span = window_of(Frame(days_of(year).start), number_of(match["num"]), unit_code(match["unit"]), ahead=True)
    return "DURATION", span


def read_duration(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'three weeks', '12-hour', 'for a year'."""
    number, unit = number_of(match["num"]), unit_code(match["unit"])
    if match["num"].lower() in {"a", "an"} and unit in {"TS", "Q"}:
        return None
    return "DURATION", unanchored(duration_of(number, unit))


def read_vague_duration(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'for weeks'."""
    return "DURATION", unanchored(duration_of("X", unit_code(match["unit"])))


def read_recent(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'recent weeks', 'coming months'."""
    word = match["which"].lower()
    return "DATE", unanchored("PAST_REF" if word == "recent" else "FUTURE_REF")


def read_year(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read '2025' where the words around it do not make it a name or a count."""
    before, after = word_before(match), match.string[match.end() : match.end() + 16]
    led = before in time_words()["before"]["date"]
    if before in time_words()["before"]["not_year"] or re.match(
        r"\s?%|[-–/]\d(?!\d{3})|['’]\s?[ap]m|\s?[ap]\.?m", after
    ):
        return None
    if re.search(r"[\d/][-–/.]\Z|[A-Za-z][-/]\Z", text_before(match, 2)) and before != "mid":
        return None if not re.search(r"\d{4}[-–]\Z", text_before(match, 5)) else _date(days_of(match["year"]))
    plural = re.match(r"\s(?:[a-z-]{3,}s\b|people\b|men\b|women\b|children\b)", after)
    if plural and before not in time_words()["before"]["month"]:
        return None
    if not led and re.match(r"\s[a-z]{3,}s\b", after):
        return None
    return _date(days_of(match["year"]))


def read_decade(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'the 1990s', "the '90s"."""
    if match["long"]:
        return _date(days_of(match["long"][:3]))
    return None if word_before(match) in {"his", "her", "their", "in"} else _date(days_of(f"19{match['short'][0]}"))


def read_century(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'the 20th century'."""
    number = int(re.sub(r"\D", "", match["nth"]))
    return ("DATE", unanchored(f"{number - 1:02d}")) if 1 <= number <= 21 else None


def read_fiscal(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'fiscal year 2025', 'FY25'."""
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    return _date(days_of(f"FY{year}"))


def _quarter_year(match: re.Match[str], frame: Frame, number: int) -> int | None:
    """Return the year of the quarter or half that the words name, or None where it is not known."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if frame.published is None:
        return None
    if groups.get("relyear"):
        return frame.published.year + {"last": -1, "next": 1}.get(direction_of(groups["relyear"]), 0)
    return frame.published.year - (not frame.ahead and number > (frame.published.month + 2) // 3)


def read_quarter(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the third quarter of 2025', 'Q3', 'last quarter'."""
    word = (match.groupdict().get("ordinal") or match.groupdict().get("number") or "").lower()
    if word == "last":
        return _date(shift(frame, "Q", -1)) if not match["year"] else _date(days_of(f"{match['year']}-Q4"))
    number = int(word) if word.isdigit() else int(time_words()["ordinals"][word])
    if not 1 <= number <= 4:
        return None
    year = _quarter_year(match, frame, number)
    return _date(days_of(f"{year:04d}-Q{number}") if year else unanchored(f"XXXX-Q{number}"))


def read_half(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the first half of 2025'."""
    number = 1 if match["ordinal"].lower() == "first" else 2
    year = _quarter_year(match, frame, 2 * number - 1)
    return _date(days_of(f"{year:04d}-H{number}") if year else unanchored(f"XXXX-H{number}"))


def read_season(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'last summer', 'spring 2025'."""
    code = str(time_words()["seasons"][match["season"].lower()])
    groups = match.groupdict()
    year = groups.get("year")
    if not year and frame.published is not None:
        by = {"last": -1, "next": 1}.get(direction_of(groups.get("which") or groups.get("relyear") or ""), 0)
        begun = frame.published.month >= {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
        if (
            direction_of(groups.get("which") or "") == "last"
            and begun
            and frame.published.month > 8
            and code in {"SP", "SU"}
        ):
            by = 0
        elif not groups.get("which") and not groups.get("relyear") and not begun and not frame.ahead:
            by = -1
        year = str(frame.published.year + by)
    return _date(days_of(f"{year}-{code}") if year else unanchored(f"XXXX-{code}"))


def read_holiday(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'Labor Day', 'Christmas 2024'."""
    key = re.sub(r"\s+", " ", match["holiday"].lower().replace("’", "'"))
    rule = str(time_words()["holidays"][key])
    year = int(match["year"]) if match["year"] else frame.published.year if frame.published else None
    if "-" in rule and ":" not in rule:
        month, day = int(rule[:2]), int(rule[3:])
        return _date(days_of(f"{year:04d}-{rule}") if match["year"] else day_near(frame, month, day))
    if year is None:
        return "DATE", unanchored("XXXX-XX-XX")
    month, weekday, nth = (int(part) for part in rule.split(":"))
    last = 31 if month in {1, 5} else 30
    first = 1 + 7 * (nth - 1) if nth > 0 else last - 6
    for day in range(first, first + 7):
        when = days_of(f"{year:04d}-{month:02d}-{day:02d}")
        if when.start is not None and when.start.isoweekday() == weekday:
            return _date(when)
    return None


def read_set(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'every two weeks', 'Mondays', 'daily', 'twice a year'."""
    groups = match.groupdict()
    if groups.get("weekday"):
        return "SET", unanchored(f"XXXX-WXX-{weekday_number(groups['weekday'])}")
    if groups.get("month"):
        return "SET", unanchored(f"XXXX-{month_number(groups['month']):02d}")
    if groups.get("partofday"):
        return "SET", unanchored(f"XXXX-XX-XXT{time_words()['parts_of_day'][groups['partofday'].lower()]}")
    if groups.get("repeated"):
        return "SET", unanchored(str(time_words()["repeated"][groups["repeated"].lower()]))
    number = {"other": "2"}.get((groups.get("num") or "").lower()) or number_of(groups.get("num") or "one")
    return "SET", unanchored(duration_of(number, unit_code(groups["unit"])))


def read_nth_of_month(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the last week of March', 'the first days of June 2025'."""
    month = read_month(match, frame)
    if (
        month is None
        or month[1].start is None
        or month[1].end is None
        or match["ordinal"].lower() not in {"first", "last"}
    ):
        return month
    first = match["ordinal"].lower() == "first"
    day = month[1].start if first else month[1].end
    if unit_code(match["unit"]) == "W":
        return _date(shift(Frame(day), "W", 0 if first else -1))
    return month


def refers(value: str) -> Reader:
    """Return a reader for words that only say past, present or future."""

    def read(_: re.Match[str], __: Frame) -> Meaning | None:
        return "DATE", unanchored(value)

    return read
