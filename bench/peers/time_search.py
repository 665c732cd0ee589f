"""Run dateparser's search and Recognizers-Text over texts with a publication day, in the peers' environment.

    python time_search.py dateparser|recognizers TEXTS.jsonl FOUND.json

Writes, for each text, the expressions found with TIMEX3 values; prints one JSON line: words, seconds, texts lost.
"""

import json
import re
import sys
import time
from datetime import datetime


def search_dateparser(text: str, day: datetime) -> list[dict]:
    """Return dateparser's dates: each is a day (with a clock where the words name one); it knows no other grain."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": day, "PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
    found, at = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        clock = re.search(r"\d:\d\d|\d\s?[ap]\.?m", words, re.IGNORECASE)
        value = moment.strftime("%Y-%m-%dT%H:%M" if clock else "%Y-%m-%d")
        found.append({"start": start, "end": at, "type": "TIME" if clock else "DATE", "value": value})
    return found


def search_recognizers(text: str, day: datetime) -> list[dict]:
    """Return Recognizers-Text's results; of several resolutions the first, which lies in the past."""
    from recognizers_date_time import Culture, recognize_datetime

    found = []
    for item in recognize_datetime(text, Culture.English, reference=day):
        kind = item.type_name.removeprefix("datetimeV2.")
        values = (item.resolution or {}).get("values") or [{}]
        found.append(
            {
                "start": item.start,
                "end": item.end + 1,
                "type": {"duration": "DURATION", "set": "SET"}.get(kind, "TIME" if "time" in kind else "DATE"),
                "value": _timex(kind, values[0]),
            }
        )
    return found


def _timex(kind: str, entry: dict) -> str:
    """Return the TIMEX3 value of a resolution."""
    timex, value = entry.get("timex", ""), entry.get("value", "")
    if timex.endswith("_REF") or kind in {"duration", "set"}:
        return timex
    if kind == "date" and re.match(r"\d{4}-", value):
        return value
    if kind in {"datetime", "time"} and re.match(r"\d{4}-", value):
        return value.replace(" ", "T")[:16]
    start = entry.get("start", "")
    if kind == "daterange" and re.fullmatch(r"XXXX-\d\d", timex) and start:
        return start[:7]
    if kind == "daterange" and re.fullmatch(r"\(.*,(P\d+[DWMY])\)", timex) and entry.get("Mod") is None:
        return re.fullmatch(r"\(.*,(P\d+[DWMY])\)", timex)[1]
    if kind == "datetimerange" and re.fullmatch(r"XXXX-WXX-\dT\w\w", timex) and start:
        return start[:10] + timex[10:]
    return timex


def main() -> None:
    """Write what the peer finds."""
    search = {"dateparser": search_dateparser, "recognizers": search_recognizers}[sys.argv[1]]
    with open(sys.argv[2], encoding="utf-8") as file:  # noqa: PTH123
        documents = [json.loads(line) for line in file]
    search("on Monday", datetime(2025, 6, 19))  # noqa: DTZ001 - a day without a clock
    found, lost, started = {}, 0, time.perf_counter()
    for document in documents:
        try:
            found[document["ref"]] = search(document["text"], datetime.fromisoformat(document["published"]))
        except Exception:  # noqa: BLE001 - a peer's error costs it that text alone
            lost += 1
            found[document["ref"]] = []
    seconds = time.perf_counter() - started
    with open(sys.argv[3], "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(found, file)
    words = sum(len(document["text"].split()) for document in documents)
    print(json.dumps({"words": words, "seconds": round(seconds, 2), "lost": lost}))


if __name__ == "__main__":
    main()
