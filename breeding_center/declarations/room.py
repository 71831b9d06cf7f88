"""What a room contributes to the center; everything in it is named, and found only when it is needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from breeding_center.vocabulary import CareLine


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be what somebody typed: its key, what people call it, and what tells it from its like."""

    id: UUID
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LookupNames:
    """How records of a kind are found: `find` (reading, typed) → candidates, `options` (reading) → all of them."""

    find: str
    options: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of an animal's history."""

    at: datetime
    line: CareLine | None
    kind: str
    sentence: str
    by_id: UUID | None
    record_table: str
    record_id: UUID


@dataclass(frozen=True, slots=True)
class Closing:
    """Something that ends when an animal dies or leaves: told before, done by `service`."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Room:
    """A room. Names are `module:attribute`:

    `actions` → tuple of Action; `reports` → tuple of Report; `task_kinds` → tuple of TaskKind;
    `timeline` → (reading, animal_id, from_at, until_at) → list of TimelineRow;
    `closes` → (entry or reading, animal_id, at, do: bool) → list of sentences of what ends.
    """

    name: str
    title: str
    line: CareLine | None = None
    models: tuple[str, ...] = ()
    actions: str | None = None
    reports: str | None = None
    task_kinds: str | None = None
    timeline: str | None = None
    closes: str | None = None
    lookups: Mapping[str, LookupNames] = field(default_factory=dict)
