"""Entering an animal in the register, and what it is called: names, numbers, chips, sex."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.arriving import Arrival, add_accession
from breeding_center.animals.checks import doubt, must_be_here, must_fit, not_in_future, refuse, span_not_in_future
from breeding_center.animals.model import Accession, Animal, Identifier, Note, TransponderRead
from breeding_center.animals.queries import AnimalView, animal_view, animal_views, offspring_of, taxon_views
from breeding_center.animals.rules import (
    doubtful_chip,
    impossible_chip,
    impossible_studbook_number,
    looks_of,
    plain_chip,
    search_key_of,
    sure_before,
)
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_span
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, fold, listed, shown
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    IdentifierKind,
    Ownership,
    ParentRole,
    Sex,
    SexMethod,
    TransponderType,
)
from breeding_center.words import label as word

NAME, VALUE = 80, 80
SPOKEN_NAMES = (IdentifierKind.HOUSE_NAME, IdentifierKind.TEMPORARY)
UNIQUE = (IdentifierKind.TRANSPONDER, IdentifierKind.STUDBOOK_NUMBER, IdentifierKind.ACCESSION_NUMBER)


# ---------------------------------------------------------------- entering


@dataclass(frozen=True, slots=True)
class NewAnimal:
    """What is known of an animal when it is entered."""

    name_en: str | None
    name_zh: str | None
    taxon_id: UUID
    sex: Sex
    birth: DateSpan
    birth_type: BirthType
    sex_method: SexMethod | None = None
    birth_at: datetime | None = None
    is_reported: bool = False
    source: str | None = None
    note: str | None = None


def enter(entry: Entry, new: NewAnimal) -> Animal:
    """Write the animal's own row."""
    span_not_in_future(entry, new.birth)
    if new.birth_at is not None:
        not_in_future(entry, new.birth_at)
    return entry.add(
        Animal(
            name_en=must_fit(new.name_en, NAME, _("name")), name_zh=must_fit(new.name_zh, NAME, _("name")),
            search_key=search_key_of([new.name_en, new.name_zh]), taxon_id=new.taxon_id, sex=new.sex,
            sex_method=new.sex_method, birth_from=new.birth.from_on, birth_until=new.birth.until_on,
            birth_written=new.birth.written, birth_at=new.birth_at, birth_type=new.birth_type,
            is_reported=new.is_reported, source=new.source, note=new.note,
        )
    )  # fmt: skip


def add(
    entry: Entry,
    *,
    name_en: str | None,
    name_zh: str | None,
    taxon: UUID,
    sex: Sex,
    sex_method: SexMethod | None,
    born: DateSpan,
    birth_type: BirthType,
    accession: AccessionKind | None,
    came: DateSpan | None,
    institution: UUID | None,
    ownership: Ownership,
    owner: UUID | None,
    permit: UUID | None,
    provisional: bool,
    studbook_number: str | None,
    accession_number: str | None,
    transponder: str | None,
    source: str | None,
    note: str | None,
) -> Deed:
    """Register an animal; without an accession it stands in the pedigree only."""
    if not (name_en or name_zh or studbook_number or accession_number):
        raise NotUnderstood(_("Give the animal a name or a number."))
    if accession is None and (came is not None or provisional):
        raise NotUnderstood(_("Say how it came: an accession, such as transfer or rescue."))
    warning = alike(entry, name_en, name_zh)
    animal = enter(
        entry,
        NewAnimal(
            name_en, name_zh, taxon, sex, born, birth_type, sex_method=sex_method, source=source, note=note
        ),
    )  # fmt: skip
    for kind, value in zip(UNIQUE, (transponder, studbook_number, accession_number), strict=True):
        if value:
            add_identifier(entry, animal, kind, value)
    if accession is not None:
        arrival = Arrival(
            accession, came or DateSpan.on(entry.now.astimezone(entry.zone).date()), institution=institution,
            ownership=ownership, owner=owner, permit=permit, provisional=provisional,
        )  # fmt: skip
        add_accession(entry, animal_view(entry, animal.id), arrival)
    label = animal_view(entry, animal.id).label
    said = [_("Registered {animal}.").format(animal=label)] + ([warning] if warning else [])
    return Deed(" ".join(said), animal.id)


