"""What foods hold: analyses and digestibility, as they were known on a day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.queries import local_day
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import show_date
from breeding_center.nutrition.energy import Facts, FoodFacts
from breeding_center.nutrition.queries import food_views
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import FoodPart, Nutrient
from breeding_center.words import label

# No bamboo and no cake holds more energy than pure fat, 39 MJ/kg of dry matter (any table of food energy).
MOST_ENERGY_MJ = 39.0
MJ_PER_KCAL = 0.004184  # the thermochemical calorie
# Published ranges of bamboo (giant panda husbandry guide, [U]): beyond them an analysis is asked about.
USUAL: dict[tuple[FoodPart, Nutrient], tuple[float, float]] = {
    (FoodPart.LEAF, Nutrient.DRY_MATTER): (40, 55), (FoodPart.CULM, Nutrient.DRY_MATTER): (45, 60),
    (FoodPart.SHOOT, Nutrient.DRY_MATTER): (7, 12), (FoodPart.LEAF, Nutrient.CRUDE_PROTEIN): (12, 20),
    (FoodPart.CULM, Nutrient.CRUDE_PROTEIN): (2, 5), (FoodPart.SHOOT, Nutrient.CRUDE_PROTEIN): (10, 32),
    (FoodPart.LEAF, Nutrient.GROSS_ENERGY): (18, 19), (FoodPart.CULM, Nutrient.GROSS_ENERGY): (18.5, 19.5),
    (FoodPart.SHOOT, Nutrient.GROSS_ENERGY): (17, 18.5),
}  # fmt: skip
# What laboratories write, in the unit that is kept: percent, or MJ for each kg.
SHARES = {"%": 1.0, "g/100g": 1.0, "g/kg": 0.1, "mg/g": 0.1, "mg/kg": 0.0001, "ppm": 0.0001}
ENERGIES = {
    "MJ/kg": 1.0, "kJ/g": 1.0, "kJ/kg": 0.001, "kcal/g": MJ_PER_KCAL * 1000, "cal/g": MJ_PER_KCAL,
    "kcal/kg": MJ_PER_KCAL,
}  # fmt: skip
PLACES = 6
SLACK = 1.5  # a range is left by half of itself before anybody is asked


def food_facts(reading: Reading) -> Facts:
    """What is known of each food on a day: the last analysis by then, or else the food's own figure."""
    f, d = tables.food, tables.digestibility
    foods = {row.id: row for row in reading.rows(select(f.c.id, f.c.part, f.c.dry_matter_percent, f.c.is_verified))}
    dry, energy = _series(reading, Nutrient.DRY_MATTER), _series(reading, Nutrient.GROSS_ENERGY)
    digested: dict[object, tuple[float, float | None, bool]] = {}
    question = select(d.c.part, d.c.food_id, d.c.dry_matter_percent, d.c.energy_percent, d.c.is_verified)
    for row in reading.rows(question.where(d.c.voided_at.is_(None)).order_by(d.c.id)):
        digested[row.food_id or row.part] = row.dry_matter_percent, row.energy_percent, row.is_verified
    made: dict[tuple[UUID, date], FoodFacts] = {}

    def known(food_id: UUID, day: date) -> FoodFacts:
        if (food_id, day) not in made:
            own = foods[food_id]
            of_dry = _on(dry.get(food_id, []), day) or (own.dry_matter_percent, own.is_verified)
            of_energy = _on(energy.get(food_id, []), day) or (None, True)
            share = digested.get(food_id) or digested.get(own.part) or (None, None, True)
            is_verified = bool(of_dry[1] and of_energy[1] and share[2])
            made[food_id, day] = FoodFacts(
                own.part, of_dry[0], share[0], of_energy[0], share[1], is_verified, bool(of_dry[1])
            )
        return made[food_id, day]

    return known


Series = list[tuple[date, float, bool]]


def _series(reading: Reading, nutrient: Nutrient) -> dict[UUID, Series]:
    a = tables.nutrient_analysis
    question = (
        select(a.c.food_id, a.c.sampled_on, a.c.value, a.c.is_verified)
        .where(a.c.voided_at.is_(None), a.c.nutrient == nutrient)
        .order_by(a.c.sampled_on, a.c.id)
    )
    found: dict[UUID, Series] = defaultdict(list)
    for row in reading.rows(question):
        found[row.food_id].append((row.sampled_on, row.value, row.is_verified))
    return found


