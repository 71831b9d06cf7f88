"""What a dose, a worming or a vaccine uses: it comes off the stock, and the work that asked for it is settled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.care.queries import Occurrence, work_on
from breeding_center.care.service import settle
from breeding_center.disease_control import rules
from breeding_center.disease_control.model import Deworming, DoseGiven, MedicineMovement, Vaccination
from breeding_center.disease_control.registers import MedicineView, movement
from breeding_center.disease_control.stocking import below_book, is_counted, only_lot
from breeding_center.moments import center_day, show_instant
from breeding_center.storage.entry import Entry
from breeding_center.team.queries import staff_label
from breeding_center.text import _
from breeding_center.vocabulary import DoseState, TaskState
from breeding_center.vocabulary.disease_control import MovementKind, StockUnit

SETTLED = (TaskState.DONE, TaskState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Use:
    """Whom an amount of medicine was used on, when, by whom, and which record says so."""

    animal_id: UUID
    lot_id: UUID | None
    done_at: datetime
    done_by_id: UUID | None
    witness_id: UUID | None = None
    dose_id: UUID | None = None
    deworming_id: UUID | None = None
    vaccination_id: UUID | None = None


def take_for_dose(entry: Entry, drug: MedicineView, dose: DoseGiven) -> str:
    """Take what a dose used off the stock; of one refused, nothing."""
    if dose.state is DoseState.REFUSED:
        return ""
    taken = dose.taken_mg if dose.taken_mg is not None else dose.dose_mg
    volume = dose.volume_ml if dose.taken_mg is None else None
    amount = rules.stock_of_dose(taken, volume, drug.stock_unit, drug.concentration_mg_ml)
    use = Use(dose.animal_id, dose.lot_id, dose.done_at, dose.done_by_id, dose.witness_id, dose_id=dose.id)
    return _take(entry, drug, amount, use)


def take_for_worming(entry: Entry, drug: MedicineView, made: Deworming) -> str:
    """Take a worming dose off the stock."""
    amount = rules.stock_of_dose(made.dose_mg, None, drug.stock_unit, drug.concentration_mg_ml)
    use = Use(made.animal_id, made.lot_id, made.done_at, made.done_by_id, deworming_id=made.id)
    return _take(entry, drug, amount, use)


def take_for_vaccine(entry: Entry, drug: MedicineView, made: Vaccination) -> str:
    """Take a vaccine off the stock: its volume, or one piece; says so where neither tells how much it was."""
    if drug.stock_unit is StockUnit.PIECE:
        amount = 1.0
    elif drug.stock_unit is StockUnit.MILLILITER and made.volume_ml is not None:
        amount = made.volume_ml
    else:
        amount = 0.0
    if not amount:
        return _("Nothing was taken off the stock: its volume was not said.") if is_counted(entry, drug) else ""
    use = Use(made.animal_id, made.lot_id, made.done_at, made.done_by_id, vaccination_id=made.id)
    return _take(entry, drug, amount, use)


def _take(entry: Entry, drug: MedicineView, amount: float, use: Use) -> str:
    """Take an amount off the stock, or off the animal's open draw; says what does not agree."""
    if not is_counted(entry, drug):
        return ""
    drawn = _open_draw(entry, drug.id, use.animal_id, use.done_at)
    lot_id = use.lot_id or (drawn.lot_id if drawn else only_lot(entry, drug.id))
    row = entry.add(
        MedicineMovement(
            medicine_id=drug.id, lot_id=lot_id, kind=MovementKind.GIVEN, amount=amount,
            stock_change=0.0 if drawn else -amount, animal_id=use.animal_id, dose_id=use.dose_id,
            deworming_id=use.deworming_id, vaccination_id=use.vaccination_id, draw_id=drawn.id if drawn else None,
            witness_id=use.witness_id, done_at=use.done_at, done_by_id=use.done_by_id, note=None, doubt=None,
        )
    )  # fmt: skip
    return "" if drawn else below_book(entry, drug, row, use.witness_id)


def _open_draw(entry: Entry, medicine_id: UUID, animal_id: UUID, at: datetime) -> Row[Any] | None:
    """The draw that was made for the animal, or for none in particular, and is not settled yet."""
    rows = entry.rows(
        select(movement.c.id, movement.c.animal_id, movement.c.lot_id)
        .where(
            movement.c.voided_at.is_(None), movement.c.medicine_id == medicine_id, movement.c.settled_at.is_(None),
            movement.c.kind == MovementKind.DRAWN, movement.c.done_at <= at,
        )
        .order_by(movement.c.done_at.desc())
    )  # fmt: skip
    fitting = [row for row in rows if row.animal_id in (None, animal_id)]
    fitting.sort(key=lambda row: row.animal_id is None)
    return fitting[0] if fitting else None


# ---------------------------------------------------------------- the work that asked for it


@dataclass(frozen=True, slots=True)
class Asked:
    """The work that waits for a deed, or the one that was done before it."""

    waiting: Occurrence | None
    doubt: str | None


def asked_for(entry: Entry, kind: str, animal: UUID, at: datetime, fits: Callable[[Occurrence], bool]) -> Asked:
    """The work of a kind that a deed at an instant does for an animal; where it was done that day, a doubt."""
    day = center_day(at, entry.zone, entry.site.day_starts_at)
    found = work_on(entry, day - timedelta(days=1), days=3, kinds=(kind,))
    mine = [one for one in found if one.animal_id == animal and fits(one)]
    near = [one for one in mine if abs(one.due_at - at) <= timedelta(minutes=one.grace_min)]
    near.sort(key=lambda one: abs(one.due_at - at))
    waiting = next((one for one in near if one.written not in SETTLED), None)
    if waiting is not None:
        return Asked(waiting, None)
    done = [one for one in near if one.written is TaskState.DONE]
    today = [one for one in done if center_day(one.due_at, entry.zone, entry.site.day_starts_at) == day]
    return Asked(None, _done_before(entry, today[0]) if today else None)


def _done_before(entry: Entry, work: Occurrence) -> str:
    who = staff_label(entry, work.done_by_id) if work.done_by_id else _("somebody")
    when = show_instant(work.done_at or work.due_at, entry.zone)
    return _("{work} was done by {who} at {when}; this would be once more.").format(work=work.title, who=who, when=when)


def settle_asked(entry: Entry, asked: Asked, done_by: UUID | None, at: datetime) -> UUID | None:
    """Mark the work as done that waited for a deed; its task."""
    if asked.waiting is None:
        return None
    return settle(entry, asked.waiting, TaskState.DONE, done_by=done_by or entry.by_id, done_at=at).id
