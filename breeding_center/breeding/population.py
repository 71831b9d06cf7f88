"""A population counted: how many each year, how old they are now, and what demography watches of each life.

Pure, over `Lifetime`s. What the numbers of a life table mean stands with the kernel (`genetics.demography`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from breeding_center.breeding.genetics.arrays import Booleans, Floats, np
from breeding_center.breeding.genetics.demography import LifeTable, life_table, wilson_interval
from breeding_center.breeding.lifetimes import YEAR, Lifetime
from breeding_center.breeding.studbook_rows import Key
from breeding_center.vocabulary import BirthType, Sex

SHARE_OF_SEX = 0.5  # of the young, of the parent's own sex
ENOUGH_YEARS = 20.0  # animal-years that a rate is smoothed over for a projection
SIDES = (Sex.MALE, Sex.FEMALE)


# ---------------------------------------------------------------- counting


@dataclass(frozen=True, slots=True)
class YearCount:
    """A population at the end of a year (of the last: on the day asked about), and what happened in it."""

    year: int
    on: date
    by_sex: Mapping[Sex, int]
    by_origin: Mapping[BirthType, int]
    births: int
    arrivals: int
    deaths: int
    departures: int

    @property
    def total(self) -> int:
        return sum(self.by_sex.values())


def census(lives: Sequence[Lifetime], until: date, first: int | None = None) -> list[YearCount]:
    """The population year by year, from the first year in which there is one."""
    years = [spell.from_on.year for life in lives for spell in life.spells]
    if not years:
        return []
    begin = min(years) if first is None else max(first, min(years))
    happened = _happened(lives)
    return [_count(lives, year, min(date(year, 12, 31), until), happened) for year in range(begin, until.year + 1)]


def _happened(lives: Iterable[Lifetime]) -> Counter[tuple[str, int]]:
    counts: Counter[tuple[str, int]] = Counter()
    for life in lives:
        for spell in life.spells:
            is_birth = spell.from_on == life.born_on and life.origin is BirthType.CAPTIVE
            counts["births" if is_birth else "arrivals", spell.from_on.year] += 1
            if spell.until_on is not None:
                is_death = spell.until_on == life.died_on
                counts["deaths" if is_death else "departures", spell.until_on.year] += 1
    return counts


def _count(lives: Sequence[Lifetime], year: int, on: date, happened: Counter[tuple[str, int]]) -> YearCount:
    here = [life for life in lives if life.is_in_on(on)]
    return YearCount(
        year,
        on,
        Counter(life.sex for life in here),
        Counter(life.origin for life in here),
        *(happened[what, year] for what in ("births", "arrivals", "deaths", "departures")),
    )


@dataclass(frozen=True, slots=True)
class AgeClass:
    """Animals from one age up to another, in years, by sex."""

    age_from: int
    age_until: int
    by_sex: Mapping[Sex, int]


def pyramid(lives: Sequence[Lifetime], on: date, years: int = 1) -> tuple[list[AgeClass], int]:
    """The living by age and sex, the youngest first; and how many are of unknown age."""
    here = [life for life in lives if life.is_in_on(on)]
    ages = [(life.age_on(on), life.sex) for life in here]
    known = [(int(age // years), sex) for age, sex in ages if age is not None]
    counts = Counter(known)
    top = max((place for place, _sex in known), default=-1)
    classes = [
        AgeClass(place * years, (place + 1) * years, {sex: counts[place, sex] for sex in Sex})
        for place in range(top + 1)
    ]
    return classes, len(ages) - len(known)


# ---------------------------------------------------------------- vital rates


@dataclass(frozen=True, slots=True)
class Young:
    """A birth counted for a parent: its key, on which day, and how probably it is the parent."""

    parent: Key
    born_on: date
    probability: float


def tables(
    lives: Sequence[Lifetime], young: Sequence[Young], since: date, until: date
) -> dict[Sex | None, LifeTable | None]:
    """A life table of each sex and of all (None), over a stretch of years; None where nobody was watched."""
    deepest = max((_oldest(life, until) for life in lives), default=0.0)
    classes = max(1, int(np.ceil(deepest)))
    found: dict[Sex | None, LifeTable | None] = {}
    for sex in (*SIDES, None):
        chosen = [life for life in lives if life.born_on is not None and (sex is None or life.sex is sex)]
        entered, left, died = watched(chosen, since, until)
        if not len(entered):
            found[sex] = None
            continue
        ages, weights = birth_ages(chosen, young, since, until)
        # With both sexes together every birth is counted for two parents, so that half of each is theirs.
        found[sex] = life_table(entered, left, died, ages, SHARE_OF_SEX, classes, weights)
    return found


def _oldest(life: Lifetime, until: date) -> float:
    last = life.spells[-1].until_on or until
    return max(0.0, life.age_on(min(last, until)) or 0.0)


def watched(lives: Sequence[Lifetime], since: date, until: date) -> tuple[Floats, Floats, Booleans]:
    """Ages at which each was first and last watched, one line a stretch, and whether death ended it."""
    entered, left, died = [], [], []
    for life in lives:
        for spell in life.spells:
            end = spell.until_on or until
            begins, ends = life.age_on(max(spell.from_on, since)), life.age_on(min(end, until))
            if begins is None or ends is None or ends <= begins:
                continue
            entered.append(max(0.0, begins))
            left.append(ends)
            died.append(life.died_on is not None and end == life.died_on and end <= until)
    return np.array(entered), np.array(left), np.array(died, np.bool_)


def birth_ages(lives: Sequence[Lifetime], young: Sequence[Young], since: date, until: date) -> tuple[Floats, Floats]:
    """The ages at which these animals had young while they were in the population."""
    by_key = {life.key: life for life in lives}
    ages, weights = [], []
    for one in young:
        parent = by_key.get(one.parent)
        if parent is None or not since <= one.born_on <= until or not parent.is_in_on(one.born_on):
            continue
        age = parent.age_on(one.born_on)
        if age is not None and age >= 0:
            ages.append(age)
            weights.append(one.probability)
    return np.array(ages), np.array(weights)


@dataclass(frozen=True, slots=True)
class FirstYear:
    """Deaths within the first year of life of those born in the population, with Wilson's interval."""

    born: int
    died: int
    low: float
    high: float


