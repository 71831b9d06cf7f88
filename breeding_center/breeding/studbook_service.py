"""What is recorded of the studbook: who is left out and why, what is assumed for an analysis, lives led elsewhere."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from breeding_center.animals.checks import doubt, must_fit, refuse, span_not_in_future
from breeding_center.animals.model import Animal
from breeding_center.animals.queries import AnimalView, animal_view, claims_of, passages_of, stage_limits
from breeding_center.animals.rules import ParentFacts, doubtful_parent, impossible_parent, sure_before
from breeding_center.breeding.studbook import studbook
from breeding_center.breeding.studbook_model import GeneticAssumption, PopulationExclusion, StudbookEvent
from breeding_center.breeding.studbook_notes import told_assumption
from breeding_center.breeding.studbook_rows import as_kept
from breeding_center.declarations.action import Deed
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_date, show_span
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import DispositionKind, LifeStage, ParentRole
from breeding_center.vocabulary.studbook import AssumptionKind, ExclusionKind, StudbookEventKind
from breeding_center.words import label as word

ORIGIN_LENGTH = 80
LOCAL_ID_LENGTH = 40
SIDES = (ParentRole.SIRE, ParentRole.DAM)

# ---------------------------------------------------------------- the managed population


def exclude(
    entry: Entry, *, animal: UUID, kind: ExclusionKind, why: str, from_on: date, source: str | None
) -> Deed:  # fmt: skip
    """Leave a living animal out of the genetically managed ones, from a day on, with the reason."""
    span_not_in_future(entry, DateSpan.on(from_on))
    view = animal_view(entry, animal)
    _must_live(view, from_on)
    standing = _open_exclusion(entry, animal)
    if standing is not None:
        raise Refused(
            _("{animal} is left out already, since {day}: {why}").format(
                animal=view.label, day=show_date(standing.from_on), why=standing.why
            )
        )
    latest = _last_exclusion_end(entry, animal)
    if latest is not None and from_on < latest:
        raise Refused(
            _("{animal} was left out until {day}; begin no earlier.").format(animal=view.label, day=show_date(latest))
        )
    made = entry.add(PopulationExclusion(animal_id=animal, kind=kind, from_on=from_on, why=why, source=source))
    sentence = _("{animal} is left out of the managed population since {day}: {kind}.").format(
        animal=view.label, day=show_date(from_on), kind=word(kind)
    )
    return Deed(sentence, made.id)


def include(entry: Entry, *, animal: UUID, until_on: date) -> Deed:
    """Count an animal among the managed ones again, from a day on."""
    span_not_in_future(entry, DateSpan.on(until_on))
    view = animal_view(entry, animal)
    standing = _open_exclusion(entry, animal)
    if standing is None:
        raise Refused(_("{animal} is not left out of the managed population.").format(animal=view.label))
    if until_on <= standing.from_on:
        raise Refused(
            _("{animal} is left out since {day}; it can be counted again from the day after.").format(
                animal=view.label, day=show_date(standing.from_on)
            )
        )
    entry.change(entry.get(PopulationExclusion, standing.id), until_on=until_on)
    sentence = _("{animal} is of the managed population again from {day}.").format(
        animal=view.label, day=show_date(until_on)
    )
    return Deed(sentence, standing.id)


def _must_live(view: AnimalView, on: date) -> None:
    died = view.died
    if died is not None and sure_before(died, DateSpan.on(on)):
        raise Refused(
            _("{animal} died {died}; only the living are managed.").format(animal=view.label, died=show_span(died))
        )


def _open_exclusion(reading: Reading, animal: UUID) -> Any:
    x = tables.population_exclusion
    return reading.row(
        select(x.c.id, x.c.from_on, x.c.why).where(
            x.c.animal_id == animal, x.c.voided_at.is_(None), x.c.until_on.is_(None)
        )
    )


def _last_exclusion_end(reading: Reading, animal: UUID) -> date | None:
    x = tables.population_exclusion
    found: date | None = reading.value(
        select(func.max(x.c.until_on)).where(x.c.animal_id == animal, x.c.voided_at.is_(None))
    )
    return found


# ---------------------------------------------------------------- assumptions of an analysis


def assume_parent(
    entry: Entry,
    *,
    animal: UUID,
    role: ParentRole,
    parent: UUID,
    source: str,
    probability: float,
    assumed_on: date,
    note: str | None,
) -> Deed:
    """Assume a parent for analyses; the pedigree itself keeps what is known."""
    if role not in SIDES:
        raise NotUnderstood(_("Say whether it is the sire or the dam that is assumed."))
    if not 0 < probability <= 1:
        raise NotUnderstood(_("A probability is above 0 and at most 1."))
    child, other = animal_view(entry, animal), animal_view(entry, parent)
    if animal == parent:
        raise Refused(_("{animal} cannot be its own parent.").format(animal=child.label))
    facts = _facts(entry, child), _facts(entry, other)
    is_dam = role is ParentRole.DAM
    refuse(impossible_parent(*facts, bears=is_dam, is_dam=is_dam))
    limits = stage_limits(entry).get(other.taxon_id, [])
    mature = next((limit.from_days for limit in limits if limit.stage is LifeStage.SUBADULT), None)
    said = doubt(entry, doubtful_parent(*facts, is_dam=is_dam, mature_days=mature))
    total = probability + sum(one.probability for one in _standing(entry, animal) if one.role == role)
    if total > 1 + 1e-9:
        raise Refused(
            _("The candidates' probabilities add up to {sum:.3g}, more than 1.").format(sum=total)
        )  # fmt: skip
    return _assume(
        entry, AssumptionKind.PARENT, animal, assumed_on, source, note, role=role, other=parent,
        probability=probability, said=said,
    )  # fmt: skip


def assume_founder(entry: Entry, *, animal: UUID, source: str, assumed_on: date, note: str | None) -> Deed:
    """Assume that an animal is a founder: known, and unrelated to all that came before."""
    return _assume(entry, AssumptionKind.FOUNDER, animal, assumed_on, source, note)


def assume_related(
    entry: Entry,
    *,
    animal: UUID,
    other: UUID,
    kind: AssumptionKind,
    source: str,
    role: ParentRole | None,
    assumed_on: date,
    note: str | None,
) -> Deed:
    """Assume how two animals of unknown parents are related, or that they are not."""
    if kind not in (AssumptionKind.FULL_SIBLINGS, AssumptionKind.HALF_SIBLINGS, AssumptionKind.UNRELATED):
        raise NotUnderstood(_("Two animals are assumed full siblings, half siblings or unrelated."))
    if animal == other:
        raise NotUnderstood(_("Say two animals, not one twice."))
    if kind is AssumptionKind.HALF_SIBLINGS and role not in SIDES:
        raise NotUnderstood(_("Say by which parent they are half siblings: --role sire or --role dam."))
    wanted = {AssumptionKind.FULL_SIBLINGS: SIDES, AssumptionKind.HALF_SIBLINGS: (role,)}.get(kind, ())
    for claim in claims_of(entry, [animal, other]):
        if claim.role in wanted:
            raise Refused(
                _("The {role} of {animal} is claimed already; siblings are assumed where no parent is known.").format(
                    role=word(claim.role), animal=animal_view(entry, claim.animal_id).label
                )
            )
    shared = role if kind is AssumptionKind.HALF_SIBLINGS else None
    return _assume(entry, kind, animal, assumed_on, source, note, role=shared, other=other)


def _assume(
    entry: Entry,
    kind: AssumptionKind,
    animal: UUID,
    on: date,
    source: str,
    note: str | None,
    *,
    role: ParentRole | None = None,
    other: UUID | None = None,
    probability: float = 1.0,
    said: str | None = None,
) -> Deed:
    span_not_in_future(entry, DateSpan.on(on))
    animal_view(entry, animal)
    if other is not None:
        animal_view(entry, other)
    for one in _standing(entry, animal, other):
        if (one.kind, one.role) == (kind, role) and {one.animal_id, one.other_id} == {animal, other}:
            raise Refused(_("That is assumed already."))
    made = entry.add(
        GeneticAssumption(
            animal_id=animal, kind=kind, role=role, other_id=other, probability=probability, assumed_on=on,
            source=source, note=note, doubt=said,
        )
    )  # fmt: skip
    book = studbook(entry, assumed=True)  # a loop is refused here, by the names of its animals
    row = next(row for row in book.assumptions if row[0] == as_kept(entry, made.id))
    return Deed(_("Assumed for analyses only: {assumption}").format(assumption=told_assumption(book, row)), made.id)


def drop_assumption(entry: Entry, *, assumption: UUID) -> Deed:
    """Strike out an assumption; it stays readable, and no analysis applies it any more."""
    row = entry.get(GeneticAssumption, assumption)
    book = studbook(entry)
    told = next(told_assumption(book, one) for one in book.assumptions if one[0] == as_kept(entry, assumption))
    entry.void(row)
    return Deed(_("No longer assumed: {assumption}").format(assumption=told), assumption)


def _standing(reading: Reading, *animals: UUID | None) -> list[Any]:
    g = tables.genetic_assumption
    ids = [one for one in animals if one is not None]
    question = select(g.c.id, g.c.kind, g.c.role, g.c.animal_id, g.c.other_id, g.c.probability)
    return list(reading.rows(question.where(g.c.voided_at.is_(None), g.c.animal_id.in_(ids))))


def _facts(reading: Reading, view: AnimalView) -> ParentFacts:
    died = next(
        (
            passage.on
            for passage in passages_of(reading, [view.id]).get(view.id, [])
            if passage.kind is DispositionKind.DEATH
        ),
        None,
    )
    return ParentFacts(view.label, view.sex, view.birth, died or _died_elsewhere(reading, view.id))


def _died_elsewhere(reading: Reading, animal: UUID) -> DateSpan | None:
    e = tables.studbook_event
    row = reading.row(
        select(e.c.on_from, e.c.on_until, e.c.on_written).where(
            e.c.animal_id == animal, e.c.voided_at.is_(None), e.c.kind == StudbookEventKind.DEATH
        )
    )
    return None if row is None else DateSpan(*row)


# ---------------------------------------------------------------- lives and origins


def tell_event(
    entry: Entry,
    *,
    animal: UUID,
    kind: StudbookEventKind,
    on: DateSpan,
    institution: UUID | None,
    local_id: str | None,
    source: str | None,
    note: str | None,
) -> Deed:
    """Enter what the studbook tells of an animal at another institution: born, caught, moved, dead, lost sight of."""
    span_not_in_future(entry, on)
    view = animal_view(entry, animal)
    local = must_fit(local_id, LOCAL_ID_LENGTH, _("local number"))
    if sure_before(on, view.birth):
        raise Refused(
            _("{animal} was not born yet at {time}; it was born {birth}.").format(
                animal=view.label, time=show_span(on), birth=show_span(view.birth)
            )
        )
    died = _facts(entry, view).died
    if died is not None and (kind is StudbookEventKind.DEATH or sure_before(died, on)):
        raise Refused(
            _("{animal} died {died}; nothing is told of it after.").format(animal=view.label, died=show_span(died))
        )
    made = entry.add(
        StudbookEvent(
            animal_id=animal, kind=kind, institution_id=institution, local_id=local, on_from=on.from_on,
            on_until=on.until_on, on_written=on.written, source=source, note=note,
        )
    )  # fmt: skip
    sentence = _("{animal}: {event}, {day}.").format(animal=view.label, event=word(kind), day=show_span(on))
    return Deed(sentence, made.id)


def state_origin(entry: Entry, *, animal: UUID, origin: str) -> Deed:
    """State the mountain range or wild population that an animal, a founder above all, came from."""
    view = animal_view(entry, animal)
    kept = must_fit(origin, ORIGIN_LENGTH, _("origin"))
    entry.change(entry.get(Animal, animal), origin=kept)
    return Deed(_("{animal} comes from {origin}.").format(animal=view.label, origin=origin), animal)
