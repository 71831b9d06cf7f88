"""A box that names records: part of a name is typed, and the records that may be meant are proposed below it."""

import re
from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantBlur
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from breeding_center.declarations.action import Field
from breeding_center.declarations.room import Candidate
from breeding_center.text import fold, safe_text
from breeding_center.tui import keys
from breeding_center.tui.asking import Asking
from breeding_center.tui.desk import Desk, candidates
from breeding_center.tui.widgets.line_input import LineInput

MOST = 5
_APART = re.compile(r"[,，;；、]")
# A pair is two animals with an x between them: what is looked up is the one being typed.
_TIMES = re.compile(r"\s*×\s*|\s+[xX]\s+")
# A portion is a food and its weight: what is looked up is the food.
_WEIGHT = re.compile(r"\s+[\d.]+\s*\w*$")


class LookupBox(Vertical, Asking):
    """One field whose value is a record or several; what was taken from the proposals is kept by its key."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.LOOKUP)

    class Left(Message):
        """Enter was pressed with no proposal open: the person is done here."""

    def __init__(self, desk: Desk, field: Field, text: str, picked: dict[str, UUID], placeholder: str) -> None:
        super().__init__()
        self.desk = desk
        self.field = field
        self.picked = picked
        self.text = text
        self.placeholder = placeholder
        self.register: Sequence[Candidate] | None = None
        self.proposed: list[Candidate] = []

    def compose(self) -> ComposeResult:
        # A name that is written in beforehand is typed over; of several, one may be typed beside the others.
        yield LineInput(self.text, placeholder=self.placeholder, select_on_focus=self.is_one)
        proposals = OptionList(markup=False, compact=True)
        proposals.can_focus = False
        yield proposals

    def on_mount(self) -> None:
        if self.is_one:
            self.line.cursor_position = 0  # a long name is read from its beginning

    @property
    def is_one(self) -> bool:
        """Does it name one record and nothing else?"""
        return not self.field.many and self.field.kind.name != "portion"

    @property
    def line(self) -> LineInput:
        return self.query_one(LineInput)

    @property
    def proposals(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def is_open(self) -> bool:
        """Are proposals shown?"""
        return self.proposals.has_class("-open")

    def value(self) -> object:
        """What is to be recorded: keys of what was taken from the proposals, the rest as it was typed."""
        text = self.line.value.strip()
        if not self.field.many or text in self.picked:
            return self.picked.get(text, text)
        parts = [part.strip() for part in _APART.split(text)]
        return [self.picked.get(part, part) for part in parts if part]

    # ------------------------------------------------------------ proposing

    def _last_part(self) -> str:
        text = self.line.value
        part = _APART.split(text)[-1] if self.field.many else text
        if self.field.kind.name == "pair":
            return _TIMES.split(part.strip())[-1]
        return _WEIGHT.sub("", part.strip()) if self.field.kind.name == "portion" else part.strip()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        part = self._last_part()
        if not part or part in self.picked or not self.line.has_focus:
            self.action_close()
            return
        lookup = self.field.kind.lookup
        assert lookup is not None
        self.ask(
            lambda center: (self.register or center.options(self.field), candidates(center, lookup, part, MOST)),
            lambda found: self._found(part, *found),
            lambda _error: self.action_close(),
            group="proposals",
        )

    def _found(self, part: str, register: Sequence[Candidate], found: Sequence[Candidate]) -> None:
        self.register = register
        words = fold(part).split()
        also = [one for one in register if all(word in fold(f"{one.label} {one.detail}") for word in words)]
        self.proposed = list({one.id: one for one in (*found, *also)}.values())[:MOST]
        if part != self._last_part() or not self.proposed or not self.line.has_focus:
            self.action_close()
            return
        options = self.proposals
        options.clear_options()
        options.add_options(
            Option(Content.assemble(safe_text(one.label), "  ", (safe_text(one.detail), "dim")))
            for one in self.proposed
        )
        options.highlighted = 0
        options.add_class("-open")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.is_open if action in ("candidate", "close", "take") else True

    def action_candidate(self, step: int) -> None:
        options = self.proposals
        options.highlighted = ((options.highlighted or 0) + step) % max(options.option_count, 1)

    def action_close(self) -> None:
        self.proposals.remove_class("-open")

    def action_take(self) -> None:
        """Write the marked proposal in place of the part that was typed."""
        marked = self.proposals.highlighted
        if marked is None or marked >= len(self.proposed):
            return
        taken = self.proposed[marked]
        label = safe_text(taken.label)
        self.picked[label] = taken.id
        text, part = self.line.value, self._last_part()
        before = text[: text.rindex(part)] if part and part in text else ""
        weight = text[len(before) + len(part) :]
        self.action_close()
        with self.prevent(Input.Changed):
            self.line.value = f"{before}{label}{weight}"
            if self.field.kind.name == "portion" and not weight:
                self.line.value += " "
            self.line.cursor_position = len(self.line.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self.is_open:
            self.action_take()
            if self.field.many or self.field.kind.name == "portion":
                return
        self.post_message(self.Left())

    @on(DescendantBlur)
    def _left(self) -> None:
        """Proposals do not lie over the fields below once the person is in another; a click on one is no leaving."""
        if not self.proposals.is_mouse_over:
            self.action_close()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()
        self.line.focus()
