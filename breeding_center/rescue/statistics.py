"""How rescues went: by cause, season, outcome and length of stay, with survival and the days in care."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean, median
from zoneinfo import ZoneInfo

from breeding_center.rescue.queries import CaseView
from breeding_center.rescue.rules import DEAD, SEASONS, STAYS, length_of_stay, season
from breeding_center.text import fold
from breeding_center.vocabulary import CaseState

UNKNOWN, OPEN = "unknown", "open"
# Neither a false report nor an animal found dead says anything about how well rescued animals do.
NOT_RESCUED = frozenset({CaseState.FALSE_REPORT, CaseState.FOUND_DEAD})
SET_FREE = frozenset({CaseState.RELEASED, CaseState.RELEASED_ON_SITE})
KEPT = frozenset({CaseState.RETAINED, CaseState.ALLOCATED})


@dataclass(frozen=True, slots=True)
class Tally:
    """Some cases together."""

    group: str
    value: str
    cases: int
    is_open: int
    released: int
    kept: int
    died: int
    survived_percent: float | None
    mean_days: float | None
    median_days: float | None


def tallies(cases: Iterable[CaseView], zone: ZoneInfo) -> list[Tally]:
    """The cases together, and by cause, season and outcome."""
    views = list(cases)
    groups: list[tuple[str, Callable[[CaseView], str]]] = [
        ("cause", lambda view: view.cause or UNKNOWN),
        ("season", lambda view: season(view.found_at.astimezone(zone).date())),
        ("outcome", lambda view: view.outcome or OPEN),
    ]
    rows = [_tally("all", "all", views)] if views else []
    for group, value_of in groups:
        under: dict[str, list[CaseView]] = {}
        for view in views:
            under.setdefault(fold(value_of(view)), []).append(view)  # Dog bite and dog bite are one cause
        called = [(value_of(some[0]), some) for some in under.values()]
        rows += [_tally(group, value, some) for value, some in sorted(called, key=lambda one: _in_order(one[0]))]
    return rows + _by_stay(views)


def _by_stay(views: list[CaseView]) -> list[Tally]:
    """The cases that are over, by how long the animal was in care; one that never was is in none of them."""
    under: dict[str, list[CaseView]] = {}
    for view in views:
        if view.days is not None and view.outcome is not None:
            under.setdefault(length_of_stay(view.days), []).append(view)
    return [_tally("length_of_stay", value, under[value]) for value in STAYS if value in under]


def _in_order(value: str) -> tuple[int, str]:
    """The seasons in the order of the year, everything else by its letters, what is not known or not over last."""
    if value in SEASONS:
        return SEASONS.index(value), value
    return (len(SEASONS), "") if value in (UNKNOWN, OPEN) else (0, value)


def _tally(group: str, value: str, views: list[CaseView]) -> Tally:
    ended = [view.outcome for view in views if view.outcome is not None and view.outcome not in NOT_RESCUED]
    died = sum(one in DEAD for one in ended)
    days = [view.days for view in views if view.days is not None and view.outcome is not None]
    return Tally(
        group, value, len(views), sum(view.outcome is None for view in views), sum(one in SET_FREE for one in ended),
        sum(one in KEPT for one in ended), died,
        round((len(ended) - died) / len(ended) * 100, 1) if ended else None,
        round(fmean(days), 1) if days else None, median(days) if days else None,
    )  # fmt: skip
