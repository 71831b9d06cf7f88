"""Who stays where, now and at any time before; found by few and cheap selects."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, or_, select

from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate, TimelineRow
from breeding_center.enclosures.rules import Span, capacity_of, houses, natural_order
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, pick
from breeding_center.vocabulary import EnclosureKind
from breeding_center.words import label

e = tables.enclosure
a = tables.access_set
m = tables.access_set_member
s = tables.stay
change = tables.change
entry = tables.entry

# More keys than this are not worth naming one by one: everything is read, and the wanted ones kept.
KEYS_IN_A_QUESTION = 500


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place and the house it is in. `order` sorts places as a round goes: by house, then by code.

    `since` is when the animal that was asked about came there.
    """

    access_set_id: UUID | None
    code: str
    label: str
    house_code: str
    house_label: str
    order: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSetView(PlaceView):
    """An access set: how many it holds, and the enclosures it opens into."""

    id: UUID
    name_en: str
    name_zh: str
    capacity: int | None
    house_id: UUID | None
    enclosure_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureView(PlaceView):
    """An enclosure and its place in the tree."""

    id: UUID
    parent_id: UUID | None
    kind: EnclosureKind
    name_en: str
    name_zh: str
    capacity: int | None
    purpose: str | None
    house_id: UUID | None


@dataclass(frozen=True, slots=True)
class StayView:
    """A stay of an animal."""

    id: UUID
    animal_id: UUID
    access_set_id: UUID
    from_at: datetime
    until_at: datetime | None
    reason: str | None
    doubt: str | None


def _stands_at(at: datetime) -> ColumnElement[bool]:
    return and_(s.c.voided_at.is_(None), s.c.from_at <= at, or_(s.c.until_at.is_(None), s.c.until_at > at))


def place_of(
    reading: Reading, animal_ids: Collection[UUID] | None = None, at: datetime | None = None
) -> dict[UUID, PlaceView]:
    """Where these animals stay at an instant (all of them, now, if not said); who stays nowhere is left out."""
    question = (
        select(s.c.animal_id, s.c.from_at, a.c.id, a.c.code, a.c.name_en, a.c.name_zh)
        .select_from(s.join(a, s.c.access_set_id == a.c.id))
        .where(_stands_at(at or reading.now))
    )
    wanted = None if animal_ids is None else set(animal_ids)
    if wanted is not None and len(wanted) <= KEYS_IN_A_QUESTION:
        question = question.where(s.c.animal_id.in_(wanted))
    rows = [row for row in reading.rows(question) if wanted is None or row.animal_id in wanted]
    if not rows:
        return {}
    enclosures, members = enclosure_views(reading), _members(reading)
    known: dict[UUID, tuple[str, str, str, str]] = {}
    found: dict[UUID, PlaceView] = {}
    for row in rows:
        if row.id not in known:
            house = _house(members.get(row.id, ()), enclosures)
            house_code, house_label = (house.code, house.label) if house else ("", "")
            known[row.id] = (pick(row.name_en, row.name_zh), house_code, house_label, _order(house_code, row.code))
        found[row.animal_id] = PlaceView(row.id, row.code, *known[row.id], since=row.from_at)
    return found


def access_set_views(reading: Reading) -> dict[UUID, AccessSetView]:
    """All access sets, in the order of a round."""
    enclosures, members = enclosure_views(reading), _members(reading)
    sets = reading.rows(select(a.c.id, a.c.code, a.c.name_en, a.c.name_zh, a.c.capacity).where(a.c.voided_at.is_(None)))
    views = [_access_set_view(row, members.get(row.id, []), enclosures) for row in sets]
    return {view.id: view for view in sorted(views, key=lambda view: view.order)}


def _members(reading: Reading) -> dict[UUID, list[UUID]]:
    """The enclosures of each access set."""
    found: dict[UUID, list[UUID]] = {}
    for row in reading.rows(select(m.c.access_set_id, m.c.enclosure_id).where(m.c.voided_at.is_(None))):
        found.setdefault(row.access_set_id, []).append(row.enclosure_id)
    return found


