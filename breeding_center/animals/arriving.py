"""How animals enter the collection and leave it: accessions, births, departures, and what ends with them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import func, select

from breeding_center.animals.checks import doubt, not_in_future, span_not_in_future
from breeding_center.animals.holds import arrivals_stopped
from breeding_center.animals.model import Accession, Condition, Disposition, Measurement, RearingSpell
from breeding_center.animals.presence import is_here_on
from breeding_center.animals.queries import AnimalView, animal_view, animal_views, local_day, passages_of
from breeding_center.animals.rules import sure_before
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_date, show_instant, show_span, wall_time
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import AccessionKind, DispositionKind, Ownership
from breeding_center.words import label as word

NEEDS_INSTITUTION = frozenset((DispositionKind.TRANSFER, DispositionKind.LOAN, DispositionKind.LOAN_END))


# ---------------------------------------------------------------- arriving


@dataclass(frozen=True, slots=True)
class Arrival:
    """How, when and from where an animal came, and whose it is."""

    kind: AccessionKind
    on: DateSpan
    at: datetime | None = None
    institution: UUID | None = None
    ownership: Ownership = Ownership.OWNED
    owner: UUID | None = None
    permit: UUID | None = None
    provisional: bool = False
    note: str | None = None
    doubt: str | None = None

    def columns(self) -> dict[str, object]:
        """As the table keeps it."""
        return {
            "kind": self.kind, "on_from": self.on.from_on, "on_until": self.on.until_on, "on_written": self.on.written,
            "at": self.at, "institution_id": self.institution, "ownership": self.ownership, "owner_id": self.owner,
            "permit_id": self.permit, "is_provisional": self.provisional, "note": self.note,
            "doubt": self.doubt,
        }  # fmt: skip


def add_accession(entry: Entry, view: AnimalView, arrival: Arrival) -> Accession:
    """Write an accession; refused in the future, before the birth and after a death."""
    _must_be_possible(entry, view, arrival.on, arrival.at)
    if view.died is not None and sure_before(view.died, arrival.on):
        raise Refused(_("{animal} died {died}.").format(animal=view.name, died=show_span(view.died)))
    kept = doubt(entry, _while_stopped(entry, arrival))
    doubts = " ".join(one for one in (arrival.doubt, kept) if one) or None
    return entry.add(Accession(animal_id=view.id, **(arrival.columns() | {"doubt": doubts})))


def _while_stopped(reading: Reading, arrival: Arrival) -> str | None:
    """Did it come while movements were stopped? A birth is no movement."""
    if arrival.kind is AccessionKind.BIRTH or arrival.on.until_on is None:
        return None
    return arrivals_stopped(reading, arrival.at or wall_time(arrival.on.until_on, time(0), reading.zone))


def _must_be_possible(entry: Entry, view: AnimalView, on: DateSpan, at: datetime | None) -> None:
    span_not_in_future(entry, on)
    if at is not None:
        not_in_future(entry, at)
    if sure_before(on, view.birth):
        raise Refused(
            _("{date} is before {animal} was born ({birth}).").format(
                date=show_span(on), animal=view.name, birth=show_span(view.birth)
            )
        )


def accession(
    entry: Entry,
    *,
    animal: UUID,
    kind: AccessionKind,
    on: DateSpan,
    institution: UUID | None,
    ownership: Ownership,
    owner: UUID | None,
    permit: UUID | None,
    provisional: bool,
    note: str | None,
) -> Deed:
    """Take an animal into the collection, or complete the accession that was provisional."""
    view = animal_view(entry, animal)
    arrival = Arrival(kind, on, None, institution, ownership, owner, permit, provisional, note)
    standing = view.standing
    if standing.is_here and standing.coming is not None and standing.coming.is_provisional:
        _must_be_possible(entry, view, on, None)
        row = entry.get(Accession, standing.coming.id)
        entry.change(row, **(arrival.columns() | {"note": note or row.note, "doubt": row.doubt}))
        sentence = _("Completed the accession of {animal}: {kind}.").format(animal=view.label, kind=word(kind))
        return Deed(sentence, row.id)
    if standing.is_here and standing.coming is not None:
        raise AlreadyDone(
            _("{animal} is in the collection since {date}; void that accession first, if it is wrong.").format(
                animal=view.label, date=show_span(standing.coming.on)
            )
        )
    row = add_accession(entry, view, arrival)
    sentence = _("{animal} entered the collection: {kind}, {date}.").format(
        animal=view.label, kind=word(kind), date=show_span(on)
    )
    return Deed(sentence, row.id)


# ---------------------------------------------------------------- leaving


@dataclass(frozen=True, slots=True)
class Departure:
    """How, when and to where an animal left."""

    kind: DispositionKind
    on: DateSpan
    at: datetime | None
    institution: UUID | None
    permit: UUID | None
    cause: str | None
    note: str | None


def depart(
    entry: Entry,
    *,
    animal: UUID,
    kind: DispositionKind,
    on: DateSpan,
    at: datetime | None = None,
    institution: UUID | None = None,
    permit: UUID | None = None,
    cause: str | None = None,
    note: str | None = None,
) -> Deed:
    """Record that an animal died or left. What ends with it in any room is the office's to end."""
    view = animal_view(entry, animal)
    leaving = Departure(kind, DateSpan.on(local_day(entry, at)) if at else on, at, institution, permit, cause, note)
    _must_be_possible(entry, view, leaving.on, at)
    if at is not None and view.birth_at is not None and at < view.birth_at:
        raise Refused(
            _("{animal} was born only at {time}.").format(
                animal=view.name, time=show_instant(view.birth_at, entry.zone)
            )
        )
    if view.died is not None:
        raise AlreadyDone(_("{animal} died {died}.").format(animal=view.label, died=show_span(view.died)))
    _must_be_leavable(entry, view, leaving)
    is_still_owned = kind is DispositionKind.LOAN and view.ownership is Ownership.OWNED
    row = entry.add(
        Disposition(
            animal_id=animal, kind=kind, on_from=leaving.on.from_on, on_until=leaving.on.until_on,
            on_written=leaving.on.written, at=at, institution_id=institution, is_still_owned=is_still_owned,
            permit_id=permit, cause=cause, note=note, doubt=doubt(entry, _later_record(entry, view, leaving)),
        )
    )  # fmt: skip
    sentence = _("{animal}: {kind}, {date}.").format(animal=view.label, kind=word(kind), date=show_span(leaving.on))
    return Deed(sentence, row.id)


