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
from breeding_center.disease_control import day_slots, rules
from breeding_center.disease_control.model import DoseGiven, MedicationError
from breeding_center.disease_control.naming import is_same_medicine
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
from breeding_center.disease_control.weights import Weight, estimate_of, known_weight, later_weight
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import center_day, show_instant
from breeding_center.quantities import show_dose
from breeding_center.storage.entry import Entry
from breeding_center.team.queries import posts_of, staff_label
from breeding_center.text import _, sentences
from breeding_center.vocabulary import DoseState, Post, Route, TaskState
from breeding_center.vocabulary.disease_control import MedicationErrorKind, Severity
from breeding_center.words import label

# The same dose of the same medicine within so long is taken for one that two people wrote down (center default).
SAME_DOSE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Given:
    """Which slot a dose belongs to, the task that is done with it, and whether it is one too many."""

    slot: str | None = None
    task_id: UUID | None = None
    error: MedicationErrorKind | None = None
    doubt: str | None = None
    before_mg: float = 0.0  # what was taken of the slot before


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
    took_mg = _took(state, dose_mg, taken_mg)
    _verbal_order(entry, ordered_by, done_at)
    drug, order = _drug_and_order(entry, animal, medicine, prescription, done_at)
    witness = witness or _witness_of(entry, task_id)
    if drug is not None and took_mg:
        must_be_witnessed(entry, drug, done_by or entry.by_id, witness, done_at)
    stock = lot_called(entry, drug.id, lot) if drug is not None else None
    weight = later_weight(known_weight(entry, animal, done_at), estimate_of(order))
    given = _slot_of(entry, order, done_at, task_id, took_mg)
    expected = expected_dose_mg(entry, "medication", animal, medicine, done_at, task_id)
    doubt = confirmed(
        entry, given.doubt, doubt_expired(entry, stock, done_at),
        _too_often(entry, order, animal, medicine, dose_mg, done_at) if took_mg and not task_id else None,
        rules.doubt_about_dose(dose_mg + given.before_mg, drug.label if drug else medicine, expected),
        *(dose_doubts(drug, dose_mg, weight, volume_ml, given.before_mg) if took_mg else ()),
    )  # fmt: skip
    task_id = task_id or _settle(entry, order, done_at, done_by, witness, given)
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
    return sentences(filter(None, (said, short)))


def _drug_and_order(
    entry: Entry, animal: UUID, medicine: str, named: UUID | None, at: datetime
) -> tuple[MedicineView | None, Row[Any] | None]:
    """The medicine in the cabinet that goes by this name, and the prescription that the dose belongs to."""
    drug = medicine_called(entry, medicine)
    order = _order(entry, animal, drug, named, at)
    if drug is None and order is not None:
        drug = medicine_view(entry, order.medicine_id)
    return drug, order


def _took(state: DoseState, dose_mg: float, taken_mg: float | None) -> float:
    """How much of a dose went in; refuses what cannot be."""
    if taken_mg is not None and state is not DoseState.PARTIAL:
        raise NotUnderstood(_("How much was taken is said of a dose that was taken in part."))
    if taken_mg is not None and taken_mg > dose_mg:
        raise Refused(
            _("{taken} is more than the dose of {dose}; which of them is wrong?").format(
                taken=show_dose(taken_mg), dose=show_dose(dose_mg)
            )
        )
    return taken_of(state, dose_mg, taken_mg)


def taken_of(state: DoseState, dose_mg: float, taken_mg: float | None) -> float:
    """How much of a dose went in: nothing of one refused, all of one taken in part where nobody said how much."""
    return 0.0 if state is DoseState.REFUSED else dose_mg if taken_mg is None else taken_mg


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


def _slot_of(entry: Entry, order: Row[Any] | None, at: datetime, task_id: UUID | None, took_mg: float) -> Given:
    """The slot a dose belongs to; one given before, and none at all, are doubted and marked as errors.

    What was refused or skipped may be offered again, and what was taken in part may be finished.
    """
    if order is None or order.plan_id is None:
        return Given()
    if task_id is not None:
        task = entry.get(Task, task_id)
        return Given(_name_of(entry, order, task.due_at), task_id)
    near = _near(entry, order, at)
    waiting = [one for one in near if one.written not in (TaskState.DONE, TaskState.SKIPPED)]
    if waiting:
        return Given(_name_of(entry, order, waiting[0].due_at))
    if not near and not took_mg:
        return Given()
    if not near:
        return Given(
            None, None, MedicationErrorKind.WRONG_TIME,
            _("No slot of the prescription is due at {time}.").format(time=show_instant(at, entry.zone)),
        )  # fmt: skip
    settled = near[0]
    before_mg = _taken_of(entry, order, settled)
    if took_mg + before_mg <= order.dose_mg * (1 + rules.ROUNDED_BY):
        return Given(_name_of(entry, order, settled.due_at), before_mg=before_mg)
    who = staff_label(entry, settled.done_by_id) if settled.done_by_id else _("somebody")
    when = show_instant(settled.done_at or settled.due_at, entry.zone)
    slot = _name_of(entry, order, settled.due_at)
    named = day_slots.show_slot(slot)
    doubt = _("{slot} was done by {who} at {when}; this would be a second dose, and is recorded as an error.")
    return Given(slot, None, MedicationErrorKind.SECOND_DOSE, doubt.format(slot=named, who=who, when=when))


