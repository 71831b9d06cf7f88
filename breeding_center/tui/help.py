"""The keys of the screen that was left, each with a sentence; a line can be taken to do what it says."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.content import Content
from textual.widgets import DataTable, Static

from breeding_center.text import _, cells
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk
from breeding_center.tui.texts import cell
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.key_line import KeyLine
from breeding_center.tui.widgets.lines import OpenLines


class Help(Spoken[str | None]):
    """Gives back the action that was taken, or None."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.HELP)
    AUTO_FOCUS = "OpenLines"

    def __init__(self, desk: Desk, active: Sequence[ActiveBinding]) -> None:
        super().__init__(desk)
        named = [one for one in active if one.binding.id]
        # What every table can do comes last: people look for what this screen can do.
        self.active = sorted(named, key=lambda one: str(one.binding.id).startswith("lines."))

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="title", markup=False)
        yield OpenLines()
        yield Static(id="notes", markup=False)
        yield KeyLine()

    def words(self) -> None:
        self.query_one("#title", Static).update(Content.styled(_("Keys"), "bold"))
        self.query_one("#notes", Static).update(Content("\n").join(map(Content, self._notes())))
        table = self.query_one(OpenLines)
        table.clear(columns=True)
        rows: dict[str, list[str]] = {}
        for one in self.active:
            assert one.binding.id is not None
            shown = self.app.get_key_display(one.binding)
            if one.binding.id in rows:
                rows[one.binding.id][0] += f" {shown}"
            else:
                rows[one.binding.id] = [shown, _(_label(one)), _(_tooltip(one))]
        for place, title in enumerate((_("press"), _("word"), _("what it does"))):
            width = max([cells(title), *(cells(row[place]) for row in rows.values())])
            table.add_column(cell(title, width, "bold"), width=width + 2)
        for name, row in rows.items():
            table.add_row(*map(cell, row), key=name)

    @staticmethod
    def _notes() -> list[str]:
        return [
            _("Enter on a line does it. Everything can be clicked too; a second click on a marked line opens it."),
            _("20:00-1 was due yesterday, 02:00+1 is due after midnight. * must be filled in."),
        ]

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        name = event.row_key.value
        self.dismiss(next(one.binding.action for one in self.active if one.binding.id == name))


def _message(one: ActiveBinding) -> tuple[str, str]:
    """The label and the sentence as they are declared: what is active may be spoken in another language already."""
    declared = {binding.id: binding for binding in keys.every()}
    found = declared.get(one.binding.id, one.binding)
    return found.description, found.tooltip


def _label(one: ActiveBinding) -> str:
    return _message(one)[0]


def _tooltip(one: ActiveBinding) -> str:
    return _message(one)[1]
