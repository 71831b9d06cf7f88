"""Reports from the field, rescue cases and their steps, now and at any time before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select

from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.errors import NotFound
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import show_mass
from breeding_center.rescue.rules import ENDED, days_in_care, outcome
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, pick, search_key
from breeding_center.vocabulary import CaseState, LifeStage, Sex, Triage, WeighMethod
from breeding_center.vocabulary.rescue import FieldCare
from breeding_center.words import label

field_report = tables.field_report
rescue_case = tables.rescue_case
case_event = tables.case_event


@dataclass(frozen=True, slots=True)
class EventView:
    """A step or a round of a case."""

    id: UUID
    case_id: UUID
    at: datetime
    state: CaseState | None
    weight_g: float | None
    text: str | None
    by_id: UUID | None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as it stood at an instant."""

    id: UUID
    code: str
    place_en: str
    place_zh: str
    county: str | None
    report_id: UUID
    found_at: datetime
    finder: str
    state: CaseState
    outcome: CaseState | None
    triage: Triage | None
    sex: Sex
    stage: LifeStage | None
    cause: str | None
    taxon_id: UUID
    animal_id: UUID | None
    days: int | None
    weight_g: float | None
    weighed_at: datetime | None
    last: EventView
    steps: tuple[tuple[CaseState, datetime], ...]
    latitude: float | None
    longitude: float | None
    accuracy_m: float | None

    @property
    def place(self) -> str:
        """Where the animal was found, in the language spoken now."""
        return pick(self.place_en, self.place_zh)

    @property
    def is_open(self) -> bool:
        """Is there still something to be done?"""
        return self.state not in ENDED


def case_views(reading: Reading, at: datetime | None = None) -> list[CaseView]:
    """Every case that had been reported by an instant, the open ones first, then the latest."""
    at = at or reading.now
    happened: dict[UUID, list[EventView]] = {}
    for event in event_views(reading, at):
        happened.setdefault(event.case_id, []).append(event)
    question = (
        select(
            rescue_case, field_report.c.found_at, field_report.c.finder, field_report.c.place_en,
            field_report.c.place_zh, field_report.c.county, field_report.c.latitude, field_report.c.longitude,
            field_report.c.accuracy_m,
        )
        .join(field_report, field_report.c.id == rescue_case.c.report_id)
        .where(rescue_case.c.voided_at.is_(None))
    )  # fmt: skip
    weighed = weighings(reading, at)
    views = [
        _case_view(row, happened[row.id], weighed.get(row.id), at, reading)
        for row in reading.rows(question)
        if row.id in happened
    ]
    return sorted(views, key=lambda view: (not view.is_open, -view.found_at.timestamp(), view.code))


def weighings(reading: Reading, at: datetime, case_id: UUID | None = None) -> dict[UUID, tuple[datetime, float]]:
    """When the animal of each case (or of one) was weighed last in its course up to an instant, and at what.

    What it was only reckoned to weigh is no weighing.
    """
    found: dict[UUID, tuple[datetime, float]] = {}
    for table in (case_event, tables.field_examination, tables.field_treatment, tables.release):
        question = select(table.c.case_id, table.c.done_at, table.c.weight_g).where(
            table.c.voided_at.is_(None), table.c.done_at <= at, table.c.weight_g.is_not(None)
        )
        if case_id is not None:
            question = question.where(table.c.case_id == case_id)
        if "method" in table.c:
            question = question.where(or_(table.c.method.is_(None), table.c.method != WeighMethod.ESTIMATE))
        for row in reading.rows(question.order_by(table.c.done_at, table.c.id)):
            if row.case_id not in found or row.done_at >= found[row.case_id][0]:
                found[row.case_id] = (row.done_at, row.weight_g)
    return found


def _case_view(
    row: Row[Any], events: Sequence[EventView], weighed: tuple[datetime, float] | None, at: datetime, reading: Reading
) -> CaseView:
    steps = [(event.state, event.at) for event in events if event.state is not None]
    return CaseView(
        row.id, row.code, row.place_en, row.place_zh, row.county, row.report_id, row.found_at, row.finder,
        steps[-1][0] if steps else CaseState.REPORTED, outcome(state for state, _at in steps), row.triage, row.sex,
        row.stage, row.cause, row.taxon_id, row.animal_id, days_in_care(steps, at, reading.zone),
        weighed[1] if weighed else None, weighed[0] if weighed else None, events[-1], tuple(steps), row.latitude,
        row.longitude, row.accuracy_m,
    )  # fmt: skip


def event_views(reading: Reading, at: datetime, case_id: UUID | None = None) -> list[EventView]:
    """What happened in the cases (or in one) up to an instant, in order of time."""
    question = (
        select(
            case_event.c.id, case_event.c.case_id, case_event.c.done_at, case_event.c.state, case_event.c.weight_g,
            case_event.c.text, case_event.c.done_by_id, case_event.c.doubt,
        )
        .where(case_event.c.voided_at.is_(None), case_event.c.done_at <= at)
        .order_by(case_event.c.done_at, case_event.c.id)
    )  # fmt: skip
    if case_id is not None:
        question = question.where(case_event.c.case_id == case_id)
    return [EventView(*row) for row in reading.rows(question)]


