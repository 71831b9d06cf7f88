"""The plan of a season as it is computed from the records: shown as a report, or made the season's recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import animal_views
from breeding_center.breeding.choosing import Asked, choose_among, genetics_ahead, season_of
from breeding_center.breeding.choosing_answers import ancestry_of
from breeding_center.breeding.deciding import decisions_on
from breeding_center.breeding.pairing_table import Pair, PairTable
from breeding_center.breeding.pairing_thresholds import LIFE_SPAN_Y, PLAN_INBREEDING, PLAN_TRAVEL
from breeding_center.breeding.planning import BreedingPlan, Planned, Weights, Wishes, check_wishes, make_plan
from breeding_center.breeding.studbook import Studbook
from breeding_center.breeding.studbook_notes import notes
from breeding_center.breeding.suitability import say_limits
from breeding_center.declarations.report import Answer, Row
from breeding_center.errors import Refused
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary.choosing import PairDecisionKind


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a plan is asked for, as the report and the action alike take it."""

    year: int | None
    pairs: int | None
    per_male: int
    cubs: float
    horizon: int
    chosen: Sequence[Pair]
    forbidden: Sequence[Pair]
    travellers: Sequence[UUID]
    max_distance_km: float | None
    kinship_cap: float | None
    taxon: UUID | None
    institution: UUID | None


@dataclass(frozen=True, eq=False)
class Computed:
    """A plan with what it was computed from, and what has to be said of the center's decisions."""

    year: int
    book: Studbook
    table: PairTable
    plan: BreedingPlan
    said: tuple[str, ...]


def breeding_plan(
    reading: Reading,
    *,
    as_of: datetime,
    year: int | None,
    pairs: int | None,
    per_male: int,
    cubs: float,
    horizon: int,
    chosen: Sequence[Pair],
    forbidden: Sequence[Pair],
    travellers: Sequence[UUID],
    max_distance_km: float | None,
    kinship_cap: float | None,
    taxon: UUID | None,
    institution: UUID | None,
) -> Answer:
    """The plan of a season: a line for each dam, those who are left out behind, with the reason."""
    request = PlanRequest(
        year, pairs, per_male, cubs, horizon, chosen, forbidden, travellers, max_distance_km, kinship_cap, taxon,
        institution,
    )  # fmt: skip
    made = compute(reading, as_of, request)
    book, table = made.book, made.table
    numbers = {one.id: book.numbers[book.place(one.id)] for one in (*table.sires, *table.dams)}
    rows: list[Row] = [_row(table, one, numbers) for one in made.plan.pairs]
    rows += [{"dam": dam.label, "reason": reason, "dam_number": numbers[dam.id]} for dam, reason in made.plan.left_out]
    said = [*say_plan(reading, made), *made.said, *notes(reading, book), *say_limits(table.figures)]
    return Answer(rows, said, _("Breeding plan for the season {year}").format(year=made.year))


def compute(reading: Reading, at: datetime, request: PlanRequest) -> Computed:
    """The plan of a season as the records stand; the same records and wishes give the same plan."""
    chosen = tuple(dict.fromkeys(request.chosen))
    wishes = Wishes(
        request.pairs, request.per_male, request.cubs, request.horizon, chosen, tuple(request.forbidden)
    )  # fmt: skip
    check_wishes(wishes)
    _must_agree(reading, wishes)
    year = season_of(reading, at, request.year)
    asked = Asked(
        at, year, (), (), request.taxon, request.institution, frozenset(request.travellers),
        kinship_cap=request.kinship_cap, max_distance=request.max_distance_km,
    )  # fmt: skip
    book, table = choose_among(reading, asked)
    standing, said = _decided(reading, book, table, wishes)
    wishes = Wishes(wishes.pairs, wishes.per_male, wishes.cubs, wishes.horizon, (*chosen, *standing), wishes.forbidden)
    check_wishes(wishes)
    kept = kept_limits(reading)
    weights = Weights(PLAN_INBREEDING.under(kept).value, PLAN_TRAVEL.under(kept).value)
    ahead = genetics_ahead(reading, book, table, year, wishes.horizon)
    return Computed(year, book, table, make_plan(table, ahead, wishes, weights), said)


def _must_agree(reading: Reading, wishes: Wishes) -> None:
    """Refuse a pair that is chosen and forbidden at once, before anything is computed."""
    both = set(wishes.chosen) & set(wishes.forbidden)
    for dam, sire in sorted(both, key=str):
        views = animal_views(reading, (dam, sire))
        raise Refused(
            _("{dam} with {sire} is both chosen and forbidden.").format(dam=views[dam].name, sire=views[sire].name)
        )


