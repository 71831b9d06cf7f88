"""Doubts about groups that are kept apart and about outbreaks: each with the command that mends it, names filled in."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.holds import APART
from breeding_center.animals.queries import AnimalView, animal_views, conditions_at
from breeding_center.declarations.room import Doubt, command
from breeding_center.disease_control.breaching import Breach, breaches
from breeding_center.disease_control.separation import groups
from breeding_center.enclosures.queries import PlaceView, access_set_views
from breeding_center.moments import show_date, show_instant, show_span
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import staff_views
from breeding_center.text import _
from breeding_center.vocabulary import CareLine, DoubtGrade
from breeding_center.vocabulary.disease_control import CaseOutcome
from breeding_center.words import label

LINE = CareLine.DISEASE_CONTROL


# ---------------------------------------------------------------- groups kept apart


def apart_doubts(reading: Reading) -> list[Doubt]:
    """What broke the separation of the groups that stand, and holds that belong to no group."""
    found = breaches(reading)
    told = _Names(reading, found)
    return [*(_breach(reading, one, told) for one in found), *_without_group(reading)]


class _Names:
    """What people call the animals, the people and the places of breaches, and what they type for them."""

    def __init__(self, reading: Reading, found: list[Breach]) -> None:
        self.animals = animal_views(reading, {one.animal_id for one in found if one.animal_id is not None})
        self.people = staff_views(reading) if any(one.staff_id for one in found) else {}
        self.places: Mapping[UUID, PlaceView] = access_set_views(reading) if found else {}

    def animal(self, one: Breach) -> str:
        return self.animals[one.animal_id].label if one.animal_id in self.animals else _("another place")

    def typed(self, one: Breach) -> str:
        return called(self.animals[one.animal_id]) if one.animal_id in self.animals else "ANIMAL"

    def place(self, key: UUID | None) -> str:
        return self.places[key].label if key is not None and key in self.places else ""

    def person(self, one: Breach) -> str:
        return self.people[one.staff_id].label if one.staff_id in self.people else ""


def called(view: AnimalView) -> str:
    """What a person types for an animal: its number, or its name."""
    return view.number or view.name


def _breach(reading: Reading, one: Breach, told: _Names) -> Doubt:
    said, mend = _told(one, told)
    sentence = said.format(
        animal=told.animal(one), group=f"{label(one.group.kind)} {one.group.code}", code=one.group.code,
        time=show_instant(one.at, reading.zone), place=told.place(one.access_set_id), person=told.person(one),
        until=show_instant(one.until_at, reading.zone) if one.until_at else "", other=one.other_code,
    )  # fmt: skip
    return Doubt(
        f"disease.breach_{one.kind}", DoubtGrade.HIGH if one.until_at is None else DoubtGrade.MEDIUM, LINE, sentence,
        _("Animals that are kept apart meet no others, neither in their place nor through their keeper."), mend,
        animal_id=one.animal_id, records=(("confinement", one.group.id),),
    )  # fmt: skip


def _told(one: Breach, told: _Names) -> tuple[str, str]:
    """How a breach is told, and what mends it: what lasts is ended, what is over lets the days begin anew."""
    code = one.group.code
    anew = command("quarantine", "restart", code)
    if one.kind == "stranger":
        if one.until_at is not None:
            return _("{animal} was in the place of {group} from {time} until {until}."), anew
        return _("{animal} is in the place of {group} since {time}, and is not of it."), command(
            "quarantine", "join", code, told.typed(one)
        )
    if one.kind == "outside":
        if one.until_at is not None:
            return _("{animal} of {group} was in {place} from {time} until {until}."), anew
        own = told.places.get(one.group.access_set_id) if one.group.access_set_id else None
        return _("{animal} of {group} is in {place}, since {time}."), command(
            "enclosure", "move", own.code if own else "PLACE", told.typed(one)
        )
    if one.kind == "unheld":
        return _("{animal} is in {group}, and nothing holds it apart since {time}."), command(
            "quarantine", "release", code, "--animal", told.typed(one)
        )
    keeper = command("quarantine", "keeper", code, "PERSON")
    if one.kind == "two_groups":
        return _("{person} keeps {group} alone, and keeps {other} too."), keeper
    return _("{person} keeps {group} alone, and is in charge of {animal} too."), keeper


def _without_group(reading: Reading) -> Iterator[Doubt]:
    """Holds of disease control that keep an animal apart, whose days, tests and keeper nobody keeps."""
    mine = {one.condition_id for group in groups(reading) for one in group.inside}
    loose = [
        one
        for one in conditions_at(reading, reading.now)
        if one.kind in APART and one.line in (None, LINE) and one.id not in mine
    ]
    views = animal_views(reading, {one.animal_id for one in loose}) if loose else {}
    for one in loose:
        view = views.get(one.animal_id)
        if view is not None and view.is_here:
            yield Doubt(
                "disease.hold_without_group", DoubtGrade.LOW, LINE,
                _("{animal} is held since {time}: {kind}; and it is in no group.").format(
                    animal=view.label, time=show_instant(one.from_at, reading.zone), kind=label(one.kind)
                ),
                _("Its days, its tests and its keeper are kept with a group."),
                command("quarantine", "start", str(one.kind.value), called(view)), animal_id=view.id,
                records=(("condition", one.id),),
            )  # fmt: skip


# ---------------------------------------------------------------- cases of outbreaks


def outbreak_doubts(reading: Reading) -> list[Doubt]:
    """Cases whose end the register does not know, or the outbreak; and cases from before day X."""
    o, c = tables.outbreak, tables.outbreak_case
    rows = reading.rows(
        select(c.c.id, c.c.animal_id, c.c.onset_on, c.c.outcome, c.c.outcome_on, o.c.code, o.c.since_on)
        .join(o, o.c.id == c.c.outbreak_id)
        .where(c.c.voided_at.is_(None), o.c.voided_at.is_(None))
        .order_by(o.c.code, c.c.id)
    )
    views = animal_views(reading, {row.animal_id for row in rows}) if rows else {}
    cases = [(row, views[row.animal_id]) for row in rows if row.animal_id in views]
    return [
        doubt
        for row, view in cases
        if row.outcome != CaseOutcome.NOT_A_CASE
        for doubt in (*_ends(row, view), *_onsets(row, view))
    ]


def _ends(row: Row[Any], view: AnimalView) -> Iterator[Doubt]:
    """The outbreak and the register do not say the same of its end."""
    records = (("outbreak_case", row.id),)
    if row.outcome == CaseOutcome.DIED and not view.is_dead:
        on = show_date(row.outcome_on)
        yield Doubt(
            "disease.case_died", DoubtGrade.HIGH, LINE,
            _("{animal} died on {day} as a case of {code}, and lives in the register.").format(
                animal=view.label, day=on, code=row.code
            ),
            _("One of the two is wrong, or the death has not been entered."),
            command("animal", "depart", called(view), "--kind", "death", "--on", on), animal_id=view.id,
            records=records,
        )  # fmt: skip
    if row.outcome is None and view.died is not None:
        day = view.died.last_on
        yield Doubt(
            "disease.case_open", DoubtGrade.MEDIUM, LINE,
            _("{animal} died {day}, and how its case of {code} ended is not said.").format(
                animal=view.label, day=show_span(view.died), code=row.code
            ),
            _("The deaths of an outbreak are counted by how its cases ended."),
            command("outbreak", "end-case", row.code, called(view), "--outcome", "died", "--on",
                    show_date(day) if day else "DATE"),
            animal_id=view.id, records=records,
        )  # fmt: skip


def _onsets(row: Row[Any], view: AnimalView) -> Iterator[Doubt]:
    """Who fell ill before the day from which contacts are traced."""
    if row.onset_on is not None and row.onset_on < row.since_on:
        onset = show_date(row.onset_on)
        yield Doubt(
            "disease.case_before_day_x", DoubtGrade.MEDIUM, LINE,
            _("{animal} fell ill on {onset}, before day X of {code}, {day}.").format(
                animal=view.label, onset=onset, code=row.code, day=show_date(row.since_on)
            ),
            _("Contacts count from day X; those of the days before it are not traced."),
            command("outbreak", "day-x", row.code, onset), animal_id=view.id, records=(("outbreak_case", row.id),),
        )  # fmt: skip
