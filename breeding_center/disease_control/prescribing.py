"""Prescriptions: the dose from a weight, its checks, and the plan of care whose due times are the dose's slots."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here
from breeding_center.animals.queries import AnimalView, animal_label
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.care.model import Protocol
from breeding_center.care.service import add_protocol, end_plan, start_plan
from breeding_center.declarations.action import Deed
from breeding_center.disease_control import day_slots, rules
from breeding_center.disease_control.clinical_model import Diagnosis
from breeding_center.disease_control.model import Prescription
from breeding_center.disease_control.registers import (
    LotView,
    MedicineView,
    lot_called,
    medicine_view,
    running,
)
from breeding_center.disease_control.weights import Weight, weight_at
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import round_to_digits, show_dose, show_number
from breeding_center.storage.entry import Entry
from breeding_center.team.queries import posts_of, staff_label
from breeding_center.text import _, joined, shown
from breeding_center.vocabulary import CareLine, Post, Route

ORDER, CONTROLLED_ORDER = "medication-order", "controlled-medication-order"
GRACE_MIN = 120
STANDARD_SLOT = "08:30"


def _weight_for(
    entry: Entry, view: AnimalView, at: datetime, low_g: float | None, high_g: float | None
) -> Weight | None:
    if (low_g is None) != (high_g is None):
        raise NotUnderstood(_("An estimate has two ends: say both the lowest and the highest weight."))
    if low_g is not None and high_g is not None:
        above_zero(low_g, _("lowest weight"))
        if low_g > high_g:
            raise NotUnderstood(_("The lowest weight of an estimate is above its highest; turn them round."))
        return Weight((low_g + high_g) / 2, None, low_g, high_g)
    return weight_at(entry, view.id, at)


def prescribe(
    entry: Entry,
    *,
    animal: UUID,
    medicine: UUID,
    dose_mg: float | None,
    dose_mg_kg: float | None,
    route: Route,
    slots: list[str],
    rule: str | None,
    from_on: date,
    until_on: date | None,
    estimate_low_g: float | None,
    estimate_high_g: float | None,
    volume_ml: float | None,
    as_needed: bool | None,
    min_interval_h: float | None,
    indication: str | None,
    lot: str | None,
    diagnosis: UUID | None,
    verbal_from: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Order a medicine for an animal: its slots fall due from the plan that is made with it."""
    view = must_be_here(entry, animal, done_at)
    drug = medicine_view(entry, medicine)
    _may_prescribe(entry, done_by or entry.by_id, verbal_from, done_at)
    weight = _weight_for(entry, view, done_at, estimate_low_g, estimate_high_g)
    dose = _dose_of(view, drug, dose_mg, dose_mg_kg, weight)
    stock = _lot_for(entry, drug, lot, from_on)
    least_h = min_interval_h if min_interval_h is not None else drug.min_interval_h
    _in_order(from_on, until_on, as_needed=bool(as_needed), least_h=least_h, slots=slots)
    _fitting_problem(entry, view, diagnosis)
    named = [] if as_needed else day_slots.parse_slots(slots or [STANDARD_SLOT])
    doubt = confirmed(entry, *_doubts(entry, view, drug, dose, weight, volume_ml, stock, until_on))
    row = entry.add(
        Prescription(
            animal_id=animal, diagnosis_id=diagnosis, medicine_id=drug.id, dose_mg=dose, **_weighed(weight, dose),
            volume_ml=volume_ml if volume_ml is not None else _volume(dose, drug),
            concentration_mg_ml=drug.concentration_mg_ml, route=route, lot_id=stock.id if stock else None,
            slots=day_slots.slots_text(named), rule=None if as_needed else rule or "FREQ=DAILY", from_on=from_on,
            until_on=until_on, is_as_needed=bool(as_needed), min_interval_h=least_h, indication=indication,
            verbal_from_id=verbal_from, done_at=done_at, done_by_id=done_by, note=note, doubt=doubt,
        )
    )  # fmt: skip
    if not as_needed:
        entry.change(row, plan_id=_plan(entry, row, drug, named, stock))
    return Deed(_told(entry, view, drug, row, weight), row.id)


def _weighed(weight: Weight | None, dose: float) -> dict[str, Any]:
    """The weight a dose was reckoned from, as the prescription keeps it."""
    if weight is None:
        return {}
    return {
        "dose_mg_kg": rules.per_kg(dose, weight.weight_g), "weight_g": weight.weight_g, "weighed_at": weight.at,
        "estimate_low_g": weight.low_g, "estimate_high_g": weight.high_g,
    }  # fmt: skip


