"""Every declaration is whole: what it names exists, and takes what is asked for."""

import inspect

import pytest

from breeding_center.cli.generated import action_command
from breeding_center.declarations.action import Action, TaskKind, resolve
from breeding_center.declarations.report import Report
from breeding_center.declarations.room import Room
from breeding_center.office import rooms

SUBJECT = {"entry", "reading"}


@pytest.mark.parametrize("action", rooms.actions().values(), ids=lambda one: one.name)
def test_an_action_asks_for_what_its_service_takes(action: Action) -> None:
    taken = set(inspect.signature(action.service()).parameters) - SUBJECT - {"task_id"}
    assert taken == {field.name for field in action.fields}
    assert len({field.flag for field in action.fields}) == len(action.fields)


@pytest.mark.parametrize("action", rooms.actions().values(), ids=lambda one: one.name)
def test_a_command_keeps_what_is_asked_beside_the_fields_apart(action: Action) -> None:
    params = action_command(action).params
    assert len({param.name for param in params}) == len(params)
    flags = [flag for param in params for flag in param.opts if flag.startswith("-")]
    assert len(set(flags)) == len(flags)


@pytest.mark.parametrize("report", rooms.reports().values(), ids=lambda one: one.name)
def test_a_report_asks_for_what_its_answer_takes(report: Report) -> None:
    taken = set(inspect.signature(report.answer()).parameters) - SUBJECT
    assert taken == {field.name for field in report.parameters}
    assert len({column.code for column in report.columns}) == len(report.columns)
    assert report.page_by is None or report.page_by in {column.code for column in report.columns}


@pytest.mark.parametrize("kind", rooms.task_kinds().values(), ids=lambda one: one.code)
def test_a_kind_of_work_has_a_form_that_completes_it(kind: TaskKind) -> None:
    action = rooms.action(kind.action)
    fields = {field.name for field in action.fields}
    assert {one for one in (kind.subject, kind.place, kind.enclosure, kind.topic) if one} <= fields
    assert "task_id" in inspect.signature(action.service()).parameters


def test_nothing_is_declared_twice() -> None:
    """The second would replace the first as a command, and the list of all that can be recorded would not open."""
    for found in (
        [one.name for room in rooms.rooms() if room.actions for one in resolve(room.actions)],
        [one.name for room in rooms.rooms() if room.reports for one in resolve(room.reports)],
        [one.code for room in rooms.rooms() if room.task_kinds for one in resolve(room.task_kinds)],
        [one.code for room in rooms.rooms() if room.thresholds for one in resolve(room.thresholds)],
    ):
        assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("room", rooms.rooms(), ids=lambda one: one.name)
def test_what_a_room_contributes_exists(room: Room) -> None:
    for name in (
        room.timeline,
        room.closes,
        room.alerts,
        room.doubts,
        room.thresholds,
        *room.evidence.values(),
        *room.models,
    ):
        assert name is None or (resolve(name) if ":" in name else __import__(name))
    for lookup in room.lookups.values():
        assert callable(resolve(lookup.find))
        assert callable(resolve(lookup.options))


def test_every_lookup_that_a_field_needs_is_contributed() -> None:
    asked = [field for action in rooms.actions().values() for field in action.fields]
    asked += [field for report in rooms.reports().values() for field in report.parameters]
    needed = {field.kind.lookup for field in asked if field.kind.lookup}
    assert needed <= set(rooms.lookups())
