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
    """Says something and asks why; gives back the reason, or None where it shall not be done."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.ASK)
    AUTO_FOCUS = "LineInput"

    def __init__(self, desk: Desk, title: str, sentence: str, yes: str, *, reason: str = "") -> None:
        super().__init__(desk)
        self.title_words = title
        self.sentence = sentence
        self.yes_words = yes
        self.reason = reason

    def compose(self) -> ComposeResult:
        with Vertical(id="window"):
            yield Static(Content.styled(safe_text(self.title_words), "bold"))
            yield Static(Content(safe_text(self.sentence)), id="sentence")
            yield LineInput(self.reason, placeholder=_("why"), select_on_focus=True)
            yield Static(id="problem", markup=False)
            with Horizontal(id="buttons"):
                yield Button(Content(f"{self.yes_words}  ⏎"), id="yes", variant="primary", compact=True)
                yield Button(Content(f"{_('Back')}  esc"), id="no", compact=True)

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
