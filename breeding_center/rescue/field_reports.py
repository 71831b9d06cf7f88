"""The reports from the field: the list of them, which became a case, and the one that nobody has opened a case for."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select

from breeding_center.declarations.report import Row
from breeding_center.declarations.room import Alert
from breeding_center.moments import show_instant
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, fold, pick
from breeding_center.vocabulary import CareLine, Urgency

SAME_CALL = timedelta(hours=1)  # one finder calls of one place once; center default


def field_reports(reading: Reading, *, without_case: bool) -> list[Row]:
    """Every report from the field with the case that it became, the latest first; or those that are no case yet."""
    r, case, file = tables.field_report, tables.rescue_case, tables.field_attachment
    kept = select(func.count()).where(file.c.report_id == r.c.id, file.c.voided_at.is_(None)).scalar_subquery()
    question = (
        select(r, case.c.code, kept.label("files"))
        .join(case, (case.c.report_id == r.c.id) & case.c.voided_at.is_(None), isouter=True)
        .where(r.c.voided_at.is_(None), r.c.found_at <= reading.now)
        .order_by(r.c.found_at.desc(), r.c.id)
    )
    return [
        {
            "found_at": row.found_at, "place": pick(row.place_en, row.place_zh), "county": row.county,
            "case": row.code, "finder": row.finder, "phone": row.phone, "latitude": row.latitude,
            "longitude": row.longitude, "accuracy_m": row.accuracy_m, "altitude_m": row.altitude_m,
            "findings": row.findings, "threats": row.threats, "files": row.files, "record": row.id,
        }
        for row in reading.rows(question)
        if not (without_case and row.code)
    ]  # fmt: skip


def unopened(reading: Reading) -> Iterator[Alert]:
    """The reports that nobody has opened a case for: until then nobody is asked to go, and nobody to be told."""
    r, case = tables.field_report, tables.rescue_case
    question = (
        select(r.c.id, r.c.found_at, r.c.finder, r.c.place_en, r.c.place_zh)
        .join(case, (case.c.report_id == r.c.id) & case.c.voided_at.is_(None), isouter=True)
        .where(r.c.voided_at.is_(None), r.c.found_at <= reading.now, case.c.id.is_(None))
        .order_by(r.c.found_at, r.c.id)
    )
    for row in reading.rows(question):
        place = pick(row.place_en, row.place_zh)
        yield Alert(
            "report-without-case", Urgency.URGENT, CareLine.RESCUE,
            _("Reported from {place} by {finder} at {at}, and no case has been opened.").format(
                place=place, finder=row.finder, at=show_instant(row.found_at, reading.zone)
            ),
            _("Open the case with 'rescue open-case', then take it to 'verified' or 'false_report'."), row.found_at,
            subject=place, detail=row.id.hex[-8:], records=(("field_report", row.id),),
        )  # fmt: skip


def told_already(reading: Reading, place: str, finder: str, found_at: datetime) -> str | None:
    """The doubt about a report that one finder made of one place within the hour before or after, or None."""
    r = tables.field_report
    question = select(r.c.found_at, r.c.finder, r.c.place_en, r.c.place_zh).where(
        r.c.voided_at.is_(None), r.c.found_at.between(found_at - SAME_CALL, found_at + SAME_CALL)
    )
    for row in reading.rows(question):
        if fold(row.finder) == fold(finder) and fold(place) in (fold(row.place_en), fold(row.place_zh)):
            return _("{finder} has reported that from {place} already, at {at}.").format(
                finder=row.finder, place=pick(row.place_en, row.place_zh), at=show_instant(row.found_at, reading.zone)
            )
    return None
