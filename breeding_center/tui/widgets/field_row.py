"""One field of a form: what it is called, where it is filled in, and an example of what people write there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from breeding_center.declarations.action import ME, NOW, Field
from breeding_center.text import N_, _, joined, listed, safe_text
from breeding_center.tui.desk import Desk
from breeding_center.tui.texts import capital
from breeding_center.tui.widgets.line_input import LineInput
from breeding_center.tui.widgets.lookup_box import LookupBox
from breeding_center.words import label

EXAMPLES = {
    "mass": N_("such as 98.4kg or 350 g"),
    "volume": N_("such as 120 mL"),
    "dose": N_("such as 5 mg"),
    "temperature": N_("such as 36.8"),
    "length": N_("such as 120 cm"),
    "minutes": N_("such as 15 min"),
    "number": N_("such as 3.5"),
    "degrees": N_("such as 33.62 or 33°37'12\""),
    "count": N_("such as 3"),
    "portion": N_("such as bamboo leaf 6kg"),
    "date": N_("such as 2020-09-25 or yesterday"),
    "span": N_("such as 2019-05 or about 2019"),
    "instant": N_("such as 08:00 or yesterday 16:30"),
    "animal": N_("a name, a number or a chip"),
    "pair": N_("such as Zhuzhu x Qizai"),
    "file": N_("the path of a file"),
    # What a number is of, where its kind says so.
    "METERS": N_("such as 1540"),
}
# What is written there may be long: the box takes the line, and its help is read at the bottom.
WIDE_KINDS = frozenset({"text", "file"})
# A number alone is no example where the field says itself what it counts.
PLAIN_FIGURES = frozenset({"number", "count"})


@dataclass
class Filled:
    """What stands in a field: its text, the keys of records taken by name, and the text as it was given in advance.

    A text given in advance may hold characters that are shown as signs; unless it is changed, it goes back as it came.
    """

    text: str = ""
    picked: dict[str, UUID] = field(default_factory=dict)
    given: str | None = None

    @classmethod
    def with_text(cls, text: str) -> "Filled":
        """A field filled in advance."""
        return cls(safe_text(text), given=text)


class NoteArea(TextArea):
    """A box for a longer text; Tab goes on to the next field."""

    def __init__(self, text: str) -> None:
        super().__init__(text, tab_behavior="focus", show_line_numbers=False, compact=True)


class FieldRow(Horizontal):
    """A field of an action or a report. `placeholder` is shown where nothing is filled in: what is taken then."""

    class Left(Message):
        """The person is done with this field."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row

    def __init__(self, desk: Desk, one: Field, filled: Filled) -> None:
        super().__init__(classes="-wide" if one.many or one.kind.name in WIDE_KINDS else "")
        self.desk = desk
        self.field = one
        self.filled = filled

    def compose(self) -> ComposeResult:
        yield Static(classes="field-label", markup=False)
        yield self._editor()
        yield Static(classes="field-help", markup=False)

    def on_mount(self) -> None:
        name = capital(_(self.field.label))
        mark = "*" if self.is_needed else ""
        self.query_one(".field-label", Static).update(Content.assemble(safe_text(name), (mark, "bold")))
        self.query_one(".field-help", Static).update(Content(self.example or self.hint))

    @property
    def is_needed(self) -> bool:
        """Must it be filled in?"""
        return self.field.required and self.field.default is None

    @property
    def example(self) -> str:
        """What people write there."""
        if self.field.kind.name == "scale":
            return self.field.kind.metavar
        if self.field.kind.name in PLAIN_FIGURES and self.field.help:
            return ""
        example = EXAMPLES.get(self.field.kind.metavar) or EXAMPLES.get(self.field.kind.name, "")
        return _(example) if example else ""

    @property
    def hint(self) -> str:
        """The help for it, with an example."""
        parts = [_(self.field.help) if self.field.help else "", self.example]
        if self.field.many:
            parts.append(_("several: apart by commas"))
        return joined(dict.fromkeys(part for part in parts if part))

    def _editor(self) -> Widget:
        one, kind = self.field, self.field.kind
        if kind.words is not None and not one.many:
            return self._choice([(label(word), word.value) for word in kind.words])
        if kind.name == "yes_no":
            return self._choice([(_("yes"), "yes"), (_("no"), "no")])
        if kind.lookup is not None:
            return LookupBox(self.desk, one, self.filled.text, self.filled.picked, self._placeholder())
        if kind.name == "text" and one.name != "note":
            return NoteArea(self.filled.text)
        return LineInput(self.filled.text, placeholder=self._placeholder(), select_on_focus=True)

    def _choice(self, options: list[tuple[str, str]]) -> Widget:
        default = self.field.default
        chosen = self.filled.text or ({True: "yes", False: "no"}.get(default) if isinstance(default, bool) else default)
        value: Any = (
            str(chosen) if chosen is not None and str(chosen) in [code for _words, code in options] else Select.NULL
        )
        return Select(
            [(Text(words), code) for words, code in options],
            prompt=_("choose") if self.is_needed else _("not said"), value=value, compact=True,
        )  # fmt: skip

    def _placeholder(self) -> str:
        default = self.field.default
        if default == ME:
            who = self.desk.person.label if self.desk.person else ""
            return _("you: {name}").format(name=safe_text(who))
        if default == NOW:
            return _("now")
        if self.field.kind.words is not None and self.field.many:
            return listed(label(word) for word in self.field.kind.words)
        return "" if default is None else _(str(default))

    # ------------------------------------------------------------ what stands here

    def kept(self) -> Filled:
        """What stands here, to be shown again."""
        return Filled(self._text(), self.filled.picked, self.filled.given)

    def value(self) -> object:
        """What is to be recorded, or None where nothing is filled in."""
        box = self.query(LookupBox)
        text = self._text()
        if self.filled.given is not None and text == safe_text(self.filled.given):
            return self.filled.picked.get(text, self.filled.given)
        if box:
            value = box.first().value()
            return value if value not in ("", []) else None
        return text if text.strip() else None

    def _text(self) -> str:
        found: dict[type[Widget], Callable[[Any], str]] = {
            Select: lambda editor: str(editor.value) if editor.selection is not None else "",
            TextArea: lambda editor: str(editor.text),
            Input: lambda editor: str(editor.value),
        }
        for kind, read in found.items():
            for editor in self.query(kind):
                return read(editor)
        return ""

    @property
    def editor(self) -> Widget:
        """The part that takes what is typed."""
        return next(iter(self.query("LineInput, Select, TextArea").results(Widget)))

    @on(Input.Submitted)
    @on(LookupBox.Left)
    def _left(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Left(self))
