"""Tables of lines: the keys that move the mark in them, called as people call them."""

from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.widgets import DataTable

from breeding_center.tui import keys

STEP = 8  # characters to the side with each key


class Lines(DataTable[Text], inherit_bindings=False):
    """A table of whole lines."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.LINES)

    def __init__(self) -> None:
        super().__init__(cursor_type="row", cell_padding=0)

    def action_scroll_right(self) -> None:
        self.scroll_relative(x=STEP, animate=False)

    def action_scroll_left(self) -> None:
        self.scroll_relative(x=-STEP, animate=False)

    @property
    def room(self) -> int:
        """How many columns of the terminal a line may fill; a guess before the table has been laid out."""
        inside = self.scrollable_content_region.width
        return max(inside or self.app.size.width - 2, 40)


class OpenLines(Lines):
    """A table whose lines can be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.OPEN]
