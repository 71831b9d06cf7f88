"""Moving animals, building enclosures, looking at locks: what is written down about places.

Whether an animal may be moved at all (it lives, it is here) is asked before, by who knows animals.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import stored_key
from breeding_center.enclosures import rules
from breeding_center.enclosures.model import (
    AccessSet,
    AccessSetMember,
    Enclosure,
    EnclosureCheck,
    EnclosureReading,
    Stay,
)
from breeding_center.enclosures.queries import (
    AccessSetView,
    EnclosureView,
    PlaceView,
    access_set_label,
    access_set_views,
    enclosure_views,
    spans,
    stays_in,
    stays_of,
)
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_temperature
from breeding_center.storage.entry import Entry
from breeding_center.text import _, fold, listed, n_, one_line, shown
from breeding_center.vocabulary import EnclosureKind
from breeding_center.words import label

# ---------------------------------------------------------------- stays


def move(entry: Entry, *, animals: Sequence[UUID], access_set: UUID, at: datetime, reason: str | None = None) -> Deed:
    """Move one animal, or a group together, to an access set at an instant, now or in the past.

    A past move splits the stay around it. Raises `AlreadyDone` where all of them were there already.
    """
    place = _standing_set(entry, access_set)
    _not_in_future(entry, at)
    placings = {
        animal: rules.place(spans(stays_of(entry, animal)), access_set, at) for animal in dict.fromkeys(animals)
    }
    moving = {animal: placing for animal, placing in placings.items() if placing is not None}
    if not moving:
        raise AlreadyDone(
            n_(
                "It already stayed in {place} at {at}.", "They already stayed in {place} at {at}.", len(placings)
            ).format(place=place.label, at=show_instant(at, entry.zone), n=len(placings))
        )
    doubt = _doubt_room(entry, place, moving, at)
    made = [_write(entry, animal, access_set, at, placing, reason, doubt) for animal, placing in moving.items()]
    sentence = n_("Moved to {place}: {n} animal.", "Moved to {place}: {n} animals.", len(made))
    return Deed(sentence.format(place=place.label, n=len(made)), made[0].id)


def _write(
    entry: Entry,
    animal: UUID,
    access_set: UUID,
    at: datetime,
    placing: rules.Placing,
    reason: str | None,
    doubt: str | None = None,
) -> Stay:
    if placing.ended is not None:
        entry.change(entry.get(Stay, placing.ended.id), until_at=at)
    if placing.replaced is not None:
        entry.void(entry.get(Stay, placing.replaced.id), reason or entry.reason or _("the place was corrected"))
    if placing.begun_earlier is not None:
        stay = entry.get(Stay, placing.begun_earlier.id)
        entry.change(stay, from_at=at, reason=reason or stay.reason, doubt=doubt or stay.doubt)
        return stay
    return entry.add(
        Stay(
            animal_id=animal, access_set_id=access_set, from_at=at, until_at=placing.until_at, reason=reason,
            doubt=doubt,
        )
    )  # fmt: skip


def _doubt_room(entry: Entry, place: AccessSetView, moving: dict[UUID, rules.Placing], at: datetime) -> str | None:
    """More animals than the place holds, at any time of the new stays, is a doubt."""
    if place.capacity is None:
        return None
    ends = [placing.until_at for placing in moving.values() if placing.until_at is not None]
    until_at = max(ends) if len(ends) == len(moving) else None
    others = [stay for stay in stays_in(entry, place.id, at, until_at) if stay.animal_id not in moving]
    together = [(stay.from_at, stay.until_at) for stay in others]
    together += [(at, placing.until_at) for placing in moving.values()]
    most = rules.most_at_once(together, at, until_at)
    if most <= place.capacity:
        return None
    return entry.doubt(
        _("{place} holds {capacity}, and there would be {count}.").format(
            place=place.label, capacity=place.capacity, count=most
        )
    )


def end_stay(entry: Entry, *, animal: UUID, at: datetime) -> list[str]:
    """End an animal's stay, as it leaves or dies; a stay written down for later counts no more. Says which."""
    ended = []
    for stay in stays_of(entry, animal):
        if stay.until_at is not None and stay.until_at <= at:
            continue
        row = entry.get(Stay, stay.id)
        if stay.from_at < at:
            entry.change(row, until_at=at)
        else:
            entry.void(row, entry.reason or _("it had left before"))
        ended.append(_("stay: {place}").format(place=access_set_label(entry, stay.access_set_id)))
    return ended


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """End the stay of an animal that died or left; says which."""
    return end_stay(entry, animal=animal_id, at=at)


