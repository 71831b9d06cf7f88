"""Animals that stand in two subspecies: entered as one, and born to another or come from the range of another.

Only the first animal of a line is doubted, where its own entry and its parent's part; who descends from it is not told
again. No kinship is computed for it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.queries import AnimalView, ClaimView, TaxonView, animal_views, claims_of, taxon_views
from breeding_center.breeding.ranges import TAXON_OF, range_of, show_range
from breeding_center.declarations.room import Doubt, command
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import CareLine, DoubtGrade, ParentRole
from breeding_center.words import label as word

CROSSED, UNKNOWN = "hybrid", "unknown"
TAIL = 8

Views = Mapping[UUID, AnimalView]
Taxa = Mapping[UUID, TaxonView]


def doubts(reading: Reading) -> Iterator[Doubt]:
    """Every contradiction of subspecies; an animal entered as crossed or unknown cannot be belied."""
    taxa = taxon_views(reading)
    origins = _origins(reading)
    if len(taxa) < 2 and not origins:
        return
    claims = _claims(reading)
    people = {key for one in claims for key in (one.animal_id, one.parent_id)}
    views = animal_views(reading, people | set(origins))
    yield from _by_parents(claims, views, taxa)
    yield from _by_origin(origins, views, taxa)


def _origins(reading: Reading) -> dict[UUID, str]:
    a = tables.animal
    question = select(a.c.id, a.c.origin).where(a.c.voided_at.is_(None), a.c.origin.is_not(None)).order_by(a.c.id)
    return {row.id: row.origin for row in reading.rows(question)}


def _claims(reading: Reading) -> list[ClaimView]:
    """Whose genes an animal has: a dam that only bore it gives none where another is named as the genetic one."""
    claims = claims_of(reading)
    borne = {one.animal_id for one in claims if one.role is ParentRole.GENETIC_DAM}
    return [
        one for one in claims
        if one.role is not ParentRole.REARING_DAM and not (one.role is ParentRole.DAM and one.animal_id in borne)
    ]  # fmt: skip


def _by_parents(claims: Sequence[ClaimView], views: Views, taxa: Taxa) -> Iterator[Doubt]:
    """A parent of another subspecies; of several candidates only where all of them are."""
    found: dict[tuple[UUID, ParentRole], list[ClaimView]] = defaultdict(list)
    for one in claims:
        if one.animal_id in views and one.parent_id in views:
            found[one.animal_id, one.role].append(one)
    for (child_id, role), mine in found.items():
        child = views[child_id]
        parents = [views[one.parent_id] for one in mine]
        if not all(_belies(taxa[parent.taxon_id], taxa[child.taxon_id]) for parent in parents):
            continue
        told = listed(f"{parent.label} ({taxa[parent.taxon_id].name})" for parent in parents)
        yield Doubt(
            "breeding.two_subspecies", DoubtGrade.HIGH, CareLine.BREEDING,
            _("{animal} is entered as {taxon}, its {role} is of another: {parents}.").format(
                animal=child.label, taxon=taxa[child.taxon_id].name, role=word(role), parents=told
            ),
            _(
                "One of the two is entered wrongly ('animal correct-taxon' mends that), the parent is another, or the "
                "animal is crossed."
            ),
            command("animal", "void", "claim", mine[0].id.hex[-TAIL:], "--reason", "TEXT"), animal_id=child_id,
            records=(("animal", child_id), *(("parentage_claim", one.id) for one in mine)),
        )  # fmt: skip


def _belies(parent: TaxonView, child: TaxonView) -> bool:
    """Can an animal of the one not be a parent of a pure animal of the other?"""
    return child.code not in (CROSSED, UNKNOWN) and parent.code not in (UNKNOWN, child.code)


def _by_origin(origins: Mapping[UUID, str], views: Views, taxa: Taxa) -> Iterator[Doubt]:
    """A range that the subspecies does not live in."""
    for key, origin in origins.items():
        known, view = range_of(origin), views.get(key)
        if known is None or view is None:
            continue
        taxon = taxa[view.taxon_id]
        if taxon.code not in TAXON_OF.values() or taxon.code == TAXON_OF[known]:
            continue
        yield Doubt(
            "breeding.range_of_another", DoubtGrade.HIGH, CareLine.BREEDING,
            _("{animal} is entered as {taxon}, and is said to come from {range}, where another lives.").format(
                animal=view.label, taxon=taxon.name, range=show_range(origin)
            ),
            _(
                "The range or the subspecies is entered wrongly: 'breeding origin' states another range, "
                "'animal correct-taxon' another subspecies."
            ),
            command("breeding", "origin", view.number or view.name, "RANGE"), animal_id=key,
            records=(("animal", key),),
        )  # fmt: skip
