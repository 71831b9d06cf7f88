"""What the screens share: the center (opened when it is first asked), who sits here, and what was just recorded."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from breeding_center.errors import BreedingCenterError
from breeding_center.text import pick
from breeding_center.vocabulary import Post

if TYPE_CHECKING:
    from breeding_center.declarations.room import Candidate
    from breeding_center.office.center import Center, Outcome
    from breeding_center.team.queries import StaffView


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits here."""

    id: UUID
    name_en: str
    name_zh: str
    posts: frozenset[Post]

    @property
    def label(self) -> str:
        """The name in the language spoken now."""
        return pick(self.name_en, self.name_zh)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here, and whether on shift now."""

    person: Person
    is_on_shift: bool


@dataclass
class Desk:
    """One workplace. `open_center` is called once, in the first worker that needs the records."""

    open_center: Callable[[], "Center"]
    person_typed: str | None = None
    person: Person | None = None
    outcomes: list["Outcome"] = field(default_factory=list)
    _center: "Center | None" = None
    _opening: Lock = field(default_factory=Lock)

    def center(self) -> "Center":
        """The center, opened by whoever asks first; only workers ask, because opening takes a while."""
        with self._opening:
            if self._center is None:
                # Importing makes many objects and no garbage: looking for some in between costs a tenth of the start.
                gc.disable()
                try:
                    self._center = self.open_center()
                finally:
                    gc.enable()
            return self._center

    @property
    def by(self) -> UUID | None:
        """Whom the records name as the one who writes."""
        return None if self.person is None else self.person.id

    @property
    def opened(self) -> "Center | None":
        """The center, if it has been opened: for the clock, which may be asked at any time."""
        return self._center

    def now(self) -> datetime | None:
        """The center's time, or None before it is known."""
        return None if self._center is None else self._center.now()

    def identify(self, center: "Center") -> BreedingCenterError | None:
        """Find out who was named when the program was started; what is wrong with the name, if anything."""
        typed, self.person_typed = self.person_typed, None
        if typed is not None:
            try:
                self.person = known_person(center, typed)
            except BreedingCenterError as error:
                return error
        return None

    def close(self) -> None:
        """Let go of the records."""
        with self._opening:
            if self._center is not None:
                self._center.close()
                self._center = None


def _person(view: "StaffView") -> Person:
    return Person(view.id, view.name_en, view.name_zh, view.posts)


def colleagues(center: "Center") -> list[Colleague]:
    """Everybody who works here now, those on shift first."""
    from breeding_center.team.queries import on_shift

    people = center.people()
    with center.reading() as asking:
        present = set(on_shift(asking, asking.now))
    current = [_person(one) for one in people if one.posts]
    return sorted(
        (Colleague(one, one.id in present) for one in current),
        key=lambda one: (not one.is_on_shift, Post.FEEDER not in one.person.posts),
    )


def known_person(center: "Center", typed: str) -> Person:
    """The person who was named when the program was started; raises `NotFound` or `Ambiguous`."""
    with center.reading() as asking:
        found = center.find(asking, "person", typed)
    return next(_person(one) for one in center.people() if one.id == found)


def candidates(center: "Center", lookup: str, typed: str, limit: int) -> list["Candidate"]:
    """The records that part of a name may mean, likeliest first."""
    with center.reading() as asking:
        return center.candidates(asking, lookup, typed)[:limit]
