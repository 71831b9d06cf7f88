"""The steps of a rescue case, which of them may follow which, how urgent it is, and how long an animal was in care."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from breeding_center.quantities import show_mass, show_number
from breeding_center.text import _, fold
from breeding_center.vocabulary import CaseState, Triage
from breeding_center.vocabulary.rescue import FieldSign, Hydration, NotifyAfter
from breeding_center.words import LABELS, label

S = CaseState

# Center defaults, after the workflow of reported cases: Tangtang, Foping 2020 (010bz.com, 2021-05-24), went from
# capture through quarantine and rehabilitation to release; the panda of Zhouzhi, 2015 (xian.baogaosu.com), was treated
# in the field and released on site. What a province does with an animal unfit for release: Wild Animal Rescue Measures
# (Order 47, in force 2018-01-01). Any animal may die; a case is closed once nothing more is to be done.
FOLLOWING: Mapping[CaseState, tuple[CaseState, ...]] = MappingProxyType(
    {
        S.REPORTED: (S.VERIFIED, S.FOUND_DEAD, S.FALSE_REPORT, S.DIED),
        S.VERIFIED: (S.OBSERVATION, S.FIELD_TREATMENT, S.CAPTURE, S.FOUND_DEAD, S.FALSE_REPORT, S.DIED),
        S.OBSERVATION: (S.FIELD_TREATMENT, S.CAPTURE, S.DIED, S.CLOSED),
        S.FIELD_TREATMENT: (S.OBSERVATION, S.CAPTURE, S.RELEASED_ON_SITE, S.DIED),
        S.CAPTURE: (S.FIELD_TREATMENT, S.TRANSPORT, S.RELEASED_ON_SITE, S.DIED),
        S.TRANSPORT: (S.QUARANTINE, S.TREATMENT, S.DIED_IN_TRANSPORT, S.DIED),
        S.QUARANTINE: (S.TREATMENT, S.REHABILITATION, S.ASSESSMENT, S.DIED),
        S.TREATMENT: (S.QUARANTINE, S.REHABILITATION, S.ASSESSMENT, S.DIED),
        S.REHABILITATION: (S.TREATMENT, S.ASSESSMENT, S.DIED),
        S.ASSESSMENT: (S.RELEASED, S.RETAINED, S.ALLOCATED, S.REHABILITATION, S.TREATMENT, S.DIED),
        S.RELEASED: (S.CLOSED,),
        S.RELEASED_ON_SITE: (S.CLOSED,),
        S.RETAINED: (S.ALLOCATED, S.CLOSED),
        S.ALLOCATED: (S.CLOSED,),
        S.DIED: (S.CLOSED,),
        S.DIED_IN_TRANSPORT: (S.CLOSED,),
        S.FOUND_DEAD: (S.CLOSED,),
        S.FALSE_REPORT: (S.CLOSED,),
        S.CLOSED: (),
    }
)
DEAD = frozenset({S.DIED, S.DIED_IN_TRANSPORT, S.FOUND_DEAD})
ENDED = DEAD | {S.RELEASED, S.RELEASED_ON_SITE, S.RETAINED, S.ALLOCATED, S.FALSE_REPORT, S.CLOSED}
# A dead animal is looked at no more, nor one that never was; a released animal is still tracked.
NO_ROUNDS = DEAD | {S.FALSE_REPORT, S.CLOSED}
# From these on nobody goes to a pen to look after it; one released on site may still be watched over.
LEFT_THE_PEN = NO_ROUNDS | {S.RELEASED, S.ALLOCATED}
IN_CARE_FROM = frozenset({S.CAPTURE})
IN_HOUSE = frozenset({S.QUARANTINE, S.TREATMENT, S.REHABILITATION, S.ASSESSMENT})
TIMES_LAST_WEIGHT = 2
# A stay longer than the last is what the center asks about (`rescue.long_care`); center default.
STAYS = {"up_to_30_days": 30, "31_to_90_days": 90, "91_to_180_days": 180, "over_180_days": 1_000_000}
# What brings animals to a rescue, as the statistics count it; anything else is kept in the words it was told in.
CAUSES = ("injury", "starvation", "malnutrition", "infectious", "parasitism", "neoplasia", "unknown")
SEASONS = ("spring", "summer", "autumn", "winter")


def may_follow(before: CaseState, after: CaseState) -> bool:
    """May a case come from one step to the other?"""
    return after in FOLLOWING[before]


def outcome(steps: Iterable[CaseState]) -> CaseState | None:
    """What became of the animal: the step at which the case ended, or None while it is open.

    A case that was closed from observation ends as what it was: an animal observed and left where it was.
    """
    last: CaseState | None = None
    for step in steps:
        if step is S.CLOSED:
            return last if last in ENDED else S.OBSERVATION
        last = step
    return last if last in ENDED else None


def season(on: date) -> str:
    """The season of a day, by calendar months, as the Qinling rescues of 1983-2017 are told: March to May is spring."""
    return SEASONS[(on.month - 3) % 12 // 3]


def length_of_stay(days: int) -> str:
    """Which class of stays a number of days in care belongs to."""
    return next(name for name, most in STAYS.items() if days <= most)


def known_cause(written: str | None) -> str | None:
    """A cause as the statistics count it, where it is one of theirs by code or by name: Injury and 外伤 are one."""
    if written is None:
        return None
    meant = fold(written)
    found = (code for code in CAUSES if meant in (code, fold(LABELS[code]), fold(label(code))))
    return next(found, "injury" if meant == "trauma" else written)


def days_in_care(steps: Iterable[tuple[CaseState, datetime]], at: datetime, zone: ZoneInfo) -> int | None:
    """The days since the animal was captured, until it was released or died or until now; None if it never was."""
    since: date | None = None
    for state, when in steps:
        if state in IN_CARE_FROM and since is None:
            since = when.astimezone(zone).date()
        elif state in ENDED and since is not None:
            return (when.astimezone(zone).date() - since).days
    return None if since is None else (at.astimezone(zone).date() - since).days


# ---------------------------------------------------------------- how urgent it is

# Center default, unverified: red is collapse, bleeding or seizures; amber a wound, emaciation (condition of at most 3
# of 9) or discharge; green a healthy stray. Lameness, dehydration and a suspected epidemic were added as amber.
RED = frozenset({FieldSign.COLLAPSE, FieldSign.BLEEDING, FieldSign.SEIZURES})
AMBER = frozenset(
    {
        FieldSign.WOUND, FieldSign.EMACIATION, FieldSign.DISCHARGE, FieldSign.LAMENESS, FieldSign.DEHYDRATION,
        FieldSign.SUSPECTED_EPIDEMIC,
    }
)  # fmt: skip
DRY = frozenset({Hydration.MODERATE, Hydration.SEVERE})


def signs_of(
    signs: Iterable[FieldSign], condition_score: int | None, hydration: Hydration | None, emaciated_at: float
) -> list[FieldSign]:
    """The signs that were named, and those that the scores say."""
    found = dict.fromkeys(signs)
    if condition_score is not None and condition_score <= emaciated_at:
        found[FieldSign.EMACIATION] = None
    if hydration in DRY:
        found[FieldSign.DEHYDRATION] = None
    return list(found)


def triage_of(signs: Collection[FieldSign]) -> Triage | None:
    """How urgent a case is, decided by what was found; None where nothing was looked at."""
    if not signs:
        return None
    if RED & set(signs):
        return Triage.RED
    return Triage.AMBER if AMBER & set(signs) else Triage.GREEN


def contradiction(signs: Collection[FieldSign]) -> bool:
    """Is the animal said to be healthy, and not?"""
    return FieldSign.HEALTHY in signs and len(signs) > 1


def written_signs(signs: Iterable[FieldSign]) -> str | None:
    """Signs as their column keeps them."""
    return ",".join(sign.value for sign in signs) or None


def read_signs(written: str | None) -> list[FieldSign]:
    """Signs out of their column."""
    return [FieldSign(one) for one in written.split(",")] if written else []


# ---------------------------------------------------------------- who must be told


def ladder_starts(
    after: NotifyAfter, steps: Iterable[tuple[CaseState, datetime]], epidemic_at: datetime | None
) -> datetime | None:
    """When the time began to run in which an authority must be told; None while nothing has set it running."""
    if after is NotifyAfter.SUSPECTED_EPIDEMIC:
        return epidemic_at
    wanted = {
        NotifyAfter.REPORTED: frozenset({S.REPORTED}), NotifyAfter.VERIFIED: frozenset({S.VERIFIED}),
        NotifyAfter.CAPTURE: frozenset({S.CAPTURE}), NotifyAfter.DEATH: DEAD,
        NotifyAfter.RELEASED: frozenset({S.RELEASED, S.RELEASED_ON_SITE}),
    }[after]  # fmt: skip
    return min((when for state, when in steps if state in wanted), default=None)


# ---------------------------------------------------------------- weights and doses in the field


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


# mg/kg: giant pandas were held with ketamine at 5.7 (4.1-8.8), induction about 10 min. Unverified.
DOSES_MG_KG: Mapping[str, tuple[float, float]] = MappingProxyType({"ketamine": (4.1, 8.8), "氯胺酮": (4.1, 8.8)})


def doubt_about_dose(medicine: str, dose_mg: float, low_g: float, high_g: float) -> str | None:
    """Is a dose outside what is known of the medicine, at the lightest or the heaviest the animal may be?"""
    known = DOSES_MG_KG.get(medicine.strip().casefold())
    if known is None:
        return None
    least, most = known
    at_most, at_least = dose_mg / (low_g / 1000), dose_mg / (high_g / 1000)
    if at_most <= most and at_least >= least:
        return None
    if low_g == high_g:
        words = _("{dose} mg of {medicine} is {least} mg/kg for {low}; {from_} to {to} is known.")
    else:
        words = _("{dose} mg of {medicine} is {least} to {most} mg/kg for {low} to {high}; {from_} to {to} is known.")
    return words.format(
        dose=show_number(dose_mg), medicine=medicine, least=show_number(at_least, 1), most=show_number(at_most, 1),
        low=show_mass(low_g), high=show_mass(high_g), from_=show_number(least), to=show_number(most),
    )  # fmt: skip
