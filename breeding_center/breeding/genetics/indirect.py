"""Products with the relationship matrix, without the matrix.

A = T D T' (Henderson 1976), T passing genes down and D what each animal has that its parents do not explain. So A times
anything is one pass up the pedigree and one pass down it (Colleau 2002), a run of the order at a time.
"""

from __future__ import annotations

from itertools import pairwise

from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.pedigree import Pedigree

BLOCK_BYTES = 1 << 27


def own_parts(pedigree: Pedigree, inbreeding: Floats, known: Floats | None = None) -> Floats:
    """D: 1 for founders, 1 - (1 + F) / 4 with one known parent, 1 - (2 + F(s) + F(d)) / 4 with two (Henderson 1976).

    With `known` (share of each genome that is known, inbreeding counted through known genes) the ones become shares.
    """
    share = np.ones(len(pedigree)) if known is None else known
    own = np.append(share + inbreeding, 0.0)
    part: Floats = share - 0.25 * (own[pedigree.sire] + own[pedigree.dam])
    return part


Shares = tuple[Floats, Floats]


def pass_up(pedigree: Pedigree, amounts: Floats, shares: Shares | None = None) -> Floats:
    """T' x: everybody's amount handed half to each known parent, from the youngest to the oldest.

    `amounts` is (animals,) or (animals, columns). With x = 1/N on the reference set the founders' results are their
    contributions to it. `shares` (of sire and dam, one value an animal) stand in for the halves.
    """
    passed = np.concatenate([amounts, np.zeros((1, *amounts.shape[1:]))])
    for a, b in reversed(pedigree.spans):
        of_sire = passed[a:b] * (0.5 if shares is None else shares[0][a:b])
        of_dam = of_sire if shares is None else passed[a:b] * shares[1][a:b]
        add_rows(passed, pedigree.sire[a:b], of_sire)
        add_rows(passed, pedigree.dam[a:b], of_dam)
    return passed[:-1]


def pass_down(pedigree: Pedigree, amounts: Floats, shares: Shares | None = None) -> Floats:
    """T x: everybody receives half of what each known parent has, from the oldest to the youngest."""
    received = np.concatenate([amounts, np.zeros((1, *amounts.shape[1:]))])
    for a, b in pedigree.spans:
        of_sire, of_dam = received[pedigree.sire[a:b]], received[pedigree.dam[a:b]]
        received[a:b] += (
            0.5 * (of_sire + of_dam) if shares is None else shares[0][a:b] * of_sire + shares[1][a:b] * of_dam
        )
    return received[:-1]


def add_rows(target: Floats, places: Integers, rows: Floats) -> None:
    """target[places] += rows, places repeated and -1 (the unknown, the last row, which is left at zero) included."""
    if target.ndim == 1:
        np.add.at(target, places, rows)
    elif len(places):
        order = np.argsort(places, kind="stable")
        ordered = places[order]
        first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        target[ordered[first]] += np.add.reduceat(rows[order], first, axis=0)
    target[-1] = 0.0


def relationships_with(pedigree: Pedigree, parts: Floats, amounts: Floats) -> Floats:
    """A x = T D T' x for amounts x of (animals,) or (animals, columns) (Colleau 2002); `parts` is D.

    Half of it is kinship. Cost: two passes over the pedigree, whatever its shape.
    """
    passed = pass_up(pedigree, amounts)
    passed *= parts if amounts.ndim == 1 else parts[:, None]
    return pass_down(pedigree, passed)


def columns_at_once(pedigree: Pedigree) -> int:
    """How many columns of A fit in a block."""
    return max(1, BLOCK_BYTES // (8 * max(1, len(pedigree))))


def relationship_columns(pedigree: Pedigree, parts: Floats, members: Integers) -> Floats:
    """A[:, members] by unit columns; (animals, members). Meant for a few members at a time."""
    units = np.zeros((len(pedigree), len(members)))
    units[members, np.arange(len(members))] = 1.0
    return relationships_with(pedigree, parts, units)


def inbreeding_by_columns(pedigree: Pedigree, known: Floats | None = None) -> Floats:
    """Inbreeding of every animal, a block of sires at a time (Sargolzaei, Iwaisaki & Colleau 2005).

    The last resort for pedigrees too broad for the window and too deep for the paths: slow, but never more memory than
    a block.
    """
    count = len(pedigree)
    inbreeding, parts = np.zeros(count), np.zeros(count)
    share = np.ones(count) if known is None else known
    by_level = np.argsort(pedigree.level, kind="stable")
    borders = np.searchsorted(pedigree.level[by_level], np.arange(int(pedigree.level.max(initial=0)) + 2))
    block = columns_at_once(pedigree)
    for a, b in pairwise(borders.tolist()):
        born = by_level[a:b]
        both = born[(pedigree.sire[born] >= 0) & (pedigree.dam[born] >= 0)]
        sires, which = np.unique(pedigree.sire[both], return_inverse=True)
        for at in range(0, len(sires), block):
            here = (which >= at) & (which < at + block)
            columns = relationship_columns(pedigree, parts, sires[at : at + block])
            inbreeding[both[here]] = 0.5 * columns[pedigree.dam[both[here]], which[here] - at]
        own = np.append(share + inbreeding, 0.0)
        parts[born] = share[born] - 0.25 * (own[pedigree.sire[born]] + own[pedigree.dam[born]])
    return inbreeding
