"""Whether an animal is in the collection at an instant, decided from its comings and goings as plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from breeding_center.moments import DateSpan
from breeding_center.vocabulary import AccessionKind, DispositionKind, Ownership


@dataclass(frozen=True, slots=True)
class Passage:
    """An animal coming or leaving. `kind` is an `AccessionKind` or a `DispositionKind`."""

    id: UUID
    animal_id: UUID
    kind: AccessionKind | DispositionKind
    on: DateSpan
    at: datetime | None
    institution_id: UUID | None
    ownership: Ownership | None = None
    owner_id: UUID | None = None
    is_still_owned: bool = False
    is_provisional: bool = False

    @property
    def is_coming(self) -> bool:
        return isinstance(self.kind, AccessionKind)

    @property
    def day(self) -> date:
        """The day it most likely was; the first of all days where nothing is known."""
        return self.on.midpoint or self.on.last_on or self.on.from_on or date.min

    def effect_at(self, zone: ZoneInfo) -> datetime:
        """From when it counts: its moment, or else the start of its day: a day's report has the day's events."""
        if self.at is not None:
            return self.at
        if self.day == date.min:
            return datetime.min.replace(tzinfo=UTC)
        return datetime.combine(self.day, time.min, zone).astimezone(UTC)

    def _place(self) -> tuple[date, bool, UUID]:
        return (self.day, not self.is_coming, self.id)


def in_order(passages: Iterable[Passage], zone: ZoneInfo) -> list[Passage]:
    """Comings and goings as they followed; on one day, known moments decide, and else one comes before one goes."""
    ordered = sorted(passages, key=lambda one: one._place())
    for earlier, later in pairwise(range(len(ordered))):
        first, second = ordered[earlier], ordered[later]
        if first.day == second.day and first.at and second.at and second.at < first.at:
            ordered[earlier], ordered[later] = second, first
    return ordered


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an animal is in the collection at an instant, and as what."""

    is_here: bool
    coming: Passage | None
    leaving: Passage | None
    died: Passage | None

    @property
    def is_loaned_out(self) -> bool:
        """Away, and still the center's own."""
        return not self.is_here and self.died is None and self.leaving is not None and self.leaving.is_still_owned


NEVER_HERE = Standing(False, None, None, None)


def standing(ordered: Sequence[Passage], at: datetime, zone: ZoneInfo) -> Standing:
    """The last coming or leaving before an instant decides; after a death nothing does."""
    coming: Passage | None = None
    leaving: Passage | None = None
    is_here = False
    for passage in ordered:
        if passage.effect_at(zone) > at:
            continue
        if passage.is_coming:
            coming, leaving, is_here = passage, None, True
            continue
        leaving, is_here = passage, False
        if passage.kind is DispositionKind.DEATH:
            return Standing(False, coming, leaving, passage)
    return Standing(is_here, coming, leaving, None)


def is_here_on(ordered: Sequence[Passage], at: datetime, zone: ZoneInfo) -> bool:
    """Was it here at that instant, the whole day on which it came or left included where no hour is known?"""
    day = at.astimezone(zone).date()
    if standing(ordered, at, zone).is_here:
        return True
    return any(
        passage.at is None and (passage.on.from_on or date.min) <= day <= (passage.on.last_on or date.max)
        for passage in ordered
    )


def movements(ordered: Sequence[Passage], from_at: datetime, until_at: datetime, zone: ZoneInfo) -> list[str]:
    """What of births, arrivals, deaths and departures changed the collection in [from_at, until_at].

    What changes nothing is not counted: a death on loan elsewhere, a second arrival of one that is here.
    """
    told = []
    was_here = standing(ordered, from_at - timedelta(microseconds=1), zone).is_here
    moments = sorted({moment for one in ordered if from_at <= (moment := one.effect_at(zone)) <= until_at})
    for moment in moments:
        now = standing(ordered, moment, zone)
        came_and_went = not was_here and not now.is_here and _came_at(ordered, moment, zone)
        if (now.is_here and not was_here) or came_and_went:
            is_birth = now.coming is not None and now.coming.kind is AccessionKind.BIRTH
            told.append("births" if is_birth else "arrivals")
        if (was_here and not now.is_here) or came_and_went:
            told.append("deaths" if now.died else "departures")
        was_here = now.is_here
    return told


def _came_at(ordered: Sequence[Passage], moment: datetime, zone: ZoneInfo) -> bool:
    """Did it come at that moment, and leave at the same?"""
    return any(one.is_coming and one.effect_at(zone) == moment for one in ordered)
