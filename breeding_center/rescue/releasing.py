"""The way in and the way out: admission to the collection, the checklist, the approval, the release, the collar."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.arriving import Arrival, add_accession
from breeding_center.animals.holds import said
from breeding_center.animals.model import Animal
from breeding_center.animals.queries import AnimalView, animal_view, local_day
from breeding_center.animals.registering import NewAnimal, add_identifier, alike, enter
from breeding_center.animals.service import place_condition
from breeding_center.care.deeds import confirmed
from breeding_center.care.holding import joined_holds
from breeding_center.declarations.action import Deed
from breeding_center.enclosures import service as enclosures
from breeding_center.errors import AlreadyDone, Refused
from breeding_center.moments import DateSpan, show_instant
from breeding_center.quantities import show_number
from breeding_center.rescue import rules, tracking
from breeding_center.rescue.guarding import case_to_add_to, living_case, must_be_a_place, percent
from breeding_center.rescue.model import Release, ReleaseCheck, ReleaseCriterion, RescueCase, TrackingFix
from breeding_center.rescue.places import distance_m
from breeding_center.rescue.queries import CaseView, case_view
from breeding_center.rescue.releases import FixView, ReleaseView, fixes, releases
from breeding_center.rescue.service import must_follow, write_step
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.text import _, pick
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    CareLine,
    CaseState,
    ConditionKind,
    IdentifierKind,
    Ownership,
    SexMethod,
)
from breeding_center.words import label

# Order 47: a healthy animal goes back to suitable habitat, nearby; how near is a center default.
HOME_M = 30_000.0
QUARANTINE = timedelta(days=30)  # as for giant pandas returned from abroad; the same default for rescues, unverified
MAY_ADMIT = rules.IN_HOUSE | {CaseState.TRANSPORT, CaseState.RETAINED}  # one that stays is admitted at the latest then


def admit(
    entry: Entry,
    *,
    case: UUID,
    animal: UUID | None,
    name_en: str | None,
    name_zh: str | None,
    born: DateSpan,
    access_set: UUID | None,
    accession_number: str | None,
    transponder: str | None,
    owner: UUID | None,
    permit: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Take the animal of a case into the collection: a new one, or one that was here before and is found again.

    From then on it is an animal like any other: treatment, quarantine and diet are recorded where everybody's are.
    """
    of = living_case(entry, case, done_at)
    _must_be_brought_in(entry, of, done_at)
    animal = _the_same(entry, of, animal)
    doubt = confirmed(entry, _joined(entry, access_set, done_at))
    warning = None
    if animal is None:
        warning = alike(entry, name_en, name_zh)
        animal = _enter(entry, of, name_en, name_zh, born, note)
    arrival = Arrival(
        AccessionKind.RESCUE, DateSpan.on(local_day(entry, done_at)), at=done_at, ownership=Ownership.HELD_FOR_OTHERS,
        owner=owner, permit=permit, provisional=True, note=note, doubt=doubt,
    )  # fmt: skip
    add_accession(entry, animal_view(entry, animal), arrival)
    _number(entry, animal, accession_number, transponder, done_at)
    entry.change(of, animal_id=animal)
    if access_set is not None:
        enclosures.move(entry, animals=[animal], access_set=access_set, at=done_at, reason=of.code)
    if of.state is CaseState.QUARANTINE:
        place_condition(
            entry, animal=animal, condition=ConditionKind.QUARANTINE, line=CareLine.RESCUE, from_at=done_at,
            review_on=local_day(entry, done_at + QUARANTINE), note=of.code,
        )  # fmt: skip
    sentence = _("Case {code}: {animal} is in the collection, provisionally.").format(
        code=of.code, animal=animal_view(entry, animal).label
    )
    return Deed(f"{sentence} {warning}" if warning else sentence, animal)


def _the_same(entry: Entry, of: RescueCase, animal: UUID | None) -> UUID | None:
    """The animal that was here before, as the case or the deed names it; refused where they name two."""
    if animal is not None and of.animal_id not in (None, animal):
        assert of.animal_id is not None
        raise Refused(
            _("Case {code} is {animal}'s; {other} cannot be admitted by it.").format(
                code=of.code, animal=animal_view(entry, of.animal_id).label, other=animal_view(entry, animal).label
            )
        )
    return animal or of.animal_id


def _joined(entry: Entry, access_set: UUID | None, at: datetime) -> str | None:
    """Whom it would join: animals kept apart, or a house whose movements are stopped."""
    return None if access_set is None else said(entry, joined_holds(entry, (), access_set, at))


