"""Quarantine of arrivals, isolation of the sick, cohorts of the exposed: three different things, kept the same way.

Each places its own condition on the animals, for every line to read. The days count from the last animal that joined.
"""

from datetime import datetime, timedelta
from uuid import UUID

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.animals.model import Condition
from breeding_center.animals.queries import AnimalView, animal_views, conditions_at, local_day
from breeding_center.animals.service import place_condition
from breeding_center.care.deeds import confirmed
from breeding_center.declarations.action import Deed
from breeding_center.disease_control.outbreak_model import Confinement, ConfinementMember, ConfinementTest
from breeding_center.disease_control.separation import GroupView, group_view, groups, missing_tests
from breeding_center.enclosures.queries import access_set_views, occupants
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_date, show_instant
from breeding_center.storage.entry import Entry
from breeding_center.team.queries import staff_label
from breeding_center.text import _, listed, n_, one_line, sentences, shown, titled
from breeding_center.vocabulary import CareLine, ConditionKind
from breeding_center.vocabulary.disease_control import CheckOutcome, CheckPhase, ConfinementKind
from breeding_center.words import label

# 30 days for giant pandas that return from abroad; the same for transfers and rescues, and for isolation and cohorts
# until a veterinarian says otherwise (center default).
DAYS = 30
LONGEST_DAYS = 365


def confine(
    entry: Entry,
    *,
    kind: ConfinementKind,
    animals: list[UUID],
    code: str | None,
    days: int | None,
    access_set: UUID | None,
    keeper: UUID | None,
    tests: str | None,
    outbreak: UUID | None,
    reason: str | None,
    at: datetime,
) -> Deed:
    """Keep animals apart as one group, with a keeper of their own."""
    named = one_line(code, _("code"), 40) if code else _next_code(entry, kind, at)
    if any(one.code == named for one in groups(entry, ended=True)):
        raise Refused(_("There is a {code} already.").format(code=shown(named)))
    many = days if days is not None else DAYS
    if not 1 <= many <= LONGEST_DAYS:
        raise Refused(_("A group is kept apart for 1 to {most} days.").format(most=LONGEST_DAYS))
    group = entry.add(
        Confinement(
            code=named, kind=kind, access_set_id=access_set, keeper_id=keeper, outbreak_id=outbreak, days=many,
            tests_wanted=tests, reason=reason, opened_at=at,
        )
    )  # fmt: skip
    names = [_join(entry, group, one, at).label for one in dict.fromkeys(animals)]
    until = local_day(entry, at) + timedelta(days=many)
    said = _("{kind} {code} until {day}: {animals}.").format(
        kind=label(kind), code=named, day=show_date(until), animals=listed(names)
    )
    return Deed(sentences([said, *_to_be_brought(entry, group, animals, at)]), group.id)


def _to_be_brought(entry: Entry, group: Confinement, animals: list[UUID], at: datetime) -> list[str]:
    """Who of a group does not stay in its place yet."""
    if group.access_set_id is None:
        return []
    there = set(occupants(entry, group.access_set_id, at))
    away = [one for one in dict.fromkeys(animals) if one not in there]
    if not away:
        return []
    views = animal_views(entry, set(away))
    return [
        _("To be brought to {place}: {animals}.").format(
            place=access_set_views(entry)[group.access_set_id].label, animals=listed(views[one].label for one in away)
        )
    ]


def _next_code(entry: Entry, kind: ConfinementKind, at: datetime) -> str:
    """The kind's letter, the year and a number: Q2020-03."""
    head = f"{kind.value[0].upper()}{at.astimezone(entry.zone):%Y}-"
    return f"{head}{sum(one.code.startswith(head) for one in groups(entry, ended=True)) + 1:02d}"


def _join(entry: Entry, group: Confinement, animal: UUID, at: datetime) -> AnimalView:
    view = must_be_here(entry, animal, at)
    for other in groups(entry):
        if other.kind is group.kind and any(one.animal_id == animal for one in other.inside):
            raise AlreadyDone(
                _("{animal} is in {kind} {code} already.").format(
                    animal=view.label, kind=label(group.kind), code=other.code
                )
            )
    hold = _hold(entry, group, animal, at)
    entry.add(ConfinementMember(confinement_id=group.id, animal_id=animal, condition_id=hold, joined_at=at))
    return view


def _hold(entry: Entry, group: Confinement, animal: UUID, at: datetime) -> UUID:
    """The hold that every line reads: a new one, or the one of this kind that was placed by itself before."""
    kind, review = ConditionKind(group.kind.value), local_day(entry, at) + timedelta(days=group.days)
    for standing in conditions_at(entry, at, [animal], kind):
        entry.change(entry.get(Condition, standing.id), until_at=None, review_on=review, note=group.code)
        return standing.id
    deed = place_condition(
        entry, animal=animal, condition=kind, line=CareLine.DISEASE_CONTROL, from_at=at, review_on=review,
        note=group.code,
    )  # fmt: skip
    assert deed.id is not None
    return deed.id


def join(entry: Entry, *, confinement: UUID, animals: list[UUID], at: datetime) -> Deed:
    """Put more animals into a group: its days begin anew for all of them."""
    row = _open_group(entry, confinement)
    not_in_future(entry, at)
    if at < row.opened_at:
        raise Refused(_("The group was opened only at {time}.").format(time=show_instant(row.opened_at, entry.zone)))
    names = [_join(entry, row, one, at).label for one in dict.fromkeys(animals)]
    group = group_view(entry, confinement)
    for member in group.inside:
        entry.change(entry.get(Condition, member.condition_id), review_on=group.ends_on)
    return Deed(
        _("{animals} joined {code}: the days begin anew, until {day}.").format(
            animals=listed(names), code=group.code, day=show_date(group.ends_on)
        ),
        row.id,
    )


