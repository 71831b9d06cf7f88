"""Inbreeding of every animal, by the way that costs least for this pedigree.

Narrow pedigrees (few breed at a time, however many generations) belong to the window, broad and shallow ones to the
paths, and what neither can hold to columns. Which is chosen follows from costs counted beforehand in one cheap pass,
never from the number of animals alone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from breeding_center.breeding.genetics import indirect, paths, window
from breeding_center.breeding.genetics.arrays import Floats, np
from breeding_center.breeding.genetics.pedigree import Pedigree

LEAST_MEMORY = 1 << 31
NOT_WORTH_ASKING = 0.01  # seconds: a window this cheap is not compared with anything


def memory_to_use(memory: int | None = None) -> int:
    """Bytes a kernel may take: what it is told, else half of the machine's memory, 2 GiB if that cannot be known.

    Only pedigrees that are broad and deep at once come near it; a herd book of a million takes a tenth of that.
    """
    if memory is not None:
        return memory
    try:
        return max(LEAST_MEMORY, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2)
    except (AttributeError, OSError, ValueError):
        return LEAST_MEMORY


@dataclass(frozen=True, eq=False)
class Choice:
    """The way taken and why: seconds and bytes foreseen of each (None: not asked, or out of the question).

    `plan` and `families` are what was counted on the way, so that nothing is counted twice.
    """

    way: str
    window_seconds: float
    window_memory: int
    path_seconds: float | None
    plan: window.WindowPlan = field(repr=False)
    families: paths.Families | None = field(default=None, repr=False)


def choose_way(pedigree: Pedigree, memory: int | None = None) -> Choice:
    """Count what the window and the paths would cost, and take the cheaper that fits into `memory` bytes."""
    memory = memory_to_use(memory)
    plan = window.plan_window(pedigree)
    fits = plan.memory <= memory
    if fits and plan.seconds < NOT_WORTH_ASKING:
        return Choice("window", plan.seconds, plan.memory, None, plan)
    families, seconds = None, None
    if paths.fits_in_a_word(pedigree):
        families = paths.find_families(pedigree)
        seconds = _path_seconds(pedigree, families, plan.seconds if fits else None, memory)
    if fits and (seconds is None or plan.seconds <= seconds):
        way = "window"
    else:
        way = "columns" if seconds is None else "paths"
    return Choice(way, plan.seconds, plan.memory, seconds, plan, families)


def _path_seconds(pedigree: Pedigree, families: paths.Families, to_beat: float | None, memory: int) -> float | None:
    """What the paths would take; they are sampled only where the upper bound does not already decide."""
    most = paths.most_entries(pedigree, families)
    seconds = paths.seconds_for(pedigree, most)
    if (to_beat is None or seconds < to_beat) and 8 * most < memory:
        return seconds
    entries = paths.sampled_entries(pedigree, families)
    return None if entries is None else paths.seconds_for(pedigree, entries)


def inbreeding(pedigree: Pedigree, known: Floats | None = None, memory: int | None = None) -> Floats:
    """F of every animal: the probability that its two alleles at a locus are identical by descent.

    Wright 1922; f(sire, dam) of Malécot 1948; 0 where a parent is unknown. One value an animal in the order of the
    pedigree, exact to rounding. Needs at most about `memory` bytes. With `known` (from `known_share`) the probability
    that both are identical and come from a known founder (Lacy 2012).
    """
    memory = memory_to_use(memory)
    choice = choose_way(pedigree, memory)
    if choice.way == "paths":
        try:
            return paths.inbreeding_by_paths(pedigree, choice.families, memory, known)
        except paths.TooManyPaths:
            if choice.window_memory > memory:
                return indirect.inbreeding_by_columns(pedigree, known)
    if choice.way == "columns":
        return indirect.inbreeding_by_columns(pedigree, known)
    return window.tabulate(pedigree, known=known, plan=choice.plan).between


def known_share(pedigree: Pedigree, known_founder: Floats | None = None) -> Floats:
    """Share of each genome that comes from known founders: k(i) = (k(sire) + k(dam)) / 2 (Lacy 2012).

    Founders count as known (1) unless `known_founder` (one value an animal, read at founders only) says otherwise; the
    unknown parent of a half-known animal counts 0.
    """
    founders = np.ones(len(pedigree)) if known_founder is None else known_founder
    return indirect.pass_down(pedigree, np.where(pedigree.founder, founders, 0.0))