def _must_be_leavable(entry: Entry, view: AnimalView, leaving: Departure) -> None:
    kind = leaving.kind
    if kind in NEEDS_INSTITUTION and leaving.institution is None:
        raise NotUnderstood(_("Say to which institution it went."))
    if kind is DispositionKind.DEATH:
        return  # an animal on loan, or of the pedigree only, dies elsewhere
    passages = passages_of(entry, [view.id]).get(view.id, [])
    day = leaving.on.midpoint or leaving.on.last_on or leaving.on.from_on
    noon = leaving.at or (None if day is None else _noon(entry, day))
    if not view.is_here or (noon is not None and not is_here_on(passages, noon, entry.zone)):
        raise Refused(
            _("{animal} was not in the collection on {date}, so it cannot leave it.").format(
                animal=view.label, date=show_span(leaving.on)
            )
        )
    if kind is DispositionKind.LOAN_END and view.ownership is not Ownership.LOANED_IN:
        raise Refused(_("{animal} is not here on loan.").format(animal=view.label))
    if kind is DispositionKind.LOAN and view.ownership is not Ownership.OWNED:
        raise Refused(_("{animal} is not the center's own, so it cannot be lent.").format(animal=view.label))


def _noon(entry: Reading, day: date) -> datetime:
    return datetime.combine(day, time(12), entry.zone)


def _later_record(entry: Reading, view: AnimalView, leaving: Departure) -> str | None:
    """A doubt where something was measured on the animal after it had left."""
    m = Measurement.__table__
    last: datetime | None = entry.value(
        select(func.max(m.c.done_at)).where(m.c.animal_id == view.id, m.c.voided_at.is_(None))
    )
    if last is None:
        return None
    last_day = leaving.on.last_on
    is_later = last > leaving.at if leaving.at else last_day is not None and local_day(entry, last) > last_day
    if not is_later:
        return None
    return _("{animal} was still measured at {time}, after {date}.").format(
        animal=view.name, time=show_instant(last, entry.zone), date=show_span(leaving.on)
    )


# ---------------------------------------------------------------- what ends with an animal


def closes(reading: Reading, animal_id: UUID, at: datetime, do: bool = True) -> list[str]:
    """What of this room ends when an animal dies or leaves: its holds and rearing spells, and those it rears.

    Without `do` it is only told. Its numbers and chips stay its own.
    """
    said = []
    c, r = Condition.__table__, RearingSpell.__table__
    conditions = reading.rows(
        select(c.c.id, c.c.kind, c.c.from_at).where(
            c.c.animal_id == animal_id, c.c.voided_at.is_(None), (c.c.until_at.is_(None)) | (c.c.until_at > at)
        )
    )
    for row in conditions:
        said.append(_("the hold: {kind}").format(kind=word(row.kind)))
        if do:
            assert isinstance(reading, Entry)
            hold = reading.get(Condition, row.id)
            if row.from_at < at:
                reading.change(hold, until_at=at)
            else:
                reading.void(hold, _("it left before that began"))
    day = local_day(reading, at)
    spells = reading.rows(
        select(r.c.id, r.c.animal_id, r.c.kind, r.c.from_on).where(
            (r.c.animal_id == animal_id) | (r.c.reared_by_id == animal_id),
            r.c.voided_at.is_(None),
            (r.c.until_on.is_(None)) | (r.c.until_on > day),
        )
    )
    names = animal_views(reading, [row.animal_id for row in spells], at) if spells else {}
    for row in spells:
        said.append(
            _("the rearing of {animal} ({kind}, since {date})").format(
                animal=names[row.animal_id].name, kind=word(row.kind), date=show_date(row.from_on)
            )
        )
        if do:
            assert isinstance(reading, Entry)
            spell = reading.get(RearingSpell, row.id)
            if row.from_on < day:
                reading.change(spell, until_on=day)
            else:
                reading.void(spell, _("it ended on the day it began"))
    return said
