"""Animals of the studbook as a drawing takes them: only those that a picture needs, so that a large one stays quick."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from breeding_center.breeding.drawing.kindred import OFFSPRING, Candidate, Kindred, Relative, needed
from breeding_center.breeding.studbook import DAM, SIRE, LifeState, Studbook
from breeding_center.errors import Refused
from breeding_center.moments import show_span
from breeding_center.text import _
from breeding_center.vocabulary import BirthType, Sex
from breeding_center.words import label


def relatives(book: Studbook, places: Iterable[int]) -> dict[Hashable, Relative]:
    """Animals by place."""
    inbred = book.inbreeding()
    return {place: _relative(book, place, float(inbred[place])) for place in places}


def _relative(book: Studbook, place: int, inbred: float) -> Relative:
    birth = book.birth(place)
    sires, dams = (
        tuple(Candidate(link.place, link.probability, link.ground) for link in book.parents(place, side))
        for side in (SIRE, DAM)
    )
    return Relative(
        place,
        book.name(place),
        book.number(place),
        book.sexes[place],
        "" if birth.written == "unknown" else show_span(birth),
        is_dead=book.lives[place].state is LifeState.DEAD,
        is_wild=book.birth_types[place] is BirthType.WILD,
        sires=sires,
        dams=dams,
        inbreeding=inbred,
    )


def with_ancestors(book: Studbook, places: Iterable[int], generations: int) -> dict[Hashable, Relative]:
    """The animals and their ancestors, so many generations back."""

    def parents(place: Hashable) -> list[int]:
        assert isinstance(place, int)
        return [link.place for side in (SIRE, DAM) for link in book.parents(place, side)]

    chosen = needed(parents, places, generations)
    return relatives(book, sorted(place for place in chosen if isinstance(place, int)))


def family_of(book: Studbook, place: int, generations: int) -> Kindred:
    """The animal, its ancestors, and everybody who shares a parent with it or descends from it directly."""
    hubs = {place, *(link.place for side in (SIRE, DAM) for link in book.parents(place, side))}
    young = [
        at
        for at in range(len(book))
        if any(link.place in hubs for side in (SIRE, DAM) for link in book.parents(at, side))
    ]
    mates = [link.place for at in young for side in (SIRE, DAM) for link in book.parents(at, side)]
    return {**relatives(book, {*young, *mates}), **with_ancestors(book, [place], generations)}


def as_pair(book: Studbook, one: int, other: int) -> tuple[int, int]:
    """Sire and dam out of two animals; refused where they cannot be a pair."""
    sexes = book.sexes[one], book.sexes[other]
    if one == other:
        raise Refused(_("{animal} makes no pair with itself.").format(animal=book.label(one)))
    if sexes[0] is sexes[1] and sexes[0] is not Sex.UNKNOWN:
        raise Refused(
            _("{one} and {other} are both {sex}: they make no pair.").format(
                one=book.label(one), other=book.label(other), sex=label(sexes[0])
            )
        )
    is_turned = sexes[0] is Sex.FEMALE or sexes[1] is Sex.MALE
    return (other, one) if is_turned else (one, other)


def imagined(sire: int, dam: int, kinship: float) -> Relative:
    """The young that a pair would have."""
    return Relative(
        OFFSPRING,
        _("their young"),
        sires=(Candidate(sire),),
        dams=(Candidate(dam),),
        inbreeding=kinship,
    )
