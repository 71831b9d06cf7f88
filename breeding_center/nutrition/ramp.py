"""How a changed diet comes in: day by day, an even step from the former one to the new one. Pure decisions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from breeding_center.quantities import show_mass, show_number
from breeding_center.text import _

Amounts = Mapping[UUID, float]  # grams a day, by food

# An adult is offered 20-30 kg a day (fossilhunters.xyz/pandas, after Wildt et al. 2006), 43.7 kg of shoots are eaten in
# the wild (Nie et al. 2015). Center default: twice that is a unit mistaken.
MOST_A_DAY_G = 90_000.0
LONGEST_RAMP_DAYS = 60
ROUNDED_TO_G = 10


@dataclass(frozen=True, slots=True)
class Ramp:
    """A diet and the one before it: what is fed on a day between them."""

    from_on: date
    ramp_days: int
    former: Amounts
    wanted: Amounts

    def on(self, day: date) -> dict[UUID, float]:
        """What is fed on a day; the first day takes the first step."""
        done = (day - self.from_on).days + 1
        if self.ramp_days == 0 or done >= self.ramp_days or not self.former:
            return dict(self.wanted)
        part = done / self.ramp_days
        mixed = {
            food: self.former.get(food, 0.0) * (1 - part) + self.wanted.get(food, 0.0) * part
            for food in {**self.former, **self.wanted}
        }
        # Kitchens weigh to ten grams.
        rounded = {food: round(mass / ROUNDED_TO_G) * float(ROUNDED_TO_G) for food, mass in mixed.items()}
        return {food: mass for food, mass in rounded.items() if mass}


def spread(diet: Amounts, feeds: Sequence[Amounts], bamboo: Collection[UUID]) -> list[dict[UUID, float]]:
    """A day's diet over its feeds, given what the plans have for each feed; one that is left open is empty there.

    A food is divided as the plans divide it. What no plan has goes into the feeds that are left open, evenly; or else
    with the bamboo if it is bamboo, and with the rest if it is not. What the diet does not have is not fed.
    """
    found: list[dict[UUID, float]] = [{} for _feed in feeds]
    for food, daily_g in diet.items():
        for feed, mass in zip(found, _divided(daily_g, _weights(food, feeds, bamboo)), strict=True):
            if mass:
                feed[food] = mass
    return found


def _weights(food: UUID, feeds: Sequence[Amounts], bamboo: Collection[UUID]) -> list[float]:
    planned = [feed.get(food, 0.0) for feed in feeds]
    left_open = [0.0 if feed else 1.0 for feed in feeds]
    alike = [sum(mass for other, mass in feed.items() if (other in bamboo) is (food in bamboo)) for feed in feeds]
    return next((one for one in (planned, left_open, alike) if any(one)), [1.0] * len(feeds))


def _divided(daily_g: float, weights: Sequence[float]) -> list[float]:
    """A day's grams by weights, to ten grams each: what is rounded off one feed comes with the next."""
    found, given, whole, passed = [], 0.0, sum(weights), 0.0
    for weight in weights:
        passed += weight
        until = daily_g if passed == whole else round(daily_g * passed / whole / ROUNDED_TO_G) * float(ROUNDED_TO_G)
        found.append(until - given if weight else 0.0)
        given = until if weight else given
    return found


def changed_percent(former: Amounts, wanted: Amounts) -> float:
    """How much of a diet differs from the former one: the larger of what came and what went, of the larger diet."""
    foods = {*former, *wanted}
    more = sum(max(0.0, wanted.get(food, 0.0) - former.get(food, 0.0)) for food in foods)
    less = sum(max(0.0, former.get(food, 0.0) - wanted.get(food, 0.0)) for food in foods)
    whole = max(sum(former.values()), sum(wanted.values()))
    return max(more, less) / whole * 100 if whole else 0.0


def doubt_about_change(former: Amounts, wanted: Amounts, ramp_days: int, most_percent: float) -> str | None:
    """Does the diet change too much in a day?"""
    if not former:
        return None
    step = changed_percent(former, wanted) / max(1, ramp_days)
    if step <= most_percent:
        return None
    return _(
        "The diet changes by {step} % a day; more than {most} % upsets the gut. Bring it in over more days."
    ).format(step=show_number(step, 0), most=show_number(most_percent))


def doubt_about_amount(wanted: Amounts, sharers: int) -> str | None:
    """Is it more in a day than the animals could have before them?"""
    total_g = sum(wanted.values())
    if total_g <= MOST_A_DAY_G * max(1, sharers):
        return None
    return _("{mass} a day is more than {most} for each animal.").format(
        mass=show_mass(total_g), most=show_mass(MOST_A_DAY_G)
    )
