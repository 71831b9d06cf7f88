"""The day's round: what is due, whose it is, where it stands.

Speed-critical: every keeper's morning begins here, so nothing in it maps a class.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from breeding_center.animals.queries import AnimalView, animal_views
from breeding_center.care.queries import Occurrence, planned_values, work_on
from breeding_center.care.rules import is_open, state_at
from breeding_center.declarations.action import Action, resolve
from breeding_center.declarations.room import Candidate
from breeding_center.disease_control.dedicated import Dedicated, dedicated
from breeding_center.enclosures.queries import PlaceView, access_set_views, enclosure_views, place_of
from breeding_center.errors import Refused
from breeding_center.moments import center_day
from breeding_center.office import rooms
from breeding_center.office.plan_words import PORTIONS, food_names, in_words
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import Keepers, StaffView, keepers_for, staff_views
from breeding_center.text import _, fold
from breeding_center.vocabulary import CareLine, Post, TaskState

SHORTEST_TAIL = 4
TAIL = 8


@dataclass(frozen=True, slots=True)
class DueTask:
    """A piece of work of the day as people see it."""

    id: UUID
    line: CareLine
    kind: str
    title: str
    subject: str
    animal_id: UUID | None
    access_set_id: UUID | None
    enclosure_id: UUID | None
    topic: str | None
    place: str
    house: str
    house_code: str
    due_at: datetime
    state: TaskState
    feeder: str | None
    feeder_id: UUID | None
    assigned_to_id: UUID | None
    post: Post
    is_two_person: bool
    steps: str
    planned: Mapping[str, str]
    done_by: str | None
    done_at: datetime | None
    skip_reason: str | None
    plan_id: UUID | None
    task_id: UUID | None
    aim: Mapping[str, str] = field(default_factory=dict)
    """What is planned, in words."""

    @property
    def one_key(self) -> bool:
        """Whether one key confirms it as planned; asked only where a person may press it, for it loads every room."""
        kind = rooms.task_kinds().get(self.kind)
        return kind is not None and kind.one_key

    @property
    def tail(self) -> str:
        """What people type for it."""
        return self.id.hex[-TAIL:]


def today_of(reading: Reading) -> date:
    """The day whose round is shown: before the center's day has begun, that is the coming one."""
    return reading.now.astimezone(reading.zone).date()


def due_on(reading: Reading, day: date, *, filled: bool = False) -> list[DueTask]:
    """All work of a day, and what is still open of the day before; by time, then house and place."""
    work = [
        one
        for one in work_on(reading, day - timedelta(days=1), days=2)
        if center_day(one.due_at, reading.zone, reading.site.day_starts_at) >= day
        or is_open(state_at(one.written, one.due_at, one.grace_min, reading.now))
    ]
    return _shown(reading, work, filled=filled)


def whole_day(reading: Reading, day: date) -> list[DueTask]:
    """All work of exactly one day, whatever became of it."""
    return _shown(reading, work_on(reading, day), filled=True)


def _shown(reading: Reading, work: list[Occurrence], *, filled: bool = False) -> list[DueTask]:
    """The work with its names; `filled` with what rooms add to a plan, which a list can do without."""
    book = _Book.of(reading, work, _prefilled(reading, work) if filled else {})
    shown = [(book.order(one), book.show(one)) for one in work]
    shown.sort(key=lambda pair: (pair[1].due_at, pair[0], pair[1].subject, pair[1].kind, pair[1].id))
    return [task for _order, task in shown]


@dataclass(frozen=True)
class _Book:
    """The names that a day's work is read out with: looked up once for all of it."""

    now: datetime
    animals: Mapping[UUID, AnimalView]
    people: Mapping[UUID, StaffView]
    places: Mapping[UUID, PlaceView]
    sets: Mapping[UUID, PlaceView]
    houses: Mapping[UUID, PlaceView]
    keepers: Keepers
    apart: Mapping[UUID, Sequence[Dedicated]]
    prefilled: Mapping[UUID, Mapping[str, str]]
    foods: Mapping[str, str]

    @classmethod
    def of(cls, reading: Reading, work: list[Occurrence], prefilled: Mapping[UUID, Mapping[str, str]]) -> "_Book":
        animals = animal_views(reading, {one.animal_id for one in work if one.animal_id is not None})
        places = place_of(reading, list(animals), reading.now)
        stays = {animal: place.access_set_id for animal, place in places.items() if place.access_set_id is not None}
        times = sorted({one.due_at for one in work})
        return cls(
            reading.now, animals, staff_views(reading), places, access_set_views(reading), enclosure_views(reading),
            keepers_for(reading, list(animals), stays, times), dedicated(reading, times[0]) if times else {}, prefilled,
            food_names(reading) if prefilled or any(PORTIONS in (one.planned or "") for one in work) else {},
        )  # fmt: skip

    def place(self, one: Occurrence) -> PlaceView | None:
        """Where the work is: its own place, or where its animal stays."""
        if one.access_set_id is not None:
            return self.sets.get(one.access_set_id)
        if one.enclosure_id is not None:
            return self.houses.get(one.enclosure_id)
        return self.places.get(one.animal_id) if one.animal_id is not None else None

    def order(self, one: Occurrence) -> tuple[str, str]:
        """Where on the round it comes; what belongs nowhere comes last."""
        place = self.place(one)
        return (place.order, place.label) if place else ("~", "")

    def keeper(self, one: Occurrence) -> UUID | None:
        """Whose work it is: whom it was given to, or else whose animal it is on that shift."""
        if one.assigned_to_id is not None or one.post is not Post.FEEDER:
            return one.assigned_to_id
        alone = self._dedicated(one)
        if alone is not None:
            return alone
        if one.animal_id is not None:
            return self.keepers[one.animal_id, one.due_at]
        return self.keepers.of_place(one.access_set_id, one.due_at) if one.access_set_id is not None else None

    def _dedicated(self, one: Occurrence) -> UUID | None:
        """Who keeps its animal or its place apart, where that person is on shift; somebody must go there otherwise."""
        for key in filter(None, (one.animal_id, one.access_set_id)):
            for keeper in self.apart.get(key, ()):
                if keeper.holds(one.due_at) and self.keepers.is_present(keeper.staff_id, one.due_at):
                    return keeper.staff_id
        return None

    def subject(self, one: Occurrence, place: PlaceView | None) -> str:
        """What the work is about, in a word."""
        if one.animal_id is not None and one.animal_id in self.animals:
            return self.animals[one.animal_id].label
        return one.topic or (place.label if place else _("the center"))

    def name(self, person: UUID | None) -> str | None:
        return self.people[person].label if person is not None and person in self.people else None

    def show(self, one: Occurrence) -> DueTask:
        """The work as people see it."""
        place, keeper = self.place(one), self.keeper(one)
        planned = {**planned_values(one.planned), **self.prefilled.get(one.id, {})}
        return DueTask(
            id=one.id, line=one.line, kind=one.kind, title=one.title, subject=self.subject(one, place),
            animal_id=one.animal_id, access_set_id=one.access_set_id, enclosure_id=one.enclosure_id, topic=one.topic,
            place=place.label if place else "", house=place.house_label if place else "",
            house_code=place.house_code if place else "", due_at=one.due_at,
            state=state_at(one.written, one.due_at, one.grace_min, self.now), feeder=self.name(keeper),
            feeder_id=keeper, assigned_to_id=one.assigned_to_id, post=one.post,
            is_two_person=one.is_two_person, steps=one.steps, planned=planned, aim=in_words(planned, self.foods),
            done_by=self.name(one.done_by_id), done_at=one.done_at,
            skip_reason=one.skip_reason, plan_id=one.plan_id, task_id=one.task_id,
        )  # fmt: skip


