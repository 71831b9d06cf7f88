"""A box for one line of text, in which a paste loses nothing and does nothing."""

from textual import events
from textual.widgets import Input
from textual.widgets.input import Selection

from breeding_center.text import safe_text


class LineInput(Input):
    """A line: what is pasted stays one line, and its control characters become visible signs."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", id: str | None = None, select_on_focus: bool = False
    ) -> None:
        super().__init__(
            safe_text(value), placeholder=placeholder, id=id, compact=True, select_on_focus=select_on_focus
        )

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()  # the box's own way keeps the first line only
        event.stop()
        line = safe_text(" ".join(event.text.split()))
        if self.selection.is_empty:
            self.insert_text_at_cursor(line)
        else:
            self.replace(line, *self.selection)

    def on_mount(self) -> None:
        if not self.has_focus:
            self.on_blur()

    def on_focus(self, event: events.Focus) -> None:
        """All of it is marked, with the cursor where reading begins; the box itself would put it at the end."""
        if self.select_on_focus and not event.from_app_focus:
            self.call_next(setattr, self, "selection", Selection(len(self.value), 0))

    def on_blur(self) -> None:
        """What is too long for the box is read from its beginning; going back to it marks the whole of it."""
        if self.select_on_focus:
            self.cursor_position = 0
