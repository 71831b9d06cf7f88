"""How long `contacts` takes over ten years of 1,000 animals: `python -m tests.benchmarks.contacts`."""

import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from breeding_center.disease_control.contacts import contacts_of
from breeding_center.storage.base import Recorded, new_id
from breeding_center.storage.entry import Entry
from tests.benchmarks import measuring
from tests.builders import a_center, a_person, a_reading, an_animal, an_entry
from tests.lines import a_place

ANIMALS, PLACES, KEEPERS, YEARS, STAYS_EACH = 1000, 400, 60, 10, 20
START = date(2010, 9, 25)


def _rows(entry: Entry, kind: type[Recorded], rows: Iterable[dict[str, Any]]) -> None:
    """Many rows at once, past the journal: here only reading them is looked at."""
    gaps = dict.fromkeys(column.key for column in kind.__table__.columns)
    common = gaps | {"version": 1, "entry_id": entry.id}
    entry.connection.execute(insert(kind.__table__), [common | {"id": new_id()} | row for row in rows])


def _ten_years(entry: Entry) -> UUID:
    """Twenty stays for each animal, every keeper on shift five days of seven, seventeen animals a keeper."""
    from breeding_center.enclosures.model import Stay
    from breeding_center.team.model import Charge, Shift, ShiftPattern

    animals = [an_animal(entry, f"A{number}", born="2009-08-20") for number in range(ANIMALS)]
    places = [a_place(entry, f"p{number}") for number in range(PLACES)]
    keepers = [a_person(entry, f"k{number}") for number in range(KEEPERS)]
    pattern = entry.add(ShiftPattern(code="day", name_en="Day", name_zh="白", starts_at="08:00", ends_at="16:00")).id
    began = datetime(2010, 9, 25, tzinfo=UTC)
    step = timedelta(days=365 * YEARS / STAYS_EACH)
    _rows(
        entry, Stay,
        (
            {"animal_id": animal, "access_set_id": places[(number * (turn + 7) + turn * 13) % PLACES],
             "from_at": began + turn * step, "until_at": began + (turn + 1) * step if turn < STAYS_EACH - 1 else None}
            for number, animal in enumerate(animals)
            for turn in range(STAYS_EACH)
        ),
    )  # fmt: skip
    _rows(
        entry,
        Charge,
        (
            {"staff_id": keepers[number % KEEPERS], "animal_id": animal, "role": "primary", "from_on": START}
            for number, animal in enumerate(animals)
        ),
    )
    _rows(
        entry, Shift,
        (
            {"staff_id": keeper, "pattern_id": pattern, "on_day": START + timedelta(days=day),
             "from_at": began + timedelta(days=day), "until_at": began + timedelta(days=day, hours=8)}
            for number, keeper in enumerate(keepers)
            for day in range(365 * YEARS)
            if (day + number) % 7 < 5
        ),
    )  # fmt: skip
    return animals[0]


def main() -> None:
    """Write the ten years, then ask."""
    with tempfile.TemporaryDirectory() as folder, a_center(str(Path(folder) / "contacts.db")) as center:
        with an_entry(center) as entry:
            animal = _ten_years(entry)
        seconds = []
        for _again in range(3):
            with a_reading(center) as reading:
                begun = time.perf_counter()
                found = contacts_of(reading, [animal], START)
                seconds.append(time.perf_counter() - begun)
    measuring.heading("Contacts")
    met = len({one.animal_id for one in found})
    measuring.row(f"ten years of 1,000 animals, {met} met", f"{min(seconds):.2f} s", "< 1 s")


if __name__ == "__main__":
    main()
