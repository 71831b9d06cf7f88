"""What broke the separation of the groups that are kept apart, since their days last began.

Strangers in with them, their own animals elsewhere, a keeper who goes to others too, a hold that somebody lifted. A
group without a place of its own is met wherever one of its animals stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select

from breeding_center.disease_control.separation import GroupView, MemberView, groups
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import charges_between

s = tables.stay


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that broke the separation of a group; it lasts where `until_at` is None.

    Kinds: an animal that is no member in with it (stranger), one of its own in another place (outside), its keeper in
    charge of others (keeper) or of another group (two_groups), a member whose hold has been lifted (unheld).
    """

    group: GroupView
    kind: str
    animal_id: UUID | None
    staff_id: UUID | None
    access_set_id: UUID | None
    at: datetime
    until_at: datetime | None = None
    other_code: str = ""


@dataclass(frozen=True, slots=True)
class _Spell:
    """An animal in a place; `is_open` where it still stays there."""

    animal_id: UUID
    place_id: UUID
    from_at: datetime
    until_at: datetime
    is_open: bool


def breaches(reading: Reading) -> list[Breach]:
    """What broke the separation of the groups that stand, since their days last began."""
    standing = [group for group in groups(reading) if group.inside]
    if not standing:
        return []
    spells = _spells(reading, min(group.opened_at for group in standing))
    joined = _last_joined(standing)
    found: list[Breach] = []
    for group in standing:
        found += [*_strangers(group, spells, joined), *_outside(group, spells)]
    return found + _of_keepers(reading, standing) + _unheld(reading, standing)


def _spells(reading: Reading, since: datetime) -> list[_Spell]:
    rows = reading.rows(
        select(s.c.animal_id, s.c.access_set_id, s.c.from_at, s.c.until_at)
        .where(s.c.voided_at.is_(None), s.c.from_at <= reading.now, or_(s.c.until_at.is_(None), s.c.until_at > since))
        .order_by(s.c.from_at, s.c.id)
    )
    now = reading.now
    return [
        _Spell(animal, place, from_at, min(until or now, now), until is None or until > now)
        for animal, place, from_at, until in rows
    ]


def _last_joined(standing: Iterable[GroupView]) -> Mapping[UUID, datetime]:
    """When each animal that is kept apart now was put into its group."""
    found: dict[UUID, datetime] = {}
    for group in standing:
        for one in group.inside:
            found[one.animal_id] = max(one.joined_at, found.get(one.animal_id, one.joined_at))
    return found


def _places(group: GroupView, spells: Sequence[_Spell]) -> Mapping[UUID, list[tuple[datetime, datetime]]]:
    """The places of a group and when: its own since it was opened, or else where its animals stay."""
    found: dict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
    if group.access_set_id is not None:
        last = max((one.until_at for one in spells), default=group.opened_at)
        found[group.access_set_id].append((group.opened_at, last))
        return found
    members = _by_animal(group)
    for spell in spells:
        for one in members.get(spell.animal_id, ()):
            from_at, until_at = max(spell.from_at, one.joined_at), min(spell.until_at, one.left_at or spell.until_at)
            if from_at < until_at:
                found[spell.place_id].append((from_at, until_at))
    return found


def _by_animal(group: GroupView) -> Mapping[UUID, list[MemberView]]:
    found: dict[UUID, list[MemberView]] = defaultdict(list)
    for one in group.members:
        found[one.animal_id].append(one)
    return found


def _strangers(group: GroupView, spells: Sequence[_Spell], joined: Mapping[UUID, datetime]) -> list[Breach]:
    """Animals that are not of the group, where it is kept; those that were kept apart after it are looked after."""
    places, members = _places(group, spells), _by_animal(group)
    found = []
    for spell in spells:
        if spell.animal_id in members:
            continue
        for from_at, until_at in places.get(spell.place_id, ()):
            first, last = max(spell.from_at, from_at), min(spell.until_at, until_at)
            is_lasting = spell.is_open and last == spell.until_at
            if first >= last or not (is_lasting or last > group.begun_at):
                continue
            if not is_lasting and joined.get(spell.animal_id, first) > first:
                continue
            ended = None if is_lasting else last
            found.append(Breach(group, "stranger", spell.animal_id, None, spell.place_id, first, ended))
            break
    return found


def _outside(group: GroupView, spells: Sequence[_Spell]) -> list[Breach]:
    """Animals of the group in another place: now, or moved out and back since its days began."""
    if group.access_set_id is None:
        return []
    members, found = _by_animal(group), []
    for spell in spells:
        if spell.place_id == group.access_set_id:
            continue
        for one in members.get(spell.animal_id, ()):
            first, last = max(spell.from_at, one.joined_at), min(spell.until_at, one.left_at or spell.until_at)
            if first >= last:
                continue
            if spell.is_open and one.left_at is None:
                found.append(Breach(group, "outside", spell.animal_id, None, spell.place_id, first))
            elif spell.from_at > one.joined_at and last > group.begun_at:
                # Where it stayed when it joined is where it was brought from.
                found.append(Breach(group, "outside", spell.animal_id, None, spell.place_id, first, last))
    return found


def _of_keepers(reading: Reading, standing: Sequence[GroupView]) -> list[Breach]:
    """A dedicated keeper who is also in charge of animals outside the group, or keeps another group."""
    today = reading.now.astimezone(reading.zone).date()
    charges = charges_between(reading, today, today + timedelta(days=1))
    found = []
    for group in standing:
        if group.keeper_id is None:
            continue
        inside = {one.animal_id for one in group.inside}
        for charge in charges:
            elsewhere = charge.animal_id is not None and charge.animal_id not in inside
            other_place = charge.access_set_id is not None and charge.access_set_id != group.access_set_id
            if charge.staff_id == group.keeper_id and (elsewhere or other_place):
                found.append(
                    Breach(group, "keeper", charge.animal_id, charge.staff_id, charge.access_set_id, group.opened_at)
                )
        found += [
            Breach(group, "two_groups", None, group.keeper_id, None, group.opened_at, other_code=other.code)
            for other in standing
            if other.keeper_id == group.keeper_id and other.id != group.id and other.code > group.code
        ]
    return found


def _unheld(reading: Reading, standing: Sequence[GroupView]) -> list[Breach]:
    """Animals of a group that no line knows of any more as kept apart: somebody lifted the hold by itself."""
    c = tables.condition
    ids = [one.condition_id for group in standing for one in group.inside]
    rows: dict[UUID, Row[Any]] = {
        row.id: row for row in reading.rows(select(c.c.id, c.c.until_at, c.c.voided_at).where(c.c.id.in_(ids)))
    }
    found = []
    for group in standing:
        for one in group.inside:
            row = rows[one.condition_id]
            ended = row.voided_at or row.until_at
            if ended is not None and ended <= reading.now:
                found.append(Breach(group, "unheld", one.animal_id, None, None, ended))
    return found
