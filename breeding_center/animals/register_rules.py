"""What of a register's records cannot be, or is not whole: comings and goings, ages, and figures to judge by. Pure."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from breeding_center.animals.presence import Passage
from breeding_center.animals.rules import sure_before
from breeding_center.animals.weight_rules import THRESHOLDS as WEIGHT_THRESHOLDS
from breeding_center.declarations.threshold import Threshold
from breeding_center.moments import DateSpan
from breeding_center.text import N_
from breeding_center.vocabulary import DispositionKind

_DEFAULT = N_("center default")

CHIP_DAYS = Threshold("register.chip_days", N_("age from which an animal bears a chip"), 548, N_("days"), _DEFAULT)
SEX_DAYS = Threshold("register.sex_days", N_("age from which the sex is known"), 183, N_("days"), _DEFAULT)
PROVISIONAL_DAYS = Threshold(
    "register.provisional_days", N_("accession left provisional for"), 30, N_("days"), _DEFAULT
)  # fmt: skip
OLDEST_YEARS = Threshold(
    "register.oldest_years", N_("age that no animal here has passed"), 40, N_("years"),
    N_("the oldest giant panda on record lived 38 years"),
)  # fmt: skip
THRESHOLDS = (*WEIGHT_THRESHOLDS, CHIP_DAYS, SEX_DAYS, PROVISIONAL_DAYS, OLDEST_YEARS)


class Fault(StrEnum):
    """What cannot be about how an animal came and left."""

    BEFORE_BIRTH = "before_birth"
    AFTER_DEATH = "after_death"
    CAME_TWICE = "came_twice"
    LEFT_TWICE = "left_twice"


class PassageFault(NamedTuple):
    """A coming or leaving that does not fit, and the one before it that it does not fit to."""

    fault: Fault
    passage: Passage
    before: Passage | None = None


def passage_faults(ordered: Sequence[Passage], born: DateSpan) -> list[PassageFault]:
    """Comings and goings that cannot all be true: before the birth, after the death, twice the same way."""
    found = [PassageFault(Fault.BEFORE_BIRTH, one) for one in ordered if sure_before(one.on, born)]
    died: Passage | None = None
    for before, one in pairwise([None, *ordered]):
        assert one is not None
        if died is not None:
            found.append(PassageFault(Fault.AFTER_DEATH, one, died))
        elif before is not None and before.is_coming and one.is_coming:
            found.append(PassageFault(Fault.CAME_TWICE, one, before))
        elif before is not None and _left_again(before, one):
            found.append(PassageFault(Fault.LEFT_TWICE, one, before))
        if one.kind is DispositionKind.DEATH:
            died = died or one
    return found


def _left_again(before: Passage, one: Passage) -> bool:
    """Did it leave twice? One that is away may die there, and one that is lent out may be given away for good."""
    again = not before.is_coming and not one.is_coming
    return again and not before.is_still_owned and one.kind is not DispositionKind.DEATH


def age_years(born: DateSpan, on: date) -> float | None:
    """The least age on a day that its birth leaves room for, in years."""
    return None if born.last_on is None else (on - born.last_on).days / 365.25


class Jump(StrEnum):
    """How a weight lies beside the weights before and after it."""

    BOTH = "both"
    LAST = "last"


JUMP_PERCENT = 25.0  # center default: the same that a weight is asked about for when it is written down


def jump(before_g: float | None, weight_g: float, after_g: float | None, *, is_growing: bool) -> Jump | None:
    """Is a weight out of line with the one before it, and with the one after, where they agree with one another?

    While an animal grows, only what falls is out of line.
    """
    if before_g is None or not _is_far(before_g, weight_g):
        return None
    if is_growing and weight_g > before_g and (after_g is None or after_g >= weight_g * (1 - JUMP_PERCENT / 100)):
        return None
    if after_g is None:
        return Jump.LAST
    return Jump.BOTH if _is_far(after_g, weight_g) and not _is_far(before_g, after_g) else None


def _is_far(one_g: float, other_g: float) -> bool:
    return abs(other_g - one_g) / one_g * 100 > JUMP_PERCENT
