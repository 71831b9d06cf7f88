"""May these two be planned together? Three generations apart, and neither held back.

No pairing within three generations is the national rule (sichuanfun.com). The choosing itself is another matter.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

GENERATIONS = 3
ANCESTORS = 2 + 4 + 8  # of three generations

Parents = Callable[[UUID], Iterable[UUID]]


def ancestors(animal: UUID, parents: Parents, generations: int = GENERATIONS) -> dict[UUID, int]:
    """The animal itself and its ancestors, by the generation in which each is nearest."""
    found, layer = {animal: 0}, {animal}
    for generation in range(1, generations + 1):
        layer = {parent for one in layer for parent in parents(one)} - set(found)
        for one in layer:
            found[one] = generation
    return found


def common_ancestors(one: UUID, other: UUID, parents: Parents) -> list[tuple[UUID, int, int]]:
    """The ancestors that two animals share within three generations, each with its distance from either.

    Every candidate parent counts: what may be so must not be risked.
    """
    mine, theirs = ancestors(one, parents), ancestors(other, parents)
    shared = [(key, mine[key], theirs[key]) for key in mine.keys() & theirs.keys()]
    return sorted(shared, key=lambda item: (item[1] + item[2], item[0].hex))