def first_year(lives: Sequence[Lifetime], since: date, until: date) -> FirstYear:
    """Of the young born in the population and watched for a year or dead within it, how many died."""
    born = died = 0
    for life in lives:
        if life.born_on is None or life.origin is not BirthType.CAPTIVE or not since <= life.born_on:
            continue
        if life.spells[0].from_on != life.born_on:
            continue
        died_young = life.died_on is not None and (life.age_on(life.died_on) or 0.0) < 1.0
        if died_young or (until - life.born_on).days >= YEAR:
            born, died = born + 1, died + died_young
    low, high = wilson_interval(np.array([died / born if born else np.nan]), np.array([float(born)]))
    return FirstYear(born, died, float(low[0]), float(high[0]))


# ---------------------------------------------------------------- what a projection runs on


def smoothed(table: LifeTable) -> tuple[Floats, Floats]:
    """q and m of every class, each taken over as many neighboring classes as make `ENOUGH_YEARS` animal-years.

    The first year of life stands alone where it was watched at all; the last class dies out: nobody is taken to live
    longer than was seen.
    """
    count = len(table.exposure)
    deaths, births = table.deaths.astype(np.float64), table.births
    q, m = np.zeros(count), np.zeros(count)
    for age in range(count):
        low, high = _neighborhood(table.exposure, age)
        years = float(table.exposure[low:high].sum())
        q[age] = 1.0 - float(np.exp(-deaths[low:high].sum() / years)) if years > 0 else 1.0
        m[age] = float(births[low:high].sum()) / years if years > 0 else 0.0
    q[-1] = 1.0
    return q, m


def _neighborhood(exposure: Floats, age: int) -> tuple[int, int]:
    low, high = age, age + 1
    first = 1 if age > 0 else 0
    if age == 0 and exposure[0] > 0:
        return 0, 1
    while float(exposure[low:high].sum()) < ENOUGH_YEARS and (low > first or high < len(exposure)):
        low, high = max(first, low - 1), min(len(exposure), high + 1)
    return low, high


def living_by_class(lives: Sequence[Lifetime], on: date, classes: int) -> tuple[list[list[int]], int]:
    """The living by sex (male, female) and age class; of unknown sex every other is counted as male, of unknown age
    all as of the middle age of the others. Also how many were placed so."""
    here = [life for life in lives if life.is_in_on(on)]
    ages = sorted(age for life in here if (age := life.age_on(on)) is not None)
    middle = ages[len(ages) // 2] if ages else 0.0
    counts = [[0] * classes, [0] * classes]
    placed = 0
    for life in here:
        age = life.age_on(on)
        is_guess = age is None or life.sex is Sex.UNKNOWN
        side = placed % 2 if life.sex is Sex.UNKNOWN else SIDES.index(life.sex)
        counts[side][min(classes - 1, int(middle if age is None else max(age, 0.0)))] += 1
        placed += is_guess
    return counts, placed


def breeders(lives: Sequence[Lifetime], young: Sequence[Young], since: date, until: date) -> tuple[int, int]:
    """Males and females living now that had young since a day."""
    bred = {one.parent for one in young if since <= one.born_on <= until and one.probability > 0}
    here = Counter(life.sex for life in lives if life.key in bred and life.is_in_on(until))
    return here[Sex.MALE], here[Sex.FEMALE]
