"""The list of rooms, and what they contribute together. A new line of care is a new room and one line here."""

from functools import cache
from importlib import import_module

from breeding_center.declarations.action import Action, TaskKind, resolve
from breeding_center.declarations.report import Report
from breeding_center.declarations.room import LookupNames, Room
from breeding_center.declarations.threshold import Threshold
from breeding_center.errors import NotUnderstood
from breeding_center.text import _, listed

_ROOMS = (
    "breeding_center.animals.room",
    "breeding_center.enclosures.room",
    "breeding_center.team.room",
    "breeding_center.care.room",
    "breeding_center.rescue.room",
    "breeding_center.disease_control.room",
    "breeding_center.breeding.room",
    "breeding_center.nutrition.room",
    "breeding_center.office.room",
)


@cache
def rooms() -> tuple[Room, ...]:
    """All rooms, in the order people meet them."""
    return tuple(import_module(name).ROOM for name in _ROOMS)


@cache
def actions() -> dict[str, Action]:
    """Every action by its name."""
    found: dict[str, Action] = {}
    for room in rooms():
        for action in resolve(room.actions) if room.actions else ():
            found[action.name] = action
    return found


@cache
def reports() -> dict[str, Report]:
    """Every report by its name."""
    return {report.name: report for room in rooms() if room.reports for report in resolve(room.reports)}


@cache
def task_kinds() -> dict[str, TaskKind]:
    """Every kind of work by its code."""
    return {kind.code: kind for room in rooms() if room.task_kinds for kind in resolve(room.task_kinds)}


@cache
def thresholds() -> dict[str, Threshold]:
    """Every figure that rules judge by, by its code."""
    return {one.code: one for room in rooms() if room.thresholds for one in resolve(room.thresholds)}


@cache
def evidence() -> dict[str, tuple[str, ...]]:
    """Which rooms' functions answer a question of a checklist, by the question's code."""
    found: dict[str, tuple[str, ...]] = {}
    for room in rooms():
        for code, name in room.evidence.items():
            found[code] = (*found.get(code, ()), name)
    return found


@cache
def lookups() -> dict[str, LookupNames]:
    """How each kind of record is looked up."""
    return {kind: names for room in rooms() for kind, names in room.lookups.items()}


def action(name: str) -> Action:
    """The action called `name`; raises `NotUnderstood` where there is none."""
    if name not in actions():
        raise NotUnderstood(_("There is no action called {name}.").format(name=name))
    return actions()[name]


def report(name: str) -> Report:
    """The report called `name`; raises `NotUnderstood` where there is none."""
    if name not in reports():
        known = listed(sorted(reports()))
        raise NotUnderstood(_("There is no report called {name}; there are {known}.").format(name=name, known=known))
    return reports()[name]


def load_models() -> None:
    """Map every room's classes, as a writer needs them; readers do with tables and are spared the cost."""
    for room in rooms():
        for module in room.models:
            import_module(module)
