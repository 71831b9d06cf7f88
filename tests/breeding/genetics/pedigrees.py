"""Pedigrees that Hypothesis thinks of, and a few that people should never forget."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from breeding_center.breeding.genetics.arrays import Floats
from breeding_center.breeding.genetics.pedigree import Pedigree, arrange


@dataclass(frozen=True)
class Drawn:
    """A pedigree in birth order, for the references, and the same shuffled and arranged again, for the kernels."""

    sire: tuple[int, ...]
    dam: tuple[int, ...]
    arranged: Pedigree

    def at_birth_order(self, values: Floats) -> Floats:
        """A kernel's answer, put back into birth order."""
        return values[self.arranged.place]

    def __len__(self) -> int:
        return len(self.sire)


@st.composite
def pedigrees(draw: st.DrawFn, most: int = 30, least: int = 1) -> Drawn:
    """Any pedigree: unknown halves, backcrosses, full sibs, broad and deep, handed in shuffled or in order."""
    count = draw(st.integers(least, most))
    reach = draw(st.sampled_from([2, 4, most]))  # how far back parents may be: small makes deep chains
    sire, dam = [], []
    for animal in range(count):
        parents = st.integers(max(-1, animal - reach), animal - 1) if animal else st.just(-1)
        one, other = draw(st.one_of(parents, st.just(-1))), draw(st.one_of(parents, st.just(-1)))
        sire.append(one)
        dam.append(other if other != one else -1)
    order = draw(st.permutations(range(count))) if draw(st.booleans()) else list(range(count))
    return Drawn(tuple(sire), tuple(dam), shuffled(sire, dam, order))


def shuffled(sire: list[int], dam: list[int], order: list[int]) -> Pedigree:
    """The pedigree as somebody would hand it in whose list is in this order; places are those of birth order."""
    position = {animal: at for at, animal in enumerate(order)} | {-1: -1}
    found = arrange([position[sire[animal]] for animal in order], [position[dam[animal]] for animal in order])
    return Pedigree(found.sire, found.dam, np.array(order, np.intp)[found.order])


def full_sib_chain(generations: int) -> Pedigree:
    """A brother and a sister of each generation are the parents of the next (animals 2g and 2g + 1)."""
    born = np.arange(2 * generations + 2) // 2
    return arrange(np.where(born > 0, 2 * (born - 1), -1), np.where(born > 0, 2 * (born - 1) + 1, -1))
