"""What the clinic has on record: problems, examinations, anesthesias, and the latest of each for all animals."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from breeding_center.disease_control.clinical_model import (
    Anesthesia,
    AnesthesiaVital,
    Diagnosis,
    Examination,
    ExaminationFinding,
    Necropsy,
    NecropsyOrgan,
)
from breeding_center.storage.reading import Reading

diagnosis = Diagnosis.__table__
examination = Examination.__table__
finding = ExaminationFinding.__table__
anesthesia = Anesthesia.__table__
vital = AnesthesiaVital.__table__
necropsy = Necropsy.__table__
organ = NecropsyOrgan.__table__


def open_problems(reading: Reading, animal_ids: Iterable[UUID] | None = None) -> Sequence[Row[Any]]:
    """The problems that are not resolved, of all animals or of some, the oldest first."""
    question = select(diagnosis).where(diagnosis.c.voided_at.is_(None), diagnosis.c.resolved_at.is_(None))
    if animal_ids is not None:
        question = question.where(diagnosis.c.animal_id.in_(list(animal_ids)))
    return reading.rows(question.order_by(diagnosis.c.done_at, diagnosis.c.id))


def last_examinations(reading: Reading) -> dict[UUID, datetime]:
    """When each animal was last examined."""
    question = (
        select(examination.c.animal_id, func.max(examination.c.done_at).label("at"))
        .where(examination.c.voided_at.is_(None))
        .group_by(examination.c.animal_id)
    )
    return {row.animal_id: row.at for row in reading.rows(question)}


def findings_of(reading: Reading, examination_ids: Iterable[UUID]) -> dict[UUID, list[Row[Any]]]:
    """The findings of examinations, by examination."""
    found: dict[UUID, list[Row[Any]]] = {}
    ids = list(examination_ids)
    if not ids:
        return found
    question = select(finding).where(finding.c.voided_at.is_(None), finding.c.examination_id.in_(ids))
    for row in reading.rows(question.order_by(finding.c.id)):
        found.setdefault(row.examination_id, []).append(row)
    return found


def vitals_of(reading: Reading, anesthesia_ids: Iterable[UUID]) -> dict[UUID, list[Row[Any]]]:
    """Vital signs over time, by anesthesia."""
    found: dict[UUID, list[Row[Any]]] = {}
    ids = list(anesthesia_ids)
    if not ids:
        return found
    question = select(vital).where(vital.c.voided_at.is_(None), vital.c.anesthesia_id.in_(ids))
    for row in reading.rows(question.order_by(vital.c.done_at)):
        found.setdefault(row.anesthesia_id, []).append(row)
    return found


def organs_of(reading: Reading, necropsy_ids: Iterable[UUID]) -> dict[UUID, list[Row[Any]]]:
    """What was found in each organ, by necropsy."""
    found: dict[UUID, list[Row[Any]]] = {}
    ids = list(necropsy_ids)
    if not ids:
        return found
    question = select(organ).where(organ.c.voided_at.is_(None), organ.c.necropsy_id.in_(ids))
    for row in reading.rows(question.order_by(organ.c.id)):
        found.setdefault(row.necropsy_id, []).append(row)
    return found
