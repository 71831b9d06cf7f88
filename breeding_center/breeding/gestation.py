"""How long a pregnancy may last, when a birth is to be awaited, and which state may follow which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from breeding_center.moments import show_date
from breeding_center.text import _, listed
from breeding_center.vocabulary import PregnancyState
from breeding_center.words import label

# A birth sooner than three quarters of the shortest gestation known, or after twice the longest, belongs to another
# mating; between these and the known range it is recorded, and doubted (center default).
SOONEST, LATEST = 0.75, 2.0
DEFAULT_RANGE = (83, 200)  # days; the giant panda's (4panda.com; Wildt et al. 2006)
LIKELY = (110, 127)  # days; the least neonatal deaths (Luo 2025)
SECOND_RISE = (40, 50)  # days from the second rise to birth or end (nationalzoo.si.edu)

FOLLOWS: dict[PregnancyState, frozenset[PregnancyState]] = {
    PregnancyState.BRED: frozenset(PregnancyState) - {PregnancyState.BRED, PregnancyState.LUTEAL_2},
    PregnancyState.LUTEAL_1: frozenset(PregnancyState) - {PregnancyState.BRED, PregnancyState.LUTEAL_1},
    PregnancyState.LUTEAL_2: frozenset(
        (PregnancyState.BIRTH, PregnancyState.PSEUDOPREGNANCY, PregnancyState.LOSS, PregnancyState.DAM_GONE)
    ),
    PregnancyState.BIRTH: frozenset(),
    PregnancyState.PSEUDOPREGNANCY: frozenset(),
    PregnancyState.LOSS: frozenset(),
    PregnancyState.DAM_GONE: frozenset(),
}
ENDED = frozenset(state for state, following in FOLLOWS.items() if not following)


@dataclass(frozen=True, slots=True)
class Window:
    """When a birth is possible, and when it is likely; from the second rise on, that is narrowed."""

    from_on: date
    until_on: date
    likely_from_on: date
    likely_until_on: date


def window(zero_on: date, gestation: tuple[int, int], second_rise_on: date | None = None) -> Window:
    """When to await a birth, counted from day 0."""
    first, last = (zero_on + timedelta(days=days) for days in gestation)
    likely = LIKELY if second_rise_on is None else SECOND_RISE
    since = second_rise_on or zero_on
    likely_first, likely_last = (since + timedelta(days=days) for days in likely)
    return Window(first, last, max(first, likely_first), max(first, min(last, likely_last)))


def impossible_step(current: PregnancyState, wanted: PregnancyState) -> str | None:
    """Why a state cannot follow, or None."""
    if wanted in FOLLOWS[current]:
        return None
    following = listed(
        label(state) for state in PregnancyState if state in FOLLOWS[current] and state is not PregnancyState.DAM_GONE
    )
    if not following:
        return _("This ended with {state}; a new day 0 begins the next.").format(state=label(current))
    return _("After {current} comes {following}, not {wanted}.").format(
        current=label(current), following=following, wanted=label(wanted)
    )


def gestation_days(born_on: date, conceived: Sequence[date], gestation: tuple[int, int]) -> int | None:
    """The length of the gestation: of the conceptions that may have led to the birth, the one that fits best."""
    days = [(born_on - one).days for one in conceived if one <= born_on]
    if not days:
        return None
    shortest, longest = gestation

    def outside(one: int) -> int:
        return max(shortest - one, one - longest, 0)

    return min(days, key=lambda one: (outside(one), one))


def impossible_gestation(days: int | None, gestation: tuple[int, int]) -> str | None:
    """Why a gestation cannot be, or None."""
    shortest, longest = gestation
    if days is None or SOONEST * shortest <= days <= LATEST * longest:
        return None
    return _("A gestation of {days} days cannot be; {low} to {high} are known. Look at the dates again.").format(
        days=days, low=shortest, high=longest
    )


def doubtful_gestation(days: int | None, gestation: tuple[int, int]) -> str | None:
    """Why a gestation is unlikely, or None."""
    shortest, longest = gestation
    if days is None or shortest <= days <= longest:
        return None
    return _("A gestation of {days} days is outside the {low} to {high} that are known.").format(
        days=days, low=shortest, high=longest
    )


def doubtful_day_zero(zero_on: date, told_on: date, gestation: tuple[int, int]) -> str | None:
    """Why nothing can be awaited any more of a day 0 that is told so late, or None."""
    longest = gestation[1]
    if (told_on - zero_on).days <= longest:
        return None
    return _("{date} is {days} days back, longer than the {longest} that a gestation is known to last.").format(
        date=show_date(zero_on), days=(told_on - zero_on).days, longest=longest
    )


def overdue_since(expected: Window, today: date) -> date | None:
    """The day since which a birth has been overdue, or None."""
    return expected.until_on if today > expected.until_on else None


def say_window(expected: Window) -> str:
    """The window in words."""
    return _("birth possible {first} to {last}, likeliest {likely_first} to {likely_last}").format(
        first=show_date(expected.from_on), last=show_date(expected.until_on),
        likely_first=show_date(expected.likely_from_on), likely_last=show_date(expected.likely_until_on),
    )  # fmt: skip
