"""Conditions that every line must know of, who rears a young animal, papers, notes, and striking a record out."""

import hashlib
import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import String, cast, func, select

from breeding_center.animals.checks import must_be_here, must_fit, not_in_future, span_not_in_future
from breeding_center.animals.model import (
    Accession,
    Animal,
    Condition,
    Disposition,
    Identifier,
    Measurement,
    Note,
    ParentageClaim,
    Permit,
    PermitAnimal,
    RearingSpell,
    TransponderRead,
)
from breeding_center.animals.queries import (
    ConditionView,
    animal_view,
    animal_views,
    claims_of,
    conditions_at,
    local_day,
    rearing_on,
)
from breeding_center.animals.registering import SPOKEN_NAMES, refresh_key
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, Ambiguous, NotFound, NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_date, show_instant
from breeding_center.storage import tables
from breeding_center.storage.base import Recorded
from breeding_center.storage.entry import Entry
from breeding_center.text import _, listed, one_line, shown
from breeding_center.vocabulary import CareLine, ConditionKind, ParentRole, PermitKind, RearingKind, RecordKind, Sex
from breeding_center.words import label as word

# ---------------------------------------------------------------- conditions


def place_condition(
    entry: Entry,
    *,
    animal: UUID,
    condition: ConditionKind,
    line: CareLine | None = None,
    from_at: datetime,
    until_at: datetime | None = None,
    review_on: date | None = None,
    note: str | None = None,
) -> Deed:
    """Place a condition on an animal, for every line to read; with the day it is looked at again, or its end."""
    view = must_be_here(entry, animal, from_at)
    if until_at is None and review_on is None:
        raise NotUnderstood(_("Say when the hold is looked at again, or when it ends."))
    if until_at is not None and until_at <= from_at:
        raise NotUnderstood(_("A hold must end after it begins."))
    if review_on is not None and review_on < local_day(entry, from_at):
        raise NotUnderstood(_("A hold must be looked at again after it begins."))
    for standing in _overlapping(entry, animal, condition, from_at, until_at):
        raise AlreadyDone(
            _("{animal} is held already: {kind}, since {time}.").format(
                animal=view.label, kind=word(condition), time=show_instant(standing.from_at, entry.zone)
            )
        )
    row = entry.add(
        Condition(
            animal_id=animal, kind=condition, line=line, from_at=from_at, until_at=until_at, review_on=review_on,
            note=note,
        )
    )  # fmt: skip
    return Deed(_("Placed on {animal}: {kind}.").format(animal=view.label, kind=word(condition)), row.id)


def _overlapping(
    entry: Entry, animal: UUID, kind: ConditionKind, from_at: datetime, until_at: datetime | None
) -> Sequence[ConditionView]:
    c = Condition.__table__
    later = entry.rows(
        select(c.c.from_at).where(
            c.c.animal_id == animal, c.c.kind == kind, c.c.voided_at.is_(None), c.c.from_at > from_at,
            *([] if until_at is None else [c.c.from_at < until_at]),
        )
    )  # fmt: skip
    at = later[0].from_at if later else from_at
    return conditions_at(entry, at, [animal], kind)


def lift_condition(entry: Entry, *, animal: UUID, condition: ConditionKind, until_at: datetime) -> Deed:
    """Lift a condition from an animal."""
    not_in_future(entry, until_at)
    view = animal_view(entry, animal)
    held = conditions_at(entry, until_at, [animal], condition)
    if not held:
        raise NotFound(
            _("{animal} was not held at {time}: {kind}.").format(
                animal=view.label, time=show_instant(until_at, entry.zone), kind=word(condition)
            )
        )
    row = entry.get(Condition, held[0].id)
    if until_at <= row.from_at:
        raise Refused(_("A hold must end after it begins."))
    group = _group_of(entry, row.id)
    if group is not None:
        entry.doubt(
            _("{animal} is in {code}; 'quarantine release' looks at its days and tests, and ends the hold.").format(
                animal=view.label, code=group
            )
        )
    entry.change(row, until_at=until_at)
    return Deed(_("Lifted from {animal}: {kind}.").format(animal=view.label, kind=word(condition)), row.id)


def _group_of(entry: Entry, condition: UUID) -> str | None:
    """The group that is kept apart by a hold, and that its animal is still in."""
    m, g = tables.confinement_member, tables.confinement
    found: str | None = entry.value(
        select(g.c.code)
        .join(m, m.c.confinement_id == g.c.id)
        .where(m.c.condition_id == condition, m.c.voided_at.is_(None), m.c.left_at.is_(None), g.c.voided_at.is_(None))
    )
    return found


