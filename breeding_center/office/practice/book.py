"""What is going to be written, when, and by whom: the registers' side of a practice history.

Nothing here touches a database. A `Writing` becomes one entry of the journal.
"""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from breeding_center.storage.base import Recorded

Values = dict[str, Any]
OPENING = "seed"


class Keys:
    """Makes keys as `new_id` does (RFC 9562, version 7), of simulated time and seeded chance: two seeds agree."""

    def __init__(self, random_seed: int) -> None:
        self._bits = Random(f"keys {random_seed}").getrandbits  # noqa: S311 (names of practice records, no secrets)
        self._stamp = 0
        self._count = 0

    def new(self, at: datetime) -> UUID:
        """A key whose head is that time."""
        self._count += 1
        return self._key((int(at.timestamp() * 1000) << 12) + (self._count & 0xFFF))

    def from_now_on(self, at: datetime) -> None:
        """What `then` makes begins at that time."""
        self._stamp = int(at.timestamp() * 1000) << 12

    def then(self) -> UUID:
        """The next key, in order after the last one: for many rows of one entry."""
        self._stamp += 1
        return self._key(self._stamp)

    def _key(self, stamp: int) -> UUID:
        millis, counter = stamp >> 12, stamp & 0xFFF
        return UUID(int=millis << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | self._bits(62))


@dataclass(slots=True)
class Writing:
    """One entry to be: rows in the order in which tables need them, and changes of rows written before."""

    at: datetime
    action: str
    by: UUID | None = None
    rows: dict[type[Recorded], list[Values]] = field(default_factory=dict)
    changes: list[tuple[type[Recorded], UUID, Values]] = field(default_factory=list)

    def add(self, kind: type[Recorded], row: Values) -> None:
        """One more row."""
        self.rows.setdefault(kind, []).append(row)


class Book:
    """Everything that is written into the registers, and when; what lies before the opening is written at it.

    What is written at one time by one action is one entry, as long as the database can take it: a row never goes into
    an entry that was begun before the entry of a row that it names. It then begins another of the same action.
    """

    def __init__(self, keys: Keys, opening_at: datetime, by: UUID) -> None:
        self.keys = keys
        self.opening_at = opening_at
        self.by = by
        self._writings: list[Writing] = []
        self._open: dict[tuple[datetime, str], int] = {}
        """The entry that takes more rows, by time and action: its place in the order of beginning."""
        self._written: dict[UUID, int] = {}
        """The entry that each row is in."""
        self._opening_rows: dict[UUID, Values] = {}

    def add(self, at: datetime, action: str, kind: type[Recorded], /, **values: Any) -> UUID:
        """Write a new row; returns its key."""
        key: UUID = values.pop("id", None) or self.keys.new(max(at, self.opening_at))
        row = {"id": key, **values}
        place = self._place(at, action, values)
        self._writings[place].add(kind, row)
        self._written[key] = place
        if at <= self.opening_at:
            self._opening_rows[key] = row
        return key

    def change(self, at: datetime, action: str, kind: type[Recorded], key: UUID, /, **values: Any) -> None:
        """Write new values into a row; what changed before the opening is simply so when it is first written."""
        if at <= self.opening_at:
            self._opening_rows[key].update(values)
        else:
            # An entry changes before it adds, so a row is changed in an entry begun after its own.
            place = self._place(at, action, values, after=self._written.get(key, -1))
            self._writings[place].changes.append((kind, key, values))

    def in_order(self) -> list[Writing]:
        """The entries in the order of time; those of one time in the order in which they were begun."""
        return sorted(self._writings, key=lambda one: one.at)

    def _place(self, at: datetime, action: str, values: Values, *, after: int = -1) -> int:
        """Where a row of that time goes: all that is known at the opening is one entry."""
        if at <= self.opening_at:
            at, action = self.opening_at, OPENING
        named = max((self._named_at(at, one) for one in values.values() if isinstance(one, UUID)), default=-1)
        place = self._open.get((at, action), -1)
        if place < max(named, after + 1):
            place = self._open[at, action] = len(self._writings)
            self._writings.append(Writing(at, action, self.by))
        return place

    def _named_at(self, at: datetime, key: UUID) -> int:
        """The entry of a row that is named; a row that is written later cannot be."""
        place = self._written.get(key, -1)
        if place >= 0 and self._writings[place].at > at:
            raise ValueError(f"at {at} the row of {self._writings[place].action} is not yet written")
        return place