def alike(reading: Reading, *names: str | None, besides: Collection[UUID] = ()) -> str | None:
    """A warning where another animal of the collection is called so, or nearly so to the eye."""
    wanted = {looks_of(name) for name in names if name}
    if not wanted:
        return None
    twins = [
        view.label
        for view in animal_views(reading).values()
        if view.is_here
        and view.id not in besides
        and any(looks_of(name) in wanted for name in (view.name_en, view.name_zh) if name)
    ]
    if not twins:
        return None
    return _("Mind that there is already {animals}.").format(animals=listed(twins))


# ---------------------------------------------------------------- names


def refresh_key(entry: Entry, animal: Animal) -> None:
    """Make the search key anew from the names and spoken numbers that stand."""
    i = Identifier.__table__
    rows = entry.rows(
        select(i.c.value)
        .where(i.c.animal_id == animal.id, i.c.voided_at.is_(None), i.c.kind.in_(SPOKEN_NAMES))
        .order_by(i.c.id)
    )
    entry.change(animal, search_key=search_key_of([animal.name_en, animal.name_zh, *(row.value for row in rows)]))


def name(entry: Entry, *, animal: UUID, name: str, from_on: date | None) -> Deed:
    """Give an animal one more name that it is found by."""
    row, view = entry.get(Animal, animal), animal_view(entry, animal)
    made = add_identifier(entry, row, IdentifierKind.HOUSE_NAME, name, from_on=from_on)
    return Deed(_("{animal} is also called {name}.").format(animal=view.label, name=name), made.id)


def rename(entry: Entry, *, animal: UUID, name_en: str | None, name_zh: str | None) -> Deed:
    """Give an animal another name; the one it had still finds it."""
    row, view = entry.get(Animal, animal), animal_view(entry, animal)
    today = entry.now.astimezone(entry.zone).date()
    changed = {"name_en": name_en, "name_zh": name_zh}
    values = {key: must_fit(new, NAME, _("name")) for key, new in changed.items() if new and new != getattr(row, key)}
    if not values:
        raise NotUnderstood(_("Give the new name, in one language or in both."))
    for key in values:
        former = getattr(row, key)
        if former and former not in _values(entry, animal, IdentifierKind.HOUSE_NAME):
            kind = IdentifierKind.HOUSE_NAME
            entry.add(Identifier(animal_id=animal, kind=kind, value=former, until_on=today))
    warning = alike(entry, *values.values(), besides=[animal])
    entry.change(row, **values)
    refresh_key(entry, row)
    sentence = _("{old} is now called {new}.").format(old=view.label, new=animal_view(entry, animal).label)
    return Deed(f"{sentence} {warning}" if warning else sentence, animal)


def _values(reading: Reading, animal_id: UUID, kind: IdentifierKind) -> list[str]:
    i = Identifier.__table__
    question = select(i.c.value).where(i.c.animal_id == animal_id, i.c.kind == kind, i.c.voided_at.is_(None))
    return [row.value for row in reading.rows(question)]


# ---------------------------------------------------------------- numbers and chips


def add_identifier(
    entry: Entry,
    animal: Animal,
    kind: IdentifierKind,
    value: str,
    *,
    transponder_type: TransponderType | None = None,
    implant_site: str | None = None,
    issuer: str | None = None,
    from_on: date | None = None,
    note: str | None = None,
) -> Identifier:
    """Write an identifier by the rules of its kind; refused where another animal has the number, naming it."""
    if kind is IdentifierKind.TRANSPONDER:
        transponder_type = transponder_type or TransponderType.ISO
        refuse(impossible_chip(value, transponder_type))
        value = plain_chip(value)
    elif transponder_type is not None:
        raise NotUnderstood(_("A {kind} is no chip: leave out the type of chip.").format(kind=word(kind)))
    if kind is IdentifierKind.STUDBOOK_NUMBER:
        refuse(impossible_studbook_number(value))
    if from_on is not None:
        span_not_in_future(entry, DateSpan.on(from_on))
    _must_be_free(entry, animal, kind, value)
    chip_doubt = doubtful_chip(value, transponder_type) if transponder_type else None
    made = entry.add(
        Identifier(
            animal_id=animal.id, kind=kind, value=must_fit(value, VALUE, word(kind)), transponder_type=transponder_type,
            implant_site=must_fit(implant_site, 80, _("implant site")), issuer=must_fit(issuer, 120, _("issuer")),
            from_on=from_on, note=note, doubt=doubt(entry, chip_doubt),
        )
    )  # fmt: skip
    if kind in SPOKEN_NAMES:
        refresh_key(entry, animal)
    return made