def _prefilled(reading: Reading, work: list[Occurrence]) -> dict[UUID, Mapping[str, str]]:
    """What a room fills in where a plan leaves it open, such as the day's diet in a feed."""
    found: dict[UUID, Mapping[str, str]] = {}
    for kind in rooms.task_kinds().values():
        if kind.prefill:
            found |= resolve(kind.prefill)(reading, [one for one in work if one.kind == kind.code])
    return found


def in_reach(reading: Reading) -> list[DueTask]:
    """The work that can be named now: today's, yesterday's, and tomorrow's before the day has turned."""
    day = today_of(reading)
    running = center_day(reading.now, reading.zone, reading.site.day_starts_at)
    return _shown(reading, work_on(reading, min(day, running) - timedelta(days=1), days=3), filled=True)


def find_tasks(reading: Reading, typed: str) -> list[Candidate]:
    """Tasks by their key or its tail; or by subject and title, where that is enough."""
    key = typed.strip().casefold().replace("-", "")
    tasks = in_reach(reading)
    by_key = [
        one for one in tasks if len(key) >= SHORTEST_TAIL and key in (one.id.hex[-len(key) :], _row_tail(one, key))
    ]
    if not by_key:
        words = fold(typed).split()
        by_key = [one for one in tasks if words and all(word in fold(f"{one.subject} {one.title}") for word in words)]
    return [_candidate(reading, one) for one in by_key]


def _row_tail(task: DueTask, key: str) -> str:
    return task.task_id.hex[-len(key) :] if task.task_id else ""


def task_options(reading: Reading) -> list[Candidate]:
    """Every piece of work that is still open."""
    return [_candidate(reading, one) for one in due_on(reading, today_of(reading)) if is_open(one.state)]


def _candidate(reading: Reading, task: DueTask) -> Candidate:
    at = task.due_at.astimezone(reading.zone)
    return Candidate(task.id, task.tail, f"{at:%H:%M} {task.subject} {task.title}")


def the_task(reading: Reading, task_id: UUID) -> DueTask:
    """The work with this key, within reach; raises `Refused` where it is not."""
    for one in in_reach(reading):
        if task_id in (one.id, one.task_id):
            return one
    raise Refused(_("That work is not within yesterday's, today's or tomorrow's round; record what was done instead."))


def occurrence_of(reading: Reading, task: DueTask) -> Occurrence:
    day = center_day(task.due_at, reading.zone, reading.site.day_starts_at)
    return next(one for one in work_on(reading, day) if one.id == task.id)


def form_of(task: DueTask) -> tuple[Action, dict[str, str]]:
    """The form that completes this work, and what it is prefilled with."""
    kind = rooms.task_kinds().get(task.kind)
    if kind is None:
        raise Refused(_("Nobody here knows the kind of work called {kind}.").format(kind=task.kind))
    action = rooms.action(kind.action)
    by_flag = {one.flag: one.name for one in action.fields} | {one.name: one.name for one in action.fields}
    filled = {by_flag[key]: value for key, value in task.planned.items() if key in by_flag}
    for name, value in (
        (kind.subject, task.animal_id), (kind.place, task.access_set_id),
        (kind.enclosure, task.enclosure_id), (kind.topic, task.topic),
    ):  # fmt: skip
        if name is not None and value is not None:
            filled[name] = str(value)
    return action, filled


def counts(tasks: Iterable[DueTask]) -> dict[TaskState, int]:
    """How much of the work stands where."""
    found: dict[TaskState, int] = {}
    for one in tasks:
        found[one.state] = found.get(one.state, 0) + 1
    return found
