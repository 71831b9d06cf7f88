"""Who sired a cub: proposed from the log, set by the registrar, settled by DNA. Claims are per cub, not per litter."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from breeding_center.animals.checks import must_fit
from breeding_center.animals.model import ParentageClaim
from breeding_center.animals.parents import Candidate, claim
from breeding_center.animals.queries import AnimalView, ClaimView, animal_view, animal_views, claims_of, local_day
from breeding_center.breeding.log import PregnancyView, chances_of, gestation_of, inseminations, pregnancy_views
from breeding_center.breeding.sires import Proposal, propose
from breeding_center.declarations.action import Deed
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import show_date
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import ParentageKind, ParentRole

SOURCE = "proposed from the log of matings and inseminations"


def proposal_for(reading: Reading, cub: AnimalView) -> Proposal:
    """The candidate sires of a cub out of its dam's log, with their weights."""
    dam, born_on = dam_of(reading, cub.id), cub.birth.midpoint
    if dam is None or born_on is None:
        return Proposal((), ())
    known = gestation_of(reading, dam)
    zero = _zero_before(pregnancy_views(reading, [dam]), born_on, known[1])
    return propose(chances_of(reading, dam).get(dam, ()), born_on, known, zero)


def _zero_before(views: Sequence[PregnancyView], born_on: date, longest: int) -> date | None:
    fitting = [one.day_zero_on for one in views if 0 <= (born_on - one.day_zero_on).days <= longest]
    return fitting[-1] if fitting else None


def dam_of(reading: Reading, cub_id: UUID) -> UUID | None:
    """The dam that bore it, as it is claimed."""
    return next((one.parent_id for one in claims_of(reading, [cub_id]) if one.role is ParentRole.DAM), None)


def sires_of(reading: Reading, cub_id: UUID) -> list[ClaimView]:
    """The sires that are claimed, likeliest first."""
    return [one for one in claims_of(reading, [cub_id]) if one.role is ParentRole.SIRE]


def with_semen_in(reading: Reading, dam: UUID | None) -> frozenset[UUID]:
    """The males whose semen the dam was inseminated with: their death before the birth says nothing."""
    return frozenset() if dam is None else frozenset(row.sire_id for row in inseminations(reading, dam))


def claim_proposed(entry: Entry, cubs: Sequence[UUID]) -> None:
    """Claim the sires of newborn cubs, each for itself, as the log proposes them; or none, where it has none."""
    for cub in cubs:
        view = animal_view(entry, cub)
        found = proposal_for(entry, view)
        if found.shares and not sires_of(entry, cub):
            _claim(entry, view, found)


def _claim(entry: Entry, cub: AnimalView, found: Proposal) -> None:
    claim(
        entry, cub.id, ParentRole.SIRE, [Candidate(*share) for share in found.shares], ParentageKind.ASSUMED,
        on=local_day(entry, entry.now), source=SOURCE, note="; ".join(one.why for one in found.weighed),
        semen_of=with_semen_in(entry, dam_of(entry, cub.id)),
    )  # fmt: skip


def propose_sires(entry: Entry, *, animal: UUID) -> Deed:
    """Claim the sires of a cub anew, as the log of matings and inseminations proposes them now."""
    view = animal_view(entry, animal)
    found = proposal_for(entry, view)
    if not found.shares:
        raise Refused(_("The log of matings and inseminations proposes no sire of {animal}.").format(animal=view.label))
    _claim(entry, view, found)
    return _deed(entry, view)


def override_sires(entry: Entry, *, animal: UUID, candidates: list[UUID], probabilities: list[float]) -> Deed:
    """Set the sires of a cub otherwise than the log proposes; the entry's reason says why."""
    if probabilities and len(probabilities) != len(candidates):
        raise NotUnderstood(_("Give as many probabilities as candidates, or none."))
    view = animal_view(entry, animal)
    shares: Sequence[float | None] = probabilities or [None] * len(candidates)
    claim(
        entry, animal, ParentRole.SIRE, [Candidate(*pair) for pair in zip(candidates, shares, strict=True)],
        ParentageKind.ASSUMED, on=local_day(entry, entry.now), source=_("set by the registrar"), note=entry.reason,
        semen_of=with_semen_in(entry, dam_of(entry, animal)),
    )  # fmt: skip
    return _deed(entry, view)


def settle_by_dna(
    entry: Entry, *, animal: UUID, sire: UUID, laboratory: str | None, reported_on: date, note: str | None
) -> Deed:
    """A DNA result names the sire of one cub; what was claimed before is struck through and stays readable."""
    view = animal_view(entry, animal)
    today = local_day(entry, entry.now)
    if reported_on > today:
        raise Refused(_("{day} is still to come.").format(day=show_date(reported_on)))
    where = must_fit(laboratory, 120, _("laboratory"))
    named = animal_view(entry, sire).label
    why = _("DNA of {date} names {sire}").format(date=show_date(reported_on), sire=named)
    for one in sires_of(entry, animal):
        if one.kind is not ParentageKind.GENETIC:
            entry.void(entry.get(ParentageClaim, one.id), entry.reason or why)
    claim(
        entry, animal, ParentRole.SIRE, [Candidate(sire, 1.0)], ParentageKind.GENETIC, on=reported_on,
        source=_("DNA, {laboratory}").format(laboratory=where) if where else _("DNA"), note=note,
        semen_of=with_semen_in(entry, dam_of(entry, animal)),
    )  # fmt: skip
    return _deed(entry, view)


def _deed(entry: Entry, view: AnimalView) -> Deed:
    claims = sires_of(entry, view.id)
    names = animal_views(entry, [one.parent_id for one in claims])
    told = listed(f"{names[one.parent_id].label} {one.probability:.0%}" for one in claims)
    return Deed(_("Sire of {animal}: {candidates}.").format(animal=view.label, candidates=told), claims[0].id)
