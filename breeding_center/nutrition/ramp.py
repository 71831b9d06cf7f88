"""How a changed diet comes in: day by day, an even step from the former one to the new one. Pure decisions."""

from collections.abc import Mapping
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
