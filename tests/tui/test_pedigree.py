"""Walking in a pedigree with keys only, on the practice center."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from breeding_center.clock import FixedClock
from breeding_center.office.center import Center
from breeding_center.office.practice.seed import seed
from breeding_center.text import cells, set_language
from breeding_center.tui.animal import AnimalScreen
from breeding_center.tui.pedigree import Kin, PedigreeScreen
from tests.tui.conftest import Running
from tests.tui.screen_text import assert_looks_like, lines_of, on, press, type_in

REAL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MORNING = datetime(2020, 9, 25, 0, 40, tzinfo=UTC)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


async def to_pedigree(pilot: Pilot[Any], name: str) -> None:
    """From the round to an animal's pedigree, as a keeper goes there."""
    await press(pilot, "slash")
    await type_in(pilot, name)
    await press(pilot, "enter", "p")
    assert on(pilot, PedigreeScreen), "\n".join(lines_of(pilot.app))


def screen(pilot: Pilot[Any]) -> PedigreeScreen:
    shown = pilot.app.screen
    assert isinstance(shown, PedigreeScreen)
    return shown


def marked(pilot: Pilot[Any]) -> str:
    """What the marked line says."""
    return screen(pilot).kin_lines[screen(pilot).query_one(Kin).cursor_row].text


async def test_an_animal_stands_among_its_ancestors_sibs_and_young(records: Center, running: Running) -> None:
    """The tree with its branches, births and F straight in their columns; below, whose genes are known; the keys."""
    async with running(records, person="Zhao Lin") as pilot:
        await to_pedigree(pilot, "shuangjiang")
        assert_looks_like(pilot.app, "pedigree.en")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_no_line_is_wider_than_the_terminal(records: Center, running: Running, language: str) -> None:
    async with running(records, language, person="Zhao Lin") as pilot:
        await to_pedigree(pilot, "shuangjiang")
        lines = lines_of(pilot.app)
        assert all(cells(line) <= 80 for line in lines)
        births = [(line, re.search(r"\d{4}-\d\d-\d\d", line)) for line in lines[3:]]
        columns = {cells(line[: found.start()]) for line, found in births if found}
        assert len(columns) == 1, lines  # births stand straight, Chinese names or not


async def test_arrows_lead_to_sire_dam_and_back_to_the_young(records: Center, running: Running) -> None:
    async with running(records, person="Zhao Lin") as pilot:
        await to_pedigree(pilot, "shuangjiang")
        seen = []
        for key in ("right", "d", "left", "left", "d", "d", "s", "s"):
            await press(pilot, key)
            seen.append(re.split("[♂♀] ", marked(pilot))[-1].split(" ")[0])
        # Songtao's parents are not known: the mark stays.
        assert seen == ["Guyu", "Yulan", "Guyu", "Shuangjiang", "Bailu", "Danshen", "Songtao", "Songtao"]


async def test_enter_puts_the_marked_animal_in_the_middle_and_b_goes_back(records: Center, running: Running) -> None:
    async with running(records, person="Zhao Lin") as pilot:
        await to_pedigree(pilot, "shuangjiang")
        await press(pilot, "right", "enter")
        assert str(screen(pilot).query_one("#title", Static).visual) == "Family of Guyu (90009)"
        await press(pilot, "left")
        assert "Shuangjiang" in marked(pilot)  # his first young
        await press(pilot, "o")
        assert on(pilot, AnimalScreen)
        await press(pilot, "escape", "b")
        assert str(screen(pilot).query_one("#title", Static).visual) == "Family of Shuangjiang (90017)"
        await press(pilot, "b", "escape")
        assert on(pilot, AnimalScreen)


async def test_further_back_shows_more_generations_and_begins_again(records: Center, running: Running) -> None:
    async with running(records, person="Zhao Lin") as pilot:
        await to_pedigree(pilot, "shuangjiang")
        deep = [len(screen(pilot).kin_lines)]
        for _generation in range(4):
            await press(pilot, "g")
            deep.append(len(screen(pilot).kin_lines))
        assert deep == [deep[0], deep[0], deep[0], deep[0], deep[0] - 2]  # two generations show two ancestors less


async def test_the_language_changes_on_the_spot(records: Center, running: Running) -> None:
    async with running(records, person="Zhao Lin") as pilot:
        await to_pedigree(pilot, "qinyun")
        await press(pilot, "f2")
        text = "\n".join(lines_of(pilot.app))
        assert "秦韵" in text
        assert "麦冬" in text
        assert "Maidong" not in text


async def test_a_report_that_is_a_picture_is_shown_as_one(records: Center, running: Running) -> None:
    async with running(records, person="Zhao Lin") as pilot:
        await press(pilot, "r")
        await type_in(pilot, "pyramid")
        await press(pilot, "enter", "ctrl+s")
        text = "\n".join(lines_of(pilot.app))
        assert "██" in text
        assert "--output age-pyramid.xlsx" in text
