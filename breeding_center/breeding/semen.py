"""Semen: collected, frozen in straws, thawed once, brought in. A straw that was thawed is gone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from breeding_center.animals.checks import must_be_here, must_fit, not_in_future, refuse
from breeding_center.animals.queries import animal_view, animal_views, local_day
from breeding_center.breeding import rules
from breeding_center.breeding.holds import held_apart, must_be_female, must_be_male, too_young
from breeding_center.breeding.model import Insemination, SemenCollection, SemenStraw, StrawThaw
from breeding_center.breeding.recommending import doubt_about_sire
from breeding_center.breeding.semen_queries import StrawView, last_collection, straw_views
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_instant, show_span
from breeding_center.storage.entry import Entry
from breeding_center.team.queries import staff_views
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import SemenSource
from breeding_center.words import label

MOST_STRAWS = 200
# Collections lie at least a week apart (Wildt et al. 2006); fresh semen is used within a day or two (center default).
BETWEEN = timedelta(days=7)
KEEPS = {SemenSource.FRESH: timedelta(days=1), SemenSource.CHILLED: timedelta(days=5)}


def collect(
    entry: Entry,
    *,
    male: UUID,
    volume_ml: float,
    concentration_m_ml: float | None,
    motility_percent: float | None,
    progression: float | None,
    straws: int | None,
    tank: str | None,
    canister: str | None,
    cane: str | None,
    straw_volume_ml: float | None,
    institution: UUID | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record an ejaculate and the straws that were frozen of it; `institution` says where, if it was not here."""
    view = animal_view(entry, male, done_at)
    if institution is None:
        view = must_be_here(entry, male, done_at)
    else:
        not_in_future(entry, done_at)
        _must_have_lived(entry, male, done_at)
    above_zero(volume_ml, _("volume"))
    refuse(rules.impossible_semen(volume_ml, straw_volume_ml))
    _must_be_percent(motility_percent)
    if progression is not None and not 0 <= progression <= 5:
        raise NotUnderstood(_("Progression is scored from 0 to 5."))
    last = last_collection(entry, male, done_at)
    soon = None
    if last is not None and done_at - last.done_at < BETWEEN:
        soon = _("Less than a week has passed since the last collection of {male}.").format(male=view.label)
    doubt = confirmed(entry, must_be_male(entry, view), soon)
    made = entry.add(
        SemenCollection(
            male_id=male, institution_id=institution, volume_ml=volume_ml, concentration_m_ml=concentration_m_ml,
            motility_percent=motility_percent, progression=progression, done_at=done_at, done_by_id=done_by,
            note=note, doubt=doubt,
        )
    )  # fmt: skip
    frozen = _freeze(entry, made, straws or 0, (tank, canister, cane), straw_volume_ml)
    told = n_("Semen of {male}: {n} straw frozen.", "Semen of {male}: {n} straws frozen.", frozen)
    return Deed(told.format(male=view.label, n=frozen), made.id)


def _must_have_lived(entry: Entry, male: UUID, at: datetime) -> None:
    """Refuse semen from before a male's birth or after his death, wherever it was collected."""
    view, day = animal_view(entry, male), local_day(entry, at)
    if view.birth.from_on is not None and day < view.birth.from_on:
        raise Refused(_("{animal} was not born yet; it was born {birth}.").format(
            animal=view.label, birth=show_span(view.birth)))  # fmt: skip
    died = view.died
    if died is not None and died.last_on is not None and day > died.last_on:
        raise Refused(_("{animal} died {died}; semen is collected from the living.").format(
            animal=view.label, died=show_span(died)))  # fmt: skip


def _freeze(entry: Entry, of: SemenCollection, count: int, place: Sequence[str | None], volume_ml: float | None) -> int:
    if count == 0:
        return 0
    if count > MOST_STRAWS:
        raise Refused(_("{count} straws of one ejaculate are more than {most}.").format(count=count, most=MOST_STRAWS))
    tank, canister, cane = place
    if not (tank and canister and cane):
        raise NotUnderstood(_("Say where the straws stand: tank, canister and cane."))
    for text, what in ((tank, _("tank")), (canister, _("canister")), (cane, _("cane"))):
        must_fit(text, 40, what)
    beginning = f"S{local_day(entry, of.done_at):%y%m%d}-{of.id.hex[-4:]}"
    for number in range(1, count + 1):
        entry.add(
            SemenStraw(
                collection_id=of.id, code=f"{beginning}-{number:02}", tank=tank, canister=canister, cane=cane,
                volume_ml=volume_ml,
            )
        )  # fmt: skip
    return count


def _must_be_percent(percent: float | None) -> None:
    if percent is not None and not 0 <= percent <= 100:
        raise NotUnderstood(_("A share lies between 0 and 100 %."))


