"""What the four lines and the care of every day declare can be done as declared, and is typed as people type it."""

from collections.abc import Iterator
from inspect import Parameter, signature

import pytest

from breeding_center.breeding.room import ROOM as BREEDING
from breeding_center.care import session_actions
from breeding_center.declarations.action import Action, TaskKind, resolve
from breeding_center.declarations.report import Report
from breeding_center.disease_control.room import ROOM as DISEASE_CONTROL
from breeding_center.nutrition.room import ROOM as NUTRITION
from breeding_center.rescue.room import ROOM as RESCUE

ROOMS = (NUTRITION, DISEASE_CONTROL, BREEDING, RESCUE)


def actions() -> Iterator[Action]:
    yield from session_actions.ACTIONS
    for room in ROOMS:
        yield from resolve(room.actions or "")


def kinds() -> Iterator[TaskKind]:
    yield from session_actions.TASK_KINDS
    for room in ROOMS:
        yield from resolve(room.task_kinds or "")


def reports() -> Iterator[Report]:
    for room in ROOMS:
        yield from resolve(room.reports or "")


@pytest.mark.parametrize("action", [*actions()], ids=lambda action: action.name)
def test_action_asks_for_exactly_what_its_service_takes(action: Action) -> None:
    parameters = dict(signature(action.service()).parameters)
    del parameters["entry"]
    extra = set(parameters) - {field.name for field in action.fields}
    assert extra <= {"task_id"}
    assert {field.name for field in action.fields} <= set(parameters)
    assert all(one.kind is Parameter.KEYWORD_ONLY for one in parameters.values())
    flags = [field.flag for field in action.fields]
    assert len(set(flags)) == len(flags)


@pytest.mark.parametrize("kind", [*kinds()], ids=lambda kind: kind.code)
def test_task_kind_is_completed_by_an_action_that_keeps_the_task(kind: TaskKind) -> None:
    action = {one.name: one for one in actions()}[kind.action]
    assert "task_id" in signature(action.service()).parameters
    names = {field.name for field in action.fields}
    assert {name for name in (kind.subject, kind.place, kind.topic) if name} <= names


def test_what_is_measured_is_never_confirmed_with_one_key() -> None:
    assert {kind.code for kind in kinds() if kind.one_key} == {"offering", "note"}


@pytest.mark.parametrize("report", [*reports()], ids=lambda report: report.name)
def test_report_is_answered_with_its_own_parameters(report: Report) -> None:
    parameters = set(signature(report.answer()).parameters) - {"reading"}
    assert parameters == {field.name for field in report.parameters}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_room_finds_its_records(room: object) -> None:
    for names in room.lookups.values():  # type: ignore[attr-defined]
        assert callable(resolve(names.find))
        assert callable(resolve(names.options))
