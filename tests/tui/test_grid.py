"""Many animals in one grid on the screen: typed with keys, each line looked at, nothing written until it is sent."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from breeding_center.clock import FixedClock
from breeding_center.office.center import Center
from breeding_center.text import set_language
from breeding_center.tui.dialog import AskReason
from breeding_center.tui.grid import Grid
from breeding_center.tui.round import Round
from breeding_center.tui.widgets.grid_row import GridRow
from tests.builders import a_reading, an_entry
from tests.stories import practice
from tests.tui.conftest import Running
from tests.tui.screen_text import assert_looks_like, lines_of, on, press, type_in
from tests.tui.test_real_records import MORNING

__all__ = ["practice"]


@pytest.fixture
def records(practice: Path, tmp_path: Path) -> Iterator[Center]:
    path = tmp_path / "center.db"
    shutil.copyfile(practice, path)
    with Center.open(path, FixedClock(MORNING)) as center:
        yield center
    set_language("en")


async def pick(pilot: Pilot[Any], kind: str) -> list[GridRow]:
    """Open a grid by the list of all that can be recorded."""
    await press(pilot, "x")
    await type_in(pilot, "care.grid")
    await press(pilot, "enter")
    await type_in(pilot, kind)
    await press(pilot, "enter")
    assert on(pilot, Grid)
    return list(pilot.app.screen.query(GridRow))


def shown(pilot: Pilot[Any]) -> str:
    return "\n".join(lines_of(pilot.app))


async def test_the_lines_are_those_of_the_round_and_nothing_is_written_before_it_is_sent(
    records: Center, running: Running
) -> None:
    """What is doubted or not understood stands below its line; the others have a tick."""
    before = len(records.journal())
    async with running(records, person="Shen Fang") as pilot:
        await press(pilot, "down", "g")
        subjects = [row.subject.label for row in pilot.app.screen.query(GridRow) if row.subject]
        assert subjects == ["Dashu (90020)", "Lixia (90021)", "Young 3"]
        for typed in ("2kg", "90kg", "3x"):
            await type_in(pilot, typed)
            await press(pilot, "enter")
        assert_looks_like(pilot.app, "grid.en")
        assert len(records.journal()) == before
        await press(pilot, "ctrl+s")
        assert "2 lines are in the way; nothing is recorded." in shown(pilot)
        assert len(records.journal()) == before
        await press(pilot, "down")
        await type_in(pilot, "3kg")
        await press(pilot, "ctrl+s")
        assert on(pilot, AskReason)
        assert "--confirm" not in shown(pilot)
        await type_in(pilot, "old crate")
        await press(pilot, "enter")
        assert on(pilot, Round)
        assert "Recorded 3 lines." in shown(pilot)
    [entry] = records.journal(limit=1)
    assert (entry.action, entry.reason, len(records.journal())) == ("care.grid", "old crate", before + 1)


async def test_what_is_typed_stays_in_another_language_and_is_left_only_on_purpose(
    records: Center, running: Running
) -> None:
    async with running(records, person="Shen Fang") as pilot:
        rows = await pick(pilot, "weights")
        await type_in(pilot, "98.4kg")
        first = rows[0].subject
        await press(pilot, "f2")
        assert rows[0].cells[1] == "98.4kg"
        assert first is not None
        assert rows[0].subject is not None
        assert rows[0].subject.animal_id == first.animal_id
        assert rows[0].subject.label != first.label
        await press(pilot, "escape")
        assert on(pilot, Grid)
        await press(pilot, "escape")
        assert not on(pilot, Grid)


async def test_an_animal_that_is_not_listed_is_named_in_the_blank_line(records: Center, running: Running) -> None:
    async with running(records, person="Zhao Lin") as pilot:
        rows = await pick(pilot, "temperatures")
        assert len(rows) > 20
        first = rows[0].subject
        assert first is not None
        await press(pilot, "up")
        await type_in(pilot, "08:10")
        await press(pilot, "down")
        await type_in(pilot, "36.8")
        await press(pilot, *["down"] * (len(rows) - 1))
        await type_in(pilot, first.label.partition(" ")[0])
        await press(pilot, "enter", "enter")
        await type_in(pilot, "36.9")
        await press(pilot, "ctrl+s")
        assert on(pilot, Grid)
        assert "the same animal is in line 1" in shown(pilot), shown(pilot)


async def test_a_grid_is_found_in_the_palette(records: Center, running: Running) -> None:
    async with running(records, person="Zhao Lin") as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "many")
        assert "Many at once" in shown(pilot)


async def test_work_of_two_people_asks_for_the_second_one_in_the_grid(records: Center, running: Running) -> None:
    """A box for the second person stands above the lines, where a protocol asks for two, and only there."""
    with an_entry(records) as entry:
        from breeding_center.care.model import Protocol

        p = Protocol.__table__
        for row in entry.rows(select(p.c.id).where(p.c.kind == "leftovers")):
            entry.change(entry.get(Protocol, row.id), is_two_person=True)
    before = len(records.journal())
    async with running(records, person="Shen Fang") as pilot:
        await press(pilot, "down", "g")
        assert "Second person" in shown(pilot), shown(pilot)
        await type_in(pilot, "2kg")
        await press(pilot, "ctrl+s")
        assert "This work asks for two people" in shown(pilot), shown(pilot)
        assert len(records.journal()) == before
        await type_in(pilot, "Han")
        await press(pilot, "enter", "enter", "ctrl+s")
        assert "Recorded 1 line" in shown(pilot) or on(pilot, Round), shown(pilot)
    done = [task for task in records.today() if task.kind == "leftovers" and task.done_by == "Shen Fang"]
    with a_reading(records) as reading:
        from breeding_center.storage import tables

        rows = reading.rows(select(tables.task.c.witness_id).where(tables.task.c.id.in_([one.task_id for one in done])))
    assert done
    assert all(row.witness_id for row in rows)


async def test_nothing_typed_is_nothing_recorded(records: Center, running: Running) -> None:
    async with running(records, person="Zhao Lin") as pilot:
        await pick(pilot, "feces")
        await press(pilot, "ctrl+s")
        assert "Nothing is typed yet." in shown(pilot)
        await press(pilot, "escape")
        assert not on(pilot, Grid)
