"""Holds that every line respects: what is planned against one is refused, what happened all the same has a reason."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from breeding_center.animals.queries import ConditionView, animal_views, conditions_at
from breeding_center.errors import Refused
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, joined, n_
from breeding_center.vocabulary import ConditionKind
from breeding_center.words import label as word

# Kept apart as a group: only those of the same group meet.
APART = frozenset({ConditionKind.QUARANTINE, ConditionKind.ISOLATION, ConditionKind.COHORT})
# What keeps an animal where it is, whichever line placed it.
STAYING = APART | {ConditionKind.MOVEMENT_STOP, ConditionKind.SEDATION}
# What keeps it from leaving the center for good or on loan: it is not well, or not fit to travel.
LEAVING = STAYING | {ConditionKind.MEDICAL_HOLD}
# What keeps it out of an experiment: it is not as it usually is, or not among its like.
TRIAL = APART | {ConditionKind.MEDICAL_HOLD, ConditionKind.FASTING}


def held(
    reading: Reading, ids: Iterable[UUID], at: datetime, kinds: Collection[ConditionKind] = STAYING
) -> list[ConditionView]:
    """The holds of these kinds that stand on these animals at an instant."""
    wanted = list(dict.fromkeys(ids))
    return [one for one in conditions_at(reading, at, wanted) if one.kind in kinds] if wanted else []


def meeting(reading: Reading, ids: Iterable[UUID], at: datetime) -> list[ConditionView]:
    """The holds that keep these animals from meeting; those of one group may meet one another."""
    wanted = set(ids)
    standing = held(reading, wanted, at, APART)
    groups: dict[tuple[ConditionKind, str | None], set[UUID]] = {}
    for one in standing:
        groups.setdefault((one.kind, one.note), set()).add(one.animal_id)
    return [one for one in standing if one.note is None or groups[one.kind, one.note] != wanted]


def said(reading: Reading, holds: Iterable[ConditionView]) -> str | None:
    """Whom holds stand on, and which: 'Held: Qizai (802): movement stop.'; None without any."""
    holds = list(holds)
    if not holds:
        return None
    views = animal_views(reading, {one.animal_id for one in holds})
    told = joined(f"{views[one.animal_id].label}: {word(one.kind)}" for one in holds)
    return _("Held: {holds}.").format(holds=told)


def must_be_free(entry: Entry, ids: Iterable[UUID], at: datetime, kinds: Collection[ConditionKind] = STAYING) -> None:
    """Refuse a plan for animals that are held."""
    told = said(entry, held(entry, ids, at, kinds))
    if told is not None:
        raise Refused(_("{held} Nothing is planned while that holds.").format(held=told))


def doubt_holds(
    entry: Entry, ids: Iterable[UUID], at: datetime, kinds: Collection[ConditionKind] = STAYING
) -> str | None:
    """Ask about what happened to animals that are held; the doubt to keep with its record."""
    told = said(entry, held(entry, ids, at, kinds))
    return None if told is None else entry.doubt(told)


def arrivals_stopped(reading: Reading, at: datetime) -> str | None:
    """Why nothing should be brought into the center, or None: movements in it are stopped."""
    stopped = {one.animal_id for one in conditions_at(reading, at, None, ConditionKind.MOVEMENT_STOP)}
    if not stopped:
        return None
    return n_(
        "The movements of {n} animal here are stopped: what comes now needs a place apart.",
        "The movements of {n} animals here are stopped: what comes now needs a place apart.",
        len(stopped),
    ).format(n=len(stopped))
