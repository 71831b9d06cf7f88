"""Schedules: the subset of RFC 5545, held against dateutil's full implementation."""

from datetime import UTC, date, datetime, time, timedelta
from timeit import timeit
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.care.schedule import FREQUENCIES, Schedule
from breeding_center.errors import NotUnderstood
from breeding_center.text import set_language

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
START = date(2020, 2, 3)  # a Monday


def _some(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Any rule of the subset."""
    frequency = draw(st.sampled_from(FREQUENCIES))
    parts = {
        "INTERVAL": [str(draw(st.integers(1, 5)))],
        "BYDAY": draw(_some(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])),
        "BYMONTH": draw(_some([str(month) for month in range(1, 13)])),
        "BYMONTHDAY": draw(_some([str(day) for day in (1, 2, 15, 28, 29, 30, 31, -1, -2, -29, -31)])),
    }
    if frequency == "WEEKLY":
        del parts["BYMONTHDAY"]
    return f"FREQ={frequency};" + ";".join(f"{name}={','.join(values)}" for name, values in parts.items() if values)


@settings(max_examples=200, deadline=None)
@given(rules(), st.dates(date(2015, 1, 1), date(2021, 1, 1)), st.integers(0, 4000), st.none() | st.integers(0, 900))
def test_days_agree_with_dateutil(rule: str, start_on: date, later: int, until: int | None) -> None:
    window_on = start_on + timedelta(days=later)
    if until is not None:
        rule += f";UNTIL={window_on + timedelta(days=until):%Y%m%d}"
    schedule = Schedule.parse(rule, "08:00")
    days = [window_on + timedelta(days=number) for number in range(3 * 366)]
    midnight = datetime.combine(start_on, time())
    theirs = rrulestr(rule, dtstart=midnight).between(
        datetime.combine(days[0], time()), datetime.combine(days[-1], time()), inc=True
    )
    assert [day for day in days if schedule.occurs_on(day, start_on)] == [each.date() for each in theirs]
    assert Schedule.parse(schedule.text, schedule.times_text) == schedule


@settings(deadline=None)
@given(rules(), st.dates(date(2015, 1, 1), date(2021, 1, 1)), st.integers(1, 20))
def test_a_count_becomes_the_day_it_ends_on(rule: str, start_on: date, count: int) -> None:
    midnight = datetime.combine(start_on, time())
    theirs = [each.date() for each in rrulestr(f"{rule};COUNT={count}", dtstart=midnight)]
    try:
        schedule = Schedule.parse(f"{rule};COUNT={count}", "08:00", start_on=start_on)
    except NotUnderstood:
        assert len(theirs) < count or theirs[-1] > start_on + timedelta(days=366 * 40)
        return
    assert schedule.until_on == theirs[-1]
    assert "COUNT" not in schedule.text


def test_an_old_plan_costs_what_a_young_one_does() -> None:
    schedule = Schedule.parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "08:00")
    day = date(2020, 9, 24)

    def cost(start_on: date) -> float:
        return min(timeit(lambda: schedule.occurs_on(day, start_on), number=2000) for _attempt in range(5))

    assert cost(date(1900, 1, 1)) < 3 * cost(date(2020, 9, 14))


@pytest.mark.parametrize(
    ("rule", "times", "said"),
    [
        ("", "08:00", "not a schedule"),
        ("daily", "08:00", "not a schedule"),
        ("FREQ=HOURLY", "08:00", "not a schedule"),
        ("FREQ=DAILY;BYHOUR=8", "08:00", "not a schedule"),
        ("FREQ=MONTHLY;BYSETPOS=1", "08:00", "not a schedule"),
        ("FREQ=DAILY;FREQ=DAILY", "08:00", "not a schedule"),
        ("FREQ=WEEKLY;WKST=SU", "08:00", "not a schedule"),
        ("FREQ=MONTHLY;BYDAY=1MO", "08:00", "'1MO' is not a weekday"),
        ("FREQ=DAILY;INTERVAL=0", "08:00", "INTERVAL in a schedule must be a whole number"),
        ("FREQ=DAILY;INTERVAL=9999999", "08:00", "INTERVAL"),
        ("FREQ=YEARLY;BYMONTH=13", "08:00", "BYMONTH"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "08:00", "BYMONTHDAY counts from 1"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "08:00", "BYMONTHDAY"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "08:00", "weekly plan cannot name days of the month"),
        ("FREQ=DAILY;UNTIL=20200931", "08:00", "UNTIL"),
        ("FREQ=DAILY;UNTIL=soon", "08:00", "UNTIL"),
        ("FREQ=DAILY;COUNT=3", "08:00", "COUNT needs"),
        ("FREQ=DAILY", "", "needs its times"),
        ("FREQ=DAILY", "25:00", "no time"),
        ("FREQ=DAILY", "whenever", "not a time of day"),
        ("FREQ=DAILY" + ";X" * 5000, "08:00", "not a schedule"),
    ],
)
def test_anything_outside_the_subset_is_refused_in_one_sentence(rule: str, times: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said) as refused:
        Schedule.parse(rule, times)
    assert len(refused.value.sentence) < 250


def test_a_count_that_never_ends_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="40 years"):
        Schedule.parse("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "08:00", start_on=START)


def test_times_are_on_the_clock_or_named_slots() -> None:
    schedule = Schedule.parse("freq=daily", "pm, 08:00、午夜, 4:30 pm", slots={"pm": time(13), "午夜": time(0)})
    assert schedule.times == (time(0), time(8), time(13), time(16, 30))
    assert schedule.times_text == "午夜, 08:00, pm, 16:30"
    assert Schedule.parse("RRULE:FREQ=DAILY", "上午, 下午").times_text == "am, pm"


def test_times_before_the_day_starts_fall_on_the_next_date() -> None:
    schedule = Schedule.parse("FREQ=WEEKLY", "08:00, 16:30, 02:00, 07:59")
    due = schedule.due_times(START, START, SHANGHAI, time(8))
    assert [f"{at.astimezone(SHANGHAI):%d %H:%M}" for at in due] == ["03 08:00", "03 16:30", "04 02:00", "04 07:59"]
    assert all(at.tzinfo is UTC for at in due)
    assert schedule.due_times(START + timedelta(days=1), START, SHANGHAI, time(8)) == []


def test_wall_times_are_kept_when_clocks_change() -> None:
    schedule = Schedule.parse("FREQ=DAILY", "02:30, 03:30, 08:00")
    due = [
        [f"{at.astimezone(NEW_YORK):%d %H:%M}" for at in schedule.due_times(day, START, NEW_YORK, time(8))]
        for day in (date(2020, 3, 6), date(2020, 3, 7))
    ]
    assert due == [["06 08:00", "07 02:30", "07 03:30"], ["07 08:00", "08 03:30"]]


@pytest.mark.parametrize(
    ("rule", "words", "chinese"),
    [
        ("FREQ=DAILY", "every day at 08:00, 16:30", "每天 08:00、16:30"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO",
            "every 2 weeks on Monday and Thursday at 08:00, 16:30",
            "每 2 周 周一、周四 08:00、16:30",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
            "every month on day 1, day 15 and the last day at 08:00, 16:30",
            "每月 1 日、15 日、最后一天 08:00、16:30",
        ),
        (
            "FREQ=YEARLY;BYMONTH=3,4;UNTIL=20201001",
            "every year in March and April at 08:00, 16:30 until 2020-10-01",
            "每年 3 月、4 月 08:00、16:30 至 2020-10-01",
        ),
    ],
)
def test_a_schedule_can_be_said_in_words(rule: str, words: str, chinese: str) -> None:
    schedule = Schedule.parse(rule, "08:00, 16:30")
    assert schedule.in_words() == words
    set_language("zh")
    try:
        assert schedule.in_words() == chinese
    finally:
        set_language("en")
