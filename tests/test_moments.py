"""Dates and times: what people write, what is asked about, the center's day, ages."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.errors import NotUnderstood
from breeding_center.moments import (
    Age,
    DateSpan,
    age_between,
    center_day,
    day_bounds,
    parse_date,
    parse_date_span,
    parse_instant,
    parse_time,
    show_age,
    show_date,
    show_instant,
    show_span,
    wall_time,
)
from breeding_center.text import set_language

TODAY = date(2020, 9, 25)
NOW = datetime(2020, 9, 25, 2, 15, tzinfo=UTC)  # 10:15 at the center
SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-05-03", date(2019, 5, 3)),
        ("2019/5/3", date(2019, 5, 3)),
        ("2019.05.03", date(2019, 5, 3)),
        ("20190503", date(2019, 5, 3)),
        ("2019年5月3日", date(2019, 5, 3)),
        ("2019 年 5 月 3 号", date(2019, 5, 3)),
        ("２０１９－０５－０３", date(2019, 5, 3)),
        ("3 May 2019", date(2019, 5, 3)),
        ("03-Sept-2019", date(2019, 9, 3)),
        ("today", TODAY),
        ("Yesterday", date(2020, 9, 24)),
        ("昨天", date(2020, 9, 24)),
        ("前天", date(2020, 9, 23)),
        ("2020-02-29", date(2020, 2, 29)),
    ],
)
def test_days_are_read_as_people_write_them(written: str, day: date) -> None:
    assert parse_date(written, TODAY) == day
    assert parse_date_span(written, TODAY) == DateSpan.on(day)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2019-02-30", "no day 30 in 2019-02: that month has 28 days"),
        ("2019-02-29", "28 days"),
        ("2019-13-01", "no month 13"),
        ("2019-00-01", "no month 00"),
        ("03/04/24", "more than one way"),
        ("3-4-2024", "more than one way"),
        ("24", "four digits"),
        ("24-03-04", "more than one way"),
        ("0024-01-01", "year 0024 is not between"),
        ("9999-01-01", "not between 1800 and 2199"),
        ("2024-W01-1", "is a week"),
        ("2024W011", "is a week"),
        ("soon", "not a day"),
        ("", "not a day"),
        ("2019-05-03-04", "not a day"),
        ("2019-05", "not exact enough"),
        ("9" * 5000, "not a day"),
    ],
)
def test_days_that_cannot_be_understood_are_refused(written: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said) as refused:
        parse_date(written, TODAY)
    assert len(refused.value.sentence) < 200


@pytest.mark.parametrize(
    ("written", "from_on", "until_on", "kept"),
    [
        ("2019-05", date(2019, 5, 1), date(2019, 6, 1), "2019-05"),
        ("2019年5月", date(2019, 5, 1), date(2019, 6, 1), "2019-05"),
        ("May 2019", date(2019, 5, 1), date(2019, 6, 1), "2019-05"),
        ("05/2019", date(2019, 5, 1), date(2019, 6, 1), "2019-05"),
        ("2019-12", date(2019, 12, 1), date(2020, 1, 1), "2019-12"),
        ("2019", date(2019, 1, 1), date(2020, 1, 1), "2019"),
        ("about 2019", date(2018, 7, 1), date(2020, 7, 1), "about 2019"),
        ("~2019", date(2018, 7, 1), date(2020, 7, 1), "about 2019"),
        ("约2019年", date(2018, 7, 1), date(2020, 7, 1), "about 2019"),
        ("2019年左右", date(2018, 7, 1), date(2020, 7, 1), "about 2019"),
        ("ca. 2019-05", date(2019, 4, 16), date(2019, 6, 16), "about 2019-05"),
        ("about 2019-05-03", date(2019, 4, 26), date(2019, 5, 11), "about 2019-05-03"),
        ("2019-05-03 ± 5 d", date(2019, 4, 28), date(2019, 5, 9), "2019-05-03 ± 5 d"),
        ("2019-05-03 +- 5天", date(2019, 4, 28), date(2019, 5, 9), "2019-05-03 ± 5 d"),
        ("2019-05-03 +/- 2 weeks", date(2019, 4, 19), date(2019, 5, 18), "2019-05-03 ± 14 d"),
        ("2019-05-31 ± 3个月", date(2019, 2, 28), date(2019, 9, 1), "2019-05-31 ± 3 mo"),
        ("2019 ± 2 y", date(2017, 1, 1), date(2022, 1, 1), "2019 ± 2 y"),
        ("before 2019-05", None, date(2019, 5, 1), "before 2019-05"),
        ("2019年以前", None, date(2019, 1, 1), "before 2019"),
        ("after 2019", date(2020, 1, 1), None, "after 2019"),
        ("2019-05-03之后", date(2019, 5, 4), None, "after 2019-05-03"),
        ("2019-05..2019-07", date(2019, 5, 1), date(2019, 8, 1), "2019-05..2019-07"),
        ("2019-05至2019-07", date(2019, 5, 1), date(2019, 8, 1), "2019-05..2019-07"),
        ("2018 to 2019", date(2018, 1, 1), date(2020, 1, 1), "2018..2019"),
        ("unknown", None, None, "unknown"),
        ("不详", None, None, "unknown"),
    ],
)
def test_inexact_dates_are_kept_as_intervals(
    written: str, from_on: date | None, until_on: date | None, kept: str
) -> None:
    span = parse_date_span(written, TODAY)
    assert (span.from_on, span.until_on, span.written) == (from_on, until_on, kept)
    assert not span.is_exact
    assert parse_date_span(kept, TODAY) == span


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2019-07..2019-05", "later than"),
        ("about soon", "not a date"),
        ("2019-05-03 ± 0 d", "not a date"),
        ("about 03/04/24", "more than one way"),
        ("2019-05-03 ± 9999 d", "not a date"),
        ("before unknown", "not a date"),
        ("..2019", "not a date"),
    ],
)
def test_inexact_dates_that_cannot_be_understood_are_refused(written: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said):
        parse_date_span(written, TODAY)


def test_a_span_has_a_middle_and_sorts_by_it() -> None:
    spans = [
        parse_date_span(each, TODAY)
        for each in ("2019", "2019-05-03", "before 2018", "unknown", "2019-08", "2018-01-05")
    ]
    assert parse_date_span("2019-05-03 ± 5 d", TODAY).midpoint == date(2019, 5, 3)
    assert parse_date_span("2019", TODAY).midpoint == date(2019, 7, 2)
    assert (DateSpan.unknown().midpoint, DateSpan.on(TODAY).last_on) == (None, TODAY)
    in_order = [span.written for span in sorted(spans, key=lambda span: span.sort_key)]
    assert in_order == ["before 2018", "2018-01-05", "2019-05-03", "2019", "2019-08", "unknown"]


def test_an_empty_span_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="empty"):
        DateSpan(TODAY, TODAY, "never")


def test_spans_are_shown_in_either_language() -> None:
    forms = (
        "about 2019",
        "2019-05-03 ± 5 d",
        "2019 ± 1 y",
        "before 2019",
        "after 2019",
        "2018..2019",
        "unknown",
        "2019",
    )
    spans = [parse_date_span(form, TODAY) for form in forms]
    assert [show_span(span) for span in spans] == [
        "about 2019",
        "2019-05-03 ± 5 days",
        "2019 ± 1 year",
        "before 2019",
        "after 2019",
        "2018 to 2019",
        "unknown",
        "2019",
    ]
    set_language("zh")
    try:
        chinese = [show_span(span) for span in spans]
    finally:
        set_language("en")
    assert chinese == [
        "约 2019 年",
        "2019-05-03 ± 5 天",
        "2019 ± 1 年",
        "2019 之前",
        "2019 之后",
        "2018 至 2019",
        "未知",
        "2019",
    ]
    assert [parse_date_span(each, TODAY) for each in chinese] == spans
    assert show_span(DateSpan(None, None, "spring of the flood")) == "spring of the flood"


# ---------------------------------------------------------------- instants


@pytest.mark.parametrize(
    ("written", "local"),
    [
        ("now", "2020-09-25 10:15"),
        ("现在", "2020-09-25 10:15"),
        ("08:00", "2020-09-25 08:00"),
        ("８：００", "2020-09-25 08:00"),
        ("8:05", "2020-09-25 08:05"),
        ("4:30 pm", "2020-09-25 16:30"),
        ("12 am", "2020-09-25 00:00"),
        ("下午4点半", "2020-09-25 16:30"),
        ("16点05分", "2020-09-25 16:05"),
        ("yesterday 16:30", "2020-09-24 16:30"),
        ("yesterday at 16:30", "2020-09-24 16:30"),
        ("昨天16:30", "2020-09-24 16:30"),
        ("昨天下午4点", "2020-09-24 16:00"),
        ("2020-09-25 08:00", "2020-09-25 08:00"),
        ("2020年9月25日 8:00", "2020-09-25 08:00"),
        ("2020-09-25T08:00", "2020-09-25 08:00"),
        ("2020-09-25T08:00:30", "2020-09-25 08:00"),
        ("2020-09-25T08:00+08:00", "2020-09-25 08:00"),
        ("2020-09-25 08:00 -0400", "2020-09-25 20:00"),
        ("2020-09-25T00:00:00.5Z", "2020-09-25 08:00"),
    ],
)
def test_instants_are_read_as_people_write_them(written: str, local: str) -> None:
    at = parse_instant(written, NOW, SHANGHAI)
    assert at.tzinfo is UTC
    assert show_instant(at, SHANGHAI) == local


def test_today_is_the_day_at_the_center() -> None:
    late = datetime(2020, 9, 24, 23, 30, tzinfo=UTC)  # already the 25th at the center
    assert parse_instant("08:00", late, SHANGHAI) == datetime(2020, 9, 25, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2020-09-25", "has no time: write it as 2020-09-25 08:00"),
        ("25:00", "no time 25:00"),
        ("24:00", "no time 24:00"),
        ("08:60", "no time 8:60|no time 08:60"),
        ("08:00:60", "no time"),
        ("2020-02-30 08:00", "no day 30"),
        ("03/04/24 08:00", "more than one way"),
        ("2024-W01-1 08:00", "is a week"),
        ("2020-09-25 08:00+99:00", "no time zone"),
        ("whenever", "not a time"),
        ("0024-01-01 08:00", "year 0024"),
        ("8", "not a time"),
        ("今天", "has no time"),
        ("9" * 5000, "not a time"),
    ],
)
def test_instants_that_cannot_be_understood_are_refused(written: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said) as refused:
        parse_instant(written, NOW, SHANGHAI)
    assert len(refused.value.sentence) < 200


def test_a_time_skipped_by_the_clocks_is_asked_about() -> None:
    with pytest.raises(NotUnderstood, match=r"2020-03-08 02:30 never came.*was it 01:30 or 03:30\?"):
        parse_instant("2020-03-08 02:30", NOW, NEW_YORK)


def test_a_time_that_came_twice_needs_its_offset() -> None:
    with pytest.raises(NotUnderstood, match=r"2020-11-01 01:30 -04:00 or 2020-11-01 01:30 -05:00"):
        parse_instant("2020-11-01 01:30", NOW, NEW_YORK)
    first = parse_instant("2020-11-01 01:30 -04:00", NOW, NEW_YORK)
    second = parse_instant("2020-11-01 01:30 -05:00", NOW, NEW_YORK)
    assert second - first == timedelta(hours=1)
    assert show_instant(second, NEW_YORK) == "2020-11-01 01:30 -05:00"


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from([SHANGHAI, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kathmandu")]),
)
def test_an_instant_shown_can_be_typed_again(at: datetime, zone: ZoneInfo) -> None:
    shown = show_instant(at, zone)
    offset = at.astimezone(zone).utcoffset()
    if offset is not None and offset.seconds % 60:  # local mean time, before time zones
        return
    assert parse_instant(shown, NOW, zone) == at.replace(second=0, microsecond=0)


def test_times_of_day() -> None:
    assert (parse_time("08:00"), parse_time("4:30pm"), parse_time("下午4点半")) == (time(8), time(16, 30), time(16, 30))
    for written in ("now", "yesterday 08:00", "08:00Z", "25:00", "", "8"):
        with pytest.raises(NotUnderstood):
            parse_time(written)


@given(st.text(max_size=60))
def test_nothing_typed_ends_in_a_traceback(written: str) -> None:
    for parse in (lambda each: parse_date_span(each, TODAY), lambda each: parse_instant(each, NOW, NEW_YORK)):
        with suppress(NotUnderstood):
            parse(written)


# ---------------------------------------------------------------- the center's day


def test_what_happens_before_the_day_starts_belongs_to_the_day_before() -> None:
    starts_at = time(8)
    at = parse_instant("2020-09-25 07:59", NOW, SHANGHAI)
    assert center_day(at, SHANGHAI, starts_at) == date(2020, 9, 24)
    assert center_day(at + timedelta(minutes=1), SHANGHAI, starts_at) == date(2020, 9, 25)
    from_at, until_at = day_bounds(date(2020, 9, 24), SHANGHAI, starts_at)
    assert from_at <= at < until_at
    assert until_at - from_at == timedelta(hours=24)


def test_days_are_longer_and_shorter_where_clocks_change() -> None:
    spring, autumn = (day_bounds(day, NEW_YORK, time(0)) for day in (date(2020, 3, 8), date(2020, 11, 1)))
    assert (spring[1] - spring[0], autumn[1] - autumn[0]) == (timedelta(hours=23), timedelta(hours=25))
    assert wall_time(date(2020, 3, 8), time(2, 30), NEW_YORK) == datetime(2020, 3, 8, 7, 30, tzinfo=UTC)


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from([SHANGHAI, NEW_YORK, ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")]),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_every_instant_is_in_exactly_one_day(at: datetime, zone: ZoneInfo, starts_at: time) -> None:
    day = center_day(at, zone, starts_at)
    from_at, until_at = day_bounds(day, zone, starts_at)
    assert from_at <= at < until_at


# ---------------------------------------------------------------- ages


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2018-08-20", date(2020, 9, 25), Age(2, 1, 5)),
        ("2020-08-26", date(2020, 9, 25), Age(0, 0, 30)),
        ("2020-09-25", date(2020, 9, 25), Age(0, 0, 0)),
        ("2016-02-29", date(2020, 2, 28), Age(3, 11, 30)),
        ("2016-02-29", date(2020, 2, 29), Age(4, 0, 0)),
        ("2016-02-29", date(2017, 2, 28), Age(0, 11, 30)),
        ("2016-02-29", date(2017, 3, 1), Age(1, 0, 1)),
        ("2020-01-31", date(2020, 3, 1), Age(0, 1, 1)),
        ("2019", date(2020, 7, 2), Age(1, 0, 0)),
        ("2019", date(2019, 2, 1), Age(0, 0, 0)),
        ("2019-05-03", date(2019, 5, 2), None),
        ("unknown", TODAY, None),
        ("before 2019", TODAY, None),
    ],
)
def test_ages_are_counted_as_birthdays_are(born: str, on: date, age: Age | None) -> None:
    assert age_between(parse_date_span(born, TODAY), on) == age


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 20_000))
def test_nobody_gets_younger(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    today, tomorrow = (age_between(DateSpan.on(born), each) for each in (on, on + timedelta(days=1)))
    assert today is not None
    assert tomorrow is not None
    assert today < tomorrow
    assert 0 <= today.days < 31


def test_ages_are_shown_as_keepers_say_them() -> None:
    ages = (Age(7, 2, 3), Age(7, 0, 3), Age(0, 5, 3), Age(0, 5, 0), Age(0, 0, 23), None)
    assert [show_age(age) for age in ages] == ["7 y 2 mo", "7 y", "5 mo 3 d", "5 mo", "23 d", "unknown"]
    assert show_age(Age(7, 2, 3), exact=False) == "~7 y 2 mo"
    assert show_date(TODAY) == "2020-09-25"
