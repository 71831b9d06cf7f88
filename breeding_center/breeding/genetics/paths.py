"""Inbreeding from the ancestors two parents share, for broad and shallow pedigrees.

A = T D T' (Henderson 1976; Quaas 1976), so the relationship of a sire and a dam is the sum over their common ancestors
k of T(sire, k) T(dam, k) D(k): Meuwissen & Luo 1992, one family at a time. Here the families of a whole generation are
worked together. A row of T is a sorted list of integers, each an ancestor in its high bits and the share of its
genes in its low bits (shares are halves of halves: a fixed-point number holds them exactly). The two rows of a family's
parents are thrown together and sorted; a common ancestor is then two neighbors, which give the inbreeding when
multiplied and the offspring's own row when added.

Two thrifts: a row is kept once for all full sibs, and an ancestor through whom only one line runs (one breeding
offspring, one mate) can never be where two lines meet, so its share of D is folded into that offspring's.
"""

from __future__ import annotations

from dataclasses import dataclass

from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.pedigree import Pedigree

BATCH = 1 << 17  # entries sorted at a time: stays in the processor's cache
# Measured on a 2-core server: an entry found, sorted and stored; an animal; a batch.
SECONDS_AN_ENTRY = 18e-9
SECONDS_AN_ANIMAL = 250e-9
SECONDS_A_LEVEL = 400e-6
SAMPLED_FAMILIES = 64
SAMPLED_ENTRIES = 1 << 18


class TooManyPaths(Exception):
    """The ancestors' lists would outgrow the memory they were given."""


@dataclass(frozen=True, eq=False)
class Families:
    """Distinct pairs of known or half-known parents, and which ancestors can join two lines.

    `family[i]` is -1 for founders. `breeding` families have offspring with offspring. `column[i]` numbers the animals
    that can be a meeting point, -1 for the others; `folded` marks those passed on to their only breeding offspring.
    The animal arrays have one more place at the end, for the unknown parent.
    """

    family: Integers
    sire: Integers
    dam: Integers
    level: Integers
    breeding: Booleans
    column: Integers
    folded: Booleans
    columns: int


def find_families(pedigree: Pedigree) -> Families:
    """Group full sibs, and find the ancestors at which lines can meet."""
    count = len(pedigree)
    key = (pedigree.sire + 1) * np.intp(count + 1) + (pedigree.dam + 1)
    born = np.flatnonzero(key)
    by_key = born[np.argsort(key[born])]
    keys = key[by_key]
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    family = np.full(count + 1, -1, np.intp)
    family[by_key] = np.cumsum(first) - 1
    heads = by_key[first]
    sire, dam = pedigree.sire[heads], pedigree.dam[heads]
    breeding = np.zeros(len(heads), np.bool_)
    breeding[family[:-1][pedigree.parent & ~pedigree.founder]] = True
    breeders = np.flatnonzero(pedigree.parent & ~pedigree.founder)
    lines, mates = (
        np.bincount(sires + 1, minlength=count + 1)[1:] + np.bincount(dams + 1, minlength=count + 1)[1:]
        for sires, dams in ((pedigree.sire[breeders], pedigree.dam[breeders]), (sire, dam))
    )
    meeting = (lines >= 2) | ((lines == 1) & (mates >= 2))
    column = np.full(count + 1, -1, np.intp)
    column[:-1][meeting] = np.arange(int(meeting.sum()))
    folded = (lines == 1) & ~meeting
    return Families(family, sire, dam, pedigree.level[heads], breeding, column, folded, int(meeting.sum()))


def fits_in_a_word(pedigree: Pedigree) -> bool:
    """Can a share, an ancestor and a family of a batch be told apart within 63 bits? Not in deep pedigrees."""
    share_bits = int(pedigree.level.max(initial=0)) + 2
    return share_bits + len(pedigree).bit_length() <= 63 - 8


def _bits(pedigree: Pedigree, families: Families) -> tuple[int, int]:
    return int(pedigree.level.max(initial=0)) + 2, max(1, families.columns.bit_length())


def most_entries(pedigree: Pedigree, families: Families) -> int:
    """An upper bound of the entries to be sorted: all paths to meeting points, repeated ancestors counted again."""
    paths = np.zeros(len(pedigree) + 1)
    meets = (families.column >= 0).astype(np.float64)
    for a, b in pedigree.spans:
        sire, dam = pedigree.sire[a:b], pedigree.dam[a:b]
        paths[a:b] = np.minimum(paths[sire] + paths[dam] + meets[a:b], 1e18)
    return int(min((paths[families.sire] + paths[families.dam]).sum(), 1e18))


