"""What the office's reports are answered with."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from breeding_center.animals.queries import animal_views, here_at, latest_weights
from breeding_center.animals.registers import permit_views
from breeding_center.care.queries import last_handover
from breeding_center.care.rules import is_open
from breeding_center.declarations.action import resolve
from breeding_center.declarations.report import Answer
from breeding_center.declarations.room import TimelineRow
from breeding_center.enclosures.queries import place_of
from breeding_center.enclosures.rules import natural_order
from breeding_center.moments import age_between, day_bounds, show_age, show_date, show_instant
from breeding_center.office import rooms
from breeding_center.office.daily_round import DueTask, counts, due_on, today_of, whole_day
from breeding_center.office.history import conditions_of
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import StaffView, charges_of, on_shift, pattern_views, staff_views
from breeding_center.text import N_, _, joined, listed
from breeding_center.vocabulary import CareLine, Post, TaskState
from breeding_center.words import label

# What the pencil finds on the sheet: room to write, and nothing that is already done.
LAPSES = timedelta(days=60)
LAPSED = timedelta(days=30)
BLANK = "__________"
NAMED = N_("{what}: {value}")


def task_row(task: DueTask) -> dict[str, object]:
    """A task as reports and scripts see it; keys never translate."""
    return {
        "id": str(task.id), "line": task.line, "kind": task.kind, "subject": task.subject, "due_at": task.due_at,
        "state": task.state, "feeder": task.feeder, "title": task.title, "place": task.place, "done_by": task.done_by,
        "done_at": task.done_at, "skip_reason": task.skip_reason,
    }  # fmt: skip


def today(reading: Reading) -> Answer:
    """Today's round, with what is still open of yesterday."""
    found = due_on(reading, today_of(reading))
    return Answer([task_row(one) for one in found], [summary(found)])


def summary(tasks: Iterable[DueTask]) -> str:
    """How the day stands, in one sentence."""
    found = counts(tasks)
    return _("{total} tasks: {states}.").format(
        total=sum(found.values()),
        states=listed(f"{found[state]} {label(state)}" for state in TaskState if state in found),
    )


def tasks(
    reading: Reading, *, day: date, line: CareLine | None, state: TaskState | None, animal: UUID | None
) -> Answer:
    """The work of a day, whatever became of it."""
    found = [
        one
        for one in whole_day(reading, day)
        if (line is None or one.line is line)
        and (state is None or one.state is state)
        and (animal is None or one.animal_id == animal)
    ]
    return Answer([task_row(one) for one in found], [summary(found)])


def daily(reading: Reading, *, day: date) -> Answer:
    """What was recorded on a day about every animal, and the work that was left."""
    from_at, until_at = day_bounds(day, reading.zone, reading.site.day_starts_at)
    people = staff_views(reading)
    rows: list[dict[str, object]] = []
    here = here_at(reading, min(until_at, reading.now))
    views = animal_views(reading, set(here))
    for animal in here:
        rows.extend(
            {
                "line": row.line, "subject": views[animal].label, "at": row.at, "what": row.kind,
                "text": row.sentence, "by": people[row.by_id].label if row.by_id in people else None,
            }
            for row in _records(reading, animal, from_at, until_at)
        )  # fmt: skip
    work = whole_day(reading, day)
    left = (TaskState.SKIPPED, TaskState.MISSED)
    rows.extend({"line": one.line, "what": one.state, **_left(one)} for one in work if one.state in left)
    order = {line: place for place, line in enumerate(CareLine)}
    rows.sort(key=lambda row: (order.get(row["line"], 9), str(row["subject"]), str(row["at"])))  # type: ignore[call-overload]
    return Answer(rows, [summary(work)])


def _left(task: DueTask) -> dict[str, object]:
    """Work that was not done, and why."""
    return {
        "at": task.due_at, "subject": task.subject, "by": task.done_by or task.feeder,
        "text": _(NAMED).format(what=task.title, value=task.skip_reason) if task.skip_reason else task.title,
    }  # fmt: skip


