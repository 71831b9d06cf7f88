"""Who may be an animal's parents: claims, with what they rest on and how probable they are."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from breeding_center.animals.checks import refuse, span_not_in_future
from breeding_center.animals.model import ParentageClaim
from breeding_center.animals.queries import (
    AnimalView,
    ClaimView,
    animal_views,
    claims_of,
    passages_of,
    stage_limits,
)
from breeding_center.animals.rules import (
    ParentFacts,
    StageLimit,
    doubtful_parent,
    even_shares,
    impossible_parent,
    impossible_probabilities,
    is_ancestor,
)
from breeding_center.declarations.action import Deed
from breeding_center.errors import NotFound, NotUnderstood, Refused
from breeding_center.moments import DateSpan
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import DispositionKind, LifeStage, ParentageKind, ParentRole
from breeding_center.words import label as word

# What outweighs what: a weaker ground does not silently take the place of a stronger one.
STRENGTH = (ParentageKind.ASSUMED, ParentageKind.REPORTED, ParentageKind.OBSERVED, ParentageKind.GENETIC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An animal that may be the parent, and how probably; without a number, all share evenly."""

    id: UUID
    probability: float | None = None


def claim_parent(
    entry: Entry,
    *,
    animal: UUID,
    role: ParentRole,
    candidates: Sequence[UUID],
    probabilities: Sequence[float],
    kind: ParentageKind,
    on: date,
    source: str | None,
    note: str | None,
) -> Deed:
    """Claim a parent, or several candidates for one; what was claimed before for that parent is superseded."""
    if probabilities and len(probabilities) != len(candidates):
        raise NotUnderstood(_("Give as many probabilities as candidates, or none."))
    span_not_in_future(entry, DateSpan.on(on))
    given: Sequence[float | None] = list(probabilities) or [None] * len(candidates)
    wanted = [Candidate(*pair) for pair in zip(candidates, given, strict=True)]
    made = claim(entry, animal, role, wanted, kind, on=on, source=source, note=note)
    views = animal_views(entry, [animal, *candidates])
    told = listed(f"{views[row.parent_id].label} {row.probability:.0%}" for row in made)
    sentence = _("{animal}: {role} {candidates}, {kind}.").format(
        animal=views[animal].label, role=word(role), candidates=told, kind=word(kind)
    )
    return Deed(sentence, made[0].id)


def claim(
    entry: Entry,
    animal_id: UUID,
    role: ParentRole,
    candidates: Sequence[Candidate],
    kind: ParentageKind,
    *,
    on: date | None = None,
    source: str | None = None,
    note: str | None = None,
    kept_doubt: str | None = None,
    semen_of: Collection[UUID] = (),
) -> list[ParentageClaim]:
    """Write the claims of one role, in place of those that stood; that a male in `semen_of` was dead is no doubt."""
    ids = [one.id for one in candidates]
    shares = _shares(candidates)
    standing = claims_of(entry)
    pedigree: dict[UUID, list[UUID]] = defaultdict(list)
    for one in standing:
        if one.role is not ParentRole.REARING_DAM:
            pedigree[one.animal_id].append(one.parent_id)
    doubts = [kept_doubt] if kept_doubt else []
    facts = _Facts(entry, [animal_id, *ids], semen_of)
    for parent_id in ids:
        found = facts.judge(animal_id, parent_id, role, pedigree)
        if found:
            doubts.append(entry.doubt(found))
    earlier = [one for one in standing if one.animal_id == animal_id and one.role is role]
    weaker = _supersede(entry, facts, earlier, ids, shares, kind)
    if weaker:
        doubts.append(weaker)
    return [
        entry.add(
            ParentageClaim(
                animal_id=animal_id, role=role, parent_id=parent_id, kind=kind, probability=share, claimed_on=on,
                source=source, note=note, doubt=" ".join(doubts) or None,
            )
        )
        for parent_id, share in zip(ids, shares, strict=True)
    ]  # fmt: skip


