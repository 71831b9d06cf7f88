"""The screen as a person sees it, as lines of text; compared with what it is known to look like."""

import contextlib
import os
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widget import Widget
from textual.worker import WorkerCancelled

SNAPSHOTS = Path(__file__).parent / "snapshots"
PATIENCE_S = 5.0


def lines_of(app: Any) -> list[str]:
    """What is on the screen, line by line, without colors."""
    height = app.size.height
    rows = app.screen._compositor.render_strips()  # the only way to the characters as they are painted
    return ["".join(segment.text for segment in row).rstrip() for row in rows[:height]]


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until every question is answered and everything is painted."""
    await pilot.pause()
    while len(pilot.app.workers):
        with contextlib.suppress(WorkerCancelled):  # a newer question has taken its place
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as fast as they can be answered."""
    for one in keys:
        await pilot.press(one)
        await settle(pilot)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type a text, letter by letter."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await settle(pilot)


def on(pilot: Pilot[Any], kind: type[Widget]) -> bool:
    """Is a screen of this kind shown?"""
    return isinstance(pilot.app.screen, kind)


def assert_looks_like(app: Any, name: str) -> None:
    """Fails where the screen differs from the stored one; `UPDATE_GOLDEN=1` stores it, to be read by a person."""
    path = SNAPSHOTS / f"{name}.txt"
    seen = "\n".join(lines_of(app)) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8"), f"{name} looks different"
