"""Synthetic pedigrees of the two shapes that a kernel must be fast on; parents before offspring, -1 unknown."""

from typing import Any

import numpy as np


def narrow(count: int, unknown: float = 0.05, breeders: int = 50, births: int = 100, seed: int = 1) -> tuple[Any, Any]:
    """A herd book: about fifty animals of the last eight years breed each year, for as many years as it takes."""
    rng = np.random.default_rng(seed)
    sire, dam = np.full(count, -1, np.intp), np.full(count, -1, np.intp)
    for born in range(births, count, births):
        last = min(born + births, count)
        pool = rng.choice(np.arange(max(0, born - 8 * births), born), min(breeders, born), replace=False)
        half = len(pool) // 2
        sire[born:last] = rng.choice(pool[:half], last - born)
        dam[born:last] = rng.choice(pool[half:], last - born)
    return _half_unknown(sire, dam, unknown, rng)


def wide(
    count: int, generations: int = 10, unknown: float = 0.05, sires: float = 0.5, overlap: int = 1, seed: int = 1
) -> tuple[Any, Any]:
    """A wild or farmed population: everybody of the last generations may breed, tens of thousands at once."""
    rng = np.random.default_rng(seed)
    sire, dam = np.full(count, -1, np.intp), np.full(count, -1, np.intp)
    size = max(4, count // generations)
    for born in range(size, count, size):
        last, first = min(born + size, count), max(0, born - overlap * size)
        pool = rng.permutation(np.arange(first, born))
        males = max(1, int(len(pool) * sires))
        sire[born:last] = rng.choice(pool[:males], last - born)
        dam[born:last] = rng.choice(pool[males:], last - born)
    return _half_unknown(sire, dam, unknown, rng)


def _half_unknown(sire: Any, dam: Any, unknown: float, rng: np.random.Generator) -> tuple[Any, Any]:
    """Forget some sires, and half as many dams."""
    sire[rng.random(len(sire)) < unknown] = -1
    dam[rng.random(len(dam)) < unknown / 2] = -1
    return sire, dam
