"""Every action and every report of every room, to pick from; and the forms made of them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from breeding_center.declarations.action import Action
from breeding_center.declarations.report import Report
from breeding_center.text import _
from breeding_center.tui.form import Recorder, Sheet, Values
from breeding_center.tui.pick import Choice
from breeding_center.tui.tasks import filled_in
from breeding_center.tui.texts import capital
from breeding_center.tui.widgets.field_row import Filled
from breeding_center.vocabulary import GridKind
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.office.center import Center, Outcome
    from breeding_center.tui.desk import Desk


def action_choices(_center: "Center") -> list[Choice]:
    """What can be recorded, line by line."""
    from breeding_center.declarations.action import resolve
    from breeding_center.office.rooms import rooms

    return _by_line(
        (action.name, action.name, _(action.title), _(action.help) if action.help else action.name, _(room.title))
        for room in rooms()
        for action in (resolve(room.actions) if room.actions else ())
    )


def _by_line(found: Iterable[tuple[str, str, str, str, str]]) -> list[Choice]:
    """Lines to pick under the room whose group of commands they stand in, or else under the one that declares them.

    The office, the last room, declares what touches several, such as a release; people look for it under rescue.
    Each line is found by the name of its heading, too.
    """
    from breeding_center.declarations.action import resolve
    from breeding_center.office.rooms import rooms

    titles: dict[str, str] = {}
    for each in rooms():
        for action in resolve(each.actions) if each.actions else ():
            titles.setdefault(action.name.partition(".")[0], _(each.title))
    under: dict[str, list[Choice]] = {}
    for key, command, title, detail, room in found:
        heading = capital(titles.get(command.partition(".")[0], room))
        under.setdefault(heading, []).append(Choice(key, title, detail, heading, f"{key} {heading}"))
    return [choice for choices in under.values() for choice in choices]


def grid_choices(_center: "Center") -> list[Choice]:
    """What can be written down of many animals at once."""
    from breeding_center.office.grid import action_of

    return [Choice(kind.value, capital(label(kind)), _(action_of(kind).title)) for kind in GridKind]


def grid_kind_of(kind_of_work: str) -> GridKind | None:
    """The grid that does work of this kind, if there is one."""
    from breeding_center.office.grid import kinds_of_work

    return next((kind for kind in GridKind if kind_of_work in kinds_of_work(kind)), None)


def report_choices(_center: "Center") -> list[Choice]:
    """What can be asked, line by line."""
    from breeding_center.declarations.action import resolve
    from breeding_center.office.rooms import rooms

    return _by_line(
        (report.name, report.alias, _(report.title), _(report.help) if report.help else report.name, _(room.title))
        for room in rooms()
        for report in (resolve(room.reports) if room.reports else ())
    )


def animal_choices(center: "Center") -> list[Choice]:
    """Every animal that is known."""
    from breeding_center.declarations.action import ANIMAL

    return [Choice(str(one.id), one.label, one.detail) for one in center.options(ANIMAL)]


def action_sheet(
    center: "Center", name: str, animal: UUID | None, about: Mapping[str, str] = MappingProxyType({})
) -> Sheet:
    """The form of an action; where it is about an animal, that is written in, and what else is known."""
    action = _action(name)
    filled = {field: Filled.with_text(text) for field, text in about.items()}
    subject = next((one for one in action.fields if one.kind.lookup == "animal" and not one.many), None)
    # A case has an animal of its own, which is not whoever happens to be marked.
    of_a_case = any(one.kind.lookup == "case" for one in action.fields)
    if animal is not None and subject is not None and subject.name == "animal" and not of_a_case:
        filled[subject.name] = filled_in(center, subject, str(animal))
    return Sheet(
        title=_(action.title), fields=action.fields, filled=filled, about=_(action.help) if action.help else "",
        needs_reason=action.needs_reason,
    )  # fmt: skip


def report_sheet(_center: "Center", name: str, about: Mapping[str, str] = MappingProxyType({})) -> Sheet:
    """The parameters of a report, with what is known of them."""
    report = report_named(name)
    return Sheet(
        title=report.shown_title(), fields=report.parameters, about=_(report.help) if report.help else "",
        filled={field: Filled.with_text(text) for field, text in about.items()},
    )  # fmt: skip


def action_recorder(desk: "Desk", name: str) -> Recorder:
    """Does the action with what the form says."""

    def record(center: "Center", values: Values, reason: str | None, confirm: bool) -> "Outcome":
        return center.perform(name, values, by=desk.by, reason=reason, confirm=confirm)

    return record


def _action(name: str) -> Action:
    from breeding_center.office.rooms import action

    return action(name)


def report_named(name: str) -> Report:
    """The report of that name."""
    from breeding_center.office.rooms import report

    return report(name)
