"""What can be recorded and asked, as it stands in the lists that people pick from."""

from typing import Any, cast

from breeding_center.tui.menus import action_choices, report_choices
from breeding_center.tui.pick import nearness

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
