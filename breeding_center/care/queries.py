"""Which work falls on a day, and what became of it.

Plans are expanded over one day by arithmetic and laid over the task rows of that day; nothing is generated ahead.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.care.rules import occurrence_id
from breeding_center.care.schedule import Schedule
from breeding_center.declarations.room import Candidate
from breeding_center.moments import day_bounds
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import fold, pick
from breeding_center.vocabulary import CareLine, Post, TaskState

plan = tables.plan
protocol = tables.protocol
task = tables.task
handover = tables.handover

ONE_OFF_GRACE_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A piece of work at its due time, with the row that somebody wrote about it, if anybody did."""

    id: UUID
    kind: str
    line: CareLine
    title: str
    steps: str
    animal_id: UUID | None
    access_set_id: UUID | None
    enclosure_id: UUID | None
    topic: str | None
    due_at: datetime
    grace_min: int
    post: Post
    is_two_person: bool
    plan_id: UUID | None
    planned: str | None
    task_id: UUID | None = None
    written: TaskState | None = None
    assigned_to_id: UUID | None = None
    done_by_id: UUID | None = None
    done_at: datetime | None = None
    skip_reason: str | None = None


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with its protocol, as people read it."""

    id: UUID
    code: str
    kind: str
    line: CareLine
    title: str
    animal_id: UUID | None
    access_set_id: UUID | None
    enclosure_id: UUID | None
    topic: str | None
    from_on: date
    until_on: date | None
    rule: str
    times: str
    planned: str | None
    post: Post


@lru_cache(maxsize=512)
def schedule_of(rule: str, times: str) -> Schedule:
    """A stored rule, read once."""
    return Schedule.parse(rule, times)


_PLAN_COLUMNS = (
    plan.c.id, plan.c.animal_id, plan.c.access_set_id, plan.c.enclosure_id, plan.c.topic, plan.c.from_on,
    plan.c.until_on, plan.c.planned, plan.c.rule.label("own_rule"), plan.c.times.label("own_times"), protocol.c.code,
    protocol.c.kind, protocol.c.line,
    protocol.c.title_en, protocol.c.title_zh, protocol.c.steps_en, protocol.c.steps_zh, protocol.c.rule,
    protocol.c.times, protocol.c.grace_min, protocol.c.post, protocol.c.is_two_person,
)  # fmt: skip


def _plans(reading: Reading, from_on: date, until_on: date, kinds: Collection[str] | None = None) -> Iterable[Row[Any]]:
    question = (
        select(*_PLAN_COLUMNS)
        .join(protocol, protocol.c.id == plan.c.protocol_id)
        .where(plan.c.voided_at.is_(None), protocol.c.voided_at.is_(None), plan.c.from_on <= until_on)
        .where((plan.c.until_on.is_(None)) | (plan.c.until_on > from_on))
    )
    return reading.rows(question if kinds is None else question.where(protocol.c.kind.in_(kinds)))


def work_on(reading: Reading, day: date, *, days: int = 1, kinds: Collection[str] | None = None) -> list[Occurrence]:
    """All work that falls in `days` days of the center beginning with `day`, one-offs included, in order of time.

    With `kinds`, only work of these kinds: plans of other kinds are not even looked at.
    """
    site = reading.site
    last = day + timedelta(days=days - 1)
    from_at = day_bounds(day, site.zone, site.day_starts_at)[0]
    until_at = day_bounds(last, site.zone, site.day_starts_at)[1]
    written = select(task).where(task.c.voided_at.is_(None), task.c.due_at >= from_at, task.c.due_at < until_at)
    rows = reading.rows(written if kinds is None else written.where(task.c.kind.in_(kinds)))
    by_occurrence = {row.occurrence_id: row for row in rows if row.occurrence_id is not None}
    found = [_one_off(row) for row in rows if row.occurrence_id is None]
    plans = _plans(reading, day, last, kinds)
    for step in range(days):
        found.extend(_of_plans(reading, plans, day + timedelta(days=step), by_occurrence))
    found.sort(key=lambda one: one.due_at)
    return found


def _of_plans(
    reading: Reading, plans: Iterable[Row[Any]], day: date, rows: dict[UUID, Row[Any]]
) -> Iterable[Occurrence]:
    zone, starts_at = reading.site.zone, reading.site.day_starts_at
    for one in plans:
        if one.from_on > day or (one.until_on is not None and one.until_on <= day):
            continue
        schedule = schedule_of(one.own_rule or one.rule, one.own_times or one.times)
        for due_at in schedule.due_times(day, one.from_on, zone, starts_at):
            key = occurrence_id(one.id, due_at)
            yield _occurrence(one, key, due_at, rows.get(key))


def _occurrence(one: Row[Any], key: UUID, due_at: datetime, row: Row[Any] | None) -> Occurrence:
    return Occurrence(
        id=key, kind=one.kind, line=one.line, title=pick(one.title_en, one.title_zh),
        steps=pick(one.steps_en, one.steps_zh), animal_id=one.animal_id, access_set_id=one.access_set_id,
        enclosure_id=one.enclosure_id, topic=one.topic, due_at=due_at, grace_min=one.grace_min, post=one.post,
        is_two_person=one.is_two_person,
        plan_id=one.id, planned=one.planned, **(_written(row) if row is not None else {}),
    )  # fmt: skip


def _one_off(row: Row[Any]) -> Occurrence:
    return Occurrence(
        id=row.id, kind=row.kind, line=row.line, title=row.title or "", steps="", animal_id=row.animal_id,
        access_set_id=row.access_set_id, enclosure_id=row.enclosure_id, topic=row.topic, due_at=row.due_at,
        grace_min=row.grace_min,
        post=Post.FEEDER, is_two_person=False, plan_id=None, planned=row.planned, **_written(row),
    )  # fmt: skip


def _written(row: Row[Any]) -> dict[str, Any]:
    return {
        "task_id": row.id, "written": row.state, "assigned_to_id": row.assigned_to_id, "done_by_id": row.done_by_id,
        "done_at": row.done_at, "skip_reason": row.skip_reason,
    }  # fmt: skip


def plan_views(reading: Reading, on: date, *, ended: bool = False) -> list[PlanView]:
    """The plans that hold on a day; with `ended`, those that ended before it too."""
    question = (
        select(*_PLAN_COLUMNS)
        .join(protocol, protocol.c.id == plan.c.protocol_id)
        .where(plan.c.voided_at.is_(None), plan.c.from_on <= on)
        .order_by(protocol.c.line, protocol.c.code, plan.c.from_on, plan.c.id)
    )
    if not ended:
        question = question.where((plan.c.until_on.is_(None)) | (plan.c.until_on > on))
    return [_plan_view(row) for row in reading.rows(question)]


def _plan_view(row: Row[Any]) -> PlanView:
    return PlanView(
        id=row.id, code=row.code, kind=row.kind, line=row.line, title=pick(row.title_en, row.title_zh),
        animal_id=row.animal_id, access_set_id=row.access_set_id, enclosure_id=row.enclosure_id, topic=row.topic,
        from_on=row.from_on, until_on=row.until_on, rule=row.own_rule or row.rule, times=row.own_times or row.times,
        planned=row.planned,
        post=row.post,
    )  # fmt: skip


def planned_values(planned: str | None) -> dict[str, str]:
    """What a plan's form is prefilled with, as a person would type it; portions read 'food weight, food weight'."""
    values = json.loads(planned) if planned else {}
    return {key: _typed(value) for key, value in values.items()}


