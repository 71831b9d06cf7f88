"""Where animals stay, thought through without any records: stays never overlap, and a place holds so many.

Intervals are [from, until); until None is open. This knows animals only by their keys.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from breeding_center.vocabulary import EnclosureKind

# A terminal's clock may be a little ahead of the center's.
TOLERANCE = timedelta(minutes=5)
# Nothing is built inside these.
INNERMOST = frozenset({EnclosureKind.DEN, EnclosureKind.YARD})
# More enclosures do not stand in one another; nothing is looked for beyond.
DEEPEST = 20
ANIMALS_AT_MOST = 10_000
COLDEST_C, HOTTEST_C = -60.0, 60.0

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stay: which record, in which access set, from when until when."""

    id: UUID
    access_set_id: UUID
    from_at: datetime
    until_at: datetime | None

    def covers(self, at: datetime) -> bool:
        """Was the animal there at this instant?"""
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


@dataclass(frozen=True, slots=True)
class Placing:
    """What becomes of an animal's stays when it is placed somewhere.

    `ended` ends at the instant of the move, `replaced` counts no more, `begun_earlier` is a stay in the same place that
    began with this move and not when it was first written down. Otherwise a stay until `until_at` is new.
    """

    until_at: datetime | None
    ended: Span | None = None
    replaced: Span | None = None
    begun_earlier: Span | None = None


def place(stays: Iterable[Span], access_set_id: UUID, at: datetime) -> Placing | None:
    """How an animal with these stays is placed in an access set at an instant, now or in the past; None if it is there.

    The stay around the instant is split: what remains of it goes to the new place, up to the next stay.
    """
    there = next((span for span in stays if span.covers(at)), None)
    if there is not None and there.access_set_id == access_set_id:
        return None
    following = min((span for span in stays if span.from_at > at), key=lambda span: span.from_at, default=None)
    until_at = there.until_at if there is not None else following.from_at if following is not None else None
    ended = there if there is not None and there.from_at < at else None
    replaced = there if there is not None and there.from_at == at else None
    joins = following is not None and following.access_set_id == access_set_id and following.from_at == until_at
    return Placing(until_at, ended, replaced, following if joins else None)


def overlaps(stays: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Pairs of stays of one animal that cannot both be."""
    ordered = sorted(stays, key=lambda span: span.from_at)
    return [(one, other) for one, other in pairwise(ordered) if one.until_at is None or one.until_at > other.from_at]


def most_at_once(
    spans: Iterable[tuple[datetime, datetime | None]], from_at: datetime, until_at: datetime | None
) -> int:
    """The largest number of these stays that lie together at some instant of [from_at, until_at)."""
    changes: list[tuple[datetime, int]] = []
    for start, end in spans:
        if (until_at is not None and start >= until_at) or (end is not None and end <= from_at):
            continue
        changes.append((max(start, from_at), 1))
        if end is not None:
            changes.append((end, -1))
    most = there = 0
    # Whoever leaves at an instant makes room for whoever comes at it.
    for _at, change in sorted(changes):
        there += change
        most = max(most, there)
    return most


def capacity_of(own: int | None, members: Iterable[tuple[EnclosureKind, int | None]]) -> int | None:
    """How many an access set holds: its own figure, or its dens' together; yards count only where there is no den."""
    if own is not None:
        return own
    known = [(kind, capacity) for kind, capacity in members if capacity is not None]
    inside = [capacity for kind, capacity in known if kind is not EnclosureKind.YARD]
    counted = inside or [capacity for _kind, capacity in known]
    return sum(counted) if counted else None


def may_contain(parent: EnclosureKind | None, kind: EnclosureKind) -> bool:
    """May an enclosure of this kind stand in one of that? A site stands alone or in a site, all else in something."""
    if kind is EnclosureKind.SITE:
        return parent in (None, EnclosureKind.SITE)
    return parent is not None and parent not in INNERMOST


def houses(tree: Mapping[UUID, tuple[UUID | None, EnclosureKind]]) -> dict[UUID, UUID]:
    """The house that each enclosure is in: what stands directly on a site, or on nothing.

    `tree` gives each enclosure's parent and kind; a site is in no house.
    """
    return {one: house for one in tree if (house := _house_of(one, tree)) is not None}


def _house_of(one: UUID, tree: Mapping[UUID, tuple[UUID | None, EnclosureKind]]) -> UUID | None:
    house: UUID | None = None
    around: UUID | None = one
    for _step in range(DEEPEST):
        if around is None or around not in tree or tree[around][1] is EnclosureKind.SITE:
            break
        house, around = around, tree[around][0]
    return house


def natural_order(code: str) -> str:
    """What a code sorts by, as people count: A2 before A10."""
    return _DIGITS.sub(lambda number: number[0].zfill(12), code.casefold())
