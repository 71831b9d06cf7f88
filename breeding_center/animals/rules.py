"""What can be true of an animal, decided from plain values: ages, presence, weights, chips, parents.

Nothing here knows the database. A rule answers with a sentence, already in the language spoken, or with None.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from breeding_center.moments import DateSpan, show_span
from breeding_center.quantities import show_length, show_mass, show_temperature
from breeding_center.text import _, fold, search_key
from breeding_center.vocabulary import (
    LifeStage,
    Sex,
    TransponderType,
)

# ---------------------------------------------------------------- names

LONGEST_KEY = 400  # characters that animal.search_key holds


def search_key_of(names: Iterable[str | None]) -> str:
    """What an animal is found by besides its names: each of them folded, in pinyin and in initials."""
    keys: dict[str, None] = {}
    for name in names:
        for key in search_key(name).split() if name else ():
            keys[key] = None
    return " ".join(keys)[:LONGEST_KEY]


# Letters of other scripts that look like Latin ones: two names that differ only so are one name to the eye.
_LOOKALIKES = str.maketrans("абвгеѕіјкмнорстухԁԛԝɡαεικνορτυχ", "a6breSijkmhopctyxdqwgaeiKvoptux".casefold())


def looks_of(name: str) -> str:
    """A name as it looks: folded, without spaces, with lookalike letters made one."""
    return fold(name).replace(" ", "").translate(_LOOKALIKES)


# ---------------------------------------------------------------- ages and stages of life


class StageLimit(NamedTuple):
    """A stage of life, from an age in days until an age in days."""

    stage: LifeStage
    from_days: int
    until_days: int | None


def age_days(birth: DateSpan, on: date) -> int | None:
    """The age in days on a day, from the middle of an inexact birth; None before the birth or where none is known."""
    born = birth.midpoint
    if born is None or (birth.from_on is not None and on < birth.from_on):
        return None
    return max(0, (on - born).days)


def life_stage(limits: Iterable[StageLimit], age: int | None) -> LifeStage | None:
    """The stage of life at an age, by the taxon's limits; None where the age or the limits are unknown."""
    if age is None:
        return None
    for limit in limits:
        if limit.from_days <= age and (limit.until_days is None or age < limit.until_days):
            return limit.stage
    return None


# ---------------------------------------------------------------- weights

DEFAULT_WEIGHT_MIN_G = 20.0  # the lightest panda neonate on record had 40 g (range 40-296 g)
DEFAULT_WEIGHT_MAX_G = 250_000.0  # twice the heaviest adult male
CHANGE_PERCENT = 25.0  # center default: more than this from its own last weight is asked about
UNIT_MISTAKE = 1000.0  # g typed as kg, or kg as g
MISTAKE_SLACK = 2.0


class BandPoint(NamedTuple):
    """What the taxon's young weigh at an age in days."""

    age_days: int
    low_g: float
    median_g: float
    high_g: float
    is_verified: bool


class Band(NamedTuple):
    """The growth band at one age."""

    low_g: float
    median_g: float
    high_g: float
    is_verified: bool


class Judgement(StrEnum):
    """Where a weight lies in the growth band."""

    LOW = "low"
    WITHIN = "within"
    HIGH = "high"


def band_at(points: Sequence[BandPoint], age: int | None) -> Band | None:
    """The band between the two nearest points, by straight lines; None outside of the ages it is known for."""
    if age is None:
        return None
    ordered = sorted(points)
    for point in ordered:
        if point.age_days == age:
            return Band(*point[1:])
    for before, after in pairwise(ordered):
        if before.age_days < age < after.age_days:
            part = (age - before.age_days) / (after.age_days - before.age_days)
            low, median, high = (
                start + (end - start) * part for start, end in zip(before[1:4], after[1:4], strict=True)
            )
            return Band(low, median, high, before.is_verified and after.is_verified)
    return None


def judge(weight_g: float, band: Band | None) -> Judgement | None:
    """Is the weight below, within or above the growth band?"""
    if band is None:
        return None
    if weight_g < band.low_g:
        return Judgement.LOW
    return Judgement.HIGH if weight_g > band.high_g else Judgement.WITHIN


def change_percent(weight_g: float, last_g: float | None) -> float | None:
    """How much heavier (+) or lighter (-) than the last time, in percent of it."""
    return None if not last_g else (weight_g - last_g) / last_g * 100


def impossible_weight(weight_g: float, low_g: float | None = None, high_g: float | None = None) -> str | None:
    """Why no animal of the taxon weighs that, or None. The limits are the taxon's own, or the defaults."""
    low, high = low_g or DEFAULT_WEIGHT_MIN_G, high_g or DEFAULT_WEIGHT_MAX_G
    if weight_g < low:
        return _("No animal of this kind weighs {weight}; the least is {limit}. Were kilograms meant?").format(
            weight=show_mass(weight_g), limit=show_mass(low)
        )
    if weight_g > high:
        return _("No animal of this kind weighs {weight}; the most is {limit}. Were grams meant?").format(
            weight=show_mass(weight_g), limit=show_mass(high)
        )
    return None


