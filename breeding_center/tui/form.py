"""Forms, made from what an action or a report declares: one line for each field, and what is wrong said beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from breeding_center.declarations.action import PERSON, TEXT, Field
from breeding_center.errors import BreedingCenterError
from breeding_center.text import N_, _, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.field_row import FieldRow, Filled
from breeding_center.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from breeding_center.office.center import Center, Outcome

# Asked beside an action's own fields, and not among its values.
REASON = Field("asked_reason", N_("reason"), TEXT, help=N_("why this is recorded"))
WITNESS = Field("asked_witness", N_("second person"), PERSON, help=N_("who did it together with you"))

Values: TypeAlias = dict[str, object]
Recorder: TypeAlias = Callable[["Center", Values, str | None, bool], "Outcome"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form asks. `fixed` fields are known beforehand and not asked; `steps` say how the work is done."""

    title: str
    fields: tuple[Field, ...]
    filled: Mapping[str, Filled] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    about: str = ""
    needs_reason: bool = False
    needs_witness: bool = False

    def asked(self) -> list[Field]:
        """The fields that are shown: the action's own, then what is asked beside them."""
        asked = [one for one in self.fields if one.name not in self.fixed]
        extra = [WITNESS] if self.needs_witness else []
        extra += [REASON] if self.needs_reason else []
        return [*asked, *extra]


Opener: TypeAlias = Callable[["Center"], Sheet]


class Fields(Spoken[bool | None]):
    """A form. The sheet is read in the background, because what it is prefilled with may be in the records."""

    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, read: Opener) -> None:
        super().__init__(desk)
        self.read = read
        self.sheet: Sheet | None = None
        self.kept: dict[str, Filled] = {}
        self.is_saving = False

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="title", markup=False)
        yield Static(id="about", markup=False)
        yield VerticalScroll(id="fields", can_focus=False)
        yield Static(id="hint", markup=False)
        yield Static(id="problem", markup=False)
        yield KeyLine()

    save_words: ClassVar[str] = N_("Save")

    def words(self) -> None:
        self.kept = {row.field.name: row.kept() for row in self.query(FieldRow)} or self.kept
        self.ask(self.read, self._opened, self._not_opened, group="sheet")

    def _not_opened(self, error: BreedingCenterError) -> None:
        self.complain(error)
        self.dismiss(None)

    async def _show(self, sheet: Sheet) -> None:
        self.query_one("#title", Static).update(Content.styled(safe_text(sheet.title), "bold"))
        about = self.query_one("#about", Static)
        about.update(Content(safe_text(sheet.about, lines=True)))
        about.display = bool(sheet.about)
        box = self.query_one("#fields", VerticalScroll)
        await box.remove_children()
        filled = {**sheet.filled, **self.kept}
        rows = [FieldRow(self.desk, one, filled.get(one.name, Filled())) for one in sheet.asked()]
        await box.mount(*rows, Button(Content(f"{_(self.save_words)}  ^s"), id="save", variant="primary", compact=True))
        self._begin(rows)

    def _opened(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.query_one(Banner).tick()
        self.call_next(self._show, sheet)

    def _begin(self, rows: list[FieldRow]) -> None:
        """Start where something is missing: first of all whom or what it is about, even if that may be left out."""
        empty = [row for row in rows if (row.is_needed or row.field.positional) and row.value() is None]
        if rows:
            (empty or rows)[0].editor.focus()
        else:
            self.query_one("#save", Button).focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say at the bottom what the field wants, in full."""
        row = next((one for one in event.widget.ancestors_with_self if isinstance(one, FieldRow)), None)
        self.query_one("#hint", Static).update(Content(safe_text(row.hint) if row else ""))

    @on(FieldRow.Left)
    def _left(self, event: FieldRow.Left) -> None:
        """On to the next field; after the last one, save."""
        rows = list(self.query(FieldRow))
        place = rows.index(event.row)
        if place + 1 < len(rows):
            rows[place + 1].editor.focus()
        else:
            self.action_save()

    @on(Button.Pressed, "#save")
    def _pressed(self) -> None:
        self.action_save()

    def values(self) -> Values:
        """What is filled in, by field."""
        found = {row.field.name: row.value() for row in self.query(FieldRow)}
        return {name: value for name, value in found.items() if value is not None}

    def action_save(self) -> None:
        if self.sheet is not None and not self.is_saving and self._is_whole():
            self.is_saving = True
            self._say_problem("")
            self.save(self.values())

    def save(self, values: Values) -> None:
        """Do with the values what the form is for."""
        raise NotImplementedError

    def _is_whole(self) -> bool:
        missing = [row for row in self.query(FieldRow) if row.is_needed and row.value() is None]
        if missing:
            self._say_problem(_("{field} is missing.").format(field=_(missing[0].field.label)))
            missing[0].editor.focus()
        return not missing

    def refuse(self, error: BreedingCenterError) -> None:
        """Say what is wrong at the form, and keep what was typed."""
        self.is_saving = False
        self._say_problem(error.sentence)
        for row in self.query(FieldRow):
            # A sentence about one field begins with its name.
            if error.sentence.startswith(_("{field}: {sentence}").format(field=_(row.field.label), sentence="")):
                row.editor.focus()
                return

    def _say_problem(self, sentence: str) -> None:
        words = self.query_one("#problem", Static)
        words.update(Content.assemble("✗ ", safe_text(sentence)) if sentence else Content(""))
        words.set_class(bool(sentence), "-shown")


class Form(Fields):
    """A form that records something; gives back whether it did."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.FORM)

    def __init__(self, desk: Desk, read: Opener, record: Recorder) -> None:
        super().__init__(desk, read)
        self.record = record

    def save(self, values: Values) -> None:
        said = values.pop(REASON.name, None)
        reason = None if said is None else str(said)

        def deed(center: "Center", doubt_reason: str | None, confirm: bool) -> "Outcome":
            return self.record(center, values, doubt_reason or reason, confirm)

        self.center_app.record(deed, self._recorded, self.refuse)

    def _recorded(self) -> None:
        if self.is_attached:
            self.dismiss(True)
