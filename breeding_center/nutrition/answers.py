"""What the reports of nutrition answer."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import AnimalView, animal_views, here_at, latest_weights
from breeding_center.care.deeds import feeding_day, period, staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.enclosures.queries import access_set_views
from breeding_center.errors import NotUnderstood
from breeding_center.moments import day_bounds
from breeding_center.nutrition.baseline import (
    BASELINE_DAYS,
    ENERGY_FACTOR,
    DayAmount,
    intake_amounts,
    mean_beside,
    nine_point,
)
from breeding_center.nutrition.digestive import events, feces_sums, latest_conditions, mucous_times
from breeding_center.nutrition.energy import FedDay, fed_days, need_kcal
from breeding_center.nutrition.foods import analysis_rows, digestibility_rows, food_facts, unit_of
from breeding_center.nutrition.queries import feces_rows, food_views, shares_of
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import Gap, MeasureKind

DAYS = 7


def intake(reading: Reading, *, animal: UUID | None, since: date | None, until: date | None) -> Answer:
    """What each animal was offered, left and ate, by feeding day: as fed, as dry matter, as energy beside its need."""
    from_at, until_at = period(reading, since, until, DAYS)
    kept = kept_limits(reading)
    window, factor = BASELINE_DAYS.under(kept).value, ENERGY_FACTOR.under(kept).value
    before = from_at - timedelta(days=window + 1)  # the mean beside the first day looks back
    parts = shares_of(reading, None if animal is None else [animal], before, until_at)
    days = fed_days(parts, lambda at: feeding_day(reading, at), food_facts(reading))
    first = feeding_day(reading, from_at)
    shown = [day for day in days if day.day >= first]
    animals = animal_views(reading, {day.animal_id for day in shown})
    weights = _weights(reading, list(animals), from_at, until_at)
    amounts = {key: intake_amounts(fed) for key, fed in _by_animal(days).items()}
    rows = [
        _day_row(
            day,
            animals[day.animal_id].label,
            _weight_on(reading, weights.get(day.animal_id, []), day.day),
            amounts[day.animal_id],
            window,
            factor,
        )
        for day in sorted(shown, key=lambda day: (day.day, animals[day.animal_id].label))
        if day.animal_id in animals
    ]
    return Answer(rows, _intake_notes(shown, factor))


def _by_animal(days: Iterable[FedDay]) -> dict[UUID, list[FedDay]]:
    found: dict[UUID, list[FedDay]] = {}
    for day in days:
        found.setdefault(day.animal_id, []).append(day)
    return found


Weights = list[tuple[datetime, float]]


def _weights(reading: Reading, animals: list[UUID], from_at: datetime, until_at: datetime) -> dict[UUID, Weights]:
    """Each animal's weights from the last one before a time until another: a day's need is of what it weighed then."""
    found: dict[UUID, Weights] = {
        key: [(at, mass_g)] for key, (mass_g, at) in latest_weights(reading, from_at, animals).items()
    }
    m = tables.measurement
    question = select(m.c.animal_id, m.c.done_at, m.c.weight_g).where(
        m.c.voided_at.is_(None), m.c.kind == MeasureKind.WEIGHT, m.c.animal_id.in_(animals), m.c.done_at > from_at,
        m.c.done_at < until_at,
    )  # fmt: skip
    for row in reading.rows(question.order_by(m.c.done_at, m.c.id)):
        found.setdefault(row.animal_id, []).append((row.done_at, row.weight_g))
    return found


def _weight_on(reading: Reading, weights: Weights, day: date) -> float | None:
    """The last weight by the end of a day; before any, the first one after it."""
    end = day_bounds(day, reading.zone, reading.site.day_starts_at)[1]
    place = bisect_left(weights, end, key=lambda one: one[0])
    return weights[max(0, place - 1)][1] if weights else None


def _day_row(
    day: FedDay,
    label: str,
    weight_g: float | None,
    amounts: list[DayAmount],
    window: float,
    factor: float,
) -> Row:
    mean = mean_beside(amounts, day.day, window)
    unknown = None if day.eaten_g is None else Gap.UNKNOWN  # what is pending is not unknown, only not yet weighed
    return {
        "day": day.day, "animal": label, "part": day.part, "offered_g": _rounded(day.offered_g, 1),
        "left_g": _rounded(day.left_g, 1), "eaten_g": _rounded(day.eaten_g, 1),
        "bamboo_percent": _rounded(day.bamboo_percent, 1),
        "dry_g": unknown if day.dry_g is None else _rounded(day.dry_g),
        "own_mean_g": _rounded(mean),
        "digestible_g": unknown if day.digestible_g is None else _rounded(day.digestible_g),
        "me_kcal": unknown if day.me_kcal is None else _rounded(day.me_kcal),
        "need_kcal": _rounded(need_kcal(weight_g, factor)) if weight_g else Gap.UNKNOWN,
        "pending": day.is_pending, "shared": day.is_shared, "doubtful": day.is_doubtful,
    }  # fmt: skip


def _rounded(value: float | None, places: int = 0) -> float | None:
    return None if value is None else round(value, places)


def _intake_notes(days: list[FedDay], factor: float) -> list[str]:
    notes = []
    if any(day.is_pending for day in days):
        notes.append(_("Pending: the leftovers of some of the day's feeds are not weighed yet."))
    if any(day.is_shared for day in days):
        notes.append(_("Shared: a pile that several animals fed from, divided equally between them."))
    if any(day.eaten_g and day.me_kcal is None for day in days):
        notes.append(_("Unknown: no analysis or no digestibility of a food that was eaten; see 'report analyses'."))
    if any(not day.is_verified for day in days):
        notes.append(_("Some analyses and digestibilities that these figures rest on are not verified."))
    notes.append(
        _("Need: {factor}·70·BW^0.75 kcal of metabolizable energy; own mean: dry matter, same bamboo part.").format(
            factor=show_number(factor)
        )
    )
    return notes


def digestive_health(reading: Reading, *, animal: UUID | None, days: int) -> Answer:
    """Feces, mucus, time off the food and body condition of the last days, by animal."""
    if days < 1:
        raise NotUnderstood(_("Look back at least one day."))
    since = reading.now - timedelta(days=days)
    bouts, told = mucous_times(reading, since, reading.now), events(reading, since, reading.now)
    sums = feces_sums(reading, since, reading.now)
    scores = latest_conditions(reading, reading.now)
    ids = [animal] if animal is not None else here_at(reading, reading.now)
    animals = animal_views(reading, ids)
    rows: list[Row] = []
    for key in ids:
        own, passed = [row for row in told if row.animal_id == key], sums.get(key)
        weighed = [row.mucus_g for row in own if row.mucus_g is not None]
        score = scores.get(key)
        rows.append(
            {
                "animal": animals[key].label,
                "feces_a_day_g": round(passed.mass_g / passed.days) if passed and passed.days else None,
                "feces_days": passed.days if passed else 0,
                "score": round(passed.score, 1) if passed and passed.score is not None else None,
                "worms": passed.worms if passed else 0, "blood": passed.blood if passed else 0,
                "mucous_events": len(bouts.get(key, ())),
                "per_100_days": round(len(bouts.get(key, ())) * 100 / _days_here(reading, animals[key], days), 1),
                "mucus_g": round(sum(weighed) / len(weighed), 1) if weighed else None,
                "off_feed_min": sum(row.off_feed_min or 0.0 for row in own) or None,
                "last_mucus_at": max((at for at, _table, _key in bouts.get(key, ())), default=None),
                "body_condition": nine_point(score.score, score.scale_max) if score else None,
                "scored_at": score.done_at if score else None,
            }
        )  # fmt: skip
    return Answer(rows, [_("Body condition on the scale from 1 to 9; 4 to 6 is ideal.")])


def _days_here(reading: Reading, animal: AnimalView, days: int) -> float:
    """For how many of the last days it could be watched: of one that came yesterday one day is known."""
    coming = animal.standing.coming
    if coming is None:
        return days
    here = (reading.now - coming.effect_at(reading.zone)) / timedelta(days=1)
    return min(float(days), max(1.0, here))


def analyses(reading: Reading, *, food: UUID | None) -> list[Row]:
    """What foods hold, by analysis, and how much of it is digested."""
    foods = food_views(reading)
    rows: list[Row] = [
        {
            "food": foods[row.food_id].label, "part": foods[row.food_id].part, "what": row.nutrient,
            "value": row.value, "unit": unit_of(row.nutrient), "sampled_on": row.sampled_on, "method": row.method,
            "verified": row.is_verified, "source": row.source,
        }
        for row in analysis_rows(reading)
        if row.food_id in foods and food in (None, row.food_id)
    ]  # fmt: skip
    for row in digestibility_rows(reading):
        named = foods[row.food_id].label if row.food_id in foods else None
        if food not in (None, row.food_id):
            continue
        for what, value in (
            ("digestibility_dry_matter", row.dry_matter_percent),
            ("metabolizable_energy", row.energy_percent),
        ):
            rows.append(
                {
                    "food": named, "part": row.part, "what": what, "value": Gap.UNKNOWN if value is None else value,
                    "unit": "%", "sampled_on": None, "method": None, "verified": row.is_verified, "source": row.source,
                }
            )  # fmt: skip
    return rows


def feces(reading: Reading, *, animal: UUID | None, since: date | None, until: date | None) -> Answer:
    """Feces as they were collected."""
    found = feces_rows(reading, animal, *period(reading, since, until, DAYS))
    animals = animal_views(reading, {row.animal_id for row in found if row.animal_id})
    places = access_set_views(reading)
    people = staff_names(reading, (row.done_by_id for row in found))
    rows: list[Row] = []
    for row in found:
        known = animals.get(row.animal_id)
        place = places.get(row.access_set_id)
        rows.append(
            {
                "day": feeding_day(reading, row.done_at), "at": row.done_at, "animal": known.label if known else None,
                "enclosure": place.label if place else None, "feces_g": row.feces_g, "score": row.score,
                "mucus_g": row.mucus_g, "has_mucus": row.has_mucus, "has_worms": row.has_worms,
                "has_blood": row.has_blood, "color": row.color, "by": people.get(row.done_by_id), "note": row.note,
                "doubt": row.doubt,
            }
        )  # fmt: skip
    return Answer(rows)


def foods(reading: Reading) -> list[Row]:
    """The foods that can be offered."""
    return [
        {
            "code": view.code, "name": view.label, "species": view.species, "part": view.part,
            "season_from_month": view.season_from_month, "season_until_month": view.season_until_month,
            "dry_matter_percent": view.dry_matter_percent, "verified": view.is_verified, "source": view.source,
        }
        for view in food_views(reading).values()
    ]  # fmt: skip
