"""Who of the studbook is living at an instant, and where: told by the register of this center and by the studbook."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from breeding_center.breeding.studbook_rows import Key, Rows, likely_day
from breeding_center.vocabulary import AccessionKind, IdentifierKind
from breeding_center.vocabulary.studbook import LifeState, StudbookEventKind

CAUGHT = frozenset({AccessionKind.RESCUE, AccessionKind.CAPTURE, StudbookEventKind.CAPTURE})
ENDS = {
    "death": LifeState.DEAD, "release": LifeState.WILD, "escape": LifeState.WILD,
    "lost_to_follow_up": LifeState.LOST,
}  # fmt: skip
_REGISTER_LAST = {"coming": 0, "event": 1, "leaving": 2}


@dataclass(frozen=True, slots=True)
class Life:
    """How an animal stands: `institution` is where it is, None where that is not known; `is_here` in this center.

    `since` is the day it most likely came to stand so, the first of all days where it is not known.
    """

    state: LifeState
    institution: Key | None = None
    is_here: bool = False
    since: date | None = None


NOWHERE = Life(LifeState.PEDIGREE)


def lives(rows: Rows, at: datetime, zone: ZoneInfo, own: Key | None) -> list[Life]:
    """How each animal of the rows stands at an instant, in their order; `own` is this center among the institutions.

    An animal is of the captive population from the first thing told of it, or by its studbook number; one that is known
    only as a parent is not. Death ends everything; what was released, escaped or lost sight of may come back.
    """
    day = at.astimezone(zone).date()
    told = told_of(rows, zone)
    numbered = {row[0] for row in rows.identifiers if row[1] == IdentifierKind.STUDBOOK_NUMBER}
    found = []
    for row in rows.animals:
        key, born_from = row[0], row[5]
        if born_from is not None and born_from > day:
            found.append(Life(LifeState.UNBORN))
            continue
        events = told.get(key)
        if events is None:
            found.append(Life(LifeState.LIVING) if key in numbered else NOWHERE)
        else:
            found.append(_stands(events, at, day, own) or _before(events, born_from))
    return found


Event = tuple[date, int, str, Key | None, datetime | None, bool]


def told_of(rows: Rows, zone: ZoneInfo) -> dict[Key, list[Event]]:
    """What is told of each animal, in order: day, source, kind, institution, moment, and whether it came to us."""
    told: dict[Key, list[Event]] = defaultdict(list)
    for source, register in (("coming", rows.comings), ("leaving", rows.leavings)):
        for animal, kind, from_on, until_on, moment, institution in register:
            day = moment.astimezone(zone).date() if moment is not None else likely_day(from_on, until_on)
            told[animal].append((day, _REGISTER_LAST[source], kind, institution, moment, source == "coming"))
    for animal, kind, from_on, until_on, institution, _local_id in rows.events:
        day = likely_day(from_on, until_on)
        told[animal].append((day, _REGISTER_LAST["event"], kind, institution, None, False))
    for events in told.values():
        if len(events) > 1:
            _in_order(events)
    return told


def _order(event: Event) -> tuple[date, int]:
    """By day; on one day one comes before one goes, unless both moments are known."""
    return event[0], event[1]


def _in_order(events: list[Event]) -> None:
    events.sort(key=_order)
    for earlier, later in pairwise(range(len(events))):
        first, second = events[earlier], events[later]
        if first[0] == second[0] and first[4] and second[4] and second[4] < first[4]:
            events[earlier], events[later] = second, first


def _stands(events: Sequence[Event], at: datetime, day: date, own: Key | None) -> Life | None:
    """By what is told up to an instant; None where nothing is."""
    life: Life | None = None
    for on, _source, kind, institution, moment, came_here in events:
        if (moment > at) if moment is not None else (on > day):
            continue
        state = ENDS.get(kind, LifeState.LIVING)
        if state is LifeState.DEAD:
            return Life(state, institution, since=on)
        if state is not LifeState.LIVING:
            life = Life(state, since=on)
        elif came_here:
            life = Life(state, own, True, on)
        else:
            life = Life(state, institution, own is not None and institution == own, on)
    return life


def _before(events: Sequence[Event], born_from: date | None) -> Life:
    """Before anything is told of it: in the wild if it was caught; living elsewhere if it was born by then."""
    if events[0][2] in CAUGHT:
        return Life(LifeState.WILD)
    return NOWHERE if born_from is None else Life(LifeState.LIVING)


def local_ids(rows: Rows) -> dict[Key, str]:
    """The number each animal had where it last was, as far as the studbook tells it."""
    return {row[0]: row[5] for row in sorted(rows.events, key=_event_day) if row[5]}


def _event_day(row: Any) -> date:
    return likely_day(row[2], row[3])
