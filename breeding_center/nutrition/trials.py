"""Feeding trials: the question, the treatments, the periods, and which animal has what when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.animals.holds import TRIAL, must_be_free
from breeding_center.animals.queries import animal_views
from breeding_center.care.deeds import feeding_day
from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.errors import NotFound, NotUnderstood, Refused
from breeding_center.moments import show_date
from breeding_center.nutrition.queries import food_views
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import TrialDesign, TrialSampleOf

LEAST_TREATMENTS = 2
LONGEST_PERIOD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of a trial; collection begins after the animals have got used to the food."""

    id: UUID
    number: int
    from_on: date
    collect_from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Treatment:
    """One of the things that are compared."""

    id: UUID
    code: str
    title: str
    food_id: UUID | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """An animal's treatment in a period."""

    id: UUID
    period_id: UUID
    animal_id: UUID
    treatment_id: UUID


@dataclass(frozen=True, slots=True)
class TrialView:
    """A trial with its whole design."""

    id: UUID
    code: str
    title: str
    design: TrialDesign
    question: str | None
    treatments: tuple[Treatment, ...]
    periods: tuple[Period, ...]
    allocations: tuple[Allocation, ...]


def trial_view(reading: Reading, trial_id: UUID) -> TrialView:
    """A trial; raises `NotFound` where there is none."""
    t = tables.feeding_trial
    row = reading.row(select(t).where(t.c.id == trial_id, t.c.voided_at.is_(None)))
    if row is None:
        raise NotFound(_("There is no such trial."))
    treatments = tuple(
        Treatment(one.id, one.code, one.title, one.food_id)
        for one in _of(reading, tables.trial_treatment, trial_id, tables.trial_treatment.c.code)
    )
    periods = tuple(
        Period(one.id, one.number, one.from_on, one.collect_from_on, one.until_on)
        for one in _of(reading, tables.trial_period, trial_id, tables.trial_period.c.number)
    )
    a = tables.trial_allocation
    question = select(a.c.id, a.c.period_id, a.c.animal_id, a.c.treatment_id).where(a.c.voided_at.is_(None))
    rows = reading.rows(question.where(a.c.period_id.in_([one.id for one in periods])).order_by(a.c.id))
    return TrialView(
        row.id, row.code, row.title, row.design, row.question, treatments, periods,
        tuple(Allocation(*one) for one in rows),
    )  # fmt: skip


def _of(reading: Reading, table: Any, trial_id: UUID, order: Any) -> Sequence[Row[Any]]:
    return reading.rows(select(table).where(table.c.trial_id == trial_id, table.c.voided_at.is_(None)).order_by(order))


def samples(reading: Reading, trial_id: UUID) -> Sequence[Row[Any]]:
    """What was dried for a trial."""
    return _of(reading, tables.trial_sample, trial_id, tables.trial_sample.c.done_at)


def find_trials(reading: Reading, typed: str) -> list[Candidate]:
    """The trials that were meant: by code or title."""
    return matching(typed, _called(reading))


def trial_options(reading: Reading) -> list[Candidate]:
    """Every trial."""
    return [one.candidate for one in _called(reading)]


def _called(reading: Reading) -> list[Called]:
    t = tables.feeding_trial
    rows = reading.rows(select(t.c.id, t.c.code, t.c.title).where(t.c.voided_at.is_(None)).order_by(t.c.code))
    return [Called(Candidate(row.id, row.code, row.title), (row.code, row.title)) for row in rows]


# ---------------------------------------------------------------- recording


def design_trial(
    entry: Entry,
    *,
    code: str,
    title: str,
    design: TrialDesign,
    treatments: list[str],
    question: str | None,
) -> Deed:
    """Write down what a trial compares; a treatment is a short code, and words after it."""
    from breeding_center.nutrition.model import FeedingTrial, TrialTreatment

    t = tables.feeding_trial
    if entry.value(select(t.c.id).where(t.c.code == code, t.c.voided_at.is_(None))):
        raise Refused(_("There already is a trial {code}; choose another code.").format(code=code))
    named = [one.split(maxsplit=1) for one in treatments]
    codes = [one[0] for one in named]
    if len(set(codes)) < max(LEAST_TREATMENTS, len(codes)):
        raise NotUnderstood(_("A trial compares at least two treatments, each with a code of its own."))
    made = entry.add(FeedingTrial(code=code, title=title, design=design, question=question))
    for one in named:
        entry.add(TrialTreatment(trial_id=made.id, code=one[0], title=one[-1], food_id=None))
    return Deed(_("Trial {code}: {title}, of {treatments}.").format(
        code=code, title=title, treatments=listed(codes)
    ), made.id)  # fmt: skip


def add_period(entry: Entry, *, trial: UUID, from_on: date, collect_from_on: date | None, until_on: date) -> Deed:
    """Add the next period: from a day, with collection from a day, until a day that is no longer part of it."""
    from breeding_center.nutrition.model import TrialPeriod

    view = trial_view(entry, trial)
    collect = collect_from_on or from_on
    if not from_on <= collect < until_on:
        raise NotUnderstood(_("A period begins, then the collection in it, and then it ends: these dates do not."))
    if until_on - from_on > LONGEST_PERIOD:
        raise NotUnderstood(_("A period lasts at most {days} days.").format(days=LONGEST_PERIOD.days))
    for other in view.periods:
        if from_on < other.until_on and other.from_on < until_on:
            raise Refused(
                _("That overlaps with period {number}, from {start} until {end}.").format(
                    number=other.number, start=show_date(other.from_on), end=show_date(other.until_on)
                )
            )
    number = max((one.number for one in view.periods), default=0) + 1
    made = entry.add(
        TrialPeriod(trial_id=trial, number=number, from_on=from_on, collect_from_on=collect, until_on=until_on)
    )
    return Deed(
        _("Period {number} of {trial}: {start} until {end}, collected from {collect}.").format(
            number=number, trial=view.code, start=show_date(from_on), end=show_date(until_on),
            collect=show_date(collect),
        ),
        made.id,
    )  # fmt: skip


