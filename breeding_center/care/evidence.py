"""What the plans answer to the checklists of other rooms."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from breeding_center.declarations.room import Evidence
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, pick

MEDICINE = "medication"


def treatment(reading: Reading, animal_id: UUID, at: datetime) -> Evidence:
    """Is no medicine planned for it any more?"""
    plan, protocol, day = tables.plan, tables.protocol, at.astimezone(reading.zone).date()
    question = (
        select(plan.c.id, protocol.c.title_en, protocol.c.title_zh)
        .join(protocol, protocol.c.id == plan.c.protocol_id)
        .where(plan.c.animal_id == animal_id, plan.c.voided_at.is_(None), plan.c.from_on <= day)
        .where(or_(plan.c.until_on.is_(None), plan.c.until_on > day), protocol.c.kind == MEDICINE)
        .order_by(plan.c.from_on, plan.c.id)
    )
    rows = reading.rows(question)
    said = _("Still planned: {plans}.").format(plans=listed(pick(row.title_en, row.title_zh) for row in rows))
    return Evidence(
        said if rows else _("No medicine is planned."), is_met=not rows, records=tuple(("plan", row.id) for row in rows)
    )