def _on(series: Series, day: date) -> tuple[float, bool] | None:
    place = bisect_right(series, day, key=lambda one: one[0])
    return None if place == 0 else series[place - 1][1:]


def analysis_rows(reading: Reading) -> Sequence[Row[Any]]:
    """The analyses, by food, newest first."""
    a, f = tables.nutrient_analysis, tables.food
    question = select(a).join(f, f.c.id == a.c.food_id).where(a.c.voided_at.is_(None))
    return reading.rows(question.order_by(f.c.code, a.c.nutrient, a.c.sampled_on.desc(), a.c.id))


def digestibility_rows(reading: Reading) -> Sequence[Row[Any]]:
    """How much of each part, and of single foods, is digested."""
    d = tables.digestibility
    return reading.rows(select(d).where(d.c.voided_at.is_(None)).order_by(d.c.part, d.c.id))


# ---------------------------------------------------------------- recording


def add_analysis(
    entry: Entry,
    *,
    food: UUID,
    nutrient: Nutrient,
    value: float,
    unit: str | None,
    is_as_fed: bool,
    sampled_on: date,
    method: str | None,
    source: str,
) -> Deed:
    """Record what a sample of a food held; it counts from the day of the sample on."""
    from breeding_center.nutrition.model import NutrientAnalysis

    view = food_views(entry, [food])[food]
    _not_to_come(entry, sampled_on)
    value = _in_kept_unit(nutrient, value, unit)
    if is_as_fed and nutrient is not Nutrient.DRY_MATTER:
        value = _on_dry_matter(entry, food, view.label, value, sampled_on)
    is_energy = nutrient is Nutrient.GROSS_ENERGY
    most = MOST_ENERGY_MJ if is_energy else 100.0
    if not 0 < value <= most:
        raise NotUnderstood(
            _("{nutrient} is more than 0 and at most {most} {unit}.").format(
                nutrient=label(nutrient), most=show_number(most), unit=unit_of(nutrient)
            )
        )
    made = entry.add(
        NutrientAnalysis(
            food_id=food, nutrient=nutrient, value=value, sampled_on=sampled_on, method=method, source=source,
            is_verified=False, doubt=_unusual(entry, view.part, nutrient, value),
        )
    )  # fmt: skip
    return Deed(
        _("{food}: {nutrient} {value} {unit}, sampled {day}.").format(
            food=view.label, nutrient=label(nutrient), value=show_number(value), unit=unit_of(nutrient),
            day=show_date(sampled_on),
        ),
        made.id,
    )  # fmt: skip


def _in_kept_unit(nutrient: Nutrient, value: float, unit: str | None) -> float:
    if unit is None:
        return value
    known = ENERGIES if nutrient is Nutrient.GROSS_ENERGY else SHARES
    typed = unit.replace(" ", "").casefold().removesuffix("dm")
    factor = next((factor for name, factor in known.items() if name.casefold() == typed), None)
    if factor is None:
        raise NotUnderstood(
            _("{nutrient} is not given in {unit}; in one of {units}.").format(
                nutrient=label(nutrient), unit=unit, units=listed(known)
            )
        )
    return round(value * factor, PLACES)


def _on_dry_matter(entry: Entry, food: UUID, named: str, value: float, day: date) -> float:
    """What was found in the food as fed, in its dry matter of that day."""
    percent = food_facts(entry)(food, day).dry_matter_percent
    if percent is None:
        raise Refused(_("The dry matter of {food} is not known; record that first.").format(food=named))
    return round(value / percent * 100, PLACES)


def unit_of(nutrient: Nutrient) -> str:
    """What an analysis is given in."""
    if nutrient is Nutrient.DRY_MATTER:
        return _("% as fed")
    return _("MJ/kg DM") if nutrient is Nutrient.GROSS_ENERGY else _("% DM")


def _unusual(entry: Entry, part: FoodPart, nutrient: Nutrient, value: float) -> str | None:
    usual = USUAL.get((part, nutrient))
    if usual is None or usual[0] / SLACK <= value <= usual[1] * SLACK:
        return None
    return entry.doubt(
        _("{nutrient} of {part} is usually {low} to {high} {unit}, and this says {value}.").format(
            nutrient=label(nutrient), part=label(part), low=show_number(usual[0]), high=show_number(usual[1]),
            unit=unit_of(nutrient), value=show_number(value),
        )
    )  # fmt: skip


