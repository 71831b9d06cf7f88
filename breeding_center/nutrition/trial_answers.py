"""What a feeding trial showed, out of its daily records: intake, digestibility, preference, and how sure that is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.queries import animal_views
from breeding_center.care.deeds import feeding_day
from breeding_center.declarations.report import Answer, Row
from breeding_center.moments import day_bounds, show_date
from breeding_center.nutrition.digestibility import (
    CollectedDay,
    PeriodResult,
    paired_values,
    period_result,
    preferences,
)
from breeding_center.nutrition.energy import Facts
from breeding_center.nutrition.foods import food_facts
from breeding_center.nutrition.queries import food_views, shares_of
from breeding_center.nutrition.rules import Share
from breeding_center.nutrition.statistics import compare
from breeding_center.nutrition.trials import Allocation, Period, TrialView, samples, trial_view
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import Gap, TrialSampleOf

PLACES = 2


@dataclass(frozen=True, slots=True)
class Collected:
    """One animal's period, as it came out."""

    period: Period
    allocation: Allocation
    result: PeriodResult
    parts: list[Share]


def collected(reading: Reading, view: TrialView) -> list[Collected]:
    """Every animal's every period that has begun to be collected, in order."""
    dried = _Dried(reading, view)
    facts = food_facts(reading)
    found = []
    for period in view.periods:
        own = [one for one in view.allocations if one.period_id == period.id]
        from_at, until_at = _bounds(reading, period)
        parts: dict[UUID, list[Share]] = defaultdict(list)
        for part in shares_of(reading, [one.animal_id for one in own], from_at, until_at):
            parts[part.animal_id].append(part)
        feces = _feces(reading, [one.animal_id for one in own], from_at, until_at)
        for one in own:
            days = _days(reading, period, parts[one.animal_id], feces.get(one.animal_id, {}), dried, facts)
            found.append(Collected(period, one, period_result(days), parts[one.animal_id]))
    return found


def _bounds(reading: Reading, period: Period) -> tuple[datetime, datetime]:
    zone, starts_at = reading.zone, reading.site.day_starts_at
    return day_bounds(period.collect_from_on, zone, starts_at)[0], day_bounds(period.until_on, zone, starts_at)[0]


class _Dried:
    """The dry matter of what was fed, left and passed in a trial: the mean of the period's samples."""

    def __init__(self, reading: Reading, view: TrialView) -> None:
        self._found: dict[tuple[int, TrialSampleOf, UUID | None, UUID | None], list[float]] = defaultdict(list)
        for row in samples(reading, view.id):
            period = sampled_in(view.periods, feeding_day(reading, row.done_at))
            if period is not None:
                key = (period.number, row.sample_of, row.food_id, row.animal_id)
                self._found[key].append(row.dry_matter_percent)

    def food(self, period: Period, of: TrialSampleOf, food: UUID, animal: UUID) -> float | None:
        """The mean of the samples of what this animal had, or else of what all had; None where none was taken."""
        own = self._mean(period, of, food, animal)
        return own if own is not None else self._mean(period, of, food, None)

    def feces(self, period: Period, animal: UUID) -> float | None:
        """The mean of the samples of an animal's feces."""
        return self._mean(period, TrialSampleOf.FECES, None, animal)

    def _mean(self, period: Period, of: TrialSampleOf, food: UUID | None, animal: UUID | None) -> float | None:
        values = self._found.get((period.number, of, food, animal))
        return sum(values) / len(values) if values else None


def sampled_in(periods: Sequence[Period], day: date) -> Period | None:
    """The one period that a sample of a day is of.

    On the day that one period ends and the next begins, it is of the one that ends, unless the next is collected from
    that day on.
    """
    collecting = (one for one in periods if one.collect_from_on <= day < one.until_on)
    ending = (one for one in periods if one.until_on == day)
    beginning = (one for one in periods if one.from_on <= day < one.until_on)
    return next((one for found in (collecting, ending, beginning) for one in found), None)


