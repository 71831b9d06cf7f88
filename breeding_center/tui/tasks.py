"""Doing, skipping and giving away a piece of work."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from breeding_center.declarations.action import Field, TaskKind
from breeding_center.text import _, safe_text
from breeding_center.tui.form import WITNESS, Recorder, Sheet, Values
from breeding_center.tui.round_view import details, due_words
from breeding_center.tui.widgets.field_row import Filled
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.office.center import Center, Outcome
    from breeding_center.office.daily_round import DueTask
    from breeding_center.tui.desk import Desk


def sheet_of(center: "Center", task: "DueTask") -> Sheet:
    """The form that completes a piece of work: its animal and place are known, its plan is written in."""
    from breeding_center.office.rooms import task_kinds

    action, filled = center.form(task)
    kind = task_kinds()[task.kind]
    known = frozenset(_known(kind, filled))
    asked = {one.name: one for one in action.fields if one.name not in known}
    title, steps, _rest = details(task, center.site.zone)
    due = f"{label(task.line)} · {due_words(task, center.site.zone)}"
    return Sheet(
        title=title,
        fields=action.fields,
        filled={name: filled_in(center, asked[name], text) for name, text in filled.items() if name in asked},
        fixed=known,
        about="\n".join(part for part in (steps, due) if part),
        needs_reason=action.needs_reason,
        needs_witness=task.is_two_person,
    )


def _known(kind: TaskKind, filled: Mapping[str, str]) -> Iterator[str]:
    """The fields that the work itself answers: what it is about, and then not what else it might be about."""
    subjects = [name for name in (kind.subject, kind.place, kind.enclosure) if name]
    if any(name in filled for name in subjects):
        yield from subjects
    if kind.topic in filled and kind.topic:
        yield kind.topic


def filled_in(center: "Center", field: Field, text: str) -> Filled:
    """What stands in a field beforehand; a record's key is shown as people call the record."""
    filled = Filled.with_text(text)
    if field.kind.lookup is None:
        return filled
    try:
        key = UUID(text)
    except ValueError:
        return filled
    called = next((safe_text(one.label) for one in center.options(field) if one.id == key), None)
    return filled if called is None else Filled(called, {called: key})


def recorder_of(desk: "Desk", task: "DueTask") -> Recorder:
    """Completes the work with what the form says."""

    def record(center: "Center", values: Values, reason: str | None, confirm: bool) -> "Outcome":
        own = dict(values)
        witness = own.pop(WITNESS.name, None)
        return center.complete(
            task.id, own, by=desk.by, reason=reason, confirm=confirm,
            witness=None if witness is None else str(witness),
        )  # fmt: skip

    return record


def named(task: "DueTask") -> str:
    """The work in a few words, for a question about it."""
    return _("{title} of {subject}").format(title=task.title, subject=task.subject)
