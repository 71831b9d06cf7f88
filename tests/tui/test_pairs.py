"""Whom to breed with whom, on the screen: the matrix, its reasons, a planned litter, the plan, all by keys."""

from collections.abc import Iterator
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from breeding_center.office.center import Center
from breeding_center.text import set_language
from breeding_center.tui.form import Form
from breeding_center.tui.pairs import Matrix, PairScreen, beginning, short_names
from breeding_center.tui.plan import PlanScreen, Wishes
from breeding_center.tui.report import Parameters, Result
from breeding_center.tui.widgets.lines import Lines
from tests.breeding.choosers import populate
from tests.builders import a_center
from tests.tui.conftest import Running
from tests.tui.screen_text import assert_looks_like, lines_of, on, press, type_in


@pytest.fixture
def records(begun_sqlite_url: str) -> Iterator[Center]:
    with a_center(begun_sqlite_url) as center:
        populate(center)
        yield center
    set_language("en")


def said(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#pair", Static).visual)


async def test_the_matrix_fits_the_smallest_terminal(records: Center, running: Running) -> None:
    """Females down, males across: a number where a pair may be made, brackets where not now, a dash where never;
    below, the pair that is marked, its figures and the reason; at the foot the keys."""
    async with running(records, person="curator") as pilot:
        await press(pilot, "b", "down", "right", "right")
        assert on(pilot, PairScreen)
        assert_looks_like(pilot.app, "pairs.en")
        assert all(len(line) <= 80 for line in lines_of(pilot.app))


async def test_every_cell_says_its_pair_and_the_reason(records: Center, running: Running) -> None:
    async with running(records, person="curator") as pilot:
        await press(pilot, "b")
        assert said(pilot).startswith("Amei (90101) with Bing (90102): allowed, natural mating")
        await press(pilot, "down", "down", "right", "right", "right")
        screen = pilot.app.screen
        assert isinstance(screen, PairScreen)
        assert screen.marked is not None
        assert (screen.marked["dam"], screen.marked["sire"]) == ("Er (90123)", "Feng (90124)")
        assert "Er and Feng share Bing (90102) within three generations." in said(pilot)
        await press(pilot, "up", "left", "left", "left", "left")
        assert "Chun (90103) with Bing (90102)" in said(pilot)  # the column of names is not a pair


async def test_only_who_may_be_paired(records: Center, running: Running) -> None:
    async with running(records, person="curator") as pilot:
        await press(pilot, "b", "f")
        assert "3 females, 5 males" in "\n".join(lines_of(pilot.app))
        await press(pilot, "f")
        assert "6 females, 10 males" in "\n".join(lines_of(pilot.app))


async def test_a_litter_of_the_marked_pair_is_asked_about_with_two_keys(records: Center, running: Running) -> None:
    async with running(records, person="curator") as pilot:
        await press(pilot, "b", "enter")
        assert on(pilot, Parameters)
        await press(pilot, "ctrl+s")
        assert on(pilot, Result)
        assert "Amei (90101) with Bing (90102), a litter of 1" in "\n".join(lines_of(pilot.app))


async def test_a_pair_is_forbidden_with_a_reason_and_shows_it(records: Center, running: Running) -> None:
    async with running(records, person="curator") as pilot:
        await press(pilot, "b", "d")
        assert on(pilot, Form)
        form = pilot.app.screen
        assert isinstance(form, Form)
        await press(pilot, "escape")
        values = {"female": "Amei", "male": "Bing", "decision": "pair_forbidden"}
        records.perform("breeding.decide-pair", values, by="curator", reason="they fight")
        await press(pilot, "escape", "b")
        assert "Decided against: they fight" in said(pilot)


async def test_the_plan_is_shown_changed_and_adopted(records: Center, running: Running) -> None:
    """plan: what it comes to above; a line for each dam; the reason of the marked line below."""
    async with running(records, person="curator") as pilot:
        await press(pilot, "b", "p")
        assert on(pilot, PlanScreen)
        assert_looks_like(pilot.app, "plan.en")
        await press(pilot, "c")
        assert on(pilot, Wishes)
        await press(pilot, "tab")
        await type_in(pilot, "2")
        await press(pilot, "ctrl+s")
        assert on(pilot, PlanScreen)
        assert "2 pairs of 6 dams" in "\n".join(lines_of(pilot.app))
        await press(pilot, "a")
    planned = records.report("breeding-season", {"year": "2021"}).rows
    assert len(planned) == 2
    assert records.journal(limit=1)[0].action == "breeding.adopt-plan"


async def test_nobody_to_pair_is_said_and_the_round_stays(begun_sqlite_url: str, running: Running) -> None:
    with a_center(begun_sqlite_url) as center:
        async with running(center, person="registrar") as pilot:
            await press(pilot, "b")
            assert not on(pilot, PairScreen)


def test_names_are_told_apart() -> None:
    labels = ["Bailu (90011)", "Bailu (90018)", "Zhuzhu (LGT-1)"]
    assert list(short_names(labels).values()) == ["Bailu (90011)", "Bailu (90018)", "Zhuzhu"]
    assert beginning("七仔仔", 4) == "七仔"
    assert Matrix.BINDINGS
    assert Lines.BINDINGS