def sampled_entries(pedigree: Pedigree, families: Families) -> int | None:
    """Entries to be sorted, estimated from the ancestors of a few dozen families; None when already these are too
    many to be followed."""
    total = len(families.sire)
    step = max(1, total // SAMPLED_FAMILIES)
    sample = np.arange(step // 2, total, step)
    count = np.intp(len(pedigree) + 1)
    frontier = np.concatenate([families.sire[sample] + count * sample, families.dam[sample] + count * sample])
    frontier = frontier[np.concatenate([families.sire[sample], families.dam[sample]]) >= 0]
    seen = np.unique(frontier)
    frontier = seen
    while len(frontier):
        who, whose = frontier % count, frontier // count * count
        parents = np.concatenate([pedigree.sire[who] + whose, pedigree.dam[who] + whose])
        parents = parents[np.concatenate([pedigree.sire[who], pedigree.dam[who]]) >= 0]
        frontier = np.setdiff1d(parents, seen)
        seen = np.union1d(seen, frontier)
        if len(seen) > SAMPLED_ENTRIES:
            return None
    # Ancestors common to both sides are sorted twice; the sample counts them once, so allow for it.
    met = int((families.column[seen % count] >= 0).sum())
    return int(1.5 * met * total / max(1, len(sample)))


def seconds_for(pedigree: Pedigree, entries: int) -> float:
    """About how long the paths take."""
    levels = int(pedigree.level.max(initial=0)) + 1
    return SECONDS_AN_ENTRY * entries + SECONDS_AN_ANIMAL * len(pedigree) + SECONDS_A_LEVEL * levels


def inbreeding_by_paths(
    pedigree: Pedigree, families: Families | None = None, memory: int = 1 << 31, known: Floats | None = None
) -> Floats:
    """Inbreeding of every animal from its parents' common ancestors (Meuwissen & Luo 1992).

    Exact to rounding. `known` as in `tabulate`. Raises TooManyPaths when the kept rows would outgrow `memory` bytes:
    deep pedigrees, for which the window is made.
    """
    work = _Paths(pedigree, families or find_families(pedigree), memory, known)
    for level in range(int(pedigree.level.max(initial=0)) + 1):
        work.level(level)
    inbreeding: Floats = work.inbreeding[work.families.family[:-1]]
    return inbreeding


class _Paths:
    """The rows kept so far, and the inbreeding found so far. Places one past the end stand for the unknown."""

    def __init__(self, pedigree: Pedigree, families: Families, memory: int, known: Floats | None) -> None:
        self.pedigree, self.families, self.most = pedigree, families, memory // 8
        self.share_bits, self.column_bits = _bits(pedigree, families)
        self.row_bits = self.share_bits + self.column_bits
        self.largest = (1 << (63 - self.row_bits)) - 1
        half = 1 << (self.share_bits - 2)  # a parent's own entry: half its offspring's genes
        self.self_entry = np.where(families.column >= 0, (families.column << self.share_bits) | half, -1)
        total = len(families.sire)
        self.start, self.length = np.zeros(total + 1, np.intp), np.zeros(total + 1, np.intp)
        self.store, self.end = np.empty(1 << 16, np.int64), 0
        self.last_used = np.zeros(total + 1, np.intp)  # the last generation that reads a family's row
        for parents in (families.sire, families.dam):
            np.maximum.at(self.last_used, families.family[parents], families.level)
        self.now = 0
        self.inbreeding = np.zeros(total + 1)
        # D, the part of an animal's genes that no ancestor explains: by meeting point, and as passed on when folded.
        self.own_part, self.passed_on = np.zeros(families.columns + 1), np.zeros(len(pedigree) + 1)
        self.known = np.ones(len(pedigree)) if known is None else known
        self.own_relation = np.zeros(len(pedigree) + 1)
        rank = families.level * 2 + ~families.breeding
        self.order = np.argsort(rank, kind="stable")
        levels = int(pedigree.level.max(initial=0)) + 2
        self.borders = np.searchsorted(rank[self.order], np.arange(2 * levels + 1))
        parents = np.flatnonzero(pedigree.parent)
        self.parents = parents[np.argsort(pedigree.level[parents], kind="stable")]
        self.parent_borders = np.searchsorted(pedigree.level[self.parents], np.arange(levels + 1))

    def level(self, level: int) -> None:
        """All families of one generation, then what their breeding offspring add of their own."""
        self.now = level
        for later, keep in ((0, True), (1, False)):
            a, b = self.borders[2 * level + later], self.borders[2 * level + later + 1]
            members = self.order[a:b]
            family = self.families.family
            sires, dams = self.families.sire[members], self.families.dam[members]
            entries = np.cumsum(self.length[family[sires]] + self.length[family[dams]] + 2)
            if keep and len(members):
                self._make_room(int(entries[-1]))
            i = 0
            while i < len(members):
                done = int(entries[i - 1]) if i else 0
                j = int(np.searchsorted(entries, done + BATCH, side="right"))
                j = min(max(j, i + 1), len(members), i + self.largest)
                self._batch(members[i:j], sires[i:j], dams[i:j], keep)
                i = j
        self._add_own_parts(self.parents[self.parent_borders[level] : self.parent_borders[level + 1]])

    def _batch(self, members: Integers, sires: Integers, dams: Integers, keep: bool) -> None:
        entries = self._thrown_together(sires, dams)
        entries.sort()
        ancestor = entries >> self.share_bits  # with the family's number above it
        common = np.flatnonzero(ancestor[1:] == ancestor[:-1])
        shares = (1 << self.share_bits) - 1
        through_second = entries[common + 1] & shares
        if len(common):
            met = ancestor[common]
            product = (entries[common] & shares).astype(np.float64) * through_second
            product *= self.own_part[met & ((1 << self.column_bits) - 1)]
            scale = 2.0 ** (3 - 2 * self.share_bits)  # both shares are halved and in fixed point
            self.inbreeding[members] = np.bincount(met >> self.column_bits, product, len(members)) * scale
        if keep:
            entries[common] += through_second
            once = np.ones(len(entries), np.bool_)
            once[common + 1] = False
            self._keep(members, entries[once] if len(common) else entries)

    def _thrown_together(self, sires: Integers, dams: Integers) -> Integers:
        """The rows of both parents and the parents themselves, each entry marked with its family's place in the
        batch."""
        parents = np.concatenate([sires, dams])
        rows = self.families.family[parents]
        lengths, starts = self.length[rows], self.start[rows]
        ends = np.cumsum(lengths)
        total = int(ends[-1])
        at = np.repeat(starts - ends + lengths, lengths)
        at += np.arange(total)
        marks = np.tile(np.arange(len(sires), dtype=np.int64) << self.row_bits, 2)
        own = self.self_entry[parents]
        has_own = own >= 0
        own = own[has_own] + marks[has_own]
        entries = np.empty(total + len(own), np.int64)
        self.store.take(at, out=entries[:total], mode="clip")
        entries[:total] += np.repeat(marks, lengths)
        entries[total:] = own
        return entries

    def _keep(self, members: Integers, entries: Integers) -> None:
        """Store the families' rows, the shares halved as the next generation will use them."""
        count = len(entries)
        ends = np.searchsorted(entries, np.arange(1, len(members) + 1, dtype=np.int64) << self.row_bits)
        entries &= (1 << self.row_bits) - 1
        half = entries & ((1 << self.share_bits) - 1)
        half >>= 1
        np.subtract(entries, half, out=self.store[self.end : self.end + count])
        self.length[members] = np.diff(ends, prepend=0)
        self.start[members] = self.end + ends - self.length[members]
        self.end += count

    def _make_room(self, count: int) -> None:
        """Have room for so many more entries: forget the rows that nobody will read again, and add what is missing."""
        if self.end + count <= len(self.store):
            return
        live = np.flatnonzero((self.length > 0) & (self.last_used >= self.now))
        lengths = self.length[live]
        ends = np.cumsum(lengths)
        needed = int(lengths.sum())
        if needed + count > self.most:
            raise TooManyPaths
        store = np.empty(needed + count, np.int64)
        at = np.repeat(self.start[live] - ends + lengths, lengths)
        at += np.arange(needed)
        self.store.take(at, out=store[:needed], mode="clip")
        self.length[:] = 0
        self.length[live], self.start[live] = lengths, ends - lengths
        self.store, self.end = store, needed

    def _add_own_parts(self, parents: Integers) -> None:
        """D of the level's parents: what is theirs and not their parents', k(i) - (a(s,s) + a(d,d)) / 4."""
        families, sire, dam = self.families, self.pedigree.sire[parents], self.pedigree.dam[parents]
        own = self.known[parents] + self.inbreeding[families.family[parents]]
        self.own_relation[parents] = own
        part = self.known[parents] - 0.25 * (self.own_relation[sire] + self.own_relation[dam])
        part += 0.25 * (self.passed_on[sire] + self.passed_on[dam])
        folded, meets = families.folded[parents], families.column[parents] >= 0
        self.passed_on[parents[folded]] = part[folded]
        self.own_part[families.column[parents[meets]]] = part[meets]