def _feces(
    reading: Reading, animals: Iterable[UUID], from_at: datetime, until_at: datetime
) -> dict[UUID, dict[date, float]]:
    f = tables.feces
    question = select(f.c.animal_id, f.c.done_at, f.c.feces_g).where(f.c.voided_at.is_(None))
    question = question.where(f.c.animal_id.in_(list(animals)), f.c.done_at >= from_at, f.c.done_at < until_at)
    found: dict[UUID, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for row in reading.rows(question):
        found[row.animal_id][feeding_day(reading, row.done_at)] += row.feces_g
    return found


def _days(
    reading: Reading, period: Period, parts: list[Share], feces: dict[date, float], dried: _Dried, facts: Facts
) -> list[CollectedDay]:
    by_day: dict[date, list[Share]] = defaultdict(list)
    for part in parts:
        by_day[feeding_day(reading, part.at)].append(part)
    today = feeding_day(reading, reading.now)
    days = []
    animal_id = parts[0].animal_id if parts else None
    for step in range((period.until_on - period.collect_from_on).days):
        day = period.collect_from_on + timedelta(days=step)
        if day >= today:
            break
        offered, eaten = _dry(by_day.get(day, []), period, day, dried, facts)
        percent = dried.feces(period, animal_id) if animal_id else None
        passed = None if day not in feces or percent is None else feces[day] * percent / 100
        days.append(CollectedDay(day, offered, eaten, passed))
    return days


def _dry(parts: list[Share], period: Period, day: date, dried: _Dried, facts: Facts) -> tuple[float, float | None]:
    """Grams of dry matter offered and eaten on a day; what was left dries by its own samples where there are any."""
    offered = left = 0.0
    if not parts:
        return 0.0, None
    for part in parts:
        percent = dried.food(period, TrialSampleOf.FOOD, part.food_id, part.animal_id)
        percent = percent if percent is not None else facts(part.food_id, day).dry_matter_percent
        if percent is None or part.left_g is None:
            return offered, None
        left_percent = dried.food(period, TrialSampleOf.LEFTOVER, part.food_id, part.animal_id) or percent
        offered += part.offered_g * percent / 100
        left += part.left_g * left_percent / 100
    return offered, offered - left


# ---------------------------------------------------------------- the reports


def trial(reading: Reading, *, trial: UUID) -> Answer:
    """The trial's figures: each animal's each period."""
    view = trial_view(reading, trial)
    results = collected(reading, view)
    animals = animal_views(reading, {one.allocation.animal_id for one in results})
    titles = {one.id: one.code for one in view.treatments}
    rows: list[Row] = [
        {
            "period": one.period.number, "from_on": one.period.collect_from_on, "until_on": one.period.until_on,
            "animal": animals[one.allocation.animal_id].label, "treatment": titles[one.allocation.treatment_id],
            "days": one.result.days, "left_out": one.result.days_left_out, "offered_g": _or_gap(one.result.offered_g),
            "eaten_g": _or_gap(one.result.eaten_g), "feces_g": _or_gap(one.result.feces_g),
            "digestibility_percent": _or_gap(one.result.digestibility_percent),
        }
        for one in results
    ]  # fmt: skip
    notes = [view.question] if view.question else []
    notes.append(_("All in dry matter, a day; digestibility is apparent: (eaten - passed) / eaten."))
    if any(one.result.days_left_out for one in results):
        notes.append(_("Days are left out where the leftovers or the feces were not weighed, or nothing was dried."))
    return Answer(rows, notes, _("Trial {code}: {title}").format(code=view.code, title=view.title))


def _or_gap(value: float | None) -> float | Gap:
    return Gap.UNKNOWN if value is None else round(value, PLACES)


def preference(reading: Reading, *, trial: UUID) -> Answer:
    """The share eaten of each food that was offered, by animal and period."""
    view = trial_view(reading, trial)
    results = collected(reading, view)
    animals = animal_views(reading, {one.allocation.animal_id for one in results})
    foods = food_views(reading)
    rows: list[Row] = []
    for one in results:
        rows.extend(
            {
                "period": one.period.number, "animal": animals[one.allocation.animal_id].label,
                "food": foods[found.food_id].label if found.food_id in foods else str(found.food_id),
                "offered_g": round(found.offered_g, PLACES), "eaten_g": _or_gap(found.eaten_g),
                "eaten_percent": _or_gap(found.percent),
            }
            for found in preferences(one.parts)
        )  # fmt: skip
    notes = []
    if any(row["eaten_g"] is Gap.UNKNOWN for row in rows):
        notes.append(_("Unknown: the leftovers of several foods were weighed together, or not yet."))
    return Answer(rows, notes, _("Trial {code}: {title}").format(code=view.code, title=view.title))


def statistics(reading: Reading, *, trial: UUID) -> Answer:
    """Every pair of treatments compared on the animals that had both."""
    view = trial_view(reading, trial)
    results = collected(reading, view)
    measures: tuple[tuple[str, Any], ...] = (
        ("digestibility_percent", lambda one: one.digestibility_percent), ("eaten_g", lambda one: one.eaten_g),
    )  # fmt: skip
    titles = {one.id: one.code for one in view.treatments}
    rows: list[Row] = []
    for name, value in measures:
        values: dict[tuple[UUID, UUID], list[float]] = defaultdict(list)
        for one in results:
            found = value(one.result)
            if found is not None:
                values[one.allocation.animal_id, one.allocation.treatment_id].append(found)
        rows += [_compared(name, values, pair, titles) for pair in combinations(titles, 2)]
    rows += _preferred(reading, results)
    notes = [
        _("Paired by animal: t-test with the 95 % interval of the difference, and signed ranks from five pairs on."),
        _("Begun {start}, ended {end}.").format(
            start=show_date(view.periods[0].from_on), end=show_date(view.periods[-1].until_on)
        )
        if view.periods
        else "",
    ]
    return Answer(
        rows, [one for one in notes if one], _("Trial {code}: {title}").format(code=view.code, title=view.title)
    )


def _preferred(reading: Reading, results: Sequence[Collected]) -> list[Row]:
    """Foods that lay before the same animals at the same time, compared by the share of each that was eaten."""
    eaten = []
    for one in results:
        known = {found.food_id: found.percent for found in preferences(one.parts) if found.percent is not None}
        eaten.append((one.allocation.animal_id, known))
    views = food_views(reading)
    foods = [food for food in views if any(food in shares for _animal, shares in eaten)]
    rows = []
    for pair in combinations(foods, 2):
        values: dict[tuple[UUID, UUID], list[float]] = defaultdict(list)
        for animal, shares in eaten:
            for food in pair if shares.keys() >= set(pair) else ():
                values[animal, food].append(shares[food])
        if values:
            rows.append(_compared("eaten_percent", values, pair, {food: views[food].label for food in pair}))
    return rows


def _compared(
    measure: str,
    values: Mapping[tuple[UUID, UUID], Sequence[float]],
    pair: tuple[UUID, UUID],
    names: Mapping[UUID, str],
) -> Row:
    ones, others = paired_values(values, *pair)
    tested = compare(ones, others)
    return {
        "measure": measure, "first": names[pair[0]], "second": names[pair[1]], "pairs": tested.pairs,
        "first_mean": _or_gap(sum(ones) / len(ones) if ones else None),
        "second_mean": _or_gap(sum(others) / len(others) if others else None),
        "difference": _or_gap(tested.difference if ones else None), "low": _or_gap(tested.low),
        "high": _or_gap(tested.high), "t": _or_gap(tested.t), "p": _small(tested.p), "rank_p": _small(tested.rank_p),
    }  # fmt: skip


def _small(value: float | None) -> float | Gap:
    return Gap.UNKNOWN if value is None else round(value, 4)


def trials(reading: Reading) -> list[Row]:
    """Every trial with its design."""
    t = tables.feeding_trial
    found = reading.rows(select(t.c.id).where(t.c.voided_at.is_(None)).order_by(t.c.code))
    return [_designed(trial_view(reading, row.id)) for row in found]


def _designed(view: TrialView) -> Row:
    return {
        "code": view.code, "title": view.title, "design": view.design,
        "treatments": ", ".join(one.code for one in view.treatments), "periods": len(view.periods),
        "animals": len({one.animal_id for one in view.allocations}),
        "from_on": view.periods[0].from_on if view.periods else None,
        "until_on": view.periods[-1].until_on if view.periods else None,
    }  # fmt: skip
