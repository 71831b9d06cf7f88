"""How sure R0, λ and T of a population are: what each animal gave to its life table, drawn again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from breeding_center.breeding.genetics.arrays import Floats, np
from breeding_center.breeding.genetics.growth_interval import GrowthInterval, growth_interval
from breeding_center.breeding.lifetimes import Lifetime
from breeding_center.breeding.population import SHARE_OF_SEX, Young, birth_ages, watched
from breeding_center.breeding.studbook_rows import Key
from breeding_center.vocabulary import Sex

FEWEST_ANIMALS, FEWEST_BIRTHS = 10, 5.0  # below these the draws repeat so few lives that they tell nothing


def interval_of(
    lives: Sequence[Lifetime],
    young: Sequence[Young],
    since: date,
    until: date,
    sex: Sex | None,
    classes: int,
    seed: int,
) -> GrowthInterval | None:
    """The interval for one sex, or for all; None where too few were watched."""
    chosen = [life for life in lives if life.born_on is not None and (sex is None or life.sex is sex)]
    exposure, deaths, births = given(chosen, young, since, until, classes)
    seen = exposure.sum(axis=1) > 0
    if int(seen.sum()) < FEWEST_ANIMALS or float(births.sum()) * (0.5 if sex is None else 1.0) < FEWEST_BIRTHS:
        return None
    return growth_interval(exposure[seen], deaths[seen], births[seen], SHARE_OF_SEX, seed=seed)


def given(
    lives: Sequence[Lifetime], young: Sequence[Young], since: date, until: date, classes: int
) -> tuple[Floats, Floats, Floats]:
    """Years watched, deaths and births of each animal in each age class; their sums are the life table's."""
    of_parent: dict[Key, list[Young]] = {}
    for one in young:
        of_parent.setdefault(one.parent, []).append(one)
    exposure, deaths, births = (np.zeros((len(lives), classes)) for _part in range(3))
    edges = np.arange(classes)
    for line, life in enumerate(lives):
        entered, left, died = watched([life], since, until)
        for begins, ends, is_death in zip(entered.tolist(), left.tolist(), died.tolist(), strict=True):
            exposure[line] += np.clip(ends - edges, 0.0, 1.0) - np.clip(begins - edges, 0.0, 1.0)
            if is_death:  # on a birthday it belongs to the year that ends
                deaths[line, min(classes - 1, max(0, int(np.ceil(ends)) - 1))] += 1.0
        ages, shares = birth_ages([life], of_parent.get(life.key, ()), since, until)
        for age, share in zip(ages.tolist(), shares.tolist(), strict=True):
            births[line, min(classes - 1, int(age))] += share
    return exposure, deaths, births
