"""The days as they were lived: who was on which shift, what was done, skipped or missed, and what was handed over.

A day yields its entries in the order of time, a sheet per shift and post; nothing of one day is kept for the next
but what stands before the animals and waits to be weighed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from breeding_center.care.model import Handover, Task
from breeding_center.care.rules import occurrence_id
from breeding_center.office.practice import health, rounds, season
from breeding_center.office.practice.book import Writing
from breeding_center.office.practice.feeding import Feeding
from breeding_center.office.practice.life import Done, Life
from breeding_center.office.practice.people import recorded_by
from breeding_center.office.practice.phrases import HANDED, SKIPPED
from breeding_center.office.practice.planning import Agenda, Due, PlanLine
from breeding_center.office.practice.season import Season
from breeding_center.office.practice.world import World
from breeding_center.vocabulary import ConditionKind, Post, TaskState

SHIFTS = ("morning", "evening", "night")
SHIFT_HOURS = 8
# The sheet of a shift is written down just before it ends; nothing on it was done later.
WRITTEN_BEFORE_END, LAST_DONE_BEFORE_END = timedelta(minutes=4), timedelta(minutes=7)
HANDED_BEFORE_END, TAKEN_AFTER = timedelta(minutes=6), timedelta(minutes=9)
ANSWERED_AFTER = timedelta(hours=10)  # the laboratory's answer, after the start of the day
MISSED, SKIPPED_TOO = 0.01, 0.03
# These are seldom forgotten.
GUARDED = frozenset(("medication", "cub_milk", "rescue_round", "vaccination", "deworming"))
SLOWEST_MIN = {"fecal_exam": 100, "note": 35, "enclosure_check": 20, "cub_milk": 12}
USUALLY_SLOWEST_MIN = 24

Recorder = Callable[[PlanLine, Done], str | None]


@dataclass(slots=True)
class Shift:
    """A shift of a day: its time, who works on it, and the sheets they fill."""

    name: str
    day: date
    from_at: datetime
    until_at: datetime
    chance: Random
    sheets: dict[Post, Writing] = field(default_factory=dict)
    keepers: dict[str, str] = field(default_factory=dict)


class History:
    """The care of the practice center, day by day."""

    def __init__(self, world: World, lines: Sequence[PlanLine]) -> None:
        self.world = world
        self.life = Life(world)
        self.agenda = Agenda(lines)
        self._season = Season(self.life)
        self._recorders = _recorders(Feeding(self.life, list(lines)), self._season)
        self._handed: UUID | None = None
        self._handed_at: datetime | None = None

    def days(self) -> Iterator[tuple[date, list[Writing]]]:
        """Each day with its entries, in the order of time."""
        for day in self.world.period.days():
            yield day, self._live(day)

    def _live(self, day: date) -> list[Writing]:
        period = self.world.period
        start_at = period.at(day, period.day_starts_at)
        due = self.agenda.on(day, self.world)
        chance = self.life.chance_of(day)
        entries: list[Writing] = []
        for number, name in enumerate(SHIFTS):
            from_at = start_at + timedelta(hours=SHIFT_HOURS * number)
            until_at = from_at + timedelta(hours=SHIFT_HOURS)
            shift = Shift(name, day, from_at, until_at, chance)
            self._begin(shift)
            for one in due:
                if from_at <= one.at < until_at:
                    self._settle(shift, one)
            self._hand_over(shift)
            entries.extend(shift.sheets.values())
            if number == 0:
                entries.extend(self._laboratory(day, start_at, chance))
        return entries

    # ------------------------------------------------------------ a shift

    def _begin(self, shift: Shift) -> None:
        """The shift takes over from the one before."""
        sheet = self._sheet(shift, Post.FEEDER)
        if self._handed is not None and self._handed_at is not None:
            taken = {"taken_by_id": sheet.by, "taken_at": self._handed_at + TAKEN_AFTER}
            sheet.changes.append((Handover, self._handed, taken))

    def _sheet(self, shift: Shift, post: Post) -> Writing:
        """What people of one post write down together at the end of their shift."""
        found = shift.sheets.get(post)
        if found is None:
            people = self.life.presence.on(shift.day, shift.name, post)
            # Veterinarians and rangers write a minute earlier each, so that the entries of a shift have an order.
            at = shift.until_at - WRITTEN_BEFORE_END - timedelta(minutes=len(shift.sheets))
            found = Writing(at, "task.done", self.world.staff[recorded_by(people, shift.day)])
            shift.sheets[post] = found
            self.world.keys.from_now_on(at)
        return found

    def _settle(self, shift: Shift, one: Due) -> None:
        """A piece of work is done, or skipped with a reason, or missed: then nothing is written."""
        line, chance = one.plan, shift.chance
        drawn = chance.random() * (4.0 if line.kind in GUARDED else 1.0)
        if drawn < MISSED or self._is_left_open(one):
            return
        sheet = self._sheet(shift, line.post)
        who = self._who(shift, line)
        at = self._done_at(shift, one)
        task_id = self.world.keys.then()
        reason: str | None
        if drawn < SKIPPED_TOO:
            reason = chance.choice(SKIPPED.get(line.kind, SKIPPED["note"]))
        else:
            done = Done(shift.day, one.at, at, self.world.staff[who], task_id, chance, sheet, self.life)
            reason = self._recorders[line.kind](line, done)
        sheet.add(Task, self._task(one, task_id, at, who, reason, self._witness(shift, line, who)))

    def _is_left_open(self, one: Due) -> bool:
        """The last swap of the twins stands open when the practice clock is set going: somebody is late."""
        return one.plan.protocol == "twin_swap" and one.at >= self.world.period.anchor - timedelta(hours=2)

    def _done_at(self, shift: Shift, one: Due) -> datetime:
        slowest = SLOWEST_MIN.get(one.plan.kind, USUALLY_SLOWEST_MIN)
        late = int(slowest * shift.chance.random() ** 2)
        return min(one.at + timedelta(minutes=late), max(one.at, shift.until_at - LAST_DONE_BEFORE_END))

    def _task(
        self, one: Due, task_id: UUID, at: datetime, who: str, reason: str | None, witness_id: UUID | None
    ) -> dict[str, Any]:
        line = one.plan
        return {
            "id": task_id, "occurrence_id": occurrence_id(line.id, one.at), "plan_id": line.id, "kind": line.kind,
            "line": line.line, "animal_id": line.animal_id, "access_set_id": line.access_set_id,
            "enclosure_id": line.enclosure_id, "topic": line.topic, "due_at": one.at, "grace_min": line.grace_min,
            "state": TaskState.DONE if reason is None else TaskState.SKIPPED, "done_by_id": self.world.staff[who],
            "done_at": at, "witness_id": witness_id if reason is None else None, "skip_reason": reason,
        }  # fmt: skip

    # ------------------------------------------------------------ people

    def _who(self, shift: Shift, line: PlanLine) -> str:
        """The keeper charged with the animal, where they are on the shift; or else one of those who mind them all."""
        if line.post is not Post.FEEDER:
            people = self.life.presence.on(shift.day, shift.name, line.post)
            return people[int(self.life.habit(line.subject) * len(people))]
        found = shift.keepers.get(line.subject)
        if found is None:
            found = shift.keepers[line.subject] = self._keeper(shift, line)
        return found

    def _keeper(self, shift: Shift, line: PlanLine) -> str:
        people = self.life.presence.on(shift.day, shift.name, Post.FEEDER)
        subjects = [line.subject]
        if line.access_set_id is not None:
            subjects += self.life.whereabouts.within(line.subject, shift.from_at)
        for subject in subjects:
            keeper = self.life.presence.keeper(subject, shift.day, people)
            if keeper is not None:
                return keeper
        return people[int(self.life.habit(line.subject) * len(people))]

    def _witness(self, shift: Shift, line: PlanLine, who: str) -> UUID | None:
        """The second person, where the work asks for one."""
        if not line.is_two_person:
            return None
        others = [one for one in self.life.presence.on(shift.day, shift.name, Post.FEEDER) if one != who]
        return self.world.staff[shift.chance.choice(others)] if others else None

    # ------------------------------------------------------------ what is handed on

    def _hand_over(self, shift: Shift) -> None:
        sheet = self._sheet(shift, Post.FEEDER)
        self._handed, self._handed_at = self.world.keys.then(), shift.until_at - HANDED_BEFORE_END
        sheet.add(
            Handover,
            {
                "id": self._handed, "shift_code": shift.name, "handed_at": self._handed_at, "handed_by_id": sheet.by,
                "text": shift.chance.choice(HANDED), "watch": self._watch(shift),
            },
        )  # fmt: skip

    def _watch(self, shift: Shift) -> str | None:
        """The animals that the next shift must have an eye on."""
        watched = []
        for kind, said in _WATCHED:
            names = [
                f"{row['house_name_en']} {row['house_name_zh']}"
                for key in self.life.held(kind, shift.until_at)
                if (row := self.world.sheet("animals")[key])
            ]
            if names:
                watched.append(f"{said}: {', '.join(names[:4])}")
        return "; ".join(watched) or None

    def _laboratory(self, day: date, start_at: datetime, chance: Random) -> list[Writing]:
        """The hormones of the morning's urine, entered by the veterinarian in the evening."""
        people = self.life.presence.on(day, "evening", Post.VETERINARIAN)
        if not people or not self._season.has_samples:
            return []
        at = start_at + ANSWERED_AFTER
        self.world.keys.from_now_on(at)
        entry = Writing(at, "breeding.assay", self.world.staff[recorded_by(people, day)])
        self._season.assay(entry, chance)
        return [entry]


_WATCHED = (
    (ConditionKind.ESTRUS, "estrus 发情"),
    (ConditionKind.NURSING, "nursing 哺乳"),
    (ConditionKind.ISOLATION, "isolation 隔离"),
    (ConditionKind.MEDICAL_HOLD, "under treatment 治疗中"),
)


def _recorders(feeding: Feeding, breeding: Season) -> dict[str, Recorder]:
    """What each kind of work produces."""
    return {
        "offering": feeding.offer,
        "leftovers": feeding.weigh_leftovers,
        "feces": feeding.feces,
        "weighing": feeding.weigh,
        "body_condition": feeding.score,
        "enclosure_check": health.check_enclosure,
        "medication": health.give_dose,
        "deworming": health.deworm,
        "vaccination": health.vaccinate,
        "fecal_exam": health.examine_feces,
        "estrus_watch": breeding.watch,
        "urine_sample": breeding.take_urine,
        "cub_milk": season.feed_cub,
        "twin_swap": breeding.swap,
        "rescue_round": rounds.look_after_case,
        "enrichment": rounds.enrich,
        "training": rounds.train,
        "behavior": rounds.watch,
        "note": rounds.note,
    }
