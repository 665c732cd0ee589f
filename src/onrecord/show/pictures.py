"""A check's chart as a picture: an SVG for pages, SVG and PNG files for print, light and dark.

Converted in the process by vl-convert, with no request to anywhere.
"""

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.model import Check, CheckedReading, Measure
from onrecord.show.charts import chart_spec, chart_text
from onrecord.show.points import plot_of
from onrecord.show.words import number, plain

__all__ = ["DARK", "chart_files", "check_chart", "dark_rules", "named_charts"]

DARK = {
    "#1d1d1b": "#f2f0ea",
    "#5d5d58": "#b9b6ac",
    "#e4e2dc": "#3b3a36",
    "#9b9a93": "#77756d",
    "#f1ead3": "#3a3420",
    "#fffffe": "#1b1a18",
    "#0072B2": "#56B4E9",
}
"""What the inks of ``show.charts`` become on a dark page: each keeps 4.5 to 1 against it (WCAG 2.2, 1.4.3)."""

_LONGEST = 80
"""Characters of a file's name before its ending."""

_SCALE = 2.0
"""Pixels of a PNG for each CSS pixel: sharp on paper at the width of a column."""


def check_chart(
    check: Check, measures: Sequence[Measure] = (), *, name: str = "chart", earlier: Check | None = None
) -> str | None:
    """Return the chart of ``check`` as an ``<svg>`` with title and description, ``None`` where nothing is recorded.

    Its ids begin with ``name`` and the check's id, so that many charts can stand in one page.  ``earlier`` as in
    :func:`onrecord.show.charts.chart_spec`.
    """
    import vl_convert  # noqa: PLC0415 - slow to import, and only reports need it

    spec = chart_spec(check, measures, earlier=earlier)
    if spec is None:
        return None
    prefix = f"{name}-{re.sub(r'[^A-Za-z0-9_-]', '', check.id)}"
    return _accessible(vl_convert.vegalite_to_svg(spec), prefix, *chart_text(check, measures, earlier=earlier))


def chart_files(
    check: Check, measures: Sequence[Measure] = (), *, earlier: Check | None = None
) -> dict[str, bytes] | None:
    """Return a chart as files, by ending: ``.svg`` (light and dark), ``.png``, ``-dark.png``, ``.csv`` and ``.txt``.

    The text is the alternative text, which states the finding; the table holds what is plotted.
    """
    import vl_convert  # noqa: PLC0415 - slow to import, and only reports need it

    svg = check_chart(check, measures, earlier=earlier)
    if svg is None:
        return None
    style = f"<style>svg{{background:#fffffe}}@media (prefers-color-scheme:dark){{{dark_rules('svg')}}}</style>"
    alone = re.sub(r"(</desc>)", lambda found: found[1] + style, svg, count=1)
    title, description = chart_text(check, measures, earlier=earlier)
    return {
        ".svg": alone.encode(),
        ".png": vl_convert.svg_to_png(_on(svg, "#fffffe"), scale=_SCALE),
        "-dark.png": vl_convert.svg_to_png(_on(_darkened(svg), DARK["#fffffe"]), scale=_SCALE),
        ".csv": _table(check, measures).encode(),
        ".txt": f"{title}\n\n{description}\n".encode(),
    }


def named_charts(
    checked: Sequence[CheckedReading], measures: Sequence[Measure] = ()
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield a name and the files for the chart of every check that has one: '1-3-not-reached-ice-2026-08-19'.

    The numbers are the document's and the claim's, from 1.
    """
    seen: Counter[str] = Counter()
    for document, item in enumerate(checked, start=1):
        orders = {claim.id: order for order, claim in enumerate(item.reading.claims, start=1)}
        for check in item.checks:
            files = chart_files(check, measures)
            if files is None:
                continue
            words = (
                str(document),
                str(orders[check.claim]),
                check.finding,
                *check.scope.covers,
                check.as_of.isoformat(),
            )
            name = re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower())[:_LONGEST].strip("-")
            seen[name] += 1
            yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), files


def dark_rules(scope: str) -> str:
    """Return CSS that turns a chart below ``scope`` (a selector) to its dark inks; its browser chooses when."""
    rules = [f"{scope}{{background:{DARK['#fffffe']}}}"] if scope == "svg" else []
    for light, dark in DARK.items():
        rules += [f'{scope} [fill="{light}"]{{fill:{dark}}}', f'{scope} [stroke="{light}"]{{stroke:{dark}}}']
    return "".join(rules)


def _darkened(svg: str) -> str:
    for light, dark in DARK.items():
        svg = svg.replace(f'"{light}"', f'"{dark}"')
    return svg


def _on(svg: str, paper: str) -> str:
    """Lay a sheet of paper under the chart."""
    return re.sub(
        r"(</desc>)", lambda found: f'{found[1]}<rect width="100%" height="100%" fill="{paper}"/>', svg, count=1
    )


def _table(check: Check, measures: Sequence[Measure]) -> str:
    plot = plot_of(check, measures)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["line", "period", "from", "to", plot.axis, "as released", "status", "note"])
    for point in plot.points:
        period = point.period
        days = (period.start.isoformat(), period.end.isoformat())
        status = plain("status", point.status)
        writer.writerow(
            [point.line, point.name, *days, number(point.value), number(point.raw), status, point.note or ""]
        )
    return out.getvalue()


def _accessible(svg: str, prefix: str, title: str, description: str) -> str:
    """Give the ``<svg>`` a title, a description and ids of its own; its inner marks are hidden from readers' tools."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
    svg = re.sub(r'\s(?:aria-[a-z]+|role)="[^"]*"', "", svg)
    opening = re.compile(r"<svg\b[^>]*?>")
    head = opening.match(svg)
    if head is None:
        raise ValueError("vl-convert gave no <svg>")
    tag = head.group()[:-1]
    names = f'role="img" aria-labelledby="{prefix}-title {prefix}-desc"'
    words = f'<title id="{prefix}-title">{html.escape(title)}</title>'
    words += f'<desc id="{prefix}-desc">{html.escape(description)}</desc>'
    return f"{tag} {names}>{words}{svg[head.end() :]}"
