"""The studbook as population genetics needs it: who descends from whom, who is living and managed, what is known.

`studbook(reading, as_of=…)` reads the records once and answers with a frozen `Studbook` in the order of its pedigree:
place i of every array is animal i. Where a parent is not certain, every number is the expectation over the possible
pedigrees, and `range_of` says between what it lies. Numbers are computed when they are asked for, and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from breeding_center.breeding import studbook_numbers as computed
from breeding_center.breeding.genetics import uncertain
from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.diversity import FounderContributions
from breeding_center.breeding.genetics.kinship import MeanKinship
from breeding_center.breeding.genetics.pedigree import UNKNOWN, Pedigree, PedigreeLoop, arrange
from breeding_center.breeding.studbook_lives import Life, lives, local_ids
from breeding_center.breeding.studbook_parents import (
    CERTAIN,
    DAM,
    SIRE,
    Descent,
    Link,
    certain_parents,
    descent,
)
from breeding_center.breeding.studbook_parents import uncertain as uncertain_parents
from breeding_center.breeding.studbook_rows import Key, Rows, as_kept, as_uuid, currency_on, own_institution, read_rows
from breeding_center.errors import NotFound
from breeding_center.moments import DateSpan
from breeding_center.storage.reading import Reading
from breeding_center.text import _, pick
from breeding_center.vocabulary import BirthType, IdentifierKind, Sex
from breeding_center.vocabulary.studbook import ExclusionKind, LifeState

__all__ = ["DAM", "SIRE", "Exclusion", "LifeState", "Link", "Population", "Studbook", "studbook"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A living animal that is left out of the reference set, since when and why."""

    place: int
    kind: ExclusionKind
    from_on: date
    why: str


@dataclass(frozen=True, slots=True)
class Population:
    """Whose living animals the reference set is made of; None asks for all."""

    taxon: UUID | None = None
    institution: UUID | None = None


