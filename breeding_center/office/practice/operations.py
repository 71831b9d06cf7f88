"""The anesthesias of the practice center, each with what was drawn for it in the cabinet; all of it is invented."""

from datetime import timedelta

from breeding_center.disease_control.clinical_model import Anesthesia, AnesthesiaVital
from breeding_center.office.practice import sheets
from breeding_center.office.practice.clinic import WRITTEN_AFTER, moment
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import World


def write_operations(world: World) -> None:
    """Every anesthesia that was over and written down by the anchor, with its vital signs."""
    signs = world.tables.furnished("anesthesia_vitals")
    for row in world.tables.furnished("anesthesias"):
        if moment(row["standing_at"]) + WRITTEN_AFTER <= world.period.anchor:
            _write_anesthesia(world, row, [one for one in signs if one["key"] == row["key"]])


def _write_anesthesia(world: World, row: Row, signs: list[Row]) -> None:
    begun_at, by = moment(row["at"]), world.staff[row["by"]]
    written_at = moment(row["standing_at"]) + WRITTEN_AFTER
    weight_kg = sheets.decimal(row["weight_kg"])
    anesthesia = world.book.add(
        written_at, "disease-control.anesthetise", Anesthesia, animal_id=world.animals[row["animal"]],
        purpose=row["purpose"], drugs=row["drugs"], is_darted=sheets.yes(row["darted"]),
        loaded_ml=float(row["loaded_ml"]), delivered_ml=float(row["delivered_ml"]), lost_ml=float(row["lost_ml"]),
        fasted_h=sheets.decimal(row["fasted_h"]), weight_g=None if weight_kg is None else weight_kg * 1000,
        induced_at=sheets.instant(row["induced_at"]), recumbent_at=sheets.instant(row["recumbent_at"]),
        standing_at=sheets.instant(row["standing_at"]), complications=sheets.text(row["complications"]),
        done_at=begun_at, done_by_id=by,
    )  # fmt: skip
    for one in signs:
        world.book.add(
            written_at, "disease-control.vitals", AnesthesiaVital, anesthesia_id=anesthesia,
            heart_rate=sheets.whole(one["heart_rate"]), respiration_rate=sheets.whole(one["respiration_rate"]),
            temperature_c=sheets.decimal(one["temperature_c"]), spo2_percent=sheets.decimal(one["spo2_percent"]),
            depth=sheets.text(one["depth"]), done_at=begun_at + timedelta(minutes=int(one["minute"])), done_by_id=by,
        )  # fmt: skip
