"""Records of places that cannot all be true: an animal in two places at once, and more animals than a place holds."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from breeding_center.declarations.room import Doubt, command
from breeding_center.enclosures.queries import access_set_views, stays_at
from breeding_center.moments import show_instant
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import DoubtGrade

# Stays that ended longer ago are left alone: nobody can say any more where the animal was.
LOOK_BACK = timedelta(days=366)


def doubts(reading: Reading) -> list[Doubt]:
    """Every doubt about who stays where."""
    return [*_overlaps(reading), *_crowds(reading), *_empty_sets(reading)]


def _overlaps(reading: Reading) -> Iterator[Doubt]:
    """Stays of one animal that begin before the one before them ended."""
    s = tables.stay
    beside: dict[str, Any] = {"partition_by": s.c.animal_id, "order_by": (s.c.from_at, s.c.id)}
    since = reading.now - LOOK_BACK
    stays = (
        select(
            s.c.id, s.c.animal_id, s.c.access_set_id, s.c.from_at,
            func.lag(s.c.id).over(**beside).label("before_id"),
            func.lag(s.c.access_set_id).over(**beside).label("before_set_id"),
            func.lag(s.c.from_at).over(**beside).label("before_from"),
            func.lag(s.c.until_at).over(**beside).label("before_until"),
        )
        .where(s.c.voided_at.is_(None), or_(s.c.until_at.is_(None), s.c.until_at > since))
        .subquery()
    )  # fmt: skip
    question = select(stays).where(
        stays.c.before_id.is_not(None), or_(stays.c.before_until.is_(None), stays.c.before_until > stays.c.from_at)
    )
    rows = reading.rows(question.order_by(stays.c.from_at, stays.c.id))
    places = access_set_views(reading) if rows else {}
    for row in rows:
        first, second = (places[one].label if one in places else "" for one in (row.before_set_id, row.access_set_id))
        yield Doubt(
            "enclosure.overlap", DoubtGrade.HIGH, None,
            _("From {time} on it stays in {place} while it still stays in {other}.").format(
                time=show_instant(row.from_at, reading.zone), place=second, other=first
            ),
            _("An animal is in one place at a time."),
            command("journal", "undo", row.id.hex[-8:], "--reason", "TEXT"), animal_id=row.animal_id,
            records=(("stay", row.before_id), ("stay", row.id)),
        )  # fmt: skip


def _crowds(reading: Reading) -> Iterator[Doubt]:
    """Places that hold fewer animals than stay in them now; what was confirmed weighs less."""
    there = defaultdict(list)
    for stay in stays_at(reading, reading.now):
        there[stay.access_set_id].append(stay)
    for place in access_set_views(reading).values():
        stays = there.get(place.id, [])
        if place.capacity is None or len(stays) <= place.capacity:
            continue
        is_confirmed = any(stay.doubt for stay in stays)
        yield Doubt(
            "enclosure.crowded", DoubtGrade.LOW if is_confirmed else DoubtGrade.MEDIUM, None,
            _("It holds {capacity}, and {count} stay in it.").format(capacity=place.capacity, count=len(stays)),
            _("One of them is elsewhere, or the place holds more than is written down."),
            command("enclosure", "move", "PLACE", "ANIMAL"), access_set_id=place.id,
            records=tuple(("stay", stay.id) for stay in stays),
        )  # fmt: skip


def _empty_sets(reading: Reading) -> Iterator[Doubt]:
    """Places that animals stay in and that no den or yard belongs to: contacts through mesh cannot be traced there."""
    housed: set[UUID] = {stay.access_set_id for stay in stays_at(reading, reading.now)}
    for place in access_set_views(reading).values():
        if place.id in housed and not place.enclosure_ids:
            yield Doubt(
                "enclosure.no_dens", DoubtGrade.LOW, None, _("Animals stay in it, and no den or yard belongs to it."),
                _("Its neighbors are not known, and contacts through mesh cannot be traced."),
                command("enclosure", "link", "CODE", "--of", "ENCLOSURE"), access_set_id=place.id,
                records=(("access_set", place.id),),
            )  # fmt: skip
