"""One story told twice: with keys alone on the screens, and as commands. The journal must tell both alike.

A story is a list of steps; each says which keys a person presses and which command does the same. `told` reads what
the journal has of it, with keys of new records numbered in their order, so that two tellings can be compared.
"""

import shlex
import shutil
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Select

from breeding_center.clock import CLOCK_VARIABLE, FixedClock
from breeding_center.office import memory, rooms
from breeding_center.office.center import Center
from breeding_center.office.daily_round import DueTask
from breeding_center.office.practice.seed import seed
from breeding_center.text import _, set_language
from breeding_center.tui.dialog import AskReason
from breeding_center.tui.form import Form, Sheet
from breeding_center.tui.pick import Pick
from breeding_center.tui.round import Round
from breeding_center.tui.round_table import RoundTable
from breeding_center.tui.widgets.field_row import FieldRow
from breeding_center.tui.widgets.lookup_box import LookupBox
from breeding_center.vocabulary import TaskState
from breeding_center.words import label
from tests.cli.conftest import Ended, Run, home, run
from tests.tui.conftest import Running
from tests.tui.screen_text import lines_of, on, press, settle, type_in

# A module of stories imports these fixtures; `running` is there for every test of the screens.
__all__ = ["home", "practice", "run", "tell"]

OPEN = frozenset({TaskState.DUE, TaskState.OVERDUE, TaskState.ASSIGNED})
REAL = datetime.fromisoformat("2026-03-02T09:00+00:00")
MOST_TABS = 60


@dataclass
class StoryClock:
    """A clock that stands still until the story goes on."""

    at: datetime

    def now(self) -> datetime:
        return self.at


class Player:
    """A person at the keyboard of the screens, who starts every step at the day's round."""

    def __init__(self, pilot: Pilot[Any], clock: StoryClock) -> None:
        self.pilot = pilot
        self.clock = clock

    @property
    def screen(self) -> Any:
        return self.pilot.app.screen

    @property
    def center(self) -> Center:
        """The records that the screens show."""
        app: Any = self.pilot.app
        center = app.desk.opened
        assert isinstance(center, Center)
        return center

    def seen(self) -> str:
        """The screen, for whoever reads of a failure."""
        return "\n".join(lines_of(self.pilot.app))

    def must_see(self, kind: type[Widget]) -> None:
        """Fails where another screen is shown."""
        assert on(self.pilot, kind), self.seen()

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def type(self, text: str) -> None:
        await type_in(self.pilot, text)

    async def at_the_round(self, clock_at: datetime) -> None:
        """Go on at a time: the round is read again."""
        self.clock.at = clock_at
        self.must_see(Round)
        await self.press("f5")

    async def sit_down(self, who: str) -> None:
        """Say who sits here now."""
        app: Any = self.pilot.app
        if app.desk.person is not None and app.desk.person.name_en == who:
            return
        await self.press("w")
        await self.type(who)
        await self.press("enter")
        self.must_see(Round)

    async def mark(self, kind: str, subject: str) -> DueTask:
        """Go down to open work of this kind; everybody's work is shown for it."""
        table = self.screen.query_one(RoundTable)
        meant = _keys(self.center, subject)
        if not any(_is_open(task, kind, meant) for task in table.lines):
            await self.press("m")
        places = (place for place, task in enumerate(table.lines) if _is_open(task, kind, meant))
        place = next(places, None)
        assert place is not None, f"no open {kind} of {subject}\n{self.seen()}"
        await self.pilot.press("home", *["down"] * place)
        await settle(self.pilot)
        marked: DueTask | None = table.marked
        assert marked is not None
        return marked

    async def choose(self, action: str) -> None:
        """Open the form of an action, by its name in the list of all that can be recorded."""
        await self.press("x")
        self.must_see(Pick)
        await self.type(action)
        await self.press("enter")
        self.must_see(Form)
        sheet: Sheet | None = self.screen.sheet
        assert sheet is not None
        assert sheet.title == _(rooms.action(action).title), self.seen()

    async def fill(self, **fields: str) -> None:
        """Type into fields of a form, going on from one to the next; choices are named by their code."""
        for name, text in fields.items():
            await self._write(await self._go_to(name), text)

    async def _go_to(self, name: str) -> FieldRow:
        for _tab in range(MOST_TABS):
            focused = self.screen.focused
            row = next((one for one in focused.ancestors_with_self if isinstance(one, FieldRow)), None)
            if row is not None and row.field.name == name:
                return row
            await self.press("tab")
        raise AssertionError(f"no field {name}\n{self.seen()}")

    async def _write(self, row: FieldRow, text: str) -> None:
        if isinstance(row.editor, Select):
            words = next((label(one) for one in row.field.kind.words or () if one.value == text), _(text))
            await self.press("enter")
            await self.type(words)
            await self.press("enter")
            return
        box = row.query(LookupBox)
        if box and box.first().line.value:
            await self.press("end", "ctrl+u")
        await self.type(text)
        if box and box.first().is_open and row.field.kind.name != "portion" and not row.field.many:
            await self.press("enter")

    async def save(self, doubted: str = "") -> None:
        """Save the form; where a doubt is asked about, say why it is so."""
        await self.press("ctrl+s")
        await self.answer(doubted)
        self.must_see(Round)

    async def answer(self, doubted: str) -> None:
        """Say why what is doubted is so."""
        if doubted:
            self.must_see(AskReason)
            await self.type(doubted)
            await self.press("enter")


