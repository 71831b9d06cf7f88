"""What recording a deed of care asks in every line: was the animal here, is it doubtful, what is it called.

The lines of care share this and nothing else; each keeps its own tables and rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.animals.queries import animal_label
from breeding_center.enclosures.queries import access_set_label, occupants
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import center_day, day_bounds, show_date
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.team.model import StaffMember
from breeding_center.text import _, pick

staff = StaffMember.__table__


@dataclass(frozen=True, slots=True)
class Subject:
    """One animal, or all that stay in one access set, with what people call it and who they are."""

    animal_id: UUID | None
    access_set_id: UUID | None
    label: str
    animals: tuple[UUID, ...]


def subject_at(entry: Entry, animal: UUID | None, access_set: UUID | None, at: datetime) -> Subject:
    """Whom a deed at an instant concerned; raises `NotUnderstood` unless it is one animal or one enclosure."""
    if (animal is None) == (access_set is None):
        raise NotUnderstood(_("Say one animal, or the enclosure of all that it concerns."))
    if animal is not None:
        return Subject(animal, None, must_be_here(entry, animal, at).label, (animal,))
    assert access_set is not None
    not_in_future(entry, at)
    label = access_set_label(entry, access_set)
    return Subject(None, access_set, label, tuple(occupants(entry, access_set, at)))


def confirmed(entry: Entry, *doubts: str | None) -> str | None:
    """The doubts about a deed as one text to keep in its row; asked about unless the entry confirms them."""
    standing = [doubt for doubt in doubts if doubt]
    return entry.doubt(" ".join(standing)) if standing else None


def above_zero(value: float, what: str) -> None:
    """Refuse what cannot be nothing; `what` names it in the language spoken."""
    if not value > 0:
        raise Refused(_("{what}: it must be more than zero.").format(what=what))


def subject_label(reading: Reading, animal_id: UUID | None, access_set_id: UUID | None) -> str:
    """What people call an animal or an enclosure."""
    if animal_id is not None:
        return animal_label(reading, animal_id)
    return access_set_label(reading, access_set_id) if access_set_id is not None else ""


def staff_names(reading: Reading, ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of the people with these keys; nobody has none."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = reading.rows(select(staff.c.id, staff.c.name_en, staff.c.name_zh).where(staff.c.id.in_(wanted)))
    return {row.id: pick(row.name_en, row.name_zh) for row in rows}


def feeding_day(reading: Reading, at: datetime) -> date:
    """The center's day that an instant belongs to: it starts at the hour the center has set."""
    return center_day(at, reading.zone, reading.site.day_starts_at)


def period(reading: Reading, since: date | None, until: date | None, days: int) -> tuple[datetime, datetime]:
    """The instants [from, until) of the center's days `since` to `until`, both counted; the last `days` if not said."""
    last = until or feeding_day(reading, reading.now)
    first = since or last - timedelta(days=days - 1)
    if first > last:
        raise NotUnderstood(
            _("{first} is later than {last}: write the earlier date first.").format(
                first=show_date(first), last=show_date(last)
            )
        )
    zone, starts_at = reading.zone, reading.site.day_starts_at
    return day_bounds(first, zone, starts_at)[0], day_bounds(last, zone, starts_at)[1]
