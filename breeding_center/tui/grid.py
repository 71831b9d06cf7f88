"""Many animals at once: a line for each, typed one after the other, and nothing written until all of it is sent."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from breeding_center.declarations.action import Field
from breeding_center.errors import BreedingCenterError, NeedsConfirmation
from breeding_center.text import _, n_, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk
from breeding_center.tui.form import WITNESS
from breeding_center.tui.texts import capital
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.field_row import EXAMPLES
from breeding_center.tui.widgets.grid_row import ASKED, FINE, REFUSED, GridRow
from breeding_center.tui.widgets.line_input import LineInput
from breeding_center.tui.widgets.lookup_box import LookupBox
from breeding_center.vocabulary import GridKind
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.office.center import Center, Outcome
    from breeding_center.office.grid import Line, Subject

ACTION = "care.grid"


class Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The lines; the keys that would scroll them go from line to line instead."""


class Grid(Spoken[bool | None]):
    """A grid of one kind. `only` names the work whose animals are listed; without it, all that is open today."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.GRID)
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, kind: GridKind, only: Sequence[UUID] | None = None) -> None:
        super().__init__(desk)
        self.kind = kind
        self.only = only
        self.fields: tuple[Field, ...] = ()
        self.last_row: GridRow | None = None  # the line that was typed into last
        self.is_saving = False
        self.is_warned = False

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="title", markup=False)
        with Horizontal(id="grid-when"):
            yield Static(id="when-label", markup=False)
            yield LineInput(id="when", select_on_focus=True)
            yield Static(id="when-help", markup=False)
        with Horizontal(id="grid-who"):
            yield Static(id="who-label", markup=False)
            yield LookupBox(self.desk, WITNESS, "", {}, "")
            yield Static(id="who-help", markup=False)
        yield Horizontal(id="grid-head")
        yield Rows(id="grid")
        yield Static(id="hint", markup=False)
        yield Static(id="problem", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    # ------------------------------------------------------------ showing

    def words(self) -> None:
        title = Content.assemble((capital(label(self.kind)), "bold"), "  ", _("one line for each animal"))
        self.query_one("#title", Static).update(title)
        self.query_one("#when-label", Static).update(Content(capital(_("when"))))
        self.query_one("#when-help", Static).update(Content(_("enter: next animal; tab: next box; ^s: record all")))
        self.query_one("#when", LineInput).placeholder = _("now")
        self.query_one("#who-label", Static).update(Content(capital(_(WITNESS.label))))
        self.query_one("#who-help", Static).update(Content(_("this work asks for two people")))
        self.ask(self._read, self._opened, self._not_opened, group="grid")

    def _read(self, center: "Center") -> "tuple[tuple[Field, ...], list[Subject]]":
        from breeding_center.office.grid import columns, subjects

        with center.reading() as asking:
            return columns(self.kind), subjects(asking, self.kind, self.only)

    def _not_opened(self, error: BreedingCenterError) -> None:
        self.complain(error)
        self.dismiss(None)

    def _opened(self, found: "tuple[tuple[Field, ...], list[Subject]]") -> None:
        self.fields, subjects = found
        self.query_one(Banner).tick()
        self.call_next(self._show, subjects)

    async def _show(self, subjects: "list[Subject]") -> None:
        """The lines; what is typed already stays, and only the names are said anew."""
        await self._say_head()
        self.query_one("#grid-who").set_class(any(one.is_two_person for one in subjects), "-shown")
        named = {(one.animal_id, one.access_set_id): one for one in subjects}
        rows = list(self.query(GridRow))
        for row in rows:
            if row.subject is not None:
                row.subject = named.get((row.subject.animal_id, row.subject.access_set_id), row.subject)
                row.name_it()
        if rows:
            return
        made = [GridRow(self.desk, number, self.fields, one) for number, one in enumerate([*subjects, None], 1)]
        await self.query_one(Rows).mount(*made)
        made[0].focus_column(-len(self.fields) + 1 if subjects else -len(self.fields))

    async def _say_head(self) -> None:
        head = self.query_one("#grid-head", Horizontal)
        await head.remove_children()
        titles = [Static(Content("  #"), classes="grid-number")]
        subject = _("animal or place") if self.kind in (GridKind.LEFTOVERS, GridKind.FECES) else _("animal")
        titles.append(Static(Content(capital(subject)), classes="grid-subject"))
        for field in self.fields[1:]:
            kind = "grid-note" if field.name == "note" else f"grid-{field.kind.name}"
            titles.append(Static(Content(capital(_(field.label))), classes=f"grid-cell {kind}"))
        await head.mount(*titles)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What the box wants, or what was said to its line, at the bottom; the line that was left is looked at."""
        row = next((one for one in event.widget.ancestors_with_self if isinstance(one, GridRow)), None)
        if self.last_row is not None and self.last_row is not row:
            self._look_at(self.last_row)
        self.last_row = row
        self._say_hint(row, row.column_of(event.widget) if row else 0)

    def _say_hint(self, row: GridRow | None, column: int) -> None:
        words = ""
        if row is not None:
            field = self.fields[column]
            example = EXAMPLES.get(field.kind.name, "")
            parts = [capital(_(field.label)), _(field.help) if field.help else "", _(example) if example else ""]
            words = row.sentence if row.cells == row.checked else " · ".join(part for part in parts if part)
        self.query_one("#hint", Static).update(Content(safe_text(words)))

    # ------------------------------------------------------------ typing

    @on(GridRow.Typed)
    def _typed(self, event: GridRow.Typed) -> None:
        """There is always a blank line at the end."""
        self.is_warned = False
        rows = list(self.query(GridRow))
        if event.row is rows[-1] and not event.row.is_empty:
            self.query_one(Rows).mount(GridRow(self.desk, len(rows) + 1, self.fields, None))

    @on(GridRow.Entered)
    def _entered(self, event: GridRow.Entered) -> None:
        self._go(event.row, 1, -len(self.fields) + 1 if event.row.subject else -len(self.fields))

    def action_line(self, step: int) -> None:
        """To the same box of the next line."""
        focused = self.focused
        row = next((one for one in focused.ancestors_with_self if isinstance(one, GridRow)), None) if focused else None
        rows = list(self.query(GridRow))
        if row is not None and focused is not None:
            self._go(row, step, row.column_of(focused))
        elif focused is self.who.line and step < 0:
            self.query_one("#when", LineInput).focus()
        elif focused is not self.who.line and step > 0 and self.is_two_person:
            self.who.line.focus()
        elif rows and step > 0:
            rows[0].focus_column(-len(self.fields) + 1)

    @on(LookupBox.Left)
    def _named(self) -> None:
        """The second person is named: on to the first line."""
        self._say_problem("")
        self.action_line(1)

    @property
    def who(self) -> LookupBox:
        """The box of the second person."""
        return self.query_one("#grid-who LookupBox", LookupBox)

    @property
    def is_two_person(self) -> bool:
        """Is a second person asked for?"""
        return self.query_one("#grid-who").has_class("-shown")

    @property
    def lacks_second(self) -> bool:
        """Is the second person asked for, and not named yet?"""
        return self.is_two_person and not self.who.value()

    def _go(self, row: GridRow, step: int, column: int) -> None:
        rows = list(self.query(GridRow))
        place = rows.index(row) + step
        if place < 0:
            (self.who.line if self.is_two_person else self.query_one("#when", LineInput)).focus()
        elif place < len(rows):
            is_blank = rows[place].subject is None and rows[place].is_empty
            rows[place].focus_column(-len(self.fields) if is_blank else column)

    def _look_at(self, row: GridRow) -> None:
        """Ask what recording the line would come to; nothing is written."""
        cells = row.cells
        if row.is_empty or cells == row.checked or not row.is_attached:
            if row.is_empty and row.checked:
                row.say("", "", ())
            return
        if self.lacks_second:
            return
        line = row.line()
        self.ask(
            lambda center: center.rehearse(ACTION, self._values((line,)), by=self.desk.by),
            lambda sentence: row.say(FINE, sentence, cells),
            lambda error: self._wrong(row, _of_line(error, line.number), cells),
            group=f"line{line.number}",
        )

    def _values(self, lines: "tuple[Line, ...]") -> dict[str, object]:
        when = self.query_one("#when", LineInput).value.strip()
        witness = self.who.value() if self.is_two_person else ""
        return {"kind": self.kind, "file": lines, "done_at": when, "witness": witness}

    @staticmethod
    def _wrong(row: GridRow, error: BreedingCenterError, cells: tuple[str, ...]) -> None:
        if isinstance(error, NeedsConfirmation):
            row.say(ASKED, error.doubt, cells)
        else:
            row.say(REFUSED, error.sentence, cells)

    # ------------------------------------------------------------ sending

    def action_send(self) -> None:
        """Record all lines in one go, or none."""
        lines = tuple(row.line() for row in self.query(GridRow) if not row.is_empty)
        if self.is_saving:
            return
        if not lines:
            self._say_problem(_("Nothing is typed yet."))
            return
        if self.lacks_second:
            self._say_problem(_("This work asks for two people: name the second one above."))
            self.who.line.focus()
            return
        self.is_saving = True
        self._say_problem("")
        values = self._values(lines)
        said = n_("Recorded {count} line.", "Recorded {count} lines.", len(lines)).format(count=len(lines))

        def deed(center: "Center", reason: str | None, confirm: bool) -> "Outcome":
            outcome = center.perform(ACTION, values, by=self.desk.by, reason=reason, confirm=confirm)
            return outcome if len(lines) == 1 else replace(outcome, sentence=said)

        self.center_app.record(deed, self._recorded, self._refused)

    def _recorded(self) -> None:
        if self.is_attached:
            self.dismiss(True)

    def _refused(self, error: BreedingCenterError) -> None:
        """Say beneath each line what is wrong with it, and go to the first."""
        self.is_saving = False
        by_line: dict[int, BreedingCenterError] = getattr(error, "by_line", {})
        for row in self.query(GridRow):
            if row.number in by_line:
                self._wrong(row, by_line[row.number], row.cells)
        if by_line:
            count = len(by_line)
            self._say_problem(
                n_("{count} line is in the way; nothing is recorded.", "{count} lines are in the way; nothing is"
                   " recorded.", count).format(count=count)
            )  # fmt: skip
            first = next(row for row in self.query(GridRow) if row.number in by_line)
            first.focus_column(-len(self.fields) + 1)
            self.call_after_refresh(first.scroll_visible, animate=False)
        else:
            self._say_problem(error.sentence)

    def _say_problem(self, sentence: str) -> None:
        words = self.query_one("#problem", Static)
        words.update(Content.assemble("✗ ", safe_text(sentence)) if sentence else Content(""))
        words.set_class(bool(sentence), "-shown")

    def action_back(self) -> None:
        """Leave; what was typed is lost, so the key is asked for twice."""
        if self.is_warned or all(row.is_empty for row in self.query(GridRow)):
            self.dismiss(None)
            return
        self.is_warned = True
        self._say_problem(_("Nothing of this is recorded yet; escape once more leaves it."))


def _of_line(error: BreedingCenterError, number: int) -> BreedingCenterError:
    """What is wrong with one line, without its number."""
    by_line: dict[int, BreedingCenterError] = getattr(error, "by_line", {})
    return by_line.get(number, error)
