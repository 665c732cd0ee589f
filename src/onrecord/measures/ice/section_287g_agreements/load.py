"""How the tidy count of agreements was made from the one summary held.

Run by hand: ``python -m onrecord.measures.ice.section_287g_agreements.load RAW_DIR OUT_DIR``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]

COUNTED = {
    "agreements_active": ("agreements", "active"),
    "agreements_all_time_rows": ("agreements", "ever"),
    "agencies_all_time": ("agencies", "ever"),
    "distinct_states_all_rows": ("states", "ever"),
}


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``snapshot.csv``: one value for each of what is counted."""
    (frame,) = (released[table.file] for table in description.released)
    rows = [
        {
            "release": "2026-11-23",
            "start": "2026-11-23",
            "end": "2026-11-24",
            "grain": "day",
            "counted": COUNTED[row["metric"]][0],
            "standing": COUNTED[row["metric"]][1],
            "value": int(row["value"]),
            "status": "secondary",
            "note": "the day is that of retrieval; the summary's own day is not known",
        }
        for row in frame.iter_rows(named=True)
    ]
    return {"snapshot.csv": pl.DataFrame(rows, infer_schema_length=None)}


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