Keys: TypeAlias = Callable[[Player], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Step:
    """One deed of a story, as keys and as a command.

    In the command `{task:KIND:SUBJECT}` stands for the tail of that work's key, as `today` shows it. `at` is the
    center's time, `by` who does it; both stay as they were where a step does not say.
    """

    keys: Keys
    command: str
    at: str = ""
    by: str = ""


def record(action: str, *, doubted: str = "", **fields: str) -> Keys:
    """Keys that record something by its form."""

    async def keys(player: Player) -> None:
        await player.choose(action)
        await player.fill(**fields)
        await player.save(doubted)

    return keys


def do(kind: str, subject: str, *, doubted: str = "", **fields: str) -> Keys:
    """Keys that do a piece of work of the round: `d` where nothing is measured, its form where something is."""

    async def keys(player: Player) -> None:
        await player.mark(kind, subject)
        await player.press("enter" if fields else "d")
        if fields:
            await player.fill(**fields)
            await player.save(doubted)
        else:
            await player.answer(doubted)

    return keys


def skip(kind: str, subject: str, why: str) -> Keys:
    """Keys that leave a piece of work undone."""

    async def keys(player: Player) -> None:
        await player.mark(kind, subject)
        await player.press("s")
        await player.type(why)
        await player.press("enter")

    return keys


def _keys(center: Center, subject: str) -> set[UUID]:
    """Whom or which place a name means, in whichever language the round is shown."""
    with center.reading() as asking:
        found = [center.candidates(asking, lookup, subject) for lookup in ("animal", "access_set")]
    return {one.id for part in found for one in part}


def _is_open(task: DueTask, kind: str, meant: set[UUID]) -> bool:
    return task.kind == kind and task.state in OPEN and bool(meant & {task.animal_id, task.access_set_id})


# ---------------------------------------------------------------- telling it


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice center with its last day, to be copied."""
    path = tmp_path_factory.mktemp("practice") / "center.db"
    seed(str(path), days=1, clock=FixedClock(REAL))
    return path


Tell: TypeAlias = Callable[[Sequence[Step], str], Awaitable["list[Told]"]]


@pytest.fixture
def tell(practice: Path, tmp_path: Path, running: Running, run: Run, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Tells a story both ways in a language, each in its own copy of the records; what the journals have of it."""

    async def both(story: Sequence[Step], spoken: str) -> list[Told]:
        on_screens, by_commands = tmp_path / "screens.db", tmp_path / "commands.db"
        for copy in (on_screens, by_commands):
            shutil.copyfile(practice, copy)
            copy.chmod(0o600)
        before = length(practice)
        await tell_by_keys(on_screens, story, running, spoken)
        tell_by_commands(by_commands, story, run, monkeypatch, spoken)
        with_keys, with_commands = told(on_screens, before), told(by_commands, before)
        assert with_keys == with_commands
        return with_keys

    return both


async def tell_by_keys(records: Path, story: Sequence[Step], running: Running, spoken: str = "en") -> None:
    """Tell a story on the screens, at 80 columns and 24 lines."""
    clock = StoryClock(_at(story[0]))
    with Center.open(records, clock) as center:
        async with running(center, spoken, person=story[0].by) as pilot:
            player = Player(pilot, clock)
            for step in story:
                await player.at_the_round(_at(step) if step.at else clock.at)
                if step.by:
                    await player.sit_down(step.by)
                await step.keys(player)
                player.must_see(Round)
    set_language("en")


def tell_by_commands(
    records: Path, story: Sequence[Step], run: Run, monkeypatch: pytest.MonkeyPatch, spoken: str = "en"
) -> None:
    """Tell a story as commands."""
    monkeypatch.setenv("BREEDING_CENTER_DATABASE", str(records))
    monkeypatch.setenv("BREEDING_CENTER_LANGUAGE", spoken)
    for step in story:
        if step.at:
            monkeypatch.setenv(CLOCK_VARIABLE, step.at)
        if step.by:
            monkeypatch.setenv("BREEDING_CENTER_PERSON", step.by)
        ended: Ended = run(*[_with_task(records, word) for word in shlex.split(step.command)])
        assert ended.code == 0, f"{step.command}\n{ended.err}"
    set_language("en")


def _at(step: Step) -> datetime:
    return datetime.fromisoformat(step.at)


def _with_task(records: Path, word: str) -> str:
    if not word.startswith("{task:"):
        return word
    _name, kind, subject = word.strip("{}").split(":")
    with Center.open(records) as center:
        meant = _keys(center, subject)
        return next(task.tail for task in center.today() if _is_open(task, kind, meant))


# ---------------------------------------------------------------- what the journal has of it


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the journal without what differs by chance: keys of new rows, and when it was written down."""

    action: str
    by: str
    reason: str | None
    undoes: str | None
    changes: tuple[tuple[str, str, Any, Any], ...]


def length(records: Path) -> int:
    """How many entries the journal has."""
    with _read(records) as center:
        return center.journal(limit=1)[0].seq


def told(records: Path, since: int) -> list[Told]:
    """What the journal says after its first entries, and that it is whole."""
    with _read(records) as center, center.reading() as asking:
        assert memory.verify(asking) == []
        entries = [one for one in reversed(memory.log(asking, limit=500)) if one.seq > since]
        written = [(one, memory.changes_of(asking, one.id)) for one in entries]
    numbers: dict[str, str] = {}
    for entry, changes in written:
        fresh = [entry.id, *(change.row_id for change in changes if change.before is None)]
        for key in fresh:
            numbers.setdefault(key.hex, f"new {len(numbers) + 1}")
    return [
        Told(
            entry.action, entry.by, entry.reason, _numbered(entry.undoes_id and entry.undoes_id.hex, numbers),
            tuple(
                (one.table, *(_numbered(part, numbers) for part in (one.row_id.hex, one.before, one.after)))
                for one in changes
            ),
        )
        for entry, changes in written
    ]  # fmt: skip


def _read(records: Path) -> AbstractContextManager[Center]:
    return Center.open(records)


def _numbered(value: Any, numbers: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _numbered(one, numbers) for name, one in value.items()}
    if isinstance(value, list):
        return [_numbered(one, numbers) for one in value]
    return numbers.get(value, value) if isinstance(value, str) else value


def actions_told(entries: Iterable[Told]) -> list[str]:
    """The deeds, by name."""
    return [one.action for one in entries]
