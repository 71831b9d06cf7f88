"""The females and males of a population side by side, from the records: who they are, and what their genes are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import animal_view
from breeding_center.animals.registers import institution_views
from breeding_center.breeding.ancestry import by_range, by_subspecies
from breeding_center.breeding.candidates import MID_SEASON, individuals, season_after
from breeding_center.breeding.deciding import decisions_on
from breeding_center.breeding.genetics import indirect, uncertain
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.pairing import GENERATIONS
from breeding_center.breeding.pairing_table import Genetics, Pair, PairTable
from breeding_center.breeding.pairing_thresholds import KINSHIP_WARNING, LIFE_SPAN_Y
from breeding_center.breeding.semen_queries import straw_views
from breeding_center.breeding.studbook import DAM, SIRE, Studbook, studbook
from breeding_center.breeding.studbook_notes import require_reference
from breeding_center.breeding.suitability import Individual, Place, suitability_figures
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import show_date
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, pick
from breeding_center.vocabulary import Sex
from breeding_center.vocabulary.choosing import PairDecisionKind
from breeding_center.words import label

HERE = "here"  # the place of animals of this center where it is not among the institutions


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose pairs are looked for. Females and males named by key, or none for all; filters choose the females and the
    reference set, and any male may be looked at for them."""

    at: datetime
    year: int
    females: tuple[UUID, ...] = ()
    males: tuple[UUID, ...] = ()
    taxon: UUID | None = None
    institution: UUID | None = None
    travellers: frozenset[UUID] = frozenset()
    forbidden: tuple[Pair, ...] = ()
    kinship_cap: float | None = None
    max_distance: float | None = None  # km


def season_of(reading: Reading, at: datetime, year: int | None) -> int:
    """The season asked about: the coming one where none is said; refused where it is no year to plan for."""
    coming = season_after(reading, at)
    if year is not None and not coming - 1 <= year <= coming + 2:
        raise Refused(_("{year} is not a season to plan now.").format(year=year))
    return coming if year is None else year


def choose_among(reading: Reading, question: Asked) -> tuple[Studbook, PairTable]:
    """The studbook as it stood, and the table of all pairs. Refused where there is nobody to pair."""
    if question.max_distance is not None and question.max_distance < 0:
        raise NotUnderstood(_("A distance is not below zero."))
    book = studbook(reading, as_of=question.at, taxon=question.taxon, institution=question.institution)
    require_reference(book)
    dams, sires = _dams(reading, book, question), _sires(reading, book, question)
    people = individuals(
        reading, [book_id(book, at) for at in (*sires, *dams)], at=question.at, year=question.year,
        places=_places(reading, book, (*sires, *dams)), unmanaged=_unmanaged(reading, book.day),
        ancestry=_ancestry(reading, book, (*sires, *dams)),
    )  # fmt: skip
    return book, _table(reading, book, question, _ordered(book, people, sires), _ordered(book, people, dams))


def book_id(book: Studbook, place: int) -> UUID:
    """The key of an animal that stands in the records."""
    key = book.ids[place]
    assert key is not None
    return key


def _ordered(book: Studbook, people: Mapping[UUID, Individual], places: Iterable[int]) -> list[tuple[int, Individual]]:
    """By Latin name, then by number: a plan must not depend on the language, nor on how keys fell."""
    found = [(place, people[book_id(book, place)]) for place in places if book_id(book, place) in people]
    return sorted(found, key=lambda item: (*item[1].order, item[0]))


def _dams(reading: Reading, book: Studbook, question: Asked) -> list[int]:
    if question.females:
        return [_of_sex(reading, book, key, Sex.FEMALE) for key in dict.fromkeys(question.females)]
    members = {*book.reference.tolist(), *(one.place for one in book.excluded)}
    found = [at for at in sorted(members) if book.sexes[at] is Sex.FEMALE]
    if not found:
        raise Refused(_("There is no female in the population that was asked about."))
    return found


def _sires(reading: Reading, book: Studbook, question: Asked) -> list[int]:
    if question.males:
        return [_of_sex(reading, book, key, Sex.MALE) for key in dict.fromkeys(question.males)]
    kept = {one.male_id for one in straw_views(reading) if one.thawed_at is None or one.thawed_at > question.at}
    found = {at for at in range(len(book)) if book.sexes[at] is Sex.MALE and book.is_living(at)}
    found |= {book.place(key) for key in kept}
    if not found:
        raise Refused(_("There is no male, living or in the semen bank."))
    return sorted(found)


def _of_sex(reading: Reading, book: Studbook, key: UUID, sex: Sex) -> int:
    place = book.place(key)
    if book.sexes[place] is not sex:
        raise NotUnderstood(
            _("{animal} is {is_sex}; a pair is a female and a male.").format(
                animal=animal_view(reading, key).label, is_sex=label(book.sexes[place])
            )
        )
    return place


