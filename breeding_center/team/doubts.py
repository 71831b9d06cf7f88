"""Records of the team that cannot all be true: two shifts at once, a shift on leave, charges of people who left."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from breeding_center.declarations.room import Doubt, command
from breeding_center.moments import show_date, show_instant
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import (
    CredentialView,
    ShiftView,
    StaffView,
    charges_between,
    credentials,
    leaves_between,
    local_day,
    pattern_views,
    shifts_on,
    staff_views,
)
from breeding_center.text import _, n_
from breeding_center.vocabulary import DoubtGrade

BACK, AHEAD = timedelta(days=30), timedelta(days=31)


def doubts(reading: Reading) -> list[Doubt]:
    """Every doubt about who works when, and with what."""
    people = staff_views(reading)
    return [*_rosters(reading, people), *_charges(reading, people), *_papers(reading, people)]


def _rosters(reading: Reading, people: Mapping[UUID, StaffView]) -> Iterator[Doubt]:
    """Shifts of the last and the coming month that overlap, or that lie in a leave."""
    today = local_day(reading)
    since, until = today - BACK, today + AHEAD
    patterns = pattern_views(reading)
    leaves = leaves_between(reading, since, until)
    mine: dict[UUID, list[ShiftView]] = defaultdict(list)
    for shift in shifts_on(reading, since, until):
        mine[shift.staff_id].append(shift)

    def off(person: StaffView, shift: ShiftView) -> str:
        pattern = patterns.get(shift.pattern_id)
        which = ("--shift", pattern.code) if pattern else ()
        return command("staff", "off-shift", person.code, "--on", shift.on_day.isoformat(), *which)

    for staff_id, shifts in mine.items():
        person = people.get(staff_id)
        if person is None:
            continue
        for one, other in pairwise(shifts):
            if other.from_at < one.until_at:
                yield Doubt(
                    "team.two_shifts", DoubtGrade.MEDIUM, None,
                    _("On two shifts at once, from {time} on.").format(time=show_instant(other.from_at, reading.zone)),
                    _("Nobody is in two places; contacts through keepers are traced by their shifts."),
                    off(person, other), subject=person.label, records=(("shift", one.id), ("shift", other.id)),
                )  # fmt: skip
        for shift in shifts:
            if any(
                one.staff_id == staff_id and one.from_on <= shift.on_day < (one.until_on or until) for one in leaves
            ):
                yield Doubt(
                    "team.shift_on_leave", DoubtGrade.LOW, None,
                    _("On a shift on {day}, and on leave that day.").format(day=show_date(shift.on_day)),
                    _("The round is given to nobody who is away."), off(person, shift), subject=person.label,
                    records=(("shift", shift.id),),
                )  # fmt: skip


def _charges(reading: Reading, people: Mapping[UUID, StaffView]) -> Iterator[Doubt]:
    """People in charge who do not work here any more."""
    today = local_day(reading)
    left = defaultdict(list)
    for charge in charges_between(reading, today, today + timedelta(days=1)):
        person = people.get(charge.staff_id)
        if person is not None and not person.is_current:
            left[person].append(charge)
    for person, charges in left.items():
        yield Doubt(
            "team.charge_of_gone", DoubtGrade.HIGH, None,
            n_("Does not work here any more, and is in charge of {n} animal or place.",
               "Does not work here any more, and is in charge of {n} animals or places.",
               len(charges)).format(n=len(charges)),
            _("What is theirs to do is done by nobody."),
            command("feeder", "charge", "PERSON", "--animal", "ANIMAL"), subject=person.label,
            records=tuple(("charge", one.id) for one in charges),
        )  # fmt: skip


def _papers(reading: Reading, people: Mapping[UUID, StaffView]) -> Iterator[Doubt]:
    """Papers of people at work that have lapsed, with no newer one of the kind."""
    today = local_day(reading)
    latest: dict[tuple[UUID, str], CredentialView] = {}
    for paper in credentials(reading):
        key = (paper.staff_id, paper.kind.casefold())
        known = latest.get(key)
        if (
            known is None
            or (paper.valid_until is None)
            or (known.valid_until and paper.valid_until > known.valid_until)
        ):
            latest[key] = paper
    for paper in latest.values():
        person = people.get(paper.staff_id)
        if person is None or not person.is_current or paper.valid_until is None or paper.valid_until > today:
            continue
        yield Doubt(
            "team.paper_lapsed", DoubtGrade.LOW, None,
            _("The paper '{kind}' lapsed on {day}.").format(kind=paper.kind, day=show_date(paper.valid_until)),
            _("Who works here without it may not do what it is for."),
            command("staff", "credential", person.code, "--kind", paper.kind), subject=person.label,
            records=(("credential", paper.id),),
        )  # fmt: skip