def _must_be_free(entry: Entry, animal: Animal, kind: IdentifierKind, value: str) -> None:
    holders = holders_of(entry, kind, value)
    if animal.id in holders:
        raise AlreadyDone(
            _("{animal} already has the {kind} {value}.").format(
                animal=animal_view(entry, animal.id).name, kind=word(kind), value=value
            )
        )
    if holders and kind in UNIQUE:
        raise Refused(
            _("The {kind} {value} is {animal}'s.").format(
                kind=word(kind), value=value, animal=animal_view(entry, holders[0]).label
            )
        )


def holders_of(reading: Reading, kind: IdentifierKind, value: str) -> list[UUID]:
    """The animals that have a number of this kind, or had it."""
    i = Identifier.__table__
    question = select(i.c.animal_id).where(i.c.kind == kind, i.c.value == value, i.c.voided_at.is_(None))
    return [row.animal_id for row in reading.rows(question)]


def identify(
    entry: Entry,
    *,
    animal: UUID,
    kind: IdentifierKind,
    value: str,
    transponder_type: TransponderType | None,
    implant_site: str | None,
    issuer: str | None,
    from_on: date | None,
    note: str | None,
) -> Deed:
    """Give an animal a number: of the studbook, of a chip, of a collar …"""
    row, view = entry.get(Animal, animal), animal_view(entry, animal)
    made = add_identifier(
        entry, row, kind, value, transponder_type=transponder_type, implant_site=implant_site, issuer=issuer,
        from_on=from_on, note=note,
    )  # fmt: skip
    sentence = _("{animal} has the {kind} {value}.").format(animal=view.name, kind=word(kind), value=made.value)
    return Deed(sentence, made.id)


def end_identifier(entry: Entry, *, animal: UUID, value: str, until_on: date) -> Deed:
    """Say from when on an animal no longer goes by a number or wears a chip."""
    view = animal_view(entry, animal)
    i = Identifier.__table__
    rows = entry.rows(
        select(i.c.id, i.c.value, i.c.from_on)
        .where(i.c.animal_id == animal, i.c.voided_at.is_(None), i.c.until_on.is_(None))
    )  # fmt: skip
    found = [row for row in rows if fold(row.value) == fold(value) or row.value == plain_chip(value)]
    if not found:
        raise NotFound(_("{animal} does not go by '{value}' now.").format(animal=view.name, value=shown(value)))
    span_not_in_future(entry, DateSpan.on(until_on))
    if found[0].from_on is not None and until_on < found[0].from_on:
        raise Refused(
            _("{value} is worn only since {date}.").format(value=found[0].value, date=found[0].from_on.isoformat())
        )
    entry.change(entry.get(Identifier, found[0].id), until_on=until_on)
    sentence = _("{animal} no longer goes by {value}, from {date} on.").format(
        animal=view.name, value=found[0].value, date=until_on.isoformat()
    )
    return Deed(sentence, found[0].id)


