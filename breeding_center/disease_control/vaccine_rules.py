"""What is decided about vaccines: which dose comes next and when, and what is too young or too soon. From plain values.

Sources: Loeffler 2007 and Bronson 2007.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from breeding_center.text import _, n_


@dataclass(frozen=True, slots=True)
class SeriesDose:
    """One dose of a vaccination series."""

    number: int
    min_age_days: int
    after_days: int | None
    repeat_days: int | None


@dataclass(frozen=True, slots=True)
class NextDose:
    """Which dose of a series comes next, and from which day on; None where the series is complete for life."""

    number: int
    due_on: date | None


def next_dose(series: Sequence[SeriesDose], born_on: date | None, given: int, last_on: date | None) -> NextDose:
    """The next dose: of the series while it is not complete, then the booster, counted from the last dose given."""
    if given < len(series):
        step = series[given]
        old_enough = born_on + timedelta(days=step.min_age_days) if born_on else None
        after = last_on + timedelta(days=step.after_days or 0) if last_on else None
        due = max((day for day in (old_enough, after) if day is not None), default=None)
        return NextDose(step.number, due)
    repeat = series[-1].repeat_days
    return NextDose(given + 1, last_on + timedelta(days=repeat) if repeat and last_on else None)


def too_young(series: Sequence[SeriesDose], born_on: date | None, on: date) -> str | None:
    """Is the animal younger than the first dose allows?"""
    if born_on is None or not series:
        return None
    least = series[0].min_age_days
    age = (on - born_on).days
    if age >= least:
        return None
    return _("It is {age} days old; this vaccine is given from {least} days on.").format(age=age, least=least)


def too_soon(series: Sequence[SeriesDose], given: int, last_on: date | None, on: date) -> str | None:
    """Is less time between two doses of a series than it asks for? A booster may be given early."""
    if last_on is None or not 0 < given < len(series) or on < last_on:
        return None
    least, days = series[given].after_days or 0, (on - last_on).days
    if days >= least:
        return None
    return n_(
        "The last dose was {n} day before; {least} days lie between two.",
        "The last dose was {n} days before; {least} days lie between two.",
        days,
    ).format(n=days, least=least)


def coverage_percent(covered: int, animals: int) -> float | None:
    """The share of animals that are covered."""
    return None if animals == 0 else round(100 * covered / animals, 1)
