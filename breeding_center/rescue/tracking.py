"""What collar fixes tell: how far it went, whether it has become still, whether the collar fell silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

FEWEST_FIXES = 5  # a mean of fewer says nothing
# A panda walks a few kilometers a day; what asks for more than this is a wrong fix, not a walk. Center default.
FASTEST_KM_H = 6.0


@dataclass(frozen=True, slots=True)
class Fix:
    """A collar fix: when, how far from where it was released, how active since the one before, how much by night."""

    at: datetime
    distance_m: float
    activity_percent: float | None
    night_percent: float | None


@dataclass(frozen=True, slots=True)
class Stillness:
    """An activity that has fallen: the last one, the own mean before, and how many fixes that is of."""

    at: datetime
    activity_percent: float
    mean_percent: float
    fixes: int

    @property
    def share_percent(self) -> float:
        """The last activity as a share of the mean."""
        return self.activity_percent / self.mean_percent * 100


def stillness(fixes: Sequence[Fix], least_percent: float, window: timedelta = timedelta(days=30)) -> Stillness | None:
    """Has the animal become still: is its last activity below a share of its own mean of the days before?

    Low and nocturnal activity marked a sick animal among released giant pandas; the share is a center default.
    """
    active = [fix for fix in fixes if fix.activity_percent is not None]
    if not active:
        return None
    last = active[-1]
    before = [fix.activity_percent for fix in active[:-1] if fix.at >= last.at - window]
    known = [value for value in before if value is not None]
    if len(known) < FEWEST_FIXES or last.activity_percent is None:
        return None
    mean = fmean(known)
    if mean <= 0 or last.activity_percent >= mean * least_percent / 100:
        return None
    return Stillness(last.at, last.activity_percent, mean, len(known))


def too_fast(meters: float, between: timedelta) -> bool:
    """Are two fixes further apart than an animal walks in the time between?"""
    hours = between.total_seconds() / 3600
    return meters > 1000 and (hours <= 0 or meters / 1000 / hours > FASTEST_KM_H)
