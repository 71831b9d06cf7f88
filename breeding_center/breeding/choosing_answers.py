"""What the reports of choosing answer: the table of pairs with its reasons, and a planned litter before and after."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from breeding_center.breeding.choosing import Asked, choose_among, pairing_of, season_of, sums_to
from breeding_center.breeding.drawing.heat_map import Cell, HeatMap
from breeding_center.breeding.genetics.arrays import Floats, np
from breeding_center.breeding.genetics.kinship import kinship
from breeding_center.breeding.genetics.litter import LitterEffect, Parents, litter_effect, parents_in
from breeding_center.breeding.genetics.pedigree import Pedigree
from breeding_center.breeding.pairing_table import PairTable, say_shares
from breeding_center.breeding.studbook import Studbook
from breeding_center.breeding.studbook_notes import notes
from breeding_center.breeding.suitability import Verdict, say_limits
from breeding_center.declarations.report import Answer, Row
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.storage.reading import Reading
from breeding_center.text import _, sentences
from breeding_center.vocabulary.choosing import LitterQuantity, PairVerdict

MOST_CUBS = 10
MOST_RANGED = 4_000  # pairs of which the range over possible pedigrees is told
MOST_DRAWN = 20_000
ORDER = {PairVerdict.ALLOWED: 0, PairVerdict.NOT_NOW: 1, PairVerdict.NEVER: 2}


def pairs(
    reading: Reading,
    *,
    females: Sequence[UUID],
    males: Sequence[UUID],
    as_of: datetime,
    year: int | None,
    travellers: Sequence[UUID],
    max_distance_km: float | None,
    kinship_cap: float | None,
    taxon: UUID | None,
    institution: UUID | None,
) -> Answer:
    """Every female asked about with every male, the best first for each, and why."""
    asked = Asked(
        as_of, season_of(reading, as_of, year), tuple(females), tuple(males), taxon, institution,
        frozenset(travellers), kinship_cap=kinship_cap, max_distance=max_distance_km,
    )  # fmt: skip
    book, table = choose_among(reading, asked)
    low, high = _kinship_range(book, table)
    numbers = {key: book.numbers[book.place(key)] for key in (one.id for one in (*table.sires, *table.dams))}
    rows: list[Row] = []
    cells = []
    for dam in range(len(table.dams)):
        verdicts = [table.verdict(sire, dam) for sire in range(len(table.sires))]
        cells.append([_cell(table, sire, dam, verdict) for sire, verdict in enumerate(verdicts)])
        ordered = sorted(
            range(len(table.sires)),
            key=lambda sire: (ORDER[verdicts[sire].state], table.suitability.index[sire, dam], sire),
        )
        for sire in ordered:
            row = _pair_row(table, sire, dam, verdicts[sire])
            row |= {"kinship_low": low[sire, dam], "kinship_high": high[sire, dam]} if low is not None else {}
            row |= {"dam_number": numbers[table.dams[dam].id], "sire_number": numbers[table.sires[sire].id]}
            rows.append(row)
    title = _("Pairs for the season {year}").format(year=asked.year)
    said = [*notes(reading, book), *say_limits(table.figures)]
    if len(rows) > MOST_DRAWN:
        said.append(_("{count} pairs are too many for a picture; ask for some of the females.").format(count=len(rows)))
        return Answer(rows, said, title)
    drawing = HeatMap(title, [one.label for one in table.dams], [one.label for one in table.sires], cells)
    return Answer(rows, said, title, drawing=drawing)


def _cell(table: PairTable, sire: int, dam: int, verdict: Verdict) -> Cell:
    if verdict.state is PairVerdict.NEVER:
        return Cell(None, False)
    return Cell(int(table.suitability.index[sire, dam]), verdict.state is PairVerdict.ALLOWED)


def _pair_row(table: PairTable, sire: int, dam: int, verdict: Verdict) -> dict[str, object]:
    found = table.suitability
    never = verdict.state is PairVerdict.NEVER
    return {
        "dam": table.dams[dam].label, "sire": table.sires[sire].label,
        "suitability": None if never else int(found.index[sire, dam]), "verdict": verdict.state,
        "kinship": float(table.kinships[sire, dam]), "offspring_inbreeding": float(table.kinships[sire, dam]),
        "gene_diversity_change": float(table.gains[sire, dam]),
        "mean_kinship_difference": float(found.difference[sire, dam]),
        "unknown_share": float(found.unknown[sire, dam]),
        "grades": "/".join(str(grade) for grade in found.grades[:, sire, dam].tolist()),
        "method": verdict.method, "straws": table.sires[sire].straws,
        "distance_km": table.distance(sire, dam),
        "ancestry": ancestry_of(table, sire, dam), "reason": verdict.reason,
    }  # fmt: skip


def ancestry_of(table: PairTable, sire: int, dam: int) -> str | None:
    """What subspecies and mountain ranges an offspring's genes would come from, as far as that is known."""
    parents = table.sires[sire], table.dams[dam]
    said = [say_shares([one.subspecies for one in parents]), say_shares([one.origins for one in parents])]
    return "; ".join(filter(None, said)) or None


