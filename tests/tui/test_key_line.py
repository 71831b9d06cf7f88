"""The line of keys: what works now, as many as fit, pressed with the mouse as well."""

from textual.pilot import Pilot

from breeding_center.tui.dialog import AskReason
from breeding_center.tui.widgets.key_line import KeyLine
from tests.tui.conftest import Running
from tests.tui.fake_center import FakeCenter
from tests.tui.screen_text import lines_of, press


def _column(pilot: Pilot[None], words: str) -> int:
    return lines_of(pilot.app)[-1].index(words)


async def test_a_click_does_what_the_key_does(center: FakeCenter, running: Running) -> None:
    async with running(center, "en", person="Zhao") as pilot:
        await pilot.click(KeyLine, offset=(_column(pilot, "Skip"), 0))
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskReason)


async def test_the_mouse_is_told_what_a_key_does(center: FakeCenter, running: Running) -> None:
    async with running(center, "en", person="Zhao") as pilot:
        line = pilot.app.screen.query_one(KeyLine)
        await pilot.hover(KeyLine, offset=(_column(pilot, "Undo"), 0))
        assert line.tooltip == "Take back this line, or what you recorded last"
        await pilot.hover(KeyLine, offset=(line.size.width - 1, 0))
        assert line.tooltip is None


async def test_only_whole_keys_stand_on_a_narrow_screen(center: FakeCenter, running: Running) -> None:
    async with running(center, "zh", person="Zhao", size=(40, 24)) as pilot:
        last = lines_of(pilot.app)[-1]
        assert last.endswith("时间线")
        assert "…" not in last
        await press(pilot, "m", "m")
        assert lines_of(pilot.app)[-1] == last