def last_step(reading: Reading, case_id: UUID) -> EventView | None:
    """The step that a case came to last, or None where it has none."""
    question = (
        select(
            case_event.c.id, case_event.c.case_id, case_event.c.done_at, case_event.c.state, case_event.c.weight_g,
            case_event.c.text, case_event.c.done_by_id, case_event.c.doubt,
        )
        .where(case_event.c.voided_at.is_(None), case_event.c.case_id == case_id, case_event.c.state.is_not(None))
        .order_by(case_event.c.done_at.desc(), case_event.c.id.desc())
        .limit(1)
    )  # fmt: skip
    row = reading.row(question)
    return None if row is None else EventView(*row)


def last_weight_g(reading: Reading, case_id: UUID, at: datetime) -> float | None:
    """What the animal of a case weighed last, up to an instant."""
    weighed = weighings(reading, at, case_id).get(case_id)
    return weighed[1] if weighed else None


def case_view(reading: Reading, case_id: UUID, at: datetime | None = None) -> CaseView:
    """One case; raises `NotFound` where it had not been reported by then."""
    for view in case_views(reading, at):
        if view.id == case_id:
            return view
    raise NotFound(_("That record no longer stands; look it up again."))


def open_case_of(reading: Reading, animal_id: UUID) -> CaseView | None:
    """The case in which an animal is in the center's hands now, or None."""
    return next((view for view in case_views(reading) if view.animal_id == animal_id and view.is_open), None)


def asleep_since(reading: Reading, case_id: UUID, at: datetime | None = None) -> datetime | None:
    """Since when the animal of a case is under an anesthesia from which it has not woken, now or then; or None."""
    t = tables.field_treatment
    question = select(t.c.kind, t.c.done_at, t.c.awake_at).where(t.c.voided_at.is_(None), t.c.case_id == case_id)
    if at is not None:
        question = question.where(t.c.done_at <= at)
    since: datetime | None = None
    for row in reading.rows(question.order_by(t.c.done_at, t.c.id)):
        is_awake = row.awake_at is not None and (at is None or row.awake_at <= at)
        if is_awake or row.kind is FieldCare.REVERSAL:
            since = None
        elif row.kind is FieldCare.ANESTHESIA:
            since = row.done_at
    return since


def next_code(reading: Reading, year: int) -> str:
    """The code of the next case of a year: R2020-03 after R2020-02, struck out ones counted."""
    start = f"R{year}-"
    taken = reading.rows(select(rescue_case.c.code).where(rescue_case.c.code.like(f"{start}%")))
    numbers = [int(row.code.removeprefix(start)) for row in taken if row.code.removeprefix(start).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def case_of_report(reading: Reading, report_id: UUID) -> str | None:
    """The code of the case that a report became, or None."""
    code: str | None = reading.value(
        select(rescue_case.c.code).where(rescue_case.c.report_id == report_id, rescue_case.c.voided_at.is_(None))
    )
    return code


def is_code_taken(reading: Reading, code: str) -> bool:
    """Is there a case with this code, however it is written?"""
    found = select(rescue_case.c.id).where(
        func.lower(rescue_case.c.code) == code.lower(), rescue_case.c.voided_at.is_(None)
    )
    return reading.value(found) is not None


# ---------------------------------------------------------------- finding


def find_cases(reading: Reading, typed: str) -> list[Candidate]:
    """The cases that were meant: by code, place, county, finder, pinyin of the place, or the key's tail."""
    return matching(typed, _called_cases(reading))


def case_options(reading: Reading) -> list[Candidate]:
    """Every case, the open ones first."""
    return [one.candidate for one in _called_cases(reading)]


def _called_cases(reading: Reading) -> list[Called]:
    return [
        Called(
            Candidate(view.id, view.code, listed((view.place, label(view.state)))),
            (view.code, view.place_en, view.place_zh, view.county, view.finder),
            search_key(view.place_zh),
        )
        for view in case_views(reading)
    ]


def find_reports(reading: Reading, typed: str) -> list[Candidate]:
    """The reports from the field that were meant: by place, county, finder, day, or the key's tail."""
    return matching(typed, _called_reports(reading))


def report_options(reading: Reading) -> list[Candidate]:
    """Every report from the field, the latest first."""
    return [one.candidate for one in _called_reports(reading)]


def _called_reports(reading: Reading) -> list[Called]:
    question = select(field_report).where(field_report.c.voided_at.is_(None)).order_by(field_report.c.found_at.desc())
    return [_called_report(reading, row) for row in reading.rows(question)]


def _called_report(reading: Reading, row: Row[Any]) -> Called:
    day = show_date(row.found_at.astimezone(reading.zone).date())
    place, at = pick(row.place_en, row.place_zh), show_instant(row.found_at, reading.zone)
    return Called(
        Candidate(row.id, f"{place} {at}", row.finder),
        (f"{place} {at}", f"{place} {day}", row.place_en, row.place_zh, row.county, row.finder, day),
        search_key(row.place_zh),
    )


def say_event(row: Row[Any] | EventView) -> str:
    """A step or a round in one line."""
    said: Iterable[str] = [
        label(row.state) if row.state is not None else _("round"),
        *([show_mass(row.weight_g)] if row.weight_g is not None else []),
        *([row.text] if row.text else []),
    ]
    return listed(said)
