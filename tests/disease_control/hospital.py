"""What the tests of disease control need: a veterinarian, a cabinet, schedules and places, made in a line each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from breeding_center.declarations.report import Row
from breeding_center.office.center import Center
from breeding_center.vocabulary import Post
from tests.builders import a_person, a_reading, an_animal, an_entry
from tests.lines import at

NOW = at("10:00", day=25)


@dataclass(frozen=True)
class Hospital:
    """A center with a veterinarian and a nurse, and a shorter way to perform actions and ask reports in it."""

    center: Center
    vet: UUID
    nurse: UUID

    def do(self, action: str, *, by: Any = None, reason: Any = None, **values: Any) -> str:
        """Perform an action as the veterinarian, with values as people type them; a reason confirms what is doubted."""
        # Any: tests hand over whole dictionaries of typed values.
        made = self.center.perform(action, values, by=by or self.vet, reason=reason, confirm=bool(reason))
        return made.sentence

    def make(self, action: str, **values: Any) -> UUID:
        """Perform an action; returns the key of what it made."""
        made = self.center.perform(action, values, by=self.vet)
        assert made.id is not None
        return made.id

    def ask(self, report: str, **parameters: Any) -> list[Row]:
        """The rows of a report."""
        return self.center.report(report, parameters).rows

    def notes(self, report: str, **parameters: Any) -> list[str]:
        """The sentences beside a report."""
        return self.center.report(report, parameters).notes

    def animal(self, name: str, **how: Any) -> UUID:
        """An animal; weighed yesterday, if `weight_g` is said."""
        from tests.builders import a_weight

        weight = how.pop("weight_g", None)
        with an_entry(self.center) as entry:
            made = an_animal(entry, name, **how)
            if weight is not None:
                a_weight(entry, made, weight)
        return made

    def cabinet(self, code: str = "amoxicillin", **more: Any) -> UUID:
        """A medicine with a verified range of 10 to 20 mg/kg, unless said otherwise."""
        values: dict[str, Any] = {"code": code, "name_en": code, "low_mg_kg": "10", "high_mg_kg": "20"} | more
        verified = values.pop("verified", True)
        made = self.make("medicine.add", **{key: value for key, value in values.items() if value is not None})
        if verified:
            self.do("medicine.verify", medicine=code)
        return made


def a_hospital(center: Center) -> Hospital:
    """A veterinarian and a nurse in a center."""
    with an_entry(center) as entry:
        vet = a_person(entry, "vet", posts=(Post.VETERINARIAN,), kind="staff")
        nurse = a_person(entry, "nurse")
    return Hospital(center, vet, nurse)


def count(center: Center, table: str) -> int:
    """How many rows a table has that were not voided."""
    from sqlalchemy import func, select

    from breeding_center.storage.base import Base

    found = Base.metadata.tables[table]
    with a_reading(center) as reading:
        return int(reading.value(select(func.count()).select_from(found).where(found.c.voided_at.is_(None))) or 0)


def by(rows: list[Row], column: str) -> Mapping[object, Row]:
    """The rows by the value of a column."""
    return {row[column]: row for row in rows}


def shown(moment: datetime) -> str:
    """A moment as people type it."""
    return moment.isoformat()
