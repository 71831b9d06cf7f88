"""Whom the season's plan recommends for each dam, and whether what happened kept to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.queries import animal_view
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import BreedingMethod
from breeding_center.vocabulary.choosing import KeptToPlan


@dataclass(frozen=True, slots=True)
class Recommended:
    """Whom a dam is to be bred with in a year."""

    id: UUID
    dam_id: UUID
    primary_sire_id: UUID
    backup_sire_id: UUID | None
    method: BreedingMethod
    explanation: str | None
    kinship: float | None


def recommended(reading: Reading, year: int, dam: UUID | None = None) -> dict[UUID, Recommended]:
    """The season's plan by dam, of all dams or of one."""
    s = tables.season_plan
    question = select(
        s.c.id, s.c.dam_id, s.c.primary_sire_id, s.c.backup_sire_id, s.c.method, s.c.explanation, s.c.kinship
    ).where(s.c.voided_at.is_(None), s.c.year == year)  # fmt: skip
    if dam is not None:
        question = question.where(s.c.dam_id == dam)
    return {row.dam_id: Recommended(*row) for row in reading.rows(question)}


def kept_to_plan(plan: Recommended | None, sires: Iterable[UUID]) -> KeptToPlan:
    """What became of a dam's plan, by the males she was bred with: another than planned weighs most."""
    bred = set(sires)
    if plan is None:
        return KeptToPlan.UNPLANNED
    if bred - {plan.primary_sire_id, plan.backup_sire_id}:
        return KeptToPlan.OTHER
    if plan.backup_sire_id in bred:
        return KeptToPlan.BACKUP
    return KeptToPlan.PRIMARY if bred else KeptToPlan.NOT_YET


def doubt_about_sire(reading: Reading, dam: UUID, sire: UUID, on: date) -> str | None:
    """Is she bred with another than the season's plan says? Not asked where she is not planned for."""
    plan = recommended(reading, on.year, dam).get(dam)
    if plan is None or sire in (plan.primary_sire_id, plan.backup_sire_id):
        return None
    return say_other(reading, plan, sire, on.year)


def say_other(reading: Reading, plan: Recommended, sire: UUID, year: int) -> str:
    """That a male is not the one who was planned."""
    names = [animal_view(reading, key).name for key in (plan.dam_id, sire, plan.primary_sire_id)]
    if plan.backup_sire_id is None:
        return _("The plan of {year} for {dam} is {primary}, not {sire}.").format(
            year=year, dam=names[0], primary=names[2], sire=names[1]
        )
    backup = animal_view(reading, plan.backup_sire_id).name
    return _("The plan of {year} for {dam} is {primary}, or else {backup}, not {sire}.").format(
        year=year, dam=names[0], primary=names[2], backup=backup, sire=names[1]
    )
