"""Picking one of many: type a part of a name, or go to the line and take it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from breeding_center.errors import BreedingCenterError
from breeding_center.text import _, cells, clip, fold, pad, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk, candidates
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.chip import Chip
from breeding_center.tui.widgets.key_line import KeyLine
from breeding_center.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from breeding_center.office.center import Center

MOST_FOUND = 20
NARROW, WIDE = 34, 48


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to pick: `key` is given back, `heading` names its group, `words` are found by but not shown."""

    key: str
    label: str
    detail: str = ""
    heading: str = ""
    words: str = ""


def nearness(choice: Choice, typed: str) -> int:
    """How near a line is to what was typed: it is that, begins with it, says it, or only tells of it."""
    name, meant = fold(choice.label), fold(typed.strip())
    if meant == name or meant in fold(choice.words).split():
        return 0
    return 1 if name.startswith(meant) else 2 if meant in name else 3


Reader = Callable[["Center"], Sequence[Choice]]


class Pick(Spoken[str | None]):
    """A list with a box to type into; gives back the key of the line taken, or None.

    `lookup` names a register that knows more about names than their letters: pinyin, numbers, chips.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(keys.PICK)
    AUTO_FOCUS = "#typed"

    def __init__(
        self, desk: Desk, title: Callable[[], str], read: Reader, *, hint: Callable[[], str], lookup: str | None = None
    ) -> None:
        super().__init__(desk)
        self.title_words = title
        self.hint_words = hint
        self.read = read
        self.lookup = lookup
        self.choices: Sequence[Choice] = []
        self.also: list[str] = []  # keys that the register says are meant
        self.is_hurried = False  # Enter was pressed before the lines were there

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        with Horizontal(classes="title-row"):
            yield Static(Content(self.title_words()), id="title")
            yield Chip("app.language", "F2", id="chip-language")
        yield LineInput(id="typed")
        yield OptionList(id="choices", markup=False)
        yield KeyLine()

    def words(self) -> None:
        self.query_one("#title", Static).update(Content(self.title_words()))
        self.query_one("#chip-language", Chip).say(_("other language"))
        self.query_one("#typed", LineInput).placeholder = self.hint_words()
        self.when_painted(self.load)

    def load(self) -> None:
        """Read the lines."""
        self.ask(self.read, self._loaded, self._not_loaded, group="choices")

    def _loaded(self, choices: Sequence[Choice]) -> None:
        self.choices = choices
        self.show()
        self.query_one(Banner).tick()

    def _not_loaded(self, error: BreedingCenterError) -> None:
        if self.desk.opened is None:
            self.center_app.give_up(error)
        else:
            self.complain(error)

    def show(self) -> None:
        """Show the lines that fit what is typed, the first of them marked."""
        typed = self.query_one("#typed", LineInput).value
        found = list(self._fitting(typed))
        options = self.query_one(OptionList)
        options.clear_options()
        heading = ""
        for choice in found:
            if choice.heading and choice.heading != heading:
                options.add_option(Option(Content.styled(safe_text(choice.heading), "bold"), disabled=True))
            heading = choice.heading
            options.add_option(Option(self._line(choice), id=choice.key))
        if not found:
            options.add_option(Option(Content(self._nothing()), disabled=True))
        options.action_first()
        if typed.strip() and found:
            best = min(found, key=lambda choice: nearness(choice, typed))  # of equals, the first
            options.highlighted = options.get_option_index(best.key)
        if self.is_hurried and len(found) == 1:
            self.give(found[0].key)

    def _nothing(self) -> str:
        return _("Nothing fits what is typed.") if self.choices else _("There is nothing to choose from.")

    def _fitting(self, typed: str) -> Iterable[Choice]:
        words = fold(typed).split()
        for choice in self.choices:
            text = fold(f"{choice.label} {choice.detail} {choice.words}")
            if choice.key in self.also or all(word in text for word in words):
                yield choice

    def _line(self, choice: Choice) -> Content:
        width = NARROW if self.size.width < 100 else WIDE
        name = safe_text(choice.label)
        if not choice.detail:
            return Content(name)
        room = max(self.size.width - max(width, cells(name)) - 8, 10)
        return Content.assemble(pad(name, width), "  ", (clip(safe_text(choice.detail), room), "dim"))

    @on(Input.Changed, "#typed")
    def _typed(self, event: Input.Changed) -> None:
        self.also, self.is_hurried = [], False
        self.show()
        typed, lookup = event.value.strip(), self.lookup
        if typed and lookup is not None:
            self.ask(
                lambda center: candidates(center, lookup, typed, MOST_FOUND),
                lambda found: self._found([str(one.id) for one in found]),
                lambda _error: None,
                group="found",
            )

    def _found(self, also: list[str]) -> None:
        if also:
            self.also = also
            self.show()

    def action_move(self, lines: int) -> None:
        """Move the mark; headings are stepped over."""
        options = self.query_one(OptionList)
        move = options.action_cursor_down if lines > 0 else options.action_cursor_up
        for _step in range(abs(lines)):
            move()

    def give(self, key: str | None) -> None:
        """Hand over what was taken, or None."""
        self.dismiss(key)

    def action_back(self) -> None:
        self.give(None)

    def action_choose(self) -> None:
        marked = self.query_one(OptionList).highlighted_option
        if marked is not None and marked.id is not None and not marked.disabled:
            self.give(marked.id)
        else:  # whoever types faster than the records are read means the one line that will fit
            self.is_hurried = bool(self.query_one("#typed", LineInput).value.strip())

    @on(Input.Submitted, "#typed")
    def _submitted(self) -> None:
        self.action_choose()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.give(event.option_id)
