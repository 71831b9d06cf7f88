"""The ladder of notification: which authority must be told of a case, by when, and which was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.rescue.rules import ladder_starts, read_signs
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import pick, search_key
from breeding_center.vocabulary import CaseState
from breeding_center.vocabulary.rescue import FieldSign, NotifyAfter


@dataclass(frozen=True, slots=True)
class RungView:
    """An authority that must be told, within how many hours of what."""

    id: UUID
    code: str
    title_en: str
    title_zh: str
    after: NotifyAfter
    within_h: float
    source: str | None
    is_verified: bool

    @property
    def title(self) -> str:
        """The authority in the language spoken now."""
        return pick(self.title_en, self.title_zh)


@dataclass(frozen=True, slots=True)
class ToldView:
    """An authority that was told: when, who there, by whom."""

    id: UUID
    at: datetime
    told: str
    reference: str | None
    by_id: UUID | None


@dataclass(frozen=True, slots=True)
class Duty:
    """An authority of one case: since when the time runs, by when it must be told, and whether it was."""

    rung: RungView
    since: datetime
    due_at: datetime
    told: ToldView | None

    def is_overdue(self, at: datetime) -> bool:
        """Should it have been told by now?"""
        return self.told is None and at > self.due_at

    @property
    def was_late(self) -> bool:
        """Was it told, but too late?"""
        return self.told is not None and self.told.at > self.due_at


def rung_views(reading: Reading) -> list[RungView]:
    """Every authority of the ladder, the nearest first."""
    r = tables.notification_rung
    question = select(
        r.c.id, r.c.code, r.c.title_en, r.c.title_zh, r.c.after, r.c.within_h, r.c.source, r.c.is_verified
    )
    rows = reading.rows(question.where(r.c.voided_at.is_(None)).order_by(r.c.position, r.c.code))
    return [RungView(*row) for row in rows]


def told_of(reading: Reading, case_id: UUID) -> dict[UUID, ToldView]:
    """Who was told of a case, by the rung of the ladder."""
    n = tables.notification
    question = select(n.c.rung_id, n.c.id, n.c.done_at, n.c.told, n.c.reference, n.c.done_by_id)
    rows = reading.rows(question.where(n.c.voided_at.is_(None), n.c.case_id == case_id))
    return {row.rung_id: ToldView(*row[1:]) for row in rows}


def duties(reading: Reading, case_id: UUID, steps: Iterable[tuple[CaseState, datetime]]) -> list[Duty]:
    """Who must be told of a case by what has happened so far, the most pressing first.

    Nobody need be told of an animal that was not there, unless that was found out after they were to be told.
    """
    steps = list(steps)
    moot_at = next((at for state, at in steps if state is CaseState.FALSE_REPORT), None)
    told = told_of(reading, case_id)
    epidemic_at = _epidemic_at(reading, case_id)
    found = []
    for rung in rung_views(reading):
        since = ladder_starts(rung.after, steps, epidemic_at)
        if since is None:
            continue
        duty = Duty(rung, since, since + timedelta(hours=rung.within_h), told.get(rung.id))
        if moot_at is None or duty.told is not None or duty.due_at < moot_at:
            found.append(duty)
    return sorted(found, key=lambda duty: (duty.due_at, duty.rung.code))


def _epidemic_at(reading: Reading, case_id: UUID) -> datetime | None:
    """When an epidemic was first suspected in a case."""
    first: datetime | None = None
    for table in (tables.case_event, tables.field_examination):
        question = select(table.c.done_at, table.c.signs).where(
            table.c.case_id == case_id, table.c.voided_at.is_(None), table.c.signs.is_not(None)
        )
        for row in reading.rows(question):
            if FieldSign.SUSPECTED_EPIDEMIC in read_signs(row.signs):
                first = row.done_at if first is None else min(first, row.done_at)
    return first


def find_rungs(reading: Reading, typed: str) -> list[Candidate]:
    """The authorities that were meant: by code or name."""
    return matching(typed, _called(reading))


def rung_options(reading: Reading) -> list[Candidate]:
    """Every authority of the ladder."""
    return [one.candidate for one in _called(reading)]


def _called(reading: Reading) -> list[Called]:
    return [
        Called(Candidate(one.id, one.title, one.code), (one.code, one.title_en, one.title_zh), search_key(one.title_zh))
        for one in rung_views(reading)
    ]
