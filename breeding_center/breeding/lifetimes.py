"""Every animal's life as demography counts it: born when, of which origin, in the population from when until when.

An animal born in human care counts from its birth, another from the first day that something is told of it; one that
was released, escaped or was lost sight of is no longer watched, and may come back. A date that is not known to the day
counts at the middle of what it may be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from breeding_center.breeding.studbook_lives import CAUGHT, ENDS, Event, told_of
from breeding_center.breeding.studbook_rows import Key, Rows, likely_day
from breeding_center.vocabulary import BirthType, IdentifierKind, Sex
from breeding_center.vocabulary.studbook import LifeState

YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of an animal's life in the population, [from_on, until_on), at one institution (None: not known)."""

    from_on: date
    until_on: date | None
    institution: Key | None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """One animal: its key in the records, `died_on` only where it died in the population."""

    key: Key
    sex: Sex
    origin: BirthType
    taxon: Key
    born_on: date | None
    died_on: date | None
    spells: tuple[Spell, ...]

    def is_in_on(self, day: date) -> bool:
        """Was it in the population on a day?"""
        return any(spell.holds_on(day) for spell in self.spells)

    def age_on(self, day: date) -> float | None:
        """Its age in years; None where its birth is not known."""
        return None if self.born_on is None else (day - self.born_on).days / YEAR

    def at(self, institution: Key | None) -> "Lifetime":
        """The part of it that was led at one institution; all of it where None is asked for. Neighbors are joined."""
        spells = [spell for spell in self.spells if institution is None or spell.institution == institution]
        joined: list[Spell] = []
        for spell in spells:
            begins = joined.pop().from_on if joined and joined[-1].until_on == spell.from_on else spell.from_on
            joined.append(Spell(begins, spell.until_on, spell.institution))
        ended = bool(joined) and joined[-1].until_on == self.died_on
        died_on = self.died_on if ended else None
        return Lifetime(self.key, self.sex, self.origin, self.taxon, self.born_on, died_on, tuple(joined))


def lifetimes(rows: Rows, zone: ZoneInfo, own: Key | None, until: date) -> list[Lifetime]:
    """The lives told by the records up to a day, that day included; animals known only as parents are left out."""
    told = told_of(rows, zone)
    numbered = {row[0] for row in rows.identifiers if row[1] == IdentifierKind.STUDBOOK_NUMBER}
    found = []
    for row in rows.animals:
        key, taxon, sex, born_from, born_until, kind = row[0], row[3], row[4], row[5], row[6], row[8]
        events = told.get(key, [])
        if not events and key not in numbered:
            continue
        born_on = None if born_from is None else likely_day(born_from, born_until)
        if born_on is not None and born_on > until:
            continue
        spells, died_on = _spells(events, born_on, kind == BirthType.CAPTIVE, own, until)
        if spells:
            found.append(Lifetime(key, Sex(sex), BirthType(kind), taxon, born_on, died_on, spells))
    return found


def _spells(
    events: Sequence[Event], born_on: date | None, is_captive: bool, own: Key | None, until: date
) -> tuple[tuple[Spell, ...], date | None]:
    """The stretches in the population, and the day of a death in it."""
    is_caught = bool(events) and events[0][2] in CAUGHT
    since = born_on if is_captive and not is_caught else None
    where: Key | None = None
    spells: list[Spell] = []
    for on, _source, kind, institution, _moment, came_here in events:
        day = max(on, born_on or on) if on != date.min else born_on
        if day is None or day > until:
            continue
        state = ENDS.get(kind, LifeState.LIVING)
        place = own if came_here else institution
        if state is LifeState.LIVING and since is not None and (place == where or place is None):
            continue
        if since is not None and since < day:
            spells.append(Spell(since, day, where))
        if state is not LifeState.LIVING:
            was_watched = since is not None or (bool(spells) and spells[-1].until_on == day)
            since = None
            if state is LifeState.DEAD:
                return tuple(spells), day if was_watched and spells else None
            continue
        since, where = day, place
    if since is None and not events:
        since = born_on  # a studbook number and nothing else: living since its birth, as far as anybody tells
    if since is not None:
        spells.append(Spell(since, None, where))
    return tuple(spells), None
