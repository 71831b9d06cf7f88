"""Holds where animals and places meet: whom an animal would join."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from breeding_center.animals.holds import APART, held
from breeding_center.animals.queries import ConditionView
from breeding_center.enclosures.queries import occupants
from breeding_center.storage.reading import Reading
from breeding_center.vocabulary import ConditionKind

STOP = (ConditionKind.MOVEMENT_STOP,)


def joined_holds(reading: Reading, animals: Collection[UUID], access_set: UUID, at: datetime) -> list[ConditionView]:
    """The holds of those that stay where these animals would go: of other groups, and whose movements are stopped."""
    there = set(occupants(reading, access_set, at)) - set(animals)
    group = {one.note for one in held(reading, animals, at, APART)}
    found = [one for one in held(reading, there, at, APART) if one.note not in group]
    if not held(reading, animals, at, STOP):  # who is stopped itself is asked about already
        found += held(reading, there, at, STOP)
    return found
