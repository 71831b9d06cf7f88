"""The table of the round: one line for each piece of work."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from breeding_center.tui.round_view import column_titles, line_of, widths
from breeding_center.tui.texts import cell
from breeding_center.tui.widgets.lines import OpenLines
from breeding_center.vocabulary import TaskState

if TYPE_CHECKING:
    from breeding_center.office.daily_round import DueTask

# Colors underline what the words of the column say; nothing is said by a color alone. They are the theme's own, so that
# they can be read on light, dark and gray.
COLORS = {TaskState.OVERDUE: "text-error", TaskState.ASSIGNED: "text-accent"}
WEIGHTS = {TaskState.OVERDUE: "bold", TaskState.DONE: "dim", TaskState.SKIPPED: "dim", TaskState.MISSED: "dim"}


class RoundTable(OpenLines):
    """The lines of the round; the mark stays on its work when the lines change."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[DueTask] = []
        self.wide: dict[str, int] = {}

    @property
    def marked(self) -> "DueTask | None":
        """The work that the mark is on."""
        return self.lines[self.cursor_row] if 0 <= self.cursor_row < len(self.lines) else None

    def set_titles(self) -> None:
        """Set the columns up for the language and for the width there is."""
        self.wide = self.wide or widths(self.room, [], with_feeder=True)
        self.clear(columns=True)
        self.lines = []
        titles = column_titles()
        for name, width in self.wide.items():
            self.add_column(cell(titles[name], width, "bold"), width=width + 1, key=name)

    def fill(
        self, lines: Sequence["DueTask"], now: datetime, zone: ZoneInfo, *, is_all: bool, goes_on: bool = False
    ) -> None:
        """Show these lines; whose they are is said where they are everybody's."""
        marked, row, top = self.marked, self.cursor_row, self.scroll_y
        words = [line_of(task, now, zone) for task in lines]
        wide = widths(self.room, words, with_feeder=is_all)
        if wide != self.wide:
            self.wide = wide
            self.set_titles()
        self.clear()
        self.lines = list(lines)
        for task, line in zip(self.lines, words, strict=True):
            style = self._style(task.state)
            self.add_row(*(cell(line[name], width, style) for name, width in wide.items()))
        self._mark_again(marked.id if marked and not goes_on else None, row, top)

    def _style(self, state: TaskState) -> str:
        color = self.app.theme_variables.get(COLORS.get(state, ""), "")
        known = color if color.startswith("#") else ""
        return f"{WEIGHTS.get(state, '')} {known}".strip()

    def _mark_again(self, marked: UUID | None, row: int, top: float) -> None:
        """Back to the same work; where it is gone, to the line that stands in its place."""
        if not self.lines:
            return
        places = (place for place, task in enumerate(self.lines) if task.id == marked)
        place = next(places, min(row, len(self.lines) - 1))
        if place == row:
            self.scroll_to(y=top, animate=False, immediate=True)
        self.move_cursor(row=place, scroll=True)
