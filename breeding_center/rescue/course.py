"""The whole course of a case, from the first call to the last collar fix, in order of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.declarations.room import TimelineRow
from breeding_center.moments import show_instant
from breeding_center.quantities import show_mass, show_number, show_temperature, show_volume
from breeding_center.rescue.attaching import attachments
from breeding_center.rescue.checklist import checks_of, criteria, decisions_of
from breeding_center.rescue.ladder import duties
from breeding_center.rescue.queries import CaseView, case_view, case_views, event_views
from breeding_center.rescue.releases import fixes, releases
from breeding_center.rescue.rules import read_signs
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, joined, listed, titled
from breeding_center.vocabulary import CareLine, CaseState
from breeding_center.vocabulary.rescue import BodyRegion
from breeding_center.words import label

REPEATED = frozenset({"round", "tracking"})


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that was done or seen: which part of the course it belongs to, in one line of words."""

    part: str
    at: datetime
    text: str
    weight_g: float | None
    by_id: UUID | None
    table: str
    id: UUID


def course(reading: Reading, case_id: UUID) -> list[Happening]:
    """Everything that was recorded of a case, oldest first."""
    view = case_view(reading, case_id)
    found = [
        *_events(reading, view), *_examinations(reading, case_id), *_treatments(reading, case_id),
        *_clocks(reading, case_id), *_told(reading, view), *_checks(reading, case_id), *_requests(reading, case_id),
        *_decisions(reading, case_id), *_released(reading, case_id), *_files(reading, view),
    ]  # fmt: skip
    order = {"report": 0, "step": 1, "tracking": 3}
    return sorted(found, key=lambda one: (one.at, order.get(one.part, 2), one.id))


def condensed(found: list[Happening]) -> list[Happening]:
    """The course on one page: rounds, and fixes, that follow each other are one line with the last one's words."""
    page: list[Happening] = []
    counts: list[int] = []
    for one in found:
        if page and one.part in REPEATED and page[-1].part == one.part:
            page[-1], counts[-1] = one, counts[-1] + 1
        else:
            page.append(one)
            counts.append(1)
    return [
        one if count == 1 else replace(one, text=_("the last of {count}: {text}").format(count=count, text=one.text))
        for one, count in zip(page, counts, strict=True)
    ]


def other_cases(reading: Reading, view: CaseView) -> list[CaseView]:
    """The other cases of the same animal, the first one first."""
    if view.animal_id is None:
        return []
    others = [one for one in case_views(reading) if one.animal_id == view.animal_id and one.id != view.id]
    return sorted(others, key=lambda one: one.found_at)


def _events(reading: Reading, view: CaseView) -> Iterator[Happening]:
    first = True
    for event in event_views(reading, reading.now, view.id):
        words = [_said(event.state, event.text)] if event.state is not None or event.text else []
        if first:
            words.append(_("found by {finder}").format(finder=view.finder))
        words += [event.doubt] if event.doubt else []
        part = "report" if first else "step" if event.state is not None else "round"
        first = False
        yield Happening(part, event.at, joined(words), event.weight_g, event.by_id, "case_event", event.id)


def _said(state: CaseState | None, text: str | None) -> str:
    if state is None or text is None:
        return text or (label(state) if state is not None else "")
    return _("{what}: {value}").format(what=label(state), value=text)


def _rows(reading: Reading, table: Any, case_id: UUID) -> Sequence[Row[Any]]:
    question = select(table).where(
        table.c.case_id == case_id, table.c.voided_at.is_(None), table.c.done_at <= reading.now
    )
    return reading.rows(question.order_by(table.c.done_at, table.c.id))


def _examinations(reading: Reading, case_id: UUID) -> Iterator[Happening]:
    rows = _rows(reading, tables.field_examination, case_id)
    f = tables.field_finding
    regions: dict[UUID, list[str]] = {}
    order = {region: number for number, region in enumerate(BodyRegion)}
    if rows:
        question = select(f.c.examination_id, f.c.region, f.c.text).where(
            f.c.voided_at.is_(None), f.c.examination_id.in_([row.id for row in rows])
        )
        for found in sorted(reading.rows(question), key=lambda one: order[one.region]):
            regions.setdefault(found.examination_id, []).append(titled(label(found.region), found.text))
    for row in rows:
        yield Happening(
            "examination", row.done_at, joined([*_scores(row), *regions.get(row.id, []), *_doubted(row)]), row.weight_g,
            row.done_by_id, "field_examination", row.id,
        )  # fmt: skip


def _doubted(row: Row[Any]) -> list[str]:
    """What was unlikely of it, where it was confirmed all the same."""
    return [row.doubt] if row.doubt else []


def _scores(row: Row[Any]) -> list[str]:
    said = []
    if row.triage is not None:
        signs = listed(label(one) for one in read_signs(row.signs))
        said.append(f"{label(row.triage)} ({signs})")
    if row.condition_score is not None:
        said.append(_("condition {score} of 9").format(score=row.condition_score))
    if row.hydration is not None:
        said.append(_("lack of water: {degree}").format(degree=label(row.hydration)))
    if row.temperature_c is not None:
        said.append(show_temperature(row.temperature_c))
    if row.heart_rate is not None:
        said.append(_("heart {rate}/min").format(rate=row.heart_rate))
    if row.respiration_rate is not None:
        said.append(_("breath {rate}/min").format(rate=row.respiration_rate))
    return said


