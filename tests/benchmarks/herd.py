"""How long `alerts` and `doubts` take: `python -m tests.benchmarks.herd [ANIMALS …] [--days D] [--years 1 3 5]`.

Each animal is fed five times a day from two foods, its leftovers and feces are weighed every morning, itself every
week; a few eat and pass too little at the end. With `--years` every room has its records of so many years (see
`rooms`), and the days before the last ones have one feed, one leftover and one heap of feces each. Rows are written
past the journal, which neither report reads. Each is timed as the question alone and, on SQLite, as the whole command
a person types.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from breeding_center.office.alerts import raised
from breeding_center.office.center import Center
from breeding_center.office.doubts import doubts
from breeding_center.storage.base import Base, new_id
from breeding_center.vocabulary import FoodPart, MeasureKind, Sex, WeighMethod
from tests.benchmarks import measuring, rooms
from tests.builders import NOW, a_center, a_person, a_reading, an_animal, an_entry
from tests.lines import a_food, a_place, a_stay

BATCH = 20_000
FALLING = 50  # every so manieth animal eats and passes too little at the end
HOURS = (9, 12, 16, 20, 23)


def _plain(entry_id: UUID, table: str, **values: Any) -> dict[str, Any]:
    gaps: dict[str, Any] = dict.fromkeys(column.key for column in Base.metadata.tables[table].columns)
    return {**gaps, "id": new_id(), "version": 1, "entry_id": entry_id, **values}


def _rows(entry_id: UUID, animals: list[UUID], foods: list[UUID], days: int) -> Iterator[tuple[str, dict[str, Any]]]:
    start = NOW.replace(hour=0, minute=0) - timedelta(days=days)
    for step in range(days):
        day = start + timedelta(days=step)
        last = step >= days - 2
        for number, animal in enumerate(animals):
            falls = last and number % FALLING == 0
            for hour in HOURS:
                fed = {"done_at": day + timedelta(hours=hour - 8), "food_id": foods[hour % 2], "offered_g": 4000.0}
                yield "offering", _plain(entry_id, "offering", animal_id=animal, sharers=1, **fed)
            morning = day + timedelta(days=1, minutes=5)
            if morning < NOW:
                whole = {"covers_from": day + timedelta(minutes=5), "covers_until": morning, "done_at": morning}
                left_g = 15_000.0 if falls else 7000.0 + (number + step) % 7 * 200
                yield "leftover", _plain(entry_id, "leftover", animal_id=animal, left_g=left_g, **whole)
            passed = {
                "feces_g": 2000.0 if falls else 9000.0 + step % 5 * 200,
                "has_mucus": (number * 7 + step) % 37 == 0,
            }
            yield "feces", _plain(entry_id, "feces", animal_id=animal, done_at=day + timedelta(hours=1), **passed)
            if step % 7 == number % 7:
                weight = {
                    "kind": MeasureKind.WEIGHT,
                    "weight_g": 100_000.0 + step % 3 * 400,
                    "method": WeighMethod.SCALE,
                }
                at = day + timedelta(hours=2)
                yield "measurement", _plain(entry_id, "measurement", animal_id=animal, done_at=at, **weight)


def _thin(
    entry_id: UUID, animals: list[UUID], food: UUID, first: date, days: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """A feed, what was left of it, feces, and a weight every week."""
    for step in range(days):
        day = datetime.combine(first, datetime.min.time(), UTC) + timedelta(days=step)
        for number, animal in enumerate(animals):
            fed = {"done_at": day + timedelta(hours=2), "food_id": food, "offered_g": 20_000.0, "sharers": 1}
            yield "offering", _plain(entry_id, "offering", animal_id=animal, **fed)
            whole = {"covers_from": day, "covers_until": day + timedelta(hours=23), "left_g": 7000.0}
            yield "leftover", _plain(entry_id, "leftover", animal_id=animal, done_at=day + timedelta(hours=23), **whole)
            yield (
                "feces",
                _plain(
                    entry_id,
                    "feces",
                    animal_id=animal,
                    done_at=day + timedelta(hours=1),
                    feces_g=9000.0,
                    has_mucus=False,
                ),
            )
            if step % 7 == number % 7:
                yield "measurement", _plain(
                    entry_id, "measurement", animal_id=animal, done_at=day, kind=MeasureKind.WEIGHT,
                    weight_g=100_000.0 + step % 3 * 400, method=WeighMethod.SCALE,
                )  # fmt: skip


def _write(connection: Any, rows: Iterator[tuple[str, dict[str, Any]]]) -> None:
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    waiting: dict[str, list[dict[str, Any]]] = {}
    while batch := list(islice(rows, BATCH)):
        waiting.clear()
        for table, row in batch:
            waiting.setdefault(table, []).append(row)
        for table, found in sorted(waiting.items(), key=lambda one: order[one[0]]):
            connection.execute(insert(Base.metadata.tables[table]), found)


def build(url: str, animals: int, days: int) -> tuple[Center, rooms.Furniture, UUID]:
    """A center with that herd, each in its place since today; with what its rooms enter once, and a food."""
    center = a_center(url)
    with an_entry(center) as entry:
        foods = [a_food(entry, "leaf"), a_food(entry, "culm", FoodPart.CULM)]
        herd, places = [], []
        for number in range(animals):
            sex = Sex.FEMALE if number % 2 == 0 else Sex.MALE
            herd.append(an_animal(entry, f"Animal {number}", number=str(number + 1), sex=sex, chip=f"978{number:012d}"))
            places.append(a_place(entry, f"b{number}"))
            a_stay(entry, herd[-1], places[-1], since=NOW)
        people = [a_person(entry, f"k{number}") for number in range(max(animals // rooms.KEEPERS_SHARE, 1))]
        furniture, once = rooms.once(herd, places, people)
        _write(entry.connection, ((table, _plain(entry.id, table, **row)) for table, row in once))
        _write(entry.connection, _rows(entry.id, herd, foods, days))
    return center, furniture, foods[0]


def add_year(center: Center, of: rooms.Furniture, food: UUID, years_ago: int, days: int) -> None:
    """The year that ended so many years ago; of the last one, nutrition's last days are there already."""
    first = NOW.date() - timedelta(days=365 * (years_ago + 1))
    with an_entry(center) as entry:
        a_person(entry, f"y{years_ago}")  # rows are written only under an entry that the journal has
        rows = ((table, _plain(entry.id, table, **row)) for table, row in rooms.a_year(of, first))
        _write(entry.connection, rows)
        _write(entry.connection, _thin(entry.id, of.animals, food, first, 365 - (0 if years_ago else days)))