def _may_prescribe(entry: Entry, prescriber: UUID | None, verbal_from: UUID | None, at: datetime) -> None:
    """A veterinarian orders; anybody else writes down a veterinarian's verbal order, which is signed afterwards."""
    orders = verbal_from or prescriber
    if orders is None or Post.VETERINARIAN not in posts_of(entry, orders, at):
        raise Refused(
            _("Only a veterinarian orders medicine; write a verbal order down with --verbal-from VETERINARIAN.")
        )


def _dose_of(
    view: AnimalView, drug: MedicineView, dose_mg: float | None, dose_mg_kg: float | None, weight: Weight | None
) -> float:
    if (dose_mg is None) == (dose_mg_kg is None):
        raise NotUnderstood(_("Say the dose, or the dose per kilogram: one of them."))
    if dose_mg is not None:
        above_zero(dose_mg, _("dose"))
        if weight is None:
            raise Refused(_no_weight(view))
        dose = dose_mg
    else:
        assert dose_mg_kg is not None
        above_zero(dose_mg_kg, _("dose per kilogram"))
        if weight is None:
            raise Refused(_no_weight(view))
        dose = rules.dose_for(dose_mg_kg, weight.weight_g)
    far = rules.far_out_of_range(dose, weight.weight_g, drug.range)
    if far:
        raise Refused(_("{doubt} Nothing of the kind is planned.").format(doubt=far))
    return dose


def _no_weight(view: AnimalView) -> str:
    return _("{animal} has no weight: weigh it, or give an estimate with --estimate-low and --estimate-high.").format(
        animal=view.label
    )


def _lot_for(entry: Entry, drug: MedicineView, written: str | None, from_on: date) -> LotView | None:
    if written is None:
        return None
    found = lot_called(entry, drug.id, written)
    if found is None:
        raise NotFound(
            _("{medicine} has no lot {lot}; receive it first.").format(medicine=drug.label, lot=shown(written))
        )
    if found.expires_on is not None and found.expires_on < from_on:
        raise Refused(
            _("Lot {lot} expired on {day}; an expired lot is not planned.").format(
                lot=shown(found.lot), day=show_date(found.expires_on)
            )
        )
    return found


def _in_order(
    from_on: date, until_on: date | None, *, as_needed: bool, least_h: float | None, slots: list[str]
) -> None:
    if until_on is not None and until_on <= from_on:
        raise NotUnderstood(_("The prescription would end before it starts; say a later day."))
    if as_needed and least_h is None:
        raise NotUnderstood(_("What is given as needed has a shortest interval: say it with --min-interval HOURS."))
    if as_needed and slots:
        raise NotUnderstood(_("What is given as needed has no slots of the day."))
    if least_h is not None:
        above_zero(least_h, _("shortest interval"))


def _fitting_problem(entry: Entry, view: AnimalView, diagnosis: UUID | None) -> None:
    if diagnosis is not None and entry.get(Diagnosis, diagnosis).animal_id != view.id:
        raise Refused(_("That problem is another animal's, not {animal}'s.").format(animal=view.label))


def _doubts(
    entry: Entry, view: AnimalView, drug: MedicineView, dose: float, weight: Weight | None, volume_ml: float | None,
    stock: LotView | None, until_on: date | None,
) -> list[str | None]:  # fmt: skip
    crossed = rules.doubt_about_volume(dose, volume_ml, drug.concentration_mg_ml)
    if crossed:
        raise Refused(_("{doubt} Which of them is right?").format(doubt=crossed))
    last_day = until_on - timedelta(days=1) if until_on else None
    runs_out = stock is not None and stock.expires_on is not None and last_day is not None and (
        stock.expires_on < last_day
    )  # fmt: skip
    twice = [
        row for row in entry.rows(running(entry)) if row.animal_id == view.id and row.medicine_id == drug.id
    ]  # fmt: skip
    return [
        rules.doubt_about_range(dose, weight.bounds, drug.range) if weight else None,
        _("The lot expires before the last dose.") if runs_out else None,
        _("{animal} is being given {medicine} by another prescription already.").format(
            animal=view.label, medicine=drug.label
        )
        if twice
        else None,
    ]


def _volume(dose: float, drug: MedicineView) -> float | None:
    """The volume of a dose, to as many digits as the dose has."""
    return round_to_digits(dose / drug.concentration_mg_ml, rules.DOSE_DIGITS) if drug.concentration_mg_ml else None


