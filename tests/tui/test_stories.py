"""A keeper's morning, key by key: each test is one story and what came of it."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, Static

from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.errors import NoDatabase
from breeding_center.text import language
from breeding_center.tui.animal import AnimalScreen
from breeding_center.tui.app import CenterApp
from breeding_center.tui.dialog import AskReason
from breeding_center.tui.form import Form
from breeding_center.tui.pick import Pick
from breeding_center.tui.report import Parameters, Result
from breeding_center.tui.round import Round
from breeding_center.tui.round_table import RoundTable
from breeding_center.tui.widgets.lookup_box import LookupBox
from breeding_center.vocabulary import TaskState
from tests.tui.conftest import Running
from tests.tui.fake_center import FakeCenter, key
from tests.tui.screen_text import lines_of, on, press, settle, type_in

LEFTOVERS, WEIGHING, SECOND_OFFERING = key("task1"), key("task3"), key("task5")


def program(pilot: Pilot[Any]) -> CenterApp:
    """The program itself."""
    assert isinstance(pilot.app, CenterApp)
    return pilot.app


def said(pilot: Pilot[Any]) -> str:
    """What the program said last, in passing."""
    return [one.message for one in pilot.app._notifications][-1]


def written(pilot: Pilot[Any], name: str) -> str:
    """What a part of the screen says."""
    return str(pilot.app.screen.query_one(name, Static).visual)


async def test_a_keeper_says_who_they_are_by_pinyin(center: FakeCenter, running: Running) -> None:
    async with running(center, person=None) as pilot:
        assert on(pilot, Pick)
        await type_in(pilot, "qml")
        await press(pilot, "enter")
        assert on(pilot, Round)
        assert "Qian Meili" in lines_of(pilot.app)[0]


async def test_a_name_typed_before_the_list_is_there_is_taken_when_it_comes(
    center: FakeCenter, running: Running
) -> None:
    async with running(center, person=None) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Pick)
        people, screen.choices = screen.choices, []
        await type_in(pilot, "wenyuan")
        await press(pilot, "enter")
        assert on(pilot, Pick)
        screen._loaded(people)
        await settle(pilot)
        assert on(pilot, Round)


async def test_the_list_of_people_begins_with_those_on_shift(center: FakeCenter, running: Running) -> None:
    async with running(center, person=None) as pilot:
        options = [str(one.prompt) for one in pilot.app.screen.query_one(OptionList).options]
        assert options[0] == "On shift now"
        assert options[1].startswith("Zhao Lin")
        assert options[3] == "Not on shift"


async def test_somebody_unknown_is_asked_again(center: FakeCenter, running: Running) -> None:
    async with running(center, person="Nobody") as pilot:
        assert on(pilot, Pick)
        assert "Nothing here is called 'Nobody'." in said(pilot)


async def test_who_has_no_work_of_their_own_sees_everybodys(center: FakeCenter, running: Running) -> None:
    async with running(center, person=None) as pilot:
        await type_in(pilot, "wu")
        await press(pilot, "enter")
        assert len(pilot.app.screen.query_one(RoundTable).lines) == 2
        await press(pilot, "w")
        await type_in(pilot, "wenyuan")
        await press(pilot, "enter")
        assert "everybody's" in lines_of(pilot.app)[2]
        assert len(pilot.app.screen.query_one(RoundTable).lines) == 9


async def test_one_key_confirms_an_offering_as_planned(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "d")
        assert center.heard == [("complete", key("task0"), {}, key("zhao"), None, False)]
        assert "u takes it back" in said(pilot)
        table = pilot.app.screen.query_one(RoundTable)
        assert table.marked is not None
        assert table.marked.id == LEFTOVERS  # the next piece of work has moved up under the mark


async def test_what_is_measured_is_never_filled_in_by_one_key(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "space")
        assert on(pilot, Form)
        assert center.heard == []


async def test_leftovers_are_weighed_in_their_form(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "enter")
        await type_in(pilot, "zz")
        await press(pilot, "backspace", "backspace")
        await type_in(pilot, "bamb")
        await press(pilot, "enter")  # takes the proposal
        await type_in(pilot, "1.2kg")
        await press(pilot, "ctrl+s")
        assert center.heard == [
            ("complete", LEFTOVERS, {"portions": ["bamboo leaf 1.2kg"]}, key("zhao"), None, False)
        ]  # fmt: skip
        assert on(pilot, Round)


async def test_a_name_filled_in_is_read_from_its_beginning_and_typed_over(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "x")
        await type_in(pilot, "weigh")
        await press(pilot, "enter", "shift+tab")
        line = pilot.app.screen.query(LookupBox).first().line
        assert line.has_focus
        assert line.value
        assert (line.cursor_position, line.selected_text) == (0, line.value)
        await type_in(pilot, "z")
        assert line.value == "z"


async def test_proposals_close_when_the_keeper_goes_on(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "enter")
        await type_in(pilot, "bamb")
        boxes = pilot.app.screen.query(LookupBox)
        assert any(one.is_open for one in boxes)
        await press(pilot, "tab")
        assert not any(one.is_open for one in boxes)


async def test_enter_walks_through_the_form_and_saves_at_its_end(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "enter", "enter", "enter", "enter")
        await type_in(pilot, "fresh")
        assert center.heard == []
        await press(pilot, "enter")
        assert center.heard == [
            ("complete", key("task0"), {"portions": "bamboo leaf 6kg", "note": "fresh"}, key("zhao"), None, False)
        ]


async def test_an_error_is_said_at_the_form_and_nothing_typed_is_lost(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "down", "enter")
        await type_in(pilot, "heavy")
        await press(pilot, "ctrl+s")
        assert on(pilot, Form)
        assert "'heavy' is not a weight" in written(pilot, "#problem")
        focused = pilot.app.focused
        assert isinstance(focused, Input)
        assert focused.value == "heavy"


async def test_a_missing_field_is_named_before_anything_is_asked(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "down", "enter", "ctrl+s")
        assert "weight is missing" in written(pilot, "#problem")
        assert center.heard == []


async def test_a_doubt_asks_for_a_reason_and_records_with_it(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "down", "enter")
        await type_in(pilot, "900kg")
        await press(pilot, "ctrl+s")
        assert on(pilot, AskReason)
        assert "--confirm" not in "\n".join(lines_of(pilot.app))
        await press(pilot, "enter")
        assert "Say why" in written(pilot, "#problem")
        await type_in(pilot, "two animals")
        await press(pilot, "enter")
        assert center.heard[-1] == (
            "complete", WEIGHING, {"weight_g": "900kg", "method": "scale"}, key("zhao"), "two animals", True
        )  # fmt: skip
        assert on(pilot, Round)


async def test_a_doubt_that_is_not_confirmed_leaves_the_form_as_it_was(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "down", "enter")
        await type_in(pilot, "900kg")
        await press(pilot, "ctrl+s", "escape")
        assert on(pilot, Form)
        assert len(center.heard) == 1
        await press(pilot, "ctrl+s")
        assert len(center.heard) == 2  # it can be saved again


async def test_work_is_skipped_with_a_reason(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "s", "enter")
        assert center.heard == []  # no reason, no skipping
        await type_in(pilot, "asleep")
        await press(pilot, "enter")
        assert center.heard == [
            ("perform", "task.skip", {"task": LEFTOVERS, "skip_reason": "asleep"}, key("zhao"), None, False)
        ]
        assert center.tasks[LEFTOVERS].state is TaskState.SKIPPED


async def test_work_is_given_to_somebody_else(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "a")
        await type_in(pilot, "wu")
        await press(pilot, "enter")
        assert center.heard == [
            ("perform", "task.assign", {"task": LEFTOVERS, "person": key("wu")}, key("zhao"), None, False)
        ]


async def test_the_last_deed_is_taken_back(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "d", "u", "enter")
        assert center.heard[-1] == ("undo", key("entry1"), key("zhao"), "entered by mistake")
        assert said(pilot) == "Entry 7 is taken back."
        await press(pilot, "u")
        assert "nothing lately" in said(pilot)


async def test_what_was_done_on_a_line_is_taken_back_and_no_later_deed(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "d", "s")
        await type_in(pilot, "asleep")
        await press(pilot, "enter")
        done = next(task.id for task in center.tasks.values() if task.state is TaskState.DONE and task.task_id)
        lines = pilot.app.screen.query_one(RoundTable).lines
        await press(pilot, "home", *["down"] * [task.id for task in lines].index(done), "u", "enter")
        assert center.heard[-1] == ("undo", done, key("zhao"), "entered by mistake")


async def test_work_done_by_somebody_else_says_who_and_when(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        other = center.tasks[key("task0")]
        center.complete(other.id, {}, by=key("qian"))
        await press(pilot, "d")
        assert "did it at 08:05" in said(pilot)


async def test_the_timeline_is_filtered_by_line_and_looks_further_back(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "t")
        screen = pilot.app.screen
        assert isinstance(screen, AnimalScreen)
        assert len(screen.rows) == 2
        await press(pilot, "y")
        assert len(screen.rows) == 3
        await press(pilot, "n", "n")
        assert [str(row.line) for row in screen.rows] == ["disease_control"]
        await press(pilot, "escape")
        assert on(pilot, Round)


async def test_an_animal_is_found_by_pinyin(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "slash")
        await type_in(pilot, "qz")
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, AnimalScreen)
        assert screen.animal_id == key("qizai")


async def test_any_action_is_reached_and_its_animal_written_in(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "x")
        await type_in(pilot, "another name")
        await press(pilot, "enter")
        await type_in(pilot, "Qi")
        await press(pilot, "ctrl+s")
        assert "reason is missing" in written(pilot, "#problem")
        await type_in(pilot, "a new sign")
        await press(pilot, "ctrl+s")
        assert center.heard == [
            ("perform", "animal.rename", {"animal": key("qizai"), "name": "Qi"}, key("zhao"), "a new sign", False)
        ]


async def test_a_report_is_asked_and_shown(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "r")
        await type_in(pilot, "inv")
        await press(pilot, "enter")
        assert on(pilot, Parameters)
        pilot.app.screen.query_one(Select).value = "breeding"
        await press(pilot, "ctrl+s")
        assert on(pilot, Result)
        assert center.heard == [("report", "inventory", {"line": "breeding"})]
        assert "breeding-center report inventory --line breeding --output inventory.xlsx" in written(pilot, "#notes")
        await press(pilot, "c")
        assert on(pilot, Parameters)


async def test_what_a_line_has_no_room_for_is_read_below_it(center: FakeCenter, running: Running) -> None:
    long = "Ate 2.95 kg of dry matter a day: 43 % of its own mean of 6.9 kg in fourteen days."
    columns = (Column("animal", "animal"), Column("alert", "alert"))
    rows: list[Row] = [{"animal": "Bailu", "alert": long}, {"animal": "Jiajia", "alert": "Not weighed."}]
    async with running(center) as pilot:
        result = ReportResult("inventory", "Alerts", columns, rows)
        pilot.app.push_screen(Result(program(pilot).desk, result, {}))
        await settle(pilot)
        assert long in " ".join(" ".join(lines_of(pilot.app)).split())
        await press(pilot, "down")
        assert written(pilot, "#full") == ""


async def test_a_report_that_asks_nothing_is_shown_at_once(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "r")
        await type_in(pilot, "emerg")
        await press(pilot, "enter")
        assert on(pilot, Result)
        await press(pilot, "f2")
        assert on(pilot, Result)
        await press(pilot, "escape")
        assert on(pilot, Round)


async def test_the_language_changes_on_every_screen_and_keeps_what_was_typed(
    center: FakeCenter, running: Running
) -> None:
    async with running(center) as pilot:
        await press(pilot, "down", "down", "enter")
        await type_in(pilot, "98.4kg")
        await press(pilot, "f2")
        assert language() == "zh"
        assert "七仔" in lines_of(pilot.app)[1]
        assert any("98.4kg" in line for line in lines_of(pilot.app))
        await press(pilot, "escape")
        assert any("称剩余竹子" in line for line in lines_of(pilot.app))  # the screen below speaks it too
        await press(pilot, "l")
        assert any("Weigh the leftovers" in line for line in lines_of(pilot.app))


async def test_filters_narrow_the_round_and_escape_takes_them_away(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        table = pilot.app.screen.query_one(RoundTable)
        assert len(table.lines) == 4  # her own, to begin with
        await press(pilot, "p")
        assert [one.kind for one in table.lines] == ["leftovers", "weighing"]
        await press(pilot, "p", "p", "p", "p", "m")
        assert len(table.lines) == 9
        await press(pilot, "n", "n")
        assert {str(one.line) for one in table.lines} == {"disease_control"}
        await press(pilot, "escape", "f")
        await type_in(pilot, "yong")
        assert len(table.lines) == 2
        await press(pilot, "enter", "escape")
        assert len(table.lines) == 9


async def test_everything_is_done_by_mouse_too(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        table = pilot.app.screen.query_one(RoundTable)
        await pilot.click("#chip-mine")
        await settle(pilot)
        assert len(table.lines) == 9
        await pilot.click(RoundTable, offset=(20, 2))
        await pilot.click(RoundTable, offset=(20, 2))
        await settle(pilot)
        assert on(pilot, Form)
        await pilot.click("#save")
        await settle(pilot)
        assert "missing" in written(pilot, "#problem")


async def test_the_help_lists_the_keys_and_does_what_is_picked(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "question_mark")
        assert any("Confirm as planned" in line for line in lines_of(pilot.app))
        await press(pilot, "down", "enter")
        assert on(pilot, AskReason)  # the second line skips


async def test_the_palette_finds_reports_and_keys(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "report inv")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        assert on(pilot, Parameters)


async def test_the_palette_says_in_our_words_that_nothing_is_called_so(center: FakeCenter, running: Running) -> None:
    async with running(center, "xx") as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "qqqqq")
        await pilot.pause(0.6)
        assert any("⟦Nothing is called that.⟧" in line for line in lines_of(pilot.app))
        assert not any("No matches" in line for line in lines_of(pilot.app))


async def test_colors_are_chosen_by_name(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        pilot.app.action_change_theme()
        await settle(pilot)
        await type_in(pilot, "nord")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        assert pilot.app.theme == "nord"
        assert on(pilot, Round)


async def test_no_records_ends_the_program_with_the_reason(running: Running) -> None:
    async with running(None) as pilot:
        await settle(pilot)
    assert isinstance(program(pilot).failure, NoDatabase)
    assert pilot.app.return_code == NoDatabase.exit_code


async def test_quitting_closes_the_records(center: FakeCenter, running: Running) -> None:
    async with running(center) as pilot:
        await press(pilot, "q")
        program(pilot).desk.close()
    assert center.is_closed


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (60, 16)])
async def test_any_size_of_terminal_is_usable(center: FakeCenter, running: Running, size: tuple[int, int]) -> None:
    async with running(center, size=size) as pilot:
        assert pilot.app.screen.query_one(RoundTable).size.height >= 5
        assert all(len(line) <= size[0] for line in lines_of(pilot.app))
