"""A reading and its checks as tables for a terminal.

Every string goes through :func:`onrecord.show.clean.flat` into a rich ``Text``, so that neither a control
sequence nor rich markup in an article has any effect.
"""

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Attribution, Check, CheckedReading, Claim, Document, Reading, Source, Span
from onrecord.show.clean import flat, shorten
from onrecord.show.points import counted, recorded_words
from onrecord.show.words import act_words, amount, finding_words, long_day, plain, time_words

__all__ = ["print_checked", "print_reading"]

_TONES = {"same": "cyan", "apart": "yellow", "figures": "magenta", "open": ""}
_CONTENT_LIMIT = 160
_CLAIM_LIMIT = 120
_REASON_LIMIT = 100
_RELEASES = 2  # the newest shown of each check; the report has all


def print_reading(reading: Reading, console: Console) -> None:
    """Print who said what in a reading, its claims, and what could not be read."""
    _print_head(reading.document, console)
    _print_statements(reading, console)
    if reading.claims:
        console.print(_claims_table(reading))
    _print_issues(reading, console)


def print_checked(checked: CheckedReading, console: Console) -> None:
    """Print who said what in a reading, and what the records show for each of its claims."""
    reading = checked.reading
    _print_head(reading.document, console)
    _print_statements(reading, console)
    for order, claim in enumerate(reading.claims, start=1):
        if order == 1:
            console.print(Text("Claims and what the records show", style="bold"))
        console.print(_findings(order, claim, reading, [check for check in checked.checks if check.claim == claim.id]))
    if not reading.claims:
        console.print(Text("No claims found.", style="dim"))
    _print_issues(reading, console)


def _print_head(document: Document, console: Console) -> None:
    title = Text(flat(document.title or document.ref or "Untitled document"), style="bold")
    about = [
        plain("document", document.kind),
        document.publisher,
        document.byline,
        long_day(document.published) if document.published else "no publication date known",
    ]
    console.print(title)
    console.print(Text(" · ".join(flat(part) for part in about if part), style="dim"))
    console.print()


