"""Disease control: medicines, worming, vaccines, eggs in feces, and the checks of the houses."""

import math
from datetime import date, timedelta

from breeding_center.disease_control.model import Deworming, DoseGiven, FecalExam, MedicineMovement, Vaccination
from breeding_center.enclosures.model import EnclosureCheck
from breeding_center.office.practice import sheets
from breeding_center.office.practice.life import Done
from breeding_center.office.practice.phrases import PARASITE, VACCINE_SITES
from breeding_center.office.practice.planning import DRUG_CLASSES, PlanLine
from breeding_center.office.practice.sheets import Row
from breeding_center.vocabulary import DoseState, FecalMethod, Route
from breeding_center.vocabulary.disease_control import MovementKind

# Captive prevalence of Baylisascaris is 34 % (Lu 2023); where it is found, some hundred eggs per gram.
PREVALENCE, LEAST_EGGS, MOST_EGGS, EGG_STEP = 0.16, 50, 450, 50
LOT_LIFE = timedelta(days=540)
# Mean temperature of a house through the year; giant pandas are comfortable from 8 to 28 °C.
COLDEST_C, SWING_C, COLDEST_DAY = 9.0, 17.0, 20


def give_dose(line: PlanLine, done: Done) -> str | None:
    """A dose in a piece of cake: swallowed, now and then only in part; what was taken comes off the cabinet."""
    state = done.chance.choices((DoseState.GIVEN, DoseState.PARTIAL, DoseState.REFUSED), (94, 4, 2))[0]
    details, order = line.details, done.life.world.orders.get(line.id)
    told = _told(line, done)
    if told is not None:
        state = DoseState(told["state"])
    dose_mg = details["dose_mg"]
    taken_mg = _taken_mg(state, dose_mg, told)
    values = {
        "animal_id": line.animal_id, "medicine": details["medicine"], "dose_mg": dose_mg,
        "route": Route(details["route"]), "state": state, "lot": _lot("M", done.day),
        "note": told["note"] if told is not None else details.get("reason"),
    }  # fmt: skip
    if order is None:
        done.record(DoseGiven, **values)
        return None
    due_at = done.due_at.astimezone(done.life.world.period.zone)
    values |= {
        "medicine_id": order.medicine_id, "lot_id": order.lot_id, "lot": order.lot, "taken_mg": taken_mg,
        "prescription_id": order.prescription_id, "ordered_by_id": order.ordered_by_id,
        "slot": next((one for one in order.slots.split(", ") if one.endswith(f"{due_at:%H:%M}")), None),
    }  # fmt: skip
    dose = done.record(DoseGiven, **values)
    amount = dose_mg if taken_mg is None else taken_mg
    if order.lot_id is not None and amount:
        done.record(
            MedicineMovement, medicine_id=order.medicine_id, lot_id=order.lot_id, kind=MovementKind.GIVEN,
            amount=amount, stock_change=-amount, animal_id=line.animal_id, dose_id=dose,
        )  # fmt: skip
    return None


def _told(line: PlanLine, done: Done) -> Row | None:
    """What the sample tells of this very dose."""
    for row in done.life.world.tables.furnished("dose_outcomes"):
        if row["animal"] == line.subject and sheets.instant(row["at"]) == done.due_at:
            return row
    return None


def _taken_mg(state: DoseState, dose_mg: float, told: Row | None) -> float | None:
    """How much of a dose was swallowed; None where it was all of it."""
    if state is DoseState.GIVEN:
        return None
    if state is DoseState.REFUSED:
        return 0.0
    return float(told["taken_mg"]) if told is not None else dose_mg / 2


def deworm(line: PlanLine, done: Done) -> str | None:
    """A worming dose; two days one after the other make a course."""
    details = line.details
    done.record(
        Deworming, animal_id=line.animal_id, medicine=details["medicine"],
        drug_class=DRUG_CLASSES.get(details["medicine"]), dose_mg=details["dose_mg"], route=Route(details["route"]),
        lot=_lot("W", done.day),
    )  # fmt: skip
    return None


def vaccinate(line: PlanLine, done: Done) -> str | None:
    """A vaccine, its lot read from the vial."""
    details = line.details
    done.record(
        Vaccination, animal_id=line.animal_id, disease=details["against"], product=details["product"],
        lot=_lot("V", done.day), expires_on=done.day + LOT_LIFE, volume_ml=details["volume_ml"],
        route=Route(details["route"]), site=done.chance.choice(VACCINE_SITES),
        reaction="slept more for a day 嗜睡一日" if done.chance.random() < 0.06 else None,
    )  # fmt: skip
    return None


def _lot(letter: str, day: date) -> str:
    """A lot number; marked as practice, as every invented number is."""
    return f"PRACTICE-{letter}{day.year % 100:02d}{(day.month + 2) // 3}"


def examine_feces(line: PlanLine, done: Done) -> str | None:
    """Feces looked through; mostly nothing is found."""
    found = done.chance.random() < PREVALENCE * (0.5 + done.life.habit(line.subject))
    eggs = done.chance.randrange(LEAST_EGGS, MOST_EGGS + 1, EGG_STEP) if found else 0
    done.record(
        FecalExam, animal_id=line.animal_id, method=FecalMethod.FLOTATION, parasite=PARASITE if found else None,
        eggs_per_g=float(eggs),
    )  # fmt: skip
    return None


def check_enclosure(line: PlanLine, done: Done) -> str | None:
    """A house: its locks in the afternoon, its temperature at noon."""
    is_lock_check = line.is_two_person
    phase = math.cos((done.day.timetuple().tm_yday - COLDEST_DAY) / 365.25 * 2 * math.pi)
    temperature = COLDEST_C + SWING_C * (1 - phase) / 2 + done.chance.gauss(0, 1.2)
    done.record(
        EnclosureCheck, access_set_id=line.access_set_id, enclosure_id=line.enclosure_id,
        is_locked=True if is_lock_check else None, is_clean=None if is_lock_check else done.chance.random() > 0.01,
        temperature_c=None if is_lock_check else round(temperature, 1),
        humidity_percent=None if is_lock_check else float(round(done.chance.gauss(62 - 8 * phase, 5))),
    )  # fmt: skip
    return None
