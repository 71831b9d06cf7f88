"""The reference sets that travel with the program: intervals, medicines, vaccination schedules, each with its source.

Only the published standard of the State Forestry Administration comes in verified; all else shows until it is signed.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import stored_key
from breeding_center.disease_control.clinical_model import Analyte, ReferenceInterval
from breeding_center.disease_control.model import Medicine, VaccinationRule
from breeding_center.errors import AlreadyDone
from breeding_center.resources import sample_data_directory
from breeding_center.storage.base import Recorded
from breeding_center.storage.entry import Entry
from breeding_center.text import _
from breeding_center.vocabulary import LifeStage
from breeding_center.vocabulary.disease_control import StockUnit

Line = Mapping[str, str]


def load_reference_sets(entry: Entry) -> Deed:
    """Enter the reference sets into a center that has none of its own yet."""
    folder = sample_data_directory()
    many = 0
    for kind, name, write in (
        (Medicine, "medicines", _medicine),
        (VaccinationRule, "vaccination_rules", _rule),
        (ReferenceInterval, "reference_intervals", _interval),
    ):
        if entry.row(select(kind.__table__.c.id)) is None:
            for line in _lines(folder / f"{name}.csv"):
                entry.add(write(entry, line))
                many += 1
    if not many:
        raise AlreadyDone(_("The center has reference sets of its own."))
    return Deed(_("Entered {n} medicines, schedules and intervals, each with its source.").format(n=many))


def _lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _number(written: str) -> float | None:
    return float(written) if written else None


def _whole(written: str) -> int | None:
    return int(written) if written else None


def medicine_values(line: Line) -> dict[str, Any]:
    """A medicine as it is stored, of a line of the reference set."""
    return {
        "code": line["code"], "name_en": line["name_en"], "name_zh": line["name_zh"],
        "search_key": stored_key(line["code"], line["name_en"], line["name_zh"]),
        "drug_class": line["drug_class"] or None, "stock_unit": StockUnit(line["stock_unit"]),
        "concentration_mg_ml": _number(line["concentration_mg_ml"]), "low_mg_kg": _number(line["low_mg_kg"]),
        "high_mg_kg": _number(line["high_mg_kg"]), "is_controlled": line["controlled"] == "yes",
        "source": line["source"], "is_verified": line["verified"] == "yes",
    }  # fmt: skip


def rule_values(line: Line) -> dict[str, Any]:
    """A dose of a vaccination schedule as it is stored."""
    return {
        "disease": line["disease"], "number": int(line["number"]), "min_age_days": int(line["min_age_days"]),
        "after_days": _whole(line["after_days"]), "repeat_days": _whole(line["repeat_days"]),
        "protective_titre": _whole(line["protective_titre"]), "source": line["source"],
        "is_verified": line["verified"] == "yes",
    }  # fmt: skip


def analyte_values(line: Line) -> dict[str, Any]:
    """What a line of the intervals says of its analyte."""
    return {"code": line["analyte"], "name_en": line["name_en"], "name_zh": line["name_zh"], "unit": line["unit"]}


def interval_values(line: Line, analyte_id: UUID) -> dict[str, Any]:
    """A reference interval as it is stored."""
    return {
        "analyte_id": analyte_id, "stage": LifeStage(line["stage"]) if line["stage"] else None,
        "low": float(line["low"]), "high": float(line["high"]), "source": line["source"],
        "is_verified": line["verified"] == "yes",
    }  # fmt: skip


def _medicine(_entry: Entry, line: Line) -> Recorded:
    return Medicine(**medicine_values(line))


def _rule(_entry: Entry, line: Line) -> Recorded:
    return VaccinationRule(**rule_values(line))


def _interval(entry: Entry, line: Line) -> Recorded:
    return ReferenceInterval(**interval_values(line, _analyte(entry, line)))


def _analyte(entry: Entry, line: Line) -> UUID:
    a = Analyte.__table__
    known: UUID | None = entry.value(select(a.c.id).where(a.c.code == line["analyte"], a.c.voided_at.is_(None)))
    return known if known is not None else entry.add(Analyte(**analyte_values(line))).id