def measure(center: Center, database: str) -> None:
    """Time both questions and both commands, three times each."""
    for name, ask in (("alerts", raised), ("doubts", doubts)):
        asked = []
        for _again in range(3):
            with a_reading(center) as reading:
                begun = time.perf_counter()
                found = len(ask(reading))
                asked.append(time.perf_counter() - begun)
        said = f"  {name}: {found} asked in {min(asked):.2f} s"
        if Path(database).exists():
            command = [sys.executable, "-m", "breeding_center", "--database", database, "report", name]
            whole = measuring.medians({name: command}, 3, BREEDING_CENTER_CLOCK=NOW.isoformat())[name]
            said += f", printed by the command in {whole:.2f} s"
        print(said, flush=True)


def run(url: str, animals: int, days: int, years: list[int]) -> None:
    """Build the herd, then time both reports, after each of the years asked for."""
    begun = time.perf_counter()
    center, furniture, food = build(url, animals, days)
    print(f"{animals} animals, {days} days: built in {time.perf_counter() - begun:.0f} s")
    measure(center, url)
    for year in range(max(years, default=0)):
        add_year(center, furniture, food, year, days)
        if year + 1 in years:
            print(f"{year + 1} years of every room, {time.perf_counter() - begun:.0f} s since the beginning")
            measure(center, url)
    center.close()


def main() -> None:
    """Time one herd, or a series of them, each in a database of its own."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.herd", description=__doc__)
    asked.add_argument("animals", type=int, nargs="*", default=[1000])
    asked.add_argument("--days", type=int, default=60)
    asked.add_argument("--url", help="an empty database elsewhere than in a file of this run's own, for one herd")
    asked.add_argument("--years", type=int, nargs="*", default=[])
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for animals in wanted.animals:
            run(wanted.url or str(Path(folder) / f"herd-{animals}.db"), animals, wanted.days, wanted.years)


if __name__ == "__main__":
    main()