def _treatments(reading: Reading, case_id: UUID) -> Iterator[Happening]:
    for row in _rows(reading, tables.field_treatment, case_id):
        said = [label(row.kind)]
        if row.medicine:
            dose = f" {show_number(row.dose_mg)} mg" if row.dose_mg is not None else ""
            said.append(f"{row.medicine}{dose}")
        if row.volume_ml is not None:
            said.append(show_volume(row.volume_ml))
        if row.route is not None:
            said.append(label(row.route))
        if row.weight_low_g is not None and row.weight_high_g is not None:
            said.append(
                _("weight {low} to {high}").format(low=show_mass(row.weight_low_g), high=show_mass(row.weight_high_g))
            )
        if row.awake_at is not None:
            said.append(_("awake at {at}").format(at=show_instant(row.awake_at, reading.zone)))
        if row.text:
            said.append(row.text)
        said += _doubted(row)
        weight = row.weight_g
        yield Happening("treatment", row.done_at, joined(said), weight, row.done_by_id, "field_treatment", row.id)


def _clocks(reading: Reading, case_id: UUID) -> Iterator[Happening]:
    for row in _rows(reading, tables.case_clock, case_id):
        text = _("only watched until {until}; then: {what}").format(
            until=show_instant(row.until_at, reading.zone), what=row.what
        )
        yield Happening("clock", row.done_at, text, None, row.done_by_id, "case_clock", row.id)


def _told(reading: Reading, view: CaseView) -> Iterator[Happening]:
    for duty in duties(reading, view.id, view.steps):
        if duty.told is None:
            continue
        text = titled(duty.rung.title, duty.told.told)
        if duty.told.reference:
            text = listed((text, duty.told.reference))
        if duty.was_late:
            late = _("late, due {due}").format(due=show_instant(duty.due_at, reading.zone))
            text = joined((text, late))
        yield Happening("told", duty.told.at, text, None, duty.told.by_id, "notification", duty.told.id)


def _checks(reading: Reading, case_id: UUID) -> Iterator[Happening]:
    titles = {one.id: one.title for one in criteria(reading)}
    for one in checks_of(reading, case_id, reading.now):
        words = _("met: {criterion}") if one.is_met else _("not met: {criterion}")
        text = words.format(criterion=titles.get(one.criterion_id, ""))
        yield Happening("checklist", one.at, joined((text, one.text)) if one.text else text, None, one.by_id,
                        "release_check", one.id)  # fmt: skip


def _requests(reading: Reading, case_id: UUID) -> Iterator[Happening]:
    for row in _rows(reading, tables.release_request, case_id):
        if row.open_criteria:
            text = _("release asked for and refused; open: {criteria}").format(criteria=row.open_criteria)
        else:
            text = _("release asked for; nothing stood in its way but the approval")
        text = joined((text, row.note)) if row.note else text
        yield Happening("request", row.done_at, text, None, row.done_by_id, "release_request", row.id)


def _files(reading: Reading, view: CaseView) -> Iterator[Happening]:
    """The photos and papers of the report; one is there from the report on, whenever it was entered."""
    for one in attachments(reading, view.report_id):
        yield Happening("file", view.found_at, one.said, None, one.by_id, "field_attachment", one.id)


def _decisions(reading: Reading, case_id: UUID) -> Iterator[Happening]:
    for one in decisions_of(reading, case_id, reading.now):
        words = _("release approved by {authority}") if one.is_approved else _("release refused by {authority}")
        said = [words.format(authority=one.authority), *(part for part in (one.reference, one.note) if part)]
        if one.open_criteria:
            said.append(_("open: {criteria}").format(criteria=one.open_criteria))
        yield Happening("decision", one.at, joined(said), None, one.by_id, "release_decision", one.id)


def _released(reading: Reading, case_id: UUID) -> Iterator[Happening]:
    for one in releases(reading, case_id=case_id):
        said = [one.place]
        if one.collar:
            said.append(_("collar {number}").format(number=one.collar))
        if one.doubt:
            said.append(one.doubt)
        yield Happening("release", one.at, joined(said), one.weight_g, one.by_id, "release", one.id)
        for fix in fixes(reading, one):
            text = _("{km} km from where it was released").format(km=show_number(fix.distance_m / 1000, 1))
            text = joined((text, fix.doubt)) if fix.doubt else text
            if fix.activity_percent is not None:
                active = _("active {percent} % of the time").format(percent=show_number(fix.activity_percent, 0))
                text = joined((text, active))
            yield Happening("tracking", fix.at, text, None, fix.by_id, "tracking_fix", fix.id)


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """What happened in the animal's rescue cases in [from_at, until_at)."""
    case = tables.rescue_case
    question = select(case.c.id, case.c.code).where(case.c.animal_id == animal_id, case.c.voided_at.is_(None))
    rows = [
        TimelineRow(one.at, CareLine.RESCUE, one.table, titled(row.code, one.text), one.by_id, one.table, one.id)
        for row in reading.rows(question)
        for one in course(reading, row.id)
        if from_at <= one.at < until_at
    ]
    return sorted(rows, key=lambda row: (row.at, row.record_id))
