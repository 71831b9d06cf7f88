"""The issue's own story, keys only, on records as the practice center has them; afterwards the journal tells it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from breeding_center.clock import FixedClock
from breeding_center.declarations.action import NOW, Field
from breeding_center.office import memory, rooms
from breeding_center.office.center import Center
from breeding_center.office.practice.seed import seed
from breeding_center.text import set_language
from breeding_center.tui.animal import AnimalScreen
from breeding_center.tui.form import Form, Sheet
from breeding_center.tui.round import Round
from breeding_center.tui.round_table import RoundTable
from breeding_center.tui.widgets.field_row import FieldRow
from breeding_center.vocabulary import TaskState
from tests.tui.conftest import Running
from tests.tui.screen_text import lines_of, on, press, settle, type_in

REAL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MORNING = datetime(2020, 9, 25, 0, 40, tzinfo=UTC)  # 08:40 at the center


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice center with its last day, to be copied."""
    path = tmp_path_factory.mktemp("seeded") / "center.db"
    seed(str(path), days=1, clock=FixedClock(REAL))
    return path


@pytest.fixture
def records(seeded: Path, tmp_path: Path) -> Iterator[Center]:
    path = tmp_path / "center.db"
    shutil.copyfile(seeded, path)
    with Center.open(path, FixedClock(MORNING)) as center:
        yield center
    set_language("en")


def table_of(pilot: Pilot[Any]) -> RoundTable:
    screen = pilot.app.screen
    assert isinstance(screen, Round)
    return screen.query_one(RoundTable)


async def mark(pilot: Pilot[Any], kind: str, *, is_done: bool = False) -> Any:
    """Go down to the first open work of this kind, or the first that is done."""
    table = table_of(pilot)
    wanted = [task.kind == kind and (task.done_at is not None) is is_done for task in table.lines]
    place = wanted.index(True)
    await pilot.press("home", *["down"] * place)
    await settle(pilot)
    assert table.marked is not None
    return table.marked


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_morning_from_the_name_to_the_way_home(records: Center, running: Running, language: str) -> None:
    async with running(records, language, person=None) as pilot:
        await type_in(pilot, "zhaolin")
        await press(pilot, "enter")
        offering = await mark(pilot, "offering")
        await press(pilot, "d")
        leftovers = await mark(pilot, "leftovers")
        await press(pilot, "enter")
        await type_in(pilot, "1.2kg")
        await press(pilot, "ctrl+s")
        assert on(pilot, Round), "\n".join(lines_of(pilot.app))
        skipped = await mark(pilot, "note")
        await press(pilot, "s")
        await type_in(pilot, "asleep")
        await press(pilot, "enter")
        await mark(pilot, "weighing")
        await press(pilot, "t")
        assert on(pilot, AnimalScreen)
        await press(pilot, "escape")
        await mark(pilot, "leftovers", is_done=True)
        await press(pilot, "u", "enter")
        now = {task.id: task.state for task in table_of(pilot).lines}
        await press(pilot, "q")
    assert now[offering.id] is TaskState.DONE
    assert now[leftovers.id] in (TaskState.DUE, TaskState.OVERDUE)
    assert now[skipped.id] is TaskState.SKIPPED
    told = [entry.action for entry in records.journal(limit=4)]
    assert told == ["journal.undo", "task.skip", "task.done", "task.done"]
    with records.reading() as asking:
        assert memory.verify(asking) == []


async def test_every_field_of_every_action_and_report_can_be_filled_in(records: Center, running: Running) -> None:
    declared: list[Field] = [field for action in rooms.actions().values() for field in action.fields]
    declared += [field for report in rooms.reports().values() for field in report.parameters]
    fields = list({(one.kind, one.many, one.required, str(one.default), one.name): one for one in declared}.values())

    def never(*_asked: Any) -> Any:
        raise AssertionError

    async with running(records, person="Zhao Lin") as pilot:
        form = Form(pilot.app.screen.desk, lambda _center: Sheet("all", tuple(fields)), never)  # type: ignore[attr-defined]
        pilot.app.push_screen(form)
        await press(pilot, "tab")
        rows = list(form.query(FieldRow))
        assert len(rows) == len(fields)
        for row in rows:
            assert row.editor.focusable
            needed = row.field.required and row.field.default is None
            assert row.is_needed is needed
            if row.field.default == NOW:
                assert row.value() is None  # the service takes the present; nothing stale is typed in