def _taken_of(entry: Entry, order: Row[Any], settled: Occurrence) -> float:
    """What the animal has taken of a slot that somebody has settled; all of it where no dose says how much."""
    grace = timedelta(minutes=settled.grace_min)
    again = (
        (dose_given.c.slot == _name_of(entry, order, settled.due_at))
        & (dose_given.c.done_at >= settled.due_at - grace)
        & (dose_given.c.done_at <= settled.due_at + grace)
    )
    rows = entry.rows(
        select(dose_given.c.state, dose_given.c.dose_mg, dose_given.c.taken_mg).where(
            dose_given.c.voided_at.is_(None), dose_given.c.prescription_id == order.id,
            again | (dose_given.c.task_id == settled.task_id),
        )
    )  # fmt: skip
    taken = [taken_of(row.state, row.dose_mg, row.taken_mg) for row in rows]
    if not taken and settled.written is not TaskState.SKIPPED:
        return float(order.dose_mg)
    return sum(taken)


def _settle(
    entry: Entry, order: Row[Any] | None, at: datetime, done_by: UUID | None, witness: UUID | None, given: Given
) -> UUID | None:
    """Mark the slot as done that a dose belongs to, where it was given without the task at hand."""
    if order is None or order.plan_id is None or given.error is not None:
        return None
    waiting = (one for one in _near(entry, order, at) if one.written not in (TaskState.DONE, TaskState.SKIPPED))
    slot = next(waiting, None)
    if slot is None:
        return None
    return settle(
        entry, slot, TaskState.DONE, done_by=done_by or entry.by_id, done_at=at, witness=witness
    ).id  # fmt: skip


# ---------------------------------------------------------------- doubts and errors


def _too_often(
    entry: Entry, order: Row[Any] | None, animal: UUID, medicine: str, dose_mg: float, at: datetime
) -> str | None:
    """Was the last dose of what has no slots too short a while ago, or is it this very one?"""
    if order is not None and order.plan_id is not None:
        return None
    return _too_soon(entry, order, animal, at) or _same_again(entry, animal, medicine, dose_mg, at)


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


def _same_again(entry: Entry, animal: UUID, medicine: str, dose_mg: float, at: datetime) -> str | None:
    """Was just this dose written down already, by this person or at another workstation?"""
    rows = entry.rows(
        select(dose_given.c.medicine, dose_given.c.done_at, dose_given.c.done_by_id)
        .where(
            dose_given.c.voided_at.is_(None), dose_given.c.animal_id == animal, dose_given.c.dose_mg == dose_mg,
            dose_given.c.done_at >= at - SAME_DOSE, dose_given.c.done_at <= at + SAME_DOSE,
            dose_given.c.state != DoseState.REFUSED,
        )
        .order_by(dose_given.c.done_at.desc())
    )  # fmt: skip
    row = next((one for one in rows if is_same_medicine(entry, one.medicine, medicine)), None)
    if row is None:
        return None
    return _("{person} gave the same dose at {time}; this would be another one.").format(
        person=staff_label(entry, row.done_by_id) if row.done_by_id else _("somebody"),
        time=show_instant(row.done_at, entry.zone),
    )


def dose_doubts(
    drug: MedicineView | None, dose_mg: float, weight: Weight | None, volume_ml: float | None, before_mg: float = 0.0
) -> list[str | None]:
    """What is doubtful about a dose: its volume, and with what was taken of the same slot before, its range."""
    if drug is None:
        return []
    crossed = rules.doubt_about_volume(dose_mg, volume_ml, drug.concentration_mg_ml)
    if weight is None:
        unweighed = _("There is no weight to check the dose by; weigh the animal, or estimate it.")
        return [crossed, unweighed if drug.range.words else None]
    whole_mg = dose_mg + before_mg
    far = rules.far_out_of_range(whole_mg, weight.weight_g, drug.range)
    return [crossed, far or rules.doubt_about_range(whole_mg, weight.bounds, drug.range)]


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