def _house(members: Iterable[UUID], enclosures: dict[UUID, EnclosureView]) -> EnclosureView | None:
    """The house of an access set; one that reaches into two houses belongs to the one that comes first."""
    reached = {enclosures[key].house_id for key in members if key in enclosures}
    return min((enclosures[key] for key in reached if key is not None), key=lambda one: one.order, default=None)


def _order(house_code: str, code: str) -> str:
    return f"{natural_order(house_code)} {natural_order(code)}"


def _access_set_view(row: Row[Any], members: list[UUID], enclosures: dict[UUID, EnclosureView]) -> AccessSetView:
    standing = sorted((enclosures[key] for key in members if key in enclosures), key=lambda one: one.order)
    house = _house(members, enclosures)
    house_code = house.code if house else ""
    return AccessSetView(
        access_set_id=row.id, id=row.id, code=row.code, name_en=row.name_en, name_zh=row.name_zh,
        label=pick(row.name_en, row.name_zh), house_id=house.id if house else None, house_code=house_code,
        house_label=house.label if house else "", order=_order(house_code, row.code),
        capacity=capacity_of(row.capacity, [(one.kind, one.capacity) for one in standing]),
        enclosure_ids=tuple(one.id for one in standing),
    )  # fmt: skip


def enclosure_views(reading: Reading) -> dict[UUID, EnclosureView]:
    """All enclosures, in the order of a round."""
    columns = (e.c.id, e.c.parent_id, e.c.kind, e.c.code, e.c.name_en, e.c.name_zh, e.c.capacity, e.c.purpose)
    rows = {row.id: row for row in reading.rows(select(*columns).where(e.c.voided_at.is_(None)))}
    house_of = houses({key: (row.parent_id, row.kind) for key, row in rows.items()})
    views = []
    for row in rows.values():
        house = rows[house_of[row.id]] if row.id in house_of else None
        house_code = house.code if house else ""
        views.append(
            EnclosureView(
                access_set_id=None, id=row.id, parent_id=row.parent_id, kind=row.kind, code=row.code,
                name_en=row.name_en, name_zh=row.name_zh, label=pick(row.name_en, row.name_zh), capacity=row.capacity,
                purpose=row.purpose, house_id=house.id if house else None, house_code=house_code,
                house_label=pick(house.name_en, house.name_zh) if house else "", order=_order(house_code, row.code),
            )
        )  # fmt: skip
    return {view.id: view for view in sorted(views, key=lambda view: view.order)}


def occupants(reading: Reading, access_set_id: UUID, at: datetime | None = None) -> list[UUID]:
    """The animals that stay in an access set at an instant, longest there first."""
    question = (
        select(s.c.animal_id)
        .where(s.c.access_set_id == access_set_id, _stands_at(at or reading.now))
        .order_by(s.c.from_at, s.c.animal_id)
    )
    return [row.animal_id for row in reading.rows(question)]


def stays_at(reading: Reading, at: datetime | None = None) -> list[StayView]:
    """Every stay that stands at an instant, longest first."""
    return _stays(reading, _stands_at(at or reading.now))


def stays_of(reading: Reading, animal_id: UUID) -> list[StayView]:
    """All stays of an animal, the first one first."""
    return _stays(reading, and_(s.c.voided_at.is_(None), s.c.animal_id == animal_id))


def stays_in(
    reading: Reading, access_set_id: UUID, from_at: datetime, until_at: datetime | None = None
) -> list[StayView]:
    """The stays in an access set that reach into [from_at, until_at)."""
    reaching = [s.c.voided_at.is_(None), s.c.access_set_id == access_set_id]
    reaching.append(or_(s.c.until_at.is_(None), s.c.until_at > from_at))
    if until_at is not None:
        reaching.append(s.c.from_at < until_at)
    return _stays(reading, and_(*reaching))


def _stays(reading: Reading, which: ColumnElement[bool]) -> list[StayView]:
    columns = (s.c.id, s.c.animal_id, s.c.access_set_id, s.c.from_at, s.c.until_at, s.c.reason, s.c.doubt)
    rows = reading.rows(select(*columns).where(which).order_by(s.c.from_at, s.c.id))
    return [
        StayView(row.id, row.animal_id, row.access_set_id, row.from_at, row.until_at, row.reason, row.doubt)
        for row in rows
    ]


