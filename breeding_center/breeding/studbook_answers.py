"""What the reports about single animals of the studbook answer: inbreeding, mean kinship, kinships, completeness."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from breeding_center.animals.registers import institution_views
from breeding_center.breeding.genetics import depth, genedrop, uncertain
from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.kinship import kinship_of_pairs
from breeding_center.breeding.studbook import DAM, SIRE, LifeState, Studbook, studbook
from breeding_center.breeding.studbook_drops import drop_genes
from breeding_center.breeding.studbook_notes import (
    candidates,
    notes,
    range_note,
    require_animals,
    require_reference,
)
from breeding_center.declarations.report import Answer, Column, Row
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_

MOST_COLUMNS = 5000  # animals of a matrix
DROPS, SEED = 10_000, 1


def known_number(value: float) -> float | None:
    """A number that a file can hold: None where there is none."""
    return float(value) if math.isfinite(value) else None


def numbers_at(values: Floats, places: Sequence[int]) -> list[float | None]:
    """Values at some places, as a file can hold them."""
    return [known_number(one) for one in values[np.array(places, np.intp)].tolist()]


def asked_for(
    reading: Reading, as_of: datetime, taxon: UUID | None, institution: UUID | None, assumptions: bool
) -> Studbook:
    """The studbook a report is about."""
    return studbook(reading, as_of=as_of, taxon=taxon, institution=institution, assumed=assumptions)


def listed(book: Studbook, living: bool) -> list[int]:
    """The animals a list shows: all that were born, or the living; of the population asked about."""
    asked = book.population
    if living or asked.institution is not None:
        return sorted([*book.reference.tolist(), *(one.place for one in book.excluded)])
    born = [
        at
        for at, life in enumerate(book.lives)
        if book.is_record[at] and life.state is not LifeState.UNBORN
    ]  # fmt: skip
    return born if asked.taxon is None else [at for at in born if book.taxon_id(at) == asked.taxon]


def who(book: Studbook, places: Iterable[int]) -> Iterator[dict[str, Any]]:
    """How each animal is named at the head of its line."""
    for at in places:
        yield {"studbook_number": book.numbers[at], "animal": book.label(at), "sex": book.sexes[at]}


def shares(book: Studbook, at: int) -> dict[str, float]:
    """How well its pedigree is known."""
    found = book.knowledge
    return {
        "known_share": float(found.known[at]),
        "assumed_share": float(found.assumed[at]),
        "dna_share": float(found.dna[at]),
    }


# ---------------------------------------------------------------- inbreeding


def inbreeding(
    reading: Reading,
    *,
    as_of: datetime,
    taxon: UUID | None,
    institution: UUID | None,
    living: bool,
    assumptions: bool,
) -> Answer:
    """F of every animal, with its parents as they stand."""
    book = asked_for(reading, as_of, taxon, institution, assumptions)
    require_animals(book)
    places = listed(book, living)
    found, known = book.inbreeding(), book.known.inbreeding
    low, high, said = inbreeding_range(book, places)
    rows: list[Row] = [
        {
            **head, "born": book.birth(at), "sire": candidates(book, at, SIRE), "dam": candidates(book, at, DAM),
            "inbreeding": float(found[at]), "inbreeding_low": low.get(at), "inbreeding_high": high.get(at),
            "inbreeding_known": known_number(known[at]), **shares(book, at), "state": book.lives[at].state,
        }
        for at, head in zip(places, who(book, places), strict=True)
    ]  # fmt: skip
    inbred = sum(1 for at in places if found[at] > 0)
    count = n_("{n} of {total} animals is inbred.", "{n} of {total} animals are inbred.", inbred).format(
        n=inbred, total=len(places)
    )
    return Answer(rows, [count, *said, *notes(reading, book)])


def inbreeding_range(book: Studbook, places: Sequence[int]) -> tuple[dict[int, float], dict[int, float], list[str]]:
    """Of those whose F depends on an uncertain parent: between what it lies; and a sentence about it."""
    members = np.array(places, np.intp)
    found = book.range_of(uncertain.inbreeding_of(members), members) if len(places) else None
    if found is None:
        return {}, {}, []
    differs = np.flatnonzero(found.high > found.low + 1e-12).tolist()
    low = {places[at]: float(found.low[at]) for at in differs}
    high = {places[at]: float(found.high[at]) for at in differs}
    what = _("Mean inbreeding")
    ends = float(found.low.mean()), float(found.high.mean())
    return low, high, [range_note(what, *ends, found.pedigrees, found.exact)] if differs else []


# ---------------------------------------------------------------- mean kinship


def mean_kinship(
    reading: Reading,
    *,
    as_of: datetime,
    taxon: UUID | None,
    institution: UUID | None,
    assumptions: bool,
    uniqueness: bool,
) -> Answer:
    """The living managed animals, the most valuable first."""
    book = asked_for(reading, as_of, taxon, institution, assumptions)
    require_reference(book)
    found, known = book.mean_kinship(), book.mean_kinship_known()
    reference: list[int] = book.reference.tolist()
    low, high, said = mean_kinship_range(book)
    drop = drop_genes(book, DROPS, SEED) if uniqueness else None
    names = {key: view.name for key, view in institution_views(reading).items()}
    columns = {
        "mean_kinship": found.each, "mean_kinship_without_self": found.each_without_self, "z": found.z,
        "mean_kinship_low": low, "mean_kinship_high": high, "mean_kinship_known": known.each,
        "inbreeding": book.inbreeding()[book.reference],
        "uniqueness": None if drop is None else drop.uniqueness,
        "uniqueness_se": None if drop is None else drop.uniqueness_se,
    }  # fmt: skip
    values = {
        code: [None] * len(reference) if array is None else [known_number(one) for one in array.tolist()]
        for code, array in columns.items()
    }
    rows: list[Row] = [
        {
            **head, "rank": int(found.rank[line]), **{code: column[line] for code, column in values.items()},
            **shares(book, at), "place": names.get(where) if (where := book.institution_id(at)) else None,
        }
        for line, (at, head) in enumerate(zip(reference, who(book, reference), strict=True))
    ]  # fmt: skip
    rows.sort(key=lambda row: row["rank"])  # type: ignore[arg-type, return-value]
    whole = _(
        "Mean kinship {mean}, without self {without}; gene diversity {diversity}; {genomes} founder genomes."
    ).format(
        mean=f"{found.overall:.4f}", without=f"{found.overall_without_self:.4f}",
        diversity=f"{found.gene_diversity:.4f}", genomes=f"{found.founder_genome_equivalents:.2f}",
    )  # fmt: skip
    return Answer(rows, [whole, *said, *_drop_note(drop), *notes(reading, book)])


def mean_kinship_range(book: Studbook) -> tuple[Floats | None, Floats | None, list[str]]:
    """Between what each mean kinship lies, where a parent is not certain; and a sentence about the whole."""
    found = book.mean_kinship_range
    if found is None:
        return None, None, []
    ends = float(found.low[-1]), float(found.high[-1])
    said = range_note(_("Mean kinship"), *ends, found.pedigrees, found.exact)
    low, high = found.low[:-1], found.high[:-1]
    apart = high > low + 1e-12
    return np.where(apart, low, np.nan), np.where(apart, high, np.nan), [said]


def _drop_note(drop: genedrop.GeneDrop | None) -> list[str]:
    return [] if drop is None else [drop_note(drop)]


def drop_note(drop: genedrop.GeneDrop) -> str:
    """How the figures with a standard error were found."""
    return _("Retention and uniqueness are of {drops} gene drops with seed {seed}.").format(
        drops=drop.drops, seed=drop.seed
    )


# ---------------------------------------------------------------- kinships


def kinship_matrix(
    reading: Reading,
    *,
    animals: list[UUID],
    as_of: datetime,
    taxon: UUID | None,
    institution: UUID | None,
    assumptions: bool,
) -> Answer:
    """Kinships among the reference set, or among the animals named; the diagonal is (1 + F) / 2."""
    book = asked_for(reading, as_of, taxon, institution, assumptions)
    places = [book.place(one) for one in dict.fromkeys(animals)] or book.reference.tolist()
    if not animals:
        require_reference(book)
    if len(places) > MOST_COLUMNS:
        raise Refused(
            _("A matrix of {count} animals is too wide to be of use; ask for an institution or a subspecies.").format(
                count=len(places)
            )
        )
    table = book.kinship(np.array(places, np.intp)).tolist()
    codes = _distinct_names(book, places)
    rows: list[Row] = [
        {"studbook_number": code, "animal": book.label(at), **dict(zip(codes, line, strict=True))}
        for code, at, line in zip(codes, places, table, strict=True)
    ]
    columns = (
        Column("studbook_number", _("studbook number")),
        Column("animal", _("animal")),
        *(Column(code, code, "computed") for code in codes),
    )
    return Answer(rows, notes(reading, book), columns=columns)


def _distinct_names(book: Studbook, places: Sequence[int]) -> list[str]:
    """What each is called in a file, no two alike, and none like the columns before."""
    names: list[str] = []
    taken = {"studbook_number", "animal"}
    for at in places:
        name = book.called(at)
        if name in taken:
            name = book.label(at)
        while name in taken:
            name += "'"
        taken.add(name)
        names.append(name)
    return names


def kinship(reading: Reading, *, first: UUID, second: UUID, as_of: datetime, assumptions: bool) -> Answer:
    """How two animals are related, and how inbred their offspring would be."""
    if first == second:
        raise NotUnderstood(_("Say two animals, not one twice."))
    book = studbook(reading, as_of=as_of, assumed=assumptions)
    pair = np.array([book.place(first), book.place(second)], np.intp)
    value = float(book.kinship(pair)[0, 1])
    found = book.range_of(lambda pedigree: kinship_of_pairs(pedigree, *_split(pedigree.place[pair])), pair)
    shared = int((_forebears(book, pair[:1]) & _forebears(book, pair[1:])).sum())
    names = [book.label(at) for at in pair.tolist()]
    row: Row = {
        "first": names[0], "second": names[1], "kinship": value, "offspring_inbreeding": value,
        "kinship_low": value if found is None else float(found.low[0]),
        "kinship_high": value if found is None else float(found.high[0]),
        "shared_ancestors": shared,
        "known_share": float(book.knowledge.known[pair].mean()),
        "assumed_share": float(book.knowledge.assumed[pair].mean()),
        "dna_share": float(book.knowledge.dna[pair].mean()),
    }  # fmt: skip
    said = [
        n_(
            "{first} and {second} share {count} known ancestor; their offspring would have an inbreeding of {value}.",
            "{first} and {second} share {count} known ancestors; their offspring would have an inbreeding of {value}.",
            shared,
        ).format(first=names[0], second=names[1], count=shared, value=f"{value:.4f}")
    ]
    if found is not None and found.high[0] > found.low[0]:
        said.append(range_note(_("Kinship"), float(found.low[0]), float(found.high[0]), found.pedigrees, found.exact))
    return Answer([row], [*said, *_of_the_pair(book, pair)])


def _split(pair: Integers) -> tuple[Integers, Integers]:
    return pair[:1], pair[1:]


def _forebears(book: Studbook, places: Integers) -> Booleans:
    """An animal and its ancestors, every candidate counted."""
    if book.expected is None:
        return book.pedigree.with_ancestors(places)
    mask = book.expected.nodes.with_ancestors(book.expected.at[places])
    return mask[book.expected.at]


def _of_the_pair(book: Studbook, pair: Integers) -> list[str]:
    """Which of their ancestors' parents are not certain."""
    mask = _forebears(book, pair)
    return [
        _("Not certain: the parents of {animal} ({candidates}).").format(
            animal=book.label(draw.children[0]),
            candidates=candidates(book, draw.children[0], SIRE if draw.of_sire else DAM),
        )
        for draw in book.draws
        if mask[draw.children[0]]
    ]


