"""What every report of population genetics says of itself: whose numbers they are, who was left out, how well known."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from breeding_center.animals.queries import taxon_views
from breeding_center.animals.registers import institution_views
from breeding_center.breeding.ancestry import in_two_subspecies
from breeding_center.breeding.genetics.arrays import Integers, np
from breeding_center.breeding.studbook import DAM, SIRE, LifeState, Studbook
from breeding_center.breeding.studbook_rows import Key
from breeding_center.errors import Refused
from breeding_center.moments import show_date
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import Sex
from breeding_center.vocabulary.studbook import AssumptionKind
from breeding_center.words import label as word

BY_NAME = 8  # so many are named one by one; more are counted


def require_animals(book: Studbook) -> None:
    """Refuse an empty studbook."""
    if not any(book.is_record):
        raise Refused(_("The studbook has no animal."))


def require_reference(book: Studbook) -> None:
    """Refuse where nobody is left whose kinship could be told."""
    if len(book.reference):
        return
    if book.excluded:
        raise Refused(
            _("Nobody is left in the population asked about: all {count} living animals are excluded.").format(
                count=len(book.excluded)
            )
        )
    raise Refused(_("The population asked about has no living managed animal."))


def notes(reading: Reading, book: Studbook) -> list[str]:
    """The sentences that stand beside every number."""
    return [
        _population(reading, book),
        *_left_out(book),
        *_not_counted(book),
        *_currency(book),
        *_assumptions(book),
        *_knowledge(book),
        *_uncertain(book),
        *_without_kin(book),
        *(one.sentence for one in in_two_subspecies(reading, book)),
    ]


def _population(reading: Reading, book: Studbook) -> str:
    sexes = Counter(book.sexes[at] for at in book.reference.tolist())
    asked = []
    if book.population.taxon is not None:
        asked.append(taxon_views(reading)[book.population.taxon].name)
    if book.population.institution is not None:
        asked.append(institution_views(reading)[book.population.institution].name)
    return _(
        "Reference set: {count} living managed animals ({males}.{females}.{unknown}) of {population}, {day}."
    ).format(
        count=len(book.reference), males=sexes[Sex.MALE], females=sexes[Sex.FEMALE], unknown=sexes[Sex.UNKNOWN],
        population=listed(asked) or _("the whole studbook"), day=show_date(book.day),
    )  # fmt: skip


def _left_out(book: Studbook) -> Iterator[str]:
    if not book.excluded:
        yield _("No living animal is excluded.")
    elif len(book.excluded) <= BY_NAME:
        for one in book.excluded:
            yield _("Left out: {animal}, {kind}, since {day}: {why}").format(
                animal=book.label(one.place), kind=word(one.kind), day=show_date(one.from_on), why=one.why
            )
    else:
        kinds = Counter(one.kind for one in book.excluded)
        told = listed(f"{word(kind)} {count}" for kind, count in kinds.most_common())
        yield _("Left out: {count} living animals ({kinds}); 'report exclusions' lists them.").format(
            count=len(book.excluded), kinds=told
        )


def _not_counted(book: Studbook) -> Iterator[str]:
    states = Counter(life.state for life, real in zip(book.lives, book.is_record, strict=True) if real)
    told = [
        f"{states[state]} {word(state)}"
        for state in (LifeState.DEAD, LifeState.PEDIGREE, LifeState.LOST, LifeState.WILD)
        if states[state]
    ]
    if told:
        yield _("Not of the living: {states}.").format(states=listed(told))


def _currency(book: Studbook) -> Iterator[str]:
    if book.currency_on is not None:
        yield _("The studbook was last changed on {day}.").format(day=show_date(book.currency_on))


def _assumptions(book: Studbook) -> Iterator[str]:
    stand = book.assumptions
    if not stand:
        yield _("No analytic assumption stands.")
    elif not book.assumed:
        yield n_(
            "{count} analytic assumption stands and is not applied; --assumptions yes applies it.",
            "{count} analytic assumptions stand and are not applied; --assumptions yes applies them.",
            len(stand),
        ).format(count=len(stand))
    elif len(stand) <= BY_NAME:
        for row in stand:
            yield _("Assumed, not known: {assumption}").format(assumption=told_assumption(book, row))
    else:
        yield _("{count} analytic assumptions are applied; 'report assumptions' lists them.").format(count=len(stand))


def told_assumption(book: Studbook, row: Sequence[object]) -> str:
    """An assumption in a sentence, with its source."""
    _key, animal, kind, role, other, _probability, on, source = row
    names = {"animal": _label(book, animal), "other": _label(book, other), "role": word(str(role or ""))}
    said = {
        AssumptionKind.PARENT: _("{other} is the {role} of {animal}"),
        AssumptionKind.FOUNDER: _("{animal} is a founder"),
        AssumptionKind.FULL_SIBLINGS: _("{animal} and {other} are full siblings"),
        AssumptionKind.HALF_SIBLINGS: _("{animal} and {other} are half siblings by one {role}"),
        AssumptionKind.UNRELATED: _("{animal} and {other} are unrelated"),
    }[AssumptionKind(str(kind))]
    return f"{said.format(**names)} ({on}, {source})."


def _label(book: Studbook, key: Key) -> str:
    place = book.place_of_key(key)
    return "" if place is None else book.label(place)


def _knowledge(book: Studbook) -> Iterator[str]:
    if not len(book.reference):
        return
    found, reference = book.knowledge, book.reference
    shares = [float(one[reference].mean()) for one in (found.known, found.assumed, found.dna)]
    yield _(
        "Of the reference set's genes {known} are traced to known founders, {assumed} through an assumed parent; "
        "DNA confirms every parent on the way of {dna}."
    ).format(known=percent(shares[0]), assumed=percent(shares[1]), dna=percent(shares[2]))


def percent(share: float) -> str:
    """A share of one, to a tenth of a percent."""
    return f"{100 * share:.1f} %"


def _uncertain(book: Studbook) -> Iterator[str]:
    if not book.draws:
        return
    for draw in islice(book.draws, BY_NAME if len(book.draws) <= BY_NAME else 0):
        yield _("Not certain: the {role} of {animal} ({candidates}).").format(
            role=word("sire" if draw.of_sire else "dam"), animal=book.label(draw.children[0]),
            candidates=candidates(book, draw.children[0], SIRE if draw.of_sire else DAM),
        )  # fmt: skip
    yield n_(
        "{count} parent is not certain: numbers are the expectation over the possible pedigrees.",
        "{count} parents are not certain: numbers are the expectation over the possible pedigrees.",
        len(book.draws),
    ).format(count=len(book.draws))


def candidates(book: Studbook, place: int, side: int) -> str | None:
    """The standing candidates for a parent, by studbook number; with their probabilities where it is not certain."""
    links = book.parents(place, side)
    if not links:
        return None
    if len(links) == 1 and links[0].probability >= 1:
        return book.called(links[0].place)
    return " / ".join(f"{book.called(one.place)} {one.probability:g}" for one in links)


def _without_kin(book: Studbook) -> Iterator[str]:
    alone = without_kin(book).tolist()
    if 0 < len(alone) <= BY_NAME:
        named = listed(book.label(at) for at in alone)
        yield _("Without any known relative, so each a founder of its own: {animals}.").format(animals=named)
    elif alone:
        yield _("{count} living animals have no known relative, so each is a founder of its own.").format(
            count=len(alone)
        )


def without_kin(book: Studbook) -> Integers:
    """Members of the reference set of whom neither a parent nor an offspring is known."""
    is_parent = np.zeros(len(book) + 1, np.bool_)
    is_parent[book.pedigree.sire] = is_parent[book.pedigree.dam] = True
    has_parent = ~book.pedigree.founder
    for draw in book.draws:
        is_parent[list(draw.parents)] = True
        has_parent[list(draw.children)] = True
    reference = book.reference
    return reference[~is_parent[reference] & ~has_parent[reference]]


def range_note(what: str, low: float, high: float, pedigrees: int, exact: bool) -> str:
    """Between what a number lies, and over how many pedigrees."""
    if exact:
        return _("{what}: between {low} and {high} over the {count} possible pedigrees.").format(
            what=what, low=f"{low:.4f}", high=f"{high:.4f}", count=pedigrees
        )
    return _("{what}: between {low} and {high} among {count} of the possible pedigrees, drawn by chance.").format(
        what=what, low=f"{low:.4f}", high=f"{high:.4f}", count=pedigrees
    )