def _not_to_come(entry: Entry, day: date) -> None:
    if day > local_day(entry, entry.now):
        raise Refused(_("{day} is still to come; only what has been found is recorded.").format(day=show_date(day)))


def set_digestibility(
    entry: Entry,
    *,
    part: FoodPart,
    food: UUID | None,
    dry_matter_percent: float,
    energy_percent: float | None,
    source: str,
) -> Deed:
    """Set how much of a food part, or of one food, is digested; what was set before is struck out, not lost."""
    from breeding_center.nutrition.model import Digestibility

    for share in (dry_matter_percent, energy_percent):
        if share is not None and not 0 < share <= 100:
            raise NotUnderstood(_("A share is more than 0 and at most 100 percent."))
    if food is not None and food_views(entry, [food])[food].part is not part:
        raise NotUnderstood(_("That food is another part."))
    d = tables.digestibility
    same = d.c.food_id.is_(None) if food is None else d.c.food_id == food
    for row in entry.rows(select(d.c.id).where(d.c.voided_at.is_(None), d.c.part == part, same)):
        entry.void(entry.get(Digestibility, row.id), _("set anew"))
    made = entry.add(
        Digestibility(
            part=part, food_id=food, dry_matter_percent=dry_matter_percent, energy_percent=energy_percent,
            source=source, is_verified=False,
        )
    )  # fmt: skip
    named = food_views(entry, [food])[food].label if food else label(part)
    return Deed(
        _("{food}: {percent} % of the dry matter is digested.").format(
            food=named, percent=show_number(dry_matter_percent)
        ),
        made.id,
    )


# ---------------------------------------------------------------- signing


def verify_food(entry: Entry, *, food: UUID, nutrient: Nutrient | None, source: str | None) -> Deed:
    """Sign what is known of a food: its dry matter, or its last analysis of a nutrient; alarms may rest on it now."""
    from breeding_center.nutrition.model import Food, NutrientAnalysis

    view, wanted = food_views(entry, [food])[food], nutrient or Nutrient.DRY_MATTER
    a = tables.nutrient_analysis
    question = select(a.c.id).where(a.c.voided_at.is_(None), a.c.food_id == food, a.c.nutrient == wanted)
    key = entry.value(question.order_by(a.c.sampled_on.desc(), a.c.id.desc()).limit(1))
    if key is None and (wanted is not Nutrient.DRY_MATTER or view.dry_matter_percent is None):
        raise NotFound(_("{food} has no analysis of {nutrient} that could be signed.").format(
            food=view.label, nutrient=label(wanted)
        ))  # fmt: skip
    row = entry.get(NutrientAnalysis, key) if key is not None else entry.get(Food, food)
    value = row.value if isinstance(row, NutrientAnalysis) else view.dry_matter_percent
    if row.is_verified:
        raise AlreadyDone(_("{nutrient} of {food} has been signed already.").format(
            nutrient=label(wanted), food=view.label
        ))  # fmt: skip
    entry.change(row, is_verified=True, source=source or row.source)
    return Deed(
        _("Signed {food}: {nutrient} {value} {unit}.").format(
            food=view.label, nutrient=label(wanted), value=show_number(value or 0.0), unit=unit_of(wanted)
        ),
        row.id,
    )


def verify_digestibility(entry: Entry, *, part: FoodPart, food: UUID | None, source: str | None) -> Deed:
    """Sign how much of a food part, or of one food, is digested."""
    from breeding_center.nutrition.model import Digestibility

    named = food_views(entry, [food])[food].label if food else label(part)
    d = tables.digestibility
    same = d.c.food_id.is_(None) if food is None else d.c.food_id == food
    key = entry.value(select(d.c.id).where(d.c.voided_at.is_(None), d.c.part == part, same))
    if key is None:
        raise NotFound(_("How much of {food} is digested has not been set yet.").format(food=named))
    row = entry.get(Digestibility, key)
    if row.is_verified:
        raise AlreadyDone(_("How much of {food} is digested has been signed already.").format(food=named))
    entry.change(row, is_verified=True, source=source or row.source)
    return Deed(
        _("Signed {food}: {percent} % of the dry matter is digested.").format(
            food=named, percent=show_number(row.dry_matter_percent)
        ),
        row.id,
    )
