"""Contacts as the records have them: stays, neighbors, charges and shifts, and equipment, loaded once and traced.

Only what reaches into the days asked about is read. Shifts are read as plain days of the keepers concerned, so that
ten years of them cost no more than the days themselves.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import String, cast, or_, select, type_coerce

from breeding_center.disease_control.outbreak_model import EquipmentUse
from breeding_center.disease_control.tracing import Beside, Contact, Keeping, Spell, Traffic, Use
from breeding_center.enclosures.model import AccessSetMember, EnclosureNeighbor, Stay
from breeding_center.moments import wall_time
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import ch, lv, sh
from breeding_center.vocabulary import Barrier
from breeding_center.vocabulary.disease_control import ContactRoute

s = Stay.__table__
m = AccessSetMember.__table__
n = EnclosureNeighbor.__table__
u = EquipmentUse.__table__

OPEN_BARRIERS = (Barrier.MESH, Barrier.BARS)
ONE_DAY = timedelta(days=1)


def traffic(reading: Reading, since: date, until_at: datetime, index: Collection[UUID]) -> Traffic:
    """Everything that may have carried a disease between animals from a day until an instant."""
    from_at = wall_time(since, time(0), reading.zone)
    stays = _stays(reading, from_at, until_at)
    last = until_at.astimezone(reading.zone).date() + ONE_DAY
    keepings = _keepings(reading, stays, since, last)
    staff = _keepers_concerned(keepings, index)
    return Traffic(
        stays, _beside(reading, since, last), keepings, _days_on_shift(reading, since, last, staff),
        _uses(reading, from_at, until_at),
    )  # fmt: skip


def contacts_of(
    reading: Reading, index: Collection[UUID], since: date, *, until_at: datetime | None = None, most: int = 2
) -> list[Contact]:
    """The contacts of animals from a day on, of the first and second degree."""
    return traffic(reading, since, until_at or reading.now, index).degrees(index, since, most)


def _stays(reading: Reading, from_at: datetime, until_at: datetime) -> list[Spell]:
    rows = reading.rows(
        select(s.c.animal_id, s.c.access_set_id, s.c.from_at, s.c.until_at)
        .where(s.c.voided_at.is_(None), s.c.from_at <= until_at, or_(s.c.until_at.is_(None), s.c.until_at > from_at))
        .order_by(s.c.from_at)
    )
    zone = reading.zone
    return [
        Spell(animal, place, max(start, from_at).astimezone(zone), min(end or until_at, until_at).astimezone(zone))
        for animal, place, start, end in rows
    ]


def _beside(reading: Reading, since: date, last: date) -> Mapping[UUID, list[Beside]]:
    """The places whose animals could reach each other: by an enclosure of both, or through mesh or bars, and when."""
    places: dict[UUID, set[UUID]] = defaultdict(set)
    for row in reading.rows(select(m.c.access_set_id, m.c.enclosure_id).where(m.c.voided_at.is_(None))):
        places[row.enclosure_id].add(row.access_set_id)
    shared = {
        (here, there) for sets in places.values() if len(sets) > 1 for here in sets for there in sets if here != there
    }
    found: dict[UUID, list[Beside]] = defaultdict(list)
    for here, there in sorted(shared):
        found[here].append(Beside(there, ContactRoute.PLACE))
    sides = reading.rows(
        select(n.c.enclosure_id, n.c.neighbor_id, n.c.from_on, n.c.until_on).where(
            n.c.voided_at.is_(None), n.c.barrier.in_(OPEN_BARRIERS), n.c.from_on < last,
            or_(n.c.until_on.is_(None), n.c.until_on > since),
        )
    )  # fmt: skip
    for one, other, from_on, until_on in sides:
        for here in places[one]:
            for there in places[other] - {here}:
                for place, reached in ((here, there), (there, here)):
                    found[place].append(Beside(reached, ContactRoute.MESH, from_on, until_on or date.max))
    return found


def _keepings(reading: Reading, stays: Iterable[Spell], since: date, last: date) -> list[Keeping]:
    """Who was in charge of which animal, directly or through the place it stayed in."""
    rows = reading.rows(
        select(ch.c.staff_id, ch.c.animal_id, ch.c.access_set_id, ch.c.from_on, ch.c.until_on).where(
            ch.c.voided_at.is_(None), ch.c.from_on < last, or_(ch.c.until_on.is_(None), ch.c.until_on > since)
        )
    )
    by_place: dict[UUID, list[Spell]] = defaultdict(list)
    if any(row.access_set_id is not None for row in rows):
        for spell in stays:
            by_place[spell.place_id].append(spell)
    found = []
    for staff, animal, place, from_on, until_on in rows:
        first, end = max(from_on, since), min(until_on or last, last)
        if animal is not None:
            found.append(Keeping(staff, animal, first, end))
            continue
        for spell in by_place[place]:
            start, stop = max(first, spell.from_at.date()), min(end, spell.until_at.date() + ONE_DAY)
            if start < stop:
                found.append(Keeping(staff, spell.animal_id, start, stop))
    return [*found, *_dedicated(reading, since, last)]


def _dedicated(reading: Reading, since: date, last: date) -> list[Keeping]:
    """The keepers of groups that are kept apart, who go to their animals whoever is in charge of them otherwise."""
    g, one = tables.confinement, tables.confinement_member
    rows = reading.rows(
        select(g.c.keeper_id, one.c.animal_id, one.c.joined_at, one.c.left_at)
        .join(one, one.c.confinement_id == g.c.id)
        .where(
            g.c.voided_at.is_(None), one.c.voided_at.is_(None), g.c.keeper_id.is_not(None),
            one.c.joined_at < wall_time(last, time(0), reading.zone),
            or_(one.c.left_at.is_(None), one.c.left_at > wall_time(since, time(0), reading.zone)),
        )
    )  # fmt: skip
    zone = reading.zone
    return [
        Keeping(
            keeper, animal, max(joined.astimezone(zone).date(), since),
            min(left.astimezone(zone).date() + ONE_DAY, last) if left else last,
        )
        for keeper, animal, joined, left in rows
    ]  # fmt: skip


def _keepers_concerned(keepings: Iterable[Keeping], index: Collection[UUID]) -> set[UUID]:
    """The keepers of the animals, and those of the animals that these keepers have: all that two degrees can reach."""
    keepings = list(keepings)
    wanted = set(index)
    first = {one.staff_id for one in keepings if one.animal_id in wanted}
    reached = {one.animal_id for one in keepings if one.staff_id in first}
    return first | {one.staff_id for one in keepings if one.animal_id in reached}


def _days_on_shift(reading: Reading, since: date, last: date, staff: Collection[UUID]) -> Mapping[UUID, list[date]]:
    """The days on which each of these people worked, in order; days of leave taken off."""
    if not staff:
        return {}
    is_sqlite = reading.connection.dialect.name == "sqlite"
    # Keys and days as the driver has them: ten years of shifts are a hundred thousand rows.
    who = type_coerce(sh.c.staff_id, String) if is_sqlite else cast(sh.c.staff_id, String)
    day = type_coerce(sh.c.on_day, String) if is_sqlite else cast(sh.c.on_day, String)
    rows = reading.connection.execute(
        select(who, day).where(
            sh.c.voided_at.is_(None), sh.c.from_at >= wall_time(since - ONE_DAY, time(0), reading.zone),
            sh.c.from_at < wall_time(last + ONE_DAY, time(0), reading.zone),
        )
    )  # fmt: skip
    named = {(one.hex if is_sqlite else str(one)): one for one in staff}
    days: dict[str, set[str]] = {key: set() for key in named}
    for key, on_day in rows:
        if key in days:
            days[key].add(on_day)
    first_day, last_day = since.isoformat(), last.isoformat()
    away = _leaves(reading, since, last)
    known: dict[str, date] = {}
    found: dict[UUID, list[date]] = {}
    for key, written in days.items():
        ordered = sorted(written)
        ordered = ordered[bisect_left(ordered, first_day) : bisect_left(ordered, last_day)]
        worked = [known.get(one) or known.setdefault(one, date.fromisoformat(one)) for one in ordered]
        leave = away.get(named[key], ())
        found[named[key]] = [one for one in worked if not any(a <= one < b for a, b in leave)] if leave else worked
    return found


def _leaves(reading: Reading, since: date, last: date) -> Mapping[UUID, list[tuple[date, date]]]:
    rows = reading.rows(
        select(lv.c.staff_id, lv.c.from_on, lv.c.until_on).where(
            lv.c.voided_at.is_(None), lv.c.from_on < last, lv.c.until_on > since
        )
    )
    found: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for row in rows:
        found[row.staff_id].append((row.from_on, row.until_on))
    return found


def _uses(reading: Reading, from_at: datetime, until_at: datetime) -> list[Use]:
    rows = reading.rows(
        select(u.c.equipment, u.c.animal_id, u.c.done_at, u.c.is_disinfected)
        .where(u.c.voided_at.is_(None), u.c.done_at >= from_at, u.c.done_at <= until_at)
        .order_by(u.c.done_at)
    )
    return [Use(row.equipment, row.animal_id, row.done_at.astimezone(reading.zone), row.is_disinfected) for row in rows]
