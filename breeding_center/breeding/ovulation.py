"""When did she ovulate? Read from a series of urinary estrogen, each step said in words and drawn.

Follows Wilson et al. 2019, Kersey et al. 2010 and Amodeo et al. 2023 as the center condensed them: the baseline is
the median of the first five samples or more, the rise two samples above twice of it, the peak the highest sample
before a fall of 30 % or more. The first sample of the fall is day 0, provisionally; the next one, if it is still as
low, confirms it. No peak is one before the fall is seen. The limits are center defaults, not published ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from breeding_center.moments import show_date
from breeding_center.quantities import show_number
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import SeriesState

BASELINE_SAMPLES = 5
RISE = 2.0
FALL = 0.30
# Two days, from the beginning of the fall (biomed.reviewer.ly 7fe3351a…; czaw.org on frozen-thawed semen).
FERTILE = timedelta(days=2)
# The specific gravity that a value is brought to where there is no creatinine (center default).
USUAL_GRAVITY = 1.020
BAR = 24  # as wide as a table shows a text without breaking it
MINUTE = "%Y-%m-%d %H:%M"
FEWEST = BASELINE_SAMPLES + 2


@dataclass(frozen=True, slots=True)
class Level:
    """A corrected value of one sample: when it was taken, by the center's clock, and on which calendar day.

    It counts for the calendar day, as matings and births do, and not for the day's round. `recorded_at` is when the
    laboratory's answer was kept.
    """

    at: datetime
    day: date
    level: float
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Ovulation:
    """What a series tells: as far as it has come, with each step in words."""

    state: SeriesState
    steps: tuple[str, ...]
    baseline: float | None = None
    rise: Level | None = None
    peak: Level | None = None
    zero: Level | None = None

    @property
    def day_zero(self) -> date | None:
        return self.zero.day if self.zero else None

    @property
    def zero_at(self) -> datetime | None:
        """The first sample of the fall, from which the fertile hours count."""
        return self.zero.at if self.zero else None

    @property
    def fertile(self) -> tuple[datetime, datetime] | None:
        """The time in which a mating or an insemination is likeliest to succeed."""
        return (self.zero.at, self.zero.at + FERTILE) if self.zero else None


def corrected(value_ng_ml: float, creatinine_mg_ml: float | None, specific_gravity: float | None) -> float | None:
    """A value corrected for how dilute the urine was: per mg of creatinine, or else to the usual gravity.

    Creatinine itself drifts in estrus, and the two corrections agree at r 0.81-0.89 (Wauters et al. 2018), so a
    series must not mix them unnoticed; None where neither is known.
    """
    if creatinine_mg_ml:
        return value_ng_ml / creatinine_mg_ml
    if specific_gravity is not None and specific_gravity > 1:
        return value_ng_ml * (USUAL_GRAVITY - 1) / (specific_gravity - 1)
    return None


def find_ovulation(series: Sequence[Level], fall: float = FALL) -> Ovulation:
    """Baseline, rise, peak and day 0 of a series; it names nothing that has not been seen."""
    levels = sorted(series, key=lambda one: one.at)
    if len(levels) < FEWEST:
        return Ovulation(SeriesState.TOO_FEW, (_too_few(len(levels)),))
    baseline = median(one.level for one in levels[:BASELINE_SAMPLES])
    steps = [
        _("Baseline: {value}, the median of the first {count} samples.").format(
            value=show_number(baseline, 1), count=BASELINE_SAMPLES
        )
    ]
    later = levels[BASELINE_SAMPLES:]
    first = _first_of_rise(later, baseline)
    if first is None:
        steps.append(
            _("No rise: no two samples in a row lie above {limit}, twice the baseline.").format(
                limit=show_number(RISE * baseline, 1)
            )
        )
        return Ovulation(SeriesState.NO_RISE, tuple(steps), baseline)
    rise = later[first]
    steps.append(
        _("Rise: from {day} on two samples in a row lie above {limit}, twice the baseline.").format(
            day=show_date(rise.day), limit=show_number(RISE * baseline, 1)
        )
    )
    return _find_fall(later[first:], baseline, rise, steps, fall)


def _too_few(count: int) -> str:
    return n_(
        "{n} sample is too few: {baseline} make the baseline, and a rise takes two more.",
        "{n} samples are too few: {baseline} make the baseline, and a rise takes two more.",
        count,
    ).format(n=count, baseline=BASELINE_SAMPLES)


def _first_of_rise(levels: Sequence[Level], baseline: float) -> int | None:
    limit = RISE * baseline
    for number in range(len(levels) - 1):
        if levels[number].level > limit and levels[number + 1].level > limit:
            return number
    return None


def _find_fall(levels: Sequence[Level], baseline: float, rise: Level, steps: list[str], fall: float) -> Ovulation:
    peak = levels[0]
    for number, one in enumerate(levels):
        if one.level >= peak.level:
            peak = one
        elif _is_fallen(one, peak, fall):
            following = levels[number + 1] if number + 1 < len(levels) else None
            if following is not None and not _is_fallen(following, peak, fall):
                steps.append(
                    _("The fall of {day} did not last: the next sample is {value} again.").format(
                        day=show_date(one.day), value=show_number(following.level, 1)
                    )
                )
                continue
            steps += [_say_peak(peak), _say_fall(one, peak, following)]
            state = SeriesState.PROVISIONAL if following is None else SeriesState.CONFIRMED
            steps.append(
                _("Fertile window: about two days from the beginning of the fall, {first} to {last}.").format(
                    first=f"{one.at:{MINUTE}}", last=f"{one.at + FERTILE:{MINUTE}}"
                )
            )
            return Ovulation(state, tuple(steps), baseline, rise, peak, one)
    steps.append(
        _("Highest so far: {value} on {day}. It is no peak before a fall of {percent} % is seen; sample on.").format(
            value=show_number(peak.level, 1), day=show_date(peak.day), percent=round(fall * 100)
        )
    )
    return Ovulation(SeriesState.RISING, tuple(steps), baseline, rise)


def _is_fallen(one: Level, peak: Level, fall: float) -> bool:
    return one.level <= (1 - fall) * peak.level


def _say_peak(peak: Level) -> str:
    return _("Peak: {value} on {day}.").format(value=show_number(peak.level, 1), day=show_date(peak.day))


def _say_fall(one: Level, peak: Level, following: Level | None) -> str:
    percent = round((1 - one.level / peak.level) * 100)
    if following is None:
        return _("Day 0: {day}, provisional: {percent} % below the peak; the next sample must confirm it.").format(
            day=show_date(one.day), percent=percent
        )
    return _("Day 0: {day}, confirmed: {percent} % below the peak, and {value} in the next sample.").format(
        day=show_date(one.day), percent=percent, value=show_number(following.level, 1)
    )


# ---------------------------------------------------------------- samples that were entered late


def late_levels(series: Sequence[Level]) -> list[Level]:
    """The samples that were kept only after a later sample had been."""
    found, earliest = [], None
    for one in sorted(series, key=lambda one: one.at, reverse=True):
        if earliest is not None and one.recorded_at > earliest:
            found.append(one)
        earliest = one.recorded_at if earliest is None else min(earliest, one.recorded_at)
    return found[::-1]


def say_late(series: Sequence[Level], fall: float = FALL) -> str | None:
    """What samples that were entered late have changed of the answer, or None where there are none."""
    late = late_levels(series)
    if not late:
        return None
    before = find_ovulation([one for one in series if one not in late], fall)
    after = find_ovulation(series, fall)
    days = listed(dict.fromkeys(show_date(one.day) for one in late))
    if (before.state, before.zero_at) == (after.state, after.zero_at):
        return _("Entered late, after later samples: {days}. The answer stands.").format(days=days)
    hours = before.day_zero == after.day_zero  # on one day, only the hour tells the two apart
    return _(
        "Entered late, after later samples: {days}. This changed the answer: it was {before}, it is {after}."
    ).format(days=days, before=say_answer(before, hours), after=say_answer(after, hours))


def say_answer(found: Ovulation, hours: bool = False) -> str:
    """A series' answer in a few words."""
    from breeding_center.words import label

    if found.zero is None:
        return label(found.state)
    day = f"{found.zero.at:{MINUTE}}" if hours else show_date(found.zero.day)
    return _("day 0 on {day}, {state}").format(day=day, state=label(found.state))


# ---------------------------------------------------------------- drawing


def bar(level: float, highest: float) -> str:
    """A level as a bar of text; the highest of the series is as wide as it gets."""
    if highest <= 0:
        return ""
    return "█" * max(1, round(level / highest * BAR)) if level > 0 else ""


def mark(one: datetime, found: Ovulation) -> str:
    """What a sample is in the answer: where the rise begins, the peak, day 0."""
    if found.zero is not None and one == found.zero.at:
        return "0" if found.state is SeriesState.CONFIRMED else "0?"
    if found.peak is not None and one == found.peak.at:
        return "▲"
    if found.rise is not None and one == found.rise.at:
        return "↗"
    return ""
