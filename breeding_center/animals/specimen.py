"""The specimen report: everything the register holds of one animal, each line with who recorded it and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, column, or_, select, table

from breeding_center.animals.answers import permit_state, state_of
from breeding_center.animals.model import (
    Accession,
    Animal,
    Condition,
    Disposition,
    Identifier,
    Measurement,
    Note,
    ParentageClaim,
    Permit,
    PermitAnimal,
    RearingSpell,
)
from breeding_center.animals.queries import (
    TAIL,
    AnimalView,
    animal_view,
    animal_views,
    life_stages,
    local_day,
    taxon_views,
)
from breeding_center.animals.registers import institution_views, permit_views
from breeding_center.animals.timeline import measured_value
from breeding_center.declarations.report import Answer
from breeding_center.moments import DateSpan, show_date, show_instant, show_span
from breeding_center.storage.journal import entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, pick
from breeding_center.vocabulary import ParentRole
from breeding_center.words import label as word

LAST_MEASURES = 10

# People are another room's; of theirs, only the names are read here, to say who wrote a line.
_people = table("staff_member", column("id"), column("name_en"), column("name_zh"))


@dataclass(frozen=True, slots=True)
class _Line:
    section: str
    field: str
    value: str
    since: str = ""
    source: str | None = None
    row: Any = None


def specimen(reading: Reading, *, animal: UUID, as_of: datetime) -> Answer:
    """Everything known about an animal up to an instant."""
    view = animal_view(reading, animal, as_of)
    a = Animal.__table__
    own = _recorded(reading, a, a.c.id == animal)[0]
    lines: list[_Line] = []
    for part in (_identity, _identifiers, _parents, _passages, _rearing, _conditions, _papers, _measures, _notes):
        lines.extend(part(_Asked(reading, view, own, as_of)))
    rows: list[dict[str, object]] = [
        {
            "section": line.section, "field": line.field, "value": line.value, "since": line.since,
            "source": line.source, "recorded_by": pick(line.row.by_en, line.row.by_zh) or None,
            "recorded_at": line.row.recorded_at, "record": line.row.id.hex[-TAIL:],
        }
        for line in lines
    ]  # fmt: skip
    return Answer(rows, title=_("Specimen report: {animal}").format(animal=view.label))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question: which animal, as of when."""

    reading: Reading
    view: AnimalView
    own: Any
    as_of: datetime

    @property
    def day(self) -> date:
        return local_day(self.reading, self.as_of)

    def rows(self, source: Table, *order: ColumnElement[Any]) -> Sequence[Any]:
        """The animal's rows of a table that stand."""
        return _recorded(self.reading, source, source.c.animal_id == self.view.id, *order)


def _recorded(
    reading: Reading, source: Table, where: ColumnElement[bool], *order: ColumnElement[Any], most: int | None = None
) -> Sequence[Any]:
    """Rows that stand, at most so many of them, each with who recorded it and when."""
    question = (
        select(source, entry.c.recorded_at, _people.c.name_en.label("by_en"), _people.c.name_zh.label("by_zh"))
        .join(entry, entry.c.id == source.c.entry_id)
        .outerjoin(_people, _people.c.id == entry.c.by_id)
        .where(source.c.voided_at.is_(None), where)
        .order_by(*order, source.c.id)
        .limit(most)
    )
    return reading.rows(question)


def _on(row: Any) -> str:
    """The day of a coming or leaving as well as it is known."""
    return show_span(DateSpan(row.on_from, row.on_until, row.on_written))


def _days(from_on: date | None, until_on: date | None) -> str:
    if until_on is None:
        return show_date(from_on) if from_on else ""
    return _("{first} to {last}").format(first=show_date(from_on) if from_on else "", last=show_date(until_on))


def _identity(asked: _Asked) -> Iterator[_Line]:
    view, own, reading = asked.view, asked.own, asked.reading
    stage = life_stages(reading, [view], asked.day)[view.id]
    born = show_instant(view.birth_at, reading.zone) if view.birth_at else show_span(view.birth)
    told = (
        ("name_en", view.name_en), ("name_zh", view.name_zh),
        ("taxon", _taxon(reading, view.taxon_id)), ("sex", _sex(own)),
        ("born", born), ("birth_type", word(view.birth_type)),
        ("age", view.age(asked.day)), ("stage", word(stage) if stage and not view.is_dead else None),
        ("state", word(state_of(view))), ("note", own.note),
    )  # fmt: skip
    for field, value in told:
        if value:
            yield _Line("identity", field, value, source=own.source, row=own)


def _taxon(reading: Reading, taxon_id: UUID) -> str:
    taxon = taxon_views(reading)[taxon_id]
    return f"{taxon.name} ({taxon.scientific_name})"


def _sex(own: Any) -> str:
    if own.sex_method is None:
        return word(own.sex)
    return _("{sex} ({method})").format(sex=word(own.sex), method=word(own.sex_method))