def _number(entry: Entry, animal: UUID, accession_number: str | None, transponder: str | None, at: datetime) -> None:
    row = entry.get(Animal, animal)
    for kind, value in (
        (IdentifierKind.ACCESSION_NUMBER, accession_number),
        (IdentifierKind.TRANSPONDER, transponder),
    ):
        if value:
            add_identifier(entry, row, kind, value, from_on=local_day(entry, at))


def _must_be_brought_in(entry: Entry, of: RescueCase, at: datetime) -> None:
    if of.state not in MAY_ADMIT:
        raise Refused(
            _("Case {code} is at {now}; an animal is admitted once it has been brought in.").format(
                code=of.code, now=label(of.state)
            )
        )
    if of.animal_id is not None and animal_view(entry, of.animal_id).is_here:
        raise AlreadyDone(
            _("Case {code} is {animal}'s, which is in the collection.").format(
                code=of.code, animal=animal_view(entry, of.animal_id).label
            )
        )
    steps = case_view(entry, of.id).steps
    caught_at = next((when for state, when in steps if state in rules.IN_CARE_FROM), None)
    if caught_at is not None and at < caught_at:
        raise Refused(
            _("The animal of case {code} was captured at {at}; it cannot have been admitted earlier.").format(
                code=of.code, at=show_instant(caught_at, entry.zone)
            )
        )


def _enter(
    entry: Entry, of: RescueCase, name_en: str | None, name_zh: str | None, born: DateSpan, note: str | None
) -> UUID:
    is_known = of.sex.value != "unknown"
    made = enter(
        entry,
        NewAnimal(
            name_en, name_zh, of.taxon_id, of.sex, born, BirthType.WILD,
            sex_method=SexMethod.EXAMINATION if is_known else None, source=of.code, note=note,
        ),
    )  # fmt: skip
    add_identifier(entry, made, IdentifierKind.TEMPORARY, of.code)
    return made.id


# ---------------------------------------------------------------- the checklist


