"""What the screens look like at 80 columns and 24 lines, in both languages, and that they only show text as text."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from breeding_center.text import safe_text
from tests.tui.conftest import Running
from tests.tui.fake_center import ANIMALS, BAMBOO, EVIL, LEFTOVERS, PLATFORM, STAFF, STEPS, FakeCenter
from tests.tui.screen_text import assert_looks_like, lines_of, press, type_in

# How to come to each screen, and what the eye should see there.
SCREENS: dict[str, tuple[str | None, list[str]]] = {
    "who": (None, []),
    "round": ("Zhao", []),
    "round_all": ("Zhao", ["m"]),
    "round_filtered": ("Zhao", ["p", "v"]),
    "form": ("Zhao", ["down", "down", "enter"]),
    "form_wrong": ("Zhao", ["down", "enter", "ctrl+s"]),
    "skip": ("Zhao", ["s"]),
    "done": ("Zhao", ["d"]),
    "timeline": ("Zhao", ["t", "y"]),
    "weights": ("Zhao", ["t", "2"]),
    "due": ("Zhao", ["o"]),
    "find": ("Zhao", ["slash"]),
    "reports": ("Zhao", ["r"]),
    "report": ("Zhao", ["r", "enter", "ctrl+s"]),
    "actions": ("Zhao", ["x"]),
    "help": ("Zhao", ["question_mark"]),
    "palette": ("Zhao", ["ctrl+p"]),
}

Shown = Callable[..., Any]


@pytest.fixture
def shown(center: FakeCenter, running: Running) -> Shown:
    """Goes to a screen."""

    @asynccontextmanager
    async def go(name: str, language: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
        person, keys = SCREENS[name]
        async with running(center, language, person=person, size=size) as pilot:
            await press(pilot, *keys)
            if name == "palette":
                await pilot.pause(0.2)
            yield pilot

    return go


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", list(SCREENS))
async def test_screen_looks_as_it_is_known(shown: Shown, name: str, language: str) -> None:
    """
    who: those on shift first, then the others, each with their post; the box to type in above.
    round: Zhao Lin's own work, overdue first; its counts above, the marked line in full below, keys at the foot.
    round_all: everybody's, with whose it is; done and skipped last. round_filtered: only the morning, by time.
    form: the weighing of Qizai, a star where something must be filled in, examples to the right.
    form_wrong: the same kind of form says below what is missing, with a cross before it.
    skip: a window asks why, over the round. done: one line above the keys says what was recorded, and how to undo it.
    timeline, weights, due: the animal's name, place, keepers, conditions and weight above; what is asked for below.
    find, reports, actions: a box to type in, and the list. report: numbers to the right, the command for a file below.
    help: every key of the round with its sentence. palette: the same by name.
    Text that would steer a terminal stands there as signs, and markup as it was written.
    """
    async with shown(name, language) as pilot:
        assert all(line.isprintable() for line in lines_of(pilot.app))
        assert_looks_like(pilot.app, f"{name}.{language}")


# What is not translated: what the records say, numbers, keys, codes of actions and commands, signs.
_RECORDED = (
    *(part for en, _zh, number, _sex in ANIMALS.values() for part in (en, number)),
    *(row[0] for row in STAFF.values()),
    *(text[0] for text in (BAMBOO, LEFTOVERS, PLATFORM, STEPS)),
    "female", "male", "unknown", "seen", "asleep", "quarantine", "4 animals", "11 y", "kg", " g", "1-9",
    "Hillside house", "Hillside 1", "Qinling Giant Panda Research Center, Louguantai", "bamboo leaf 6kg",
    "Left over: bamboo leaf 1.2 kg", "Weighed: 98.4 kg", "Done: Bamboo, four feeds of Qizai (802).",
    "breeding-center report inventory --output inventory.xlsx", "nutrition.offer", "nutrition.leftovers", "emergency",
    "animal.rename",
)  # fmt: skip
_KEYS = re.compile(r"\bF2\b|\b(f\d|esc|pgup|pgdn|\^?home|\^?end|space|tab)\b|\^[a-z]\b|(?<!\w)[a-z/?0-9](?!\w)")


@pytest.mark.parametrize("name", list(SCREENS))
async def test_every_word_on_a_screen_is_translated(shown: Shown, name: str) -> None:
    """In the pseudo-language every translated text stands in brackets: what is left outside them was forgotten."""
    async with shown(name, "xx", size=(240, 60)) as pilot:
        text = "\n".join(lines_of(pilot.app))
    text = re.sub("a␛[^…\n]*?…", "", text.replace(safe_text(EVIL), ""))  # whole, or cut to its column
    for recorded in sorted(_RECORDED, key=len, reverse=True):
        text = text.replace(recorded, "")
    while re.search("⟦[^⟦⟧]*⟧", text):
        text = re.sub("⟦[^⟦⟧]*⟧", "", text)
    left = re.findall(r"[A-Za-z一-鿿]{2,}.*", _KEYS.sub("", text))
    assert left == []


async def test_a_form_shows_what_it_proposes(center: FakeCenter, running: Running) -> None:
    """Below the box of the food, the food that fits what is typed; nothing else has moved out of sight."""
    async with running(center) as pilot:
        await press(pilot, "down", "enter")
        await type_in(pilot, "bam")
        assert_looks_like(pilot.app, "proposals.en")
