"""Who was in contact with whom: pure tracing over stays, neighbors, keepers' days and shared equipment.

A contact of the first degree met the animal itself; one of the second degree met a contact of the first, after that
one was exposed. Every contact carries its route, its days, and the first and last moment of it. The work is linear in
the stays of the places and the charges of the keepers that were touched, whatever else the records hold.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from breeding_center.vocabulary.disease_control import ContactRoute

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """An animal in a place, from an instant until an instant (the end of what is looked at, where it still stays)."""

    animal_id: UUID
    place_id: UUID
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """Another place that one reaches on the days [from, until): through mesh, or by an enclosure that both share."""

    place_id: UUID
    route: ContactRoute
    from_on: date = date.min
    until_on: date = date.max


@dataclass(frozen=True, slots=True)
class Keeping:
    """A person in charge of an animal on the days [from, until)."""

    staff_id: UUID
    animal_id: UUID
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Use:
    """A piece of equipment used on an animal; `is_clean` where it was disinfected after that."""

    equipment: str
    animal_id: UUID
    at: datetime
    is_clean: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """One way in which an animal was in contact."""

    animal_id: UUID
    route: ContactRoute
    via: UUID | str
    first_on: date
    last_on: date
    days: int
    degree: int = 1
    through_id: UUID | None = None


@dataclass
class Traffic:
    """Everything that may carry a disease from one animal to another, in the days that are looked at."""

    stays: Sequence[Spell]
    beside: Mapping[UUID, Sequence[Beside]]
    keepings: Sequence[Keeping]
    days_on_shift: Mapping[UUID, Sequence[date]]
    uses: Sequence[Use]
    carries_days: int = 7  # how long uncleaned equipment may carry a disease (center default)
    _by_place: dict[UUID, list[Spell]] = field(default_factory=lambda: defaultdict(list), repr=False)
    _by_animal: dict[UUID, list[Spell]] = field(default_factory=lambda: defaultdict(list), repr=False)
    _of_staff: dict[UUID, list[Keeping]] = field(default_factory=lambda: defaultdict(list), repr=False)
    _of_animal: dict[UUID, list[Keeping]] = field(default_factory=lambda: defaultdict(list), repr=False)

    def __post_init__(self) -> None:
        for spell in self.stays:
            self._by_place[spell.place_id].append(spell)
            self._by_animal[spell.animal_id].append(spell)
        for keeping in self.keepings:
            self._of_staff[keeping.staff_id].append(keeping)
            self._of_animal[keeping.animal_id].append(keeping)

    def direct(self, animal_id: UUID, since: date) -> list[Contact]:
        """The contacts of the first degree of an animal from a day on."""
        return [*self._by_stays(animal_id, since), *self._by_keepers(animal_id, since),
                *self._by_equipment(animal_id, since)]  # fmt: skip

    def _by_stays(self, animal_id: UUID, since: date) -> list[Contact]:
        found: dict[tuple[UUID, ContactRoute, UUID], _Days] = {}
        for mine in self._by_animal.get(animal_id, ()):
            if mine.until_at.date() < since:
                continue
            for reached in (Beside(mine.place_id, ContactRoute.PLACE), *self.beside.get(mine.place_id, ())):
                for other in self._by_place.get(reached.place_id, ()):
                    from_at, until_at = max(mine.from_at, other.from_at), min(mine.until_at, other.until_at)
                    if other.animal_id == animal_id or from_at >= until_at:
                        continue
                    first = max(from_at.date(), since, reached.from_on)
                    last = min(until_at.date(), reached.until_on - ONE_DAY)
                    if first <= last:
                        found.setdefault((other.animal_id, reached.route, mine.place_id), _Days()).add(first, last)
        return [days.contact(*key) for key, days in found.items()]

    def _by_keepers(self, animal_id: UUID, since: date) -> list[Contact]:
        found: dict[tuple[UUID, UUID], _Days] = {}
        for mine in self._of_animal.get(animal_id, ()):
            shifts = self.days_on_shift.get(mine.staff_id, ())
            if not shifts:
                continue
            for other in self._of_staff[mine.staff_id]:
                first, end = max(mine.from_on, other.from_on, since), min(mine.until_on, other.until_on)
                if other.animal_id == animal_id or first >= end:
                    continue
                start, stop = bisect_left(shifts, first), bisect_left(shifts, end)
                if start < stop:
                    days = found.setdefault((other.animal_id, mine.staff_id), _Days())
                    days.count(shifts[start], shifts[stop - 1], stop - start)
        return [days.contact(animal, ContactRoute.KEEPER, staff) for (animal, staff), days in found.items()]

    def _by_equipment(self, animal_id: UUID, since: date) -> list[Contact]:
        found: dict[tuple[UUID, str], _Days] = {}
        by_equipment: dict[str, list[Use]] = defaultdict(list)
        for use in self.uses:
            by_equipment[use.equipment].append(use)
        for equipment, uses in by_equipment.items():
            carried_from: datetime | None = None
            for use in sorted(uses, key=lambda one: one.at):
                if use.animal_id == animal_id and use.at.date() >= since:
                    carried_from = use.at
                elif carried_from is not None and (use.at - carried_from).days < self.carries_days:
                    found.setdefault((use.animal_id, equipment), _Days()).add(use.at.date(), use.at.date())
                if use.is_clean:
                    carried_from = None
        return [days.contact(animal, ContactRoute.EQUIPMENT, what) for (animal, what), days in found.items()]

    def degrees(self, index: Iterable[UUID], since: date, most: int = 2) -> list[Contact]:
        """The contacts of one or several animals: the direct ones, then those who met a contact after its exposure."""
        known: dict[UUID, date] = dict.fromkeys(index, since)
        found: list[Contact] = []
        frontier = dict(known)
        for degree in range(1, most + 1):
            reached: dict[UUID, date] = {}
            for animal_id, exposed_on in sorted(frontier.items(), key=lambda one: (one[1], one[0])):
                for contact in self.direct(animal_id, exposed_on):
                    if contact.animal_id in known:
                        continue
                    through = None if degree == 1 else animal_id
                    found.append(_at_degree(contact, degree, through))
                    before = reached.get(contact.animal_id)
                    reached[contact.animal_id] = min(contact.first_on, before) if before else contact.first_on
            known |= reached
            frontier = reached
        return _merged(found)


@dataclass
class _Days:
    """Days of contact as they are found; overlapping stretches of days are counted once."""

    stretches: list[tuple[date, date]] = field(default_factory=list)
    counted: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, first: date, last: date) -> None:
        self.stretches.append((first, last))
        self._reach(first, last)

    def count(self, first: date, last: date, days: int) -> None:
        self.counted += days
        self._reach(first, last)

    def _reach(self, first: date, last: date) -> None:
        self.first = first if self.first is None else min(self.first, first)
        self.last = last if self.last is None else max(self.last, last)

    def total(self) -> int:
        days, reached = self.counted, None
        for first, last in sorted(self.stretches):
            start = first.toordinal() if reached is None else max(first.toordinal(), reached + 1)
            if last.toordinal() >= start:
                days += last.toordinal() - start + 1
                reached = last.toordinal()
        return days

    def contact(self, animal_id: UUID, route: ContactRoute, via: UUID | str) -> Contact:
        assert self.first is not None
        assert self.last is not None
        return Contact(animal_id, route, via, self.first, self.last, self.total())


def _at_degree(contact: Contact, degree: int, through: UUID | None) -> Contact:
    return Contact(
        contact.animal_id, contact.route, contact.via, contact.first_on, contact.last_on, contact.days, degree, through
    )


def _merged(contacts: Sequence[Contact]) -> list[Contact]:
    """One line for each animal, route and thing between; of several people behind it, the one met for longest."""
    best: dict[tuple[UUID, int, ContactRoute, UUID | str], Contact] = {}
    for one in contacts:
        key = (one.animal_id, one.degree, one.route, one.via)
        before = best.get(key)
        if before is None or one.days > before.days:
            best[key] = one
    order = {route: number for number, route in enumerate(ContactRoute)}
    return sorted(best.values(), key=lambda one: (one.degree, -one.days, one.animal_id, order[one.route], str(one.via)))


# ---------------------------------------------------------------- the curve


def epidemic_curve(onsets: Sequence[date], until_on: date, *, days: int = 7) -> list[tuple[date, int]]:
    """How many fell ill in each stretch of `days` days, from the first onset on; empty stretches are shown too."""
    if not onsets:
        return []
    first = min(onsets)
    stretches = (max(until_on, *onsets) - first).days // days + 1
    curve = [0] * stretches
    for onset in onsets:
        curve[(onset - first).days // days] += 1
    return [(date.fromordinal(first.toordinal() + number * days), count) for number, count in enumerate(curve)]


def curve_lines(curve: Sequence[tuple[date, int]]) -> list[str]:
    """The curve as people draw it with a pencil: one square for each case."""
    return [f"{day.isoformat()} {'■' * count or '·'} {count}" for day, count in curve]
