"""What was eaten, as dry matter and as energy the animal can use; and what it needs.

Pure decisions. What is not known of a food makes the day unknown: gross energy never counts as if it were eaten.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from breeding_center.nutrition.rules import Share
from breeding_center.vocabulary import FoodPart

BAMBOO = frozenset({FoodPart.LEAF, FoodPart.CULM, FoodPart.SHOOT})
KCAL_PER_MJ = 1000 / 4.184  # the thermochemical calorie
KLEIBER_KCAL = 70.0  # kcal a day for each kg of body weight to the power of 0.75 (Kleiber 1961)
KLEIBER_POWER = 0.75


@dataclass(frozen=True, slots=True)
class FoodFacts:
    """What is known of a food on a day: shares in percent, gross energy in MJ for each kg of dry matter."""

    part: FoodPart
    dry_matter_percent: float | None = None
    digestible_percent: float | None = None
    gross_energy_mj_kg: float | None = None
    energy_percent: float | None = None
    is_verified: bool = False
    is_dry_verified: bool = False


Facts = Callable[[UUID, date], FoodFacts]


@dataclass(frozen=True, slots=True)
class FedDay:
    """One animal's feeding day: as fed, as dry matter, and the energy it could use.

    None where something is pending, doubtful or unknown. `part` is the bamboo part that most was offered of as fed, and
    `dry_part` the one that most dry matter was: a heap of shoots may hold less than the leaves beside it.
    """

    day: date
    animal_id: UUID
    part: FoodPart | None
    offered_g: float
    left_g: float | None
    eaten_g: float | None
    dry_g: float | None
    digestible_g: float | None
    me_kcal: float | None
    bamboo_percent: float | None
    is_pending: bool
    is_shared: bool
    is_doubtful: bool
    is_verified: bool
    is_dry_verified: bool = True
    dry_part: FoodPart | None = None


def need_kcal(weight_g: float, factor: float) -> float:
    """The metabolizable energy an animal of that weight needs in a day: factor · 70 · BW^0.75 kcal (Kleiber 1961)."""
    return factor * KLEIBER_KCAL * math.pow(weight_g / 1000, KLEIBER_POWER)


def fed_days(parts: Iterable[Share], day_of: Callable[[datetime], date], facts: Facts) -> list[FedDay]:
    """The parts of all feeds added up by feeding day and animal, in that order."""
    gathered: dict[tuple[date, UUID], list[Share]] = {}
    for part in parts:
        gathered.setdefault((day_of(part.at), part.animal_id), []).append(part)
    return [_fed_day(day, animal, gathered[day, animal], facts) for day, animal in sorted(gathered)]


def _fed_day(day: date, animal_id: UUID, parts: list[Share], facts: Facts) -> FedDay:
    known = {part.food_id: facts(part.food_id, day) for part in parts}
    offered_g = sum(part.offered_g for part in parts)
    eaten = None if any(part.left_g is None for part in parts) else _eaten(parts)
    eaten_g = None if eaten is None else sum(eaten.values())
    bamboo_g = None if eaten is None else sum(mass for food, mass in eaten.items() if known[food].part in BAMBOO)
    return FedDay(
        day=day, animal_id=animal_id, part=fed_part(parts, known), dry_part=main_part(parts, known),
        offered_g=offered_g,
        left_g=None if eaten_g is None else offered_g - eaten_g, eaten_g=eaten_g,
        dry_g=_total(eaten, known, _dry_share), digestible_g=_total(eaten, known, _digestible_share),
        me_kcal=_total(eaten, known, _me_share),
        bamboo_percent=bamboo_g / eaten_g * 100 if eaten_g and bamboo_g is not None else None,
        is_pending=any(part.is_pending for part in parts), is_shared=any(part.is_shared for part in parts),
        is_doubtful=any(part.left_g is None and not part.is_pending for part in parts),
        is_verified=all(known[food].is_verified for food in eaten) if eaten else True,
        is_dry_verified=all(known[food].is_dry_verified for food in eaten) if eaten else True,
    )  # fmt: skip


def _eaten(parts: Iterable[Share]) -> dict[UUID, float]:
    found: dict[UUID, float] = {}
    for part in parts:
        assert part.left_g is not None
        found[part.food_id] = found.get(part.food_id, 0.0) + part.offered_g - part.left_g
    return found


def main_part(parts: Iterable[Share], known: Mapping[UUID, FoodFacts]) -> FoodPart | None:
    """The bamboo part that most dry matter was offered of; None where no bamboo was."""
    return _most(parts, known, lambda facts: (facts.dry_matter_percent or 100) / 100)


def fed_part(parts: Sequence[Share], known: Mapping[UUID, FoodFacts]) -> FoodPart | None:
    """The bamboo part of the day: shoots if they were most as fed, or else the part that most dry matter was of.

    Leaf and culm are about as dry, so where both are fed alike it does not change with every handful.
    """
    heaviest = _most(parts, known, lambda _facts: 1.0)
    return heaviest if heaviest is FoodPart.SHOOT else main_part(parts, known)


def _most(
    parts: Iterable[Share], known: Mapping[UUID, FoodFacts], share: Callable[[FoodFacts], float]
) -> FoodPart | None:
    offered: dict[FoodPart, float] = {}
    for part in parts:
        facts = known[part.food_id]
        if facts.part in BAMBOO:
            offered[facts.part] = offered.get(facts.part, 0.0) + part.offered_g * share(facts)
    return max(offered, key=lambda one: (offered[one], one.value)) if offered else None


def _total(
    eaten: Mapping[UUID, float] | None, known: Mapping[UUID, FoodFacts], share: Callable[[FoodFacts], float | None]
) -> float | None:
    """The sum over the foods; None as soon as one that was eaten is unknown."""
    if eaten is None:
        return None
    total = 0.0
    for food, mass_g in eaten.items():
        if mass_g == 0:
            continue
        part = share(known[food])
        if part is None:
            return None
        total += mass_g * part
    return total


def _dry_share(facts: FoodFacts) -> float | None:
    """Grams of dry matter in a gram as fed."""
    return None if facts.dry_matter_percent is None else facts.dry_matter_percent / 100


def _digestible_share(facts: FoodFacts) -> float | None:
    dry = _dry_share(facts)
    return None if dry is None or facts.digestible_percent is None else dry * facts.digestible_percent / 100


def _me_share(facts: FoodFacts) -> float | None:
    """Kilocalories that can be metabolized of a gram as fed."""
    dry = _dry_share(facts)
    if dry is None or facts.gross_energy_mj_kg is None or facts.energy_percent is None:
        return None
    return dry * facts.gross_energy_mj_kg * KCAL_PER_MJ / 1000 * facts.energy_percent / 100
