"""How long `alerts` and `doubts` take over a herd: `python -m tests.benchmarks.herd [ANIMALS] [DAYS] [URL]`.

Each animal is fed five times a day from two foods, its leftovers and feces are weighed every morning, itself every
week; a few eat and pass too little at the end. Rows are written past the journal, which neither report reads.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from breeding_center.office.alerts import raised
from breeding_center.office.center import Center
from breeding_center.office.doubts import doubts
from breeding_center.storage.base import Base, new_id
from breeding_center.vocabulary import FoodPart, MeasureKind, WeighMethod
from tests.builders import NOW, a_center, a_reading, an_animal, an_entry
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


def build(url: str, animals: int, days: int) -> Center:
    """A center with that herd."""
    center = a_center(url)
    with an_entry(center) as entry:
        foods = [a_food(entry, "leaf"), a_food(entry, "culm", FoodPart.CULM)]
        herd = []
        for number in range(animals):
            herd.append(an_animal(entry, f"Animal {number}", number=str(number + 1)))
            a_stay(entry, herd[-1], a_place(entry, f"b{number}"))
        waiting: dict[str, list[dict[str, Any]]] = {}
        rows = _rows(entry.id, herd, foods, days)
        while batch := list(islice(rows, BATCH)):
            waiting.clear()
            for table, row in batch:
                waiting.setdefault(table, []).append(row)
            for table, found in waiting.items():
                entry.connection.execute(insert(Base.metadata.tables[table]), found)
    return center


def main() -> None:
    """Build the herd, then time both reports."""
    animals = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    days = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[3] if len(sys.argv) > 3 else str(Path(folder) / "herd.db")
        begun = time.perf_counter()
        center = build(url, animals, days)
        print(f"{animals} animals, {days} days: built in {time.perf_counter() - begun:.0f} s")
        for name, ask in (("alerts", raised), ("doubts", doubts)):
            for _again in range(3):
                with a_reading(center) as reading:
                    begun = time.perf_counter()
                    found = len(ask(reading))
                    print(f"{name}: {found} in {time.perf_counter() - begun:.2f} s")
        center.close()


if __name__ == "__main__":
    main()
