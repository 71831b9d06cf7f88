"""What is asked of one pedigree: the animal's, a pair's, a family's; and what two animals have in common."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime
from uuid import UUID

from breeding_center.breeding.drawing.kindred import (
    OFFSPRING,
    Brood,
    Family,
    Kindred,
    Relative,
    Stand,
    ancestry,
    checked_generations,
    family,
)
from breeding_center.breeding.drawing.layout import plan_ancestors, plan_family
from breeding_center.breeding.drawing.picture import PedigreePicture
from breeding_center.breeding.drawing.text_tree import ancestor_lines, family_lines, paths, shown_share
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.common import CommonAncestry, KinPath, common_ancestry
from breeding_center.breeding.genetics.kinship import kinship
from breeding_center.breeding.genetics.pedigree import Pedigree
from breeding_center.breeding.genetics.uncertain import RangeOverPedigrees, inbreeding_of
from breeding_center.breeding.relatives import as_pair, family_of, imagined, with_ancestors
from breeding_center.breeding.studbook import Studbook, studbook
from breeding_center.declarations.report import Answer, Row
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_

MOST_PATHS = 500
TOLD_ANCESTORS = 10


# ---------------------------------------------------------------- pedigrees


def pedigree(
    reading: Reading, *, animal: UUID, mate: UUID | None, family: bool, generations: int, as_of: datetime,
    assumptions: bool,
) -> Answer:  # fmt: skip
    """The pedigree of an animal, of a pair's young, or an animal among its family: rows, a tree and a drawing."""
    checked_generations(generations)
    book = studbook(reading, as_of=as_of, assumed=assumptions)
    place = book.place(animal)
    if mate is not None and family:
        raise NotUnderstood(_("Ask for a pair or for a family, not for both."))
    if mate is not None:
        return _of_pair(book, place, book.place(mate), generations)
    return _of_family(book, place, generations) if family else _of_animal(book, place, generations)


def _of_animal(book: Studbook, place: int, generations: int) -> Answer:
    found = with_ancestors(book, [place], generations)
    first = ancestry(found, found[place], generations)
    title = _("Pedigree of {animal}").format(animal=book.label(place))
    picture = PedigreePicture(title, ancestor_lines(first), plan_ancestors(first), _records(book, found))
    return Answer(_stand_rows(book, first), _notes(book, place), title, drawing=picture)


def _of_pair(book: Studbook, one: int, other: int, generations: int) -> Answer:
    sire, dam = as_pair(book, one, other)
    shared = float(book.kinship(np.array([sire, dam], np.intp))[0, 1])
    young = imagined(sire, dam, shared)
    found = {**with_ancestors(book, [sire, dam], generations), OFFSPRING: young}
    first = ancestry(found, young, generations + 1)
    title = _("Pedigree of {sire} and {dam}").format(sire=book.label(sire), dam=book.label(dam))
    picture = PedigreePicture(title, ancestor_lines(first), plan_ancestors(first), _records(book, found))
    told = [_("Kinship of the two, and F of their young: {value}.").format(value=_full(shared))]
    told += _kinship_range(book, sire, dam)
    return Answer(_stand_rows(book, first), [*told, *_known(book, [sire, dam])], title, drawing=picture)


def _of_family(book: Studbook, place: int, generations: int) -> Answer:
    around = family_of(book, place, generations)
    found = family(around, around[place], generations)
    title = _("Family of {animal}").format(animal=book.label(place))
    picture = PedigreePicture(title, family_lines(found), plan_family(found), _records(book, around))
    rows = [*_stand_rows(book, found.focus), *_family_rows(book, found)]
    return Answer(rows, _notes(book, place), title, drawing=picture)


def _records(book: Studbook, found: Kindred) -> dict[Hashable, UUID]:
    """The records of those that are drawn; what is imagined has none."""
    ids = ((place, book.ids[place]) for place in found if isinstance(place, int))
    return {place: record for place, record in ids if record is not None}


def _stand_rows(book: Studbook, first: Stand) -> list[Row]:
    ways = paths(first)
    return [
        {
            "part": "self" if stand is first else "ancestor",
            "generation": stand.generation, "way": ways[id(stand)], "role": None if stand is first else stand.role,
            "probability": None if stand is first else stand.probability, "ground": stand.ground or None,
            **_animal_cells(book, stand.who), "letter": stand.letter or None, "is_repeat": stand.is_repeat,
            "more_is_known": stand.is_cut,
        }
        for stand in first.walk()
    ]  # fmt: skip


def _animal_cells(book: Studbook, who: Relative | None) -> dict[str, object]:
    """What a row says of an animal; nothing where nobody knows who stands there."""
    if who is None or who.key == OFFSPRING:
        return {
            "animal": None if who is None else who.name, "inbreeding": None if who is None else who.inbreeding,
            "parents_related": who is not None and who.is_of_related,
        }  # fmt: skip
    assert isinstance(who.key, int)
    return {
        "animal": who.label, "studbook_number": book.numbers[who.key], "sex": who.sex, "born": book.birth(who.key),
        "is_dead": who.is_dead, "is_wild": who.is_wild, "inbreeding": who.inbreeding,
        "parents_related": who.is_of_related,
    }  # fmt: skip


def _family_rows(book: Studbook, found: Family) -> list[Row]:
    rows: list[Row] = [_beside(book, "full_sib", 0, one, None) for one in found.sibs]
    groups: Sequence[tuple[str, int, tuple[Brood, ...]]] = (
        ("half_sib_by_sire", 0, found.by_sire),
        ("half_sib_by_dam", 0, found.by_dam),
        ("young", -1, found.broods),
    )
    for part, generation, broods in groups:
        rows += [_beside(book, part, generation, one, brood.mate) for brood in broods for one in brood.young]
    return rows


