"""The day's round: what is due, doing it once, leaving it with a reason, giving it to another."""

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from breeding_center.clock import FixedClock
from breeding_center.errors import AlreadyDone, BreedingCenterError, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.nutrition.model import Offering
from breeding_center.office import memory
from breeding_center.office.center import Center
from breeding_center.office.daily_round import DueTask
from breeding_center.office.plan_words import in_words
from breeding_center.vocabulary import CareLine, Post, TaskState
from tests.builders import NOW, a_center, a_person, an_animal, an_entry
from tests.lines import a_food, a_place, a_plan, a_stay


@dataclass
class Morning:
    """A center at 10:00 with one animal that is to be fed and weighed at 08:30."""

    center: Center
    animal: UUID

    def task(self, kind: str) -> DueTask:
        return next(one for one in self.center.today() if one.kind == kind)

    def offerings(self) -> int:
        with self.center.reading() as asking:
            table = Offering.__table__
            question = select(func.count()).select_from(table).where(table.c.voided_at.is_(None))
            return int(asking.value(question))


@pytest.fixture
def morning(begun_url: str) -> Iterator[Morning]:
    with a_center(begun_url) as center:
        with an_entry(center) as entry:
            animal = an_animal(entry, "Maidong", "麦冬", number="90001")
            a_stay(entry, animal, a_place(entry))
            a_food(entry)
            a_person(entry, "f01")
            a_person(entry, "f02")
            a_plan(entry, "offering", animal, portions=[["leaf", "6kg"]])
            a_plan(entry, "weighing", animal)
        yield Morning(center, animal)


def test_what_is_planned_is_due_with_its_form_filled(morning: Morning) -> None:
    task = morning.task("offering")
    assert (task.subject, task.state, task.line) == ("Maidong (90001)", TaskState.OVERDUE, CareLine.DISEASE_CONTROL)
    action, filled = morning.center.form(task)
    assert action.name == "nutrition.offer"
    assert filled["portions"] == "leaf 6kg"


def test_one_key_offers_as_planned_in_one_entry(morning: Morning) -> None:
    outcome = morning.center.complete(morning.task("offering").tail, by="f01")
    assert morning.offerings() == 1
    with morning.center.reading() as asking:
        tables = [line.table for line in memory.changes_of(asking, outcome.entry_id)]
    assert tables == ["task", "offering"]
    done = morning.task("offering")
    assert (done.state, done.done_by) == (TaskState.DONE, "F01")


def test_a_weight_is_never_filled_in_for_anyone(morning: Morning) -> None:
    with pytest.raises(NotUnderstood, match="weight"):
        morning.center.complete(morning.task("weighing").tail, by="f01")
    assert morning.task("weighing").state is TaskState.OVERDUE


def test_the_same_work_is_done_once_and_the_second_is_told_who_did_it(morning: Morning) -> None:
    tail = morning.task("offering").tail
    morning.center.complete(tail, by="f01")
    with pytest.raises(AlreadyDone, match="F01 did it at"):
        morning.center.complete(tail, by="f02")
    assert morning.offerings() == 1


def _reach_for_it(url: str, who: str, task: str, said: "multiprocessing.Queue[str]") -> None:
    with Center.open(url, FixedClock(NOW)) as center:
        try:
            said.put(center.complete(task, by=who).sentence)
        except BreedingCenterError as error:
            said.put(f"{type(error).__name__}: {error.sentence}")


def test_two_processes_at_once_do_it_once(begun_url: str, morning: Morning) -> None:
    context = multiprocessing.get_context("spawn")
    said = context.Queue()
    task = morning.task("offering").tail
    hands = [context.Process(target=_reach_for_it, args=(begun_url, who, task, said)) for who in ("f01", "f02")]
    for hand in hands:
        hand.start()
    heard = sorted(said.get(timeout=60) for _hand in hands)
    for hand in hands:
        hand.join()
    assert heard[0].startswith("AlreadyDone: F0")
    assert "did it at" in heard[0]
    assert not heard[1].startswith("AlreadyDone")
    assert morning.offerings() == 1


def test_a_task_is_skipped_only_with_a_reason(morning: Morning) -> None:
    tail = morning.task("weighing").tail
    with pytest.raises(NotUnderstood, match="why"):
        morning.center.perform("task.skip", {"task": tail}, by="f01")
    morning.center.perform("task.skip", {"task": tail, "skip_reason": "asleep in the tree"}, by="f01")
    skipped = morning.task("weighing")
    assert (skipped.state, skipped.skip_reason) == (TaskState.SKIPPED, "asleep in the tree")
    with pytest.raises(AlreadyDone, match="skipped it"):
        morning.center.complete(tail, {"weight_g": "98.4kg"}, by="f02")


