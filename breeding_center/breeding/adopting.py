"""A computed plan becomes the recommendations of a season."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from breeding_center.breeding.model import SeasonPlan
from breeding_center.breeding.pairing_table import Pair
from breeding_center.breeding.plan_answers import Computed, PlanRequest, compute
from breeding_center.breeding.planning import Planned
from breeding_center.breeding.recommending import Recommended, recommended
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, Refused
from breeding_center.storage.entry import Entry
from breeding_center.text import _, n_, sentences


def adopt_plan(
    entry: Entry,
    *,
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
) -> Deed:
    """Recommend for every dam of this center what the plan says; an earlier recommendation gives way to another."""
    request = PlanRequest(
        year, pairs, per_male, cubs, horizon, chosen, forbidden, travellers, max_distance_km, kinship_cap, taxon,
        institution,
    )  # fmt: skip
    made = compute(entry, entry.now, request)
    here = [one for one in made.plan.pairs if _is_here(made, one)]
    if not here:
        raise Refused(_("The plan of {year} has no pair for a dam that is here.").format(year=made.year))
    standing = recommended(entry, made.year)
    changed = [one for one in here if not _stands(made, one, standing)]
    if not changed:
        raise AlreadyDone(_("The plan of {year} says so already.").format(year=made.year))
    for one in changed:
        _recommend(entry, made, one, standing)
    said = n_(
        "Season {year}: {n} dam has a new recommendation, {kept} keep theirs.",
        "Season {year}: {n} dams have a new recommendation, {kept} keep theirs.",
        len(changed),
    ).format(year=made.year, n=len(changed), kept=len(here) - len(changed))
    elsewhere = len(made.plan.pairs) - len(here)
    if elsewhere:
        told = n_(
            "{n} planned dam is elsewhere and is not of this center's season.",
            "{n} planned dams are elsewhere and are not of this center's season.",
            elsewhere,
        ).format(n=elsewhere)
        said = sentences((said, told))
    return Deed(said)


def _is_here(made: Computed, one: Planned) -> bool:
    return made.book.lives[made.book.place(made.table.dams[one.dam].id)].is_here


def _keys(made: Computed, one: Planned) -> tuple[UUID, UUID, UUID | None]:
    backup = None if one.backup is None else made.table.sires[one.backup].id
    return made.table.dams[one.dam].id, made.table.sires[one.sire].id, backup


def _stands(made: Computed, one: Planned, standing: Mapping[UUID, Recommended]) -> bool:
    """Is it what is recommended already?"""
    dam, primary, backup = _keys(made, one)
    known = standing.get(dam)
    return known is not None and (known.primary_sire_id, known.backup_sire_id, known.method) == (
        primary, backup, one.verdict.method,
    )  # fmt: skip


def _recommend(entry: Entry, made: Computed, one: Planned, standing: Mapping[UUID, Recommended]) -> None:
    dam, primary, backup = _keys(made, one)
    if dam in standing:
        entry.void(entry.get(SeasonPlan, standing[dam].id), entry.reason or _("another plan took its place"))
    assert one.verdict.method is not None
    entry.add(
        SeasonPlan(
            year=made.year, dam_id=dam, primary_sire_id=primary, backup_sire_id=backup, method=one.verdict.method,
            explanation=one.reason, kinship=float(made.table.kinships[one.sire, one.dam]),
            gene_diversity_change=one.gain, note=None, doubt=None,
        )
    )  # fmt: skip
