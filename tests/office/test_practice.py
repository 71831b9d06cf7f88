"""The practice center: who is in it, what its history says, and that it can never be half of one."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, Table, func, select

from breeding_center.breeding.model import Pregnancy, PregnancyStep
from breeding_center.care.model import Handover, Task
from breeding_center.clock import FixedClock
from breeding_center.declarations.action import Field
from breeding_center.errors import BreedingCenterError, NoDatabase, NotUnderstood, Refused
from breeding_center.nutrition.model import Leftover, Offering
from breeding_center.office import memory
from breeding_center.office.center import Center
from breeding_center.office.daily_round import DueTask
from breeding_center.office.founding import found
from breeding_center.office.practice.book import Book, Keys
from breeding_center.office.practice.breeding_year import FIRST_RISE
from breeding_center.office.practice.large import larger
from breeding_center.office.practice.seed import seed
from breeding_center.office.practice.world import ANCHOR
from breeding_center.office.upkeep.tables import all_records
from breeding_center.storage.journal import entry as entry_table
from breeding_center.team.queries import staff_views
from breeding_center.vocabulary import Post, TaskState

REAL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAYS = 5
# What no plan can know: it is measured, counted or seen when the work is done.
SEEN_WHEN_DONE = {
    "weight_g", "feces_g", "score", "eggs_per_g", "item", "behavior", "watched_min", "seen_min",
}  # fmt: skip


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Center]:
    """The sample's center with its last five days, on the morning that it opens with."""
    url = str(tmp_path_factory.mktemp("practice") / "center.db")
    seed(url, days=DAYS, clock=FixedClock(REAL))
    with Center.open(url, FixedClock(ANCHOR)) as center:
        yield center


def counted(center: Center, table: Table, *which: object) -> int:
    with center.reading() as asking:
        question = select(func.count()).select_from(table)
        return int(asking.value(question.where(*which)))  # type: ignore[arg-type]


# ---------------------------------------------------------------- the registers


def test_center_is_as_reported_on_25_september_2020(practice: Center) -> None:
    inventory = practice.report("inventory", {"as_of": "2020-09-25"})
    whole = next(row for row in inventory.rows if row["code"] == "all")
    assert (whole["total"], whole["male"], whole["female"], whole["unknown"]) == (31, 12, 19, 0)
    with practice.reading() as asking:
        people = [view for view in staff_views(asking).values() if view.is_current]
    assert sum(Post.FEEDER in view.posts for view in people) == 24


def test_journal_of_a_practice_center_is_sound_and_marked(practice: Center) -> None:
    with practice.reading() as asking:
        assert memory.verify(asking) == []
        entries = asking.rows(select(entry_table).order_by(entry_table.c.seq))
    assert all(one.is_simulated and one.by_id is not None for one in entries)
    times = [one.recorded_at for one in entries]
    assert times == sorted(times)
    assert times[-1] < ANCHOR


def test_practice_clock_begins_at_the_anchor(practice: Center) -> None:
    site = practice.site
    assert (site.is_practice, site.practice_at, site.real_at) == (True, ANCHOR, REAL)


def test_births_and_moves_are_known_only_since_they_were(tmp_path: Path) -> None:
    url = str(tmp_path / "center.db")
    seed(url, days=40, clock=FixedClock(REAL))
    with Center.open(url, FixedClock(ANCHOR)) as center, center.reading() as asking:
        births = asking.rows(
            select(entry_table.c.recorded_at).where(entry_table.c.action == "animal.birth").order_by(entry_table.c.seq)
        )
    zone = center.site.zone
    assert [row.recorded_at.astimezone(zone).date() for row in births] == [date(2020, 8, 17), date(2020, 8, 22)]


# ---------------------------------------------------------------- the history


