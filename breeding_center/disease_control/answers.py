"""What the reports of disease control answer."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row as TableRow

from breeding_center.animals.queries import animal_views
from breeding_center.care.deeds import period, staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.disease_control.naming import shown_medicine
from breeding_center.disease_control.queries import deworming, dose_given, fecal_exam, records, vaccination
from breeding_center.storage.reading import Reading

DAYS = 30


def medications(reading: Reading, *, animal: UUID | None, since: date | None, until: date | None) -> Answer:
    """Every dose, worming and vaccine, in order of time."""
    found = _records(reading, (dose_given, deworming, vaccination), animal, since, until)
    return _answer(reading, found, _medication)


def fecal_exams(reading: Reading, *, animal: UUID | None, since: date | None, until: date | None) -> Answer:
    """Every fecal examination, in order of time."""
    return _answer(reading, _records(reading, (fecal_exam,), animal, since, until), _exam)


def _records(
    reading: Reading, tables: tuple[Any, ...], animal: UUID | None, since: date | None, until: date | None
) -> list[tuple[str, TableRow[Any]]]:
    from_at, until_at = period(reading, since, until, DAYS)
    found = [(table.name, row) for table in tables for row in records(reading, table, animal, from_at, until_at)]
    return sorted(found, key=lambda one: (one[1].done_at, one[1].id))


def _answer(reading: Reading, found: list[tuple[str, TableRow[Any]]], columns: Any) -> Answer:
    animals = animal_views(reading, {row.animal_id for _table, row in found})
    people = staff_names(reading, (row.done_by_id for _table, row in found))
    rows: list[Row] = [
        {
            "at": row.done_at, "animal": animals[row.animal_id].label, **columns(reading, table, row),
            "by": people.get(row.done_by_id), "note": row.note, "doubt": row.doubt,
        }
        for table, row in found
        if row.animal_id in animals
    ]  # fmt: skip
    return Answer(rows)


KINDS = {"dose_given": "medication", "deworming": "deworming", "vaccination": "vaccination"}


def _medication(reading: Reading, table: str, row: TableRow[Any]) -> dict[str, object]:
    values: dict[str, object] = {"kind": KINDS[table], "route": row.route, "lot": row.lot}
    if table == "vaccination":
        return values | {
            "medicine": shown_medicine(reading, row.product),
            "against": row.disease,
            "volume_ml": row.volume_ml,
        }
    state = row.state if table == "dose_given" else "given"
    return values | {"medicine": shown_medicine(reading, row.medicine), "dose_mg": row.dose_mg, "state": state}


def _exam(_reading: Reading, _table: str, row: TableRow[Any]) -> dict[str, object]:
    return {"method": row.method, "eggs_per_g": row.eggs_per_g, "parasite": row.parasite}