def doubtful_weight(weight_g: float, last_g: float | None, days_since: float | None, band: Band | None) -> str | None:
    """Why a weight is unlikely, or None: a unit mistaken, a leap from its own last weight, or off the growth band.

    Growth is allowed for: within the band a young animal may have grown by any amount since it was last weighed.
    """
    expected = last_g if last_g is not None else band.median_g if band else None
    if expected and _is_unit_mistake(weight_g, expected):
        return _("{weight} is about a thousand times off from the {expected} expected. Was another unit meant?").format(
            weight=show_mass(weight_g), expected=show_mass(expected)
        )
    if band is not None:
        where = judge(weight_g, band)
        if where is not Judgement.WITHIN:
            return _band_sentence(weight_g, band, where)
    change = change_percent(weight_g, last_g)
    has_grown = band is not None and weight_g > (last_g or 0) and (days_since is None or days_since >= 1)
    if change is not None and last_g is not None and abs(change) > CHANGE_PERCENT and not has_grown:
        return _("{weight} is {change} % from its last weight of {last}.").format(
            weight=show_mass(weight_g), change=f"{change:+.0f}", last=show_mass(last_g)
        )
    return None


def _is_unit_mistake(weight_g: float, expected_g: float) -> bool:
    ratio = max(weight_g / expected_g, expected_g / weight_g)
    return UNIT_MISTAKE / MISTAKE_SLACK <= ratio <= UNIT_MISTAKE * MISTAKE_SLACK


def _band_sentence(weight_g: float, band: Band, where: Judgement | None) -> str:
    sentence = (
        _("{weight} is below the growth band of {low} to {high} for its age.")
        if where is Judgement.LOW
        else _("{weight} is above the growth band of {low} to {high} for its age.")
    )
    return sentence.format(weight=show_mass(weight_g), low=show_mass(band.low_g), high=show_mass(band.high_g))


# Body length and chest girth of an adult panda are below 2 m; a neonate is some 15 cm long.
LENGTH_CM = (5.0, 250.0)
# Rectal 36.0-37.5 (State Forestry Administration 2005, subadults); the doubt leaves room for fever and for cubs.
POSSIBLE_C, LIKELY_C = (15.0, 46.0), (33.0, 41.0)


def impossible_length(length_cm: float) -> str | None:
    """Why no animal here measures that, or None."""
    low, high = LENGTH_CM
    if low <= length_cm <= high:
        return None
    return _("{length} is no length of an animal here: it lies between {low} and {high}.").format(
        length=show_length(length_cm), low=show_length(low), high=show_length(high)
    )


def impossible_temperature(temperature_c: float) -> str | None:
    """Why no living animal has that temperature, or None."""
    low, high = POSSIBLE_C
    if low <= temperature_c <= high:
        return None
    return _("No living animal has {temperature}.").format(temperature=show_temperature(temperature_c))


def doubtful_temperature(temperature_c: float) -> str | None:
    """Why a temperature is unlikely, or None."""
    low, high = LIKELY_C
    if low <= temperature_c <= high:
        return None
    return _("{temperature} is outside of {low} to {high}.").format(
        temperature=show_temperature(temperature_c), low=show_temperature(low), high=show_temperature(high)
    )


# ---------------------------------------------------------------- transponders (ISO 11784)

# ISO 11784:1996 (and ICAR): 10 bits of country (ISO 3166 numeric) or maker (900-998; 999 for tests), 38 bits of
# number, so at most 2**38 - 1.
ISO_DIGITS = re.compile(r"\d{15}", re.ASCII)
ISO_LARGEST = 2**38 - 1
ISO_TEST_CODE = 999
EXCEL_NUMBER = re.compile(r"\d+[.,]\d+e\+?\d+", re.IGNORECASE)
OTHER_CHIP = re.compile(r"[0-9A-Z]{6,16}", re.ASCII)


def plain_chip(typed: str) -> str:
    """A chip's number without the spaces, dots and dashes that readers print into it."""
    return re.sub(r"[ .\-]", "", typed).upper()


def impossible_chip(value: str, kind: TransponderType) -> str | None:
    """Why no chip of that type has the number, or None. The 15-digit rule is for ISO 11784 only."""
    if EXCEL_NUMBER.fullmatch(value.replace(" ", "")):
        return _("'{value}' was rounded by a spreadsheet; read the chip again.").format(value=value)
    plain = plain_chip(value)
    if kind is not TransponderType.ISO:
        if OTHER_CHIP.fullmatch(plain):
            return None
        return _("'{value}' is not the number of a chip: 6 to 16 digits or letters.").format(value=value)
    if not ISO_DIGITS.fullmatch(plain):
        return _("'{value}' has {count} digits; an ISO 11784 chip has 15. Were leading zeros lost?").format(
            value=value, count=sum(character.isdigit() for character in plain)
        )
    if int(plain[3:]) > ISO_LARGEST:
        return _("'{value}': the last 12 digits of an ISO 11784 chip are at most {largest}.").format(
            value=value, largest=ISO_LARGEST
        )
    return None