def check(
    entry: Entry,
    *,
    case: UUID,
    criterion: UUID,
    is_met: bool,
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record that a criterion of the release checklist is met, or is not, and what says so."""
    of = living_case(entry, case, done_at)
    what = entry.get(ReleaseCriterion, criterion)
    made = entry.add(
        ReleaseCheck(
            case_id=case, criterion_id=criterion, is_met=is_met, text=text, done_by_id=done_by, done_at=done_at,
            note=note,
        )
    )  # fmt: skip
    said = _("Case {code}: met: {criterion}.") if is_met else _("Case {code}: not met: {criterion}.")
    return Deed(said.format(code=of.code, criterion=pick(what.title_en, what.title_zh)), made.id)


# ---------------------------------------------------------------- release


def set_free(
    entry: Entry,
    of: RescueCase,
    *,
    place_en: str,
    place_zh: str | None,
    latitude: float,
    longitude: float,
    altitude_m: float | None,
    collar: str | None,
    weight_g: float | None,
    doubt: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> UUID:
    """Write the release and the case's step; that the animal leaves the collection is the office's to write."""
    must_be_a_place(latitude, longitude, altitude_m)
    must_be_released_from(entry, of, done_at)
    assert of.animal_id is not None
    animal = entry.get(Animal, of.animal_id)
    if collar is not None and collar not in worn(entry, animal.id):
        add_identifier(entry, animal, IdentifierKind.COLLAR, collar, from_on=local_day(entry, done_at))
    made = entry.add(
        Release(
            case_id=of.id, animal_id=of.animal_id, place_en=place_en, place_zh=place_zh or place_en, latitude=latitude,
            longitude=longitude, altitude_m=altitude_m, collar=collar, weight_g=weight_g, done_by_id=done_by,
            done_at=done_at, note=note, doubt=doubt,
        )
    )  # fmt: skip
    write_step(entry, of, CaseState.RELEASED, pick(place_en, place_zh), done_at, done_by)
    return made.id


def far_from_home(view: CaseView, latitude: float, longitude: float) -> str | None:
    """The doubt about a place of release that is not where the animal is from, where that is known; or None."""
    if view.latitude is None or view.longitude is None:
        return None
    meters = distance_m(view.latitude, view.longitude, latitude, longitude)
    if meters <= HOME_M:
        return None
    return _("That is {km} km from where it was found; an animal goes back to where it is from.").format(
        km=show_number(meters / 1000, 0)
    )


def worn(entry: Entry, animal_id: UUID) -> list[str]:
    """The collars that an animal has, by the register."""
    i = tables.identifier
    question = select(i.c.value).where(
        i.c.animal_id == animal_id, i.c.kind == IdentifierKind.COLLAR, i.c.voided_at.is_(None)
    )
    return [row.value for row in entry.rows(question)]


def must_be_released_from(entry: Entry, of: RescueCase, at: datetime) -> None:
    """Refuse the release of an animal that was never admitted, or of a case that is not at its assessment."""
    if of.animal_id is None:
        raise Refused(
            _("The animal of case {code} was never admitted; admit it first, or release it on site.").format(
                code=of.code
            )
        )
    coming = animal_view(entry, of.animal_id).standing.coming
    if coming is not None and coming.on.from_on is not None and local_day(entry, at) < coming.on.from_on:
        raise Refused(
            _("{animal} was admitted on {day}; it cannot have been released earlier.").format(
                animal=animal_view(entry, of.animal_id).label, day=coming.on.from_on.isoformat()
            )
        )
    must_follow(entry, of.id, CaseState.RELEASED, at)


# ---------------------------------------------------------------- the collar


def record_fix(
    entry: Entry,
    *,
    animal: UUID,
    latitude: float,
    longitude: float,
    altitude_m: float | None,
    activity_percent: float | None,
    night_percent: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record where a collar was, and how active the animal had been since the fix before."""
    view = animal_view(entry, animal)
    of = _release_of(entry, animal, done_at)
    case_to_add_to(entry, of.case_id, done_at)
    must_be_a_place(latitude, longitude, altitude_m)
    percent(activity_percent, _("activity"))
    percent(night_percent, _("activity by night"))
    known = fixes(entry, of)
    if any(fix.at == done_at for fix in known):
        raise AlreadyDone(
            _("{animal} has a fix of {at} already.").format(animal=view.label, at=show_instant(done_at, entry.zone))
        )
    made = entry.add(
        TrackingFix(
            release_id=of.id, latitude=latitude, longitude=longitude, altitude_m=altitude_m,
            activity_percent=activity_percent, night_percent=night_percent, done_by_id=done_by, done_at=done_at,
            note=note, task_id=task_id, doubt=confirmed(
                entry, _dead_by_then(entry, view, done_at), _too_far(entry, of, known, latitude, longitude, done_at)
            ),
        )
    )  # fmt: skip
    away = distance_m(of.latitude, of.longitude, latitude, longitude)
    return Deed(
        _("{animal}: {km} km from where it was released.").format(animal=view.label, km=show_number(away / 1000, 1)),
        made.id,
    )


def _release_of(entry: Entry, animal: UUID, at: datetime) -> ReleaseView:
    """The release that a fix at an instant follows; refused before the first one, and while the animal is here."""
    view = animal_view(entry, animal)
    found = releases(entry, animal_id=animal)
    if not found:
        raise Refused(_("{animal} was never released; there is no collar to follow.").format(animal=view.label))
    before = [one for one in found if one.at <= at]
    if not before:
        raise Refused(
            _("{animal} was released at {at}; a fix cannot be earlier.").format(
                animal=view.label, at=show_instant(found[0].at, entry.zone)
            )
        )
    if (
        at <= entry.now
        and animal_view(entry, animal, at).is_here
        and local_day(entry, at) > local_day(entry, before[-1].at)
    ):
        raise Refused(
            _("{animal} was in the collection again at {at}.").format(
                animal=view.label, at=show_instant(at, entry.zone)
            )
        )
    return before[-1]


def _dead_by_then(entry: Entry, view: AnimalView, at: datetime) -> str | None:
    """A collar goes on sending from a carcass; that it is one must be meant."""
    if view.died is None or view.died.until_on is None or local_day(entry, at) < view.died.until_on:
        return None
    return _("{animal} was dead by then.").format(animal=view.label)


def _too_far(
    entry: Entry, of: ReleaseView, known: list[FixView], latitude: float, longitude: float, at: datetime
) -> str | None:
    before = [fix for fix in known if fix.at < at]
    last = before[-1] if before else of
    meters = distance_m(last.latitude, last.longitude, latitude, longitude)
    if not tracking.too_fast(meters, at - last.at):
        return None
    words = (
        _("That is {km} km from the fix of {at}, further than an animal walks in that time.")
        if before
        else _("That is {km} km from where it was released at {at}, further than an animal walks in that time.")
    )
    return words.format(km=show_number(meters / 1000, 1), at=show_instant(last.at, entry.zone))