def _plan(
    entry: Entry, row: Prescription, drug: MedicineView, slots: list[day_slots.Slot], stock: LotView | None
) -> UUID:
    """The plan of care whose occurrences are the slots; its form comes prefilled with all that was ordered."""
    planned = {
        "medicine": drug.name_en, "dose": f"{row.dose_mg:.10g} mg", "route": row.route.value,
        "prescription": row.id.hex,
    }  # fmt: skip
    if stock is not None:
        planned["lot"] = stock.lot
    deed = start_plan(
        entry, protocol=_protocol(entry, is_two_person=drug.is_controlled), animal=row.animal_id, access_set=None,
        enclosure=None, topic=drug.name_en, from_on=row.from_on, until_on=row.until_on, rule=row.rule,
        times=", ".join(f"{slot.at:%H:%M}" for slot in slots),
        planned=[f"{name}={value}" for name, value in planned.items()],
    )  # fmt: skip
    assert deed.id is not None
    return deed.id


def _protocol(entry: Entry, *, is_two_person: bool) -> UUID:
    """How ordered medicines are given; written down with the first order."""
    code = CONTROLLED_ORDER if is_two_person else ORDER
    p = Protocol.__table__
    found: UUID | None = entry.value(select(p.c.id).where(p.c.code == code, p.c.voided_at.is_(None)))
    if found is not None:
        return found
    deed = add_protocol(
        entry, code=code, kind="medication", line=CareLine.DISEASE_CONTROL, title_en="Medicine", title_zh="给药",
        steps=None, rule="FREQ=DAILY", times=STANDARD_SLOT, post=Post.FEEDER, grace_min=GRACE_MIN,
        two_person=is_two_person, source=None,
    )  # fmt: skip
    assert deed.id is not None
    return deed.id


def _told(entry: Entry, view: AnimalView, drug: MedicineView, row: Prescription, weight: Weight | None) -> str:
    said = [_("{dose} of {medicine}").format(dose=show_dose(row.dose_mg), medicine=drug.label)]
    if weight is not None:
        assert row.dose_mg_kg is not None
        said.append(_("{dose} mg/kg ({weight})").format(
            dose=show_number(row.dose_mg_kg, 2), weight=weight.words(entry.now)
        ))  # fmt: skip
    said += [drug.range.words] if drug.range.words else []
    if row.is_as_needed:
        said.append(_("as needed, at least {hours} h apart").format(hours=show_number(row.min_interval_h or 0)))
    else:
        said.append(day_slots.show_slots(row.slots))
    said += [_("verbal order, to be signed")] if row.verbal_from_id else []
    return _("Prescribed for {animal}: {what}.").format(animal=view.label, what=joined(said))


def stop_prescription(entry: Entry, *, prescription: UUID, why: str) -> Deed:
    """Stop a prescription: nothing of it falls due any more."""
    row = entry.get(Prescription, prescription)
    drug = medicine_view(entry, row.medicine_id)
    if row.stopped_at is not None:
        raise AlreadyDone(_("It was stopped at {time}.").format(time=show_instant(row.stopped_at, entry.zone)))
    today = entry.now.astimezone(entry.zone).date()
    if row.plan_id is not None and (row.until_on is None or row.until_on > today):
        end_plan(entry, plan=row.plan_id, until_on=today)
    entry.change(row, stopped_at=entry.now, stop_reason=why)
    animal = animal_label(entry, row.animal_id)
    return Deed(_("Stopped: {medicine} of {animal}.").format(medicine=drug.label, animal=animal), row.id)


def sign_verbal(entry: Entry, *, prescription: UUID) -> Deed:
    """The veterinarian signs an order that was given by word of mouth."""
    row = entry.get(Prescription, prescription)
    if row.verbal_from_id is None:
        raise Refused(_("That was no verbal order; there is nothing to sign."))
    if row.verbal_signed_at is not None:
        raise AlreadyDone(_("It was signed at {time}.").format(time=show_instant(row.verbal_signed_at, entry.zone)))
    if row.verbal_from_id != entry.by_id:
        raise Refused(
            _("Only {person}, whose order it was, signs it.").format(person=staff_label(entry, row.verbal_from_id))
        )
    entry.change(row, verbal_signed_at=entry.now)
    drug, animal = medicine_view(entry, row.medicine_id), animal_label(entry, row.animal_id)
    return Deed(_("Signed: {medicine} of {animal}.").format(medicine=drug.label, animal=animal), row.id)


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """Stop the prescriptions of an animal that died or left; their plans end with all others."""
    ended = []
    for found in entry.rows(running(entry)):
        if found.animal_id != animal_id:
            continue
        entry.change(entry.get(Prescription, found.id), stopped_at=at, stop_reason=_("it died or left"))
        ended.append(_("prescription: {medicine}").format(medicine=medicine_view(entry, found.medicine_id).label))
    return ended
