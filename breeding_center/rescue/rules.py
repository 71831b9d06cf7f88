"""The steps of a rescue case, which of them may follow which, and how long an animal has been in care."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from breeding_center.quantities import show_mass
from breeding_center.text import _
from breeding_center.vocabulary import CaseState

# Center defaults, after the workflow of reported cases: Tangtang, Foping 2020 (010bz.com, 2021-05-24), went from
# capture through quarantine and rehabilitation to release; the panda of Zhouzhi, 2015 (xian.baogaosu.com), was treated
# in the field and released on site. Any animal may die; a case is closed once nothing more is to be done.
FOLLOWING: Mapping[CaseState, tuple[CaseState, ...]] = MappingProxyType(
    {
        CaseState.REPORTED: (CaseState.VERIFIED, CaseState.DIED, CaseState.CLOSED),
        CaseState.VERIFIED: (
            CaseState.OBSERVATION, CaseState.FIELD_TREATMENT, CaseState.CAPTURE, CaseState.DIED, CaseState.CLOSED,
        ),
        CaseState.OBSERVATION: (CaseState.FIELD_TREATMENT, CaseState.CAPTURE, CaseState.DIED, CaseState.CLOSED),
        CaseState.FIELD_TREATMENT: (CaseState.OBSERVATION, CaseState.CAPTURE, CaseState.RELEASED, CaseState.DIED),
        CaseState.CAPTURE: (CaseState.FIELD_TREATMENT, CaseState.TRANSPORT, CaseState.DIED),
        CaseState.TRANSPORT: (CaseState.QUARANTINE, CaseState.DIED),
        CaseState.QUARANTINE: (
            CaseState.TREATMENT, CaseState.REHABILITATION, CaseState.ASSESSMENT, CaseState.DIED,
        ),
        CaseState.TREATMENT: (CaseState.REHABILITATION, CaseState.ASSESSMENT, CaseState.DIED),
        CaseState.REHABILITATION: (CaseState.TREATMENT, CaseState.ASSESSMENT, CaseState.DIED),
        CaseState.ASSESSMENT: (
            CaseState.RELEASED, CaseState.RETAINED, CaseState.REHABILITATION, CaseState.TREATMENT, CaseState.DIED,
        ),
        CaseState.RELEASED: (CaseState.CLOSED,),
        CaseState.RETAINED: (CaseState.CLOSED,),
        CaseState.DIED: (CaseState.CLOSED,),
        CaseState.CLOSED: (),
    }
)  # fmt: skip
ENDED = frozenset({CaseState.RELEASED, CaseState.RETAINED, CaseState.DIED, CaseState.CLOSED})
# A dead animal's case and a closed one are looked at no more; a released animal is still tracked.
LOCKED = frozenset({CaseState.DIED, CaseState.CLOSED})
IN_CARE_FROM = frozenset({CaseState.CAPTURE})
TIMES_LAST_WEIGHT = 2


def may_follow(before: CaseState, after: CaseState) -> bool:
    """May a case come from one step to the other?"""
    return after in FOLLOWING[before]


def days_in_care(steps: Iterable[tuple[CaseState, datetime]], at: datetime, zone: ZoneInfo) -> int | None:
    """The days since the animal was captured, until it was released or died or until now; None if it never was."""
    since: date | None = None
    for state, when in steps:
        if state in IN_CARE_FROM and since is None:
            since = when.astimezone(zone).date()
        elif state in ENDED and since is not None:
            return (when.astimezone(zone).date() - since).days
    return None if since is None else (at.astimezone(zone).date() - since).days


def doubt_about_weight(weight_g: float | None, last_g: float | None, most_g: float | None) -> str | None:
    """Is it heavier than its kind becomes, or far from what it weighed last?"""
    if weight_g is None:
        return None
    if most_g is not None and weight_g > most_g:
        return _("{weight} is more than an animal of its kind weighs ({most}).").format(
            weight=show_mass(weight_g), most=show_mass(most_g)
        )
    if last_g is None or last_g / TIMES_LAST_WEIGHT < weight_g < last_g * TIMES_LAST_WEIGHT:
        return None
    return _("{weight} is far from the {last} it weighed last.").format(
        weight=show_mass(weight_g), last=show_mass(last_g)
    )
