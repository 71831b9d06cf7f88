"""Which lines of the round are shown, in which order, and how they read."""

from datetime import UTC, datetime, timedelta

import pytest

from breeding_center.text import cells
from breeding_center.tui.desk import Person
from breeding_center.tui.round_view import (
    COLUMNS,
    SLOTS,
    Filter,
    count_words,
    details,
    line_of,
    shown,
    slot_of,
    time_words,
    widths,
)
from breeding_center.vocabulary import CareLine, Post, TaskState
from tests.tui.fake_center import NOW, ZONE, FakeCenter, key

ZHAO = Person(key("zhao"), "Zhao Lin", "赵林", frozenset({Post.FEEDER}))
HE = Person(key("he"), "He Jing", "何静", frozenset({Post.VETERINARIAN}))


@pytest.fixture
def center() -> FakeCenter:
    return FakeCenter()


def test_overdue_work_comes_first_and_settled_work_last(center: FakeCenter) -> None:
    states = [one.state for one in shown(center.today(), Filter(), ZHAO, ZONE)]
    assert states[0] is TaskState.OVERDUE
    assert states[-2:] == [TaskState.DONE, TaskState.SKIPPED]


def test_by_time_leaves_the_order_as_it_came(center: FakeCenter) -> None:
    assert shown(center.today(), Filter(overdue_first=False), ZHAO, ZONE) == center.today()


def test_mine_is_what_names_me_or_my_post_where_nobody_is_named(center: FakeCenter) -> None:
    mine = shown(center.today(), Filter(only_mine=True), ZHAO, ZONE)
    assert {one.feeder_id for one in mine} == {ZHAO.id}
    assert [one.post for one in shown(center.today(), Filter(only_mine=True), HE, ZONE)] == [Post.VETERINARIAN]
    assert shown(center.today(), Filter(only_mine=True), None, ZONE) == []


def test_one_line_of_care_is_shown_and_the_next_follows(center: FakeCenter) -> None:
    chosen = Filter()
    for line in CareLine:
        chosen = chosen.next_line()
        assert chosen.line is line
        assert all(one.line is line for one in shown(center.today(), chosen, ZHAO, ZONE))
    assert chosen.next_line().line is None


def test_every_hour_belongs_to_one_part_of_the_day() -> None:
    midnight = datetime(2020, 9, 25, tzinfo=ZONE)
    hours = [slot_of(midnight + timedelta(hours=hour), ZONE) for hour in range(24)]
    assert [hours.count(name) for name, _from, _until in SLOTS] == [4, 5, 7, 8]


def test_words_find_animals_places_work_and_feeders(center: FakeCenter) -> None:
    def found(words: str) -> int:
        return len(shown(center.today(), Filter(words=words), ZHAO, ZONE))

    assert found("qizai") == 4
    assert found("WU  gang") == 2
    assert found("lefto hillside") == 2
    assert found("nobody") == 0
    assert len(shown(center.today(), Filter(words="nobody", animals=frozenset({key("qizai")})), ZHAO, ZONE)) == 4


def test_another_day_is_told_by_its_distance() -> None:
    at = datetime(2020, 9, 25, 12, tzinfo=UTC)
    assert [time_words(at + timedelta(days=days), NOW, ZONE) for days in (-1, 0, 1)] == ["20:00-1", "20:00", "20:00+1"]


@pytest.mark.parametrize("room", [78, 100, 160, 240])
@pytest.mark.parametrize("with_feeder", [True, False])
def test_a_line_fills_the_width_and_no_more(center: FakeCenter, room: int, with_feeder: bool) -> None:
    wide = widths(room, [line_of(one, NOW, ZONE) for one in center.today()], with_feeder=with_feeder)
    assert tuple(wide) == tuple(name for name in COLUMNS if with_feeder or name != "feeder")
    assert sum(wide.values()) + len(wide) == room
    assert wide["title"] >= 18


def test_a_line_says_the_post_where_nobody_is_named(center: FakeCenter) -> None:
    task = next(one for one in center.today() if one.feeder is None)
    assert line_of(task, NOW, ZONE)["feeder"] == "veterinarian"


def test_details_say_what_became_of_it(center: FakeCenter) -> None:
    by_state = {one.state: details(one, ZONE)[-1] for one in center.today()}
    assert by_state[TaskState.DONE].endswith("Wu Gang did it at 08:12")
    assert by_state[TaskState.SKIPPED].endswith("Wu Gang skipped it at 08:12: asleep")
    assert "whose: Zhao Lin" in by_state[TaskState.OVERDUE]


def test_counts_name_each_state_once(center: FakeCenter) -> None:
    assert count_words(center.today()) == "1 overdue · 5 due · 1 assigned · 1 done · 1 skipped"
    assert count_words([]) == "nothing to do"
    assert cells(count_words(center.today())) < 78
