"""The cabinet of the practice center: the reference sets, medicines by lot, and controlled drugs with their witness."""

from breeding_center.disease_control.clinical_model import Analyte, ReferenceInterval
from breeding_center.disease_control.model import Medicine, MedicineLot, MedicineMovement, VaccinationRule
from breeding_center.disease_control.reference_sets import (
    analyte_values,
    interval_values,
    medicine_values,
    rule_values,
)
from breeding_center.office.practice import sheets
from breeding_center.office.practice.clinic import WRITTEN_AFTER, moment
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import World
from breeding_center.vocabulary.disease_control import MovementKind

LOADED = "medicine.load-reference-sets"
# What becomes of a draw, in the order in which it is told.
PARTS = (MovementKind.GIVEN, MovementKind.WASTED, MovementKind.LOST)


def write_reference_sets(world: World) -> None:
    """The sets that any center can load, read as `medicine load-reference-sets` reads them."""
    at, book = world.period.opening_at, world.book
    for row in world.tables.furnished("medicines"):
        world.medicines[row["code"]] = book.add(at, LOADED, Medicine, **medicine_values(row))
    for row in world.tables.furnished("vaccination_rules"):
        book.add(at, LOADED, VaccinationRule, **rule_values(row))
    for row in world.tables.furnished("reference_intervals"):
        if row["analyte"] not in world.analytes:
            world.analytes[row["analyte"]] = book.add(at, LOADED, Analyte, **analyte_values(row))
        book.add(at, LOADED, ReferenceInterval, **interval_values(row, world.analytes[row["analyte"]]))


def write_cabinet(world: World) -> None:
    """What came into the cabinet, and what was drawn of the controlled drugs and what became of it.

    Where doses had been given before the book was opened, it opens with what was left.
    """
    for row in world.tables.furnished("medicine_lots"):
        received_at = moment(row["received_at"])
        if received_at <= world.period.anchor:
            at = received_at + WRITTEN_AFTER
            world.lots[row["lot"]] = world.book.add(
                at, "medicine.receive", MedicineLot, medicine_id=world.medicines[row["medicine"]], lot=row["lot"],
                expires_on=sheets.day(row["expires_on"]), supplier=row["supplier"],
            )  # fmt: skip
            world.book.add(
                at, "medicine.receive", MedicineMovement, medicine_id=world.medicines[row["medicine"]],
                lot_id=world.lots[row["lot"]], kind=MovementKind.RECEIVED, amount=float(row["amount"]),
                stock_change=float(row["amount"]), witness_id=world.staff.get(row["witness"]), done_at=received_at,
                done_by_id=world.staff[row["by"]], note=sheets.text(row["note"]),
            )  # fmt: skip
    for row in world.tables.furnished("controlled_draws"):
        if moment(row["at"]) + 2 * WRITTEN_AFTER <= world.period.anchor:
            _write_draw(world, row)


def _write_draw(world: World, row: Row) -> None:
    """A draw and its settlement, before a witness: drawn = given + wasted + lost."""
    at = moment(row["at"])
    settled_at = at + WRITTEN_AFTER
    shared = {
        "medicine_id": world.medicines[row["medicine"]], "lot_id": world.lots[row["lot"]],
        "animal_id": world.animals[row["animal"]], "witness_id": world.staff[row["witness"]],
        "done_by_id": world.staff[row["by"]], "note": row["note"],
    }  # fmt: skip
    drawn = float(row["drawn"])
    draw = world.book.add(
        settled_at, "medicine.draw", MedicineMovement, kind=MovementKind.DRAWN, amount=drawn, stock_change=-drawn,
        done_at=at, settled_at=settled_at, ampoules=sheets.whole(row["ampoules"]), **shared,
    )  # fmt: skip
    for kind in PARTS:
        amount = float(row[kind])
        if amount:
            world.book.add(
                settled_at, "medicine.draw", MedicineMovement, kind=kind, amount=amount, stock_change=0.0,
                draw_id=draw, done_at=settled_at, **shared,
            )  # fmt: skip