def place_newborn(entry: Entry, *, cubs: Sequence[UUID], dam: UUID, at: datetime) -> list[UUID]:
    """The newborn are where their dam is, and go where she has gone since; none of it is doubted, for it happened."""
    made = []
    for stay in stays_of(entry, dam):
        if stay.until_at is not None and stay.until_at <= at:
            continue
        for cub in cubs:
            row = Stay(
                animal_id=cub, access_set_id=stay.access_set_id, from_at=max(stay.from_at, at), until_at=stay.until_at,
                reason=_("born") if stay.from_at <= at else stay.reason, doubt=None,
            )  # fmt: skip
            made.append(entry.add(row).id)
    return made


# ---------------------------------------------------------------- enclosures


def add_enclosure(
    entry: Entry,
    *,
    code: str,
    kind: EnclosureKind,
    parent: UUID | None,
    name_en: str | None,
    name_zh: str | None,
    capacity: int | None,
    purpose: str | None,
) -> Deed:
    """Enter a new site, house, den or yard."""
    enclosures = enclosure_views(entry)
    code = _free_code(code, [view.code for view in enclosures.values()])
    _may_stand_in(enclosures, parent, kind)
    english, chinese = _names(name_en, name_zh, code)
    row = entry.add(
        Enclosure(
            parent_id=parent, kind=kind, code=code, name_en=english, name_zh=chinese,
            search_key=stored_key(code, english, chinese), capacity=_capacity(capacity), purpose=purpose,
        )
    )  # fmt: skip
    return Deed(_("Added {kind} {code}.").format(kind=label(kind), code=code), row.id)


def _may_stand_in(enclosures: dict[UUID, EnclosureView], parent: UUID | None, kind: EnclosureKind) -> None:
    if parent is not None and parent not in enclosures:
        raise NotFound(_("The enclosure it is to stand in is not in the records."))
    around = enclosures[parent] if parent is not None else None
    if rules.may_contain(around.kind if around else None, kind):
        return
    if around is None:
        raise Refused(_("Say which house or site the {kind} stands in.").format(kind=label(kind)))
    raise Refused(
        _("A {kind} cannot stand in {place}, which is a {parent_kind}.").format(
            kind=label(kind), place=around.label, parent_kind=label(around.kind)
        )
    )


def add_access_set(
    entry: Entry,
    *,
    code: str,
    enclosures: Sequence[UUID],
    name_en: str | None,
    name_zh: str | None,
    capacity: int | None,
) -> Deed:
    """Link enclosures that open into one another; animals stay in the whole."""
    sets = access_set_views(entry)
    code = _free_code(code, [view.code for view in sets.values()])
    known = enclosure_views(entry)
    chosen = list(dict.fromkeys(enclosures))
    for one in chosen:
        if one not in known:
            raise NotFound(_("One of the enclosures is not in the records."))
        if known[one].kind is EnclosureKind.SITE:
            raise Refused(_("{place} is a whole site; animals stay in its houses.").format(place=known[one].label))
    if not chosen:
        raise Refused(_("Say which enclosures open into one another."))
    _doubt_shared(entry, [known[one] for one in chosen], list(sets.values()))
    english, chinese = _names(name_en, name_zh, code)
    row = entry.add(
        AccessSet(
            code=code, name_en=english, name_zh=chinese, search_key=stored_key(code, english, chinese),
            capacity=_capacity(capacity),
        )
    )  # fmt: skip
    for one in chosen:
        entry.add(AccessSetMember(access_set_id=row.id, enclosure_id=one))
    linked = listed(known[one].code for one in chosen)
    return Deed(_("Linked {enclosures} as {code}.").format(enclosures=linked, code=code), row.id)


def _doubt_shared(entry: Entry, chosen: Sequence[EnclosureView], sets: Sequence[AccessSetView]) -> None:
    """A yard may be used in turns; a den that belongs to two access sets is unlikely."""
    for one in chosen:
        other = next((view for view in sets if one.id in view.enclosure_ids), None)
        if other is not None and one.kind is not EnclosureKind.YARD:
            entry.doubt(_("{enclosure} is part of {place} already.").format(enclosure=one.label, place=other.label))


def _free_code(written: str, taken: Sequence[str]) -> str:
    code = one_line(written, _("code"), 40).strip()
    if any(character.isspace() for character in code):
        raise NotUnderstood(_("The code '{code}' must be one word, such as A1-1.").format(code=shown(code)))
    if fold(code) in {fold(one) for one in taken}:
        raise Refused(_("There is a {code} already.").format(code=shown(code)))
    return code