def test_nothing_was_done_too_early_and_all_was_written_after(practice: Center) -> None:
    task = Task.__table__
    with practice.reading() as asking:
        rows = asking.rows(
            select(task.c.due_at, task.c.done_at, task.c.state, entry_table.c.recorded_at)
            .join(entry_table, entry_table.c.id == task.c.entry_id)
            .where(task.c.done_at.is_not(None))
        )
    assert len(rows) > 1000
    assert all(row.due_at <= row.done_at < row.recorded_at for row in rows)
    states = [row.state for row in rows]
    assert 0.01 < states.count(TaskState.SKIPPED) / len(states) < 0.08


def test_every_task_that_was_done_has_its_record(practice: Center) -> None:
    task = Task.__table__
    of_tasks = [table for table in all_records() if "task_id" in table.c]
    with practice.reading() as asking:
        done = {row.id for row in asking.rows(select(task.c.id).where(task.c.state == TaskState.DONE))}
        recorded = {
            row.task_id
            for table in of_tasks
            for row in asking.rows(select(table.c.task_id).where(table.c.task_id.is_not(None)))
        }
    assert recorded == done


def test_last_nights_feeds_wait_for_the_scale(practice: Center) -> None:
    rows = practice.report("intake", {"animal": "Guyu"}).rows
    pending = {row["day"]: row["pending"] for row in rows}
    assert pending[date(2020, 9, 24)]
    assert [pending[date(2020, 9, day)] for day in (21, 22, 23)] == [False, False, False]


def test_leftovers_are_never_more_than_what_was_offered(practice: Center) -> None:
    rows = practice.report("intake").rows
    assert len(rows) > 100
    assert not any(row["doubtful"] for row in rows)


def test_shared_feeds_are_shared_by_those_that_stay_there(practice: Center) -> None:
    offering = Offering.__table__
    assert counted(practice, offering, offering.c.access_set_id.is_not(None), offering.c.sharers == 2) > 20
    assert counted(practice, offering, offering.c.animal_id.is_not(None), offering.c.sharers != 1) == 0
    leftover = Leftover.__table__
    assert counted(practice, leftover, leftover.c.access_set_id.is_not(None)) > 5


def test_each_shift_takes_over_from_the_one_before(practice: Center) -> None:
    handover = Handover.__table__
    with practice.reading() as asking:
        rows = asking.rows(select(handover).order_by(handover.c.handed_at))
    assert len(rows) == 3 * DAYS
    assert all(row.taken_by_id not in (None, row.handed_by_id) and row.taken_at > row.handed_at for row in rows[:-1])
    assert rows[-1].taken_at is None, "the morning shift takes it over when the demo opens"


# ---------------------------------------------------------------- the morning it opens with


def test_morning_has_all_lines_something_overdue_and_nothing_done(practice: Center) -> None:
    tasks = practice.today()
    assert {task.line.value for task in tasks} == {"rescue", "disease_control", "breeding", "nutrition"}
    states = [task.state for task in tasks]
    assert TaskState.DONE not in states
    assert states.count(TaskState.OVERDUE) >= 2
    assert states.count(TaskState.DUE) > 300


def test_every_form_can_be_read_as_it_is_prefilled(practice: Center) -> None:
    tasks = {(task.kind, task.plan_id): task for task in practice.today()}
    assert len({task.kind for task in tasks.values()}) == 17
    for task in tasks.values():
        missing = _read(practice, task)
        told = {"animal"} if task.kind == "twin_swap" else set()  # which of the twins goes to the dam is seen, too
        assert missing - told <= SEEN_WHEN_DONE, (task.title, missing)


def _read(center: Center, task: DueTask) -> set[str]:
    """Reads every value that the task's form is prefilled with; returns what it still asks for."""
    action, filled = center.form(task)
    filled_names = {name for name, value in filled.items() if value}
    fields: tuple[Field, ...] = tuple(one for one in action.fields if one.name in filled_names or not one.required)
    with center.reading() as asking:
        center.parser(asking, me=None).values(fields, filled)
    return {one.name for one in action.fields if one.required and one.default is None} - filled_names