def _typed(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(" ".join(map(str, part)) if isinstance(part, list) else str(part) for part in value)
    return str(value)


def find_protocols(reading: Reading, typed: str) -> list[Candidate]:
    """Protocols by code, title in either language, or the tail of the key."""
    wanted = fold(typed)
    found = []
    for one in protocol_rows(reading):
        names = (one.code, one.title_en, one.title_zh)
        if wanted in map(fold, names):
            return [_candidate(one)]
        if any(wanted in fold(name) for name in names):
            found.append(_candidate(one))
    return found


def protocol_options(reading: Reading) -> list[Candidate]:
    """Every protocol."""
    return [_candidate(one) for one in protocol_rows(reading)]


def protocol_rows(reading: Reading) -> Iterable[Row[Any]]:
    """Every protocol as it stands in its table."""
    return reading.rows(select(protocol).where(protocol.c.voided_at.is_(None)).order_by(protocol.c.code))


def _candidate(one: Row[Any]) -> Candidate:
    return Candidate(one.id, one.code, pick(one.title_en, one.title_zh))


def find_plans(reading: Reading, typed: str) -> list[Candidate]:
    """Plans by the tail of their key."""
    tail = typed.strip().casefold().replace("-", "")
    return [one for one in plan_options(reading) if len(tail) >= 4 and one.id.hex.endswith(tail)]


def plan_options(reading: Reading) -> list[Candidate]:
    """Every plan that holds today."""
    today = reading.now.astimezone(reading.zone).date()
    return [Candidate(one.id, one.id.hex[-8:], one.title) for one in plan_views(reading, today)]


def last_handover(reading: Reading) -> Row[Any] | None:
    """The handover that was written last."""
    return reading.row(
        select(handover)
        .where(handover.c.voided_at.is_(None))
        .order_by(handover.c.handed_at.desc(), handover.c.id.desc())
    )
