"""`python -m tests.benchmarks.exchange [--animals N] [--database URL]`: a large studbook in and out, whole processes.

The studbook is a herd book of the narrow shape: a hundred are born a year, about fifty of the last eight years breed,
some parents are unknown, dates are exact, half or about, and animals live at thirty places. Every command is timed as
a person runs it, from its start to its end, validation and journal included, with the most memory it ever held.
"""

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks import measuring

HEADINGS = ["Studbook ID", "Sire", "Dam", "Sex", "Birth Date", "DeathDate", "Location", "Local ID", "House name"]
BORN_A_YEAR, PARENTS, BREEDING_YEARS, UNKNOWN = 100, 25, 8, 0.05
FIRST = date(1000, 1, 1)


def write_herd_book(path: Path, animals: int, seed: int = 1) -> None:
    """A CSV file of so many animals, parents before offspring."""
    made = random.Random(seed)
    year_days = max(1, min(365, (2020 - FIRST.year) * 365 * BORN_A_YEAR // animals))
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(HEADINGS)
        pools: tuple[list[int], list[int]] = ([], [])
        for number in range(1, animals + 1):
            if number % BORN_A_YEAR == 1 and number > BORN_A_YEAR:
                young = range(max(1, number - BREEDING_YEARS * BORN_A_YEAR), number)
                pools = tuple(made.sample([one for one in young if one % 2 == sex], PARENTS) for sex in (1, 0))  # type: ignore[assignment]
            rows.writerow(_row(number, pools, year_days, made))


def _row(number: int, pools: tuple[list[int], list[int]], year_days: int, made: random.Random) -> list[object]:
    born = FIRST + timedelta(days=(number // BORN_A_YEAR) * year_days + number % BORN_A_YEAR * year_days // BORN_A_YEAR)
    sire, dam = ("UNK" if not pool or made.random() < UNKNOWN else made.choice(pool) for pool in pools)
    birth = made.choice([born.isoformat(), born.isoformat(), f"{born.year}", f"~{born.year}"])
    died = born + timedelta(days=10 * year_days)
    place = number % 30
    return [
        number, sire, dam, "M" if number % 2 else "F", birth, died.isoformat(), f"ZOO{place}", f"L{number}",
        f"Animal {number}" if number % 5 == 0 else "",
    ]  # fmt: skip


def _timed(database: str, *words: str) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and the most megabytes that this or an earlier command held."""
    command = [sys.executable, "-m", "breeding_center", "--database", database, "--by", "r01", *words]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = measuring.timed(lambda: _run(command))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, worked, after.ru_maxrss / 1024


def _run(command: list[str]) -> None:
    done = subprocess.run(command, env=measuring.environment(), capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode()[-500:])


def main() -> None:
    """Make the file, take it in, look at it again, hand it out in every form."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.exchange", description=__doc__)
    asked.add_argument("--animals", type=int, default=100_000)
    asked.add_argument("--database", help="an empty database to use, such as a postgresql:// URL")
    wanted = asked.parse_args()
    print(f"Measured with {measuring.machine()}, {wanted.animals:,} animals.")
    measuring.heading("A studbook in and out (whole process)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, database = folder / "studbook.csv", wanted.database or str(folder / "center.db")
        write_herd_book(file, wanted.animals)
        _timed(database, "init", "--name", "Test", "--time-zone", "Asia/Shanghai", "--registrar", "Registrar")
        taking_in = ("import", "studbook", str(file), "--commit")
        steps = [
            ("`import studbook FILE --commit`, validation and journal included", "≤ 60 s", *taking_in),
            ("the same file again", "-", *taking_in),
            *(
                (f"`export … --as {form}`", "-", "export", "studbook", str(folder / f"out.{form}"), "--as", form)
                for form in ("csv", "pmx", "dbf", "fam", "xlsx")
            ),
            ("`journal verify`", "-", "journal", "verify"),
        ]  # fmt: skip
        for what, target, *words in steps:
            took, worked, held = _timed(database, *words)
            measuring.row(what, f"{took:.1f} s ({worked:.1f} s of processor), {held:.0f} MB at most so far", target)


if __name__ == "__main__":
    main()
