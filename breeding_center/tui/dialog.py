"""Small windows: a reason for what is unlikely, for what is skipped, for what is taken back."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from breeding_center.text import _, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Dialog
from breeding_center.tui.desk import Desk
from breeding_center.tui.widgets.line_input import LineInput


class AskReason(Dialog[str | None]):
    """Says something and asks why; gives back the reason, or None where it shall not be done.

    `title` and `yes` are messages, so that the window can change its language; the sentence is said already.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(keys.ASK)
    AUTO_FOCUS = "LineInput"

    def __init__(self, desk: Desk, title: str, sentence: str, yes: str, *, reason: str = "") -> None:
        super().__init__(desk)
        self.title_message = title
        self.sentence = sentence
        self.yes_message = yes
        self.reason = reason

    def compose(self) -> ComposeResult:
        with Vertical(id="window"):
            yield Static(id="question", markup=False)
            yield Static(Content(safe_text(self.sentence)), id="sentence")
            yield LineInput(self.reason, select_on_focus=True)
            yield Static(id="problem", markup=False)
            with Horizontal(id="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)

    def words(self) -> None:
        self.query_one("#question", Static).update(Content.styled(_(self.title_message), "bold"))
        self.query_one(LineInput).placeholder = _("why")
        self.query_one("#yes", Button).label = Content(f"{_(self.yes_message)}  ⏎")
        self.query_one("#no", Button).label = Content(f"{_('Back')}  esc")

    def action_accept(self) -> None:
        reason = self.query_one(LineInput).value.strip()
        if reason:
            self.dismiss(reason)
        else:
            self.query_one("#problem", Static).update(Content.assemble("✗ ", _("Say why, in a few words.")))

    @on(Input.Submitted)
    @on(Button.Pressed, "#yes")
    def _yes(self) -> None:
        self.action_accept()

    @on(Button.Pressed, "#no")
    def _no(self) -> None:
        self.dismiss(None)
