"""The studbook as it stands in the records: one `Record` an animal, as a file would tell it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.moments import DateSpan
from breeding_center.office.exchange.record import NOBODY, WILD_PARENT, Parent, Record
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.vocabulary import (
    BirthType,
    DispositionKind,
    IdentifierKind,
    ParentRole,
    Sex,
)
from breeding_center.vocabulary.studbook import StudbookEventKind

# What an animal is called in a file, where it has no studbook number yet.
OTHER_NUMBERS = (
    IdentifierKind.ACCESSION_NUMBER,
    IdentifierKind.TEMPORARY,
    IdentifierKind.HOUSE_NAME,
    IdentifierKind.OTHER,
)
CARRIED = {IdentifierKind.TRANSPONDER: "transponder", IdentifierKind.TATTOO: "tattoo"}
_HOLDS = frozenset({"birth", "capture", "transfer", "loan"})


@dataclass(slots=True)
class Standing:
    """The animals of the studbook by what they are called in a file, and their keys."""

    records: dict[str, Record]
    ids: dict[str, UUID]
    taxa: dict[UUID, str]
    own_place: str


def standing(reading: Reading, taxon: UUID | None = None) -> Standing:
    """Every animal that has a studbook number, or is a parent or the offspring of an animal."""
    book = _Rows(reading)
    called = book.names()
    wanted = book.pedigree() | set(book.numbers)
    made = Standing({}, {}, {row.id: row.code for row in book.taxa}, book.own_place)
    for animal in book.animals:
        if animal.id not in wanted or animal.id in book.nameless or (taxon and animal.taxon_id != taxon):
            continue
        name = called[animal.id]
        made.records[name] = book.record(animal, name, called)
        made.ids[name] = animal.id
    return made


class _Rows:
    """What the tables hold, by animal."""

    def __init__(self, reading: Reading) -> None:
        t = tables
        self.animals = _rows(
            reading, t.animal,
            "id name_en name_zh taxon_id sex birth_from birth_until birth_written birth_type origin note",
        )  # fmt: skip
        self.taxa = _rows(reading, t.taxon, "id code")
        self.codes = {row.id: row.code for row in self.taxa}
        self.places = {row.id: row.code for row in _rows(reading, t.institution, "id code name_en")}
        self.own_place = next(
            (
                row.code
                for row in _rows(reading, t.institution, "id code name_en")
                if row.name_en == reading.site.name_en
            ),
            reading.site.name_en,
        )
        self.identifiers = _by_animal(_rows(reading, t.identifier, "animal_id kind value until_on"))
        self.claims = _claims(_rows(reading, t.parentage_claim, "animal_id role parent_id probability"))
        self.events = _by_animal(
            _rows(reading, t.studbook_event, "animal_id kind institution_id local_id on_from on_until on_written")
        )
        self.comings = _by_animal(_rows(reading, t.accession, "animal_id on_from"))
        self.leavings = _by_animal(
            _rows(reading, t.disposition, "animal_id kind on_from on_until on_written institution_id")
        )
        exclusions = _rows(reading, t.population_exclusion, "animal_id until_on")
        self.excluded = {row.animal_id for row in exclusions if row.until_on is None}
        self.numbers = {
            animal: min(row.value for row in rows if row.kind is IdentifierKind.STUDBOOK_NUMBER)
            for animal, rows in self.identifiers.items()
            if any(row.kind is IdentifierKind.STUDBOOK_NUMBER for row in rows)
        }
        self.nameless = self._nameless()

    def pedigree(self) -> set[UUID]:
        """The animals that are parents or offspring."""
        children = {animal for animal, _role in self.claims}
        return children | {parent for candidates in self.claims.values() for parent, _p in candidates}

    def _nameless(self) -> set[UUID]:
        """Wild parents nobody numbered or named: WILD in a file."""
        return {
            row.id
            for row in self.animals
            if row.birth_type is BirthType.WILD
            and not (row.name_en or row.name_zh)
            and row.id not in self.identifiers
            and (row.id, ParentRole.SIRE) not in self.claims
            and (row.id, ParentRole.DAM) not in self.claims
        }

    def names(self) -> dict[UUID, str]:
        """What each animal is called in a file: its studbook number, or else another number, its name, its key."""
        found, taken = {}, set(self.numbers.values())
        for row in self.animals:
            name = self.numbers.get(row.id)
            if name is None:
                name = self._other_name(row, taken)
                taken.add(name)
            found[row.id] = name
        return found

    def _other_name(self, animal: Any, taken: set[str]) -> str:
        rows = self.identifiers.get(animal.id, ())
        others = [row.value for kind in OTHER_NUMBERS for row in rows if row.kind is kind]
        choices = [*others, animal.name_en, animal.name_zh, animal.id.hex[-12:]]
        found: str = next(choice for choice in choices if choice and choice not in taken)
        return found

    def record(self, animal: Any, name: str, called: dict[UUID, str]) -> Record:
        """The animal as a file would tell it."""
        made = Record(
            0, name, self._parent(animal.id, (ParentRole.SIRE,), called),
            self._parent(animal.id, (ParentRole.GENETIC_DAM, ParentRole.DAM), called),
            Sex(animal.sex), DateSpan(animal.birth_from, animal.birth_until, animal.birth_written),
            birth_type=BirthType(animal.birth_type),
        )  # fmt: skip
        if made.birth is not None and made.birth.from_on is None and made.birth.until_on is None:
            made.birth = None
        if made.birth_type is BirthType.WILD and not made.sire.candidates and not made.dam.candidates:
            made.sire = made.dam = WILD_PARENT
        self._life(animal.id, made)
        made.in_reference = False if animal.id in self.excluded else None
        said = {
            "name": animal.name_en, "name_zh": animal.name_zh, "range": animal.origin, "note": animal.note,
            "taxon": self.codes[animal.taxon_id],
        }  # fmt: skip
        for row in self.identifiers.get(animal.id, ()):
            if row.kind in CARRIED and row.until_on is None:
                said.setdefault(CARRIED[row.kind], row.value)
        made.texts.update({fact: text for fact, text in said.items() if text})
        return made

    def _parent(self, animal: UUID, roles: Sequence[ParentRole], called: dict[UUID, str]) -> Parent:
        candidates = next((self.claims[animal, role] for role in roles if (animal, role) in self.claims), [])
        if not candidates:
            return NOBODY
        if all(parent in self.nameless for parent, _probability in candidates):
            return WILD_PARENT
        return Parent(tuple((called[parent], probability) for parent, probability in candidates))

    def _life(self, animal: UUID, made: Record) -> None:
        """Death, birthplace and where it is; the register of this center goes before what the studbook tells."""
        for row in sorted(self.events.get(animal, ()), key=_day):
            place = self.places.get(row.institution_id)
            if row.kind is StudbookEventKind.DEATH:
                made.is_dead, made.death = True, _span(row)
            elif row.kind is StudbookEventKind.BIRTH and place:
                made.texts["birth_location"] = place
            if place and row.kind in _HOLDS:
                made.texts["location"] = place
            if row.local_id:
                made.texts["local_id"] = row.local_id
        came = self.comings.get(animal, ())
        if came:
            made.is_registered = True
            made.texts["location"] = self.own_place
        for row in sorted(self.leavings.get(animal, ()), key=_day):
            made.is_registered = True
            if row.kind is DispositionKind.DEATH:
                made.is_dead, made.death = True, _span(row)
            elif place := self.places.get(row.institution_id):
                made.texts["location"] = place


def _day(row: Any) -> date:
    found: date | None = row.on_from
    return found or date.min


def _span(row: Any) -> DateSpan | None:
    return None if row.on_from is None and row.on_until is None else DateSpan(row.on_from, row.on_until, row.on_written)


def _rows(reading: Reading, table: Any, names: str) -> Sequence[Any]:
    columns = [table.c[name] for name in names.split()]
    order = [table.c.id] if "id" in table.c else []
    return reading.rows(select(*columns).where(table.c.voided_at.is_(None)).order_by(*order))


def _by_animal(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.animal_id].append(row)
    return dict(found)


def _claims(rows: Iterable[Any]) -> dict[tuple[UUID, ParentRole], list[tuple[UUID, float]]]:
    found: dict[tuple[UUID, ParentRole], list[tuple[UUID, float]]] = defaultdict(list)
    for row in rows:
        if row.role is not ParentRole.REARING_DAM:
            found[row.animal_id, row.role].append((row.parent_id, row.probability))
    return dict(found)


def natural(number: str) -> list[tuple[int, int, str]]:
    """Sorts 9 before 10, and numbers before words."""
    parts = re.split(r"(\d+)", number)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