def allocate(entry: Entry, *, trial: UUID, animal: UUID, order: list[str]) -> Deed:
    """Say which treatment an animal has in each period, in their order; of a period added later, when it is there."""
    from breeding_center.nutrition.model import TrialAllocation

    view = trial_view(entry, trial)
    known = {one.code.casefold(): one for one in view.treatments}
    strange = [code for code in order if code.casefold() not in known]
    if strange:
        raise NotUnderstood(
            _("{code} is no treatment of {trial}; there are {codes}.").format(
                code=listed(strange), trial=view.code, codes=listed(one.code for one in view.treatments)
            )
        )
    had = {one.period_id for one in view.allocations if one.animal_id == animal}
    periods = [one for one in view.periods if one.id not in had]
    if not view.periods:
        raise NotUnderstood(_("{trial} has no periods yet; add them first.").format(trial=view.code))
    if had and not periods:
        raise Refused(_("{animal} has its treatment in every period of {trial} already.").format(
            animal=animal_views(entry, [animal])[animal].label, trial=view.code
        ))  # fmt: skip
    if len(order) != len(periods):
        raise NotUnderstood(
            n_(
                "{trial} has {n} period without a treatment for this animal: say as many, in order.",
                "{trial} has {n} periods without a treatment for this animal: say as many, in order.",
                len(periods),
            ).format(trial=view.code, n=len(periods))
        )
    label = _must_take_part(entry, view, animal, periods)
    made = [
        entry.add(TrialAllocation(period_id=period.id, animal_id=animal, treatment_id=known[code.casefold()].id))
        for period, code in zip(periods, order, strict=True)
    ]
    return Deed(
        _("{animal} in {trial}: {order}.").format(animal=label, trial=view.code, order=listed(order)), made[0].id
    )


def _must_take_part(entry: Entry, view: TrialView, animal: UUID, periods: Sequence[Period]) -> str:
    """Refuse an animal that is not here for these periods, or is in another trial then."""
    start, end = min(one.from_on for one in periods), max(one.until_on for one in periods)
    start_at = datetime.combine(start, entry.site.day_starts_at, entry.zone)
    label = must_be_here(entry, animal, min(start_at, entry.now)).label
    must_be_free(entry, [animal], min(max(start_at, entry.now), datetime.combine(end, time(0), entry.zone)), TRIAL)
    leaving = animal_views(entry, [animal])[animal].standing.leaving
    if leaving is not None and (leaving.on.from_on is None or leaving.on.from_on < end):
        raise Refused(
            _("{animal} has left; it cannot be in a trial until {end}.").format(animal=label, end=show_date(end))
        )
    a, p, t = tables.trial_allocation, tables.trial_period, tables.feeding_trial
    question = select(t.c.code, p.c.from_on, p.c.until_on).join(p, p.c.id == a.c.period_id)
    question = question.join(t, t.c.id == p.c.trial_id).where(a.c.animal_id == animal, a.c.voided_at.is_(None))
    elsewhere = question.where(p.c.from_on < end, p.c.until_on > start, t.c.id != view.id)
    for row in entry.rows(elsewhere.where(p.c.voided_at.is_(None), t.c.voided_at.is_(None))):
        raise Refused(
            _("{animal} is in the trial {trial} from {start} until {end}.").format(
                animal=label, trial=row.code, start=show_date(row.from_on), end=show_date(row.until_on)
            )
        )
    return label


def record_sample(
    entry: Entry,
    *,
    trial: UUID,
    sample_of: TrialSampleOf,
    dry_matter_percent: float,
    food: UUID | None,
    animal: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record what a sample weighed when it was dried, in percent of what it weighed wet."""
    from breeding_center.nutrition.model import TrialSample

    view = trial_view(entry, trial)
    not_in_future(entry, done_at)
    if not 0 < dry_matter_percent <= 100:
        raise NotUnderstood(_("Dry matter is more than 0 and at most 100 percent."))
    if (sample_of is TrialSampleOf.FECES) != (food is None):
        raise NotUnderstood(_("Say which food was dried, or whose feces."))
    if sample_of is TrialSampleOf.FECES and animal is None:
        raise NotUnderstood(_("Say whose feces were dried."))
    day = feeding_day(entry, done_at)
    if not any(one.from_on <= day <= one.until_on for one in view.periods):
        raise Refused(_("{day} is in no period of {trial}.").format(day=show_date(day), trial=view.code))
    if animal is not None and animal not in {one.animal_id for one in view.allocations}:
        raise Refused(_("That animal is not in the trial {trial}.").format(trial=view.code))
    made = entry.add(
        TrialSample(
            trial_id=trial, sample_of=sample_of, food_id=food, animal_id=animal, dry_matter_percent=dry_matter_percent,
            done_at=done_at, done_by_id=done_by, task_id=task_id, note=note, doubt=None,
        )
    )  # fmt: skip
    what = (
        food_views(entry, [food])[food].label if food else animal_views(entry, [animal or trial])[animal or trial].label
    )
    return Deed(
        _("{trial}, {what}: {percent} % dry matter.").format(
            trial=view.code, what=what, percent=show_number(dry_matter_percent)
        ),
        made.id,
    )
