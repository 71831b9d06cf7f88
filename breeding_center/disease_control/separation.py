"""Groups that are kept apart as they stand: who is in them, until when, and what was tested."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.disease_control.outbreak_model import Confinement, ConfinementMember, ConfinementTest
from breeding_center.errors import NotFound
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary.disease_control import CheckOutcome, CheckPhase, ConfinementKind

confinement = Confinement.__table__
member = ConfinementMember.__table__
test = ConfinementTest.__table__


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
    """A group kept apart. Its days count from `begun_at`: when the last animal joined, or they were begun anew."""

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
    begun_at: datetime
    starts_on: date
    members: tuple[MemberView, ...]
    tests: tuple[Row[Any], ...]

    @property
    def ends_on(self) -> date:
        """The first day on which it may be let out."""
        return self.starts_on + timedelta(days=self.days)

    @property
    def inside(self) -> list[MemberView]:
        """The animals that are in it now."""
        return [one for one in self.members if one.left_at is None]


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
        wanted, row.opened_at, row.closed_at, last, last.astimezone(reading.zone).date(), inside, tuple(tests),
    )  # fmt: skip


def group_view(reading: Reading, confinement_id: UUID) -> GroupView:
    """One group; raises `NotFound` where there is none."""
    for one in groups(reading, ended=True):
        if one.id == confinement_id:
            return one
    raise NotFound(_("There is no such group; look it up again."))


def missing_tests(group: GroupView, animals: Sequence[UUID]) -> list[str]:
    """The exit tests that are wanted and that not every one of these animals has passed since its days began."""
    passed = {
        (one.animal_id, one.test.casefold())
        for one in group.tests
        if one.phase == CheckPhase.EXIT and one.outcome == CheckOutcome.NEGATIVE and one.done_at >= group.begun_at
    }
    return [name for name in group.tests_wanted if any((animal, name.casefold()) not in passed for animal in animals)]


def at_home(reading: Reading, animals: Collection[UUID], access_set: UUID) -> set[UUID]:
    """The holds of animals whose group is kept in this place: to bring them there is no breach of them."""
    return {
        one.condition_id
        for group in groups(reading)
        if group.access_set_id == access_set
        for one in group.inside
        if one.animal_id in animals
    }
