"""A reading pipeline is a list of steps, each a function from Reading to Reading that says what it needs and adds.

After structlog's processors (a list of functions) and spaCy's ``requires`` and ``assigns`` (each component declares
what it reads and writes).  What a step cannot do for one article becomes an :class:`onrecord.model.Issue`; the
article, and all that earlier steps made of it, is kept.

Why a step made what it made is a second function beside it, run on the finished reading and only where asked for: a
step pays nothing for being explained.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord import __version__
from onrecord.errors import PipelineError
from onrecord.model import Document, Issue, Reading, Reason

__all__ = ["Step", "assemble", "step", "with_reasons"]


@dataclass(frozen=True, slots=True)
class Step:
    """One declared step: callable like the function it holds.

    ``needs`` and ``adds`` are names of fields of a Reading ('segments', 'times'), a dot and a word for a part of one
    ('attributions.act'); ``version`` changes whenever the step gives other results for the same text; ``model`` is
    the hash of the weights it runs, where it runs any; ``languages`` those it reads (``None``: all).  ``explain``
    takes a finished reading and tells which rules made this step's items in it.
    """

    name: str
    version: int
    needs: tuple[str, ...]
    adds: tuple[str, ...]
    run: Callable[[Reading], Reading]
    model: str | None = None
    languages: tuple[str, ...] | None = ("en",)
    explain: Callable[[Reading], Iterable[Reason]] | None = None

    def __call__(self, reading: Reading) -> Reading:
        """Return the reading with what this step adds."""
        return self.run(reading)

    def explained_by(self, explain: Callable[[Reading], Iterable[Reason]]) -> "Step":
        """Return this step with the function that tells why it made what it made."""
        return replace(self, explain=explain)


def step(
    name: str,
    *,
    version: int,
    needs: Sequence[str] = (),
    adds: Sequence[str] = (),
    model: str | None = None,
    languages: Sequence[str] | None = ("en",),
) -> Callable[[Callable[[Reading], Reading]], Step]:
    """Declare the decorated function a step."""

    def declare(run: Callable[[Reading], Reading]) -> Step:
        read = None if languages is None else tuple(languages)
        return Step(name, version, tuple(needs), tuple(adds), run, model, read)

    return declare


def assemble(steps: Sequence[Step], *, explain: bool = False) -> Callable[[Document], Reading]:
    """Return one function that runs ``steps`` in order; ``explain`` adds the reasons of every item.

    Raises:
        PipelineError: a name stands twice, or a step needs what no earlier one adds.

    """
    _require_order(steps)
    origin = {"onrecord": __version__, **{item.name: str(item.version) for item in steps}}
    origin |= {f"{item.name}.model": item.model for item in steps if item.model is not None}

    def read(document: Document) -> Reading:
        reading = Reading(document, origin=origin)
        left_out = [item.name for item in steps if not _is_for(item, document)]
        if left_out:
            reading = replace(reading, issues=(_foreign(document, left_out),))
        for item in steps:
            if _is_for(item, document):
                reading = _run_safely(item, reading)
        return with_reasons([item for item in steps if _is_for(item, document)], reading) if explain else reading

    return read


def _is_for(item: Step, document: Document) -> bool:
    """Say whether a step reads the document's language; one that is not known is taken for English."""
    return item.languages is None or (document.language or "en") in item.languages


def _foreign(document: Document, left_out: Sequence[str]) -> Issue:
    """Return the issue of a document in a language that is not read."""
    what = f"the text is not in English (language '{document.language}'), the only language read: nothing was guessed"
    return Issue("language", f"{what} by {', '.join(left_out)}")


def _require_order(steps: Sequence[Step]) -> None:
    """Raise PipelineError where the steps do not fit together."""
    made = {"document"}
    names: set[str] = set()
    for item in steps:
        if item.name in names:
            raise PipelineError(f"the step '{item.name}' stands twice in the pipeline: keep one of them")
        missing = [need for need in item.needs if need not in made]
        if missing:
            raise PipelineError(
                f"the step '{item.name}' needs {', '.join(missing)}: put the step that adds this before it"
            )
        names.add(item.name)
        made.update(item.adds)


def _run_safely(item: Step, reading: Reading) -> Reading:
    """Return the step's reading, or the reading as it was with an Issue."""
    try:
        return item(reading)
    except Exception as error:  # noqa: BLE001 - whatever a step does, the article is not lost
        what = f"this step failed on this text ({type(error).__name__}); what the other steps made is kept"
        return replace(reading, issues=(*reading.issues, Issue(item.name, what)))


def with_reasons(steps: Sequence[Step], reading: Reading) -> Reading:
    """Return a finished reading with the reasons of every step, in the order of the steps.

    A reason whose item is no longer in the reading (an attribution left out for its confidence) is left out too.
    """
    reasons = list(reading.reasons)
    issues = list(reading.issues)
    for item in steps:
        if item.explain is None:
            continue
        try:
            reasons += item.explain(reading)
        except Exception as error:  # noqa: BLE001 - the reading is not lost for want of its reasons
            what = f"what this step made could not be explained ({type(error).__name__}); the reading is whole"
            issues.append(Issue(item.name, what))
    order = {item.name: place for place, item in enumerate(steps)}
    there = _items(reading)
    kept = [reason for reason in reasons if (reason.of, reason.item) in there]
    kept.sort(key=lambda reason: order.get(reason.step, len(order)))
    return replace(reading, reasons=tuple(kept), issues=tuple(issues))


def _items(reading: Reading) -> set[tuple[str, str]]:
    """Return the items of a reading as reasons name them: by id, segments and times by their place."""
    parts = (("segment", reading.segments), ("time", reading.times))
    named = (
        ("attribution", reading.attributions),
        ("speaker", reading.speakers),
        ("quantity", reading.quantities),
        ("claim", reading.claims),
    )
    places = {(of, f"{item.start}-{item.end}") for of, items in parts for item in items}
    return places | {(of, item.id) for of, items in named for item in items}