def _kinship_range(book: Studbook, table: PairTable) -> tuple[Floats | None, Floats]:
    """Between what the kinships lie where a parent is not certain; None where all are, or the pairs are too many."""
    sires = np.array([book.place(one.id) for one in table.sires], np.intp)
    dams = np.array([book.place(one.id) for one in table.dams], np.intp)
    none: Floats = np.zeros((0, 0))
    if not book.draws or len(sires) * len(dams) > MOST_RANGED:
        return None, none
    members = np.concatenate([sires, dams])

    def between(pedigree: Pedigree) -> Floats:
        return kinship(pedigree, pedigree.place[members])[: len(sires), len(sires) :]

    found = book.range_of(between, members)
    return (None, none) if found is None else (found.low, found.high)


# ---------------------------------------------------------------- a planned litter


def what_if(
    reading: Reading,
    *,
    dam: UUID,
    sire: UUID,
    cubs: int,
    as_of: datetime,
    taxon: UUID | None,
    institution: UUID | None,
) -> Answer:
    """The reference set before and after a litter of two animals, and where the cub would stand in it."""
    if not 1 <= cubs <= MOST_CUBS:
        raise NotUnderstood(_("A litter has 1 to {most} cubs.").format(most=MOST_CUBS))
    year = season_of(reading, as_of, None)
    book, table = choose_among(reading, Asked(as_of, year, (dam,), (sire,), taxon, institution))
    female, male = table.dams[0], table.sires[0]
    if not book.is_living(book.place(dam)):
        raise Refused(sentences(one.sentence for one in female.objections))
    if male.is_barred and not book.is_living(book.place(sire)):
        raise Refused(
            _("{why} No semen of his is kept.").format(why=sentences(one.sentence for one in male.objections))
        )  # fmt: skip
    effect = litter_effect(_parents(book, book.place(sire), book.place(dam)), cubs)
    low, high = _litter_range(book, book.place(sire), book.place(dam), cubs)
    members = len(book.reference)
    rows = _litter_rows(effect, members, cubs)
    for row, least, most in zip(rows[1:], low, high, strict=True):
        row |= {"low": least, "high": most}
    said = [pairing_of(table, 0, 0), *notes(reading, book)]
    title = _("{dam} with {sire}, a litter of {cubs}").format(dam=female.label, sire=male.label, cubs=cubs)
    return Answer(rows, said, title)


def _litter_rows(effect: LitterEffect, members: int, cubs: int) -> list[dict[str, object]]:
    before, after = _values(effect, True), _values(effect, False)
    rows: list[dict[str, object]] = [
        {"quantity": LitterQuantity.ANIMALS, "before": members, "after": members + cubs, "change": cubs}
    ]
    for quantity in list(LitterQuantity)[1:]:
        was, then = before.get(quantity), after[quantity]
        rows.append(
            {
                "quantity": quantity, "before": was, "after": then,
                "change": None if was is None or then is None else then - was,
            }
        )  # fmt: skip
    return rows


def _values(effect: LitterEffect, before: bool) -> dict[LitterQuantity, float | int | None]:
    """The quantities in the order of the table; FGE = 1 / (2 MK) (Lacy 1995), None where MK is 0."""
    mean = effect.before if before else effect.after
    found: dict[LitterQuantity, float | int | None] = {
        LitterQuantity.GENE_DIVERSITY: 1.0 - mean,
        LitterQuantity.MEAN_KINSHIP: mean,
        LitterQuantity.GENOME_EQUIVALENTS: 0.5 / mean if mean > 0 else None,
    }
    if not before:
        found |= {
            LitterQuantity.INBREEDING: effect.inbreeding,
            LitterQuantity.CUB_MEAN_KINSHIP: effect.cub_mean_kinship,
            LitterQuantity.CUB_RANK: effect.cub_rank,
        }
    return found


def _parents(book: Studbook, sire: int, dam: int) -> Parents:
    """The pair against the reference set, an expectation where a parent is not certain."""
    if book.expected is None:
        return parents_in(book.pedigree, book.reference, sire, dam)
    to_set = np.stack([sums_to(book, np.array([one], np.intp), book.reference) for one in (sire, dam)])
    between = book.kinship(np.array([sire, dam], np.intp))
    own = float(between[0, 0]), float(between[1, 1])
    return Parents(sums_to(book, book.reference, book.reference), to_set, own, float(between[0, 1]))


def _litter_range(
    book: Studbook, sire: int, dam: int, cubs: int
) -> tuple[Sequence[float | None], Sequence[float | None]]:
    """The lowest and highest of each quantity over the possible pedigrees."""

    def statistic(pedigree: Pedigree) -> Floats:
        place = pedigree.place
        found = litter_effect(parents_in(pedigree, place[book.reference], int(place[sire]), int(place[dam])), cubs)
        return np.array([np.nan if value is None else value for value in _values(found, False).values()])

    about = np.append(book.reference, [sire, dam])
    found = book.range_of(statistic, about)
    if found is None:
        return [None] * 6, [None] * 6
    return _as_quantities(found.low), _as_quantities(found.high)


def _as_quantities(values: Floats) -> list[float | int | None]:
    """As a file can hold them: a rank is a whole number, and what cannot be told is None."""
    *rest, rank = values.tolist()
    return [*(None if math.isnan(one) else one for one in rest), int(rank)]
