"""The day of ovulation out of a series: named when it has been seen, never before."""

from datetime import UTC, date, datetime, timedelta

import pytest

from breeding_center.breeding.ovulation import Level, bar, corrected, find_ovulation, late_levels, mark, say_late
from breeding_center.vocabulary import SeriesState

FIRST = datetime(2020, 4, 1, 1, tzinfo=UTC)
BASE = [6.0, 5.5, 6.5, 6.2, 5.8]
# The published shape: below 10, then to about 45 ng/mg, then a fall of 30 % or more.
RISING = [*BASE, 13, 18, 26, 38, 45]


def series(*levels: float, late: dict[int, timedelta] | None = None) -> list[Level]:
    """A sample a day, each entered in the evening; or later, by its place in the series."""
    found = []
    for number, level in enumerate(levels):
        at = FIRST + timedelta(days=number)
        found.append(Level(at, at.date(), level, at + (late or {}).get(number, timedelta(hours=10))))
    return found


def test_published_shape_names_day_zero_provisional_at_the_first_lower_sample() -> None:
    found = find_ovulation(series(*RISING, 30))
    assert (found.state, found.day_zero) == (SeriesState.PROVISIONAL, date(2020, 4, 11))
    assert found.peak is not None
    assert (found.baseline, found.peak.level) == (6.0, 45)
    assert [step.split(":")[0] for step in found.steps] == ["Baseline", "Rise", "Peak", "Day 0", "Fertile window"]
    assert "provisional" in found.steps[3]


def test_fertile_window_is_said_with_its_hours() -> None:
    found = find_ovulation(series(*RISING, 30))
    assert found.steps[-1] == (
        "Fertile window: about two days from the beginning of the fall, 2020-04-11 01:00 to 2020-04-13 01:00."
    )


def test_the_next_low_sample_confirms_day_zero() -> None:
    found = find_ovulation(series(*RISING, 30, 20))
    assert (found.state, found.day_zero) == (SeriesState.CONFIRMED, date(2020, 4, 11))
    assert found.fertile == (FIRST + timedelta(days=10), FIRST + timedelta(days=12))


@pytest.mark.parametrize("after", [[], [44], [32], [35, 36]])
def test_nothing_is_named_without_a_fall(after: list[float]) -> None:
    found = find_ovulation(series(*RISING, *after))
    assert (found.state, found.day_zero, found.fertile) == (SeriesState.RISING, None, None)
    assert "no peak before a fall of 30 %" in found.steps[-1]


def test_a_fall_that_does_not_last_is_said_and_not_named() -> None:
    found = find_ovulation(series(*RISING, 30, 50, 34, 33))
    assert (found.state, found.day_zero) == (SeriesState.CONFIRMED, date(2020, 4, 13))
    assert any("did not last" in step for step in found.steps)


def test_too_few_samples_are_said_to_be_too_few() -> None:
    found = find_ovulation(series(*BASE, 20))
    assert found.state is SeriesState.TOO_FEW
    assert found.steps == ("6 samples are too few: 5 make the baseline, and a rise takes two more.",)


def test_one_high_sample_is_no_rise() -> None:
    assert find_ovulation(series(*BASE, 20, 6, 6)).state is SeriesState.NO_RISE


def test_a_sample_entered_late_changes_the_answer_and_says_so() -> None:
    # The first low sample, of 11 April, is entered only after those of the 12th and 13th.
    levels = series(*RISING, 30, 20, 18, late={10: timedelta(days=5)})
    assert [one.day for one in late_levels(levels)] == [date(2020, 4, 11)]
    said = say_late(levels)
    assert said is not None
    settled = "confirmed by the next sample"
    assert f"it was day 0 on 2020-04-12, {settled}, it is day 0 on 2020-04-11, {settled}" in said


def test_a_late_sample_of_the_same_day_says_by_how_many_hours_it_moved_day_zero() -> None:
    levels = series(*RISING, 30, 20)
    morning = levels[10].at - timedelta(minutes=50)
    said = say_late([*levels, Level(morning, morning.date(), 31, levels[-1].recorded_at + timedelta(hours=1))])
    assert said is not None
    assert "it was day 0 on 2020-04-11 01:00" in said
    assert "it is day 0 on 2020-04-11 00:10" in said


def test_samples_entered_in_order_say_nothing_of_lateness() -> None:
    assert say_late(series(*RISING, 30, 20)) is None


def test_a_late_sample_that_changes_nothing_says_that_the_answer_stands() -> None:
    said = say_late(series(*RISING, 30, 20, late={6: timedelta(days=9)}))
    assert said is not None
    assert "The answer stands" in said


@pytest.mark.parametrize(
    ("creatinine", "gravity", "level"), [(0.5, 1.010, 40.0), (None, 1.010, 40.0), (None, None, None), (None, 1.0, None)]
)
def test_levels_are_corrected_by_creatinine_or_else_by_gravity(
    creatinine: float | None, gravity: float | None, level: float | None
) -> None:
    assert corrected(20, creatinine, gravity) == (None if level is None else pytest.approx(level))


def test_series_is_drawn_in_bars_with_its_marks() -> None:
    levels = series(*RISING, 30, 20)
    found = find_ovulation(levels)
    assert [mark(one.at, found) for one in levels] == ["", "", "", "", "", "↗", "", "", "", "▲", "0", ""]
    assert (len(bar(45, 45)), len(bar(22.5, 45)), bar(0, 45), bar(1, 0)) == (24, 12, "", "")