def _identifiers(asked: _Asked) -> Iterator[_Line]:
    i = Identifier.__table__
    for row in asked.rows(i, i.c.kind, i.c.from_on):
        details = [word(row.transponder_type) if row.transponder_type else None, row.implant_site, row.issuer, row.note]
        kept = listed(part for part in details if part)
        value = f"{row.value} ({kept})" if kept else row.value
        yield _Line("identifiers", row.kind, value, _days(row.from_on, row.until_on), row.doubt, row)


def _parents(asked: _Asked) -> Iterator[_Line]:
    p = ParentageClaim.__table__
    own = asked.rows(p, p.c.role, p.c.probability.desc())
    young = _recorded(asked.reading, p, p.c.parent_id == asked.view.id, p.c.claimed_on)
    views = animal_views(asked.reading, {row.parent_id for row in own} | {row.animal_id for row in young})
    for row in own:
        value = _claimed(views[row.parent_id].label, row)
        since = show_date(row.claimed_on) if row.claimed_on else ""
        yield _Line("parents", row.role, value, since, row.source or row.doubt, row)
    for row in young:
        if row.role is not ParentRole.REARING_DAM:
            child = views[row.animal_id]
            yield _Line("offspring", row.role, _claimed(child.label, row), show_span(child.birth), None, row)


def _claimed(name: str, row: Any) -> str:
    return _("{animal}, {probability}, {kind}").format(
        animal=name, probability=f"{row.probability:.0%}", kind=word(row.kind)
    )


def _passages(asked: _Asked) -> Iterator[_Line]:
    places = institution_views(asked.reading)
    c, d = Accession.__table__, Disposition.__table__
    for row in asked.rows(c, c.c.on_from):
        place, owner = places.get(row.institution_id), places.get(row.owner_id)
        details = [word(row.kind), place.name if place else None, word(row.ownership), owner.name if owner else None]
        details += [_("provisional") if row.is_provisional else None, row.note]
        if _is_past(asked, row):
            value = listed(part for part in details if part)
            yield _Line("passages", "accession", value, _on(row), row.doubt, row)
    for row in asked.rows(d, d.c.on_from):
        place = places.get(row.institution_id)
        details = [word(row.kind), place.name if place else None, row.cause]
        details += [_("still the center's own") if row.is_still_owned else None, row.note]
        if _is_past(asked, row):
            value = listed(part for part in details if part)
            yield _Line("passages", "disposition", value, _on(row), row.doubt, row)


def _is_past(asked: _Asked, row: Any) -> bool:
    return row.on_from is None or bool(row.on_from <= asked.day)


def _rearing(asked: _Asked) -> Iterator[_Line]:
    r = RearingSpell.__table__
    rows = asked.rows(r, r.c.from_on)
    nurses = animal_views(asked.reading, {row.reared_by_id for row in rows if row.reared_by_id})
    for row in rows:
        nurse = nurses[row.reared_by_id].label if row.reared_by_id else None
        value = listed(part for part in (nurse, row.note) if part)
        yield _Line("rearing", row.kind, value, _days(row.from_on, row.until_on), None, row)


def _conditions(asked: _Asked) -> Iterator[_Line]:
    c = Condition.__table__
    zone = asked.reading.zone
    for row in asked.rows(c, c.c.from_at):
        if row.from_at > asked.as_of:
            continue
        until = show_instant(row.until_at, zone) if row.until_at else None
        review = show_date(row.review_on) if row.review_on else None
        told = (
            _("until {time}").format(time=until) if until else None,
            _("look again on {date}").format(date=review) if review and not until else None,
            row.note,
        )
        value = listed(part for part in told if part)
        yield _Line("holds", row.kind, value, show_instant(row.from_at, zone), None, row)


def _papers(asked: _Asked) -> Iterator[_Line]:
    papers = permit_views(asked.reading)
    p, about = Permit.__table__, PermitAnimal.__table__
    named = select(about.c.permit_id).where(about.c.voided_at.is_(None), about.c.animal_id == asked.view.id)
    anyone = ~p.c.id.in_(select(about.c.permit_id).where(about.c.voided_at.is_(None)))
    for row in _recorded(asked.reading, p, or_(p.c.id.in_(named), anyone), p.c.valid_until):
        paper = papers[row.id]
        state, _left = permit_state(paper, asked.day)
        value = listed((paper.number, paper.authority, word(state)))
        yield _Line("papers", row.kind, value, _days(row.valid_from, row.valid_until), row.file_name, row)


def _measures(asked: _Asked) -> Iterator[_Line]:
    m = Measurement.__table__
    until_then = (m.c.animal_id == asked.view.id) & (m.c.done_at <= asked.as_of)
    found = _recorded(asked.reading, m, until_then, m.c.done_at.desc(), most=LAST_MEASURES)
    for row in found:
        at = show_instant(row.done_at, asked.reading.zone)
        source = listed(part for part in (word(row.method) if row.method else None, row.doubt, row.note) if part)
        yield _Line("measures", row.kind, measured_value(row), at, source or None, row)


def _notes(asked: _Asked) -> Iterator[_Line]:
    n = Note.__table__
    for row in asked.rows(n, n.c.done_at.desc()):
        if row.done_at <= asked.as_of:
            yield _Line("notes", "note", row.text, show_instant(row.done_at, asked.reading.zone), None, row)
