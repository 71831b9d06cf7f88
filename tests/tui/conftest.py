"""A program on a made-up center, ready to be looked at and typed into."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pytest

from breeding_center.errors import NoDatabase
from breeding_center.office import rooms
from breeding_center.text import set_language
from breeding_center.tui.app import make_app
from tests.tui import fake_center
from tests.tui.fake_center import FakeCenter
from tests.tui.screen_text import settle

if TYPE_CHECKING:
    from textual.pilot import Pilot


@pytest.fixture
def small_house(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One made-up room instead of all the real ones."""
    found = (rooms.rooms, rooms.actions, rooms.reports, rooms.task_kinds, rooms.lookups)
    for each in found:
        each.cache_clear()
    monkeypatch.setattr(rooms, "_ROOMS", ("tests.tui.fake_room",))
    monkeypatch.setattr("breeding_center.team.queries.on_shift", fake_center.on_shift)
    yield
    for each in found:
        each.cache_clear()
    set_language("en")


@pytest.fixture
def center(small_house: None) -> FakeCenter:
    return FakeCenter()


Running: TypeAlias = Callable[..., AbstractAsyncContextManager["Pilot[Any]"]]


@pytest.fixture
def running() -> Running:
    """Runs the program at a workplace of a center (without records, where there is none)."""

    @asynccontextmanager
    async def run(
        center: FakeCenter | None, language: str = "en", person: str | None = "Zhao", size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator["Pilot[Any]"]:
        def opened() -> Any:
            if center is None:
                raise NoDatabase("There are no records at nowhere.db.")
            return center

        app = make_app(opened, language, person)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            while app.desk.opened is None and app.failure is None:  # the records are opened after the first paint
                await pilot.pause(0.02)
            await settle(pilot)
            yield cast("Pilot[Any]", pilot)

    return run
