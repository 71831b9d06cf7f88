"""Record text is data: whatever it holds, every screen shows it as signs, and nothing in it is done."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from textual.pilot import Pilot

from breeding_center.declarations.room import Candidate, TimelineRow
from breeding_center.office.daily_round import DueTask
from tests.tui.conftest import Running
from tests.tui.fake_center import FakeCenter, key
from tests.tui.screen_text import lines_of, press, type_in

CORPUS = (
    "\x1b]52;c;aGVsbG8=\x07clipboard",
    "\x1b[2J\x1b[Hcleared",
    "\x1b]0;title\x07",
    "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
    "\x9b31mred",
    "first\rsecond",
    "away\b\b\b\bhome",
    "\u202egnp.exe",
    "[/red]",
    "[b +",
    "[@click=app.quit]click[/]",
    "[link=file:///etc/passwd]link[/link]",
    "e" + "\u0301" * 200,
    "\u200b\u200d\ufeff",
    "%s {name} \\N{BELL} \x00",
    "two\nlines\tand a tab",
    "熊猫🐼👩‍👩‍👧 mixed",
)


class EvilCenter(FakeCenter):
    """A center whose every text is out of the corpus."""

    texts: tuple[str, ...] = CORPUS

    def text(self, number: int) -> str:
        return self.texts[number % len(self.texts)]

    def today(self) -> list[DueTask]:
        return [
            replace(
                task, title=self.text(number), subject=self.text(number + 3), place=self.text(number + 5),
                house=self.text(number + 7), feeder=self.text(number + 9), steps=self.text(number + 11),
                done_by=task.done_by and self.text(number + 13), skip_reason=task.skip_reason and self.text(number),
                planned={"portions": self.text(number)} if task.planned else {},
                aim={"portions": self.text(number)} if task.planned else {},
            )
            for number, task in enumerate(super().today())
        ]  # fmt: skip

    def task(self, typed: str) -> DueTask:
        return next(task for task in self.today() if task.id == UUID(typed))

    def options(self, one: Any) -> list[Candidate]:
        found = super().options(one)
        more = [Candidate(key(f"evil{number}"), text, text) for number, text in enumerate(self.texts)]
        return [*(Candidate(each.id, self.text(number), "") for number, each in enumerate(found)), *more]

    def timeline(self, animal_id: UUID, **_how: Any) -> list[TimelineRow]:
        row = super().timeline(animal_id)[0]
        return [replace(row, sentence=text) for text in self.texts]


def is_inert(pilot: Pilot[Any]) -> bool:
    return all(line.isprintable() for line in lines_of(pilot.app))


async def test_every_screen_shows_evil_text_as_signs(small_house: None, running: Running) -> None:
    async with running(EvilCenter(), size=(200, 60)) as pilot:
        for way, back in (
            (["m"], 0), (["down", "down"], 0), (["enter"], 1), (["s"], 1), (["t"], 1), (["slash"], 1),
            (["r", "enter", "ctrl+s"], 1), (["a"], 1), (["x", "enter"], 1),
        ):  # fmt: skip
            await press(pilot, *way)
            assert is_inert(pilot), way
            await press(pilot, *["escape"] * back)
        assert pilot.app.is_running


async def test_a_proposal_taken_is_shown_as_signs_and_recorded_by_its_key(small_house: None, running: Running) -> None:
    center = EvilCenter()
    async with running(center) as pilot:
        await press(pilot, "x")
        await type_in(pilot, "another name")
        await press(pilot, "enter")
        await press(pilot, "end", "ctrl+u")
        await type_in(pilot, "clipboard")
        await press(pilot, "enter")
        assert is_inert(pilot)
        await type_in(pilot, "Qi")
        await press(pilot, "ctrl+s")
        await type_in(pilot, "because")
        await press(pilot, "ctrl+s")
        animal = center.heard[-1][2]["animal"]
        assert isinstance(animal, UUID)


async def test_what_is_pasted_stays_one_line_and_steers_nothing(center: FakeCenter, running: Running) -> None:
    from textual import events

    async with running(center) as pilot:
        await press(pilot, "down", "down", "enter")
        assert pilot.app.focused is not None
        pilot.app.focused.post_message(events.Paste("98.4\x1b[2J\nkg"))
        await pilot.pause()
        assert is_inert(pilot)
        assert any("98.4␛[2J kg" in line for line in lines_of(pilot.app))
