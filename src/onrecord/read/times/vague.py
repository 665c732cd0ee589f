"""Rules for words that only say past, present or future."""

import re

from onrecord.read.times.days import unanchored
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.patterns import Rule, led_by, refers

__all__ = ["RULES"]


def read_recent(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'recent weeks', 'the coming months'."""
    return "DATE", unanchored("PAST_REF" if match["which"].lower().endswith("recent") else "FUTURE_REF")


_END = r"(?=\s?[.,;:!?)”’\"]|\s(?:and|or|but|as|is|was|to|that|than|for|with|have|has|he|she|it|they|we)\b|\s?\Z)"

RULES: tuple[Rule, ...] = (
    ("reference", r"<present>(?![-’'])(?! that\b)", refers("PRESENT_REF")),
    (
        "point",
        led_by("at for until")
        + r"<present_point>(?=\s?[.,;:)”\"]|\s(?:and|but|to|in|as|he|she|they|it|we|I|is|was|the)\b|\s?\Z)",
        refers("PRESENT_REF"),
    ),
    ("point", r"(?i:current)(?= [a-z])(?! (?i:and former|or former|account|affairs|events)\b)", refers("PRESENT_REF")),
    ("reference", r"<past>(?!-)", refers("PAST_REF")),
    ("point", led_by("in of from") + rf"(?i:the )(?i:recent |distant |near )?(?i:past){_END}", refers("PAST_REF")),
    ("point", r"(?<![Mm]ost\s)(?i:recent)(?! (?i:graduate|graduates)\b)", refers("PAST_REF")),
    ("unit", r"(?i:the )?(?i:(?:more|most) )?(?P<which>(?i:recent|coming|upcoming)) (?P<unit><PLURAL>)", read_recent),
    ("unit", r"(?i:the) (?P<which>(?i:weeks|months|days|years)) (?i:ahead|to come)", read_recent),
    ("reference", r"<future>(?!-)(?! (?i:as|after|became|before|thereafter|of)\b)", refers("FUTURE_REF")),
    (
        "point",
        led_by("in for into of from to toward towards about")
        + r"(?i:the )(?i:near |not-too-distant |foreseeable |immediate )?(?i:future)(?! (?i:of)\b)",
        refers("FUTURE_REF"),
    ),
    (
        "point",
        led_by("in for over") + r"(?i:the )(?i:near|long|short|longer|medium)(?i:er)? (?i:term|run)(?!-)",
        refers("FUTURE_REF"),
    ),
    (
        "point",
        led_by("at by since until before") + r"(?i:that time|the time)(?=[.,;]|\s(?:and|he|she|they|it)\b)",
        refers("PAST_REF"),
    ),
)