def _plain_table(title: str) -> Table:
    return Table(
        title=Text(title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )


def _print_statements(reading: Reading, console: Console) -> None:
    if not reading.attributions:
        console.print(Text("No statements found.", style="dim"))
        return
    table = _plain_table("Statements")
    table.add_column("who", ratio=3, overflow="fold")
    table.add_column("how", ratio=3, overflow="fold")
    table.add_column("what", ratio=7, overflow="fold")
    for item in reading.attributions:
        table.add_row(_who(item, reading), _how(item), Text(_words(item.content, reading, _CONTENT_LIMIT)))
        table.add_row()
    console.print(table)


def _who(item: Attribution, reading: Reading) -> Text:
    if item.source is None:
        return Text("no source named", style="dim")
    named = flat(reading.document.words(item.source.spans))
    speaker = reading.speaker(item.source.speaker)
    if item.source.kind == "unnamed":
        who = Text(named or flat(item.source.described_as or ""))
        count = f", {flat(item.source.count)}" if item.source.count not in {None, "one"} else ""
        who.append(f" (unnamed{count})", style="dim")
        for line in _anonymity(item.source):
            who.append(f"\n{line}", style="dim")
        return who
    if speaker is None:
        return Text(named).append(f" ({plain('source', item.source.kind)})", style="dim")
    name = flat(speaker.name)
    return Text(name) if name in named or not named else Text(name).append(f" (“{named}”)", style="dim")


def _anonymity(source: Source) -> Iterator[str]:
    """Yield what the text tells of why an unnamed source is not named, and of how it knows."""
    if source.anonymity_reason:
        yield f"reason given: {shorten(source.anonymity_reason, _REASON_LIMIT)}"
    if source.direct_knowledge is not None:
        yield f"direct knowledge: {plain('knowledge', 'direct' if source.direct_knowledge else 'second_hand')}"


def _how(item: Attribution) -> Text:
    how = Text(act_words(item))
    if item.hedged:
        how.append(", hedged")
    how.append(f"\n{item.mode}", style="dim")
    if item.evidence.status != "unstated":
        how.append(f"\n{plain('evidence', item.evidence.status)}", style="yellow")
    if item.when is not None and item.when.start is not None:
        how.append(f"\n{time_words(item.when)}", style="dim")
    if item.venue:
        how.append(f"\n{shorten(item.venue, 40)}", style="dim")
    return how


def _words(spans: Iterable[Span], reading: Reading, limit: int) -> str:
    return shorten(reading.document.words(spans), limit)


def _claim_words(claim: Claim, reading: Reading) -> str:
    return _words([Span(claim.start, claim.end)], reading, _CLAIM_LIMIT)


def _claim_note(claim: Claim) -> str:
    parts = [plain("kind", claim.kind).lower(), plain("voice", claim.voice)]
    if claim.population:
        parts.append(shorten(claim.population, 40))
    if claim.hedged:
        parts.append("hedged")
    if not claim.checkable:
        parts.append(f"not checkable: {plain('why_not', claim.why_not)}" if claim.why_not else "not checkable")
    return " · ".join(parts)


def _claims_table(reading: Reading) -> Table:
    table = _plain_table("Claims")
    table.add_column("", width=3, justify="right")
    table.add_column("claim", ratio=3, overflow="fold")
    table.add_column("what it is", ratio=2, overflow="fold")
    for order, claim in enumerate(reading.claims, start=1):
        table.add_row(
            Text(str(order)), Text(f"“{_claim_words(claim, reading)}”"), Text(_claim_note(claim), style="dim")
        )
    return table


def _findings(order: int, claim: Claim, reading: Reading, checks: list[Check]) -> Group:
    head = Text(f"{order:>2}  ").append(f"“{_claim_words(claim, reading)}”", style="bold")
    head.append(f"  {_claim_note(claim)}", style="dim")
    if not checks:
        return Group(head, Padding(Text("no check was made", style="dim"), (0, 0, 1, 4)))
    table = Table(box=None, expand=True, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("finding", ratio=4, overflow="fold")
    table.add_column("scope and day", ratio=4, overflow="fold")
    table.add_column("recorded", ratio=7, overflow="fold")
    for check, days in _grouped(checks):
        table.add_row(_badge(check), _scope(check, days), _recorded(check))
    return Group(head, Padding(table, (0, 0, 1, 4)))


def _grouped(checks: list[Check]) -> list[tuple[Check, list[str]]]:
    """Join the days on which the same scope led to the same finding for the same reason; the whole claim first."""
    groups: dict[tuple[object, ...], tuple[Check, list[str]]] = {}
    for check in sorted(
        checks, key=lambda item: (not item.scope.as_claimed, item.scope.covers, counted(item), item.as_of)
    ):
        key = (check.scope.as_claimed, check.scope.covers, check.series, check.finding, check.why)
        _, days = groups.setdefault(key, (check, []))
        days.append(long_day(check.as_of))
    return list(groups.values())


def _badge(check: Check) -> Text:
    words = finding_words(check.finding)
    badge = Text(f"{words.mark} {words.label}", style=f"bold {_TONES[words.tone]}".strip())
    if check.because:
        badge.append(f"\n{plain('because', check.because)}", style="dim")
    return badge


def _scope(check: Check, days: list[str]) -> Text:
    covers = ", ".join(flat(name) for name in check.scope.covers)
    if check.scope.as_claimed:
        scope = Text(f"as claimed: {covers}" if covers and check.recorded else "as claimed")
    else:
        scope = Text(f"{covers} only").append(f": {flat(counted(check))}", style="dim")
    return scope.append(f"\nas of {' and '.join(dict.fromkeys(days))}", style="dim")


def _recorded(check: Check) -> Text:
    recorded = Text()
    if check.recorded is not None:
        said = f" (said: {flat(amount(check.said))})" if check.said else ""
        recorded.append(f"{flat(recorded_words(check))}{said}. ")
    recorded.append(flat(check.why))
    reached = check.reached
    if reached is not None and f"{reached.periods} of {reached.of} " not in check.why:
        recorded.append(f" Reached in {reached.periods} of {reached.of} full {reached.grain}s.")
    if check.scope.remainder is not None and "Left for the other" not in check.why:
        recorded.append(f" Left for the other agencies: {flat(amount(check.scope.remainder))}.")
    for item in check.releases[-_RELEASES:]:
        recorded.append(f"\n{flat(item.agency)}, {shorten(item.title, 60)}, released {long_day(item.day)}", style="dim")
    return recorded


def _print_issues(reading: Reading, console: Console) -> None:
    for issue in reading.issues:
        where = f" (at character {issue.start})" if issue.start is not None else ""
        console.print(Text(f"issue: {flat(issue.step)}: {flat(issue.what)}{where}", style="yellow"))