def spans(stays: Iterable[StayView]) -> list[Span]:
    """Stays as the rules take them."""
    return [Span(stay.id, stay.access_set_id, stay.from_at, stay.until_at) for stay in stays]


def access_set_label(reading: Reading, access_set_id: UUID) -> str:
    """What people call an access set."""
    row = reading.row(select(a.c.name_en, a.c.name_zh).where(a.c.id == access_set_id))
    return pick(row.name_en, row.name_zh) if row else ""


def find_access_sets(reading: Reading, typed: str) -> list[Candidate]:
    """The access sets that were meant, by code, name or pinyin, or by one enclosure that only one of them has."""
    sets = _called_access_sets(reading)
    found = matching(typed, sets)
    if found:
        return found
    enclosures = {one.id for one in find_enclosures(reading, typed)}
    if not enclosures:
        return []
    holding = select(m.c.access_set_id).where(m.c.enclosure_id.in_(enclosures), m.c.voided_at.is_(None)).distinct()
    keys = {row.access_set_id for row in reading.rows(holding)}
    return [one.candidate for one in sets if one.candidate.id in keys]


def access_set_options(reading: Reading) -> list[Candidate]:
    """Every access set, for pick lists and completion."""
    return [one.candidate for one in _called_access_sets(reading)]


def _called_access_sets(reading: Reading) -> list[Called]:
    rows = reading.rows(
        select(a.c.id, a.c.code, a.c.name_en, a.c.name_zh, a.c.search_key).where(a.c.voided_at.is_(None))
    )
    return _called(rows, lambda row: row.code)


def find_enclosures(reading: Reading, typed: str) -> list[Candidate]:
    """The enclosures that were meant, by code, name or pinyin."""
    return matching(typed, _called_enclosures(reading))


def enclosure_options(reading: Reading) -> list[Candidate]:
    """Every enclosure, for pick lists and completion."""
    return [one.candidate for one in _called_enclosures(reading)]


def _called_enclosures(reading: Reading) -> list[Called]:
    columns = (e.c.id, e.c.code, e.c.name_en, e.c.name_zh, e.c.search_key, e.c.kind)
    rows = reading.rows(select(*columns).where(e.c.voided_at.is_(None)))
    return _called(rows, lambda row: listed((row.code, label(row.kind))))


def _called(rows: Iterable[Row[Any]], detail: Any) -> list[Called]:
    return [
        Called(
            Candidate(row.id, pick(row.name_en, row.name_zh), detail(row)),
            (row.code, row.name_en, row.name_zh),
            row.search_key,
        )
        for row in sorted(rows, key=lambda row: natural_order(row.code))
    ]


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """When the animal came to and left its places in [from_at, until_at)."""
    written = and_(change.c.table_name == s.name, change.c.row_id == s.c.id, change.c.before.is_(None))
    question = (
        select(s.c.id, s.c.from_at, s.c.until_at, s.c.reason, a.c.name_en, a.c.name_zh, entry.c.by_id)
        .select_from(
            s.join(a, s.c.access_set_id == a.c.id)
            .outerjoin(change, written)
            .outerjoin(entry, change.c.entry_id == entry.c.id)
        )
        .where(s.c.animal_id == animal_id, s.c.voided_at.is_(None), s.c.from_at < until_at)
        .where(or_(s.c.until_at.is_(None), s.c.until_at >= from_at))
        .order_by(s.c.from_at)
    )
    rows = reading.rows(question)
    begun = {row.from_at for row in rows}
    told: list[TimelineRow] = []
    for row in rows:
        place_label = pick(row.name_en, row.name_zh)
        if row.from_at >= from_at:
            sentence = _("Moved to {place}").format(place=place_label)
            sentence = (
                _("{sentence}: {detail}").format(sentence=sentence, detail=row.reason) if row.reason else sentence
            )
            told.append(TimelineRow(row.from_at, None, "stay", sentence, row.by_id, s.name, row.id))
        # Leaving for the next place is told by the next stay.
        if row.until_at is not None and from_at <= row.until_at < until_at and row.until_at not in begun:
            sentence = _("Left {place}").format(place=place_label)
            told.append(TimelineRow(row.until_at, None, "stay", sentence, None, s.name, row.id))
    return sorted(told, key=lambda row: row.at)