@dataclass(frozen=True, eq=False)
class Studbook:
    """All animals of the studbook, parents before offspring, as they stood at an instant.

    Lists and arrays go by place. `reference` are the places of the living managed animals of the population asked
    about, in order; `excluded` those of them that were left out, with reason. Hypothetical parents, added by an
    assumption that relates siblings, have no record: `is_record` is False for them.
    """

    as_of: datetime
    day: date
    population: Population
    assumed: bool
    pedigree: Pedigree
    draws: tuple[uncertain.Draw, ...]
    reference: Integers
    excluded: tuple[Exclusion, ...]
    currency_on: date | None
    lives: Sequence[Life]
    _rows: Rows = field(repr=False)
    _row_of: Sequence[int] = field(repr=False)  # the row of each place; beyond the last row: hypothetical
    _descent: Descent = field(repr=False)

    def __len__(self) -> int:
        return len(self._row_of)

    # ------------------------------------------------------------ who

    @cached_property
    def _records(self) -> list[Any]:
        rows = self._rows.animals
        made_up = (None, None, None, None, Sex.UNKNOWN, None, None, "unknown", BirthType.UNKNOWN, None)
        return [rows[at] if at < len(rows) else made_up for at in self._row_of]

    @cached_property
    def is_record(self) -> list[bool]:
        """Whether an animal stands in the records, and was not added by an assumption."""
        return [at < len(self._rows.animals) for at in self._row_of]

    @cached_property
    def keys(self) -> list[Key]:
        """Keys as the engine keeps them; None for a hypothetical parent."""
        return [row[0] for row in self._records]

    @cached_property
    def ids(self) -> list[UUID | None]:
        """Keys as the rest of the program knows them."""
        return [None if key is None else as_uuid(key) for key in self.keys]

    @cached_property
    def _place_of(self) -> dict[Key, int]:
        return {key: place for place, key in enumerate(self.keys) if key is not None}

    def place(self, animal: UUID) -> int:
        """Where an animal stands; raises `NotFound` where it does not."""
        found = self._place_of.get(animal.hex, self._place_of.get(animal))
        if found is None:
            raise NotFound(_("There is no such animal; it may have been struck out of the register."))
        return found

    def place_of_key(self, key: Key) -> int | None:
        """Where the animal of a key, as the engine keeps it, stands."""
        return self._place_of.get(key)

    @property
    def assumptions(self) -> Sequence[Any]:
        """The analytic assumptions that stand, applied or not, as rows (see `studbook_rows.Rows`)."""
        return self._rows.assumptions

    @cached_property
    def _numbers(self) -> tuple[dict[Key, str], dict[Key, str]]:
        studbook_numbers: dict[Key, str] = {}
        others: dict[Key, tuple[int, str]] = {}
        for key, kind, value in self._rows.identifiers:
            if kind == IdentifierKind.STUDBOOK_NUMBER:
                studbook_numbers[key] = min(studbook_numbers.get(key, value), value)
            else:
                rank = (0 if kind == IdentifierKind.TEMPORARY else 1, value)
                others[key] = min(others.get(key, rank), rank)
        return studbook_numbers, {key: value for key, (_rank, value) in others.items()}

    @cached_property
    def numbers(self) -> list[str | None]:
        """Studbook numbers."""
        known = self._numbers[0]
        return [known.get(key) for key in self.keys]

    def name(self, place: int) -> str:
        """What an animal is called: its name, or else its number."""
        row = self._records[place]
        if row[0] is None:
            return _("hypothetical parent {number}").format(number=self._row_of[place] - len(self._rows.animals) + 1)
        return pick(row[1], row[2]) or self._shown_number(place) or as_uuid(row[0]).hex[-8:]

    def label(self, place: int) -> str:
        """Its name with its number, as everywhere in this program."""
        name, number = self.name(place), self._shown_number(place)
        return f"{name} ({number})" if number and number != name else name

    def number(self, place: int) -> str | None:
        """The number shown beside its name: of the studbook, or else temporary, or else of its accession."""
        return self._shown_number(place)

    @property
    def rows(self) -> Rows:
        """The records it was read from."""
        return self._rows

    def _shown_number(self, place: int) -> str | None:
        key = self.keys[place]
        return self._numbers[0].get(key) or self._numbers[1].get(key)

    def called(self, place: int) -> str:
        """Its studbook number, or what it is called where it has none: how a parent is named in a file."""
        return self.numbers[place] or self.name(place)

    @cached_property
    def sexes(self) -> list[Sex]:
        return [Sex(row[4]) for row in self._records]

    @cached_property
    def taxa(self) -> list[Key]:
        """Keys of the taxa, as the engine keeps them."""
        return [row[3] for row in self._records]

    def taxon_id(self, place: int) -> UUID:
        return as_uuid(self.taxa[place])

    def birth(self, place: int) -> DateSpan:
        return DateSpan(*self._records[place][5:8])

    @cached_property
    def birth_from(self) -> list[date | None]:
        """The first day each may have been born."""
        return [row[5] for row in self._records]

    @cached_property
    def birth_types(self) -> list[BirthType]:
        return [BirthType(row[8]) for row in self._records]

    @cached_property
    def origins(self) -> list[str | None]:
        """The mountain range or wild population that is stated of each."""
        return [row[9] for row in self._records]

    @cached_property
    def _local_ids(self) -> dict[Key, str]:
        return local_ids(self._rows)

    def local_id(self, place: int) -> str | None:
        """The number it had where it was last, as far as the studbook tells."""
        return self._local_ids.get(self.keys[place])

    def institution_id(self, place: int) -> UUID | None:
        """Where it is, None where that is not known."""
        key = self.lives[place].institution
        return None if key is None else as_uuid(key)

    def is_living(self, place: int) -> bool:
        """Living, in human care and not lost sight of."""
        return self.lives[place].state is LifeState.LIVING

    # ------------------------------------------------------------ parents

    def parents(self, place: int, side: int) -> tuple[Link, ...]:
        """The standing candidates for the sire (side SIRE) or the dam (side DAM), likeliest first."""
        moved = self._moved
        links = self._descent.of(self._row_of[place], side)
        return tuple(Link(moved[one.place], one.probability, one.ground) for one in links)

    @cached_property
    def grounds(self) -> tuple[list[str | None], list[str | None]]:
        """What each sire and each dam rests on; None where it is not known, or not certain."""
        sides = []
        for side in (SIRE, DAM):
            grounds: list[str | None] = [None] * len(self)
            for row, links in self._descent.links[side].items():
                if len(links) == 1 and links[0].probability >= CERTAIN:
                    grounds[self._moved[row]] = links[0].ground
            sides.append(grounds)
        return sides[0], sides[1]

    @cached_property
    def _moved(self) -> list[int]:
        """The place of each row."""
        moved = [UNKNOWN] * len(self._row_of)
        for place, row in enumerate(self._row_of):
            moved[row] = place
        return moved

    def stands_for(self, place: int) -> int:
        """An offspring of a hypothetical parent, whose origin it shares; of any other animal itself."""
        if self.is_record[place]:
            return place
        return int(np.flatnonzero((self.pedigree.sire == place) | (self.pedigree.dam == place))[0])

    @cached_property
    def founder_known(self) -> Floats:
        """1 for animals that count as known founders where neither parent is known, 0 for those born in human care,
        of whom it is only not known who their parents were (WILD against UNK; Lacy 2012)."""
        taken, captive = self._descent.founders, BirthType.CAPTIVE
        known = [
            0.0 if record[8] == captive and row not in taken else 1.0
            for record, row in zip(self._records, self._row_of, strict=True)
        ]
        for place, real in enumerate(self.is_record):
            if not real:  # a made-up parent is as well known as the founder it stands behind
                known[place] = known[self.stands_for(place)]
        return np.array(known)

    # ------------------------------------------------------------ numbers

    @cached_property
    def expected(self) -> uncertain.ExpectedPedigree | None:
        """The pedigree with the uncertain parents written in; None where every parent is certain or unknown."""
        if not self.draws:
            return None
        try:
            return uncertain.expect(self.pedigree, self.draws)
        except PedigreeLoop as loop:
            raise PedigreeLoop([self.label(at) for at in loop.animals if at >= 0]) from None

    @cached_property
    def likeliest(self) -> Pedigree:
        """The pedigree with the likeliest candidate of every uncertain parent, in the same order."""
        return computed.likeliest(self.pedigree, self.draws)

    @cached_property
    def _inbreeding(self) -> Floats:
        return computed.inbreeding_of(self)

    def inbreeding(self) -> Floats:
        """F of every animal; the expectation where a parent is not certain."""
        return self._inbreeding

    @cached_property
    def known(self) -> computed.KnownPart:
        """Share and inbreeding of the part of each genome that comes from known founders (Lacy 2012)."""
        return computed.known_part(self)

    @cached_property
    def knowledge(self) -> computed.Knowledge:
        """Share of each pedigree that is known, that rests on an assumption, and that DNA confirms."""
        return computed.knowledge(self)

    def kinship(self, members: Integers) -> Floats:
        """Kinships among the members, (members, members), in the order given; expectations as above."""
        return computed.kinship_of(self, np.asarray(members, np.intp))

    @cached_property
    def _mean_kinship(self) -> MeanKinship:
        return computed.mean_kinship_of(self, self.reference)

    def mean_kinship(self, reference: Integers | None = None) -> MeanKinship:
        """Mean kinships of the reference set, or of another set of places."""
        return self._mean_kinship if reference is None else computed.mean_kinship_of(self, reference)

    @cached_property
    def mean_kinship_range(self) -> uncertain.RangeOverPedigrees | None:
        """Each mean kinship of the reference set, and last that of the whole, over the possible pedigrees."""
        return self.range_of(uncertain.mean_kinship_of(self.reference), self.reference)

    def mean_kinship_known(self, reference: Integers | None = None) -> MeanKinship:
        """The same through known genes alone (SPARKS's MK_KN)."""
        return computed.mean_kinship_known(self, self.reference if reference is None else reference)

    def contributions(self, reference: Integers | None = None) -> FounderContributions:
        """What each founder gave to the reference set."""
        return computed.contributions(self, self.reference if reference is None else reference)

    def range_of(self, statistic: Any, about: Integers | None = None) -> uncertain.RangeOverPedigrees | None:
        """A statistic over the possible pedigrees (see `genetics.uncertain.range_over`); None where there is but one.

        `about`: only uncertain parents among these animals and their ancestors are gone through.
        """
        return computed.range_of(self, statistic, about)


