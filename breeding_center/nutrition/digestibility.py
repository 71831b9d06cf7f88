"""What a feeding trial shows: apparent digestibility and preference, of one animal's period. Pure decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from breeding_center.nutrition.rules import Share


@dataclass(frozen=True, slots=True)
class CollectedDay:
    """One day of a collection, in grams of dry matter; None where it was not weighed or not dried."""

    day: date
    offered_g: float
    eaten_g: float | None
    feces_g: float | None


@dataclass(frozen=True, slots=True)
class PeriodResult:
    """An animal's period: means of a day over the days that are whole, and what was digested."""

    days: int
    days_left_out: int
    offered_g: float | None
    eaten_g: float | None
    feces_g: float | None

    @property
    def digestibility_percent(self) -> float | None:
        """Apparent digestibility of dry matter: (eaten - passed) / eaten, in percent (Schneider and Flatt 1975)."""
        if not self.eaten_g or self.feces_g is None:
            return None
        return (self.eaten_g - self.feces_g) / self.eaten_g * 100


def period_result(days: Sequence[CollectedDay]) -> PeriodResult:
    """The totals of the days on which both what was eaten and what was passed are known, by day."""
    whole = [one for one in days if one.eaten_g is not None and one.feces_g is not None]
    if not whole:
        return PeriodResult(0, len(days), None, None, None)
    count = len(whole)
    return PeriodResult(
        count, len(days) - count, sum(one.offered_g for one in whole) / count,
        sum(one.eaten_g or 0.0 for one in whole) / count, sum(one.feces_g or 0.0 for one in whole) / count,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preference:
    """How much of a food was offered and eaten over a period, as fed; None where its leftovers were not sorted."""

    food_id: UUID
    offered_g: float
    eaten_g: float | None

    @property
    def percent(self) -> float | None:
        """The share eaten of what was offered."""
        return None if self.eaten_g is None else self.eaten_g / self.offered_g * 100


def preferences(parts: Iterable[Share]) -> list[Preference]:
    """What was eaten of each food that was offered, by food."""
    offered: dict[UUID, float] = {}
    eaten: dict[UUID, float | None] = {}
    for part in parts:
        offered[part.food_id] = offered.get(part.food_id, 0.0) + part.offered_g
        before = eaten.get(part.food_id, 0.0)
        known = part.left_g is not None and part.is_sorted and before is not None
        eaten[part.food_id] = (before or 0.0) + part.offered_g - (part.left_g or 0.0) if known else None
    return [Preference(food, mass, eaten[food]) for food, mass in offered.items() if mass]


def paired_values(
    results: Mapping[tuple[UUID, UUID], Sequence[float]], first: UUID, second: UUID
) -> tuple[list[float], list[float]]:
    """The means of the animals that had both treatments: (animal, treatment) → values, as two lists in one order."""
    animals = sorted({animal for animal, _treatment in results})
    both = [one for one in animals if results.get((one, first)) and results.get((one, second))]
    return (
        [_mean(results[one, first]) for one in both],
        [_mean(results[one, second]) for one in both],
    )  # fmt: skip


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