def _records(reading: Reading, animal: UUID, from_at: object, until_at: object) -> list[TimelineRow]:
    rows: list[TimelineRow] = []
    for room in rooms.rooms():
        if room.timeline:
            rows.extend(resolve(room.timeline)(reading, animal, from_at, until_at))
    return rows


def round_sheet(reading: Reading, *, day: date) -> Answer:
    """The round on paper: a page per house, a line per piece of work with room for a pencil at each of its times."""
    work = whole_day(reading, day)
    lines: dict[tuple[str, ...], list[DueTask]] = {}
    for one in sorted(work, key=_as_one_walks):
        key = (one.house or _("the center"), one.place, one.subject, one.title, joined(one.aim.values()))
        lines.setdefault(key, []).append(one)
    sheet = [
        {
            "house": house, "place": place, "subject": subject, "work": title, "planned": planned,
            "done": "  ".join(_pencil(one, reading) for one in tasks),
        }
        for (house, place, subject, title, planned), tasks in lines.items()
    ]  # fmt: skip
    title = _("Round sheet of {day}").format(day=day.isoformat())
    return Answer(sheet, [summary(work)], title)


def _as_one_walks(task: DueTask) -> tuple[str, str, str, datetime]:
    """By house, den after den: the tenth comes after the ninth."""
    house = natural_order(task.house_code) if task.house_code else "~"
    return house, natural_order(task.place), task.subject, task.due_at


def _pencil(task: DueTask, reading: Reading) -> str:
    """A time and the room beside it, which a line break must not part."""
    return f"{_clock(task.due_at, reading)}\N{NO-BREAK SPACE}{_written(task, reading) or BLANK}"


def _clock(at: datetime, reading: Reading) -> str:
    return f"{at.astimezone(reading.zone):%H:%M}"


def _written(task: DueTask, reading: Reading) -> str:
    if task.state is TaskState.DONE and task.done_at is not None:
        return f"✓ {_clock(task.done_at, reading)} {task.done_by or ''}".strip()
    return _("skipped: {why}").format(why=task.skip_reason) if task.state is TaskState.SKIPPED else ""


def handover(reading: Reading) -> Answer:
    """What a shift hands to the next: what was done, what is open, what to watch."""
    work = due_on(reading, today_of(reading))
    people = staff_views(reading)
    rows = [*_last_words(reading, people), *_lines_done(work)]
    left = (TaskState.OVERDUE, TaskState.SKIPPED)
    rows.extend({"part": label(one.state), **_left(one)} for one in work if one.state in left)
    here = animal_views(reading, here_at(reading, reading.now))
    rows.extend(
        {"part": _("to watch"), "at": None, "subject": here[animal].label, "text": held, "by": None}
        for animal, conditions in conditions_of(reading, list(here), reading.now).items()
        for held in conditions
    )
    rows.extend(_lapsing(reading))
    return Answer(rows, [summary(work)])


def _lapsing(reading: Reading) -> list[dict[str, object]]:
    """Papers that lapse within two months, or have lapsed within one."""
    today = today_of(reading)
    said = _("{kind} {number} lapses on {day}")
    return [
        {
            "part": _("to watch"), "at": None, "by": None, "subject": "",
            "text": said.format(kind=label(paper.kind), number=paper.number, day=show_date(paper.valid_until)),
        }
        for paper in permit_views(reading).values()
        if paper.valid_until is not None and -LAPSED <= paper.valid_until - today <= LAPSES
    ]  # fmt: skip