def thaw(
    entry: Entry,
    *,
    straw: UUID,
    motility_percent: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Thaw a straw to test what it holds; it cannot be used any more."""
    not_in_future(entry, done_at)
    _must_be_percent(motility_percent)
    [view] = _frozen_straws(entry, [straw], done_at)
    made = entry.add(
        StrawThaw(straw_id=straw, motility_percent=motility_percent, done_at=done_at, done_by_id=done_by, note=note)
    )
    return Deed(_("Straw {code} thawed.").format(code=view.code), made.id)


def _frozen_straws(entry: Entry, ids: Sequence[UUID], at: datetime) -> list[StrawView]:
    """The straws, refused where one was thawed before or was not frozen yet."""
    if len(set(ids)) < len(ids):
        raise NotUnderstood(_("One straw stands there twice."))
    known = {one.id: one for one in straw_views(entry)}
    found = [known[one] for one in ids]
    for one in found:
        if one.thawed_at is not None:
            people = staff_views(entry)
            who = people[one.thawed_by_id].label if one.thawed_by_id in people else _("somebody")
            raise AlreadyDone(
                _("Straw {code} was thawed already, by {who} at {time}; a straw is thawed once.").format(
                    code=one.code, who=who, time=show_instant(one.thawed_at, entry.zone)
                )
            )
        if one.collected_at > at:
            raise Refused(_("Straw {code} was not frozen yet at that time.").format(code=one.code))
    return found


def inseminate(
    entry: Entry,
    *,
    female: UUID,
    straws: list[UUID],
    sire: UUID | None,
    source: SemenSource | None,
    motile_million: float | None,
    motility_percent: float | None,
    is_anesthetized: bool | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Record an insemination: with straws, whose males are known, or with fresh semen of a sire.

    Straws of two males make two inseminations, for each has its own chance.
    """
    dam = must_be_here(entry, female, done_at)
    _must_be_percent(motility_percent)
    if motile_million is not None:
        above_zero(motile_million, _("motile sperm"))
    doubts = [must_be_female(entry, dam), held_apart(entry, [female], done_at), too_young(entry, [dam], done_at)]
    by_sire: dict[UUID, list[StrawView]] = {}
    for one in _frozen_straws(entry, straws, done_at):
        by_sire.setdefault(one.male_id, []).append(one)
    if straws:
        if source not in (None, SemenSource.FROZEN):
            raise NotUnderstood(_("Semen out of straws is frozen semen."))
        if sire is not None and set(by_sire) != {sire}:
            raise Refused(_("The straws are of another male than the sire that was said."))
        source = SemenSource.FROZEN
    else:
        sire, source, further = _unfrozen(entry, sire, source, done_at)
        doubts.append(further)
        by_sire = {sire: []}
    doubts += [doubt_about_sire(entry, female, one, local_day(entry, done_at)) for one in by_sire]
    common = {
        "female_id": female, "source": source, "motile_million": motile_million,
        "motility_percent": motility_percent, "is_anesthetized": is_anesthetized, "done_at": done_at,
        "done_by_id": done_by, "note": note, "doubt": confirmed(entry, *doubts),
    }  # fmt: skip
    made = [_bring_in(entry, one, used, common) for one, used in by_sire.items()]
    views = animal_views(entry, by_sire)
    names = listed(views[one].label for one in by_sire)
    told = _("{female} inseminated with semen of {males}, {source}.")
    return Deed(told.format(female=dam.label, males=names, source=label(source)), made[0])


def _unfrozen(
    entry: Entry, sire: UUID | None, source: SemenSource | None, at: datetime
) -> tuple[UUID, SemenSource, str | None]:
    """Fresh or chilled semen: of which sire; the doubt where no collection of his is known that it can be of."""
    if sire is None:
        raise NotUnderstood(_("Say which straws were used, or whose fresh semen."))
    if source is SemenSource.FROZEN:
        raise NotUnderstood(_("Say which straws were thawed."))
    source = source or SemenSource.FRESH
    view = animal_view(entry, sire, at)
    must_be_male(entry, view)
    last = last_collection(entry, sire, at)
    if last is not None and at - last.done_at <= KEEPS[source]:
        return sire, source, None
    return sire, source, _("No collection of {male} is recorded that such semen could be of.").format(male=view.label)


def _bring_in(entry: Entry, sire: UUID, used: Sequence[StrawView], common: dict[str, object]) -> UUID:
    at = common["done_at"]
    assert isinstance(at, datetime)
    last = None if used else last_collection(entry, sire, at)
    fits = last is not None and at - last.done_at <= max(KEEPS.values())
    collection_id = used[0].collection_id if used else last.id if last is not None and fits else None
    made = entry.add(Insemination(sire_id=sire, collection_id=collection_id, **common))
    for one in used:
        entry.add(
            StrawThaw(
                straw_id=one.id, insemination_id=made.id, done_at=at, done_by_id=common["done_by_id"]
            )
        )  # fmt: skip
    return made.id
