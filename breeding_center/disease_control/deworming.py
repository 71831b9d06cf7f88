"""Worming doses: out of the cabinet, for the work that asked for them, and of another class than the last course."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.care.queries import Occurrence, planned_values
from breeding_center.declarations.action import Deed
from breeding_center.disease_control import rules
from breeding_center.disease_control.dosing import dose_doubts, doubt_expired
from breeding_center.disease_control.model import Deworming
from breeding_center.disease_control.naming import is_same_medicine, kept_class, shown_medicine
from breeding_center.disease_control.queries import deworming, expected_dose_mg
from breeding_center.disease_control.registers import lot_called, medicine_called
from breeding_center.disease_control.using import Asked, asked_for, settle_asked, take_for_worming
from breeding_center.disease_control.weights import known_weight
from breeding_center.moments import show_instant
from breeding_center.quantities import show_dose
from breeding_center.storage.entry import Entry
from breeding_center.text import _, sentences
from breeding_center.vocabulary import Route


def deworm(
    entry: Entry,
    *,
    animal: UUID,
    medicine: str,
    dose_mg: float,
    route: Route,
    drug_class: str | None,
    lot: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a worming dose; the class of drug is the medicine's own, where it is not said.

    It comes off the stock like any dose, and settles the work that was due for it, where the task is not at hand.
    """
    view = must_be_here(entry, animal, done_at)
    above_zero(dose_mg, _("dose"))
    drug = medicine_called(entry, medicine)
    drug_class = kept_class(drug_class) if drug_class else drug.drug_class if drug else None
    called = drug.label if drug else medicine
    weight = known_weight(entry, animal, done_at)
    stock = lot_called(entry, drug.id, lot) if drug is not None else None
    expected_mg = expected_dose_mg(entry, "deworming", animal, medicine, done_at, task_id)
    asked = Asked(None, None) if task_id is not None else _asked(entry, animal, medicine, done_at)
    doubt = confirmed(
        entry, rules.doubt_about_dose(dose_mg, called, expected_mg), *dose_doubts(drug, dose_mg, weight, None),
        doubt_expired(entry, stock, done_at), _rotation(entry, animal, drug_class, done_at),
        None if task_id is not None else asked.doubt or _same_day(entry, animal, medicine, done_at),
    )  # fmt: skip
    made = entry.add(
        Deworming(
            animal_id=animal, medicine=drug.name_en if drug else medicine, drug_class=drug_class, dose_mg=dose_mg,
            route=route, lot=lot,
            medicine_id=drug.id if drug else None, lot_id=stock.id if stock else None,
            weight_g=weight.weight_g if weight else None, done_by_id=done_by, done_at=done_at,
            task_id=task_id or settle_asked(entry, asked, done_by, done_at), note=note, doubt=doubt,
        )
    )  # fmt: skip
    short = take_for_worming(entry, drug, made) if drug is not None else ""
    said = _("Dewormed {animal}: {medicine} {dose}.").format(
        animal=view.label, medicine=called, dose=show_dose(dose_mg)
    )
    return Deed(sentences(filter(None, (said, short))), made.id)


def _asked(entry: Entry, animal: UUID, medicine: str, at: datetime) -> Asked:
    def fits(one: Occurrence) -> bool:
        named = planned_values(one.planned).get("medicine")
        return named is None or is_same_medicine(entry, named, medicine)

    return asked_for(entry, "deworming", animal, at, fits)


def _same_day(entry: Entry, animal: UUID, medicine: str, at: datetime) -> str | None:
    """Was it wormed with the same medicine within hours? A course is one dose a day."""
    rows = entry.rows(
        select(deworming.c.medicine, deworming.c.done_at)
        .where(deworming.c.voided_at.is_(None), deworming.c.animal_id == animal)
        .where(deworming.c.done_at > at - timedelta(hours=12), deworming.c.done_at < at + timedelta(hours=12))
        .order_by(deworming.c.done_at)
    )
    before = next((row for row in rows if is_same_medicine(entry, row.medicine, medicine)), None)
    if before is None:
        return None
    return _("It was wormed with {medicine} at {time} already.").format(
        medicine=shown_medicine(entry, medicine), time=show_instant(before.done_at, entry.zone)
    )


def _rotation(entry: Entry, animal: UUID, drug_class: str | None, at: datetime) -> str | None:
    last = entry.row(
        select(deworming.c.drug_class, deworming.c.done_at)
        .where(deworming.c.voided_at.is_(None), deworming.c.animal_id == animal, deworming.c.done_at < at)
        .order_by(deworming.c.done_at.desc())
    )
    if last is None:
        return None
    return rules.doubt_about_rotation(drug_class, last.drug_class, (at - last.done_at).days)
