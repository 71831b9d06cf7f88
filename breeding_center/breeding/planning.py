"""The plan of a season: which pairs keep the most gene diversity under the limits, how near to the best, and why each.

Plain values in, a plan out. The optimum and its bound are `genetics.plan`'s; here the limits are laid down, a backup is
found for every dam, and each choice is put into a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from breeding_center.breeding.genetics.alternatives import Alternatives, alternatives
from breeding_center.breeding.genetics.arrays import Booleans, Floats, Integers, np
from breeding_center.breeding.genetics.exhaustive import prove
from breeding_center.breeding.genetics.plan import PairingPlan, PairingProblem, plan_pairings
from breeding_center.breeding.pairing_table import Genetics, Pair, PairTable
from breeding_center.breeding.suitability import Individual, Verdict
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.text import _, n_, sentences
from breeding_center.vocabulary.choosing import PairVerdict

# A plan within this of the best is good enough to stop: of a center's few dams, and of a whole population's.
PROVEN, PROVEN_OF_MANY, MANY = 0.0001, 0.001, 100
LITTER_YEARS = 2  # a dam that raises her young has a litter every other year
NO_DIFFERENCE = 5e-9


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a plan is asked for. `pairs` None: every dam that can be; `chosen` and `forbidden` are (dam, sire)."""

    pairs: int | None
    per_male: int
    cubs: float
    horizon: int
    chosen: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()

    @property
    def litters(self) -> int:
        """Litters of a pair within the horizon."""
        return max(1, -(-self.horizon // LITTER_YEARS))


@dataclass(frozen=True, slots=True)
class Weights:
    """What a plan pays for an offspring's F and for a journey, in mean kinship."""

    inbreeding: float
    journey: float


@dataclass(frozen=True, slots=True)
class Planned:
    """One dam of the plan, by places in the table."""

    dam: int
    sire: int
    backup: int | None
    verdict: Verdict
    reason: str
    gain: float  # what her litters do to gene diversity, the rest of the plan as it is


@dataclass(frozen=True, eq=False)
class BreedingPlan:
    """The pairs, who is left out and why, and what it comes to. `now` and `idle` are GD today and at the horizon
    without a birth."""

    pairs: tuple[Planned, ...]
    left_out: tuple[tuple[Individual, str], ...]
    now: float
    idle: float
    found: PairingPlan
    wishes: Wishes


def check_wishes(wishes: Wishes) -> None:
    """Refuse what contradicts itself before anything is read."""
    if wishes.pairs is not None and wishes.pairs < 1:
        raise NotUnderstood(_("A plan has at least one pair."))
    if wishes.per_male < 1:
        raise NotUnderstood(_("A male has at least one dam, or he is left out by forbidding him."))
    if not 0 < wishes.cubs <= 10:
        raise NotUnderstood(_("A litter has more than no cub, and at most 10."))
    if not 1 <= wishes.horizon <= 100:
        raise NotUnderstood(_("A plan looks ahead by 1 to 100 years."))
    if wishes.pairs is not None and len(wishes.chosen) > wishes.pairs:
        raise NotUnderstood(
            _("{chosen} pairs are chosen, and only {pairs} are to be made.").format(
                chosen=len(wishes.chosen), pairs=wishes.pairs
            )
        )


def make_plan(table: PairTable, ahead: Genetics, wishes: Wishes, weights: Weights) -> BreedingPlan:
    """The best plan found, with its proof. `ahead` is the reference set as it will stand at the horizon, unbred.

    Raises `Refused` where wishes contradict each other or the rules; the same records and wishes give the same plan.
    """
    check_wishes(wishes)
    chosen = _places(table, wishes, set(wishes.forbidden))
    allowed = _allowed(table, wishes.forbidden)
    problem = _problem(table, ahead, wishes, weights, allowed, chosen)
    found = prove(problem, plan_pairings(problem, PROVEN if len(table.dams) <= MANY else PROVEN_OF_MANY))
    others = alternatives(problem, found.male_of)
    planned = [
        _planned(table, problem, found, others, dam, (int(found.male_of[dam]), dam) in chosen)
        for dam in np.flatnonzero(found.male_of >= 0).tolist()
    ]
    left_out = [
        (table.dams[dam], _why_left_out(table, allowed, dam)) for dam in np.flatnonzero(found.male_of < 0).tolist()
    ]
    return BreedingPlan(tuple(planned), tuple(left_out), table.genetics.gene_diversity, found.now, found, wishes)


def _places(table: PairTable, wishes: Wishes, forbidden: set[Pair]) -> list[tuple[int, int]]:
    """The chosen pairs as (sire, dam) places; refused where one cannot be, or they cannot be together."""
    rows = {one.id: place for place, one in enumerate(table.sires)}
    columns = {one.id: place for place, one in enumerate(table.dams)}
    chosen = []
    for dam, sire in dict.fromkeys(wishes.chosen):
        if sire not in rows or dam not in columns:
            raise Refused(_("A chosen pair is a female and a male of the population that is planned for."))
        place = rows[sire], columns[dam]
        female, male = table.dams[place[1]].name, table.sires[place[0]].name
        if (dam, sire) in forbidden:
            raise Refused(_("{dam} with {sire} is both chosen and forbidden.").format(dam=female, sire=male))
        if not table.allowed[place]:
            why = table.verdict(*place).reason
            raise Refused(_("{dam} with {sire} cannot be chosen: {why}").format(dam=female, sire=male, why=why))
        chosen.append(place)
    _together(table, chosen, wishes.per_male)
    return chosen


def _together(table: PairTable, chosen: list[tuple[int, int]], per_male: int) -> None:
    """Refuse chosen pairs that cannot all be made."""
    for place, count in Counter(dam for _sire, dam in chosen).items():
        if count > 1:
            raise Refused(_("{dam} is chosen for more than one male.").format(dam=table.dams[place].name))
    for place, count in Counter(sire for sire, _dam in chosen).items():
        if count > per_male:
            raise Refused(
                _("{sire} is chosen for {count} dams, more than the {limit} a male may have.").format(
                    sire=table.sires[place].name, count=count, limit=per_male
                )
            )


def _allowed(table: PairTable, forbidden: Iterable[Pair]) -> Booleans:
    allowed = table.allowed.copy()
    rows = {one.id: place for place, one in enumerate(table.sires)}
    columns = {one.id: place for place, one in enumerate(table.dams)}
    for dam, sire in forbidden:
        if sire in rows and dam in columns:
            allowed[rows[sire], columns[dam]] = False
    return allowed


def _problem(
    table: PairTable,
    ahead: Genetics,
    wishes: Wishes,
    weights: Weights,
    allowed: Booleans,
    chosen: list[tuple[int, int]],
) -> PairingProblem:
    straws = np.array([one.straws > 0 for one in table.sires], np.bool_)
    journey = ~table.together & ~straws[:, None]
    price: Floats = weights.inbreeding * table.kinships + weights.journey * journey
    limit: Integers = np.full(len(table.sires), wishes.per_male, np.intp)
    pairs = len(table.dams) if wishes.pairs is None else wishes.pairs
    return PairingProblem(
        ahead.kinships, ahead.sums, ahead.total, ahead.members, allowed, limit, pairs, wishes.cubs * wishes.litters,
        price, tuple(chosen),
    )  # fmt: skip


def _planned(
    table: PairTable, problem: PairingProblem, found: PairingPlan, others: Alternatives, dam: int, is_chosen: bool
) -> Planned:
    sire = int(found.male_of[dam])
    used = np.bincount(found.male_of[found.male_of >= 0], minlength=len(table.sires))
    has_room = used < problem.male_limit
    change = others.objective[:, dam].copy()
    change[sire] = np.inf
    possible = np.isfinite(change)
    backup = None
    if possible.any():
        # A male who has room for her, if there is one; among equals the first by name.
        among = possible & has_room if (possible & has_room).any() else possible
        backup = int(np.where(among, change, np.inf).argmin())
    verdict = table.verdict(sire, dam)
    reason = _because(table, others, dam, sire, backup, has_room, is_chosen)
    return Planned(dam, sire, backup, verdict, f"{reason} {verdict.reason}", -float(others.without[dam]))


def _because(
    table: PairTable,
    others: Alternatives,
    dam: int,
    sire: int,
    backup: int | None,
    has_room: Booleans,
    is_chosen: bool,
) -> str:
    """Why this male, in a sentence or two: against the next best, and against a better one who is taken."""
    name = table.sires[sire].name
    if is_chosen:
        return _("{sire} was chosen for her.").format(sire=name)
    change = others.objective[:, dam].copy()
    change[sire] = np.inf
    count = int(np.isfinite(change).sum()) + 1
    if backup is None:
        return _("{sire} is the only male who may be paired with her.").format(sire=name)
    said = n_(
        "Of {n} male she may be paired with, {sire} serves the plan best;",
        "Of {n} males she may be paired with, {sire} serves the plan best;",
        count,
    ).format(n=count, sire=name)
    taken = np.isfinite(change) & ~has_room & (change < -NO_DIFFERENCE)
    if taken.any():
        better = int(np.where(taken, change, np.inf).argmin())
        said = n_(
            "Of {n} male she may be paired with, {sire} serves the plan best who is not taken by others;",
            "Of {n} males she may be paired with, {sire} serves the plan best of those not taken by others;",
            count,
        ).format(n=count, sire=name)
        return _("{said} {better} would do better by {difference}, and has his dams already.").format(
            said=said, better=table.sires[better].name, difference=f"{-change[better]:.2g}"
        )
    worse = float(change[backup])
    if abs(worse) < NO_DIFFERENCE:
        return _("{said} {backup} would do as well.").format(said=said, backup=table.sires[backup].name)
    return _("{said} with {backup}, next to him, it would be worse by {difference}.").format(
        said=said, backup=table.sires[backup].name, difference=f"{worse:.2g}"
    )


def _why_left_out(table: PairTable, allowed: Booleans, dam: int) -> str:
    """Why a dam has no male: what stands against her, or against every pair with her, or that others did better."""
    female = table.dams[dam]
    if female.objections:
        return sentences(one.sentence for one in female.objections)
    if allowed[:, dam].any():
        return _("The pairs that were asked for do more without her, or her males are taken.")
    grounds: Counter[str] = Counter()
    example: dict[str, str] = {}
    for sire in range(len(table.sires)):
        verdict = table.verdict(sire, dam)
        if verdict.state is PairVerdict.ALLOWED:
            grounds["forbidden"] += 1
            example.setdefault("forbidden", _("{sire} is forbidden for her.").format(sire=table.sires[sire].name))
            continue
        ground = str(verdict.grounds[0])
        grounds[ground] += 1
        example.setdefault(ground, verdict.reason)
    if not grounds:
        return _("There is no male.")
    told = sentences(
        n_("{n} male, for example: {why}", "{n} males, for example: {why}", count).format(n=count, why=example[ground])
        for ground, count in grounds.most_common(3)
    )
    return _("No male may be paired with her: {told}").format(told=told)
