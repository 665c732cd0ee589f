"""A measure as a table to take away: CSV, Parquet, a Frictionless data package, CSV on the Web.

One row per value, half-open periods, and beside each its status, its release, that release's day, licence and citation,
so that no figure travels without its source.  Follows frictionlessdata.io (Data Package v1, Table Schema) and W3C's
"Metadata Vocabulary for Tabular Data".
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model import Measure, Release, Series

__all__ = ["Tabular", "to_csv", "to_csvw", "to_datapackage", "to_parquet"]

_FIELDS = (
    ("period", "string", "the period's SDMX name"),
    ("start", "date", "first day of the period"),
    ("end", "date", "the day after its last day"),
    ("grain", "string", "the kind of period"),
    ("value", "number", "the figure as released"),
    ("unit", "string", "what a value counts"),
    ("factor", "number", "units in a value"),
    ("status", "string", "normal, secondary (not taken from the release itself), partial, suspect"),
    ("note", "string", "why a value is partial or suspect, or anything else to know of it"),
    ("release", "string", "id of the release"),
    ("released", "date", "its day: before it nobody could read the value"),
    ("agency", "string", "who released it"),
    ("licence", "string", "of the release"),
    ("citation", "string", "its credit line"),
)


@dataclass(frozen=True, slots=True)
class Tabular:
    """A measure with the series and releases to export."""

    measure: Measure
    series: tuple[Series, ...]
    releases: tuple[Release, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns: one for each dimension, then those of every measure."""
        return (*sorted(self.measure.dimensions), *(name for name, _, _ in _FIELDS))

    @property
    def used(self) -> tuple[Release, ...]:
        """The releases that a row names, in order of day."""
        named = {item.release for one in self.series for item in one.observations}
        return tuple(release for release in self.releases if release.id in named)

    def rows(self) -> Iterator[tuple[str | float | None, ...]]:
        """Yield the rows, series by series, each in order of its values."""
        known = {release.id: release for release in self.releases}
        for one in self.series:
            codes = tuple(code for _, code in sorted(one.key))
            for item in one.observations:
                release = known[item.release]
                value = int(item.value) if float(item.value).is_integer() else item.value
                yield (
                    *codes,
                    item.period.label,
                    item.period.start.isoformat(),
                    item.period.end.isoformat(),
                    item.period.grain,
                    value,
                    self.measure.unit,
                    int(self.measure.factor) if float(self.measure.factor).is_integer() else self.measure.factor,
                    item.status,
                    item.note,
                    release.id,
                    release.day.isoformat(),
                    release.agency,
                    release.licence,
                    release.citation,
                )


def to_csv(table: Tabular) -> str:
    """Return the table as CSV (RFC 4180, UTF-8, line feeds)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows())
    return out.getvalue()


def to_parquet(table: Tabular) -> bytes:
    """Return the table as Parquet, days as dates."""
    import polars as pl  # noqa: PLC0415 - slow to import

    types = {"date": pl.String, "number": pl.Float64, "string": pl.String}
    kinds = {name: kind for name, kind, _ in _FIELDS}
    schema = {name: types[kinds.get(name, "string")] for name in table.columns}
    frame = pl.DataFrame(list(table.rows()), schema=schema, orient="row", strict=False)
    frame = frame.with_columns(pl.col("start", "end", "released").str.to_date())
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def to_datapackage(table: Tabular) -> dict[str, bytes]:
    """Return ``data.csv`` and its ``datapackage.json``."""
    data = to_csv(table).encode()
    measure = table.measure
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": measure.id.replace("/", "-").replace("_", "-"),
        "title": measure.title,
        "description": measure.definition,
        "licenses": [{"name": "see-releases", "title": measure.licence}],
        "sources": [
            {"title": release.citation, **({"path": release.url} if release.url else {})} for release in table.used
        ],
        "resources": [
            {
                "name": "data",
                "profile": "tabular-data-resource",
                "path": "data.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": {
                    "fields": [_field(table, name) for name in table.columns],
                    "primaryKey": [*sorted(measure.dimensions), "start", "end", "release"],
                    "missingValues": [""],
                },
            }
        ],
        "onrecord": _about(table),
    }
    return {"data.csv": data, "datapackage.json": _json(package)}


def to_csvw(table: Tabular) -> dict[str, bytes]:
    """Return ``data.csv`` and its ``data.csv-metadata.json``."""
    measure = table.measure
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": "data.csv",
        "dc:title": measure.title,
        "dc:description": measure.definition,
        "dc:license": measure.licence,
        "dc:source": [release.citation for release in table.used],
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ","},
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": name,
                    "dc:description": _field(table, name)["description"],
                    "datatype": _field(table, name)["type"],
                    "null": "",
                    "required": name != "note",
                }
                for name in table.columns
            ],
            "primaryKey": [*sorted(measure.dimensions), "start", "end", "release"],
        },
    }
    return {"data.csv": to_csv(table).encode(), "data.csv-metadata.json": _json(metadata)}


def _field(table: Tabular, name: str) -> dict[str, Any]:
    for known, kind, words in _FIELDS:
        if known == name:
            return {"name": name, "type": kind, "description": words}
    codes = table.measure.dimensions[name]
    words = "; ".join(f"{code}: {label}" for code, label in codes.items())
    used = sorted({code for one in table.series for dimension, code in one.key if dimension == name})
    return {"name": name, "type": "string", "description": words, "constraints": {"enum": used}}


def _about(table: Tabular) -> dict[str, Any]:
    measure = table.measure
    return {
        "measure": measure.id,
        "covers": list(measure.covers),
        "leaves_out": list(measure.leaves_out),
        "counting_rules": list(measure.counting_rules),
        "breaks": list(measure.breaks),
        "caveats": list(measure.caveats),
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