# ---------------------------------------------------------------- rearing


def rear(
    entry: Entry,
    *,
    animal: UUID,
    kind: RearingKind,
    reared_by: UUID | None,
    from_on: date,
    until_on: date | None,
    note: str | None,
) -> Deed:
    """Say who rears a young animal from a day on. Spells may overlap: twins are swapped."""
    span_not_in_future(entry, DateSpan.on(from_on))
    view = animal_view(entry, animal)
    if view.birth.from_on is not None and from_on < view.birth.from_on:
        raise Refused(_("{animal} was not born yet on {date}.").format(animal=view.label, date=show_date(from_on)))
    if until_on is not None and until_on <= from_on:
        raise NotUnderstood(_("The rearing must end after it begins."))
    if kind is RearingKind.DAM and reared_by is None:
        dams = [one.parent_id for one in claims_of(entry, [animal]) if one.role is ParentRole.DAM]
        reared_by = dams[0] if dams else None
    if kind in (RearingKind.DAM, RearingKind.FOSTER):
        _must_rear(entry, reared_by, animal)
    elif kind is RearingKind.HAND and reared_by is not None:
        raise NotUnderstood(_("Hand rearing has no rearing animal; say 'shared', if both rear it."))
    same = [one for one in rearing_on(entry, from_on, [animal]) if (one.kind, one.reared_by_id) == (kind, reared_by)]
    if same:
        raise AlreadyDone(
            _("{animal} is reared so since {date}.").format(animal=view.label, date=show_date(same[0].from_on))
        )
    row = entry.add(
        RearingSpell(
            animal_id=animal, kind=kind, reared_by_id=reared_by, from_on=from_on, until_on=until_on, note=note
        )
    )  # fmt: skip
    sentence = _("{animal} is reared by: {kind}, from {date} on.").format(
        animal=view.label, kind=word(kind), date=show_date(from_on)
    )
    return Deed(sentence, row.id)


def _must_rear(entry: Entry, reared_by: UUID | None, animal: UUID) -> None:
    if reared_by is None:
        raise NotUnderstood(_("Say which animal rears it."))
    if reared_by == animal:
        raise Refused(_("No animal rears itself."))
    nurse = animal_view(entry, reared_by)
    if nurse.sex is Sex.MALE:
        raise Refused(_("{animal} is a male and rears no cub.").format(animal=nurse.label))


def end_rearing(entry: Entry, *, animal: UUID, kind: RearingKind, until_on: date) -> Deed:
    """Say until when a young animal was reared so."""
    view = animal_view(entry, animal)
    span_not_in_future(entry, DateSpan.on(until_on))
    r = RearingSpell.__table__
    rows = entry.rows(
        select(r.c.id, r.c.from_on)
        .where(r.c.animal_id == animal, r.c.kind == kind, r.c.voided_at.is_(None), r.c.until_on.is_(None))
        .order_by(r.c.from_on.desc())
    )
    if not rows:
        raise NotFound(_("{animal} is not reared so: {kind}.").format(animal=view.label, kind=word(kind)))
    if until_on <= rows[0].from_on:
        raise Refused(_("The rearing must end after it begins."))
    entry.change(entry.get(RearingSpell, rows[0].id), until_on=until_on)
    sentence = _("The rearing of {animal} ended: {kind}, {date}.").format(
        animal=view.label, kind=word(kind), date=show_date(until_on)
    )
    return Deed(sentence, rows[0].id)


# ---------------------------------------------------------------- papers


def add_permit(
    entry: Entry,
    *,
    kind: PermitKind,
    number: str,
    authority: str,
    authority_zh: str | None,
    valid_from: date,
    valid_until: date | None,
    animals: Sequence[UUID],
    file: str | None,
    note: str | None,
) -> Deed:
    """Enter a paper that lapses, and the animals it is about; without any it covers all animals."""
    if valid_until is not None and valid_until <= valid_from:
        raise NotUnderstood(_("A paper must lapse after it begins to hold."))
    p = Permit.__table__
    if entry.value(select(p.c.id).where(p.c.number == number, p.c.voided_at.is_(None))) is not None:
        raise AlreadyDone(_("There is already a paper with the number {number}.").format(number=number))
    name, digest = _fingerprint(file) if file else (None, None)
    row = entry.add(
        Permit(
            kind=kind, number=must_fit(number, 80, _("number")), authority_en=must_fit(authority, 200, _("authority")),
            authority_zh=must_fit(authority_zh or authority, 200, _("authority")), valid_from=valid_from,
            valid_until=valid_until, file_name=name, file_sha256=digest, note=note,
        )
    )  # fmt: skip
    for animal in dict.fromkeys(animals):
        entry.add(PermitAnimal(permit_id=row.id, animal_id=animal))
    views = animal_views(entry, animals)
    about = listed(views[one].name for one in dict.fromkeys(animals)) or _("all animals")
    said = _("Entered {kind} {number}, valid until {until}, for {animals}.")
    if valid_until is None:
        said = _("Entered {kind} {number}, valid without end, for {animals}.")
    until = show_date(valid_until) if valid_until else ""
    return Deed(said.format(kind=word(kind), number=number, until=until, animals=about), row.id)