def _places(reading: Reading, book: Studbook, places: Iterable[int]) -> dict[UUID, Place]:
    """Where the living are; who is not living in human care is left out."""
    known = institution_views(reading)
    own = next((one.position for one in known.values() if one.name_en == reading.site.name_en), None)
    here = Place(HERE, pick(reading.site.name_en, reading.site.name_zh), own)
    found = {}
    for at in places:
        if not book.is_living(at):
            continue
        if book.lives[at].is_here:
            found[book_id(book, at)] = here
        else:
            where = book.institution_id(at)
            one = known.get(where) if where else None
            found[book_id(book, at)] = Place(where, one.name, one.position) if one else Place(where, "")
    return found


def _unmanaged(reading: Reading, day: date) -> dict[UUID, str]:
    """Why animals are left out of the managed population on a day."""
    e = tables.population_exclusion
    question = select(e.c.animal_id, e.c.from_on, e.c.why).where(
        e.c.voided_at.is_(None), e.c.from_on <= day, e.c.until_on.is_(None) | (e.c.until_on > day)
    )
    return {
        row.animal_id: _("Left out of the managed population since {date}: {why}").format(
            date=show_date(row.from_on), why=row.why
        )
        for row in reading.rows(question)
    }


# ---------------------------------------------------------------- genes


def _table(
    reading: Reading,
    book: Studbook,
    question: Asked,
    sires: Sequence[tuple[int, Individual]],
    dams: Sequence[tuple[int, Individual]],
) -> PairTable:
    kept = kept_limits(reading)
    figures = suitability_figures(kept)
    if question.kinship_cap is not None:
        figures = replace(figures, limits=replace(figures.limits, never_above=question.kinship_cap))
    members = np.array([place for place, _one in (*sires, *dams)], np.intp)
    decided = {
        (one.female_id, one.male_id, one.decision): one.why for one in decisions_on(reading, book.day)
    }  # fmt: skip
    for dam, sire in question.forbidden:
        decided.setdefault((dam, sire, PairDecisionKind.FORBIDDEN), _("forbidden for this question"))
    return PairTable(
        tuple(one for _place, one in dams), tuple(one for _place, one in sires),
        genetics_of(book, members, book.reference), figures,
        tuple(members.tolist()), tuple(lineage(book, place) for place in members.tolist()), decided,
        question.travellers,
        lambda places: [book.label(at) for at in sorted(places)], KINSHIP_WARNING.under(kept).value,
        question.max_distance,
    )  # fmt: skip


def genetics_of(book: Studbook, members: Integers, reference: Integers, kinships: Floats | None = None) -> Genetics:
    """Kinships of the members among each other and to a reference set."""
    total = float(sums_to(book, reference, reference).sum())
    return Genetics(
        book.kinship(members) if kinships is None else kinships, sums_to(book, reference, members), total,
        len(reference), book.known.share[members],
    )  # fmt: skip


def sums_to(book: Studbook, reference: Integers, members: Integers) -> Floats:
    """Each member's kinships to a reference set summed, by one product A x (Colleau 2002)."""
    if book.expected is not None:
        return uncertain.expected_sums(book.expected, reference, members)[0]
    chosen = np.zeros(len(book))
    chosen[reference] = 1.0
    parts = indirect.own_parts(book.pedigree, book.inbreeding())
    sums: Floats = 0.5 * indirect.relationships_with(book.pedigree, parts, chosen)[members]
    return sums


def genetics_ahead(reading: Reading, book: Studbook, table: PairTable, year: int, horizon: int) -> Genetics:
    """The same candidates against those of the reference set who may be expected to live until the horizon."""
    span = LIFE_SPAN_Y.under(kept_limits(reading)).value
    last = date(min(year + horizon - 1, date.max.year), *MID_SEASON)
    living = [
        at for at in book.reference.tolist()
        if (born := book.birth(at).midpoint) is None or (last - born).days <= span * 365.25
    ]  # fmt: skip
    members = np.array([book.place(one.id) for one in (*table.sires, *table.dams)], np.intp)
    return genetics_of(book, members, np.array(living, np.intp), table.genetics.kinships)


def lineage(book: Studbook, place: int) -> frozenset[int]:
    """An animal and its ancestors of three generations: every candidate parent counts; what may be is not risked."""
    found, layer = {place}, {place}
    for _generation in range(GENERATIONS):
        layer = {link.place for at in layer for side in (SIRE, DAM) for link in book.parents(at, side)} - found
        found |= layer
    return frozenset(found)


def _ancestry(
    reading: Reading, book: Studbook, places: Iterable[int]
) -> dict[UUID, tuple[dict[str, float], dict[str, float]]]:
    """Shares of each genome by mountain range and by subspecies."""
    ranges, subspecies = by_range(book), by_subspecies(reading, book)
    return {book_id(book, at): (ranges.of(at), subspecies.of(at)) for at in places}


def pairing_of(table: PairTable, sire: int, dam: int) -> str:
    """A pair's verdict in a sentence."""
    verdict = table.verdict(sire, dam)
    return _("{verdict}: {reason}").format(verdict=label(verdict.state), reason=verdict.reason)