def _last_words(reading: Reading, people: Mapping[UUID, StaffView]) -> list[dict[str, object]]:
    last = last_handover(reading)
    if last is None:
        return []
    shift = _shift_name(reading, last.shift_code)
    who = people[last.handed_by_id].label if last.handed_by_id in people else None
    rows: list[dict[str, object]] = [
        {"part": part, "at": last.handed_at, "subject": shift, "text": words, "by": who}
        for part, words in ((_("last handover"), last.text), (_("to watch"), last.watch))
        if words
    ]
    if last.taken_at is not None and last.taken_by_id in people:
        who = people[last.taken_by_id].label
        rows.append({"part": _("taken over"), "at": last.taken_at, "subject": shift, "text": "", "by": who})
    return rows


def _shift_name(reading: Reading, code: str) -> str:
    """A shift as people call it; one that is not among the center's shifts is called as it was written."""
    return next((one.label for one in pattern_views(reading).values() if one.code == code), code)


def _lines_done(work: list[DueTask]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for line in CareLine:
        mine = [one for one in work if one.line is line]
        if mine:
            done = sum(one.state is TaskState.DONE for one in mine)
            still = sum(is_open(one.state) for one in mine)
            text = _("{done} of {total} done, {open} open").format(done=done, total=len(mine), open=still)
            rows.append({"part": label(line), "at": None, "subject": None, "text": text, "by": None})
    return rows


def emergency(reading: Reading) -> Answer:
    """Every animal with its den, its keeper's phone and what it must have, for the worst hour."""
    now = reading.now
    here = here_at(reading, now)
    views = animal_views(reading, set(here))
    places, weights = place_of(reading, list(here), now), latest_weights(reading, now, here)
    charges, people = charges_of(reading, list(here), now), staff_views(reading)
    musts, held = _musts(reading), conditions_of(reading, here, now)
    rows: list[dict[str, object]] = []
    for animal in here:
        view, place = views[animal], places.get(animal)
        keeper = next((people[one] for one in charges.get(animal, []) if one in people), None)
        must_have = [*held.get(animal, []), *musts.get(animal, [])]
        weight = weights.get(animal)
        rows.append(
            {
                "house": place.house_label if place else "", "place": place.label if place else _("nowhere"),
                "animal": view.label, "sex": view.sex, "weight_g": weight[0] if weight else None,
                "age": show_age(age_between(view.birth, now.astimezone(reading.zone).date())),
                "must_have": joined(must_have), "keeper": keeper.label if keeper else None,
                "phone": keeper.phone if keeper else None,
            }
        )  # fmt: skip
    rows.sort(key=lambda row: (str(row["house"]), str(row["place"]), str(row["animal"])))
    return Answer(rows, _whom_to_call(reading))


def _musts(reading: Reading) -> dict[UUID, list[str]]:
    """Medicines and milk that an animal must have today, with their hours."""
    day = today_of(reading)
    times: dict[tuple[UUID, str], list[str]] = {}
    for task in due_on(reading, day):
        if task.kind in ("medication", "cub_milk") and task.animal_id is not None and is_open(task.state):
            what = listed(value for key, value in task.aim.items() if key != "route") or task.title
            times.setdefault((task.animal_id, what), []).append(f"{task.due_at.astimezone(reading.zone):%H:%M}")
    found: dict[UUID, list[str]] = {}
    for (animal, what), hours in times.items():
        found.setdefault(animal, []).append(f"{what} ({listed(hours)})")
    return found


def _whom_to_call(reading: Reading) -> list[str]:
    people = staff_views(reading)
    on_duty = set(on_shift(reading, reading.now))
    chiefs = [one for one in people.values() if one.posts & {Post.VETERINARIAN, Post.CURATOR}]
    lines = [
        _(NAMED).format(what=one.label, value=listed([*sorted(label(post) for post in one.posts), one.phone or "-"]))
        + (_(", on shift now") if one.id in on_duty else "")
        for one in chiefs
    ]
    lines.append(_("On shift now: {people}.").format(people=listed(people[one].label for one in sorted(on_duty))))
    lines.append(_("Printed {at}.").format(at=show_instant(reading.now, reading.zone)))
    return lines
