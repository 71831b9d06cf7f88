"""A report: what it wants to know, and its answer as a table."""

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Static

from breeding_center.text import N_, _, cells, n_, pad, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk
from breeding_center.tui.form import Fields, Opener, Sheet, Values
from breeding_center.tui.menus import report_named
from breeding_center.tui.texts import capital, cell
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.field_row import FieldRow
from breeding_center.tui.widgets.key_line import KeyLine
from breeding_center.tui.widgets.lines import Lines
from breeding_center.tui.widgets.lookup_box import LookupBox

if TYPE_CHECKING:
    from breeding_center.declarations.report import ReportResult

# A terminal is for looking; whoever needs more lines than this wants a file.
MOST_ROWS = 1000
WIDEST = 44
GAP = "  "


class Parameters(Fields):
    """Asks for a report's parameters; where it has none, the answer is shown at once."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.PARAMETERS)
    save_words = N_("Show")

    def __init__(self, desk: Desk, read: Opener, name: str) -> None:
        super().__init__(desk, read)
        self.name_of_report = name
        self.was_asked = False

    def _opened(self, sheet: Sheet) -> None:
        super()._opened(sheet)
        if not sheet.fields and not self.was_asked:
            self.action_save()

    def save(self, values: Values) -> None:
        self.was_asked = True
        name = self.name_of_report
        self.ask(
            lambda center: center.report(name, values),
            lambda result: self._answered(values, result),
            self.refuse,
            group="report",
        )

    def _answered(self, values: Values, result: "ReportResult") -> None:
        self.is_saving = False
        boxes = ((row.field.name, box) for row in self.query(FieldRow) for box in row.query(LookupBox))
        called = {name: box.line.value.strip() for name, box in boxes if box.is_one and box.line.value.strip()}
        self.app.push_screen(Result(self.desk, result, values, called), self._looked)

    def _looked(self, ask_again: bool | None) -> None:
        if not ask_again:
            self.dismiss(None)


class Result(Spoken[bool | None]):
    """A report's answer; gives back whether it is to be asked otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.RESULT)
    AUTO_FOCUS = "Lines"

    def __init__(
        self, desk: Desk, result: "ReportResult", values: Values, called: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(desk)
        self.result = result
        self.values = values
        self.called = called or {}  # what people call the records that were asked for, by field
        self.full: list[str] = []

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="title", markup=False)
        yield Lines()
        yield Static(id="full", markup=False)
        yield Static(id="notes", markup=False)
        yield KeyLine()

    def words(self) -> None:
        if self.spoken_in and self.spoken_in != self.spoken_language:
            # Titles, names and notes come with the answer: it is asked for again in the other language.
            name, values = self.result.name, self.values
            self.ask(lambda center: center.report(name, values), self._answered, self.complain, group="report")
        self._show()

    spoken_in = ""

    def _answered(self, result: "ReportResult") -> None:
        self.result = result
        self._show()

    def _show(self) -> None:
        self.spoken_in = self.spoken_language
        count = len(self.result.rows)
        lines = n_("{n} line", "{n} lines", count).format(n=count)
        self.query_one("#title", Static).update(Content.assemble((safe_text(self.result.title), "bold"), f"  {lines}"))
        self._fill(self.query_one(Lines))
        self.query_one("#notes", Static).update(Content("\n").join(Content(safe_text(one)) for one in self._notes()))

    def _notes(self) -> list[str]:
        notes = list(self.result.notes)
        if len(self.result.rows) > MOST_ROWS:
            notes.append(_("Only the first {count} lines are shown here; a file has them all.").format(count=MOST_ROWS))
        notes.append(_("As a file: {command}").format(command=self.command()))
        return notes

    def command(self) -> str:
        """The command that writes the same report into a file."""
        report = report_named(self.result.name)
        words = ["breeding-center", "report", report.name]
        for field in report.parameters:
            value = self.called.get(field.name, self.values.get(field.name))
            for one in value if isinstance(value, list) else [value]:
                if one is not None:
                    words += [str(one)] if field.positional else [f"--{field.flag}", str(one)]
        return shlex.join([*words, "--output", f"{report.name}.xlsx"])

    def _fill(self, table: Lines) -> None:
        from breeding_center.declarations.written import NUMERIC_KINDS, as_read, shown_value

        result = as_read(self.result)
        table.clear(columns=True)
        self.full = []
        if result.drawing is not None and result.shown_as == "plot":
            self._draw(table, list(result.drawing.lines()))
            return
        rows = [
            [shown_value(row.get(column.code), column, result.zone) for column in result.columns]
            for row in result.rows[:MOST_ROWS]
        ]
        titles = [column.heading if column.is_term else capital(column.heading) for column in result.columns]
        widths = [min(max(map(cells, column)), WIDEST) for column in zip(titles, *rows, strict=True)]
        self.full = [" · ".join(words for words in row if cells(words) > WIDEST) for row in rows]
        right = [column.kind in NUMERIC_KINDS for column in result.columns]
        for title, width in zip(self._cells(titles, widths, right), widths, strict=True):
            title.stylize("bold")
            table.add_column(title, width=width + len(GAP))
        for row in rows:
            table.add_row(*self._cells(row, widths, right))
        self._say_in_full()

    @on(DataTable.RowHighlighted)
    def _say_in_full(self) -> None:
        """What the marked line has no room for."""
        whole, marked = self.query_one("#full", Static), self.query_one(Lines).cursor_row
        whole.display = any(self.full)
        whole.update(Content(self.full[marked] if 0 <= marked < len(self.full) else ""))

    @staticmethod
    def _draw(table: Lines, drawn: list[str]) -> None:
        """The picture in characters, in place of a table that would say less."""
        width = max(map(cells, drawn), default=1)
        table.add_column("", width=width)
        for line in drawn:
            table.add_row(cell(line, width))

    @staticmethod
    def _cells(row: list[str], widths: list[int], right: list[bool]) -> list[Text]:
        return [
            Text(pad(cell(words, width).plain, width, right=is_number), no_wrap=True, end="")
            for words, width, is_number in zip(row, widths, right, strict=True)
        ]

    def action_ask_again(self) -> None:
        self.dismiss(True)
