"""A birth: the cubs, their dam and sires, their accession, rearing and first weight, all in one entry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.arriving import Arrival, add_accession
from breeding_center.animals.checks import doubt, must_be_here
from breeding_center.animals.measuring import weight_doubt
from breeding_center.animals.model import Identifier, Measurement, RearingSpell
from breeding_center.animals.parents import Candidate, claim
from breeding_center.animals.queries import AnimalView, animal_view, animal_views, local_day, offspring_of, taxon_views
from breeding_center.animals.registering import NewAnimal, add_identifier, alike, enter
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_span
from breeding_center.quantities import show_mass
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, joined, listed, n_
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    IdentifierKind,
    MeasureKind,
    ParentageKind,
    ParentRole,
    RearingKind,
    Sex,
    SexMethod,
    WeighMethod,
)

MOST_CUBS = 3  # litters of giant pandas are of 1-3 (mean 1.7); another taxon's more are confirmed
SAME_LITTER = timedelta(days=3)
DEFAULT_GESTATION_MIN_DAYS = 83


@dataclass(frozen=True, slots=True)
class Cub:
    """A newborn. A birth may have no weight for days while the dam holds the cub."""

    sex: Sex = Sex.UNKNOWN
    name_en: str | None = None
    name_zh: str | None = None
    weight_g: float | None = None


def bear(
    entry: Entry,
    *,
    dam: UUID,
    cubs: Sequence[Cub],
    born: DateSpan | None = None,
    born_at: datetime | None = None,
    sires: Sequence[Candidate] = (),
    sire_kind: ParentageKind = ParentageKind.OBSERVED,
    weighed_at: datetime | None = None,
    method: WeighMethod = WeighMethod.SCALE,
    done_by: UUID | None = None,
    note: str | None = None,
    task_id: UUID | None = None,
) -> list[UUID]:
    """Record a birth and return the cubs' keys, in the order given.

    Give the moment (`born_at`) or, where nobody saw it, the date as well as it is known (`born`). Each cub is made
    with a temporary id such as 珠珠-2019-1, claims of its dam and of its sires, an accession, a rearing spell by
    its dam, and its weight where it was weighed (at `weighed_at`, or else at the birth).
    """
    birth = DateSpan.on(local_day(entry, born_at)) if born_at else born
    if birth is None or birth.from_on is None or birth.midpoint is None:
        raise NotUnderstood(_("Say when the cubs were born."))
    if not cubs:
        raise NotUnderstood(_("Say which cubs were born."))
    mother = _must_be_dam(entry, dam, born_at or _end_of(entry, birth))
    doubt_kept = doubt(entry, _doubtful_birth(entry, mother, birth, len(cubs)))
    made = []
    for cub in cubs:
        made.append(_enter(entry, mother, cub, birth, born_at, note))
        claim(
            entry, made[-1], ParentRole.DAM, [Candidate(dam)], ParentageKind.OBSERVED, on=birth.midpoint,
            kept_doubt=doubt_kept,
        )  # fmt: skip
        if sires:
            claim(entry, made[-1], ParentRole.SIRE, sires, sire_kind, on=birth.midpoint)
        entry.add(
            RearingSpell(animal_id=made[-1], kind=RearingKind.DAM, reared_by_id=dam, from_on=birth.midpoint)
        )  # fmt: skip
        if cub.weight_g is not None:
            at = weighed_at or born_at or _end_of(entry, birth)
            view = must_be_here(entry, made[-1], at)
            entry.add(
                Measurement(
                    animal_id=made[-1], kind=MeasureKind.WEIGHT, weight_g=cub.weight_g, method=method, done_at=at,
                    done_by_id=done_by, task_id=task_id, doubt=weight_doubt(entry, view, cub.weight_g, at),
                )
            )  # fmt: skip
    return made


def birth_sentence(entry: Reading, dam: UUID, cubs: Sequence[UUID]) -> str:
    """The birth told in a sentence: dam and cubs by name, with what each weighed."""
    views = animal_views(entry, [dam, *cubs])
    m = Measurement.__table__
    rows = entry.rows(
        select(m.c.animal_id, m.c.weight_g).where(
            m.c.animal_id.in_(list(cubs)), m.c.kind == MeasureKind.WEIGHT, m.c.voided_at.is_(None)
        )
    )
    weights = {row.animal_id: row.weight_g for row in rows}
    told = [
        listed((views[cub].label, show_mass(weights[cub]))) if cub in weights else views[cub].label for cub in cubs
    ]  # fmt: skip
    sentence = n_("{dam} gave birth to a cub: {cubs}.", "{dam} gave birth to {n} cubs: {cubs}.", len(cubs)).format(
        dam=views[dam].label, n=len(cubs), cubs=joined(told)
    )
    names = [name for cub in cubs for name in (views[cub].name_en, views[cub].name_zh)]
    warning = alike(entry, *names, besides=cubs)
    return f"{sentence} {warning}" if warning else sentence


def _must_be_dam(entry: Entry, dam: UUID, at: datetime) -> AnimalView:
    view = must_be_here(entry, dam, min(at, entry.now))
    if view.sex is not Sex.FEMALE:
        raise Refused(
            _("{animal} is not recorded as a female; correct its sex first, if that is wrong.").format(
                animal=view.label
            )
        )
    return view


def _end_of(entry: Entry, birth: DateSpan) -> datetime:
    """A moment on the last day of the birth, and never later than now: where only the day is known."""
    assert birth.last_on is not None
    return min(datetime.combine(birth.last_on, time(12), entry.zone), entry.now)


def _doubtful_birth(entry: Entry, mother: AnimalView, birth: DateSpan, size: int) -> str | None:
    """Why the birth is unlikely, or None: more cubs than a litter has, or a litter soon after another."""
    if size > MOST_CUBS:
        return _("{size} cubs are more than a litter has.").format(size=size)
    gestation = taxon_views(entry)[mother.taxon_id].gestation_min_days or DEFAULT_GESTATION_MIN_DAYS
    born_on = birth.midpoint
    assert born_on is not None
    claims = [one for one in offspring_of(entry, mother.id) if one.role is ParentRole.DAM]
    for view in animal_views(entry, [one.animal_id for one in claims]).values():
        other = view.birth.midpoint
        if other is not None and SAME_LITTER < abs(born_on - other) < timedelta(days=gestation):
            return _("{dam} also bore {cub} on {date}, less than the {days} days of a gestation apart.").format(
                dam=mother.name, cub=view.name, date=show_span(view.birth), days=gestation
            )
    return None


def _enter(
    entry: Entry, mother: AnimalView, cub: Cub, birth: DateSpan, born_at: datetime | None, note: str | None
) -> UUID:
    method = None if cub.sex is Sex.UNKNOWN else SexMethod.EXAMINATION
    new = NewAnimal(
        cub.name_en, cub.name_zh, mother.taxon_id, cub.sex, birth, BirthType.CAPTIVE, sex_method=method,
        birth_at=born_at, note=note,
    )  # fmt: skip
    animal = enter(entry, new)
    assert birth.midpoint is not None
    number = next_temporary_id(entry, mother, birth.midpoint.year)
    add_identifier(entry, animal, IdentifierKind.TEMPORARY, number, from_on=birth.midpoint)
    coming = mother.standing.coming
    arrival = Arrival(AccessionKind.BIRTH, birth, born_at)
    if coming is not None and coming.ownership is not None:
        # A cub is whose its dam is, until an agreement says otherwise.
        arrival = replace(arrival, ownership=coming.ownership, owner=coming.owner_id)
    add_accession(entry, animal_view(entry, animal.id), arrival)
    return animal.id


def next_temporary_id(reading: Reading, mother: AnimalView, year: int) -> str:
    """Dam, year and order: what a newborn is called until it has a studbook number."""
    beginning = f"{mother.name_zh or mother.name_en or mother.number or mother.id.hex[-8:]}-{year}-"
    i = Identifier.__table__
    rows = reading.rows(
        select(i.c.value).where(
            i.c.kind == IdentifierKind.TEMPORARY, i.c.voided_at.is_(None),
            i.c.value.startswith(beginning, autoescape=True),
        )
    )  # fmt: skip
    orders = [int(row.value[len(beginning) :]) for row in rows if row.value[len(beginning) :].isdecimal()]
    return f"{beginning}{max(orders, default=0) + 1}"
