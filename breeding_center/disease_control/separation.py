"""Groups that are kept apart as they stand: who is in them, until when, what was tested, and what broke the rule."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.disease_control.outbreak_model import Confinement, ConfinementMember, ConfinementTest
from breeding_center.enclosures.model import Stay
from breeding_center.errors import NotFound
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import charges_between
from breeding_center.text import _
from breeding_center.vocabulary.disease_control import CheckOutcome, CheckPhase, ConfinementKind

confinement = Confinement.__table__
member = ConfinementMember.__table__
test = ConfinementTest.__table__
s = Stay.__table__


@dataclass(frozen=True, slots=True)
class MemberView:
    """An animal of a group."""

    id: UUID
    animal_id: UUID
    condition_id: UUID
    joined_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group kept apart. `ends_on` is counted from the last animal that joined."""

    id: UUID
    code: str
    kind: ConfinementKind
    access_set_id: UUID | None
    keeper_id: UUID | None
    outbreak_id: UUID | None
    days: int
    tests_wanted: tuple[str, ...]
    opened_at: datetime
    closed_at: datetime | None
    starts_on: date
    members: tuple[MemberView, ...]
    tests: tuple[Row[Any], ...]

    @property
    def ends_on(self) -> date:
        """The first day on which it may be let out."""
        return self.starts_on + timedelta(days=self.days)


def groups(reading: Reading, *, ended: bool = False) -> list[GroupView]:
    """The groups that are kept apart, or all there ever were, by the time they were opened."""
    question = select(confinement).where(confinement.c.voided_at.is_(None))
    if not ended:
        question = question.where(confinement.c.closed_at.is_(None))
    rows = reading.rows(question.order_by(confinement.c.opened_at, confinement.c.code))
    ids = [row.id for row in rows]
    members = _by_group(
        reading.rows(
            select(member).where(member.c.voided_at.is_(None), member.c.confinement_id.in_(ids))
            .order_by(member.c.joined_at, member.c.id)
        )
    )  # fmt: skip
    tests = _by_group(
        reading.rows(
            select(test).where(test.c.voided_at.is_(None), test.c.confinement_id.in_(ids))
            .order_by(test.c.done_at, test.c.id)
        )
    )  # fmt: skip
    return [_view(reading, row, members.get(row.id, []), tests.get(row.id, [])) for row in rows]


def _by_group(rows: Iterable[Row[Any]]) -> dict[UUID, list[Row[Any]]]:
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.confinement_id].append(row)
    return found


def _view(reading: Reading, row: Row[Any], members: list[Row[Any]], tests: list[Row[Any]]) -> GroupView:
    inside = tuple(MemberView(one.id, one.animal_id, one.condition_id, one.joined_at, one.left_at) for one in members)
    last = max((one.joined_at for one in inside), default=row.opened_at)
    wanted = tuple(part.strip() for part in (row.tests_wanted or "").split(",") if part.strip())
    return GroupView(
        row.id, row.code, ConfinementKind(row.kind), row.access_set_id, row.keeper_id, row.outbreak_id, row.days,
        wanted, row.opened_at, row.closed_at, last.astimezone(reading.zone).date(), inside, tuple(tests),
    )  # fmt: skip


def group_view(reading: Reading, confinement_id: UUID) -> GroupView:
    """One group; raises `NotFound` where there is none."""
    for one in groups(reading, ended=True):
        if one.id == confinement_id:
            return one
    raise NotFound(_("There is no such group; look it up again."))


def missing_tests(group: GroupView, animals: Sequence[UUID]) -> list[str]:
    """The exit tests that are wanted and that not every one of these animals has passed."""
    passed = {
        (one.animal_id, one.test.casefold())
        for one in group.tests
        if one.phase == CheckPhase.EXIT and one.outcome == CheckOutcome.NEGATIVE
    }
    return [name for name in group.tests_wanted if any((animal, name.casefold()) not in passed for animal in animals)]


# ---------------------------------------------------------------- breaches


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that broke the separation of a group: an animal in with it, one of its own elsewhere, its keeper."""

    group: GroupView
    kind: str
    animal_id: UUID | None
    staff_id: UUID | None
    access_set_id: UUID | None
    at: datetime


def breaches(reading: Reading) -> list[Breach]:
    """What broke the separation of the groups that stand: strangers in their place, moves out, shared keepers."""
    standing = [group for group in groups(reading) if any(one.left_at is None for one in group.members)]
    if not standing:
        return []
    since = min(group.opened_at for group in standing)
    stays = reading.rows(
        select(s.c.animal_id, s.c.access_set_id, s.c.from_at, s.c.until_at)
        .where(s.c.voided_at.is_(None), (s.c.until_at.is_(None)) | (s.c.until_at > since))
        .order_by(s.c.from_at, s.c.id)
    )
    found: list[Breach] = []
    for group in standing:
        found += _of_stays(group, stays, reading.now)
    return found + _of_keepers(reading, standing)


def _of_stays(group: GroupView, stays: Sequence[Row[Any]], now: datetime) -> list[Breach]:
    if group.access_set_id is None:
        return []
    joined = {one.animal_id: one for one in group.members}
    found = []
    for stay in stays:
        mine = joined.get(stay.animal_id)
        from_at = max(stay.from_at, mine.joined_at if mine else group.opened_at)
        until_at = min(stay.until_at or now, (mine.left_at if mine else None) or now)
        if from_at >= until_at:
            continue
        in_place = stay.access_set_id == group.access_set_id
        if mine is None and in_place:
            found.append(Breach(group, "stranger", stay.animal_id, None, stay.access_set_id, from_at))
        elif mine is not None and not in_place:
            found.append(Breach(group, "outside", stay.animal_id, None, stay.access_set_id, from_at))
    return found


def _of_keepers(reading: Reading, standing: Sequence[GroupView]) -> list[Breach]:
    """A dedicated keeper who is also in charge of animals outside the group."""
    today = reading.now.astimezone(reading.zone).date()
    charges = charges_between(reading, today, today + timedelta(days=1))
    found = []
    for group in standing:
        inside = {one.animal_id for one in group.members if one.left_at is None}
        for charge in charges:
            elsewhere = charge.animal_id is not None and charge.animal_id not in inside
            other_place = charge.access_set_id is not None and charge.access_set_id != group.access_set_id
            if charge.staff_id == group.keeper_id and (elsewhere or other_place):
                found.append(
                    Breach(group, "keeper", charge.animal_id, charge.staff_id, charge.access_set_id, group.opened_at)
                )
    return found