def test_feed_is_confirmed_and_leftovers_close_the_night(practice: Center, tmp_path: Path) -> None:
    tasks = [task for task in practice.today() if task.subject.startswith("Guyu")]
    later = FixedClock(ANCHOR + timedelta(hours=1))
    assert practice.database.path is not None
    mine = tmp_path / "center.db"
    mine.write_bytes(practice.database.path.read_bytes())
    with Center.open(mine, later) as center:
        bamboo = next(task for task in tasks if task.kind == "offering")
        pile = next(task for task in tasks if task.kind == "leftovers")
        assert "4 kg" in center.complete(bamboo.id, by="f02").sentence
        center.complete(pile.id, {"left_g": "6.2kg"}, by="f02")
        rows = {row["day"]: row for row in center.report("intake", {"animal": "Guyu"}).rows}
        assert rows[date(2020, 9, 24)]["left_g"] == 6200
        assert rows[date(2020, 9, 25)]["pending"]


# ---------------------------------------------------------------- the same again, and never half


def _content(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All records but for what names an entry or the real time."""
    apart = {"entry_id", "real_at"}
    with Center.open(url) as center, center.reading() as asking:
        return {table.name: [tuple(row) for row in asking.rows(_without(table, apart))] for table in all_records()}


def _without(table: Table, apart: set[str]) -> Select[Any]:
    return select(*(column for column in table.c if column.name not in apart)).order_by(table.c.id)


def test_two_seeds_of_one_number_are_alike_and_of_two_are_not(tmp_path: Path) -> None:
    urls = [str(tmp_path / name) for name in ("one.db", "two.db", "three.db")]
    for url, number in zip(urls, (7, 7, 8), strict=True):
        seed(url, days=1, random_seed=number)
    one, two, three = map(_content, urls)
    assert one == two
    assert one["offering"] != three["offering"]


def test_practice_works_on_a_server_too(postgresql_url: str) -> None:
    made = seed(postgresql_url, days=1, clock=FixedClock(REAL))
    assert (made.days, made.rows["animal"]) == (1, 47)
    with Center.open(postgresql_url) as center, center.reading() as asking:
        assert memory.verify(asking) == []


def test_killed_seed_leaves_an_empty_center(tmp_path: Path) -> None:
    url = str(tmp_path / "center.db")
    told = (
        "import sys; from breeding_center.office.practice.seed import seed;"
        f"seed({url!r}, days=60, progress=lambda done, total: print(done, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", told], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGKILL)
    with pytest.raises(NoDatabase):
        Center.open(url)
    seed(url, days=1)
    Center.open(url).close()


def test_founded_center_without_animals_becomes_the_practice_center(engine_url: str) -> None:
    mine = found(engine_url, name_en="Mine", time_zone="Europe/Berlin", registrar="Ada")
    seed(engine_url, days=1, clock=FixedClock(REAL))
    with Center.open(engine_url, FixedClock(ANCHOR)) as center, center.reading() as asking:
        assert center.site.is_practice
        assert center.site.zone.key == "Asia/Shanghai"
        people = staff_views(asking)
        assert (people[mine.registrar_id].code, people[mine.registrar_id].name_en) == ("r01", "Ada")
        assert "Wei Shuhui" in {person.name_en for person in people.values() if person.code == "r02"}
        turned = asking.row(select(entry_table).where(entry_table.c.seq == 2))
        assert turned is not None
        assert (turned.action, turned.is_simulated, turned.recorded_at) == ("seed", False, REAL)
        assert memory.verify(asking) == []


def test_center_with_records_of_its_own_is_refused(practice: Center) -> None:
    assert practice.database.path is not None
    with practice.reading() as asking:
        before = memory.head(asking)
    with pytest.raises(Refused, match="records of its own"):
        seed(practice.database.path, days=1)
    with practice.reading() as asking:
        assert memory.head(asking) == before


@pytest.mark.parametrize(
    "asked", [{"days": 0}, {"days": 238}, {"animals": 9}, {"years": 31}, {"animals": 20, "years": 1, "days": 367}]
)
def test_what_cannot_be_made_is_not_begun(asked: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood):
        seed(tmp_path / "center.db", **asked)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- a larger center


def test_larger_center_has_so_many_animals_over_so_many_years(tmp_path: Path) -> None:
    made = seed(tmp_path / "center.db", animals=12, years=2, days=40, clock=FixedClock(REAL))
    assert {path.name for path in tmp_path.iterdir()} <= {"center.db", "center.db.lock"}
    assert made.days == 40
    with Center.open(tmp_path / "center.db", FixedClock(ANCHOR)) as center:
        inventory = center.report("inventory", {"as_of": "2020-09-25"})
        assert next(row for row in inventory.rows if row["code"] == "all")["total"] == 12
        assert len(center.today()) > 80
        for task in center.today():
            assert _read(center, task) <= SEEN_WHEN_DONE
        with center.reading() as asking:
            assert memory.verify(asking) == []


def test_larger_center_of_many_years_is_whole_from_its_first_day() -> None:
    tables, first_day = larger(40, 8, 1)
    assert first_day == date(2012, 9, 25)
    assert all(row["post_from"] <= "2012-09-25" for row in tables["staff"])
    known = {row["key"] for row in tables["animals"]}
    assert {row["animal"] for row in tables["stays"]} == known
    assert {row["subject"] for row in tables["plans"] if row["subject_kind"] == "animal"} <= known
    born = {row["key"]: row["birth"] for row in tables["animals"]}
    assert all(born[row["dam"]] < row["birth"] for row in tables["animals"] if row["dam"])
    years = {row["birth"][:4] for row in tables["animals"] if row["dam"]}
    assert len(years) > 5


def test_season_of_a_larger_center_is_written_parents_first(tmp_path: Path) -> None:
    """Of this number one dam's step falls on the very minute at which another's pregnancy begins."""
    random_seed = 11
    tables, _first_day = larger(10, 1, random_seed)
    bred = {date.fromisoformat(row["bred_on"]) for row in tables["seasons"]}
    assert bred & {day + FIRST_RISE for day in bred}
    seed(tmp_path / "center.db", animals=10, years=1, days=180, random_seed=random_seed, clock=FixedClock(REAL))
    with Center.open(tmp_path / "center.db", FixedClock(ANCHOR)) as center:
        assert counted(center, Pregnancy.__table__) == len(tables["seasons"])
        assert counted(center, PregnancyStep.__table__) == 4 * len(tables["seasons"])
        with center.reading() as asking:
            assert memory.verify(asking) == []


def test_row_never_goes_into_an_entry_begun_before_that_of_a_row_it_names() -> None:
    keys = Keys(1)
    book = Book(keys, ANCHOR, keys.new(ANCHOR))
    at, later = ANCHOR + timedelta(hours=1), ANCHOR + timedelta(hours=2)
    book.add(at, "breeding.pregnancy-step", PregnancyStep, note="of another, written before")
    made = book.add(at, "breeding.begin-pregnancy", Pregnancy)
    step = book.add(at, "breeding.pregnancy-step", PregnancyStep, pregnancy_id=made)
    book.change(at, "breeding.pregnancy-step", PregnancyStep, step, note="seen again")
    told = [(one.action, len(one.rows), len(one.changes)) for one in book.in_order()]
    assert told == [
        ("breeding.pregnancy-step", 1, 0), ("breeding.begin-pregnancy", 1, 0), ("breeding.pregnancy-step", 1, 0),
        ("breeding.pregnancy-step", 0, 1),
    ]  # fmt: skip
    unborn = book.add(later, "breeding.begin-pregnancy", Pregnancy)
    with pytest.raises(ValueError, match="not yet written"):
        book.add(at, "breeding.pregnancy-step", PregnancyStep, pregnancy_id=unborn)


def test_interrupted_larger_center_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 35:
            raise BreedingCenterError("stop")

    with pytest.raises(BreedingCenterError):
        seed(tmp_path / "center.db", animals=10, years=1, days=40, progress=stop)
    assert list(tmp_path.iterdir()) == []
