"""Parents that cannot be, or hardly can: too young, of the wrong sex, dead by then, or their own descendants."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from breeding_center.animals.queries import AnimalView, ClaimView, claims_of, stage_limits
from breeding_center.animals.rules import ParentFacts, StageLimit, doubtful_parent, impossible_parent
from breeding_center.declarations.room import Doubt, command
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import DoubtGrade, LifeStage, ParentRole, Sex
from breeding_center.words import label as word

Views = Mapping[UUID, AnimalView]
Called = Callable[[AnimalView], str]
ALL_OF_IT = 1 + 1e-6
TAIL = 8


def doubts(reading: Reading, views: Views, called: Called) -> Iterator[Doubt]:
    """Every doubt about who descends from whom."""
    claims = [one for one in claims_of(reading) if one.animal_id in views and one.parent_id in views]
    limits = stage_limits(reading)
    for claim in claims:
        yield from _one(claim, views, limits, called)
    yield from _shares(claims, views, called)
    yield from _circles(claims, views)


def _facts(view: AnimalView) -> ParentFacts:
    return ParentFacts(view.label, view.sex, view.birth, view.died)


def _one(
    claim: ClaimView, views: Views, limits: Mapping[UUID, Sequence[StageLimit]], called: Called
) -> Iterator[Doubt]:
    child, parent = views[claim.animal_id], views[claim.parent_id]
    is_dam = claim.role is not ParentRole.SIRE
    void = command("animal", "void", "claim", claim.id.hex[-TAIL:], "--reason", "TEXT")
    records = (("parentage_claim", claim.id),)
    said = impossible_parent(_facts(child), _facts(parent), bears=claim.role is ParentRole.DAM, is_dam=is_dam)
    if said is not None:
        is_sex = parent.sex is (Sex.MALE if is_dam else Sex.FEMALE)
        code = ("dam_male" if is_dam else "sire_female") if is_sex else "parent_too_late"
        mend = command("animal", "correct-sex", called(parent), "SEX") if is_sex else void
        why = (
            _("A dam is female and a sire is male: the sex is wrong, or the parent is another.")
            if is_sex
            else _("A parent is older than its young, and a dam lives until she has borne it.")
        )
        yield Doubt(f"animal.{code}", DoubtGrade.HIGH, None, said, why, mend, animal_id=child.id, records=records)
        return
    mature = next((one.from_days for one in limits.get(parent.taxon_id, ()) if one.stage is LifeStage.SUBADULT), None)
    # A sire dead for years is no doubt where his semen was stored: breeding knows, and asks.
    living = _facts(parent)._replace(died=None)
    said = doubtful_parent(_facts(child), living, is_dam=is_dam, mature_days=mature)
    if said is not None and claim.role is not ParentRole.REARING_DAM:
        yield Doubt(
            "animal.parent_too_young", DoubtGrade.MEDIUM, None, said,
            _("Before it is {days} days old no animal of its kind breeds.").format(days=mature), void,
            animal_id=child.id, records=records,
        )  # fmt: skip


def _shares(claims: Sequence[ClaimView], views: Views, called: Called) -> Iterator[Doubt]:
    """Candidates for one parent whose chances add up to more than the whole."""
    found: dict[tuple[UUID, ParentRole], list[ClaimView]] = defaultdict(list)
    for one in claims:
        found[one.animal_id, one.role].append(one)
    for (child_id, role), mine in found.items():
        total = sum(one.probability for one in mine)
        if total <= ALL_OF_IT or role is ParentRole.REARING_DAM:
            continue
        names = listed(f"{views[one.parent_id].label} {one.probability:.0%}" for one in mine)
        yield Doubt(
            "animal.parent_shares", DoubtGrade.HIGH, None,
            _("The chances of its {role} add up to {percent}: {candidates}.").format(
                role=word(role), percent=f"{total:.0%}", candidates=names
            ),
            _("One animal has one dam and one sire; together the candidates share one chance."),
            command("animal", "claim-parent", called(views[child_id]), role.value, "--candidate", "ANIMAL"),
            animal_id=child_id, records=tuple(("parentage_claim", one.id) for one in mine),
        )  # fmt: skip


def _circles(claims: Sequence[ClaimView], views: Views) -> Iterator[Doubt]:
    """Animals that are their own ancestors: what is left when those without known parents are taken away, again."""
    up: dict[UUID, list[ClaimView]] = defaultdict(list)
    for one in claims:
        if one.role is not ParentRole.REARING_DAM:
            up[one.animal_id].append(one)
    waiting = {child: len({one.parent_id for one in mine}) for child, mine in up.items()}
    down: dict[UUID, set[UUID]] = defaultdict(set)
    for child, mine in up.items():
        for one in mine:
            down[one.parent_id].add(child)
    free = [parent for parent in down if parent not in waiting]
    while free:
        for child in down[free.pop()]:
            waiting[child] -= 1
            if not waiting[child]:
                free.append(child)
    left = {child for child, count in waiting.items() if count}
    for child in sorted(_in_circle(left, up)):
        around = [one for one in up[child] if one.parent_id in left]
        yield Doubt(
            "animal.own_ancestor", DoubtGrade.HIGH, None,
            _("By its recorded parents it descends from itself, through {parents}.").format(
                parents=listed(views[one.parent_id].label for one in around)
            ),
            _("No kinship can be reckoned in a circle; one of the claims is wrong."),
            command("animal", "void", "claim", around[0].id.hex[-TAIL:], "--reason", "TEXT"), animal_id=child,
            records=tuple(("parentage_claim", one.id) for one in around),
        )  # fmt: skip


def _in_circle(left: set[UUID], up: Mapping[UUID, Sequence[ClaimView]]) -> set[UUID]:
    """Of what is left, those that are in a circle themselves and not only descend from one: parents of no one left."""
    children = dict.fromkeys(left, 0)
    for child in left:
        for parent in {claim.parent_id for claim in up[child] if claim.parent_id in left}:
            children[parent] += 1
    bare = [one for one, count in children.items() if not count]
    while bare:
        gone = bare.pop()
        left = left - {gone}
        for parent in {claim.parent_id for claim in up[gone] if claim.parent_id in left}:
            children[parent] -= 1
            if not children[parent]:
                bare.append(parent)
    return left
