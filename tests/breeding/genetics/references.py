"""Slow and obviously right: each number computed as its definition says it, for a few dozen animals.

Parents are positions in any order that puts them before their offspring, -1 for unknown.
"""

from collections.abc import Sequence
from functools import cache
from itertools import product

Parents = Sequence[int]


def kinships(sire: Parents, dam: Parents, known: Sequence[float] | None = None) -> list[list[float]]:
    """f(i, j) by Malécot's recursion on the younger animal; `known` replaces the 1 of (1 + F) / 2."""

    @cache
    def f(i: int, j: int) -> float:
        if i < 0 or j < 0:
            return 0.0
        if i < j:
            return f(j, i)
        if i == j:
            return 0.5 * ((1.0 if known is None else known[i]) + f(sire[i], dam[i]))
        return 0.5 * (f(sire[i], j) + f(dam[i], j))

    everybody = range(len(sire))
    return [[f(i, j) for j in everybody] for i in everybody]


def inbreeding(sire: Parents, dam: Parents) -> list[float]:
    """F(i) = f(sire, dam)."""
    table = kinships(sire, dam)
    return [table[s][d] if s >= 0 and d >= 0 else 0.0 for s, d in zip(sire, dam, strict=True)]


def known_shares(sire: Parents, dam: Parents) -> list[float]:
    """k(i) = half of each known parent's; 1 for founders."""
    shares: list[float] = []
    for s, d in zip(sire, dam, strict=True):
        both_unknown = s < 0 and d < 0
        shares.append(1.0 if both_unknown else sum(0.5 * shares[p] for p in (s, d) if p >= 0))
    return shares


def genes_from(sire: Parents, dam: Parents, animal: int) -> dict[tuple[int, str], float]:
    """Where one animal's genes come from: {(founder, "") or (animal, the unknown parent's side): share}."""
    s, d = sire[animal], dam[animal]
    if s < 0 and d < 0:
        return {(animal, ""): 1.0}
    found: dict[tuple[int, str], float] = {}
    for parent, side in ((s, "sire"), (d, "dam")):
        sources = {(animal, side): 1.0} if parent < 0 else genes_from(sire, dam, parent)
        for source, share in sources.items():
            found[source] = found.get(source, 0.0) + 0.5 * share
    return found


def contributions(sire: Parents, dam: Parents, reference: Sequence[int]) -> dict[tuple[int, str], float]:
    """Mean over the reference set of where its genes come from."""
    found: dict[tuple[int, str], float] = {}
    for animal in reference:
        for source, share in genes_from(sire, dam, animal).items():
            found[source] = found.get(source, 0.0) + share / len(reference)
    return found


def equivalent_generations(sire: Parents, dam: Parents, animal: int) -> float:
    """Every known ancestor, on every line, counts one half to the power of the generations back."""
    return sum(0.5 * (1.0 + equivalent_generations(sire, dam, p)) for p in (sire[animal], dam[animal]) if p >= 0)


def complete_generations(sire: Parents, dam: Parents, animal: int) -> int:
    parents = (sire[animal], dam[animal])
    return 0 if min(parents) < 0 else 1 + min(complete_generations(sire, dam, p) for p in parents)


def known_in_generation(sire: Parents, dam: Parents, animal: int, back: int) -> float:
    """Share of the 2^back ancestors of one generation that are known."""
    if animal < 0:
        return 0.0
    if back == 0:
        return 1.0
    return 0.5 * sum(known_in_generation(sire, dam, p, back - 1) for p in (sire[animal], dam[animal]))


def completeness_index(sire: Parents, dam: Parents, animal: int, generations: int = 5) -> float:
    """MacCluer et al. 1983: 4 I(pat) I(mat) / (I(pat) + I(mat)), each side's known share over the generations."""
    sides = [
        sum(0.5 * known_in_generation(sire, dam, p, back) for back in range(generations)) / generations
        for p in (sire[animal], dam[animal])
    ]
    return 4 * sides[0] * sides[1] / sum(sides) if sum(sides) > 0 else 0.0


def allele_table(sire: Parents, dam: Parents) -> list[list[tuple[int, int]]]:
    """Every animal's two alleles in every equally likely outcome of Mendel's draws, all outcomes listed."""
    known = [(animal, side) for animal in range(len(sire)) for side in (0, 1) if (sire, dam)[side][animal] >= 0]
    outcomes = []
    for picks in product((0, 1), repeat=len(known)):
        draw = dict(zip(known, picks, strict=True))
        alleles: list[tuple[int, int]] = []
        for animal in range(len(sire)):
            pair = []
            for side in (0, 1):
                parent = (sire, dam)[side][animal]
                pair.append(2 * animal + side if parent < 0 else alleles[parent][draw[animal, side]])
            alleles.append((pair[0], pair[1]))
        outcomes.append(alleles)
    return outcomes


def effective_ancestors(sire: Parents, dam: Parents, reference: Sequence[int]) -> list[float]:
    """Marginal contributions, largest first, of equals the youngest: all recomputed from scratch at each step.

    Unknown parents of half-known animals are written in just before their offspring.
    """
    sires, dams, place = _with_phantoms(sire, dam)
    members = [place[animal] for animal in reference]
    count = len(sires)
    wanted = set()
    stack = list(members)
    while stack:
        animal = stack.pop()
        parents = [p for p in (sires[animal], dams[animal]) if p >= 0]
        wanted |= set(parents) | ({animal} if not parents else set())
        stack += parents
    taken: set[int] = set()
    found: list[float] = []
    while wanted - taken:
        through = [float(members.count(animal)) for animal in range(count)]
        for animal in reversed(range(count)):
            if animal not in taken:
                for parent in (sires[animal], dams[animal]):
                    if parent >= 0:
                        through[parent] += 0.5 * through[animal]
        explained = [1.0 if animal in taken else 0.0 for animal in range(count)]
        for animal in range(count):
            if animal not in taken:
                explained[animal] = sum(0.5 * explained[p] for p in (sires[animal], dams[animal]) if p >= 0)
        worth = {animal: through[animal] * (1.0 - explained[animal]) for animal in wanted - taken}
        best = max(worth, key=lambda animal: (worth[animal], animal))
        found.append(worth[best] / len(members))
        taken.add(best)
    return [share for share in found if share > 0]


def _with_phantoms(sire: Parents, dam: Parents) -> tuple[list[int], list[int], list[int]]:
    sires: list[int] = []
    dams: list[int] = []
    place: list[int] = []
    for s, d in zip(sire, dam, strict=True):
        unknown = -1
        if (s < 0) != (d < 0):
            unknown = len(sires)
            sires.append(-1)
            dams.append(-1)
        sires.append(place[s] if s >= 0 else unknown)
        dams.append(place[d] if d >= 0 else unknown)
        place.append(len(sires) - 1)
    return sires, dams, place
