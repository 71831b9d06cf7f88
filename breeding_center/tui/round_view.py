"""What of the day's work is shown, in which order, and how its lines read. Plain values in, plain values out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from breeding_center.text import N_, _, cells, fold, joined
from breeding_center.tui.desk import Person
from breeding_center.tui.texts import day_words
from breeding_center.vocabulary import CareLine, TaskState
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.office.daily_round import DueTask

# Parts of the day by the hour the work is due: they follow the shifts' changes.
SLOTS: tuple[tuple[str, int, int], ...] = (
    (N_("morning"), 8, 12),
    (N_("afternoon"), 12, 17),
    (N_("evening"), 17, 24),
    (N_("night"), 0, 8),
)
OPEN = frozenset({TaskState.DUE, TaskState.OVERDUE, TaskState.ASSIGNED})
SETTLED = frozenset({TaskState.DONE, TaskState.SKIPPED})
_RANKS = {TaskState.OVERDUE: 0, TaskState.DUE: 1, TaskState.ASSIGNED: 1}
_LAST = 2

# What each column is worth on the narrowest terminal; times and states are never cut.
SHARES = {"subject": 15, "place": 11, "title": 20, "feeder": 10}
NARROWEST = 60

Chosen = TypeVar("Chosen")

COLUMNS = ("time", "subject", "place", "title", "state", "feeder")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines of the round are shown."""

    only_mine: bool = False
    line: CareLine | None = None
    slot: str | None = None
    overdue_first: bool = True
    words: str = ""
    # Animals that the words mean in another script or by a number, as the register finds them.
    animals: frozenset[UUID] = frozenset()

    def next_line(self) -> "Filter":
        """The same with the next line of care, and after the last with all of them."""
        return replace(self, line=following([None, *CareLine], self.line))

    def next_slot(self) -> "Filter":
        """The same with the next part of the day, and after the last with the whole day."""
        return replace(self, slot=following([None, *(name for name, _from, _until in SLOTS)], self.slot))


def following(choices: Sequence[Chosen], chosen: Chosen) -> Chosen:
    """The choice after this one; after the last comes the first."""
    return choices[(choices.index(chosen) + 1) % len(choices)]


def is_mine(task: "DueTask", me: Person) -> bool:
    """Is it this person's: given to them, of their animal, or of their post where nobody is named?"""
    if task.feeder_id is not None:
        return task.feeder_id == me.id
    return task.post in me.posts


def shown(tasks: Iterable["DueTask"], chosen: Filter, me: Person | None, zone: ZoneInfo) -> list["DueTask"]:
    """The lines that the filter leaves, in the order it asks for."""
    words = fold(chosen.words).split()
    found = [one for one in tasks if _passes(one, chosen, me, zone) and _says(one, words, chosen.animals)]
    if chosen.overdue_first:
        found.sort(key=lambda one: _RANKS.get(one.state, _LAST))  # stable: by time within each
    return found


def _passes(task: "DueTask", chosen: Filter, me: Person | None, zone: ZoneInfo) -> bool:
    if chosen.only_mine and (me is None or not is_mine(task, me)):
        return False
    if chosen.line is not None and task.line is not chosen.line:
        return False
    return chosen.slot is None or slot_of(task.due_at, zone) == chosen.slot


def _says(task: "DueTask", words: Collection[str], animals: Collection[UUID]) -> bool:
    if not words or (task.animal_id is not None and task.animal_id in animals):
        return True
    text = fold(" ".join((task.subject, task.place, task.house, task.title, task.feeder or "", task.tail)))
    return all(word in text for word in words)


def slot_of(due_at: datetime, zone: ZoneInfo) -> str:
    """The part of the day that the hour belongs to."""
    hour = due_at.astimezone(zone).hour
    return next(name for name, start, end in SLOTS if start <= hour < end)


def time_words(due_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The hour, and how many days off where it is not today: 20:00-1 was yesterday, 02:00+1 is tomorrow."""
    local = due_at.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    return f"{local:%H:%M}{days:+d}" if days else f"{local:%H:%M}"


def count_words(tasks: Iterable["DueTask"]) -> str:
    """How much of the work stands where."""
    found: dict[TaskState, int] = {}
    for one in tasks:
        found[one.state] = found.get(one.state, 0) + 1
    order = (TaskState.OVERDUE, TaskState.DUE, TaskState.ASSIGNED, TaskState.DONE, TaskState.SKIPPED, TaskState.MISSED)
    parts = [f"{found[state]} {label(state)}" for state in order if state in found]
    return " · ".join(parts) if parts else _("nothing to do")


def widths(room: int, lines: Sequence[Mapping[str, str]], *, with_feeder: bool) -> dict[str, int]:
    """How wide each column is: its longest text, where all fit; else those give way that exceed their share most."""
    titles = column_titles()
    names = [name for name in COLUMNS if with_feeder or name != "feeder"]
    found = {name: max([cells(titles[name]), *(cells(line[name]) for line in lines)]) for name in names}
    share = max(room, NARROWEST) - len(names)
    while sum(found.values()) > share:
        found[max((name for name in names if name in SHARES), key=lambda name: found[name] - SHARES[name])] -= 1
    found["title"] += share - sum(found.values())
    return found


def column_titles() -> dict[str, str]:
    """What stands over each column."""
    return {
        "time": _("time"), "subject": _("animal"), "place": _("place"), "title": _("work"), "state": _("state"),
        "feeder": _("feeder"),
    }  # fmt: skip


def line_of(task: "DueTask", now: datetime, zone: ZoneInfo) -> dict[str, str]:
    """One line of the table, by column."""
    return {
        "time": time_words(task.due_at, now, zone), "subject": task.subject,
        "place": task.place if task.place != task.subject else "", "title": task.title,
        "state": label(task.state), "feeder": task.feeder or label(task.post),
    }  # fmt: skip


def details(task: "DueTask", zone: ZoneInfo) -> list[str]:
    """What the line has no room for: the whole names, what is planned, how it is done, and what became of it."""
    first = " · ".join(dict.fromkeys(part for part in (task.title, task.subject, task.house, task.place) if part))
    planned = joined(task.aim.values())
    second = joined(part for part in (planned, task.steps) if part)
    return [first, second, " · ".join((label(task.line), due_words(task, zone), became(task, zone)))]


def due_words(task: "DueTask", zone: ZoneInfo) -> str:
    """When it is due, with its day."""
    time = f"{task.due_at.astimezone(zone):%H:%M}"
    return _("due {day} {time}").format(day=day_words(task.due_at, zone), time=time)


def became(task: "DueTask", zone: ZoneInfo) -> str:
    """What became of a piece of work, or whose it is."""
    if task.done_at is not None and task.done_by is not None:
        when = f"{task.done_at.astimezone(zone):%H:%M}"
        if task.state is TaskState.SKIPPED:
            return _("{who} skipped it at {time}: {why}").format(
                who=task.done_by, time=when, why=task.skip_reason or ""
            )
        return _("{who} did it at {time}").format(who=task.done_by, time=when)
    parts = [_("two people")] if task.is_two_person else []
    parts.append(_("whose: {who}").format(who=task.feeder or label(task.post)))
    if task.one_key and task.state in OPEN:
        parts.append(_("space: done as planned"))
    elif task.state in OPEN:
        parts.append(_("enter: write down what you measured"))
    return " · ".join(parts)
