"""Shifts by the clocks on the wall, whose animal it is, and names that only look different."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from breeding_center.team.rules import (
    Charged,
    Days,
    OnShift,
    days_overlap,
    held_by,
    is_code,
    look,
    monday_of,
    natural_order,
    next_code,
    on_duty,
    overlap,
    shift_bounds,
    uncovered,
    whose,
)
from breeding_center.vocabulary import ChargeRole, Post

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2020, 9, 25)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
PANDA, OTHER, PLACE = (UUID(int=number) for number in (11, 12, 13))


def hours(day: date, start: str, end: str, zone: ZoneInfo) -> float:
    from_at, until_at = shift_bounds(day, time.fromisoformat(start), time.fromisoformat(end), zone)
    return (until_at - from_at) / timedelta(hours=1)


def test_a_night_shift_ends_the_next_morning() -> None:
    from_at, until_at = shift_bounds(DAY, time(23, 30), time(8), SHANGHAI)
    assert from_at == datetime(2020, 9, 25, 15, 30, tzinfo=UTC)
    assert until_at == datetime(2020, 9, 26, 0, 0, tzinfo=UTC)


def test_a_shift_until_midnight_ends_with_its_day() -> None:
    assert hours(DAY, "15:30", "00:00", SHANGHAI) == 8.5


@pytest.mark.parametrize(
    ("day", "length"),
    [(date(2020, 3, 28), 7.5), (date(2020, 10, 24), 9.5), (date(2020, 6, 1), 8.5)],
    ids=["clocks go forward", "clocks go back", "any other night"],
)
def test_a_night_shift_follows_the_clocks_when_they_change(day: date, length: float) -> None:
    assert hours(day, "23:30", "08:00", BERLIN) == length


@for_all(st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_shifts_that_follow_each_other_leave_no_gap_on_any_day(day: date) -> None:
    ends = [time(6), time(14), time(22)]
    starts = [shift_bounds(day, start, end, BERLIN) for start, end in zip(ends, [*ends[1:], ends[0]], strict=True)]
    tomorrow = shift_bounds(day + timedelta(days=1), ends[0], ends[1], BERLIN)
    bounds = [*starts, tomorrow]
    assert all(one[1] == other[0] for one, other in pairwise(bounds))


def on(person: UUID, start: int, end: int, day: date = DAY) -> OnShift:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return OnShift(person, day, midnight + timedelta(hours=start), midnight + timedelta(hours=end))


def test_shifts_that_touch_do_not_overlap() -> None:
    morning = on(ONE, 8, 16)
    assert overlap(morning.until_at, morning.until_at + timedelta(hours=8), [morning]) is None
    assert (
        overlap(morning.until_at - timedelta(minutes=30), morning.until_at + timedelta(hours=8), [morning]) == morning
    )


def test_leave_counts_for_the_whole_shift_that_began_on_its_day() -> None:
    night = on(ONE, 23, 32)
    after_midnight = night.from_at + timedelta(hours=4)
    tomorrow = Days(ONE, DAY + timedelta(days=1), DAY + timedelta(days=2))
    assert on_duty(after_midnight, [night], [tomorrow]) == [night]
    assert on_duty(after_midnight, [night], [Days(ONE, DAY, DAY + timedelta(days=1))]) == []


def charges(*held: tuple[UUID, UUID, ChargeRole]) -> dict[UUID, list[Charged]]:
    found: dict[UUID, list[Charged]] = {}
    for person, subject, role in held:
        found.setdefault(subject, []).append(Charged(person, subject, role, date(2020, 1, 1), None))
    return found


def test_it_is_the_primarys_then_the_backups_then_nobodys() -> None:
    given = charges((ONE, PANDA, ChargeRole.PRIMARY), (TWO, PANDA, ChargeRole.BACKUP))
    assert whose([PANDA], held_by([on(TWO, 8, 16), on(ONE, 8, 16)], given)) == ONE
    assert whose([PANDA], held_by([on(TWO, 8, 16), on(THREE, 8, 16)], given)) == TWO
    assert whose([PANDA], held_by([on(THREE, 8, 16)], given)) is None
    assert whose([OTHER], held_by([on(ONE, 8, 16)], given)) is None


def test_an_animal_without_a_keeper_of_its_own_has_its_places() -> None:
    given = charges((ONE, PLACE, ChargeRole.PRIMARY), (TWO, PANDA, ChargeRole.BACKUP))
    assert whose([PANDA, PLACE], held_by([on(TWO, 8, 16), on(ONE, 8, 16)], given)) == ONE
    assert whose([PANDA, PLACE], held_by([on(TWO, 8, 16)], given)) == TWO


def test_a_charge_that_ended_counts_no_more() -> None:
    ended = {PANDA: [Charged(ONE, PANDA, ChargeRole.PRIMARY, date(2020, 1, 1), DAY)]}
    assert whose([PANDA], held_by([on(ONE, 8, 16)], ended)) is None


def test_an_animal_with_no_keeper_on_a_shift_is_a_gap() -> None:
    subjects = {PANDA: [PANDA], OTHER: [OTHER]}
    given = charges((ONE, PANDA, ChargeRole.PRIMARY), (TWO, OTHER, ChargeRole.PRIMARY))
    assert uncovered(subjects, [on(ONE, 8, 16)], given, {ONE, TWO}) == [OTHER]
    assert uncovered(subjects, [], given, {ONE, TWO}) == [PANDA, OTHER]


def test_a_feeder_without_animals_of_their_own_minds_those_of_all() -> None:
    given = charges((ONE, PANDA, ChargeRole.PRIMARY))
    assert uncovered({PANDA: [PANDA]}, [on(THREE, 16, 24)], given, {ONE, THREE}) == []
    assert uncovered({PANDA: [PANDA]}, [on(THREE, 16, 24)], given, {ONE}) == [PANDA]


def test_codes_are_made_in_a_row() -> None:
    assert next_code(Post.FEEDER, ["f01", "F24", "v09", "farah"]) == "f25"
    assert next_code(Post.VETERINARIAN, []) == "v01"


@pytest.mark.parametrize(("code", "good"), [("f25", True), ("秦1", True), ("f 25", False), ("-x", False), ("", False)])
def test_a_code_is_one_word(code: str, good: bool) -> None:
    assert is_code(code) is good


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zhao Lin", "zhao lin"), ("Zhao Lin", "Zhаo Lin"), ("ZHAO", "ΖΗΑΟ"), ("赵林", "赵 林"), ("Ｚhao", "Zhao")],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert look(one) == look(other)


def test_names_that_look_different_are_different() -> None:
    assert len({look(name) for name in ("Zhao Lin", "Zhao Ling", "赵林", "赵琳")}) == 4


def test_weeks_begin_on_monday() -> None:
    assert monday_of(DAY) == date(2020, 9, 21)
    assert monday_of(date(2020, 9, 21)) == date(2020, 9, 21)


def test_open_spells_overlap_everything_after() -> None:
    spell = Days(ONE, DAY, None)
    assert days_overlap(DAY + timedelta(days=9), None, [spell]) == spell
    assert days_overlap(date(2020, 1, 1), DAY, [spell]) is None


def test_codes_sort_as_people_count() -> None:
    assert sorted(["f10", "f9", "v01", "F1"], key=natural_order) == ["F1", "f9", "f10", "v01"]
