"""What is declared of enclosures and people is what the services and answers take."""

import inspect
from itertools import chain

import pytest

from breeding_center.declarations.action import Action, resolve
from breeding_center.declarations.report import Report
from breeding_center.enclosures import actions as enclosure_actions
from breeding_center.enclosures import room as enclosure_room
from breeding_center.office import register_declarations
from breeding_center.team import actions as team_actions
from breeding_center.team import reports as team_reports
from breeding_center.team import room as team_room

ACTIONS = [*enclosure_actions.ACTIONS, *team_actions.ACTIONS, *register_declarations.REGISTER_ACTIONS]
REPORTS = [*team_reports.REPORTS, *register_declarations.REGISTER_REPORTS]
ROOMS = (enclosure_room.ROOM, team_room.ROOM)


def keywords(function: object) -> set[str]:
    assert callable(function)
    parameters = inspect.signature(function).parameters.values()
    return {one.name for one in parameters if one.kind is inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_an_action_asks_for_what_its_service_takes(action: Action) -> None:
    assert keywords(action.service()) - {"task_id"} == {field.name for field in action.fields}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_report_asks_for_what_its_answer_takes(report: Report) -> None:
    assert keywords(report.answer()) == {field.name for field in report.parameters}


def test_what_completes_a_task_takes_the_task() -> None:
    by_name = {action.name: action for action in ACTIONS}
    for kind in enclosure_actions.TASK_KINDS:
        action = by_name[kind.action]
        assert "task_id" in keywords(action.service())
        fields = {field.name for field in action.fields}
        assert {name for name in (kind.subject, kind.place, kind.enclosure, kind.topic) if name} <= fields


def test_the_rooms_name_what_there_is() -> None:
    for room in ROOMS:
        lookups = chain.from_iterable((names.find, names.options) for names in room.lookups.values())
        for name in (room.actions, room.reports, room.task_kinds, room.timeline, room.closes, *lookups):
            assert name is None or resolve(name) is not None
