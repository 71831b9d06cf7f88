"""Medicines, dewormings, vaccinations and fecal examinations as they were recorded."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.care.model import Plan, Protocol, Task
from breeding_center.care.queries import planned_values
from breeding_center.declarations.room import TimelineRow
from breeding_center.disease_control.model import Deworming, DoseGiven, FecalExam, Vaccination
from breeding_center.disease_control.naming import is_same_medicine, shown_medicine
from breeding_center.errors import NotUnderstood
from breeding_center.quantities import parse_dose_mg, show_dose, show_number, show_volume
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import CareLine, DoseState
from breeding_center.words import label

dose_given = DoseGiven.__table__
deworming = Deworming.__table__
vaccination = Vaccination.__table__
fecal_exam = FecalExam.__table__
plan = Plan.__table__
protocol = Protocol.__table__
task = Task.__table__


def records(
    reading: Reading, table: Any, animal_id: UUID | None, from_at: datetime, until_at: datetime
) -> Sequence[Row[Any]]:
    """The rows of one table in [from, until), of one animal or of all."""
    question = (
        select(table)
        .where(table.c.voided_at.is_(None), table.c.done_at >= from_at, table.c.done_at < until_at)
        .order_by(table.c.done_at, table.c.id)
    )
    return reading.rows(question if animal_id is None else question.where(table.c.animal_id == animal_id))


def expected_dose_mg(
    reading: Reading, kind: str, animal_id: UUID, medicine: str, at: datetime, task_id: UUID | None
) -> float | None:
    """The dose that was planned for the animal at an instant; where none was, the one it was last given; or None.

    The plan is the task's own, or else one of its kind that runs for the animal and names the medicine.
    """
    on = at.astimezone(reading.zone).date()
    question = (
        select(plan.c.planned)
        .join(protocol, protocol.c.id == plan.c.protocol_id)
        .where(plan.c.voided_at.is_(None), plan.c.planned.is_not(None))
    )
    running = question.where(
        protocol.c.kind == kind, plan.c.animal_id == animal_id, plan.c.from_on <= on,
        (plan.c.until_on.is_(None)) | (plan.c.until_on >= on),
    ).order_by(plan.c.from_on.desc())  # fmt: skip
    own = question.join(task, task.c.plan_id == plan.c.id).where(task.c.id == task_id)
    rows = [*(reading.rows(own) if task_id is not None else ()), *reading.rows(running)]
    doses = (_planned_dose_mg(reading, row.planned, medicine) for row in rows)
    planned = next((one for one in doses if one is not None), None)
    return planned if planned is not None else _last_dose_mg(reading, kind, animal_id, medicine, at)


def _planned_dose_mg(reading: Reading, planned: str, medicine: str) -> float | None:
    values = planned_values(planned)
    named = values.get("medicine")
    written = values.get("dose_mg") or values.get("dose")
    if written is None or (named is not None and not is_same_medicine(reading, named, medicine)):
        return None
    try:
        return parse_dose_mg(written)
    except NotUnderstood:
        # A plan may say in words what is no dose, such as "half a tablet".
        return None


def _last_dose_mg(reading: Reading, kind: str, animal_id: UUID, medicine: str, at: datetime) -> float | None:
    table: Any = deworming if kind == "deworming" else dose_given
    question = (
        select(table.c.medicine, table.c.dose_mg)
        .where(table.c.voided_at.is_(None), table.c.animal_id == animal_id, table.c.done_at <= at)
        .order_by(table.c.done_at.desc())
        .limit(50)
    )
    if table is dose_given:
        question = question.where(table.c.state == DoseState.GIVEN)
    rows = reading.rows(question)
    return next((row.dose_mg for row in rows if is_same_medicine(reading, row.medicine, medicine)), None)


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """What was given to the animal and found in its feces in [from_at, until_at)."""
    told = [
        TimelineRow(
            row.done_at, CareLine.DISEASE_CONTROL, table.name, say(reading, row), row.done_by_id, table.name, row.id
        )
        for table, say in _SAID
        for row in records(reading, table, animal_id, from_at, until_at)
    ]
    return sorted(told, key=lambda row: (row.at, row.record_id))


def _say_dose(reading: Reading, row: Row[Any]) -> str:
    said = _("{medicine} {dose} {route}: {state}").format(
        medicine=shown_medicine(reading, row.medicine), dose=show_dose(row.dose_mg), route=label(row.route),
        state=label(row.state),
    )  # fmt: skip
    parts = [_("{said}, {dose} of it").format(said=said, dose=show_dose(row.taken_mg)) if row.taken_mg else said]
    parts += [_("lot {lot}").format(lot=row.lot)] if row.lot else []
    parts += [_("recorded as an error")] if row.is_error else []
    return listed(parts)


def _say_deworming(reading: Reading, row: Row[Any]) -> str:
    return _("Dewormed: {medicine} {dose} {route}").format(
        medicine=shown_medicine(reading, row.medicine), dose=show_dose(row.dose_mg), route=label(row.route)
    )


def _say_vaccination(reading: Reading, row: Row[Any]) -> str:
    product = shown_medicine(reading, row.product)
    said = [_("Vaccinated against {disease}: {product}").format(disease=label(row.disease), product=product)]
    said += [show_volume(row.volume_ml)] if row.volume_ml is not None else []
    said += [_("lot {lot}").format(lot=row.lot)] if row.lot else []
    said += [_("reaction: {reaction}").format(reaction=row.reaction)] if row.reaction else []
    return listed(said)


def _say_exam(_reading: Reading, row: Row[Any]) -> str:
    found = _("Fecal exam ({method}): {eggs} eggs per gram").format(
        method=label(row.method), eggs=show_number(row.eggs_per_g)
    )
    return listed((found, row.parasite)) if row.parasite else found


_SAID: tuple[tuple[Any, Callable[[Reading, Row[Any]], str]], ...] = (
    (dose_given, _say_dose),
    (deworming, _say_deworming),
    (vaccination, _say_vaccination),
    (fecal_exam, _say_exam),
)