def studbook(
    reading: Reading,
    *,
    as_of: datetime | None = None,
    taxon: UUID | None = None,
    institution: UUID | None = None,
    assumed: bool = False,
) -> Studbook:
    """The studbook as it stood; with `assumed`, the analytic assumptions laid over the claims.

    Raises `PedigreeLoop`, naming the animals of one circle, where the claims cannot all be true.
    """
    rows, at = read_rows(reading), as_of or reading.now
    place = {row[0]: number for number, row in enumerate(rows.animals)}
    made = descent(rows, place, assumed)
    try:
        pedigree, draws = _arranged(made, len(rows.animals))
    except PedigreeLoop as loop:
        raise PedigreeLoop([_named(rows, row) for row in loop.animals if row >= 0]) from None
    row_of: list[int] = pedigree.order.tolist()
    own = own_institution(reading)
    standing = lives(rows, at, reading.zone, own)
    standing += [Life(LifeState.PEDIGREE)] * made.hypothetical
    by_place = [standing[row] for row in row_of]
    day = at.astimezone(reading.zone).date()
    asked = Population(taxon, institution)
    members = _members(reading, rows, row_of, by_place, asked)
    left_out = _exclusions(rows, [rows.animals[row_of[at]][0] for at in members], members, day)
    gone = {one.place for one in left_out}
    pedigree = Pedigree(pedigree.sire, pedigree.dam, np.arange(len(row_of), dtype=np.intp))
    return Studbook(
        at, day, asked, assumed, pedigree, draws,
        np.array([one for one in members if one not in gone], np.intp), left_out, currency_on(reading), by_place,
        rows, row_of, made,
    )  # fmt: skip


