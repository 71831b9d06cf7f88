"""What a medicine is called in the language spoken, whichever of its names a record or a plan has.

Records keep the English name: what was written in one language is read in the other.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from breeding_center.care.queries import Occurrence, planned_values
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import fold, pick
from breeding_center.words import label

# The fields of a plan in which a medicine is named.
NAMED = ("medicine", "product")
CLASSES = (
    "benzimidazole", "macrocyclic lactone", "pyrimidine", "tetrahydropyrimidine", "imidazothiazole", "anesthetic",
    "vaccine", "penicillin", "probiotic",
)  # fmt: skip


def shown_medicine(reading: Reading, written: str) -> str:
    """The medicine's name in the language spoken; as it was written, where the cabinet knows none of that name."""
    return reading.once("names of medicines", lambda: _names(reading)).get(fold(written), written)


def _names(reading: Reading) -> dict[str, str]:
    m = tables.medicine
    rows = reading.rows(select(m.c.code, m.c.name_en, m.c.name_zh).where(m.c.voided_at.is_(None)))
    return {
        fold(name): pick(row.name_en, row.name_zh)
        for row in rows
        for name in (row.code, row.name_en, row.name_zh)
        if name
    }


def is_same_medicine(reading: Reading, one: str, other: str) -> bool:
    """Are these two names of one medicine?"""
    return fold(shown_medicine(reading, one)) == fold(shown_medicine(reading, other))


def kept_class(written: str) -> str:
    """A class of drug as records keep it, in whichever language it was written."""
    wanted = fold(written)
    return next((one for one in CLASSES if wanted in (fold(one), fold(label(one)))), written)


def prefill(reading: Reading, work: Iterable[Occurrence]) -> dict[UUID, dict[str, str]]:
    """The form of a dose names the medicine, and its class, as people call them."""
    found = {}
    for one in work:
        planned = planned_values(one.planned)
        said = {name: shown_medicine(reading, planned[name]) for name in NAMED if planned.get(name)}
        if planned.get("drug_class"):
            said["drug_class"] = label(planned["drug_class"])
        if said:
            found[one.id] = said
    return found
