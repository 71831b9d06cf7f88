"""Does a day cost more in an old center? `today` after ten years of records beside `today` after ninety days."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from tests.benchmarks import measuring

RUNS = 15
CLOCK = "2020-09-25T08:30+08:00"
ANIMALS = 75  # of the same shape as the sample: about five million task and feeding rows in ten years
COUNTED = ("task", "offering", "leftover", "feces")


def rows(database: Path) -> int:
    """How many task and feeding rows there are."""
    with closing(sqlite3.connect(database)) as raw:
        found = [raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED]
    return sum(found)


def run(folder: Path, years: int) -> None:
    """Makes both centers where they are not there yet, and compares."""
    folder.mkdir(parents=True, exist_ok=True)
    young, old = folder / "young.db", folder / f"old-{years}.db"
    if not young.exists():
        measuring.seed(young, "--animals", str(ANIMALS), "--years", "1", "--days", "90")
    if not old.exists():
        measuring.seed(old, "--animals", str(ANIMALS), "--years", str(years))
    command = [sys.executable, "-m", "breeding_center", "--database"]
    times = measuring.medians(
        {"young": [*command, str(young), "today"], "old": [*command, str(old), "today"]},
        RUNS,
        BREEDING_CENTER_CLOCK=CLOCK,
    )
    measuring.heading("As the work grows")
    measuring.row(f"`today`, 90 days ({rows(young):,} task and feeding rows)", f"{times['young']:.3f} s", "-")
    figure = f"{times['old']:.3f} s = {times['old'] / times['young']:.2f} x"
    measuring.row(f"`today`, {years} years ({rows(old):,} rows)", figure, "<= 1.3 x")