def _arranged(made: Descent, count: int) -> tuple[Pedigree, tuple[uncertain.Draw, ...]]:
    """Parents before offspring, whoever of the candidates it is; draws by place in that order."""
    sire, dam = certain_parents(made, count)
    open_parents = uncertain_parents(made, lambda row: row)
    if not open_parents:
        return arrange(sire, dam), ()
    raw = Pedigree(np.array(sire, np.intp), np.array(dam, np.intp), np.arange(len(sire), dtype=np.intp))
    pedigree = uncertain.expect(raw, _draws(open_parents)).animals
    place = pedigree.place.tolist()
    return pedigree, _draws(uncertain_parents(made, place.__getitem__))


def _draws(open_parents: Sequence[tuple[int, bool, tuple[Link, ...]]]) -> tuple[uncertain.Draw, ...]:
    """A draw for each uncertain parent of each animal: claims are per cub, as littermates may have two sires."""
    return tuple(
        uncertain.Draw((child,), of_sire, tuple(one.place for one in links), tuple(one.probability for one in links))
        for child, of_sire, links in open_parents
    )


def _named(rows: Rows, row: int) -> str:
    record = rows.animals[row]
    number = next((one[2] for one in rows.identifiers if one[0] == record[0]), None)
    name = pick(record[1], record[2]) or number or as_uuid(record[0]).hex[-8:]
    return f"{name} ({number})" if number and number != name else name


def _members(
    reading: Reading, rows: Rows, row_of: Sequence[int], standing: Sequence[Life], asked: Population
) -> list[int]:
    """The living of the population asked about, by place."""
    living = [place for place, life in enumerate(standing) if life.state is LifeState.LIVING]
    if asked.taxon is not None:
        taxon = as_kept(reading, asked.taxon)
        living = [place for place in living if rows.animals[row_of[place]][3] == taxon]
    if asked.institution is not None:
        where = as_kept(reading, asked.institution)
        living = [place for place in living if standing[place].institution == where]
    return living


def _exclusions(rows: Rows, keys: Sequence[Key], members: Sequence[int], day: date) -> tuple[Exclusion, ...]:
    holds = {
        animal: (kind, from_on, why)
        for animal, kind, from_on, until_on, why in rows.exclusions
        if from_on <= day and (until_on is None or until_on > day)
    }
    return tuple(
        Exclusion(place, ExclusionKind(holds[key][0]), holds[key][1], holds[key][2])
        for key, place in zip(keys, members, strict=True)
        if key in holds
    )


def mask_of(count: int, places: Integers) -> Booleans:
    """A mask with these places set."""
    mask = np.zeros(count, np.bool_)
    mask[places] = True
    return mask
