"""One line of a grid: whom it is about, what was measured, and what the center says to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from breeding_center.declarations.action import Field
from breeding_center.text import safe_text
from breeding_center.tui.desk import Desk
from breeding_center.tui.widgets.line_input import LineInput
from breeding_center.tui.widgets.lookup_box import LookupBox

if TYPE_CHECKING:
    from breeding_center.office.grid import Line, Subject

FINE, ASKED, REFUSED = "✓", "?", "✗"


class GridRow(Vertical):
    """A line to be typed; without a subject it is one to be named first."""

    class Entered(Message):
        """Enter was pressed in a cell: on to the next line."""

        def __init__(self, row: "GridRow", column: int) -> None:
            super().__init__()
            self.row = row
            self.column = column

    class Typed(Message):
        """Something was typed into the line."""

        def __init__(self, row: "GridRow") -> None:
            super().__init__()
            self.row = row

    def __init__(self, desk: Desk, number: int, fields: Sequence[Field], subject: "Subject | None") -> None:
        super().__init__()
        self.desk = desk
        self.number = number
        self.fields = fields
        self.subject = subject
        self.sentence = ""
        self.checked: tuple[str, ...] = ()  # what the sentence was said to

    def compose(self) -> ComposeResult:
        with Horizontal(classes="grid-line"):
            yield Static(Content(f"{self.number:>3}"), classes="grid-number")
            if self.subject is None:
                yield LookupBox(self.desk, self.fields[0], "", {}, "")
            else:
                yield Static(classes="grid-subject", markup=False)
            for field in self.fields[1:]:
                kind = "grid-note" if field.name == "note" else f"grid-{field.kind.name}"
                yield LineInput(select_on_focus=True).add_class("grid-cell", kind)
            yield Static(classes="grid-mark", markup=False)
        yield Static(classes="grid-said", markup=False)

    def on_mount(self) -> None:
        self.name_it()

    def name_it(self) -> None:
        """Say whom the line is about, in the language spoken."""
        if self.subject is not None:
            self.query_one(".grid-subject", Static).update(Content(safe_text(self.subject.label)))

    # ------------------------------------------------------------ what stands here

    @property
    def inputs(self) -> list[LineInput]:
        """The boxes that are typed into, in order; the name first where it is asked."""
        return list(self.query(LineInput))

    @property
    def cells(self) -> tuple[str, ...]:
        """What is typed, by column; the first is the name."""
        first = 1 if self.subject is None else 0
        return (self.called(), *(box.value.strip() for box in self.inputs[first:]))

    def called(self) -> str:
        """Whom the line is about, as it stands there."""
        return self.subject.label if self.subject is not None else self.inputs[0].value.strip()

    @property
    def is_empty(self) -> bool:
        """Is nothing typed here?"""
        return not any(box.value.strip() for box in self.inputs)

    def line(self) -> "Line":
        """The line as the office takes it."""
        from breeding_center.office.grid import Line

        if self.subject is not None:
            return Line(self.number, self.cells, self.subject.animal_id, self.subject.access_set_id)
        picked = self.query_one(LookupBox).value()
        return Line(self.number, self.cells, picked if isinstance(picked, UUID) else None)

    def column_of(self, widget: Widget) -> int:
        """Which of the boxes this is, from the last one backwards, so that lines with and without a name agree."""
        boxes: list[Widget] = list(self.inputs)
        return boxes.index(widget) - len(boxes) if widget in boxes else -len(self.fields) + 1

    def focus_column(self, column: int) -> None:
        """Go into a box."""
        boxes = self.inputs
        boxes[max(column, -len(boxes))].focus()

    # ------------------------------------------------------------ what is said to it

    def say(self, mark: str, sentence: str, cells: tuple[str, ...]) -> None:
        """Show what the center says to the line as it was typed; what is wrong stands below it."""
        self.checked, self.sentence = cells, sentence
        self.query_one(".grid-mark", Static).update(Content(mark))
        below = self.query_one(".grid-said", Static)
        is_wrong = mark in (ASKED, REFUSED)
        below.update(Content(f"{mark} {safe_text(sentence)}" if is_wrong else ""))
        below.set_class(is_wrong, "-shown")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.cells != self.checked:
            self.query_one(".grid-mark", Static).update(Content(""))
        self.post_message(self.Typed(self))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self, self.column_of(event.input)))

    @on(LookupBox.Left)
    def _named(self, event: LookupBox.Left) -> None:
        event.stop()
        self.inputs[1].focus()
