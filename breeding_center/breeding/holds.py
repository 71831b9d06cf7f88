"""What every record of the breeding year asks of the animals in it: their sex, and whether they are held apart."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.checks import must_be_here
from breeding_center.animals.holding import place_condition
from breeding_center.animals.holds import held, meeting
from breeding_center.animals.model import Condition
from breeding_center.animals.queries import AnimalView, animal_views, conditions_at, life_stages, local_day
from breeding_center.breeding.rules import ESTRUS_LASTS
from breeding_center.care.deeds import confirmed
from breeding_center.enclosures.queries import place_of
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, sentences
from breeding_center.vocabulary import CareLine, ConditionKind, LifeStage, Sex
from breeding_center.words import label


def must_be_female(entry: Entry, view: AnimalView) -> str | None:
    """Refuse a male; the doubt where the sex is not known."""
    if view.sex is Sex.MALE:
        raise Refused(_("{animal} is male.").format(animal=view.label))
    return _("The sex of {animal} is not known.").format(animal=view.label) if view.sex is Sex.UNKNOWN else None


def must_be_male(entry: Entry, view: AnimalView) -> str | None:
    """Refuse a female; the doubt where the sex is not known."""
    if view.sex is Sex.FEMALE:
        raise Refused(_("{animal} is female.").format(animal=view.label))
    return _("The sex of {animal} is not known.").format(animal=view.label) if view.sex is Sex.UNKNOWN else None


def too_young(reading: Reading, views: Iterable[AnimalView], at: datetime) -> str | None:
    """Who of these was a cub or a juvenile, or None: a mating of theirs is most likely another animal's."""
    found = {view.id: view for view in views}
    stages = life_stages(reading, found.values(), local_day(reading, at))
    said = [
        _("{animal} is a {stage}, not of breeding age.").format(animal=found[key].label, stage=label(stage))
        for key, stage in stages.items()
        if stage in (LifeStage.CUB, LifeStage.JUVENILE)
    ]
    return sentences(said) if said else None


def held_apart(reading: Reading, ids: Iterable[UUID], at: datetime) -> str | None:
    """Who of these may not meet the others, or None: kept apart, or not to be moved to where the others are."""
    wanted = list(ids)
    stopped = held(reading, wanted, at, (ConditionKind.MOVEMENT_STOP,))
    if stopped and len({one.access_set_id for one in place_of(reading, wanted, at).values()}) == 1:
        stopped = []  # they share a place already: nobody need be moved
    found = [*meeting(reading, wanted, at), *stopped]
    if not found:
        return None
    views = animal_views(reading, [one.animal_id for one in found])
    return sentences(
        _("{animal} is held apart: {condition}.").format(animal=views[one.animal_id].label, condition=label(one.kind))
        for one in found
    )


def pair_at(
    entry: Entry, female: UUID, male: UUID, at: datetime, *further: str | None
) -> tuple[AnimalView, AnimalView, str | None]:
    """Two animals that met: both were here and alive, of two sexes; what is doubtful about it was confirmed.

    A pair held apart that met all the same is a fact, and is recorded with its reason; so is what else is doubted.
    """
    if female == male:
        raise NotUnderstood(_("Say two animals, not one twice."))
    dam, sire = must_be_here(entry, female, at), must_be_here(entry, male, at)
    doubts = must_be_female(entry, dam), must_be_male(entry, sire)
    return dam, sire, confirmed(entry, *doubts, held_apart(entry, (female, male), at), *further)


def must_end_later(begun: datetime, ended: datetime | None) -> None:
    """Refuse what ended before it began."""
    if ended is not None and ended < begun:
        raise NotUnderstood(_("It cannot have ended before it began; look at both times again."))


def hold_in_estrus(entry: Entry, animal: UUID, at: datetime) -> datetime | None:
    """Tell every line that a female is in estrus, until some days after it was last seen; None where that is known.

    What somebody placed without an end is left to whoever lifts it.
    """
    until_at = at + ESTRUS_LASTS
    standing = conditions_at(entry, at, [animal], ConditionKind.ESTRUS)
    if standing:
        end = standing[-1].until_at
        if end is None or end >= until_at:
            return None
        entry.change(entry.get(Condition, standing[-1].id), until_at=until_at)
        return until_at
    c = Condition.__table__
    later = entry.value(
        select(c.c.from_at)
        .where(c.c.voided_at.is_(None), c.c.animal_id == animal, c.c.kind == ConditionKind.ESTRUS, c.c.from_at > at)
        .order_by(c.c.from_at)
        .limit(1)
    )
    until_at = min(until_at, later or until_at)
    place_condition(
        entry, animal=animal, condition=ConditionKind.ESTRUS, line=CareLine.BREEDING, from_at=at, until_at=until_at
    )
    return until_at