def _names(name_en: str | None, name_zh: str | None, code: str) -> tuple[str, str]:
    english, chinese = (one_line(name, _("name"), 120).strip() if name else None for name in (name_en, name_zh))
    return english or chinese or code, chinese or english or code


def _capacity(capacity: int | None) -> int | None:
    if capacity is not None and not 1 <= capacity <= rules.ANIMALS_AT_MOST:
        raise Refused(_("A place holds between 1 and {most} animals.").format(most=rules.ANIMALS_AT_MOST))
    return capacity


# ---------------------------------------------------------------- checks and readings


def check(
    entry: Entry,
    *,
    access_set: UUID | None,
    enclosure: UUID | None,
    is_locked: bool | None,
    is_clean: bool | None,
    doors_open: str | None,
    temperature_c: float | None,
    humidity_percent: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a look at a place or a whole house: whether it is locked and clean, which inner doors stand open."""
    if (access_set is None) == (enclosure is None):
        raise NotUnderstood(_("Say one place, or one house or den."))
    place: PlaceView = (
        _standing_set(entry, access_set) if access_set is not None else _standing_enclosure(entry, enclosure)
    )
    _not_in_future(entry, done_at)
    doubt = _doubt_climate(entry, temperature_c, humidity_percent)
    row = entry.add(
        EnclosureCheck(
            access_set_id=access_set, enclosure_id=enclosure, is_locked=is_locked, is_clean=is_clean,
            doors_open=doors_open, temperature_c=temperature_c, humidity_percent=humidity_percent, done_at=done_at,
            done_by_id=done_by, note=note, task_id=task_id, doubt=doubt,
        )
    )  # fmt: skip
    seen = [_locked_words(is_locked), _clean_words(is_clean), *_climate_words(temperature_c, humidity_percent)]
    if doors_open:
        seen.append(_("open: {doors}").format(doors=doors_open))
    what = listed(filter(None, seen)) or _("no finding")
    return Deed(_("Checked {place}: {seen}.").format(place=place.label, seen=what), row.id)


def record_reading(
    entry: Entry,
    *,
    enclosure: UUID,
    temperature_c: float | None,
    humidity_percent: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record the temperature and humidity that were read in a house, a den or a yard."""
    place = _standing_enclosure(entry, enclosure)
    if temperature_c is None and humidity_percent is None:
        raise NotUnderstood(_("Say the temperature, the humidity or both."))
    _not_in_future(entry, done_at)
    doubt = _doubt_climate(entry, temperature_c, humidity_percent)
    row = entry.add(
        EnclosureReading(
            enclosure_id=enclosure, temperature_c=temperature_c, humidity_percent=humidity_percent, done_at=done_at,
            done_by_id=done_by, note=note, task_id=task_id, doubt=doubt,
        )
    )  # fmt: skip
    read = listed(_climate_words(temperature_c, humidity_percent))
    return Deed(_("Read in {place}: {values}.").format(place=place.label, values=read), row.id)


def _locked_words(is_locked: bool | None) -> str:
    return "" if is_locked is None else _("locked") if is_locked else _("NOT LOCKED")


def _clean_words(is_clean: bool | None) -> str:
    return "" if is_clean is None else _("clean") if is_clean else _("not clean")


def _climate_words(temperature_c: float | None, humidity_percent: float | None) -> list[str]:
    words = [] if temperature_c is None else [show_temperature(temperature_c)]
    return words if humidity_percent is None else [*words, f"{humidity_percent:g} %"]


def _doubt_climate(entry: Entry, temperature_c: float | None, humidity_percent: float | None) -> str | None:
    if humidity_percent is not None and not 0 <= humidity_percent <= 100:
        raise Refused(_("A humidity lies between 0 and 100 %."))
    if temperature_c is not None and not rules.COLDEST_C <= temperature_c <= rules.HOTTEST_C:
        return entry.doubt(
            _("{temperature} was read in an enclosure.").format(temperature=show_temperature(temperature_c))
        )
    return None


def _standing_set(entry: Entry, access_set: UUID) -> AccessSetView:
    found = access_set_views(entry).get(access_set)
    if found is None:
        raise NotFound(_("That enclosure is not in the records."))
    return found


def _standing_enclosure(entry: Entry, enclosure: UUID | None) -> EnclosureView:
    found = enclosure_views(entry).get(enclosure) if enclosure is not None else None
    if found is None:
        raise NotFound(_("That enclosure is not in the records."))
    return found


def _not_in_future(entry: Entry, at: datetime) -> None:
    if at > entry.now + rules.TOLERANCE:
        raise Refused(_("{at} lies in the future.").format(at=show_instant(at, entry.zone)))