def test_a_task_is_given_to_another_and_then_done(morning: Morning) -> None:
    tail = morning.task("weighing").tail
    morning.center.perform("task.assign", {"task": tail, "person": "f02"}, by="f01")
    assert morning.task("weighing").feeder == "F02"
    morning.center.complete(tail, {"weight_g": "98.4kg"}, by="f02")
    assert morning.task("weighing").state is TaskState.DONE


def test_undo_opens_the_work_again_and_it_can_be_done_anew(morning: Morning) -> None:
    tail = morning.task("offering").tail
    outcome = morning.center.complete(tail, by="f01")
    morning.center.undo(outcome.entry_id, by="f01", reason="wrong animal")
    assert morning.offerings() == 0
    assert morning.task("offering").state is TaskState.OVERDUE
    with pytest.raises(Refused, match="took entry"):
        morning.center.undo(outcome.entry_id, by="f01", reason="again")
    morning.center.complete(tail, by="f02")
    assert morning.offerings() == 1
    with morning.center.reading() as asking:
        assert memory.verify(asking) == []


def test_a_doubt_is_recorded_only_with_a_reason(morning: Morning) -> None:
    tail = morning.task("offering").tail
    much = {"portions": "leaf 90kg"}
    with pytest.raises(NeedsConfirmation, match="--confirm"):
        morning.center.complete(tail, much, by="f01")
    assert morning.offerings() == 0
    morning.center.complete(tail, much, by="f01", confirm=True, reason="the whole group's pile")
    assert morning.offerings() == 1


def test_work_that_asks_for_two_people_needs_the_second(morning: Morning) -> None:
    from breeding_center.care.model import Protocol

    with an_entry(morning.center) as entry:
        table = Protocol.__table__
        protocol = entry.value(select(table.c.id).where(table.c.kind == "offering"))
        entry.change(entry.get(Protocol, protocol), is_two_person=True)
    tail = morning.task("offering").tail
    with pytest.raises(NotUnderstood, match="--witness"):
        morning.center.complete(tail, by="f01")
    with pytest.raises(Refused, match="another"):
        morning.center.complete(tail, by="f01", witness="f01")
    morning.center.complete(tail, by="f01", witness="f02")
    assert morning.offerings() == 1


def test_a_one_off_is_added_and_done(morning: Morning) -> None:
    values = {"kind": "note", "title": "Look at the left eye", "animal": "Maidong", "due_at": "11:00"}
    morning.center.perform("task.add", values, by="f01")
    task = morning.task("note")
    assert (task.title, task.state) == ("Look at the left eye", TaskState.ASSIGNED)
    morning.center.complete(task.tail, {"text": "clear"}, by="f02")
    assert morning.task("note").state is TaskState.DONE


def test_overdue_becomes_missed_after_its_grace_and_reaches_back_one_day(begun_url: str, morning: Morning) -> None:
    with a_center(begun_url, now=NOW + timedelta(hours=2)) as later:
        assert {one.state for one in later.today()} == {TaskState.MISSED}
    with a_center(begun_url, now=NOW - timedelta(hours=3)) as early:
        assert {one.state for one in early.today()} == {TaskState.DUE}
        assert all(one.due_at >= early.now() for one in early.today())


def test_nobody_records_without_saying_who_they_are(morning: Morning) -> None:
    with pytest.raises(NotUnderstood, match="Say who you are"):
        morning.center.complete(morning.task("offering").tail, by=None)


def test_a_post_that_is_asked_for_is_not_a_feeders(morning: Morning) -> None:
    assert morning.task("offering").post is Post.FEEDER


def test_plan_is_told_in_words_and_names_no_record_by_its_key() -> None:
    foods = {"bashania_leaf": "Bashan bamboo leaves", "apple": "apple"}
    planned = {
        "portions": "bashania_leaf 4kg, apple 200g, unknown 1kg", "route": "oral", "scale": "platform",
        "prescription": "0174a8c1b060779c9cb65674b098f4ee",
    }  # fmt: skip
    assert in_words(planned, foods) == {
        "portions": "Bashan bamboo leaves 4kg, apple 200g, unknown 1kg", "route": "by mouth", "scale": "platform scale"
    }  # fmt: skip