def doubtful_chip(value: str, kind: TransponderType) -> str | None:
    """Why a chip's number is unlikely, or None."""
    if kind is not TransponderType.ISO:
        return None
    code = int(plain_chip(value)[:3])
    if code == ISO_TEST_CODE:
        return _("'{value}' begins with 999, which is for tests.").format(value=value)
    if code == 0:
        return _("'{value}' begins with 000, which is no country and no maker.").format(value=value)
    return None


# The international studbook numbers from 1 on and never again; five digits leave room.
STUDBOOK_NUMBER = re.compile(r"[1-9]\d{0,4}", re.ASCII)


def impossible_studbook_number(value: str) -> str | None:
    """Why no studbook has the number, or None."""
    if STUDBOOK_NUMBER.fullmatch(value):
        return None
    return _("'{value}' is not a studbook number: a whole number such as 802.").format(value=value)


# ---------------------------------------------------------------- parents

# How long after a sire's death his stored semen makes a claim unremarkable only when it is confirmed.
SIRE_DEAD_FOR = timedelta(days=365)
# Giant panda: gestation 83-200 days is usual, 324 the exception; a taxon's own facts are used where it has them.
DEFAULT_GESTATION_MAX_DAYS = 324


class ParentFacts(NamedTuple):
    """What a rule about parents needs to know of an animal."""

    name: str
    sex: Sex
    birth: DateSpan
    died: DateSpan | None = None


def is_ancestor(of: UUID, who: UUID, parents: Callable[[UUID], Iterable[UUID]]) -> bool:
    """Is `who` an ancestor of `of`, by any claim?"""
    waiting, seen = [of], {of}
    while waiting:
        for parent in parents(waiting.pop()):
            if parent == who:
                return True
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return False


def impossible_parent(child: ParentFacts, parent: ParentFacts, *, bears: bool, is_dam: bool) -> str | None:
    """Why the parent cannot be, or None. `bears`: the dam of birth, who must be alive then."""
    if is_dam and parent.sex is Sex.MALE:
        return _("{parent} is male and cannot be a dam; correct its sex first, if that is wrong.").format(
            parent=parent.name
        )
    if not is_dam and parent.sex is Sex.FEMALE:
        return _("{parent} is female and cannot be a sire; correct its sex first, if that is wrong.").format(
            parent=parent.name
        )
    latest_child, earliest_parent = child.birth.last_on, parent.birth.from_on
    if latest_child is not None and earliest_parent is not None and earliest_parent >= latest_child:
        return _("{parent}, born {parent_birth}, is younger than {child}, born {child_birth}.").format(
            parent=parent.name, parent_birth=show_span(parent.birth),
            child=child.name, child_birth=show_span(child.birth),
        )  # fmt: skip
    if bears and parent.died is not None and _is_before(parent.died, child.birth):
        return _("{parent} died {died}, before {child} was born ({birth}).").format(
            parent=parent.name, died=show_span(parent.died), child=child.name, birth=show_span(child.birth)
        )
    return None


def doubtful_parent(child: ParentFacts, parent: ParentFacts, *, is_dam: bool, mature_days: int | None) -> str | None:
    """Why the parent is unlikely, or None: too young, or a sire dead for more than a year (stored semen)."""
    born_from = child.birth.from_on
    died = parent.died.last_on if parent.died else None
    if not is_dam and parent.died and died and born_from and born_from - died > SIRE_DEAD_FOR:
        return _("{parent} died {died}, more than a year before {child} was born: was stored semen used?").format(
            parent=parent.name, died=show_span(parent.died), child=child.name
        )
    age = None if born_from is None else age_days(parent.birth, born_from)
    if mature_days is not None and age is not None and age < mature_days and parent.birth.is_exact:
        return _("{parent} was only {days} days old when {child} was born.").format(
            parent=parent.name, days=age, child=child.name
        )
    return None


def _is_before(earlier: DateSpan, later: DateSpan) -> bool:
    """Surely earlier, whatever days the two spans turn out to be."""
    return earlier.last_on is not None and later.from_on is not None and earlier.last_on < later.from_on


def sure_before(earlier: DateSpan, later: DateSpan) -> bool:
    """Is the first date surely before the second, however inexact both are?"""
    return _is_before(earlier, later)


def impossible_probabilities(probabilities: Sequence[float]) -> str | None:
    """Why candidates for one parent cannot have these chances, or None."""
    if any(not 0 < one <= 1 for one in probabilities):
        return _("A probability is above 0 and at most 1.")
    if sum(probabilities) > 1 + 1e-9:
        return _("The candidates' probabilities add up to {sum:.3g}, more than 1.").format(sum=sum(probabilities))
    return None


def even_shares(count: int) -> list[float]:
    """The chances of candidates about whom nothing more is known: a two-male insemination is scored half and half."""
    return [1 / count] * count
