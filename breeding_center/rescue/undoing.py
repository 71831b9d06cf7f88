"""Taking back what belongs to a case: a closed case changes no more, unless its closing is taken back first."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from breeding_center.declarations.room import Record
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CaseState

OF_A_CASE = (
    tables.case_event, tables.case_clock, tables.field_examination, tables.field_treatment, tables.notification,
    tables.release_check, tables.release_request, tables.release_decision, tables.release,
)  # fmt: skip


def undoing(reading: Reading, records: Sequence[Record]) -> str | None:
    """Why an entry that wrote these records may not be taken back, or None."""
    case, event = tables.rescue_case, tables.case_event
    for row in reading.rows(
        select(case.c.code, case.c.id, event.c.id.label("closing"), tables.entry.c.seq)
        .join(event, event.c.case_id == case.c.id)
        .join(tables.entry, tables.entry.c.id == event.c.entry_id)
        .where(case.c.id.in_(_cases(reading, records)), case.c.state == CaseState.CLOSED, case.c.voided_at.is_(None))
        .where(event.c.state == CaseState.CLOSED, event.c.voided_at.is_(None))
        .order_by(case.c.code)
    ):
        if ("case_event", row.closing) not in records:
            return _("Case {code} is closed; undo its closing first, entry {seq}.").format(code=row.code, seq=row.seq)
    return None


def _cases(reading: Reading, records: Sequence[Record]) -> set[UUID]:
    """The cases that these records belong to."""
    wanted: dict[str, list[UUID]] = {}
    for table, key in records:
        wanted.setdefault(table, []).append(key)
    found = set(wanted.get(tables.rescue_case.name, ()))
    questions = [
        select(table.c.case_id).where(table.c.id.in_(wanted[table.name])) for table in OF_A_CASE if table.name in wanted
    ]
    fix, release = tables.tracking_fix, tables.release
    if fix.name in wanted:
        questions.append(
            select(release.c.case_id).join(fix, fix.c.release_id == release.c.id).where(fix.c.id.in_(wanted[fix.name]))
        )
    attached, report = tables.field_attachment, tables.rescue_case
    if attached.name in wanted:
        questions.append(
            select(report.c.id.label("case_id"))
            .join(attached, attached.c.report_id == report.c.report_id)
            .where(attached.c.id.in_(wanted[attached.name]))
        )
    for question in questions:
        found |= {row.case_id for row in reading.rows(question)}
    return found
