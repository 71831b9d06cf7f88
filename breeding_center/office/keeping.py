"""Keepers and their animals: what the team and the animals can only say together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from breeding_center.animals.queries import animal_views, here_at
from breeding_center.animals.service import must_be_here
from breeding_center.declarations.action import Deed
from breeding_center.declarations.report import Answer
from breeding_center.enclosures.queries import access_set_views, place_of
from breeding_center.errors import Refused
from breeding_center.moments import show_date, wall_time
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.team import queries as team
from breeding_center.team import service
from breeding_center.team.answers import shown_posts
from breeding_center.team.queries import ChargeView, PatternView, ShiftView, StaffView
from breeding_center.team.rules import Days, OnShift, covers, uncovered
from breeding_center.text import _, listed
from breeding_center.vocabulary import ChargeRole, Post
from breeding_center.words import label

ONE_DAY = timedelta(days=1)
LONGEST_ROSTER = 62
NAMES_IN_A_NOTE = 6


def charge(
    entry: Entry, *, person: UUID, animal: UUID | None, access_set: UUID | None, role: ChargeRole, from_on: date
) -> Deed:
    """Put a person in charge of an animal or of an enclosure from a day on; the former primary's charge ends."""
    if animal is not None:
        must_be_here(entry, animal, min(wall_time(from_on + ONE_DAY, time(0), entry.zone), entry.now))
    made = service.charge(entry, person=person, animal=animal, access_set=access_set, role=role, from_on=from_on)
    sentence = _("{person} is in charge of {subject} ({role}) from {day}.").format(
        person=made.person, subject=_subject(entry, animal, access_set), role=label(role), day=show_date(from_on)
    )
    if made.former:
        sentence = _("{sentence} Until then it was {former}.").format(sentence=sentence, former=made.former)
    return Deed(sentence, made.id)


def discharge(entry: Entry, *, person: UUID, animal: UUID | None, access_set: UUID | None, until_on: date) -> Deed:
    """A person is no longer in charge of an animal or of an enclosure from a day on."""
    made = service.discharge(entry, person=person, animal=animal, access_set=access_set, until_on=until_on)
    sentence = _("{person} is no longer in charge of {subject} from {day}.")
    return Deed(
        sentence.format(person=made.person, subject=_subject(entry, animal, access_set), day=show_date(until_on)),
        made.id,
    )


def _subject(reading: Reading, animal: UUID | None, access_set: UUID | None) -> str:
    if animal is not None:
        return animal_views(reading, {animal})[animal].label
    assert access_set is not None
    return access_set_views(reading)[access_set].label


@dataclass(frozen=True)
class _Days:
    """What the team has planned for some days."""

    from_on: date
    until_on: date
    shifts: list[ShiftView]
    leaves: list[Days]
    charges: list[ChargeView]
    people: dict[UUID, StaffView]
    patterns: dict[UUID, PatternView]

    @classmethod
    def of(cls, reading: Reading, from_on: date, until_on: date) -> "_Days":
        return cls(
            from_on, until_on, team.shifts_on(reading, from_on, until_on),
            team.leaves_between(reading, from_on, until_on), team.charges_between(reading, from_on, until_on),
            team.staff_views(reading), team.pattern_views(reading),
        )  # fmt: skip

    def is_away(self, shift: ShiftView) -> bool:
        return covers(shift.staff_id, shift.on_day, self.leaves)

    def present(self, day: date, pattern: UUID) -> list[OnShift]:
        """Who really works a shift of a day."""
        return [
            OnShift(one.staff_id, one.on_day, one.from_at, one.until_at)
            for one in self.shifts
            if one.on_day == day and one.pattern_id == pattern and not self.is_away(one)
        ]


def roster(reading: Reading, *, from_on: date, days: int) -> Answer:
    """Who is on which shift of some days, with whose animals; the notes name the animals left without a keeper."""
    if not 1 <= days <= LONGEST_ROSTER:
        raise Refused(_("A roster shows 1 to {most} days.").format(most=LONGEST_ROSTER))
    plan = _Days.of(reading, from_on, from_on + timedelta(days=days))
    at = min(reading.now, wall_time(plan.until_on, time(0), reading.zone))
    here = here_at(reading, at)
    animals = animal_views(reading, here)
    labels = {key: view.label for key, view in animals.items()}
    labels |= {key: view.label for key, view in access_set_views(reading).items()}
    rows: list[dict[str, object]] = []
    for shift in plan.shifts:
        person, pattern = plan.people[shift.staff_id], plan.patterns.get(shift.pattern_id)
        rows.append(
            {
                "day": shift.on_day, "shift": pattern.label if pattern else None, "from_at": shift.from_at,
                "until_at": shift.until_at, "code": person.code, "person": person.label, "posts": shown_posts(person),
                "charges": listed(_charges_of(plan, shift, labels)),
                "state": _("on leave") if plan.is_away(shift) else None,
            }
        )  # fmt: skip
    return Answer(rows, [*_gaps(reading, plan, here, labels, at), *_leaves(plan)])


def _charges_of(plan: _Days, shift: ShiftView, labels: Mapping[UUID, str]) -> list[str]:
    """The animals and places that the person on a shift is the primary keeper of."""
    return sorted(
        labels[charge.subject]
        for held in team.charged(plan.charges).values()
        for charge in held
        if charge.staff_id == shift.staff_id and charge.role is ChargeRole.PRIMARY
        and charge.covers(shift.on_day) and charge.subject in labels
    )  # fmt: skip


def _leaves(plan: _Days) -> list[str]:
    return [
        _("{person} is on leave from {start} to {end}.").format(
            person=plan.people[leave.staff_id].label,
            start=show_date(leave.from_on),
            end=show_date(leave.until_on - ONE_DAY),
        )
        for leave in plan.leaves
        if leave.until_on is not None
    ]


def _gaps(reading: Reading, plan: _Days, here: Iterable[UUID], labels: Mapping[UUID, str], at: datetime) -> list[str]:
    """For each shift of each day, the animals that have no keeper on it."""
    charges = team.charged(plan.charges)
    feeders = {key for key, person in plan.people.items() if Post.FEEDER in person.posts}
    places = place_of(reading, list(here), at)
    subjects = {
        animal: [animal, *([place.access_set_id] if (place := places.get(animal)) and place.access_set_id else [])]
        for animal in here
    }
    notes = []
    for day in (plan.from_on + timedelta(days=one) for one in range((plan.until_on - plan.from_on).days)):
        for pattern in plan.patterns.values():
            alone = uncovered(subjects, plan.present(day, pattern.id), charges, feeders)
            if alone:
                notes.append(_gap_note(day, pattern.label, [labels[animal] for animal in alone]))
    return notes


def _gap_note(day: date, shift: str, alone: list[str]) -> str:
    names = listed(alone[:NAMES_IN_A_NOTE])
    if len(alone) > NAMES_IN_A_NOTE:
        names = _("{names} and {count} more").format(names=names, count=len(alone) - NAMES_IN_A_NOTE)
    return _("{day}, {shift}: no keeper for {animals}.").format(day=show_date(day), shift=shift, animals=names)
