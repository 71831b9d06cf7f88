"""What a room contributes to the center; everything in it is named, and found only when it is needed."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from breeding_center.vocabulary import CareLine, DoubtGrade, Urgency

_ALERTS = UUID("0b9c4c2e-8d0c-4f0e-9a53-5f1f6f0f7a11")  # the name space of the keys of alerts


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


Record = tuple[str, UUID]  # a table and the key of a row in it


@dataclass(frozen=True, slots=True)
class Alert:
    """What needs a person: the sentence holds the numbers that raised it, `advice` says what to do.

    It is about an animal, an access set, or whatever `subject` names (which the office fills in for the first two).
    `detail` tells apart alerts of one code about one subject. One that is not `is_verified` rests on a figure that
    nobody has signed: it is shown, and alarms nobody.
    """

    code: str
    urgency: Urgency
    line: CareLine | None
    sentence: str
    advice: str
    since: datetime
    animal_id: UUID | None = None
    access_set_id: UUID | None = None
    subject: str = ""
    detail: str = ""
    records: tuple[Record, ...] = ()
    is_verified: bool = True

    @property
    def key(self) -> UUID:
        """The same for the same trouble, however often it is looked at: what a snooze holds on to."""
        # What people call a thing is another word in another language; its detail is not.
        about = self.animal_id or self.access_set_id or ("" if self.detail else self.subject)
        return uuid5(_ALERTS, f"{self.code}:{about}:{self.detail}")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Records that cannot all be true: what is said, why that cannot be, and the command that mends it."""

    code: str
    grade: DoubtGrade
    line: CareLine | None
    sentence: str
    explanation: str
    mend: str
    animal_id: UUID | None = None
    access_set_id: UUID | None = None
    subject: str = ""
    records: tuple[Record, ...] = ()


def command(*words: str) -> str:
    """The command that mends a doubt, quoted as a shell wants it; a word in capitals is for the reader to fill in."""
    return shlex.join(("breeding-center", *words))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one room's records say to a question of another room's checklist, as of an instant.

    `value` is compared with what the checklist asks for at least; `is_met` says it outright. With neither, the records
    do not tell.
    """

    sentence: str
    is_met: bool | None = None
    value: float | None = None
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """Something that ends when an animal dies or leaves: told before, done by `service`."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Room:
    """A room. Names are `module:attribute`:

    `actions` → tuple of Action; `reports` → tuple of Report; `task_kinds` → tuple of TaskKind;
    `timeline` → (reading, animal_id, from_at, until_at) → list of TimelineRow;
    `alerts` → (reading) → list of Alert; `doubts` → (reading) → list of Doubt; `thresholds` → tuple of Threshold;
    `evidence` → by the question's code, (reading, animal_id, at) → Evidence or None;
    `closes` → (entry or reading, animal_id, at, do: bool) → list of sentences of what ends;
    `undoing` → (reading, records of the entry to be taken back) → why that may not be, or None.
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
    undoing: str | None = None
    alerts: str | None = None
    doubts: str | None = None
    thresholds: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    lookups: Mapping[str, LookupNames] = field(default_factory=dict)
