"""Records of disease control that cannot all be true, or that break a rule somebody made: each with what mends it."""

from sqlalchemy import select

from breeding_center.declarations.room import Doubt, command
from breeding_center.disease_control import rules
from breeding_center.disease_control.doubting_apart import apart_doubts, outbreak_doubts
from breeding_center.disease_control.model import DoseGiven, MedicineDiscrepancy
from breeding_center.disease_control.registers import MedicineView, lot_views, medicine_views, movement, prescription
from breeding_center.disease_control.treatments import stock_by_lot
from breeding_center.moments import show_date, show_instant
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CareLine, DoubtGrade
from breeding_center.vocabulary.disease_control import MovementKind

LINE = CareLine.DISEASE_CONTROL
dose = DoseGiven.__table__
discrepancy = MedicineDiscrepancy.__table__
DAYS_OF_DOSES = 90


def doubts(reading: Reading) -> list[Doubt]:
    """Everything in the records of disease control that somebody should look at again."""
    return [
        *apart_doubts(reading), *outbreak_doubts(reading), *_discrepancies(reading), *_short_lots(reading),
        *_draws(reading), *_doses(reading), *_verbal(reading),
    ]  # fmt: skip


def _discrepancies(reading: Reading) -> list[Doubt]:
    drugs = medicine_views(reading)
    rows = reading.rows(
        select(discrepancy)
        .where(discrepancy.c.voided_at.is_(None), discrepancy.c.explained_at.is_(None))
        .order_by(discrepancy.c.opened_at, discrepancy.c.id)
    )
    return [
        Doubt(
            "disease.discrepancy", DoubtGrade.HIGH, LINE,
            f"{drugs[row.medicine_id].label}, {show_instant(row.opened_at, reading.zone)}: {row.what}",
            _("The cabinet's book and what was taken from it do not agree."),
            command("medicine", "explain", row.id.hex[-8:], "--explanation", "TEXT", *_witness(drugs[row.medicine_id])),
            subject=drugs[row.medicine_id].label, records=(("medicine_discrepancy", row.id),),
        )
        for row in rows
        if row.medicine_id in drugs
    ]  # fmt: skip


def _witness(drug: MedicineView) -> tuple[str, ...]:
    """The second person, whom a controlled drug asks for."""
    return ("--witness", "PERSON") if drug.is_controlled else ()


def _short_lots(reading: Reading) -> list[Doubt]:
    """Lots of which more was taken than ever came; a delivery taken back after it was used leaves one, too."""
    drugs, stock = medicine_views(reading), stock_by_lot(reading)
    return [
        Doubt(
            "disease.stock_negative", DoubtGrade.MEDIUM, LINE,
            _("Lot {lot} of {medicine} has {amount} less than nothing.").format(
                lot=lot.lot, medicine=drugs[lot.medicine_id].label,
                amount=rules.show_stock(-stock[lot.medicine_id, lot.id], drugs[lot.medicine_id].stock_unit),
            ),
            _("More was taken out of it than came: a delivery is missing, or another lot was meant."),
            command("medicine", "receive", drugs[lot.medicine_id].code, "--amount", "AMOUNT", "--lot", lot.lot),
            subject=drugs[lot.medicine_id].label, records=(("medicine_lot", lot.id),),
        )
        for lot in lot_views(reading)
        if lot.medicine_id in drugs and stock.get((lot.medicine_id, lot.id), 0.0) < -rules.STOCK_TOLERANCE
    ]  # fmt: skip


def _draws(reading: Reading) -> list[Doubt]:
    """Draws of a former day that nobody has settled."""
    drugs = medicine_views(reading)
    today = reading.now.astimezone(reading.zone).date()
    rows = reading.rows(
        select(movement)
        .where(movement.c.voided_at.is_(None), movement.c.kind == MovementKind.DRAWN, movement.c.settled_at.is_(None))
        .order_by(movement.c.done_at, movement.c.id)
    )
    return [
        Doubt(
            "disease.unsettled_draw", DoubtGrade.MEDIUM, LINE,
            _("{amount} of {medicine} was drawn on {day} and never settled.").format(
                amount=rules.show_stock(row.amount, drugs[row.medicine_id].stock_unit),
                medicine=drugs[row.medicine_id].label,
                day=show_date(row.done_at.astimezone(reading.zone).date()),
            ),
            _("What was drawn is given, wasted or lost, and the empty ampoules come back."),
            command("medicine", "settle", row.id.hex[-8:], *_witness(drugs[row.medicine_id])),
            subject=drugs[row.medicine_id].label,
            records=(("medicine_movement", row.id),),
        )
        for row in rows
        if row.medicine_id in drugs and row.done_at.astimezone(reading.zone).date() < today
    ]  # fmt: skip


def _doses(reading: Reading) -> list[Doubt]:
    """Doses out of their range as it is now, in the last months; errors that were recorded as such are no doubts."""
    from datetime import timedelta

    drugs = medicine_views(reading)
    rows = reading.rows(
        select(dose.c.id, dose.c.animal_id, dose.c.medicine_id, dose.c.dose_mg, dose.c.weight_g, dose.c.done_at)
        .where(dose.c.voided_at.is_(None), dose.c.medicine_id.is_not(None), dose.c.weight_g.is_not(None),
               dose.c.done_at >= reading.now - timedelta(days=DAYS_OF_DOSES))
        .order_by(dose.c.done_at, dose.c.id)
    )  # fmt: skip
    found = []
    for row in rows:
        drug = drugs.get(row.medicine_id)
        if drug is None:
            continue
        said = rules.far_out_of_range(row.dose_mg, row.weight_g, drug.range)
        grade = DoubtGrade.HIGH if said else DoubtGrade.MEDIUM
        said = said or rules.doubt_about_range(row.dose_mg, [row.weight_g], drug.range)
        if said:
            found.append(
                Doubt(
                    "disease.dose_range", grade, LINE,
                    f"{show_instant(row.done_at, reading.zone)}, {drug.label}: {said}",
                    _("The dose does not fit the medicine's range at the animal's weight that day."),
                    command("journal", "undo", row.id.hex[-8:], "--reason", "TEXT"),
                    animal_id=row.animal_id, records=(("dose_given", row.id),),
                )
            )  # fmt: skip
    return found


def _verbal(reading: Reading) -> list[Doubt]:
    """Verbal orders that nobody has signed by the next day."""
    today = reading.now.astimezone(reading.zone).date()
    drugs = medicine_views(reading)
    rows = reading.rows(
        select(prescription)
        .where(prescription.c.voided_at.is_(None), prescription.c.verbal_from_id.is_not(None),
               prescription.c.verbal_signed_at.is_(None))
        .order_by(prescription.c.done_at, prescription.c.id)
    )  # fmt: skip
    return [
        Doubt(
            "disease.verbal_order", DoubtGrade.LOW, LINE,
            _("The verbal order of {medicine} of {day} was never signed.").format(
                medicine=drugs[row.medicine_id].label, day=show_date(row.done_at.astimezone(reading.zone).date())
            ),
            _("Who orders medicine by word of mouth signs the order afterwards."),
            command("disease-control", "sign", row.id.hex[-8:]), animal_id=row.animal_id,
            records=(("prescription", row.id),),
        )
        for row in rows
        if row.medicine_id in drugs and row.done_at.astimezone(reading.zone).date() < today
    ]  # fmt: skip