def _decided(
    reading: Reading, book: Studbook, table: PairTable, wishes: Wishes
) -> tuple[tuple[Pair, ...], tuple[str, ...]]:
    """The pairs that the center has decided to make and that can be made now; of the others, why not."""
    rows = {one.id: place for place, one in enumerate(table.sires)}
    columns = {one.id: place for place, one in enumerate(table.dams)}
    named = {dam for dam, _sire in wishes.chosen}
    found, said = [], []
    for one in decisions_on(reading, book.day):
        pair = one.female_id, one.male_id
        if one.decision is not PairDecisionKind.CHOSEN or pair[0] not in columns or pair[1] not in rows:
            continue
        if pair[0] in named or pair in wishes.forbidden:
            continue  # what is asked for now goes before what was decided once
        place = rows[pair[1]], columns[pair[0]]
        if table.allowed[place]:
            found.append(pair)
            named.add(pair[0])
        else:
            said.append(
                _("{dam} with {sire} was decided, and cannot be made: {why}").format(
                    dam=table.dams[place[1]].name, sire=table.sires[place[0]].name, why=table.verdict(*place).reason
                )
            )
    return tuple(found), tuple(said)


def _row(table: PairTable, one: Planned, numbers: dict[UUID, str | None]) -> dict[str, object]:
    dam, sire = table.dams[one.dam], table.sires[one.sire]
    backup = None if one.backup is None else table.sires[one.backup]
    return {
        "dam": dam.label, "primary_sire": sire.label, "backup_sire": backup.label if backup else None,
        "method": one.verdict.method, "suitability": int(table.suitability.index[one.sire, one.dam]),
        "offspring_inbreeding": float(table.kinships[one.sire, one.dam]), "gene_diversity_gain": one.gain,
        "generations": _("none shared"), "ancestry": ancestry_of(table, one.sire, one.dam), "reason": one.reason,
        "backup_inbreeding": None if one.backup is None else float(table.kinships[one.backup, one.dam]),
        "backup_method": None if one.backup is None else table.verdict(one.backup, one.dam).method,
        "dam_number": numbers[dam.id], "primary_sire_number": numbers[sire.id],
        "backup_sire_number": numbers[backup.id] if backup else None,
        "distance_km": table.distance(one.sire, one.dam),
        "backup_distance_km": None if one.backup is None else table.distance(one.backup, one.dam),
    }  # fmt: skip


def say_plan(reading: Reading, made: Computed) -> list[str]:
    """What the plan comes to against doing nothing, and how near to the best it is proven to be."""
    plan, wishes = made.plan, made.plan.wishes
    found = plan.found
    if not plan.pairs:
        return [_("No pair can be made: the reason stands with each dam.")]
    years = n_("{n} year", "{n} years", wishes.horizon).format(n=wishes.horizon)
    span = LIFE_SPAN_Y.under(kept_limits(reading)).value
    said = [
        n_(
            "{n} pair of {dams} dams, {cubs} cubs expected of each within {years}.",
            "{n} pairs of {dams} dams, {cubs} cubs expected of each within {years}.",
            len(plan.pairs),
        ).format(n=len(plan.pairs), dams=len(made.table.dams), cubs=f"{wishes.cubs * wishes.litters:g}", years=years),
        _(
            "Gene diversity is {now} now. At the horizon it is {after} with this plan, and {idle} without any birth: "
            "a difference of {gain}."
        ).format(
            now=f"{plan.now:.6f}", after=f"{found.after:.6f}", idle=f"{plan.idle:.6f}",
            gain=f"{found.after - plan.idle:+.6f}",
        ),
        _say_proof(made),
        _("An animal counts at the horizon up to an age of {years} years.").format(years=f"{span:g}"),
    ]  # fmt: skip
    lowering = [made.table.dams[one.dam].label for one in plan.pairs if one.gain < 0]
    if lowering:
        said.append(
            _("Gene diversity would be higher without the litters of {dams}; --pairs {fewer} asks for fewer.").format(
                dams=listed(lowering), fewer=max(1, len(plan.pairs) - len(lowering))
            )
        )
    return said


def _say_proof(made: Computed) -> str:
    found = made.plan.found
    if found.gap <= 0:
        said = _("Mean kinship plus the weights is {value}; it is proven that no plan of so many pairs is better.")
        return said.format(value=f"{found.objective:.6f}")
    return _(
        "Mean kinship plus the weights is {value}; no plan of so many pairs goes below {bound}: "
        "within {gap} of the best possible."
    ).format(value=f"{found.objective:.6f}", bound=f"{found.bound:.6f}", gap=f"{found.gap * 100:.3f} %")
