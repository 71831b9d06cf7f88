"""Is this animal eating and passing less than it does? Judged against itself, on dry matter, within one bamboo part.

Pure decisions. Shoots are nine tenths water and leaves half, and each is digested differently: a mean over both would
alarm at every change of season. So the mean begins anew with the part; and where shoots come to lie beside leaves, as
soon as either of them becomes the most, as fed or on dry matter. Days that are not weighed yet are skipped.
Feces are weighed wet; within one part their dry share hardly changes and cancels out of the proportion.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from breeding_center.declarations.threshold import Threshold
from breeding_center.nutrition.energy import FedDay
from breeding_center.text import N_
from breeding_center.vocabulary import FoodPart

_GUIDE = N_("giant panda husbandry guide [P]: alert when intake < 60 % of own mean for 2 days")
_FECES_GUIDE = N_("giant panda husbandry guide [P]: alert when feces < 50 % of own 14-day mean, not in estrus")
_MUCUS_GUIDE = N_("462 mucous events at Chengdu: an interval of 15 days or less is frequent, with worse condition")
_CHANGE_GUIDE = N_("giant panda husbandry guide [P]: transition of 7-14 days, at most 10-15 % a day")

INTAKE_FALL = Threshold("nutrition.intake-fall", N_("intake that alarms, of the own mean"), 60, "%", _GUIDE)
INTAKE_DAYS = Threshold("nutrition.intake-days", N_("days in a row of low intake"), 2, "d", _GUIDE)
FECES_FALL = Threshold("nutrition.feces-fall", N_("feces that alarm, of the own mean"), 50, "%", _FECES_GUIDE)
BASELINE_DAYS = Threshold("nutrition.baseline-days", N_("days that the own mean is taken over"), 14, "d", _FECES_GUIDE)
MUCOUS_DAYS = Threshold("nutrition.mucous-days", N_("days within which two mucous events alarm"), 15, "d", _MUCUS_GUIDE)
RAMP_STEP = Threshold("nutrition.ramp-step", N_("most of a diet that may change in a day"), 15, "%", _CHANGE_GUIDE)
ENERGY_FACTOR = Threshold(
    "nutrition.energy-factor", N_("k of the energy requirement k·70·BW^0.75"), 1.2, "",
    N_("center default; 0.6-1.4 are in use"),
)  # fmt: skip
COVER_DAYS = Threshold(
    "nutrition.cover-days", N_("days that the bamboo in store must last"), 2, "d", N_("center default")
)
THRESHOLDS = (
    INTAKE_FALL, INTAKE_DAYS, FECES_FALL, BASELINE_DAYS, MUCOUS_DAYS, RAMP_STEP, ENERGY_FACTOR, COVER_DAYS,
)  # fmt: skip

LEAST_DAYS = 5  # a mean of fewer days says little. Center default.
STALE_DAYS = 3  # a fall that ended before that is history, not an alarm. Center default.


@dataclass(frozen=True, slots=True)
class DayAmount:
    """What an animal ate (dry matter) or passed on a day, in grams; None where it is not known yet."""

    day: date
    part: FoodPart | None
    mass_g: float | None
    dry_part: FoodPart | None = None


@dataclass(frozen=True, slots=True)
class Fall:
    """Days on which an animal stayed below its own mean: how much on average, and of what mean over how many days."""

    since: date
    days: int
    mass_g: float
    mean_g: float
    mean_days: int

    @property
    def percent(self) -> float:
        """Of the own mean."""
        return self.mass_g / self.mean_g * 100


def intake_amounts(days: Iterable[FedDay]) -> list[DayAmount]:
    """One animal's days of intake, in order."""
    return [DayAmount(one.day, one.part, one.dry_g, one.dry_part) for one in sorted(days, key=lambda one: one.day)]


def same_part(days: Sequence[DayAmount]) -> list[DayAmount]:
    """The days at the end on which the animal has had the same bamboo part; those that are not known are left out."""
    found: list[DayAmount] = []
    for one in reversed(days):
        if found and (one.part, one.dry_part) != (found[0].part, found[0].dry_part):
            break
        if one.mass_g is not None:
            found.append(one)
    found.reverse()
    return found


def own_mean(days: Sequence[DayAmount], before: date, window: float) -> tuple[float, int] | None:
    """The mean of the days before one, within the window, and over how many; None where they are too few to tell."""
    first = before - timedelta(days=window)
    known = [one.mass_g for one in days if first <= one.day < before and one.mass_g is not None]
    if len(known) < LEAST_DAYS or not sum(known):
        return None
    return sum(known) / len(known), len(known)


def fall(
    days: Sequence[DayAmount], today: date, *, least_percent: float, days_in_row: int, window: float
) -> Fall | None:
    """Did the last days, all of them, stay below that share of the animal's own mean before?"""
    known = same_part(days)
    recent = known[-days_in_row:]
    if len(recent) < days_in_row or recent[-1].day < today - timedelta(days=STALE_DAYS):
        return None
    if (recent[-1].day - recent[0].day).days > days_in_row - 1 + STALE_DAYS:
        return None  # too many days between them are not known
    mean = own_mean(known, recent[0].day, window)
    if mean is None or any((one.mass_g or 0) >= mean[0] * least_percent / 100 for one in recent):
        return None
    mass_g = sum(one.mass_g or 0 for one in recent) / len(recent)
    return Fall(recent[0].day, len(recent), mass_g, *mean)


def _day_of(one: DayAmount) -> date:
    return one.day


def mean_beside(days: Sequence[DayAmount], day: date, window: float) -> float | None:
    """The mean to set beside a day: of the days before it with the same part. `days` are in order."""
    end = bisect_right(days, day, key=_day_of)
    if not end or days[end - 1].day != day:
        return None
    # Nothing before the window is in the mean: looking back no further, years of days take no longer than a month.
    begin = bisect_left(days, day - timedelta(days=window), hi=end, key=_day_of)
    mean = own_mean(same_part([*days[begin : end - 1], replace(days[end - 1], mass_g=0.0)]), day, window)
    return None if mean is None else mean[0]


def frequent(times: Sequence[datetime], within_days: float) -> tuple[datetime, datetime] | None:
    """The last two mucous events, where no more than so many days lie between them."""
    ordered = sorted(times)
    if len(ordered) < 2 or ordered[-1] - ordered[-2] > timedelta(days=within_days):
        return None
    return ordered[-2], ordered[-1]


def nine_point(score: float, scale_max: int) -> float:
    """A body condition on the scale from 1 to 9: BCS9 = 2 · BCS5 - 1."""
    return 2 * score - 1 if scale_max == 5 else score
