"""The rows a studbook is made of, read as plain tuples: a population of a hundred thousand is read in a breath.

Keys stay as the engine hands them over (text or UUID) and words as they are stored; making an object of each would
cost more than the population genetics that follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, func, or_, select, type_coerce

from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.vocabulary import IdentifierKind, ParentRole

Key = Any  # of a record, as the engine keeps it: text on SQLite, a UUID on PostgreSQL
_AS_KEPT = String()
_PARENTS = (ParentRole.SIRE, ParentRole.DAM, ParentRole.GENETIC_DAM)
_SHOWN = (IdentifierKind.STUDBOOK_NUMBER, IdentifierKind.TEMPORARY, IdentifierKind.ACCESSION_NUMBER)
_OF_THE_STUDBOOK = (
    tables.animal, tables.identifier, tables.parentage_claim, tables.accession, tables.disposition,
    tables.studbook_event, tables.population_exclusion, tables.genetic_assumption,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in the records: animals by birth, then by entry; the rest as it comes.

    `animals`: key, English and Chinese name, taxon, sex, birth from, until, as written, type, origin. `claims`: animal,
    role, parent, ground, probability. `comings` and `leavings`: animal, kind, from, until, moment, institution.
    `events`: animal, kind, from, until, institution, local id. `exclusions`: animal, kind, from, until, why.
    `assumptions`: key, animal, kind, role, other, probability, day, source.
    """

    animals: Sequence[Any]
    identifiers: Sequence[Any]
    claims: Sequence[Any]
    comings: Sequence[Any]
    leavings: Sequence[Any]
    events: Sequence[Any]
    exclusions: Sequence[Any]
    assumptions: Sequence[Any]


def as_kept(reading: Reading, record: UUID) -> Key:
    """A key as this engine hands it over."""
    return record.hex if reading.connection.dialect.name == "sqlite" else record


def as_uuid(key: Key) -> UUID:
    """A key as the rest of the program knows it."""
    return key if isinstance(key, UUID) else UUID(key)


def read_rows(reading: Reading) -> Rows:
    """Everything the studbook rests on."""
    a, i, p = tables.animal, tables.identifier, tables.parentage_claim
    animals = _select(
        reading, a,
        "id name_en name_zh taxon_id sex birth_from birth_until birth_written birth_type origin",
        order=(a.c.birth_from.is_not(None), a.c.birth_from, a.c.id),
    )  # fmt: skip
    numbers = (i.c.kind.in_(_SHOWN), i.c.until_on.is_(None))
    parents = (p.c.role.in_(_PARENTS),)
    return Rows(
        animals,
        _select(reading, i, "animal_id kind value", where=numbers),
        _select(
            reading, p, "animal_id role parent_id kind probability", where=parents,
            order=(p.c.probability.desc(), p.c.id),
        ),
        _select(reading, tables.accession, "animal_id kind on_from on_until at institution_id"),
        _select(reading, tables.disposition, "animal_id kind on_from on_until at institution_id"),
        _select(reading, tables.studbook_event, "animal_id kind on_from on_until institution_id local_id"),
        _select(reading, tables.population_exclusion, "animal_id kind from_on until_on why"),
        _select(
            reading, tables.genetic_assumption,
            "id animal_id kind role other_id probability assumed_on source",
            order=(tables.genetic_assumption.c.id,),
        ),
    )  # fmt: skip


_PLAIN = frozenset({"birth_from", "birth_until", "on_from", "on_until", "from_on", "until_on", "assumed_on"})
_TYPED = _PLAIN | {"probability", "at"}


def _select(reading: Reading, table: Any, names: str, *, where: Sequence[Any] = (), order: Sequence[Any] = ()) -> Any:
    """Rows of one table that stand; keys and words as they are kept."""
    columns = [table.c[name] if name in _TYPED else type_coerce(table.c[name], _AS_KEPT) for name in names.split()]
    return reading.rows(select(*columns).where(table.c.voided_at.is_(None), *where).order_by(*order))


def currency_on(reading: Reading) -> date | None:
    """The day on which anything the studbook rests on was last entered, changed or voided; None where nothing was."""
    e = tables.entry
    named = [e.c.id.in_(select(table.c.entry_id)) for table in _OF_THE_STUDBOOK]
    last: datetime | None = reading.value(select(func.max(e.c.recorded_at)).where(or_(*named)))
    return None if last is None else last.astimezone(reading.zone).date()


def own_institution(reading: Reading) -> Key | None:
    """This center among the institutions: the one of its name."""
    i = tables.institution
    kept = select(type_coerce(i.c.id, _AS_KEPT)).where(i.c.voided_at.is_(None), i.c.name_en == reading.site.name_en)
    return reading.value(kept)


def likely_day(from_on: date | None, until_on: date | None) -> date:
    """The day an event most likely was; the first of all days where nothing is known."""
    if from_on is None:
        return date.min if until_on is None else date.fromordinal(until_on.toordinal() - 1)
    if until_on is None:
        return from_on
    return date.fromordinal((from_on.toordinal() + until_on.toordinal() - 1) // 2)
