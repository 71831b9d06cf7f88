"""What can be recorded and asked, as it stands in the lists that people pick from."""

from typing import Any, cast
from uuid import uuid4

from breeding_center.declarations.report import ReportResult
from breeding_center.tui.menus import action_choices, report_choices
from breeding_center.tui.pick import nearness
from breeding_center.tui.report import Result

NOBODYS: Any = cast("Any", None)  # the lists are made of declarations, whatever the center


def test_what_the_office_declares_of_a_line_stands_under_the_line_and_is_found_by_its_name() -> None:
    actions = {one.key: one for one in action_choices(NOBODYS)}
    for name in ("rescue.report", "rescue.request", "rescue.release", "rescue.close"):
        assert actions[name].heading == "Rescue"
        assert "Rescue" in actions[name].words
    assert actions["animal.depart"].heading == "Animals"
    assert actions["task.skip"].heading == "The day"
    assert {one.key: one.heading for one in report_choices(NOBODYS)}["release-checklist"] == "Rescue"


def test_every_heading_stands_once() -> None:
    for choices in (action_choices(NOBODYS), report_choices(NOBODYS)):
        headings = [one.heading for one in choices]
        changes = [after for before, after in zip(["", *headings], headings, strict=False) if before != after]
        assert len(changes) == len(set(changes))


def test_what_is_called_so_is_nearer_than_what_only_tells_of_it() -> None:
    reports = {one.key: one for one in report_choices(NOBODYS)}
    assert nearness(reports["alerts"], "alerts") == 0
    assert nearness(reports["alerts"], " Aler") == 1
    assert nearness(reports["snapshot"], "alerts") == 3
    actions = {one.key: one for one in action_choices(NOBODYS)}
    assert nearness(actions["rescue.check"], "rescue.check") == 0


def test_the_command_for_a_file_names_whom_was_asked_for_as_people_do() -> None:
    asked = ReportResult("snapshot", "Snapshot", (), [])
    screen = Result(NOBODYS, asked, {"animal": uuid4()}, {"animal": "Qizai (802)"})
    assert screen.command() == "breeding-center report snapshot 'Qizai (802)' --output snapshot.xlsx"
