"""Writing a studbook that was understood into the records, as one entry."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.model import Animal, Identifier, Institution, ParentageClaim, Taxon
from breeding_center.animals.rules import search_key_of
from breeding_center.breeding.studbook_model import PopulationExclusion, StudbookEvent
from breeding_center.moments import DateSpan
from breeding_center.office.exchange.record import LifeEvent, Parent, Record
from breeding_center.office.exchange.standing import Standing
from breeding_center.office.exchange.understanding import Understood
from breeding_center.storage import tables
from breeding_center.storage.base import new_id
from breeding_center.storage.entry import Entry
from breeding_center.text import _, fold
from breeding_center.vocabulary import (
    BirthType,
    IdentifierKind,
    InstitutionKind,
    ParentageKind,
    ParentRole,
    Sex,
    SexMethod,
    TransponderType,
)
from breeding_center.vocabulary.studbook import ExclusionKind, StudbookEventKind

Values = dict[str, Any]
ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Rows:
    """What will be written, table by table, in the order the tables need each other."""

    taxa: list[Values] = field(default_factory=list)
    institutions: list[Values] = field(default_factory=list)
    animals: list[Values] = field(default_factory=list)
    identifiers: list[Values] = field(default_factory=list)
    claims: list[Values] = field(default_factory=list)
    events: list[Values] = field(default_factory=list)
    exclusions: list[Values] = field(default_factory=list)


def write(entry: Entry, understood: Understood, book: Standing, taxon_id: UUID) -> int:
    """Write every record of the file that tells something new; returns how many animals were entered."""
    writer = _Writer(entry, understood, book, taxon_id)
    records = [*understood.records, *understood.added]
    for record in records:
        if record.number not in book.records:
            writer.ids[record.number] = new_id()
    for record in records:
        if record.number in book.records:
            writer.change(record)
        else:
            writer.enter(record)
    rows = writer.rows
    entered = len(rows.animals)
    for kind, values in (
        (Taxon, rows.taxa), (Institution, rows.institutions), (Animal, rows.animals), (Identifier, rows.identifiers),
        (ParentageClaim, rows.claims), (StudbookEvent, rows.events), (PopulationExclusion, rows.exclusions),
    ):  # fmt: skip
        entry.insert_many(kind, _emptied(values))
    return entered


def _emptied(values: list[Values]) -> Iterator[Values]:
    """The rows in their order, let go of one by one: a large studbook is not held twice."""
    values.reverse()
    while values:
        yield values.pop()


class _Writer:
    """Turns records into rows."""

    def __init__(self, entry: Entry, understood: Understood, book: Standing, taxon_id: UUID) -> None:
        self.entry, self.understood, self.taxon_id = entry, understood, taxon_id
        self.rows = _Rows()
        self.ids: dict[str, UUID] = dict(book.ids)
        self.today: date = entry.now.astimezone(entry.zone).date()
        self.taxa = _by_words(entry, tables.taxon, ("code", "scientific_name", "name_en", "name_zh"))
        self.institutions = _by_words(entry, tables.institution, ("code", "name_en", "name_zh"))

    def source(self, record: Record) -> str:
        """Where a record comes from."""
        return f"{self.understood.file}:{record.line}"

    # ------------------------------------------------------------ new animals

    def enter(self, record: Record) -> None:
        """A new animal: its own row, its numbers, its parents, its life."""
        animal_id, texts = self.ids[record.number], record.texts
        name_en, name_zh = _names(texts)
        birth = record.birth or DateSpan.unknown()
        self.rows.animals.append(
            {
                "id": animal_id, "name_en": name_en, "name_zh": name_zh,
                "search_key": search_key_of([name_en, name_zh]) if name_en or name_zh else "",
                "taxon_id": self._taxon(texts.get("taxon")), "sex": record.sex,
                "sex_method": None if record.sex is Sex.UNKNOWN else SexMethod.REPORTED,
                "birth_from": birth.from_on, "birth_until": birth.until_on, "birth_written": birth.written,
                "birth_type": record.birth_type, "origin": texts.get("range"), "is_reported": True,
                "source": self.source(record), "note": texts.get("note"),
            }
        )  # fmt: skip
        doubt = " ".join(dict.fromkeys(record.doubts)) or None
        self._identifier(animal_id, IdentifierKind.STUDBOOK_NUMBER, record.number, doubt)
        self._carried(animal_id, texts)
        for role, parent in ((ParentRole.SIRE, record.sire), (ParentRole.DAM, record.dam)):
            self._claims(animal_id, record, role, parent)
        for event in life_of(record):
            self._event(animal_id, record, event)
        if record.in_reference is False and not (record.is_dead or record.death):
            self._exclude(animal_id, record)

    def _identifier(self, animal_id: UUID, kind: IdentifierKind, value: str, doubt: str | None = None) -> None:
        self.rows.identifiers.append({"animal_id": animal_id, "kind": kind, "value": value, "doubt": doubt})

    def _carried(self, animal_id: UUID, texts: dict[str, str]) -> None:
        if "transponder" in texts:
            self._identifier(animal_id, IdentifierKind.TRANSPONDER, texts["transponder"])
            self.rows.identifiers[-1]["transponder_type"] = TransponderType.OTHER
        if "tattoo" in texts:
            self._identifier(animal_id, IdentifierKind.TATTOO, texts["tattoo"])

    def _claims(self, animal_id: UUID, record: Record, role: ParentRole, parent: Parent) -> None:
        doubt = " ".join(record.sire_doubts) or None if role is ParentRole.SIRE else None
        candidates = [(self.ids[number], probability) for number, probability in parent.candidates]
        other = record.dam if role is ParentRole.SIRE else record.sire
        if parent.is_wild and other.candidates:
            candidates = [(self._wild_parent(record, role), 1.0)]
        for parent_id, probability in candidates:
            self.rows.claims.append(
                {
                    "animal_id": animal_id, "role": role, "parent_id": parent_id, "kind": ParentageKind.REPORTED,
                    "probability": probability, "source": self.source(record), "doubt": doubt,
                }
            )  # fmt: skip

    def _wild_parent(self, record: Record, role: ParentRole) -> UUID:
        """A wild parent nobody numbered, of an animal whose other parent is known: a founder with a row of its own."""
        wild_id = new_id()
        self.rows.animals.append(
            {
                "id": wild_id, "search_key": "", "taxon_id": self._taxon(record.texts.get("taxon")),
                "sex": Sex.MALE if role is ParentRole.SIRE else Sex.FEMALE, "birth_written": "unknown",
                "birth_type": BirthType.WILD, "is_reported": True, "source": self.source(record),
            }
        )  # fmt: skip
        return wild_id

    def _event(self, animal_id: UUID, record: Record, event: LifeEvent) -> None:
        self.rows.events.append(
            {
                "animal_id": animal_id, "kind": event.kind, "institution_id": self._institution(event.place),
                "local_id": event.local_id, "on_from": event.on.from_on, "on_until": event.on.until_on,
                "on_written": event.on.written, "source": self.source(record),
            }
        )  # fmt: skip

    def _exclude(self, animal_id: UUID, record: Record) -> None:
        self.rows.exclusions.append(
            {
                "animal_id": animal_id, "kind": ExclusionKind.OTHER, "from_on": self.today,
                "why": _("not of the reference set in {file}").format(file=self.understood.file),
                "source": self.source(record),
            }
        )  # fmt: skip

    # ------------------------------------------------------------ animals that are known

    def change(self, record: Record) -> None:
        """What the row tells that the records do not know yet."""
        comparison = self.understood.comparisons[record.number]
        news, animal_id, texts = set(comparison.news), self.ids[record.number], record.texts
        values: Values = {}
        if "sex" in news:
            values |= {"sex": record.sex, "sex_method": SexMethod.REPORTED}
        if "birth" in news and record.birth is not None:
            birth = record.birth
            values |= {"birth_from": birth.from_on, "birth_until": birth.until_on, "birth_written": birth.written}
        if "origin" in news:
            values["birth_type"] = record.birth_type
        values |= {column: texts[fact] for fact, column in (("range", "origin"), ("note", "note")) if fact in news}
        if news & {"name", "name_zh"}:
            values |= dict(zip(("name_en", "name_zh"), _names(texts), strict=True))
            values["search_key"] = search_key_of([values["name_en"], values["name_zh"]])
        if values:
            self.entry.change(self.entry.get(Animal, animal_id), **values)
        self._carried(animal_id, {fact: texts[fact] for fact in ("transponder", "tattoo") if fact in news})
        for role, parent in ((ParentRole.SIRE, record.sire), (ParentRole.DAM, record.dam)):
            if role.value in news:
                if role.value in comparison.instead:
                    self._void(ParentageClaim, tables.parentage_claim, animal_id, "role", role)
                self._claims(animal_id, record, role, parent)
        self._change_life(animal_id, record, news, comparison.instead)
        if "ref" in news:
            self._exclude(animal_id, record)

    def _change_life(self, animal_id: UUID, record: Record, news: set[str], instead: list[str]) -> None:
        if "death" in instead:
            self._void(StudbookEvent, tables.studbook_event, animal_id, "kind", StudbookEventKind.DEATH)
        if news & {"death", "status"}:
            self._event(animal_id, record, LifeEvent(StudbookEventKind.DEATH, record.death or DateSpan.unknown()))
        if news & {"location", "local_id"}:
            tomorrow = self.today + ONE_DAY
            by_now = DateSpan(None, tomorrow, f"before {tomorrow.isoformat()}")
            event = LifeEvent(
                StudbookEventKind.TRANSFER, by_now, record.texts.get("location"), record.texts.get("local_id")
            )
            self._event(animal_id, record, event)

    def _void(self, kind: type[Any], table: Any, animal_id: UUID, column: str, value: object) -> None:
        question = select(table.c.id).where(
            table.c.animal_id == animal_id, table.c.voided_at.is_(None), table.c[column] == value
        )
        for row in self.entry.rows(question):
            self.entry.void(self.entry.get(kind, row.id))

    # ------------------------------------------------------------ what they point at

    def _taxon(self, written: str | None) -> UUID:
        if not written or self.understood.taxon_said:
            return self.taxon_id
        found = self.taxa.get(fold(written))
        if found is None:
            found = self.taxa[fold(written)] = new_id()
            code = fold(written).replace(" ", "-")[:40]
            self.rows.taxa.append(
                {"id": found, "code": code, "scientific_name": written, "name_en": written, "name_zh": written}
            )
        return found

    def _institution(self, written: str | None) -> UUID | None:
        if not written:
            return None
        found = self.institutions.get(fold(written))
        if found is None:
            found = self.institutions[fold(written)] = new_id()
            self.rows.institutions.append(
                {"id": found, "code": written, "kind": InstitutionKind.ZOO, "name_en": written, "name_zh": written}
            )
        return found


def life_of(record: Record) -> Iterator[LifeEvent]:
    """What the studbook tells of a new animal's life: birth where a birthplace is told, moves, and death."""
    texts, birth = record.texts, record.birth or DateSpan.unknown()
    born_at, here = texts.get("birth_location"), texts.get("location")
    if born_at:
        local_id = texts.get("local_id") if here == born_at else None
        yield LifeEvent(StudbookEventKind.BIRTH, birth, born_at, local_id)
    yield from record.events
    if (here and here != born_at) or (texts.get("local_id") and not born_at):
        yield LifeEvent(StudbookEventKind.TRANSFER, _after(birth), here, texts.get("local_id"))
    if record.death is not None or record.is_dead:
        yield LifeEvent(StudbookEventKind.DEATH, record.death or DateSpan.unknown())


def _after(birth: DateSpan) -> DateSpan:
    last = birth.last_on
    return DateSpan.unknown() if last is None else DateSpan(last, None, f"after {(last - ONE_DAY).isoformat()}")


def _names(texts: dict[str, str]) -> tuple[str | None, str | None]:
    """A name in Chinese letters is the Chinese name, whatever its column is called."""
    name, name_zh = texts.get("name"), texts.get("name_zh")
    if name and not name_zh and any("\u3400" <= letter <= "\u9fff" for letter in name):
        return None, name
    return name, name_zh


def _by_words(entry: Entry, table: Any, names: tuple[str, ...]) -> dict[str, UUID]:
    rows = entry.rows(select(table.c.id, *(table.c[name] for name in names)).where(table.c.voided_at.is_(None)))
    return {fold(getattr(row, name)): row.id for row in rows for name in reversed(names) if getattr(row, name)}
