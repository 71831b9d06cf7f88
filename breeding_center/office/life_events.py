"""What touches several registers at once: a birth, a departure, a move. Each is one entry."""

from datetime import datetime, time, timedelta
from itertools import zip_longest
from uuid import UUID

from breeding_center.animals import service as animals
from breeding_center.animals.holds import LEAVING, doubt_holds, held, said
from breeding_center.animals.queries import animal_views
from breeding_center.breeding import service as breeding
from breeding_center.breeding.siring import claim_proposed
from breeding_center.care.holding import joined_holds
from breeding_center.declarations.action import Deed, resolve
from breeding_center.disease_control.separation import at_home
from breeding_center.enclosures import service as enclosures
from breeding_center.enclosures.queries import access_set_views, place_of
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import DateSpan, show_span, wall_time
from breeding_center.office import rooms
from breeding_center.storage.entry import Entry
from breeding_center.text import _, joined, listed
from breeding_center.vocabulary import DispositionKind, Sex


def birth(
    entry: Entry,
    *,
    dam: UUID,
    born: DateSpan,
    cub_sexes: list[Sex],
    cub_weights: list[float],
    cub_names: list[str],
    sires: list[UUID],
    stillborn: int | None,
    note: str | None,
) -> Deed:
    """Cubs are born: animals, parents, stay, rearing and litter in one entry; a weight may come days later."""
    litter = [
        animals.Cub(sex=sex, name_en=name, name_zh=name, weight_g=weight)
        for sex, name, weight in zip_longest(cub_sexes, cub_names, cub_weights)
    ]
    if len(litter) > len(cub_sexes):
        raise NotUnderstood(_("There are more names or weights than cubs; say one sex for each cub."))
    claims = [animals.Candidate(sire) for sire in sires]  # nothing more known, all share evenly
    cubs = animals.bear(entry, dam=dam, cubs=litter, born=born, sires=claims, note=note)
    enclosures.place_newborn(entry, cubs=cubs, dam=dam, at=_start_of(entry, born))
    breeding.record_litter(entry, dam=dam, born=born, cubs=cubs, stillborn=stillborn or 0)
    if not sires:
        claim_proposed(entry, cubs)
    return Deed(animals.birth_sentence(entry, dam, cubs), cubs[0])


def _start_of(entry: Entry, born: DateSpan) -> datetime:
    day = born.from_on or entry.now.astimezone(entry.zone).date()
    return min(wall_time(day, time(0), entry.zone), entry.now)


def depart(
    entry: Entry,
    *,
    animal: UUID,
    kind: DispositionKind,
    left_on: DateSpan,
    institution: UUID | None,
    cause: str | None,
    note: str | None,
) -> Deed:
    """An animal dies or leaves: its disposition, and the end of all that was open for it, in one entry."""
    if kind not in (DispositionKind.DEATH, DispositionKind.ESCAPE):
        doubt_holds(entry, [animal], _end_of(entry, left_on), LEAVING)
    deed = animals.depart(entry, animal=animal, kind=kind, on=left_on, institution=institution, cause=cause, note=note)
    ended = close_all(entry, animal, _end_of(entry, left_on))
    what = joined(ended) if ended else _("nothing was open")
    return Deed(_("{sentence} Ended: {ended}.").format(sentence=deed.sentence, ended=what), deed.id)


def _end_of(entry: Entry, left: DateSpan) -> datetime:
    day = left.until_on or entry.now.astimezone(entry.zone).date() + timedelta(days=1)
    return min(wall_time(day, time(0), entry.zone), entry.now)


def close_all(entry: Entry, animal: UUID, at: datetime) -> list[str]:
    """End what every room has open for an animal; says what it was."""
    ended: list[str] = []
    for room in rooms.rooms():
        if room.closes:
            ended.extend(resolve(room.closes)(entry, animal, at))
    return ended


def move(entry: Entry, *, animals_moved: list[UUID], access_set: UUID, at: datetime, why: str | None) -> Deed:
    """Move one animal, or a group together, to another access set; a past move may be entered late."""
    places = place_of(entry, animals_moved, at)
    by_tonight = animal_views(entry, set(animals_moved), at + timedelta(days=1))
    for one in animals_moved:
        animals.must_be_here(entry, one, at)
        view = by_tonight[one]
        if view.died is not None and one not in places:  # its last stay ended with its death that day
            raise Refused(
                _("{animal} died {date}; it stays nowhere any more.").format(
                    animal=view.label, date=show_span(view.died)
                )
            )
    _respect_holds(entry, animals_moved, access_set, at)
    enclosures.move(entry, animals=animals_moved, access_set=access_set, at=at, reason=why)
    views = animal_views(entry, set(animals_moved))
    names = listed(views[one].label for one in animals_moved)
    place = access_set_views(entry)[access_set].label
    return Deed(_("Moved {animals} to {place}.").format(animals=names, place=place))


def _respect_holds(entry: Entry, animals_moved: list[UUID], access_set: UUID, at: datetime) -> None:
    """A hold is broken only with a reason: an animal that is held, or that would join animals kept apart."""
    home = at_home(entry, animals_moved, access_set)
    own = [one for one in held(entry, animals_moved, at) if one.id not in home]
    doubt = said(entry, [*own, *joined_holds(entry, animals_moved, access_set, at)])
    if doubt is not None:
        entry.doubt(doubt)
