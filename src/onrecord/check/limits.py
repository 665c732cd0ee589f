"""Why a claim is not comparable though its topic is: it counts a part, some people, a place, one operation."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from onrecord.check.case import Case
from onrecord.check.codes import AREA, is_of_part, is_whole_area, restricted_to, with_codes
from onrecord.check.evidence import subject_of
from onrecord.check.lexicon import fold, lexicon, mentions, mentions_any
from onrecord.check.weigh import Part, Scoped, look
from onrecord.check.windows import named_window
from onrecord.check.wording import counted, during, joined, number, sentence_case
from onrecord.model import Because, Period, SeriesLookup

__all__ = ["is_local", "limit_of", "of_the_state", "state_parts"]


def limit_of(case: Case, scoped: Scoped) -> tuple[Because, str] | None:
    """Return why a claim is not comparable though its topic is: it counts a part, some people or one place."""
    measure, part = scoped.measure, scoped.parts[0]
    piece = is_of_part(case, measure)
    if piece is not None:
        return "definition", f"The claim counts “{piece}”, only a part of what is recorded: {subject_of(part)}."
    narrowed = restricted_to(case, measure)
    if narrowed is not None:
        return (
            "definition",
            f"The claim counts “{narrowed}”; the record of {subject_of(part)} does not tell these apart.",
        )
    place = is_local(case) if case.claim.kind in {"level", "event", "share"} else None
    if place is not None:
        return (
            "area",
            f"The claim is about one place or operation (“{place}”); the record counts {measure.area} as a whole.",
        )
    if is_whole_area(case, measure):
        return None
    if dict(part.key).get(AREA) != dict(measure.key).get(AREA):
        return None
    return "area", f"The claim is about {joined(case.claim.area)}; the record counts {measure.area} as a whole."


def is_local(case: Case) -> str | None:
    """Return the words that tie a claim to one place, operation or firm; ``None`` where none do."""
    words = lexicon("words")["local"]
    sentence = case.told
    firm = mentions_any(sentence, words["firms"])
    if firm is not None and case.claim.topic == "employment":
        return firm
    places = [*words["places"], *words["operations"]]
    if case.claim.topic == "employment" or mentions_any(sentence, places) is None:
        return None
    folded = fold(sentence)
    for place in places:
        if mentions(sentence, place) and any(
            mentions(folded, f"{lead} {article}{place}") or _led(folded, lead, place)
            for lead in words["leads"]
            for article in ("a ", "the ", "an ", "its ", "")
        ):
            return str(place)
    return None


def _led(folded: str, lead: str, place: str) -> bool:
    """Say whether ``place`` stands within three words of ``lead`` and an article: 'at a battery plant'."""
    tokens = folded.split()
    last = place.rsplit(maxsplit=1)[-1]
    for index, token in enumerate(tokens):
        if token == lead:
            near = {word.strip(".,;:’'\"").removesuffix("s") for word in tokens[index + 1 : index + 5]}
            if last.removesuffix("s") in near:
                return True
    return False


@cache
def _states() -> dict[str, str]:
    return {fold(city): state for state, cities in lexicon("cities")["states"].items() for city in cities}


def of_the_state(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> str | None:
    """Return a sentence with the figure of the state that a claimed city lies in: no city has more than its state.

    Where the window is not held, the shortest longer stretch that is held bounds it too; ``None`` where none is.
    """
    named = named_window(case, as_of)
    state = state_of(case)
    if named is None or state is None or scoped.measure.kind != "flow":
        return None
    bounds: list[tuple[Period, float]] = []
    for part in state_parts(case, scoped, series):
        view = look(Scoped((part,), scoped.covers, as_claimed=False), as_of)
        value = view.total(named) if view.is_held else None
        longer = [period for period in view.periods if period.start <= named.start and named.end <= period.end]
        bounds += [(named, value)] if value is not None else [(period, view.value(period)) for period in longer]
    if not bounds:
        return None
    window, value = min(bounds, key=lambda bound: (bound[0].days, bound[1]))
    told = counted(round(value), scoped.measure.event)
    said = case.quantity.low if case.quantity is not None and case.quantity.per is None else None
    tail = f"fewer than the {number(said)} said of a place within it" if said is not None and said > value else ""
    bound = tail or "no place within it can have more"
    return f"{sentence_case(state)} as a whole, {during(window)}: {told}; {bound}."


def state_of(case: Case) -> str | None:
    """Return the state that the one claimed city lies in."""
    states = list(dict.fromkeys(_states().get(fold(area)) for area in case.claim.area))
    return states[0] if len(states) == 1 else None


def state_parts(case: Case, scoped: Scoped, series: SeriesLookup) -> Iterator[Part]:
    """Yield the series of the state that a claimed city lies in, by each counting that holds one."""
    state = state_of(case)
    measure, part = scoped.measure, scoped.parts[0]
    code = next((code for code, label in measure.dimensions.get(AREA, {}).items() if label == state), None)
    if code is None:
        return
    for source in measure.dimensions.get("source", {"": ""}):
        key = with_codes(part.key, {AREA: code, **({"source": source} if source else {})})
        held = series(measure.id, key)
        if held is not None:
            yield Part(measure, key, held)
