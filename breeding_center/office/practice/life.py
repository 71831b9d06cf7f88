"""What all lines of care share while the history is told: who did what when, and how an animal was that day."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID

from breeding_center.office.practice import sheets
from breeding_center.office.practice.book import Writing
from breeding_center.office.practice.families import spells
from breeding_center.office.practice.growth import Growth
from breeding_center.office.practice.people import Presence
from breeding_center.office.practice.places import Whereabouts
from breeding_center.office.practice.world import World
from breeding_center.storage.base import Recorded
from breeding_center.vocabulary import ConditionKind

# How an animal eats while something holds: females eat little in estrus, the sick less than the well; center defaults.
APPETITES = {
    ConditionKind.ESTRUS: 0.62,
    ConditionKind.MEDICAL_HOLD: 0.88,
    ConditionKind.ISOLATION: 0.93,
    ConditionKind.QUARANTINE: 0.95,
}


@dataclass(slots=True)
class Done:
    """A piece of work that was done: by whom, when, and the entry it is written in."""

    day: date
    due_at: datetime
    at: datetime
    by_id: UUID
    task_id: UUID
    chance: Random
    writing: Writing
    life: "Life"

    def record(self, kind: type[Recorded], /, **values: Any) -> UUID:
        """Write the record that the work produced; returns its key."""
        key = self.life.world.keys.then()
        values |= {"id": key, "done_by_id": self.by_id, "done_at": self.at, "task_id": self.task_id}
        self.writing.add(kind, values)
        return key


class Life:
    """The center's animals, places and people, as the lines of care look at them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.growth = Growth(world)
        self.whereabouts = Whereabouts(world.tables["stays"])
        self.presence = Presence(world)
        self._spells: dict[str, list[tuple[datetime, datetime, ConditionKind]]] = {}
        never = datetime.max.replace(tzinfo=world.period.anchor.tzinfo)
        for one in spells(world):
            self._spells.setdefault(one.animal, []).append((one.from_at, one.until_at or never, one.kind))
        self._off_feed: dict[str, list[tuple[datetime, datetime, float]]] = {}
        for row in world.tables.furnished("appetites"):
            since, until = sheets.instant(row["from"]), sheets.instant(row["until"])
            assert since is not None
            self._off_feed.setdefault(row["animal"], []).append((since, until or never, float(row["share"])))
        self._habits: dict[str, float] = {}

    def chance_of(self, day: date) -> Random:
        """The chances of a day: the same however many days are told."""
        return Random(f"{self.world.random_seed} {day}")  # noqa: S311

    def holds(self, animal: str, kind: ConditionKind, at: datetime) -> bool:
        """Is the animal in this condition?"""
        return any(kind is held and since <= at < until for since, until, held in self._spells.get(animal, ()))

    def held(self, kind: ConditionKind, at: datetime) -> list[str]:
        """The animals in a condition."""
        return [animal for animal in self._spells if self.holds(animal, kind, at)]

    def appetite(self, animal: str, at: datetime) -> float:
        """How well it eats: 1 where nothing is the matter."""
        found = 1.0
        for since, until, held in self._spells.get(animal, ()):
            if since <= at < until:
                found *= APPETITES.get(held, 1.0)
        for since, until, share in self._off_feed.get(animal, ()):
            if since <= at < until:
                found *= share
        return found

    def habit(self, subject: str) -> float:
        """Something of an animal's own, between 0 and 1, that never changes."""
        if subject not in self._habits:
            self._habits[subject] = Random(f"habit {self.world.random_seed} {subject}").random()  # noqa: S311
        return self._habits[subject]
