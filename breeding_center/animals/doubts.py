"""Records of animals that cannot all be true, or are not whole: each with why, and the command that mends it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals import parent_doubts, weight_doubts
from breeding_center.animals.holds import APART
from breeding_center.animals.limits import kept_limits
from breeding_center.animals.presence import Passage
from breeding_center.animals.queries import (
    AnimalView,
    ConditionView,
    age_days,
    animal_views,
    conditions_at,
    local_day,
    passages_of,
)
from breeding_center.animals.register_rules import (
    CHIP_DAYS,
    OLDEST_YEARS,
    PROVISIONAL_DAYS,
    SEX_DAYS,
    Fault,
    age_years,
    passage_faults,
)
from breeding_center.animals.registers import permit_views
from breeding_center.animals.rules import impossible_chip, looks_of
from breeding_center.declarations.room import Doubt, command
from breeding_center.declarations.threshold import Limit
from breeding_center.moments import show_date, show_span
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import CareLine, DoubtGrade, IdentifierKind, Sex, TransponderType
from breeding_center.words import label as word

READ_DAYS = 90
TAIL = 8


@dataclass(frozen=True, slots=True)
class Register:
    """The animals as they stand, looked up once for all doubts."""

    today: date
    views: Mapping[UUID, AnimalView]
    names: Counter[str]
    limits: Mapping[str, Limit]

    @property
    def here(self) -> list[AnimalView]:
        """The animals in the collection."""
        return [view for view in self.views.values() if view.is_here]

    def called(self, view: AnimalView) -> str:
        """What a command finds the animal by: its name where no other has it, or else its number."""
        return view.name if self.names[view.name] == 1 or not view.number else view.number


def register_of(reading: Reading) -> Register:
    """Everything the doubts of the register ask of the animals themselves."""
    views = animal_views(reading)
    names = Counter(view.name for view in views.values())
    return Register(local_day(reading, reading.now), views, names, kept_limits(reading))


def doubts(reading: Reading) -> list[Doubt]:
    """Every doubt about who the animals are, how they came and left, their parents, papers and weights."""
    register = register_of(reading)
    return [
        *parent_doubts.doubts(reading, register.views, register.called),
        *_births_and_sexes(register),
        *_names(register),
        *_chips(reading, register),
        *_passages(reading, register),
        *_holds(reading, register),
        *_permits(reading, register),
        *weight_doubts.doubts(reading, register.views, register.called),
    ]


# ---------------------------------------------------------------- births, sexes and names


def _births_and_sexes(register: Register) -> Iterator[Doubt]:
    """What is not known of animals that are here, and ages that none has."""
    sexed = SEX_DAYS.under(register.limits).value
    oldest = OLDEST_YEARS.under(register.limits).value
    for view in register.here:
        if view.birth.from_on is None and view.birth.until_on is None:
            yield Doubt(
                "animal.birth_unknown", DoubtGrade.LOW, None, _("Nothing is known of when it was born."),
                _("Its age decides doses, growth and weaning: an estimate such as 'about 2012' is a fact, too."),
                command("animal", "correct-birth", register.called(view), "DATE", "--source", "TEXT"),
                animal_id=view.id, records=(("animal", view.id),),
            )  # fmt: skip
        age = age_days(view.birth, register.today)
        if view.sex is Sex.UNKNOWN and (age is None or age >= sexed):
            yield Doubt(
                "animal.sex_unknown", DoubtGrade.MEDIUM, None,
                _("It is {days} days old and its sex is not known.").format(days=age) if age is not None
                else _("Its sex is not known."),
                _("From {days} days on the sex is told, by the look of it or by DNA.").format(days=round(sexed)),
                command("animal", "correct-sex", register.called(view), "SEX"), animal_id=view.id,
                records=(("animal", view.id),),
            )  # fmt: skip
        years = age_years(view.birth, register.today)
        if years is not None and years > oldest:
            yield Doubt(
                "animal.too_old", DoubtGrade.MEDIUM, None,
                _("Born {birth}, it would be {years} years old.").format(
                    birth=show_span(view.birth), years=round(years)
                ),
                _("None has lived longer than {years} years: the birth is wrong, or the death is not recorded.").format(
                    years=show_number(oldest)
                ),
                command("animal", "depart", register.called(view), "--kind", "death", "--on", "DATE"),
                animal_id=view.id, records=(("animal", view.id),),
            )  # fmt: skip


def _names(register: Register) -> Iterator[Doubt]:
    """Two living animals here that go by one name, or by names that look like one."""
    alike: dict[str, dict[UUID, AnimalView]] = defaultdict(dict)
    for view in register.here:
        for name in (view.name_en, view.name_zh):
            if name:
                alike[looks_of(name)][view.id] = view
    seen: set[tuple[UUID, ...]] = set()
    for found in alike.values():
        keys = tuple(sorted(found))
        if len(found) < 2 or keys in seen:
            continue
        seen.add(keys)
        labels = listed(sorted(view.label for view in found.values()))
        last = found[keys[-1]]
        yield Doubt(
            "animal.same_name", DoubtGrade.MEDIUM, None,
            _("{n} animals here go by one name: {animals}.").format(n=len(found), animals=labels),
            _("What is meant for one of them will be recorded on the other."),
            command("animal", "rename", last.number or last.name, "--name", "NAME"), animal_id=last.id,
            records=tuple(("animal", key) for key in keys),
        )  # fmt: skip


# ---------------------------------------------------------------- chips


def _chips(reading: Reading, register: Register) -> Iterator[Doubt]:
    """Animals without a chip that are old enough for one; numbers that no chip has; chips that answered otherwise."""
    i = tables.identifier
    rows = reading.rows(
        select(i.c.id, i.c.animal_id, i.c.value, i.c.transponder_type, i.c.until_on).where(
            i.c.voided_at.is_(None), i.c.kind == IdentifierKind.TRANSPONDER
        )
    )
    bearing = {row.animal_id for row in rows if row.until_on is None or row.until_on > register.today}
    least = CHIP_DAYS.under(register.limits).value
    for view in register.here:
        age = age_days(view.birth, register.today)
        if view.id not in bearing and (age is None or age >= least):
            yield Doubt(
                "animal.no_chip", DoubtGrade.LOW, None, _("It bears no chip."),
                _("From {days} days of age on an animal is told from its like by its chip.").format(days=round(least)),
                command("animal", "identify", register.called(view), "transponder", "NUMBER"), animal_id=view.id,
                records=(("animal", view.id),),
            )  # fmt: skip
    here = {view.id for view in register.here}
    for row in rows:
        said = impossible_chip(row.value, TransponderType(row.transponder_type or TransponderType.ISO))
        if said is not None and row.animal_id in here and row.until_on is None:
            yield Doubt(
                "animal.chip_number", DoubtGrade.MEDIUM, None, said,
                _("No reader will ever show this number; it was mistyped, or spoiled by a spreadsheet."),
                command("animal", "void", "identifier", row.id.hex[-TAIL:], "--reason", "TEXT"),
                animal_id=row.animal_id, records=(("identifier", row.id),),
            )  # fmt: skip
    yield from _reads(reading, register, {(row.animal_id, row.value) for row in rows})


def _reads(reading: Reading, register: Register, known: set[tuple[UUID, str]]) -> Iterator[Doubt]:
    r = tables.transponder_read
    rows = reading.rows(
        select(r.c.id, r.c.animal_id, r.c.value, r.c.done_at)
        .where(r.c.voided_at.is_(None), r.c.is_expected.is_(False))
        .where(r.c.done_at >= reading.now - timedelta(days=READ_DAYS))
        .order_by(r.c.done_at, r.c.id)
    )
    for row in rows:
        view = register.views.get(row.animal_id)
        if view is None or (row.animal_id, row.value) in known:
            continue
        yield Doubt(
            "animal.chip_read", DoubtGrade.HIGH, None,
            _("On {day} the chip {value} was read on it, which is not its own.").format(
                day=show_date(local_day(reading, row.done_at)), value=row.value
            ),
            _("It is another animal, or it bears a second chip that is not in the register."),
            command("animal", "identify", register.called(view), "transponder", row.value), animal_id=view.id,
            records=(("transponder_read", row.id),),
        )  # fmt: skip


# ---------------------------------------------------------------- comings and goings


_EXPLAINED = {
    Fault.BEFORE_BIRTH: lambda: _("What happens to an animal happens after its birth."),
    Fault.AFTER_DEATH: lambda: _("After its death an animal neither comes nor leaves."),
    Fault.CAME_TWICE: lambda: _("It cannot come while it is here: a departure between them is missing."),
    Fault.LEFT_TWICE: lambda: _("It cannot leave while it is away: an arrival between them is missing."),
}


def _passages(reading: Reading, register: Register) -> Iterator[Doubt]:
    """How animals came and left, where it contradicts itself, and what is provisional for too long."""
    limit = PROVISIONAL_DAYS.under(register.limits).value
    for animal_id, ordered in passages_of(reading).items():
        view = register.views.get(animal_id)
        if view is None:
            continue
        for fault in passage_faults(ordered, view.birth):
            yield _passage_doubt(fault.fault, fault.passage, fault.before, view)
        last = ordered[-1]
        days = (register.today - last.day).days if last.day != date.min else 0
        if view.is_here and last.is_provisional and days > limit:
            yield Doubt(
                "animal.provisional", DoubtGrade.MEDIUM, None,
                _("Its accession of {day} is provisional for {days} days.").format(day=show_span(last.on), days=days),
                _("Whose it is and under which paper it came is settled within {days} days.").format(
                    days=round(limit)
                ),
                command("animal", "accession", register.called(view), str(last.kind.value), "--provisional", "no"),
                animal_id=view.id, records=(("accession", last.id),),
            )  # fmt: skip


def _passage_doubt(fault: Fault, one: Passage, before: Passage | None, view: AnimalView) -> Doubt:
    kind = "accession" if one.is_coming else "disposition"
    told = f"{word(one.kind)} {show_span(one.on)}"
    other = f"{word(before.kind)} {show_span(before.on)}" if before else f"{_('birth')} {show_span(view.birth)}"
    sentence = (
        _("{event} lies before {other}.") if fault is Fault.BEFORE_BIRTH else _("{event} follows {other}.")
    ).format(event=told, other=other)
    grade = DoubtGrade.HIGH if fault in (Fault.BEFORE_BIRTH, Fault.AFTER_DEATH) else DoubtGrade.MEDIUM
    records = ((kind, one.id),) if before is None else ((kind, one.id), (_table(before), before.id))
    return Doubt(
        f"animal.{fault.value}", grade, None, sentence, _EXPLAINED[fault](),
        command("animal", "void", kind, one.id.hex[-TAIL:], "--reason", "TEXT"), animal_id=view.id, records=records,
    )  # fmt: skip


def _table(passage: Passage) -> str:
    return "accession" if passage.is_coming else "disposition"


# ---------------------------------------------------------------- holds and papers


def _holds(reading: Reading, register: Register) -> Iterator[Doubt]:
    """Holds of animals that are not here any more, and holds that nobody looked at again when it was due."""
    for hold in conditions_at(reading, reading.now):
        view = register.views.get(hold.animal_id)
        if view is None:
            continue
        late = hold.review_on is not None and hold.review_on < register.today
        if view.is_here and not late:
            continue
        if not view.is_here:
            said = _("It is not here any more, and held since {day}: {hold}.")
            why = _("A hold ends when the animal leaves or dies.")
        else:
            said = _("Held since {day}: {hold}; it was to be looked at again by {review}.")
            why = _("A hold that nobody looks at again binds every line for ever.")
        yield Doubt(
            "animal.hold_of_absent" if not view.is_here else "animal.hold_overdue",
            DoubtGrade.MEDIUM if not view.is_here else DoubtGrade.LOW, hold.line,
            said.format(
                day=show_date(local_day(reading, hold.from_at)), hold=word(hold.kind),
                review=show_date(hold.review_on) if hold.review_on else "",
            ),
            why, _ending(hold, register.called(view)), animal_id=view.id,
            records=(("condition", hold.id),),
        )  # fmt: skip


def _ending(hold: ConditionView, animal: str) -> str:
    """What ends a hold: those of a group that is kept apart bear its code, and are ended with it."""
    if hold.kind in APART and hold.note is not None and " " not in hold.note and hold.line == CareLine.DISEASE_CONTROL:
        return command("quarantine", "release", hold.note, "--animal", animal)
    return command("animal", "lift-condition", animal, str(hold.kind.value))


def _permits(reading: Reading, register: Register) -> Iterator[Doubt]:
    """Papers that have lapsed, and that no newer paper of the kind has taken the place of."""
    permits = list(permit_views(reading).values())
    standing = [one for one in permits if one.valid_from <= register.today < (one.valid_until or date.max)]
    here = {view.id: view for view in register.here}
    for one in permits:
        about = [here[key] for key in one.animal_ids if key in here]
        if one.valid_until is None or one.valid_until > register.today or (one.animal_ids and not about):
            continue
        if any(other.kind is one.kind and _covers(other.animal_ids, about) for other in standing):
            continue
        named = listed(view.label for view in about) or _("all animals")
        yield Doubt(
            "animal.permit_lapsed", DoubtGrade.MEDIUM, None,
            _("{kind} {number} lapsed on {day}; it was for {animals}.").format(
                kind=word(one.kind), number=one.number, day=show_date(one.valid_until), animals=named
            ),
            _("Without it the center has no paper for what it says."),
            command("animal", "permit", str(one.kind.value), "NUMBER", "--authority", one.authority, "--from", "DATE"),
            animal_id=about[0].id if len(about) == 1 else None, subject=one.number, records=(("permit", one.id),),
        )  # fmt: skip


def _covers(animal_ids: Sequence[UUID], about: Iterable[AnimalView]) -> bool:
    """Is a paper for all animals, or for these?"""
    wanted = {view.id for view in about}
    return not animal_ids or (bool(wanted) and wanted <= set(animal_ids))
