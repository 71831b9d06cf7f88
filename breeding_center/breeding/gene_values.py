"""Gene value: gene diversity with every animal counted by the young it still has to expect (Lacy 1995).

The reproductive value Vx of each is read from the life table of its sex in the population that is asked about. Where
too few births were watched there is no Vx to speak of, and no gene value is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from breeding_center.breeding.demography_answers import FEW_BIRTHS, Asked, asked_of
from breeding_center.breeding.genetics import indirect, uncertain
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.demography import growth, reproductive_value
from breeding_center.breeding.studbook import Studbook
from breeding_center.errors import Refused
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_
from breeding_center.vocabulary import Sex


@dataclass(frozen=True, slots=True)
class GeneValue:
    """GV with every unknown parent a founder, and of the known part alone; None where they are not known, and why."""

    value: float | None
    known: float | None
    said: tuple[str, ...]


def gene_value_of(reading: Reading, book: Studbook, taxon: UUID | None, institution: UUID | None) -> GeneValue:
    """GV of the reference set."""
    try:
        population = asked_of(reading, book, taxon, institution)
    except Refused:  # a bare pedigree, without a day in it
        return _too_few(0.0)
    table = population.tables[None]
    births = 0.0 if table is None else float(table.births.sum()) / 2
    if births < FEW_BIRTHS:
        return _too_few(births)
    each = _values_by_place(book, population)
    members = np.array([at for at in book.reference.tolist() if each.get(at, 0.0) > 0], np.intp)
    if not len(members):
        return GeneValue(None, None, (_("Gene value is not told: nobody here has young to expect."),))
    weights = np.array([each[at] for at in members.tolist()])
    value, known = weighted_diversity(book, members, weights)
    told = [_("Gene value weighs each animal by its reproductive value Vx (Lacy 1995), by the life table of its sex.")]
    unknown = sum(at not in each for at in book.reference.tolist())
    if unknown:
        told.append(
            n_("{n} animal without a Vx, its age or sex unknown, is not counted in it.",
               "{n} animals without a Vx, their age or sex unknown, are not counted in it.", unknown).format(n=unknown)
        )  # fmt: skip
    return GeneValue(value, known, tuple(told))


def _too_few(births: float) -> GeneValue:
    said = _("Gene value is not told: Vx is not known from {births} births of known parents, {least} at least.")
    return GeneValue(None, None, (said.format(births=f"{births:g}", least=FEW_BIRTHS),))


def _values_by_place(book: Studbook, population: Asked) -> dict[int, float]:
    """Vx of the reference set by place; who has none is not in it."""
    tables: Mapping[Sex, Floats] = {
        sex: reproductive_value(table.lx, table.mx, growth(table.lx, table.mx).rate)
        for sex in (Sex.MALE, Sex.FEMALE)
        if (table := population.tables[sex]) is not None and growth(table.lx, table.mx).rate > 0
    }
    by_key = {life.key: life for life in population.lives}
    found = {}
    for at in book.reference.tolist():
        life = by_key.get(book.keys[at])
        values = None if life is None else tables.get(life.sex)
        age = None if life is None else life.age_on(population.until)
        if values is None or age is None or not 0 <= int(age) < len(values) or np.isnan(values[int(age)]):
            continue
        found[at] = float(values[int(age)])
    return found


def weighted_diversity(book: Studbook, members: Integers, weights: Floats) -> tuple[float, float | None]:
    """1 - Σ w(i) w(j) f(i, j) / (Σ w)², by one product A w; and the same of the known part, w times the known share."""
    total = float(weights.sum())
    known = float(weights @ book.known.share[members])
    if book.expected is None:
        parts = indirect.own_parts(book.pedigree, book.inbreeding())
        sums = _sums(book, parts, members, weights)
        inside = _sums(
            book, indirect.own_parts(book.pedigree, book.known.joint, book.known.share), members, weights
        )  # fmt: skip
    else:
        sums = uncertain.expected_sums(book.expected, members, amounts=weights)[0]
        assert book.known.expected is not None
        inside = uncertain.expected_sums(book.known.expected, members, amounts=weights)[0]
    value = 1.0 - float(weights @ sums) / total**2
    return value, 1.0 - float(weights @ inside) / known**2 if known > 0 else None


def _sums(book: Studbook, parts: Floats, members: Integers, weights: Floats) -> Floats:
    amounts = np.zeros(len(book))
    amounts[members] = weights
    sums: Floats = 0.5 * indirect.relationships_with(book.pedigree, parts, amounts)[members]
    return sums