def _fingerprint(file: str) -> tuple[str, str]:
    """A file's own name and the hash of what is in it: enough to know the paper again, wherever it is kept."""
    name = one_line(os.path.basename(file), _("file"), 255)  # noqa: PTH119 - a name as it was typed, on any system
    try:
        with Path(file).expanduser().open("rb") as opened:
            return name, hashlib.file_digest(opened, "sha256").hexdigest()
    except (OSError, ValueError):
        raise NotFound(_("The file {file} cannot be read.").format(file=shown(file))) from None


# ---------------------------------------------------------------- notes


def note(entry: Entry, *, animal: UUID, text: str, done_at: datetime, done_by: UUID | None) -> Deed:
    """Write a sentence about an animal that fits nowhere else."""
    not_in_future(entry, done_at)
    view = animal_view(entry, animal)
    row = entry.add(Note(animal_id=animal, text=text, done_at=done_at, done_by_id=done_by))
    return Deed(_("Noted on {animal}.").format(animal=view.label), row.id)


# ---------------------------------------------------------------- striking out

KINDS: dict[RecordKind, type[Recorded]] = {
    RecordKind.MEASUREMENT: Measurement,
    RecordKind.IDENTIFIER: Identifier,
    RecordKind.CHIP_READ: TransponderRead,
    RecordKind.CLAIM: ParentageClaim,
    RecordKind.ACCESSION: Accession,
    RecordKind.DISPOSITION: Disposition,
    RecordKind.REARING: RearingSpell,
    RecordKind.CONDITION: Condition,
    RecordKind.PERMIT: Permit,
    RecordKind.NOTE: Note,
}
SHORTEST_TAIL, LAST_GROUP = 6, 12


def void(entry: Entry, *, kind: RecordKind, record: str) -> Deed:
    """Strike a record out, with a reason: it stays readable and counts no more."""
    if not entry.reason:
        raise NotUnderstood(_("Say why: --reason TEXT."))
    row_id = _by_tail(entry, KINDS[kind], record)
    row = entry.get(KINDS[kind], row_id)
    entry.void(row)
    if isinstance(row, Permit):
        a = PermitAnimal.__table__
        for about in entry.rows(select(a.c.id).where(a.c.permit_id == row_id, a.c.voided_at.is_(None))):
            entry.void(entry.get(PermitAnimal, about.id))
    if isinstance(row, Identifier) and row.kind in SPOKEN_NAMES:
        refresh_key(entry, entry.get(Animal, row.animal_id))
    animal_id = getattr(row, "animal_id", None)
    whose = animal_view(entry, animal_id).label if animal_id else getattr(row, "number", "")
    return Deed(_("Struck out: {kind}, {whose}.").format(kind=word(kind), whose=whose), row_id)


def _by_tail(entry: Entry, kind: type[Recorded], typed: str) -> UUID:
    tail = typed.strip().casefold().replace("-", "")
    if len(tail) < SHORTEST_TAIL or any(digit not in "0123456789abcdef" for digit in tail):
        raise NotUnderstood(
            _("'{typed}' is no key of a record: write at least its last {count} digits.").format(
                typed=shown(typed), count=SHORTEST_TAIL
            )
        )
    table = kind.__table__
    # SQLite keeps a key without dashes and PostgreSQL shows it with them; the last twelve digits are the same.
    ending = func.lower(cast(table.c.id, String)).like(f"%{tail[-LAST_GROUP:]}")
    rows = entry.rows(select(table.c.id).where(table.c.voided_at.is_(None), ending))
    found = [row.id for row in rows if row.id.hex.endswith(tail)]
    if not found:
        raise NotFound(_("No such record ends in '{typed}'.").format(typed=shown(typed)))
    if len(found) > 1:
        raise Ambiguous(_("Several records end in '{typed}'; write more of its key.").format(typed=shown(typed)))
    return UUID(str(found[0]))
