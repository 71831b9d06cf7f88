"""What disease control answers to the checklists of other rooms."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from breeding_center.declarations.room import Evidence
from breeding_center.moments import show_date
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _


def parasites(reading: Reading, animal_id: UUID, at: datetime) -> Evidence | None:
    """Were its parasites looked for, and treated where there were any?

    Nearly every wild giant panda carries roundworms (Zhang et al. 2008 found them in about all of the wild animals
    that died); what it carries does not bar it, that it was not treated does.
    """
    exam, worming = tables.fecal_exam, tables.deworming
    last = reading.row(
        select(exam.c.id, exam.c.done_at, exam.c.eggs_per_g)
        .where(exam.c.animal_id == animal_id, exam.c.voided_at.is_(None), exam.c.done_at <= at)
        .order_by(exam.c.done_at.desc(), exam.c.id.desc())
    )
    treated = reading.row(
        select(worming.c.id, worming.c.done_at, worming.c.medicine)
        .where(worming.c.animal_id == animal_id, worming.c.voided_at.is_(None), worming.c.done_at <= at)
        .order_by(worming.c.done_at.desc(), worming.c.id.desc())
    )
    if last is None:
        return None
    said = _("{eggs} eggs/g on {day}.").format(
        eggs=show_number(last.eggs_per_g), day=show_date(last.done_at.astimezone(reading.zone).date())
    )
    if treated is None:
        return Evidence(said, is_met=last.eggs_per_g == 0, records=(("fecal_exam", last.id),))
    wormed = _("Treated with {medicine} on {day}.").format(
        medicine=treated.medicine, day=show_date(treated.done_at.astimezone(reading.zone).date())
    )
    return Evidence(
        f"{said} {wormed}", is_met=last.eggs_per_g == 0 or treated.done_at >= last.done_at,
        records=(("fecal_exam", last.id), ("deworming", treated.id)),
    )  # fmt: skip