def _shares(candidates: Sequence[Candidate]) -> list[float]:
    """How probable each candidate is, those without a number evenly; refused where they cannot be so together."""
    if not candidates:
        raise NotUnderstood(_("Say who the parent may be."))
    if len({one.id for one in candidates}) < len(candidates):
        raise NotUnderstood(_("One candidate stands there twice."))
    shares = [
        share if one.probability is None else one.probability
        for one, share in zip(candidates, even_shares(len(candidates)), strict=True)
    ]
    refuse(impossible_probabilities(shares))
    return shares


class _Facts:
    """What the rules about parents need to know of the animals at hand."""

    def __init__(self, entry: Entry, ids: Sequence[UUID], semen_of: Collection[UUID]) -> None:
        self.views = animal_views(entry, ids)
        missing = [one for one in ids if one not in self.views]
        if missing:
            raise NotFound(_("There is no such animal; it may have been struck out of the register."))
        self.limits = stage_limits(entry)
        self.deaths = _deaths(entry, [one for one in ids if one not in semen_of])

    def of(self, animal_id: UUID) -> ParentFacts:
        view = self.views[animal_id]
        return ParentFacts(view.label, view.sex, view.birth, self.deaths.get(animal_id))

    def judge(self, child_id: UUID, parent_id: UUID, role: ParentRole, pedigree: dict[UUID, list[UUID]]) -> str | None:
        """A doubt about the parent, or None; refuses an impossible one."""
        child, parent = self.of(child_id), self.of(parent_id)
        if parent_id == child_id:
            raise Refused(_("{animal} cannot be its own parent.").format(animal=child.name))
        if role is not ParentRole.REARING_DAM and is_ancestor(parent_id, child_id, lambda one: pedigree.get(one, ())):
            raise Refused(
                _("{child} is an ancestor of {parent}, so {parent} cannot be its parent.").format(
                    child=child.name, parent=parent.name
                )
            )
        is_dam = role is not ParentRole.SIRE
        refuse(impossible_parent(child, parent, bears=role is ParentRole.DAM, is_dam=is_dam))
        mature = _subadult_from(self.limits.get(self.views[parent_id].taxon_id, []))
        return doubtful_parent(child, parent, is_dam=is_dam, mature_days=mature)


def _subadult_from(limits: Sequence[StageLimit]) -> int | None:
    return next((limit.from_days for limit in limits if limit.stage is LifeStage.SUBADULT), None)


def _deaths(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, DateSpan]:
    return {
        animal_id: passage.on
        for animal_id, passages in passages_of(reading, ids).items()
        for passage in passages
        if passage.kind is DispositionKind.DEATH
    }


def _supersede(
    entry: Entry,
    facts: _Facts,
    earlier: Sequence[ClaimView],
    ids: Sequence[UUID],
    shares: Sequence[float],
    kind: ParentageKind,
) -> str | None:
    """Void the claims that stood; returns the doubt that was confirmed where they rest on better ground."""
    if not earlier:
        return None
    proven = [one for one in earlier if one.kind is ParentageKind.GENETIC and one.probability == 1]
    if proven and kind is ParentageKind.GENETIC and proven[0].parent_id not in ids and 1.0 in shares:
        other = _name(entry, facts, proven[0].parent_id)
        raise Refused(
            _("{parent} is already proven as the {role}; void that claim first.").format(
                parent=other, role=word(proven[0].role)
            )
        )
    strongest = max(earlier, key=lambda one: STRENGTH.index(one.kind))
    weaker = None
    if STRENGTH.index(kind) < STRENGTH.index(strongest.kind):
        weaker = entry.doubt(
            _("The claim of {parent} that stands is {stronger}, this one only {weaker}.").format(
                parent=_name(entry, facts, strongest.parent_id), stronger=word(strongest.kind), weaker=word(kind)
            )
        )
    for one in earlier:
        entry.void(entry.get(ParentageClaim, one.id), entry.reason or _("superseded by a newer claim"))
    return weaker


def _name(entry: Entry, facts: _Facts, animal_id: UUID) -> str:
    view: AnimalView | None = facts.views.get(animal_id) or animal_views(entry, [animal_id]).get(animal_id)
    return view.label if view else animal_id.hex[-8:]
