"""Cubs in their first half year: the days at which most are lost, what they gain and drink, and when twins swap.

The risk gates follow the center in Chengdu (news.sina.com.cn, 3 Nov 2006); what alarms is a center default.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from breeding_center.text import _
from breeding_center.vocabulary import GateState

GATES = (3, 7, 15, 30, 90, 180)  # days of age
SURVIVED_DAYS = (30, 183)  # thirty days, and six months
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A cub's weight at an instant."""

    at: datetime
    weight_g: float


def gate_states(born_on: date, today: date, died_on: date | None) -> dict[int, GateState]:
    """How a cub stands at each gate: passed, still ahead, or lost before it."""
    found = {}
    for days in GATES:
        gate_on = born_on + timedelta(days=days)
        if died_on is not None and died_on < gate_on:
            found[days] = GateState.LOST
        else:
            found[days] = GateState.PASSED if today >= gate_on else GateState.AHEAD
    return found


def survived(born_on: date, today: date, died_on: date | None, days: int) -> bool | None:
    """Has a cub lived so many days? None while that is not known yet."""
    until = born_on + timedelta(days=days)
    if died_on is not None and died_on < until:
        return False
    return True if today >= until else None


def loss_percent(weighings: Sequence[Weighing]) -> float | None:
    """How much of its weight a cub lost against the weighing a day or so before, in percent; None if it did not."""
    if len(weighings) < 2:
        return None
    last = weighings[-1]
    before = [one for one in weighings[:-1] if timedelta(hours=12) <= last.at - one.at <= timedelta(hours=36)]
    if not before or last.weight_g >= before[-1].weight_g:
        return None
    return (1 - last.weight_g / before[-1].weight_g) * 100


def hours_without_gain(weighings: Sequence[Weighing]) -> float | None:
    """For how many hours the last weight has not been above an earlier one; None where it is."""
    if len(weighings) < 2:
        return None
    last = weighings[-1]
    since = next((one for one in weighings if one.weight_g >= last.weight_g and one is not last), None)
    return None if since is None else (last.at - since.at).total_seconds() / 3600


def swap_overdue_min(last_at: datetime, interval_min: float, grace_min: float, now: datetime) -> float | None:
    """By how many minutes a swap of twins is late, its grace over; None where it is not."""
    late = (now - last_at).total_seconds() / 60 - interval_min
    return late if late > grace_min else None


def say_dam_away(minutes: float, most_h: float) -> str:
    """A dam away from her nest: hours are normal, and said to be."""
    if minutes == 0:
        return _("dam in the nest")
    hours = f"{minutes / 60:.1f}".removesuffix(".0")
    if minutes <= most_h * 60:
        return _("dam away {hours} h: normal, dams leave the nest for hours").format(hours=hours)
    return _("dam away {hours} h").format(hours=hours)
