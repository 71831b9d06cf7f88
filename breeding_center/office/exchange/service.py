"""Taking a studbook in and handing it out, as actions: parsed values in, a sentence out."""

from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from breeding_center.declarations.action import Deed
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.office.exchange.columns import mappings_said
from breeding_center.office.exchange.record import Verdict
from breeding_center.office.exchange.standing import Standing, standing
from breeding_center.office.exchange.understanding import Said, Understood, summary, understand
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, fold, n_
from breeding_center.vocabulary.studbook import DateOrder, StudbookFormat

SHOWN_REFUSALS = 3


def understood(
    reading: Reading,
    *,
    file: str,
    columns: list[str],
    dates: DateOrder | None,
    century_from: int | None,
    encoding: str | None,
    taxon: UUID | None,
    leave_out: bool | None = None,
    confirmed: bool = False,
) -> tuple[Understood, Standing, UUID]:
    """A file understood against the records, the studbook as it stands, and the taxon of animals without one."""
    if century_from is not None and not 1000 <= century_from <= 2100:
        raise NotUnderstood(_("--century-from is a year, as in 1930."))
    book = standing(reading)
    own = taxon or usual_taxon(reading)
    words = {
        fold(word): row.code
        for row in reading.rows(select(tables.taxon).where(tables.taxon.c.voided_at.is_(None)))
        for word in (row.name_zh, row.name_en, row.scientific_name, row.code)
    }
    said = Said(
        mappings_said(columns),
        encoding,
        dates,
        century_from,
        book.taxa[own] if taxon is not None else None,
        bool(leave_out),
        words,
    )
    gestation = reading.value(select(tables.taxon.c.gestation_max_days).where(tables.taxon.c.id == own))
    found = understand(
        Path(file).expanduser(),
        said,
        book.records,
        today_of(reading),
        confirmed=confirmed,
        gestation_max_days=gestation,
    )
    return found, book, own


def today_of(reading: Reading) -> date:
    """The day it is at the center."""
    return reading.now.astimezone(reading.zone).date()


def usual_taxon(reading: Reading) -> UUID:
    """What an animal is where nothing says it: what most animals here are, or the first taxon of the records."""
    a, t = tables.animal, tables.taxon
    most = (
        select(a.c.taxon_id)
        .where(a.c.voided_at.is_(None))
        .group_by(a.c.taxon_id)
        .order_by(func.count().desc(), a.c.taxon_id)
    )
    found: UUID | None = reading.value(most.limit(1)) or reading.value(
        select(t.c.id).where(t.c.voided_at.is_(None)).order_by(t.c.id).limit(1)
    )
    if found is None:
        raise Refused(_("The records know no taxon yet."))
    return found


def refusal(found: Understood) -> Refused | None:
    """Why nothing of a file can be written: how many rows are refused, the first of them in full."""
    refused = found.refused
    if not refused:
        return None
    told = [
        _("line {line}: {reason}").format(line=line.line, reason=(line.reason or "").rstrip("."))
        for line in refused[:SHOWN_REFUSALS]
    ]
    if len(refused) > SHOWN_REFUSALS:
        told.append(_("and so on; the report card tells them all"))
    head = n_("{n} row is refused, so nothing is written", "{n} rows are refused, so nothing is written", len(refused))
    return Refused(f"{found.file}: {head.format(n=len(refused))}: " + "; ".join(told) + ".")


def take_in(
    entry: Entry,
    *,
    file: str,
    columns: list[str],
    dates: DateOrder | None,
    century_from: int | None,
    encoding: str | None,
    taxon: UUID | None,
    leave_out: bool | None,
) -> Deed:
    """Write everything a studbook file tells; refused as a whole where any row is."""
    from breeding_center.office.exchange.committing import write

    found, book, own = understood(
        entry, file=file, columns=columns, dates=dates, century_from=century_from, encoding=encoding, taxon=taxon,
        leave_out=leave_out, confirmed=entry.confirmed and bool(entry.reason),
    )  # fmt: skip
    if (no := refusal(found)) is not None and not leave_out:
        raise no
    entered = write(entry, found, book, own)
    counts = found.counts
    if entry.is_empty:
        return Deed(_("{file}: the records knew all of it already; nothing was written.").format(file=found.file))
    sentence = n_("{n} animal entered from {file}.", "{n} animals entered from {file}.", entered)
    told = sentence.format(n=entered, file=found.file)
    if counts[Verdict.DOUBTED]:
        doubted = n_(
            "{n} doubt is kept with its record.", "{n} doubts are kept with their records.", counts[Verdict.DOUBTED]
        )
        told += " " + doubted.format(n=counts[Verdict.DOUBTED])
    return Deed(f"{told} {summary(found)}")


def hand_out(
    entry: Reading, *, file: str, form: StudbookFormat | None, taxon: UUID | None, spreadsheet: bool | None
) -> Deed:
    """Write the studbook to a file."""
    from breeding_center.office.exchange.leaving import hand_out as write_out

    return Deed(write_out(entry, Path(file).expanduser(), form, taxon, spreadsheet=bool(spreadsheet)))
