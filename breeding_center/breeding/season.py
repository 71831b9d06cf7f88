"""The season as it is recorded: smears, males, who is planned for whom, introductions, matings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here, must_fit, not_in_future, refuse
from breeding_center.animals.queries import AnimalView, animal_view, animal_views, claims_of, local_day
from breeding_center.breeding import rules
from breeding_center.breeding.candidates import nursing_reasons
from breeding_center.breeding.holds import held_apart, must_be_female, must_be_male, must_end_later, pair_at, too_young
from breeding_center.breeding.model import CytologySmear, Introduction, MaleObservation, Mating, SeasonPlan
from breeding_center.breeding.pairing import common_ancestors
from breeding_center.breeding.recommending import doubt_about_sire
from breeding_center.breeding.semen_queries import straw_views
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import BreedingMethod, ParentRole
from breeding_center.words import label


def smear(
    entry: Entry,
    *,
    animal: UUID,
    cells_counted: int,
    superficial_percent: float,
    keratinized_percent: float,
    is_acidophil: bool | None,
    stain: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a vaginal smear: of the cells counted, how many were superficial and how many keratinized."""
    view = must_be_here(entry, animal, done_at)
    sex = must_be_female(entry, view)
    above_zero(cells_counted, _("cells counted"))
    for percent in (superficial_percent, keratinized_percent):
        if not 0 <= percent <= 100:
            raise NotUnderstood(_("A share lies between 0 and 100 %."))
    doubt = confirmed(entry, sex, rules.doubt_about_smear(cells_counted, superficial_percent, keratinized_percent))
    made = entry.add(
        CytologySmear(
            animal_id=animal, cells_counted=cells_counted, superficial_percent=superficial_percent,
            keratinized_percent=keratinized_percent, is_acidophil=is_acidophil,
            stain=must_fit(stain, 120, _("stain")), done_at=done_at, done_by_id=done_by, note=note, task_id=task_id,
            doubt=doubt,
        )
    )  # fmt: skip
    said = rules.say_smear(superficial_percent, keratinized_percent, is_acidophil)
    return Deed(_("Smear of {animal}: {reading}.").format(animal=view.label, reading=said), made.id)