# ---------------------------------------------------------------- completeness


def completeness(
    reading: Reading,
    *,
    as_of: datetime,
    taxon: UUID | None,
    institution: UUID | None,
    living: bool,
    assumptions: bool,
) -> Answer:
    """How deep and how complete each pedigree is."""
    book = asked_for(reading, as_of, taxon, institution, assumptions)
    require_animals(book)
    places = listed(book, living)
    found = depth.completeness(book.likeliest)
    ancestral = depth.ancestral_inbreeding(book.likeliest, book.inbreeding())
    members = set(book.reference.tolist())
    index = dict(
        zip(book.reference.tolist(), depth.conservation_index(book.likeliest, book.reference).tolist(), strict=True)
    )
    rows: list[Row] = [
        {
            **head, "equivalent_generations": float(found.equivalent[at]),
            "complete_generations": int(found.complete[at]), "longest_generations": int(found.longest[at]),
            "completeness_index": float(found.index[at]), "ancestral_inbreeding": float(ancestral[at]),
            "conservation_index": index.get(at), **shares(book, at), "is_reference": at in members,
        }
        for at, head in zip(places, who(book, places), strict=True)
    ]  # fmt: skip
    likeliest = [_("Depths are of the likeliest pedigree.")] if book.draws else []
    return Answer(rows, [*likeliest, *notes(reading, book)])
