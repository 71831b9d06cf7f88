"""Every female with every male: what an offspring would be, and what speaks against the pair.

Plain values and arrays in, verdicts out; a sentence is made only for the pair that is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from breeding_center.animals.geography import great_circle_m
from breeding_center.breeding.genetics.arrays import Booleans, Floats, np
from breeding_center.breeding.genetics.pairs import Suitability, change_in_gene_diversity, mate_suitability
from breeding_center.breeding.suitability import (
    Ground,
    Individual,
    Objection,
    Place,
    SuitabilityFigures,
    Verdict,
    judge,
    say_grade,
)
from breeding_center.quantities import show_number
from breeding_center.text import _, listed
from breeding_center.vocabulary.choosing import PairDecisionKind

Pair = tuple[UUID, UUID]  # dam, sire
SLIGHT = 0.005  # a share that no whole percent shows
Decided = Mapping[tuple[UUID, UUID, PairDecisionKind], str]


@dataclass(frozen=True, eq=False)
class Genetics:
    """What is known of the candidates' genes, sires before dams in every array.

    `kinships` among them, `sums` their summed kinship to the reference set, `total` the sum of that set's matrix of
    `members` animals; `known` the known share of each genome.
    """

    kinships: Floats
    sums: Floats
    total: float
    members: int
    known: Floats

    @property
    def gene_diversity(self) -> float:
        """GD of the reference set now; nan for an empty one."""
        return 1.0 - self.total / self.members**2 if self.members else float("nan")


@dataclass(frozen=True, eq=False)
class PairTable:
    """Sires × dams. Arrays of pairs are (sires, dams)."""

    dams: tuple[Individual, ...]
    sires: tuple[Individual, ...]
    genetics: Genetics
    figures: SuitabilityFigures
    places: tuple[int, ...]  # in the studbook, of sires, then dams
    lineages: tuple[frozenset[int], ...]  # of sires, then dams: themselves and their ancestors of three generations
    decided: Decided
    travellers: frozenset[UUID]
    names: Callable[[Iterable[int]], list[str]]
    warning: float
    max_distance: float | None = None  # km that a pair may be apart, unless by semen

    @cached_property
    def kinships(self) -> Floats:
        """f of each sire with each dam: the F of their offspring."""
        males = len(self.sires)
        between: Floats = self.genetics.kinships[:males, males:]
        return between

    @cached_property
    def gains(self) -> Floats:
        """ΔGD of one offspring of each pair."""
        males, one = len(self.sires), self.genetics
        return change_in_gene_diversity(self.kinships, one.total, one.members, one.sums[:males], one.sums[males:])

    @cached_property
    def mean_kinships(self) -> Floats:
        """mk of each candidate, sires before dams."""
        means: Floats = self.genetics.sums / max(1, self.genetics.members)
        return means

    @cached_property
    def suitability(self) -> Suitability:
        males, means, unknown = len(self.sires), self.mean_kinships, 1.0 - self.genetics.known
        return mate_suitability(
            self.kinships, self.gains, (means[:males], means[males:]), (unknown[:males], unknown[males:]),
            self.genetics.members, self.figures.limits,
        )  # fmt: skip

    @cached_property
    def related(self) -> Booleans:
        """Do they share an ancestor within three generations, by any claim that stands?"""
        males = len(self.sires)
        mine, theirs = self.lineages[:males], self.lineages[males:]
        rows = [[not one.isdisjoint(other) for other in theirs] for one in mine]
        return np.array(rows, np.bool_).reshape(males, len(self.dams))

    @cached_property
    def crossing(self) -> Booleans:
        """Would it cross subspecies, or mountain ranges that have no founder in common, without approval?"""
        kinds = {one.id: (one.taxon_id, frozenset(one.origins)) for one in (*self.sires, *self.dams)}
        numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds.values()))}
        crossed = np.array([[_cross(mine, theirs) for theirs in numbers] for mine in numbers], np.bool_)
        crossed = crossed.reshape(len(numbers), len(numbers))
        rows = [numbers[kinds[one.id]] for one in self.sires]
        columns = [numbers[kinds[one.id]] for one in self.dams]
        found: Booleans = crossed[np.ix_(np.array(rows, np.intp), np.array(columns, np.intp))]
        return self._unless(found, PairDecisionKind.CROSSING_APPROVED, False)

    def _unless(self, table: Booleans, kind: PairDecisionKind, value: bool) -> Booleans:
        places = {one.id: place for place, one in enumerate(self.dams)}
        rows = {one.id: place for place, one in enumerate(self.sires)}
        for dam, sire, decision in self.decided:
            if decision is kind and dam in places and sire in rows:
                table[rows[sire], places[dam]] = value
        return table

    @cached_property
    def forbidden(self) -> Booleans:
        """Has the center decided against it?"""
        none = np.zeros((len(self.sires), len(self.dams)), np.bool_)
        return self._unless(none, PairDecisionKind.FORBIDDEN, True)

    @cached_property
    def together(self) -> Booleans:
        """Are both in one place that is known?"""
        numbers = {key: place for place, key in enumerate({one.place.key: 0 for one in (*self.sires, *self.dams)})}
        rows, columns = (np.array([numbers[one.place.key] for one in them], np.intp) for them in self._both)
        known = np.array([one.place.key is not None for one in self.sires], np.bool_)
        found: Booleans = (rows[:, None] == columns[None, :]) & known[:, None]
        return found

    @property
    def _both(self) -> tuple[tuple[Individual, ...], tuple[Individual, ...]]:
        return self.sires, self.dams

    @cached_property
    def may_meet(self) -> Booleans:
        """May one of them travel to the other, and is the way not too far?"""
        rows, columns = (
            np.array([one.id in self.travellers and not one.stays for one in them], np.bool_) for them in self._both
        )
        found: Booleans = (rows[:, None] | columns[None, :]) & ~self.too_far
        return found

    @cached_property
    def distances(self) -> Floats:
        """Kilometers between each two: 0 in one place, nan where it is not known where one of them is."""
        numbers = {place: at for at, place in enumerate(dict.fromkeys(one.place for one in (*self.sires, *self.dams)))}
        between = np.array([[distance_km(one, other) for other in numbers] for one in numbers])
        rows, columns = (np.array([numbers[one.place] for one in them], np.intp) for them in self._both)
        found: Floats = between[np.ix_(rows, columns)]
        return found

    @cached_property
    def too_far(self) -> Booleans:
        """Are they known to be farther apart than was asked for?"""
        limit = np.inf if self.max_distance is None else self.max_distance
        found: Booleans = self.distances > limit
        return found

    def distance(self, sire: int, dam: int) -> float | None:
        """Whole kilometers between a pair; None where they are not known."""
        found = float(self.distances[sire, dam])
        return None if np.isnan(found) else float(round(found))

    @cached_property
    def allowed(self) -> Booleans:
        """May the pair be made, by mating or by insemination?"""
        straws = np.array([one.straws > 0 for one in self.sires], np.bool_)
        soft = np.array([bool(one.objections) for one in self.sires], np.bool_)
        hard = np.array([one.is_barred for one in self.sires], np.bool_)
        barred = np.array([bool(one.objections) for one in self.dams], np.bool_)
        by_mating = ~soft[:, None] & (self.together | self.may_meet)
        found: Booleans = (straws[:, None] | by_mating) & ~hard[:, None] & ~barred[None, :]
        return found & ~self.related & ~self.crossing & ~self.forbidden & (self.suitability.index > 0)

    def verdict(self, sire: int, dam: int) -> Verdict:
        """May this pair be made, how, and why?"""
        male, female = self.sires[sire], self.dams[dam]
        index = int(self.suitability.index[sire, dam])
        against = [*(Objection(one.ground, one.sentence) for one in female.objections), *male.objections]
        against += self._against_pair(sire, dam)
        said = "–" if not index else say_grade(index, self.suitability.grades[:, sire, dam].tolist())
        verdict = judge(
            against, straws=male.straws, same_place=bool(self.together[sire, dam]),
            may_travel=bool(self.may_meet[sire, dam]), away=self._away(sire, dam), said=said,
        )  # fmt: skip
        kinship = float(self.kinships[sire, dam])
        if verdict.method is not None and kinship > self.warning:
            warned = _("Warned: an offspring's F of {value} is above {limit}.").format(
                value=show_number(kinship, 4), limit=f"{self.warning:g}"
            )
            return Verdict(verdict.state, f"{verdict.reason} {warned}", verdict.method)
        return verdict

    def _against_pair(self, sire: int, dam: int) -> list[Objection]:
        male, female = self.sires[sire], self.dams[dam]
        found = []
        if self.crossing[sire, dam]:
            found.append(Objection(Ground.CROSSING, _say_crossing(female, male)))
        if self.related[sire, dam]:
            found.append(Objection(Ground.GENERATIONS, self._say_related(sire, dam)))
        if not self.suitability.index[sire, dam]:
            said = _("Their kinship of {value} is above {cap}.").format(
                value=show_number(float(self.kinships[sire, dam]), 4), cap=f"{self.figures.limits.never_above:g}"
            )
            found.append(Objection(Ground.KINSHIP, said))
        if self.forbidden[sire, dam]:
            why = self.decided[female.id, male.id, PairDecisionKind.FORBIDDEN]
            found.append(Objection(Ground.FORBIDDEN, _("Decided against: {why}").format(why=why)))
        return found

    def _away(self, sire: int, dam: int) -> Objection:
        """Why the two are not together: where they are, and how far that is where a limit was asked for."""
        said = _say_away(self.dams[dam], self.sires[sire])
        if self.max_distance is None or self.together[sire, dam]:
            return Objection(Ground.ELSEWHERE, said)
        limit, apart = f"{self.max_distance:g}", self.distance(sire, dam)
        if apart is None:
            return Objection(Ground.ELSEWHERE, _("{away} Their distance is unknown.").format(away=said))
        if not self.too_far[sire, dam]:
            told = _("{away} That is {km} km, within the {limit} km asked for.")
            return Objection(Ground.ELSEWHERE, told.format(away=said, km=f"{apart:.0f}", limit=limit))
        told = _("{away} That is {km} km, farther than the {limit} km asked for.")
        return Objection(Ground.DISTANCE, told.format(away=said, km=f"{apart:.0f}", limit=limit))

    def _say_related(self, sire: int, dam: int) -> str:
        shared = self.lineages[sire] & self.lineages[len(self.sires) + dam]
        names = {"dam": self.dams[dam].name, "sire": self.sires[sire].name}
        if self.places[sire] in shared:
            return _("{sire} is an ancestor of {dam} within three generations.").format(**names)
        if self.places[len(self.sires) + dam] in shared:
            return _("{dam} is an ancestor of {sire} within three generations.").format(**names)
        return _("{dam} and {sire} share {ancestors} within three generations.").format(
            ancestors=listed(self.names(shared)), **names
        )


_Kind = tuple[UUID, frozenset[str]]


def _cross(mine: _Kind, theirs: _Kind) -> bool:
    """Two subspecies, or known ranges of which none is shared."""
    ranges = bool(mine[1]) and bool(theirs[1]) and mine[1].isdisjoint(theirs[1])
    return mine[0] != theirs[0] or ranges


def _say_crossing(dam: Individual, sire: Individual) -> str:
    if dam.taxon_id != sire.taxon_id:
        return _(
            "{dam} is a {dam_taxon}, {sire} a {sire_taxon}: crossing subspecies needs an approval."
        ).format(dam=dam.name, dam_taxon=dam.taxon, sire=sire.name, sire_taxon=sire.taxon)  # fmt: skip
    return _(
        "{dam} comes from {dam_range}, {sire} from {sire_range}: crossing mountain ranges needs an approval."
    ).format(
        dam=dam.name, dam_range=listed(sorted(dam.origins)), sire=sire.name,
        sire_range=listed(sorted(sire.origins)),
    )  # fmt: skip


def distance_km(one: Place, other: Place) -> float:
    """Kilometers over the sphere between two places, 0 in the same; nan where it is not known where one lies."""
    if one.key is not None and one.key == other.key:
        return 0.0
    if one.position is None or other.position is None:
        return float("nan")
    return great_circle_m(one.position, other.position) / 1000


def _say_away(dam: Individual, sire: Individual) -> str:
    """Where the two are, when they are not together."""
    unknown = _("an unknown place")
    return _("{dam} is at {dam_place}, {sire} at {sire_place}.").format(
        dam=dam.name, dam_place=dam.place.name or unknown, sire=sire.name, sire_place=sire.place.name or unknown
    )


def say_shares(parents: Sequence[Mapping[str, float]]) -> str:
    """The offspring's ancestry by subspecies or range, half of each parent's; empty where nothing is known."""
    shares: dict[str, float] = {}
    for one in parents:
        for group, share in one.items():
            shares[group] = shares.get(group, 0.0) + share / len(parents)
    ordered = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    said = [f"{group} {share * 100:.0f} %" for group, share in ordered]
    rest = 1.0 - sum(shares.values())
    if ordered and rest > SLIGHT:
        said.append(f"{_('unknown')} {rest * 100:.0f} %")
    return listed(said)
