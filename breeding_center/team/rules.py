"""Shifts, leave and charges, thought through without any records: who is on, who is away, whose animal it is.

A shift belongs to the day it begins on: leave and charges of that day count for all of it, past midnight too.
Days are intervals [from, until); animals and access sets are known only by their keys.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from breeding_center.moments import wall_time
from breeding_center.text import fold
from breeding_center.vocabulary import ChargeRole, Post

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
CODE_LETTERS: Mapping[Post, str] = MappingProxyType(
    {
        Post.FEEDER: "f",
        Post.VETERINARIAN: "v",
        Post.CURATOR: "c",
        Post.REGISTRAR: "r",
        Post.NUTRITIONIST: "n",
        Post.FIELD_RANGER: "w",
    }
)
# Letters of Cyrillic and Greek that nobody can tell from Latin ones (after Unicode TR 39, confusables).
_TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХавеѕіјорсухԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινκρυχ",
    "ABESIJKMHOPCTYXabesijopcyxdhlABEZHIKMNOPTYXoaivkpux",
)
_CODE = re.compile(r"[^\W_][\w.-]*")

Subject: TypeAlias = UUID
Held: TypeAlias = dict[ChargeRole, dict[UUID, UUID]]


@dataclass(frozen=True, slots=True)
class OnShift:
    """A person on a shift."""

    staff_id: UUID
    on_day: date
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Days:
    """Something of a person's from a day until a day: a leave, a post."""

    staff_id: UUID
    from_on: date
    until_on: date | None

    def cover(self, day: date) -> bool:
        """Is this one of the days?"""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, slots=True)
class Charged:
    """A person in charge of an animal or of an access set, from a day until a day."""

    staff_id: UUID
    subject: Subject
    role: ChargeRole
    from_on: date
    until_on: date | None

    def covers(self, day: date) -> bool:
        """Does it hold on this day?"""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


def shift_bounds(day: date, starts_at: time, ends_at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants of a shift that begins on this day, by the clocks on the wall; it may run past midnight.

    In the night when clocks go forward it is an hour shorter, and when they go back an hour longer.
    """
    last_day = day if ends_at > starts_at else day + ONE_DAY
    return wall_time(day, starts_at, zone), wall_time(last_day, ends_at, zone)


def overlap(from_at: datetime, until_at: datetime, shifts: Iterable[OnShift]) -> OnShift | None:
    """The shift that a new one would run into, if any."""
    return next((one for one in shifts if one.from_at < until_at and from_at < one.until_at), None)


def days_overlap(from_on: date, until_on: date | None, spells: Iterable[Days]) -> Days | None:
    """The spell that new days would run into, if any."""
    for one in spells:
        if (until_on is None or one.from_on < until_on) and (one.until_on is None or from_on < one.until_on):
            return one
    return None


def covers(staff_id: UUID, day: date, spells: Iterable[Days]) -> bool:
    """Is this one of the person's days, on leave or in a post?"""
    return any(one.staff_id == staff_id and one.cover(day) for one in spells)


def on_duty(at: datetime, shifts: Iterable[OnShift], leaves: Iterable[Days]) -> list[OnShift]:
    """Who works at an instant: on a shift, and not on leave on the day it began."""
    away = list(leaves)
    return [
        shift
        for shift in shifts
        if shift.from_at <= at < shift.until_at and not covers(shift.staff_id, shift.on_day, away)
    ]


def held_by(present: Sequence[OnShift], charges: Mapping[Subject, Sequence[Charged]]) -> Held:
    """For each role, whose each animal and each access set is among those present; the first of several, by code."""
    days = {shift.staff_id: shift.on_day for shift in reversed(present)}
    place = {shift.staff_id: number for number, shift in reversed(list(enumerate(present)))}
    held: Held = {ChargeRole.PRIMARY: {}, ChargeRole.BACKUP: {}}
    for subject, ones in charges.items():
        for charge in ones:
            day = days.get(charge.staff_id)
            if day is None or not charge.covers(day):
                continue
            before = held[charge.role].get(subject)
            if before is None or place[charge.staff_id] < place[before]:
                held[charge.role][subject] = charge.staff_id
    return held


def whose(subjects: Sequence[Subject], held: Held) -> UUID | None:
    """Whose an animal is: its own primary's, or its place's; then the backups'; or nobody's."""
    for of_role in held.values():
        for subject in subjects:
            if subject in of_role:
                return of_role[subject]
    return None


def uncovered(
    subjects: Mapping[Subject, Sequence[Subject]],
    present: Sequence[OnShift],
    charges: Mapping[Subject, Sequence[Charged]],
    feeders: Collection[UUID],
) -> list[Subject]:
    """The animals without a keeper among those on a shift; `subjects` gives each animal with its place.

    A feeder on the shift who has no animals of their own (in the evening, at night) minds those of all.
    """
    holders = {charge.staff_id for held in charges.values() for charge in held}
    if any(shift.staff_id in feeders and shift.staff_id not in holders for shift in present):
        return []
    held = held_by(present, charges)
    return [animal for animal, ones in subjects.items() if whose(ones, held) is None]


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def next_code(post: Post, taken: Iterable[str]) -> str:
    """The next free code of a post: f25 after f24."""
    letter = CODE_LETTERS[post]
    numbers = [int(code[1:]) for code in map(str.casefold, taken) if code.startswith(letter) and code[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1:02}"


def is_code(text: str) -> bool:
    """Can this be a code: one word of letters and digits, such as f25?"""
    return _CODE.fullmatch(text) is not None


def look(name: str) -> str:
    """A name as it looks: two that are told apart by nobody give the same, whatever alphabets they are written in."""
    return fold(unicodedata.normalize("NFKC", name).translate(_TWINS)).replace(" ", "")


def natural_order(code: str) -> str:
    """What a code sorts by, as people count: f9 before f10."""
    return re.sub(r"\d+", lambda number: number[0].zfill(12), code.casefold())
