"""How fast a record-level release is counted, and in how much memory: a synthetic one with the real column names.

    .venv/bin/python bench/records.py [--rows 2000000]

Writes a Parquet file of invented arrests beside nothing real, counts it in a process of its own, and checks each rule
against the number of duplicates that were put in.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from _peers import machine

SEED = 20261124
STATES = ("TEXAS", "FLORIDA", "CALIFORNIA", "OREGON", "WYOMING", None)


def write_records(path: Path, rows: int) -> dict[str, int]:
    """Write ``rows`` invented arrests; return how many rows each rule has to count."""
    random = np.random.default_rng(SEED)
    exact, same_day, near, nameless = rows // 100, rows // 200, rows // 400, rows // 500
    people = rows - exact - same_day - near
    seconds = random.integers(0, 86_400 * 0.4, people) + 86_400 * random.integers(0, 1200, people)
    moment = np.datetime64("2022-10-01T00:00:00", "ms") + (1000 * seconds).astype("timedelta64[ms]")
    names = random.bytes(20 * people).hex()
    frame = pl.DataFrame(
        {
            "apprehension_date_time": moment,
            "apprehension_state": random.choice(np.array(STATES, dtype=object), people),
            "apprehension_criminality": random.choice(
                np.array(["1 Convicted Criminal", "2 Pending Criminal Charges", "3 Other Immigration Violator"]), people
            ),
            "apprehension_method": random.choice(np.array(["Located", "CAP Local Incarceration"]), people),
            "unique_identifier": [names[40 * number : 40 * number + 40] for number in range(people)],
            "number": np.arange(people),
        },
        schema_overrides={"apprehension_state": pl.String},
    )
    again = frame.slice(0, exact)
    later = frame.slice(exact, same_day).with_columns(
        (pl.col("apprehension_date_time") + pl.duration(hours=2)).alias("apprehension_date_time")
    )
    nextday = frame.slice(exact + same_day, near).with_columns(
        (pl.col("apprehension_date_time").dt.truncate("1d") + pl.duration(hours=24)).alias("apprehension_date_time")
    )
    marked = pl.concat([frame, again, later, nextday], how="vertical").with_columns(
        (pl.int_range(pl.len()) >= people).alias("duplicate_drop_row")
    )
    nobody = pl.col("number").is_between(people - nameless, people - 1)
    marked.with_columns(
        pl.when(nobody).then(None).otherwise("unique_identifier").alias("unique_identifier"),
        pl.col("apprehension_date_time").dt.date().alias("apprehension_date"),
        pl.lit(1990).alias("birth_year"),
        pl.lit("MEXICO").alias("citizenship_country"),
        pl.lit("Male").alias("gender"),
        pl.lit("Somewhere County Jail").alias("apprehension_site_landmark"),
        pl.lit("Invented Area of Responsibility").alias("apprehension_aor"),
        pl.lit("invented.xlsx").alias("file_original"),
        pl.int_range(pl.len()).alias("row_original"),
    ).drop("number").sample(fraction=1, shuffle=True, seed=SEED).write_parquet(path)
    return {
        "rows": rows,
        "exact": rows - exact,
        "same_day": rows - exact - same_day,
        "within_24_hours": people,
        "with_identifier": rows - nameless,
        "publisher": people,
    }


def peak_memory() -> float:
    """Return the most memory this process held, in megabytes (Linux; its parent's is not counted)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def count(path: Path) -> None:
    """Count the file in this process and print what it took as JSON."""
    from onrecord.measures.ice.administrative_arrests.load import count_arrests

    began = time.perf_counter()
    counted = count_arrests(path)
    seconds = time.perf_counter() - began
    memory = peak_memory()
    totals = {rule: int(counted.counts[rule].sum()) for rule in counted.rules}
    print(json.dumps({"seconds": seconds, "megabytes": memory, "totals": totals, "read": counted.read}))


def main() -> None:
    """Write, count, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--count", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.count:
        count(options.count)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arrests-latest.parquet"
        expected = write_records(path, options.rows)
        done = subprocess.run(
            [sys.executable, __file__, "--count", str(path)], check=True, capture_output=True, text=True
        )
        found = json.loads(done.stdout)
        size = path.stat().st_size
    print(f"{machine()}; {options.rows:,} rows, {size / 1e6:.0f} MB")
    print(f"counted in {found['seconds']:.1f} s, at most {found['megabytes']:.0f} MB in memory")
    print(f"columns read: {', '.join(found['read'])}")
    for rule, total in expected.items():
        right = "as put in" if found["totals"][rule] == total else f"WRONG, {total:,} were put in"
        print(f"  {rule:16} {found['totals'][rule]:>12,}  {right}")
    if found["totals"] != expected:
        raise SystemExit("a rule does not count what was put in")


if __name__ == "__main__":
    main()
