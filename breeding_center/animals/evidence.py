"""What the animals' register answers to the checklists of other rooms."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.animals.holds import LEAVING
from breeding_center.animals.queries import conditions_at, latest_weight
from breeding_center.declarations.room import Evidence
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import show_mass
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import ConditionKind, IdentifierKind
from breeding_center.words import label as word

HOLDS = tuple(LEAVING)
TREATED = (ConditionKind.MEDICAL_HOLD, ConditionKind.SEDATION)


def weight(reading: Reading, animal_id: UUID, at: datetime) -> Evidence | None:
    """Its last weight, in kilograms."""
    last = latest_weight(reading, animal_id, at)
    if last is None:
        return None
    day = show_date(last[1].astimezone(reading.zone).date())
    return Evidence(_("{weight} on {day}.").format(weight=show_mass(last[0]), day=day), value=last[0] / 1000)


def marked(reading: Reading, animal_id: UUID, at: datetime) -> Evidence:
    """Does it wear a chip and a collar?"""
    i, day = tables.identifier, at.astimezone(reading.zone).date()
    question = select(i.c.id, i.c.kind, i.c.value).where(
        i.c.animal_id == animal_id, i.c.voided_at.is_(None), or_(i.c.until_on.is_(None), i.c.until_on > day),
        i.c.kind.in_((IdentifierKind.TRANSPONDER, IdentifierKind.COLLAR)),
    )  # fmt: skip
    rows = reading.rows(question.order_by(i.c.kind, i.c.value))
    missing = {IdentifierKind.TRANSPONDER, IdentifierKind.COLLAR} - {row.kind for row in rows}
    said = listed(f"{word(row.kind)} {row.value}" for row in rows) or _("nothing")
    return Evidence(
        _("It wears: {marks}.").format(marks=said), is_met=not missing,
        records=tuple(("identifier", row.id) for row in rows),
    )  # fmt: skip


def free_of_holds(reading: Reading, animal_id: UUID, at: datetime) -> Evidence:
    """Is it out of quarantine, isolation, cohort, medical hold, sedation and any stop of movements?"""
    return _without(reading, animal_id, at, HOLDS, _("No hold stands."))


def treatment(reading: Reading, animal_id: UUID, at: datetime) -> Evidence:
    """Is no medical hold open?"""
    return _without(reading, animal_id, at, TREATED, _("No medical hold stands."))


def _without(reading: Reading, animal_id: UUID, at: datetime, kinds: tuple[ConditionKind, ...], none: str) -> Evidence:
    standing = [one for one in conditions_at(reading, at, [animal_id]) if one.kind in kinds]
    said = [
        _("{hold} since {at}.").format(hold=word(one.kind), at=show_instant(one.from_at, reading.zone))
        for one in standing
    ]
    return Evidence(
        " ".join(said) or none, is_met=not standing, records=tuple(("condition", one.id) for one in standing)
    )
