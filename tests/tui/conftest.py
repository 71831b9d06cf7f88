"""A program on a made-up center, ready to be looked at and typed into."""

from collections.abc import Iterator
from typing import Any, cast

import pytest

from breeding_center.office import rooms
from breeding_center.text import set_language
from breeding_center.tui.app import CenterApp, make_app
from tests.tui import fake_center
from tests.tui.fake_center import FakeCenter


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


def app_on(center: FakeCenter, language: str = "en", person: str | None = "Zhao") -> CenterApp:
    """The program at a workplace of this center."""
    return make_app(lambda: cast("Any", center), language, person)