def restart(entry: Entry, *, confinement: UUID, at: datetime) -> Deed:
    """Let a group's days begin anew, as after a breach or a test that found something: for all that are in it."""
    row = _open_group(entry, confinement)
    not_in_future(entry, at)
    group = group_view(entry, confinement)
    if not group.inside:
        raise Refused(_("There is no animal in {code}.").format(code=group.code))
    if at <= group.begun_at:
        raise Refused(
            _("The days of {code} began at {time}; they begin anew after that.").format(
                code=group.code, time=show_instant(group.begun_at, entry.zone)
            )
        )
    for member in group.inside:
        entry.change(entry.get(ConfinementMember, member.id), left_at=at)
        entry.add(
            ConfinementMember(
                confinement_id=row.id, animal_id=member.animal_id, condition_id=member.condition_id, joined_at=at
            )
        )
    ends_on = local_day(entry, at) + timedelta(days=group.days)
    for member in group.inside:
        entry.change(entry.get(Condition, member.condition_id), review_on=ends_on)
    return Deed(
        _("The days of {code} begin anew, until {day}.").format(code=group.code, day=show_date(ends_on)), row.id
    )


def _open_group(entry: Entry, confinement: UUID) -> Confinement:
    row = entry.get(Confinement, confinement)
    if row.closed_at is not None:
        raise Refused(_("{code} was closed at {time}.").format(
            code=row.code, time=show_instant(row.closed_at, entry.zone)
        ))  # fmt: skip
    return row


def record_test(
    entry: Entry,
    *,
    confinement: UUID,
    animal: UUID,
    phase: CheckPhase,
    test: str,
    outcome: CheckOutcome,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record a test on entry, during the stay or before the exit."""
    view = must_be_here(entry, animal, done_at)
    group = group_view(entry, confinement)
    if all(member.animal_id != animal for member in group.members):
        raise Refused(_("{animal} is not in {code}.").format(animal=view.label, code=group.code))
    row = entry.add(
        ConfinementTest(
            confinement_id=confinement, animal_id=animal, phase=phase, test=test, outcome=outcome, done_at=done_at,
            done_by_id=done_by, note=note,
        )
    )  # fmt: skip
    return Deed(_("{animal}, {test}: {outcome}.").format(animal=view.label, test=test, outcome=label(outcome)), row.id)


def release(entry: Entry, *, confinement: UUID, animals: list[UUID], at: datetime) -> Deed:
    """Let animals out, or the whole group; too early, or without the tests, only with a reason."""
    row = _open_group(entry, confinement)
    not_in_future(entry, at)
    group = group_view(entry, confinement)
    wanted = set(animals)
    out = [one for one in group.members if one.left_at is None and (not wanted or one.animal_id in wanted)]
    if not out or (wanted and len(out) < len(wanted)):
        raise NotUnderstood(_("One of these animals is not in {code}.").format(code=group.code))
    doubt = confirmed(entry, *_too_early(entry, group, [one.animal_id for one in out], at))
    for member in out:
        if at <= member.joined_at:
            raise Refused(_("An animal is let out after it joined."))
        entry.change(entry.get(ConfinementMember, member.id), left_at=at, doubt=doubt)
        condition = entry.get(Condition, member.condition_id)
        if condition.until_at is None or condition.until_at > at:
            entry.change(condition, until_at=at)
    if all(one.left_at is not None or one in out for one in group.members):
        entry.change(row, closed_at=at)
    return Deed(
        n_("{n} animal let out of {code}.", "{n} animals let out of {code}.", len(out)).format(
            n=len(out), code=group.code
        ),
        row.id,
    )


def _too_early(entry: Entry, group: GroupView, animals: list[UUID], at: datetime) -> list[str | None]:
    on = local_day(entry, at)
    early = None
    if on < group.ends_on:
        early = n_("{n} day is left until {day}.", "{n} days are left until {day}.", (group.ends_on - on).days).format(
            n=(group.ends_on - on).days, day=show_date(group.ends_on)
        )
    missing = missing_tests(group, animals)
    untested = _("No negative exit test yet: {tests}.").format(tests=listed(missing)) if missing else None
    return [early, untested]


def assign_keeper(entry: Entry, *, confinement: UUID, keeper: UUID) -> Deed:
    """Give a group a keeper of its own, who goes to no other animals."""
    row = _open_group(entry, confinement)
    entry.change(row, keeper_id=keeper)
    return Deed(_("{person} keeps {code} alone.").format(person=staff_label(entry, keeper), code=row.code), row.id)


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """An animal that died or left is in no group any more; a group without animals is closed."""
    ended: list[str] = []
    for group in groups(entry):
        mine = [one for one in group.members if one.animal_id == animal_id and one.left_at is None]
        for member in mine:
            end = max(at, member.joined_at + timedelta(seconds=1))
            entry.change(entry.get(ConfinementMember, member.id), left_at=end)
            ended.append(titled(label(group.kind), group.code))
            if all(one.left_at is not None or one is member for one in group.members):
                row = entry.get(Confinement, group.id)
                entry.change(row, closed_at=max(end, row.opened_at + timedelta(seconds=1)))
    return ended