def _beside(book: Studbook, part: str, generation: int, who: Relative, mate: Relative | None) -> Row:
    return {"part": part, "generation": generation, **_animal_cells(book, who), "mate": mate.label if mate else None}


def _full(value: float) -> str:
    return f"{value:.6g}"


def _notes(book: Studbook, place: int) -> list[str]:
    value = float(book.inbreeding()[place])
    told = [_("Inbreeding F of {animal}: {value}.").format(animal=book.label(place), value=_full(value))]
    about = np.array([place], np.intp)
    told += _between(book.range_of(inbreeding_of(about), about))
    return [*told, *_known(book, [place])]


def _between(found: RangeOverPedigrees | None) -> list[str]:
    """Between what a number lies over the possible pedigrees, where that makes a difference."""
    if found is None or float(found.low[0]) == float(found.high[0]):
        return []
    return [
        _("Over the possible parents it lies between {low} and {high}; what is printed is the expectation.").format(
            low=_full(float(found.low[0])), high=_full(float(found.high[0]))
        )
    ]


def _known(book: Studbook, places: Sequence[int]) -> list[str]:
    """How much of the pedigree is known, assumed, and confirmed by DNA: beside every number of it."""
    found = book.knowledge
    return [
        _("{animal}: {known} of its genome traced to known founders, {assumed} through assumed parents, {dna} "
          "confirmed by DNA.").format(
            animal=book.label(place), known=shown_share(float(found.known[place])),
            assumed=shown_share(float(found.assumed[place])), dna=shown_share(float(found.dna[place])),
        )
        for place in places
    ]  # fmt: skip


def _kinship_range(book: Studbook, one: int, other: int) -> list[str]:
    pair = np.array([one, other], np.intp)

    def statistic(possible: Pedigree) -> Floats:
        return kinship(possible, possible.place[pair])[0, 1:2]

    return _between(book.range_of(statistic, pair))


# ---------------------------------------------------------------- common ancestors


def common_ancestors(
    reading: Reading, *, dam: UUID, sire: UUID, most: int, as_of: datetime, assumptions: bool
) -> Answer:
    """The paths by which two animals are related, the largest first; what is not listed is counted and summed."""
    if not 0 <= most <= MOST_PATHS:
        raise NotUnderstood(_("Ask for 0 to {most} paths.").format(most=MOST_PATHS))
    book = studbook(reading, as_of=as_of, assumed=assumptions)
    one, other = book.place(dam), book.place(sire)
    if one == other:
        raise Refused(_("{animal} makes no pair with itself.").format(animal=book.label(one)))
    found, animal_at = _common(book, one, other, most)
    rows: list[Row] = [_path_row(book, number, path, animal_at) for number, path in enumerate(found.paths, 1)]
    title = _("Common ancestors of {one} and {other}").format(one=book.label(one), other=book.label(other))
    return Answer(rows, _common_notes(book, found, animal_at, one, other), title)


def _common(book: Studbook, one: int, other: int, most: int) -> tuple[CommonAncestry, Integers]:
    """What is common, and which place of the studbook each place of the kernel's pedigree is."""
    expected = book.expected
    if expected is None:
        everybody = np.arange(len(book), dtype=np.intp)
        return common_ancestry(book.pedigree, one, other, most), everybody
    places = np.full(len(expected.nodes), -1, np.intp)
    places[expected.at] = np.arange(len(expected.at), dtype=np.intp)
    ends = int(expected.at[one]), int(expected.at[other])
    return common_ancestry(expected.nodes, *ends, most, expected.inheritance), places


def _path_row(book: Studbook, number: int, path: KinPath, animal_at: Integers) -> Row:
    up = [book.name(int(animal_at[at])) for at in path.first]
    down = [book.name(int(animal_at[at])) for at in path.second]
    ancestor = int(animal_at[path.ancestor])
    return {
        "path": number, "ancestor": book.label(ancestor), "studbook_number": book.numbers[ancestor],
        "way": " → ".join([*up[:-1], f"[{up[-1]}]", *down[-2::-1]]), "animals": path.animals,
        "ancestor_inbreeding": path.inbreeding, "probability": path.probability, "contribution": path.contribution,
    }  # fmt: skip


def _common_notes(book: Studbook, found: CommonAncestry, animal_at: Integers, one: int, other: int) -> list[str]:
    if not found.ancestors and not found.from_unknown:
        told = [_("They have no known ancestor in common: their kinship is 0.")]
        return [*told, *_known(book, [one, other])]
    told = [
        _("Kinship of the two, and F of their young: {value}, the sum of all paths.").format(value=_full(found.kinship))
    ]
    told += _kinship_range(book, one, other)
    for ancestor in found.ancestors[:TOLD_ANCESTORS]:
        told.append(
            n_("{animal}: {n} path, {value} of it.", "{animal}: {n} paths, {value} of it.", ancestor.paths).format(
                animal=book.label(int(animal_at[ancestor.ancestor])), n=ancestor.paths,
                value=_full(ancestor.contribution),
            )
        )  # fmt: skip
    rest = found.ancestors[TOLD_ANCESTORS:]
    if rest:
        told.append(
            n_("{n} further ancestor adds {value}.", "{n} further ancestors add {value}.", len(rest)).format(
                n=len(rest), value=_full(sum(one.contribution for one in rest))
            )
        )
    if found.paths_left:
        count = f"{found.paths_left:,}" if found.counts_are_exact else f"{float(found.paths_left):.3g}"
        told.append(
            _("{count} more paths are not listed; together they make {value}.").format(
                count=count, value=_full(found.sum_left)
            )
        )
    if found.from_unknown:
        told.append(_("{value} comes of parents that nobody can name.").format(value=_full(found.from_unknown)))
    return [*told, *_known(book, [one, other])]