def watch_male(
    entry: Entry,
    *,
    animal: UUID,
    scent_marking: int | None,
    vocalizing: int | None,
    female_interest: int | None,
    restlessness: int | None,
    testis_length_cm: float | None,
    testis_width_cm: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a watch of a male in the season, and the size of his testes where they were measured."""
    view = must_be_here(entry, animal, done_at)
    doubt = confirmed(entry, must_be_male(entry, view))
    seen = (scent_marking, vocalizing, female_interest, restlessness, testis_length_cm, testis_width_cm)
    if all(one is None for one in seen):
        raise NotUnderstood(_("Score or measure at least one thing; 0 where it was not seen."))
    refuse(rules.impossible_testis(testis_length_cm, testis_width_cm))
    made = entry.add(
        MaleObservation(
            animal_id=animal, scent_marking=scent_marking, vocalizing=vocalizing, female_interest=female_interest,
            restlessness=restlessness, testis_length_cm=testis_length_cm, testis_width_cm=testis_width_cm,
            done_at=done_at, done_by_id=done_by, note=note, task_id=task_id, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(_("Season watch of {animal} recorded.").format(animal=view.label), made.id)


def introduce(
    entry: Entry,
    *,
    female: UUID,
    male: UUID,
    separated_at: datetime | None,
    aggression: int | None,
    mounts: int | None,
    intromission: bool | None,
    wounds: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record that the gate between two animals was opened, what was seen, and when they were apart again."""
    must_end_later(done_at, separated_at)
    if separated_at is not None:
        not_in_future(entry, separated_at)
    if _is_kept(entry, tables.introduction, female, male, done_at):
        raise AlreadyDone(
            _("That opening of the gate, at {time}, is recorded already.").format(
                time=show_instant(done_at, entry.zone)
            )
        )
    dam, sire, doubt = pair_at(entry, female, male, done_at)
    made = entry.add(
        Introduction(
            female_id=female, male_id=male, separated_at=separated_at, aggression=aggression, mounts=mounts,
            intromission=intromission, wounds=wounds, done_at=done_at, done_by_id=done_by, note=note, doubt=doubt,
        )
    )  # fmt: skip
    told = _("Gate opened between {female} and {male}.").format(female=dam.label, male=sire.label)
    if wounds:
        warned = _("Wounds: {wounds}; tell the veterinarian.").format(wounds=wounds)
        told = f"{told} {warned}"
    return Deed(told, made.id)


def mate(
    entry: Entry,
    *,
    female: UUID,
    male: UUID,
    ended_at: datetime | None,
    intromission: bool | None,
    ejaculation: bool | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record a mating that happened; that of an animal held apart is recorded, too, with its reason."""
    must_end_later(done_at, ended_at)
    if ended_at is not None:
        not_in_future(entry, ended_at)
    if _is_kept(entry, tables.mating, female, male, done_at):
        raise AlreadyDone(
            _("That mating, at {time}, is recorded already.").format(time=show_instant(done_at, entry.zone))
        )
    planned = doubt_about_sire(entry, female, male, local_day(entry, done_at))
    young = too_young(entry, animal_views(entry, (female, male)).values(), done_at)
    dam, sire, doubt = pair_at(entry, female, male, done_at, young, planned)
    made = entry.add(
        Mating(
            female_id=female, male_id=male, ended_at=ended_at, intromission=intromission, ejaculation=ejaculation,
            done_at=done_at, done_by_id=done_by, note=note, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(_("{female} mated with {male}.").format(female=dam.label, male=sire.label), made.id)


def _is_kept(reading: Reading, table: Any, female: UUID, male: UUID, at: datetime) -> bool:
    """Is such a meeting of these two, begun at that instant, in the records already?"""
    c = table.c
    same = select(c.id).where(c.voided_at.is_(None), c.female_id == female, c.male_id == male, c.done_at == at)
    return reading.value(same) is not None


# ---------------------------------------------------------------- the plan of a season


def plan_season(
    entry: Entry,
    *,
    dam: UUID,
    year: int,
    primary_sire: UUID,
    backup_sire: UUID | None,
    method: BreedingMethod,
    note: str | None,
) -> Deed:
    """Plan whom a dam is to be bred with in a year; refused where it may not be. An earlier plan gives way."""
    this_year = entry.now.astimezone(entry.zone).year
    if not this_year - 1 <= year <= this_year + 2:
        raise Refused(_("{year} is not a season to plan now.").format(year=year))
    if backup_sire == primary_sire:
        raise NotUnderstood(_("The backup sire must be another than the primary."))
    sires = [one for one in (primary_sire, backup_sire) if one is not None]
    mother = animal_view(entry, dam)
    if not mother.is_here:
        raise Refused(_("{animal} is not here and cannot be planned for.").format(animal=mother.label))
    doubts = [must_be_female(entry, mother)]
    doubts.extend([_check_sire(entry, one) for one in sires])
    apart = held_apart(entry, [dam, *sires], entry.now)
    if apart:
        raise Refused(_("{held} Nothing is planned while that holds.").format(held=apart))
    _refuse_nursing(entry, mother, year)
    for one in sires:
        _refuse_related(entry, mother, animal_view(entry, one))
    doubt = confirmed(entry, *doubts)
    s = tables.season_plan
    for row in entry.rows(select(s.c.id).where(s.c.voided_at.is_(None), s.c.year == year, s.c.dam_id == dam)):
        entry.void(entry.get(SeasonPlan, row.id), entry.reason or _("another plan took its place"))
    made = entry.add(
        SeasonPlan(
            year=year, dam_id=dam, primary_sire_id=primary_sire, backup_sire_id=backup_sire, method=method,
            explanation=None, kinship=None, gene_diversity_change=None, note=note, doubt=doubt,
        )
    )  # fmt: skip
    names = " / ".join(animal_view(entry, one).label for one in sires)
    return Deed(
        _("{year}: {dam} with {sires}, {method}.").format(
            year=year, dam=mother.label, sires=names, method=label(method)
        ),
        made.id,
    )


def _check_sire(entry: Entry, sire: UUID) -> str | None:
    """Refuse a sire that is neither here nor in the semen bank."""
    view = animal_view(entry, sire)
    doubt = must_be_male(entry, view)
    if not view.is_here and not any(one.male_id == sire and one.thawed_at is None for one in straw_views(entry)):
        raise Refused(_("{animal} is not here, and no straw of his is in the semen bank.").format(animal=view.label))
    return doubt


def _refuse_nursing(entry: Entry, mother: AnimalView, year: int) -> None:
    nursed = nursing_constraint(entry, mother.id, year)
    if nursed:
        raise Refused(nursed)


def nursing_constraint(reading: Reading, dam: UUID, year: int) -> str | None:
    """Why a dam that rears young cannot be planned for a year, or None."""
    return nursing_reasons(reading, [dam], year, reading.now).get(dam)


def _refuse_related(entry: Entry, mother: AnimalView, father: AnimalView) -> None:
    shared = shared_ancestors(entry, mother.id, father.id)
    if shared:
        raise Refused(
            _("{dam} and {sire} share {ancestors} within three generations; they may not be paired.").format(
                dam=mother.label, sire=father.label, ancestors=listed(shared)
            )
        )


def shared_ancestors(reading: Reading, dam: UUID, sire: UUID) -> list[str]:
    """The names of the ancestors that two animals share within three generations, by every claim that stands."""
    parents: dict[UUID, list[UUID]] = {}
    for one in claims_of(reading):
        if one.role is not ParentRole.REARING_DAM:
            parents.setdefault(one.animal_id, []).append(one.parent_id)
    shared = common_ancestors(dam, sire, lambda key: parents.get(key, ()))
    views = animal_views(reading, [key for key, _mine, _theirs in shared])
    return [views[key].label for key, _mine, _theirs in shared if key in views]
