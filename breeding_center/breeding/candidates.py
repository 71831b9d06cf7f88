"""Who may be bred in a season: each animal with what stands against it, as the records say it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from breeding_center.animals.queries import (
    AnimalView,
    ConditionView,
    age_days,
    animal_views,
    conditions_at,
    life_stages,
    local_day,
    name_order,
    rearing_on,
    taxon_views,
)
from breeding_center.breeding.semen_queries import straw_views
from breeding_center.breeding.suitability import Ground, Individual, Objection, Place
from breeding_center.moments import age_between, show_age, show_date, show_span
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_
from breeding_center.vocabulary import ConditionKind, LifeStage, RearingKind
from breeding_center.words import label

# A dam that rears a cub younger than this in the middle of the season is left out (center default: young are separated
# at about 18 months, and births within a year of each other are riskier, Luo 2025).
NURSED_DAYS = 365
MID_SEASON = (4, 15)
SEASON_OVER = (7, 1)  # from here on one plans for the next
HELD = (
    ConditionKind.QUARANTINE, ConditionKind.ISOLATION, ConditionKind.COHORT, ConditionKind.MEDICAL_HOLD,
)  # fmt: skip
STAYS = (*HELD, ConditionKind.MOVEMENT_STOP)


def season_after(reading: Reading, at: datetime) -> int:
    """The year of the season that is planned for at an instant: this one's until it is over, then the next."""
    day = local_day(reading, at)
    return day.year if day < date(day.year, *SEASON_OVER) else day.year + 1


def individuals(
    reading: Reading,
    ids: Iterable[UUID],
    *,
    at: datetime,
    year: int,
    places: Mapping[UUID, Place],
    unmanaged: Mapping[UUID, str],
    ancestry: Mapping[UUID, tuple[Mapping[str, float], Mapping[str, float]]],
) -> dict[UUID, Individual]:
    """These animals as they stood at an instant, for the season of a year. Not in `places` is who is nowhere alive."""
    wanted = list(dict.fromkeys(ids))
    views = animal_views(reading, wanted, at)
    day = date(year, *MID_SEASON)
    stages = life_stages(reading, views.values(), day)
    held: dict[UUID, list[ConditionView]] = {}
    for one in conditions_at(reading, at, wanted):
        held.setdefault(one.animal_id, []).append(one)
    nursing = nursing_reasons(reading, wanted, year, at)
    straws = _straws(reading, at)
    taxa = {key: one.name for key, one in taxon_views(reading).items()}
    found = {}
    for key in wanted:
        view = views.get(key)
        if view is None:
            continue
        conditions = held.get(key, [])
        against = [
            *_life(view, places.get(key)), *_age(view, stages.get(key), day), *_holds(view, conditions),
            *([Objection(Ground.NURSING, nursing[key])] if key in nursing else ()),
            *([Objection(Ground.UNMANAGED, unmanaged[key])] if key in unmanaged else ()),
        ]  # fmt: skip
        found[key] = Individual(
            key, view.name, view.label, view.sex, view.taxon_id, taxa.get(view.taxon_id, ""),
            places.get(key, Place(None, "")), name_order(view), tuple(against), straws.get(key, 0),
            any(one.kind in STAYS for one in conditions), *ancestry.get(key, ({}, {})),
        )  # fmt: skip
    return found


def _life(view: AnimalView, place: Place | None) -> list[Objection]:
    if view.died is not None:
        said = _("{animal} died {date}.").format(animal=view.name, date=show_span(view.died))
        return [Objection(Ground.DEAD, said, semen_helps=True)]
    if place is None:
        said = _("{animal} is not living in any collection.").format(animal=view.name)
        return [Objection(Ground.ELSEWHERE, said, semen_helps=True)]
    return []


def _age(view: AnimalView, stage: LifeStage | None, day: date) -> list[Objection]:
    if view.died is not None or stage in (LifeStage.ADULT, None):
        return []
    age = show_age(age_between(view.birth, day), exact=view.birth.is_exact)
    said = _("{animal} is {stage} in the season, {age} old: not of breeding age.").format(
        animal=view.name, stage=label(stage), age=age
    )
    return [Objection(Ground.AGE, said, semen_helps=stage is LifeStage.GERIATRIC)]


def _holds(view: AnimalView, conditions: Sequence[ConditionView]) -> list[Objection]:
    found = []
    for one in conditions:
        if one.kind in HELD:
            said = _("{animal}: {condition}").format(animal=view.name, condition=_say_condition(one))
            found.append(Objection(Ground.HOLD, said, semen_helps=True))
        elif one.kind is ConditionKind.NURSING:
            said = _("{animal}: {condition}").format(animal=view.name, condition=_say_condition(one))
            found.append(Objection(Ground.NURSING, said))
    return found


def _say_condition(one: ConditionView) -> str:
    if one.review_on is None:
        return _("{condition}.").format(condition=label(one.kind))
    return _("{condition}, to be looked at on {date}.").format(
        condition=label(one.kind), date=show_date(one.review_on)
    )  # fmt: skip


def _straws(reading: Reading, at: datetime) -> dict[UUID, int]:
    """How many straws of each male were frozen at an instant."""
    found: dict[UUID, int] = {}
    for one in straw_views(reading):
        if one.collected_at <= at and (one.thawed_at is None or one.thawed_at > at):
            found[one.male_id] = found.get(one.male_id, 0) + 1
    return found


def nursing_reasons(reading: Reading, dams: Iterable[UUID], year: int, at: datetime) -> dict[UUID, str]:
    """Why dams that rear young cannot be planned for a year, by dam; the others are not in it."""
    wanted = set(dams)
    day = date(year, *MID_SEASON)
    spells = [
        one
        for one in rearing_on(reading, min(local_day(reading, at), day))
        if one.reared_by_id in wanted and one.kind is not RearingKind.HAND
    ]
    cubs = animal_views(reading, [one.animal_id for one in spells], at) if spells else {}
    found: dict[UUID, str] = {}
    for one in spells:
        view = cubs.get(one.animal_id)
        age = age_days(view.birth, day) if view is not None else None
        if view is None or one.reared_by_id is None or not view.is_here or age is None or not 0 <= age < NURSED_DAYS:
            continue
        said = n_(
            "She rears {cub}, which will be {n} day old in the middle of the season.",
            "She rears {cub}, which will be {n} days old in the middle of the season.",
            age,
        )
        found.setdefault(one.reared_by_id, said.format(cub=view.label, n=age))
    return found
