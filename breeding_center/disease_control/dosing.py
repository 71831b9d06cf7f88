"""Giving medicine: each slot once, whoever reaches for it first; what was given is recorded, be it wrong.

A dose that is given without the task at hand settles the slot it belongs to. One for a slot that was given before is
recorded only as an error, with a reason.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.checks import must_be_here
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.care.model import Task
from breeding_center.care.queries import Occurrence, work_on
from breeding_center.care.service import settle
from breeding_center.declarations.action import Deed
from breeding_center.disease_control import rules
from breeding_center.disease_control.model import DoseGiven, MedicationError
from breeding_center.disease_control.prescribing import Weight, weight_at
from breeding_center.disease_control.queries import dose_given, expected_dose_mg
from breeding_center.disease_control.registers import (
    LotView,
    MedicineView,
    lot_called,
    medicine_called,
    medicine_view,
    prescription,
    running,
)
from breeding_center.disease_control.stocking import must_be_witnessed
from breeding_center.disease_control.using import take_for_dose
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import center_day, show_instant
from breeding_center.quantities import show_dose
from breeding_center.storage.entry import Entry
from breeding_center.team.queries import posts_of, staff_label
from breeding_center.text import _
from breeding_center.vocabulary import DoseState, Post, Route, TaskState
from breeding_center.vocabulary.disease_control import MedicationErrorKind, Severity
from breeding_center.words import label


@dataclass(frozen=True, slots=True)
class Given:
    """Which slot a dose belongs to, the task that is done with it, and whether it is one too many."""

    slot: str | None = None
    task_id: UUID | None = None
    error: MedicationErrorKind | None = None
    doubt: str | None = None


def give_dose(
    entry: Entry,
    *,
    animal: UUID,
    medicine: str,
    dose_mg: float,
    route: Route,
    state: DoseState,
    lot: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    taken_mg: float | None = None,
    volume_ml: float | None = None,
    prescription: UUID | None = None,
    ordered_by: UUID | None = None,
    witness: UUID | None = None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a dose of medicine: given, taken in part, or refused."""
    view = must_be_here(entry, animal, done_at)
    above_zero(dose_mg, _("dose"))
    _taken(state, dose_mg, taken_mg)
    _verbal_order(entry, ordered_by, done_at)
    drug, order = _drug_and_order(entry, animal, medicine, prescription, done_at)
    witness = witness or _witness_of(entry, task_id)
    if drug is not None and state is not DoseState.REFUSED:
        must_be_witnessed(drug, done_by or entry.by_id, witness)
    stock = lot_called(entry, drug.id, lot) if drug is not None else None
    weight = weight_at(entry, animal, done_at)
    given = _slot_of(entry, order, done_at, task_id)
    expected_mg = expected_dose_mg(entry, "medication", animal, medicine, done_at, task_id)
    doubt = confirmed(
        entry, given.doubt, _too_soon(entry, order, animal, done_at),
        rules.doubt_about_dose(dose_mg, drug.label if drug else medicine, expected_mg),
        *dose_doubts(drug, dose_mg, weight, volume_ml), doubt_expired(entry, stock, done_at),
    )  # fmt: skip
    if given.task_id is None and task_id is None and given.error is None:
        task_id = _settle(entry, order, done_at, done_by, witness)
    row = entry.add(
        DoseGiven(
            animal_id=animal, medicine=drug.name_en if drug else medicine, dose_mg=dose_mg, route=route, state=state,
            lot=lot, medicine_id=drug.id if drug else None, lot_id=stock.id if stock else None,
            prescription_id=order.id if order is not None else None, slot=given.slot, taken_mg=taken_mg,
            volume_ml=volume_ml, weight_g=weight.weight_g if weight else None, ordered_by_id=ordered_by,
            witness_id=witness, is_error=given.error is not None, done_by_id=done_by, done_at=done_at,
            task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(_finished(entry, view.label, row, given.error, drug), row.id)


def _finished(
    entry: Entry, animal: str, row: DoseGiven, error: MedicationErrorKind | None, drug: MedicineView | None
) -> str:
    """Write what follows from a dose, an error and what it took off the stock; says what was done."""
    if error is not None:
        _write_error(entry, row, error, row.doubt)
    short = take_for_dose(entry, drug, row) if drug is not None else ""
    said = _("{animal}, {medicine} {dose}: {state}.").format(
        animal=animal,
        medicine=drug.label if drug else row.medicine,
        dose=show_dose(row.dose_mg),
        state=label(row.state),
    )
    return f"{said} {short}".strip()


def _drug_and_order(
    entry: Entry, animal: UUID, medicine: str, named: UUID | None, at: datetime
) -> tuple[MedicineView | None, Row[Any] | None]:
    """The medicine in the cabinet that goes by this name, and the prescription that the dose belongs to."""
    drug = medicine_called(entry, medicine)
    order = _order(entry, animal, drug, named, at)
    if drug is None and order is not None:
        drug = medicine_view(entry, order.medicine_id)
    return drug, order


def _taken(state: DoseState, dose_mg: float, taken_mg: float | None) -> None:
    if taken_mg is None:
        return
    if state is not DoseState.PARTIAL:
        raise NotUnderstood(_("How much was taken is said of a dose that was taken in part."))
    if taken_mg > dose_mg:
        raise Refused(
            _("{taken} is more than the dose of {dose}; which of them is wrong?").format(
                taken=show_dose(taken_mg), dose=show_dose(dose_mg)
            )
        )


def _verbal_order(entry: Entry, ordered_by: UUID | None, at: datetime) -> None:
    if ordered_by is not None and Post.VETERINARIAN not in posts_of(entry, ordered_by, at):
        raise Refused(
            _("{person} is no veterinarian; a verbal order is a veterinarian's.").format(
                person=staff_label(entry, ordered_by)
            )
        )


def _witness_of(entry: Entry, task_id: UUID | None) -> UUID | None:
    return entry.get(Task, task_id).witness_id if task_id is not None else None


def _order(entry: Entry, animal: UUID, drug: MedicineView | None, named: UUID | None, at: datetime) -> Row[Any] | None:
    """The prescription that a dose belongs to: the one named, or the one of its medicine that runs for the animal."""
    if named is not None:
        row = entry.row(select(prescription).where(prescription.c.id == named, prescription.c.voided_at.is_(None)))
        if row is None or row.animal_id != animal:
            raise Refused(_("That prescription is another animal's; look it up again."))
        return row
    if drug is None:
        return None
    day = at.astimezone(entry.zone).date()
    fitting = (
        row
        for row in entry.rows(running(entry))
        if row.animal_id == animal and row.medicine_id == drug.id and row.from_on <= day
    )
    return next(fitting, None)


# ---------------------------------------------------------------- slots


def _near(entry: Entry, order: Row[Any], at: datetime) -> list[Occurrence]:
    """The slots of a prescription that the time of a dose lies near to, the nearest first."""
    day = center_day(at, entry.zone, entry.site.day_starts_at)
    work = (
        one
        for one in work_on(entry, day - timedelta(days=1), days=3, kinds=("medication",))
        if one.plan_id == order.plan_id
    )
    near = [one for one in work if abs(one.due_at - at) <= timedelta(minutes=one.grace_min)]
    return sorted(near, key=lambda one: abs(one.due_at - at))


def _name_of(entry: Entry, order: Row[Any], due_at: datetime) -> str:
    """What a slot is called: 'morning 08:30'."""
    clock = f"{due_at.astimezone(entry.zone):%H:%M}"
    return next((name for name in str(order.slots).split(", ") if name.endswith(clock)), clock)


def _slot_of(entry: Entry, order: Row[Any] | None, at: datetime, task_id: UUID | None) -> Given:
    """The slot a dose belongs to; one given before, and none at all, are doubted and marked as errors."""
    if order is None or order.plan_id is None:
        return Given()
    if task_id is not None:
        task = entry.get(Task, task_id)
        return Given(_name_of(entry, order, task.due_at), task_id)
    near = _near(entry, order, at)
    waiting = [one for one in near if one.written not in (TaskState.DONE, TaskState.SKIPPED)]
    if waiting:
        return Given(_name_of(entry, order, waiting[0].due_at))
    if not near:
        return Given(
            None, None, MedicationErrorKind.WRONG_TIME,
            _("No slot of the prescription is due at {time}.").format(time=show_instant(at, entry.zone)),
        )  # fmt: skip
    settled = near[0]
    who = staff_label(entry, settled.done_by_id) if settled.done_by_id else _("somebody")
    when = show_instant(settled.done_at or settled.due_at, entry.zone)
    slot = _name_of(entry, order, settled.due_at)
    doubt = _("{slot} was done by {who} at {when}; this would be a second dose, and is recorded as an error.")
    return Given(
        slot, None, MedicationErrorKind.SECOND_DOSE, doubt.format(slot=rules.show_slot(slot), who=who, when=when)
    )


def _settle(
    entry: Entry, order: Row[Any] | None, at: datetime, done_by: UUID | None, witness: UUID | None
) -> UUID | None:
    """Mark the slot as done that a dose belongs to, where it was given without the task at hand."""
    if order is None or order.plan_id is None:
        return None
    waiting = (one for one in _near(entry, order, at) if one.written not in (TaskState.DONE, TaskState.SKIPPED))
    slot = next(waiting, None)
    if slot is None:
        return None
    return settle(
        entry, slot, TaskState.DONE, done_by=done_by or entry.by_id, done_at=at, witness=witness
    ).id  # fmt: skip


# ---------------------------------------------------------------- doubts and errors


def _too_soon(entry: Entry, order: Row[Any] | None, animal: UUID, at: datetime) -> str | None:
    """Was the last dose of a medicine taken as needed too short a while ago?"""
    if order is None or not order.is_as_needed:
        return None
    last = entry.value(
        select(dose_given.c.done_at)
        .where(
            dose_given.c.voided_at.is_(None), dose_given.c.animal_id == animal, dose_given.c.done_at <= at,
            dose_given.c.medicine_id == order.medicine_id, dose_given.c.state != DoseState.REFUSED,
        )
        .order_by(dose_given.c.done_at.desc())
    )  # fmt: skip
    return rules.doubt_about_interval(last, at, order.min_interval_h)


def dose_doubts(
    drug: MedicineView | None, dose_mg: float, weight: Weight | None, volume_ml: float | None
) -> list[str | None]:
    if drug is None:
        return []
    crossed = rules.doubt_about_volume(dose_mg, volume_ml, drug.concentration_mg_ml)
    if weight is None:
        return [crossed]
    far = rules.far_out_of_range(dose_mg, weight.weight_g, drug.range)
    return [crossed, far or rules.doubt_about_range(dose_mg, weight.bounds, drug.range)]


def doubt_expired(entry: Entry, stock: LotView | None, at: datetime) -> str | None:
    return rules.doubt_about_expiry(stock.expires_on if stock else None, at.astimezone(entry.zone).date())


def _write_error(entry: Entry, dose: DoseGiven, kind: MedicationErrorKind, what: str | None) -> None:
    entry.add(
        MedicationError(
            animal_id=dose.animal_id, dose_id=dose.id, kind=kind, what=what or label(kind), response=entry.reason,
            done_at=dose.done_at, done_by_id=dose.done_by_id,
        )
    )  # fmt: skip


def record_error(
    entry: Entry,
    *,
    animal: UUID,
    kind: MedicationErrorKind,
    what: str,
    severity: Severity | None,
    response: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record something that went wrong with a medicine, and what was done about it."""
    view = must_be_here(entry, animal, done_at)
    row = entry.add(
        MedicationError(
            animal_id=animal, kind=kind, severity=severity, what=what, response=response, done_at=done_at,
            done_by_id=done_by, note=note,
        )
    )  # fmt: skip
    return Deed(_("Medication error of {animal}: {kind}.").format(animal=view.label, kind=label(kind)), row.id)