def read_chip(
    entry: Entry,
    *,
    value: str,
    animal: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record that a chip was read, and say whose it is."""
    plain = must_fit(plain_chip(value), 40, _("chip")) or ""
    holders = holders_of(entry, IdentifierKind.TRANSPONDER, plain)
    holder = animal_view(entry, holders[0]) if holders else None
    if animal is None and holder is None:
        raise NotFound(_("No animal here has the chip {value}; say which animal it was read on.").format(value=plain))
    read_on = animal if animal is not None else holders[0]
    view = must_be_here(entry, read_on, done_at)
    row = entry.add(
        TransponderRead(
            animal_id=read_on, value=plain, is_expected=holder is not None and holder.id == read_on, done_at=done_at,
            done_by_id=done_by, note=note, task_id=task_id,
        )
    )  # fmt: skip
    return Deed(_read_sentence(view, holder, plain), row.id)


def _read_sentence(view: AnimalView, holder: AnimalView | None, value: str) -> str:
    if holder is None:
        return _("The chip {value} read on {animal} is no animal's in the register.").format(
            value=value, animal=view.label
        )
    if holder.id != view.id:
        return _("The chip {value} read on {animal} is {holder}'s: look at which animal this is.").format(
            value=value, animal=view.label, holder=holder.label
        )
    return _("The chip {value} is {animal}'s.").format(value=value, animal=view.label)


# ---------------------------------------------------------------- sex


def correct_sex(entry: Entry, *, animal: UUID, sex: Sex, method: SexMethod, on: date) -> Deed:
    """Correct an animal's sex; refused while it stands as a parent that it then cannot be."""
    row, view = entry.get(Animal, animal), animal_view(entry, animal)
    span_not_in_future(entry, DateSpan.on(on))
    if view.birth.from_on is not None and on < view.birth.from_on:
        raise Refused(
            _("{animal} was born {birth}, after {date}.").format(
                animal=view.name, birth=show_span(view.birth), date=on.isoformat()
            )
        )
    for claim in offspring_of(entry, animal):
        is_sire = claim.role is ParentRole.SIRE
        if (is_sire and sex is Sex.FEMALE) or (not is_sire and sex is Sex.MALE):
            raise Refused(
                _("{animal} stands as {role} of {child}; void that claim first.").format(
                    animal=view.name, role=word(claim.role), child=animal_view(entry, claim.animal_id).label
                )
            )
    entry.change(row, sex=sex, sex_method=method, sex_determined_on=on)
    sentence = _("{animal} is {sex}, told {method} on {date}.").format(
        animal=view.name, sex=word(sex), method=word(method), date=on.isoformat()
    )
    return Deed(sentence, animal)


def correct_taxon(entry: Entry, *, animal: UUID, taxon: UUID, source: str) -> Deed:
    """Correct what an animal is, such as its subspecies; what that rests on stays with it as a note."""
    row, view, taxa = entry.get(Animal, animal), animal_view(entry, animal), taxon_views(entry)
    old, new = taxa[view.taxon_id], taxa[taxon]
    if old.id == new.id:
        raise AlreadyDone(_("{animal} is entered as {taxon} already.").format(animal=view.label, taxon=new.name))
    entry.change(row, taxon_id=taxon)
    told = f"{old.scientific_name} → {new.scientific_name}: {source}"
    entry.add(Note(animal_id=animal, text=told, done_at=entry.now, done_by_id=entry.by_id))
    return Deed(_("{animal} is {taxon}, by {source}.").format(animal=view.label, taxon=new.name, source=source), animal)


def correct_birth(entry: Entry, *, animal: UUID, born: DateSpan, source: str) -> Deed:
    """Correct when an animal was born; refused where it would be born after its young or its death.

    The moment that somebody saw goes with the day that was wrong; the accession of a birth is put to the new day.
    """
    row, view = entry.get(Animal, animal), animal_view(entry, animal)
    span_not_in_future(entry, born)
    if view.died is not None and sure_before(view.died, born):
        raise Refused(
            _("{animal} died {died}, before {birth}.").format(
                animal=view.label, died=show_span(view.died), birth=show_span(born)
            )
        )
    for claim in offspring_of(entry, animal):
        child = animal_view(entry, claim.animal_id)
        latest = child.birth.last_on
        if latest is not None and born.from_on is not None and born.from_on >= latest:
            raise Refused(
                _("{animal} stands as {role} of {child}, born {birth}; void that claim first.").format(
                    animal=view.label, role=word(claim.role), child=child.label, birth=show_span(child.birth)
                )
            )
    entry.change(
        row, birth_from=born.from_on, birth_until=born.until_on, birth_written=born.written, birth_at=None,
        source=source,
    )  # fmt: skip
    c = Accession.__table__
    births = select(c.c.id).where(
        c.c.animal_id == animal, c.c.kind == AccessionKind.BIRTH, c.c.voided_at.is_(None)
    )  # fmt: skip
    for one in entry.rows(births):
        entry.change(
            entry.get(Accession, one.id), on_from=born.from_on, on_until=born.until_on, on_written=born.written, at=None
        )
    return Deed(_("{animal}: born {birth}.").format(animal=view.label, birth=show_span(born)), animal)
