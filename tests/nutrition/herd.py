"""Days of feeding in a line each: what was fed and left, and what was passed, day after day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from breeding_center.nutrition.model import Feces, Food, Leftover, Offering
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import FoodPart
from tests.lines import at

LAST = date(2020, 9, 24)  # the day that has just ended, in the tests' present


def a_known_food(entry: Entry, code: str, part: FoodPart, dry_matter_percent: float | None) -> UUID:
    """A food whose dry matter is known."""
    return entry.add(
        Food(
            code=code, name_en=f"Bamboo {code}", name_zh=code, search_key=code, part=part, is_verified=True,
            dry_matter_percent=dry_matter_percent,
        )
    ).id  # fmt: skip


def on(day: date, hour: str) -> datetime:
    """A moment of a day by the center's clocks."""
    return at(hour) + (day - LAST)


def days_back(count: int, *, until: date = LAST) -> list[date]:
    """So many days in order, the last one being `until`."""
    return [until - timedelta(days=step) for step in reversed(range(count))]


def a_day(
    entry: Entry,
    animal: UUID,
    day: date,
    food: UUID,
    offered_g: float,
    left_g: float | None,
    feces_g: float | None = None,
) -> None:
    """One evening feed, what was left of it the next morning, and the feces of the night."""
    entry.add(Offering(animal_id=animal, sharers=1, food_id=food, offered_g=offered_g, done_at=on(day, "16:30")))
    if left_g is not None:
        morning = on(day, "08:05") + timedelta(days=1)
        entry.add(
            Leftover(
                animal_id=animal, left_g=left_g, covers_from=on(day, "08:05"), covers_until=morning, done_at=morning
            )
        )
    if feces_g is not None:
        entry.add(Feces(animal_id=animal, feces_g=feces_g, done_at=on(day, "10:00")))


def a_fortnight(
    entry: Entry, animal: UUID, food: UUID, *, days: Sequence[date], eaten_g: float = 8000, feces_g: float | None = 9000
) -> None:
    """The same day over and over."""
    for day in days:
        a_day(entry, animal, day, food, 12_000, 12_000 - eaten_g, feces_g)
