"""What the reports of litters and cubs answer."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from breeding_center.animals.queries import AnimalView, animal_views, claims_of, growth_points, local_day
from breeding_center.animals.rules import band_at, judge
from breeding_center.breeding.cub_queries import CubView, cub_views, feeds, marks, nest_watches, weighings
from breeding_center.breeding.gestation import gestation_days
from breeding_center.breeding.log import chances_of, gestation_of, pregnancy_views
from breeding_center.breeding.nursery import GATES, SURVIVED_DAYS, Weighing, gate_states, say_dam_away, survived
from breeding_center.breeding.queries import LitterView, litter_views
from breeding_center.breeding.thresholds import DAM_AWAY_H
from breeding_center.care.deeds import feeding_day
from breeding_center.declarations.report import Answer, Row
from breeding_center.moments import show_date, wall_time
from breeding_center.storage.reading import Reading
from breeding_center.text import _, joined, listed, sentences, titled
from breeding_center.vocabulary import ParentRole
from breeding_center.words import label

ONE_DAY = timedelta(days=1)


def litters(reading: Reading) -> Answer:
    """Every litter with its dam and cubs, the latest first: its sires per cub, and how many lived on."""
    views = litter_views(reading)
    animals = animal_views(reading, {one for view in views for one in (view.dam_id, *view.cub_ids)})
    sires = _sires(reading, [cub for view in views for cub in view.cub_ids])
    conceived = _conceptions(reading)
    today = feeding_day(reading, reading.now)
    rows: list[Row] = []
    for view in views:
        if view.dam_id not in animals:
            continue
        cubs = [animals[cub] for cub in view.cub_ids if cub in animals]
        lived = [_lived(view, cubs, today, days) for days in SURVIVED_DAYS]
        rows.append(
            {
                "born": view.born, "dam": animals[view.dam_id].label, "size": view.size, "stillborn": view.stillborn,
                "cubs": listed(cub.label for cub in cubs),
                "sires": joined(titled(cub.name, sires[cub.id]) for cub in cubs if cub.id in sires) or None,
                "gestation_days": _gestation(reading, view, conceived), "alive_30d": lived[0], "alive_6m": lived[1],
                "dam_age": animals[view.dam_id].age(view.born.midpoint or today), "note": view.note,
                "doubt": view.doubt,
            }
        )  # fmt: skip
    return Answer(
        rows,
        [
            _("Stillborn is a cub that never breathed; it counts as born. One that breathed was born alive."),
            _("Survival is counted among the cubs born alive, and left empty until the day has come."),
        ],
    )


def _sires(reading: Reading, cubs: Sequence[UUID]) -> dict[UUID, str]:
    claims = [one for one in claims_of(reading, cubs) if one.role is ParentRole.SIRE]
    names = animal_views(reading, {one.parent_id for one in claims})
    found: dict[UUID, list[str]] = {}
    for one in claims:
        said = f"{names[one.parent_id].name} {one.probability:.0%} ({label(one.kind)})"
        found.setdefault(one.animal_id, []).append(said)
    return {cub: listed(said) for cub, said in found.items()}


def _conceptions(reading: Reading) -> dict[UUID, list[date]]:
    """By dam, the days on which a litter may have begun: each day 0, or else matings and inseminations."""
    found = {dam: [one.day for one in chances] for dam, chances in chances_of(reading).items()}
    for one in pregnancy_views(reading):
        found.setdefault(one.dam_id, []).append(one.day_zero_on)
    return found


def _gestation(reading: Reading, view: LitterView, conceived: dict[UUID, list[date]]) -> int | None:
    born_on = view.born.midpoint
    if born_on is None:
        return None
    days = [one for one in conceived.get(view.dam_id, ()) if 0 <= (born_on - one).days <= 400]
    return gestation_days(born_on, days, gestation_of(reading, view.dam_id)) if days else None


def _lived(view: LitterView, cubs: Sequence[AnimalView], today: date, days: int) -> int | None:
    """How many of the cubs born alive lived so long; None until that is known of all."""
    born_on = view.born.midpoint
    if born_on is None:
        return None
    states = [survived(born_on, today, cub.died.midpoint if cub.died else None, days) for cub in cubs]
    return None if None in states else sum(state is True for state in states)


# ---------------------------------------------------------------- growth


def cub_growth(reading: Reading, *, animal: UUID | None) -> Answer:
    """A line a day for each cub: its weight against the band, its gain, its milk, and what was seen in the nest."""
    cubs = cub_views(reading, None if animal is None else [animal])
    if not cubs:
        return Answer([], [_("There is no cub in its first half year here.")])
    ids = [cub.view.id for cub in cubs]
    since = wall_time(min(cub.born_on for cub in cubs), time(0), reading.zone)
    weights, milk = weighings(reading, ids, since), feeds(reading, ids, since)
    seen = _seen(reading, cubs, since)
    rows: list[Row] = []
    for cub in cubs:
        rows.extend(
            _days(reading, cub, weights.get(cub.view.id, []), milk.get(cub.view.id, []), seen.get(cub.dam_id, {}))
        )
    return Answer(rows, list(_cub_notes(reading, cubs, ids)))


def _seen(reading: Reading, cubs: Sequence[CubView], since: datetime) -> dict[UUID | None, dict[date, list[str]]]:
    dams = {cub.dam_id for cub in cubs if cub.dam_id is not None}
    found: dict[UUID | None, dict[date, list[str]]] = {}
    for row in nest_watches(reading, dams, since):
        said = []
        if row.is_nursing is not None:
            said.append(_("nursing") if row.is_nursing else _("not nursing"))
        if row.dam_away_min is not None:
            said.append(say_dam_away(row.dam_away_min, DAM_AWAY_H.value))
        if said:
            by_day = found.setdefault(row.animal_id, {})
            by_day.setdefault(feeding_day(reading, row.done_at), []).append(listed(said))
    return found


def _days(
    reading: Reading,
    cub: CubView,
    weights: Sequence[Weighing],
    milk: Sequence[Any],
    seen: dict[date, list[str]],
) -> Iterator[Row]:
    points = growth_points(reading, cub.view.taxon_id, cub.view.sex)
    weighed = {local_day(reading, one.at): one for one in weights}  # the last of a day
    drunk: dict[date, float] = {}
    for row in milk:
        day = local_day(reading, row.done_at)
        drunk[day] = drunk.get(day, 0.0) + row.milk_ml
    last: float | None = None
    until = cub.born_on + timedelta(days=SURVIVED_DAYS[-1])
    for day in sorted({*weighed, *drunk, *seen}):
        if not cub.born_on <= day <= until:
            continue
        age = cub.age(day)
        weight = weighed[day].weight_g if day in weighed else None
        band = band_at(points, age)
        against = weight if weight is not None else last
        yield {
            "cub": cub.view.label, "day": day, "age_days": age, "weight_g": weight,
            "gain_g": weight - last if weight is not None and last is not None else None,
            "low_g": _grams(band.low_g) if band else None, "median_g": _grams(band.median_g) if band else None,
            "high_g": _grams(band.high_g) if band else None,
            "band": judge(weight, band) if weight is not None else None,
            "milk_ml": drunk.get(day), "milk_percent": _percent(drunk.get(day), against),
            "gate": _("day {days}").format(days=age) if age in GATES else None,
            "seen": joined(dict.fromkeys(seen.get(day, []))) or None,
        }  # fmt: skip
        last = weight if weight is not None else last


def _percent(milk_ml: float | None, weight_g: float | None) -> float | None:
    return round(milk_ml / weight_g * 100, 1) if milk_ml is not None and weight_g else None


def _cub_notes(reading: Reading, cubs: Sequence[CubView], ids: Sequence[UUID]) -> Iterator[str]:
    today = local_day(reading, reading.now)
    marked = marks(reading, ids)
    for cub in cubs:
        died = cub.view.died.midpoint if cub.view.died else None
        gates = gate_states(cub.born_on, today, died)
        told = listed(f"{days} {label(state)}" for days, state in gates.items())
        said = _("{cub}, born {date}; risk gates by day: {gates}.").format(
            cub=cub.view.label, date=show_date(cub.born_on), gates=told
        )
        mark = marked.get(cub.view.id)
        if mark is not None:
            what = listed(part for part in (label(mark.mark), mark.color, mark.site) if part)
            shaved = _("Mark: {mark}.").format(mark=what)  # apart: the catalog does not look into an f-string
            said = sentences((said, shaved))
        yield said
    yield _(
        "While the dam holds a cub it is not weighed: a gap is no fault. Dams leave the nest for hours; that is normal."
    )
    yield _("The growth band is a center default, not a published one.")


def _grams(interpolated: float) -> float:
    """A point between two of the band's, as finely as a scale for cubs reads."""
    return round(interpolated, 1)
