"""What can be true of a whole studbook: sexes against roles, parents against offspring in time, and no loops.

A refusal is of a thing that cannot be; a doubt is of one that can, and stays with the record. Dates decide only where
they are sure, however inexact they are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from breeding_center.animals.rules import DEFAULT_GESTATION_MAX_DAYS, sure_before
from breeding_center.moments import DateSpan, show_span
from breeding_center.office.exchange.record import Record
from breeding_center.text import _
from breeding_center.vocabulary import ParentRole, Sex
from breeding_center.words import label as word

ROLES = (ParentRole.SIRE, ParentRole.DAM)
FITTING = {ParentRole.SIRE: Sex.MALE, ParentRole.DAM: Sex.FEMALE}


@dataclass(slots=True)
class _Book:
    """The animals of the file and of the records, by number."""

    records: dict[str, Record]
    known: Mapping[str, Record]
    gestation: timedelta
    roles: dict[str, dict[ParentRole, Record]] = field(default_factory=dict)

    def sex(self, number: str) -> Sex:
        record, known = self.records.get(number), self.known.get(number)
        if record is not None and record.sex is not Sex.UNKNOWN:
            return record.sex
        return known.sex if known is not None else Sex.UNKNOWN

    def birth(self, number: str) -> DateSpan | None:
        record, known = self.records.get(number), self.known.get(number)
        return (record.birth if record else None) or (known.birth if known else None)

    def death(self, number: str) -> DateSpan | None:
        record, known = self.records.get(number), self.known.get(number)
        return (record.death if record else None) or (known.death if known else None)

    def taxon(self, number: str) -> str | None:
        record, known = self.records.get(number), self.known.get(number)
        return (record.texts.get("taxon") if record else None) or (known.texts.get("taxon") if known else None)

    def parents(self, number: str) -> tuple[str, ...]:
        record = self.records.get(number)
        known = self.known.get(number)
        if record is None:
            return known.sire.numbers + known.dam.numbers if known else ()
        sire = record.sire if record.sire.is_known or known is None else known.sire
        dam = record.dam if record.dam.is_known or known is None else known.dam
        return sire.numbers + dam.numbers

    def called(self, number: str) -> str:
        """The animal with the line it stands on."""
        record = self.records.get(number)
        if record is None or record.is_named_only:
            return number
        return _("{number} (line {line})").format(number=number, line=record.line)


def judge(
    records: Sequence[Record],
    known: Mapping[str, Record],
    today: date,
    gestation_max_days: int | None = None,
) -> list[Record]:
    """Write refusals and doubts into the records; returns further records, of parents that have no row of their own."""
    gestation = timedelta(days=gestation_max_days or DEFAULT_GESTATION_MAX_DAYS)
    book = _Book({record.number: record for record in records}, known, gestation)
    for record in records:
        _judge_life(record, today)
        _judge_parents(record, book)
    added = list(_named_only(records, book))
    book.records.update((record.number, record) for record in added)
    _judge_roles(book)
    for record in records:
        for role, parent in zip(ROLES, record.parents(), strict=True):
            for number in parent.numbers:
                _judge_times(record, role, number, book)
        _judge_taxa(record, book)
    for loop in loops(book.records, book.parents):
        first = min((book.records[each] for each in loop if each in book.records), key=lambda one: one.line)
        at = loop.index(first.number)
        names = " ← ".join(book.called(each) for each in (*loop[at:], *loop[:at], first.number))
        first.refusals.append(_("These animals would be their own ancestors: {animals}.").format(animals=names))
    return added


def _judge_life(record: Record, today: date) -> None:
    birth, death = record.birth, record.death
    for span, sentence in (
        (birth, _("It was born {date}, in the future.")),
        (death, _("It died {date}, in the future.")),
    ):
        if span is not None and span.from_on is not None and span.from_on > today:
            record.refusals.append(sentence.format(date=show_span(span)))
    if birth is not None and death is not None and sure_before(death, birth):
        record.refusals.append(
            _("It died {death}, before it was born ({birth}).").format(death=show_span(death), birth=show_span(birth))
        )
    if record.is_dead is False and death is not None:
        record.doubts.append(_("It is called alive and died {date}: it counts as dead.").format(date=show_span(death)))
        record.is_dead = True


def _judge_parents(record: Record, book: _Book) -> None:
    both = set(record.sire.numbers) & set(record.dam.numbers)
    if record.number in record.sire.numbers + record.dam.numbers:
        record.refusals.append(_("{animal} cannot be its own parent.").format(animal=record.number))
    elif both:
        record.refusals.append(_("{parent} stands as its sire and as its dam.").format(parent=sorted(both)[0]))
    for role, parent in zip(ROLES, record.parents(), strict=True):
        for number in parent.numbers:
            book.roles.setdefault(number, {}).setdefault(role, record)


def _named_only(records: Iterable[Record], book: _Book) -> Iterator[Record]:
    """Parents without a row: they are entered as animals of unknown parents, so that no founder is lost."""
    done: set[str] = set()
    for record in records:
        for parent, role in zip(record.parents(), ROLES, strict=True):
            for number in parent.numbers:
                if number in book.records or number in book.known or number in done:
                    continue
                done.add(number)
                made = Record(record.line, number, sex=FITTING[role], is_named_only=True)
                made.doubts.append(
                    _("It is named as {role} of {child} and has no row: it is entered with unknown parents.").format(
                        role=word(role), child=record.number
                    )
                )
                yield made


def _judge_roles(book: _Book) -> None:
    """A sire is male and a dam is female; who has no sex is given that of its role, as a doubt."""
    for number, roles in book.roles.items():
        if len(roles) == 2:
            sire_of, dam_of = roles[ParentRole.SIRE], roles[ParentRole.DAM]
            later = max(sire_of, dam_of, key=lambda one: one.line)
            later.refusals.append(
                _("{parent} stands as sire of {one} and as dam of {other}.").format(
                    parent=book.called(number), one=book.called(sire_of.number), other=book.called(dam_of.number)
                )
            )
            continue
        ((role, child),) = roles.items()
        sex = book.sex(number)
        if sex is Sex.UNKNOWN:
            record = book.records.get(number)
            if record is not None:
                record.sex = FITTING[role]
                record.doubts.append(
                    _("Its sex is not told; as {role} of {child} it is {sex}.").format(
                        role=word(role), child=child.number, sex=word(record.sex)
                    )
                )
        elif sex is not FITTING[role]:
            child.refusals.append(
                _("Its {role} {parent} is {sex}.").format(role=word(role), parent=book.called(number), sex=word(sex))
            )


def _judge_times(record: Record, role: ParentRole, number: str, book: _Book) -> None:
    born, parent_born, died = book.birth(record.number), book.birth(number), book.death(number)
    if born is None:
        return
    latest, earliest = born.last_on, parent_born.from_on if parent_born else None
    if latest is not None and earliest is not None and earliest >= latest:
        record.refusals.append(
            _("Its {role} {parent}, born {parent_birth}, is younger than it, born {birth}.").format(
                role=word(role), parent=book.called(number), parent_birth=show_span(parent_born or born),
                birth=show_span(born),
            )
        )  # fmt: skip
    if died is None:
        return
    if role is ParentRole.DAM and sure_before(died, born):
        record.refusals.append(
            _("Its dam {parent} died {died}, before it was born ({birth}).").format(
                parent=book.called(number), died=show_span(died), birth=show_span(born)
            )
        )
    conceived_from = born.from_on - book.gestation if born.from_on and born.from_on.year > 1 else None
    if role is ParentRole.SIRE and died.last_on and conceived_from and died.last_on < conceived_from:
        record.sire_doubts.append(
            _("Its sire {parent} died {died}, before it was conceived (born {birth}): was stored semen used?").format(
                parent=book.called(number), died=show_span(died), birth=show_span(born)
            )
        )


def _judge_taxa(record: Record, book: _Book) -> None:
    taxa = {
        book.taxon(number)
        for parent in record.parents()
        for number in parent.numbers
        if parent.sole and book.taxon(number)
    }
    if len(taxa) > 1:
        named = ", ".join(sorted(taxon for taxon in taxa if taxon))
        record.doubts.append(_("Its parents are of two taxa: {taxa}.").format(taxa=named))


def loops(numbers: Iterable[str], parents: Callable[[str], Iterable[str]]) -> Iterator[list[str]]:
    """Every circle of ancestors that is met, as its animals, each the offspring of the next. No recursion: lines of
    descent may be thousands of generations deep."""
    done: set[str] = set()
    for start in numbers:
        if start in done:
            continue
        trail: list[str] = [start]
        on_trail = {start: 0}
        waiting = [iter(parents(start))]
        while waiting:
            number = next(waiting[-1], None)
            if number is None:
                waiting.pop()
                gone = trail.pop()
                del on_trail[gone]
                done.add(gone)
            elif number in on_trail:
                if len(trail) > 1 and on_trail[number] < len(trail) - 1:  # one alone is its own parent, said elsewhere
                    yield trail[on_trail[number] :]
            elif number not in done:
                on_trail[number] = len(trail)
                trail.append(number)
                waiting.append(iter(parents(number)))
