"""Eggs before and after worming: how each animal stands, whether the worming worked, and which class comes next."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, or_, select

from breeding_center.animals.limits import kept_limits
from breeding_center.disease_control import rules
from breeding_center.disease_control.model import Deworming, FecalExam, Medicine
from breeding_center.disease_control.thresholds import REDUCTION
from breeding_center.storage.reading import Reading
from breeding_center.text import fold

exam = FecalExam.__table__
worming = Deworming.__table__
medicine = Medicine.__table__

LOOK_BACK = timedelta(days=366)
# Older counts are looked at only where they found eggs: every month brings new ones.
RECENT_COUNTS = timedelta(days=200)
# An egg count belongs to a worming when it was made within this time before it.
COUNT_BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WormState:
    """How an animal stands: its last count, its last worming, what it achieved, when it is looked at again."""

    animal_id: UUID
    eggs_per_g: float | None
    parasite: str | None
    counted_at: datetime | None
    exam_id: UUID | None
    medicine: str | None
    drug_class: str | None
    wormed_at: datetime | None
    worming_id: UUID | None
    before: float | None
    after: float | None
    reduction_percent: float | None
    recheck_from: date | None
    recheck_until: date | None
    state: str
    next_class: str | None


def worm_states(reading: Reading, at: datetime) -> list[WormState]:
    """How every animal that was ever counted or wormed in the last year stands."""
    since = at - LOOK_BACK
    telling = or_(exam.c.done_at >= at - RECENT_COUNTS, exam.c.eggs_per_g > 0)
    exams, wormings = _by_animal(reading, exam, since, at, telling), _by_animal(reading, worming, since, at)
    least = REDUCTION.under(kept_limits(reading)).value
    known = wormer_classes(reading, (row.drug_class for rows in wormings.values() for row in rows))
    ids = sorted({*exams, *wormings})
    return [_state(reading, one, exams.get(one, []), wormings.get(one, []), least, known) for one in ids]


def wormer_classes(reading: Reading, used: Iterable[str | None]) -> list[str]:
    """The classes of wormers that the cabinet has: those known as such, and those that were given as such."""
    wormers = {fold(one) for one in (*rules.WORMER_CLASSES, *filter(None, used))}
    rows = reading.rows(
        select(medicine.c.drug_class)
        .where(medicine.c.voided_at.is_(None), medicine.c.drug_class.is_not(None))
        .distinct()
    )
    return sorted(row.drug_class for row in rows if fold(row.drug_class) in wormers)


def _by_animal(
    reading: Reading, table: Any, since: datetime, until: datetime, *which: ColumnElement[bool]
) -> dict[UUID, list[Row[Any]]]:
    # Keys are costly to read: only those columns that are looked at.
    wanted = ("id", "animal_id", "done_at", "eggs_per_g", "parasite", "medicine", "drug_class")
    rows = reading.rows(
        select(*(table.c[name] for name in wanted if name in table.c))
        .where(table.c.voided_at.is_(None), table.c.done_at >= since, table.c.done_at <= until, *which)
        .order_by(table.c.done_at, table.c.id)
    )
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.animal_id].append(row)
    return found


def _state(
    reading: Reading, animal: UUID, exams: Sequence[Row[Any]], wormings: Sequence[Row[Any]], least: float,
    known: Sequence[str],
) -> WormState:  # fmt: skip
    last_exam, last = (exams[-1] if exams else None), (wormings[-1] if wormings else None)
    before = after = None
    if last is not None:
        start = _course_start(wormings)
        earlier = [one for one in exams if start - COUNT_BEFORE <= one.done_at <= start]
        later = [one for one in exams if timedelta(days=rules.RECHECK_FROM - 3) <= one.done_at - last.done_at
                 <= timedelta(days=rules.RECHECK_LATEST)]  # fmt: skip
        before = earlier[-1].eggs_per_g if earlier else None
        after = later[0].eggs_per_g if later else None
    reduction = rules.egg_reduction_percent(before, after) if before is not None and after is not None else None
    wormed_on = last.done_at.astimezone(reading.zone).date() if last is not None else None
    state = _verdict(last_exam, last, after, reduction, least)
    courses = [(one.drug_class, one.done_at.date()) for one in wormings if one.drug_class]
    return WormState(
        animal, last_exam.eggs_per_g if last_exam else None, last_exam.parasite if last_exam else None,
        last_exam.done_at if last_exam else None, last_exam.id if last_exam else None,
        last.medicine if last is not None else None, last.drug_class if last is not None else None,
        last.done_at if last is not None else None, last.id if last is not None else None, before, after, reduction,
        wormed_on + timedelta(days=rules.RECHECK_FROM) if wormed_on else None,
        wormed_on + timedelta(days=rules.RECHECK_UNTIL) if wormed_on else None,
        state, rules.next_class(courses, known, [last.drug_class] if last is not None and state == "resistant" else []),
    )  # fmt: skip


def _course_start(wormings: Sequence[Row[Any]]) -> datetime:
    """When the last course began: days one after the other are one course (Li 2019: two days)."""
    start: datetime = wormings[-1].done_at
    for one in reversed(wormings[:-1]):
        if start - one.done_at > timedelta(days=3):
            break
        start = one.done_at
    return start


def _verdict(
    last_exam: Row[Any] | None, last: Row[Any] | None, after: float | None, reduction: float | None, least: float
) -> str:
    if last_exam is not None and last_exam.eggs_per_g > 0 and (last is None or last.done_at < last_exam.done_at):
        return "resistant" if after is not None and rules.is_resistance_suspected(reduction, least) else "untreated"
    if last is None:
        return "clear"
    if reduction is not None:
        return "resistant" if rules.is_resistance_suspected(reduction, least) else "effective"
    return "awaited" if after is None else "clear"
