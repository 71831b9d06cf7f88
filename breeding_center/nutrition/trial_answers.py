"""What a feeding trial showed, out of its daily records: intake, digestibility, preference, and how sure that is."""

from collections import defaultdict
from collections.abc import Iterable
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
    """The dry matter of what was fed and passed in a trial: the mean of the period's samples."""

    def __init__(self, reading: Reading, view: TrialView) -> None:
        self._found: dict[tuple[int, TrialSampleOf, UUID], list[float]] = defaultdict(list)
        for row in samples(reading, view.id):
            day = feeding_day(reading, row.done_at)
            for period in view.periods:
                if period.from_on <= day <= period.until_on:
                    key = (period.number, row.sample_of, row.food_id or row.animal_id)
                    self._found[key].append(row.dry_matter_percent)

    def percent(self, period: Period, of: TrialSampleOf, key: UUID) -> float | None:
        """The mean of the samples, or None where none was taken."""
        values = self._found.get((period.number, of, key))
        return sum(values) / len(values) if values else None


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
        percent = dried.percent(period, TrialSampleOf.FECES, animal_id) if animal_id else None
        passed = None if day not in feces or percent is None else feces[day] * percent / 100
        days.append(CollectedDay(day, offered, eaten, passed))
    return days


def _dry(parts: list[Share], period: Period, day: date, dried: _Dried, facts: Facts) -> tuple[float, float | None]:
    """Grams of dry matter offered and eaten on a day; what was left dries by its own samples where there are any."""
    offered = left = 0.0
    if not parts:
        return 0.0, None
    for part in parts:
        percent = dried.percent(period, TrialSampleOf.FOOD, part.food_id)
        percent = percent if percent is not None else facts(part.food_id, day).dry_matter_percent
        if percent is None or part.left_g is None:
            return offered, None
        left_percent = dried.percent(period, TrialSampleOf.LEFTOVER, part.food_id) or percent
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
    rows: list[Row] = []
    for name, value in measures:
        values: dict[tuple[UUID, UUID], list[float]] = defaultdict(list)
        for one in results:
            found = value(one.result)
            if found is not None:
                values[one.allocation.animal_id, one.allocation.treatment_id].append(found)
        for first, second in combinations(view.treatments, 2):
            ones, others = paired_values(values, first.id, second.id)
            tested = compare(ones, others)
            rows.append(
                {
                    "measure": name, "first": first.code, "second": second.code, "pairs": tested.pairs,
                    "first_mean": _or_gap(sum(ones) / len(ones) if ones else None),
                    "second_mean": _or_gap(sum(others) / len(others) if others else None),
                    "difference": _or_gap(tested.difference if ones else None), "low": _or_gap(tested.low),
                    "high": _or_gap(tested.high), "t": _or_gap(tested.t), "p": _small(tested.p),
                    "rank_p": _small(tested.rank_p),
                }
            )  # fmt: skip
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
