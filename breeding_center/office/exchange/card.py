"""The report card of a studbook file: every row with its verdict, and how columns and dates were understood."""

from uuid import UUID

from breeding_center.declarations.report import Answer, Row
from breeding_center.office.exchange.columns import TITLES
from breeding_center.office.exchange.comparing import show_parent
from breeding_center.office.exchange.record import Line, Record
from breeding_center.office.exchange.service import refusal, understood
from breeding_center.office.exchange.understanding import Understood, summary
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary.studbook import DateOrder


def card(
    reading: Reading,
    *,
    file: str,
    columns: list[str],
    dates: DateOrder | None,
    century_from: int | None,
    encoding: str | None,
    taxon: UUID | None,
    leave_out: bool | None,
) -> Answer:
    """What would become of every row, with nothing written."""
    found, book, own = understood(
        reading,
        file=file,
        columns=columns,
        dates=dates,
        century_from=century_from,
        encoding=encoding,
        taxon=taxon,
        leave_out=leave_out,
    )
    by_number = {record.number: record for record in (*found.records, *found.added)}
    rows = [_row(line, by_number.get(line.number)) for line in found.card]
    notes = [
        *_habits(found),
        _("Taxon where no column tells it: {taxon}.").format(taxon=book.taxa[own]),
        summary(found),
    ]
    if (no := refusal(found)) is not None and not leave_out:
        notes.append(no.sentence)
    else:
        notes.append(_("Nothing was written; --commit writes it all in one entry."))
    return Answer(rows, notes)


def _row(line: Line, record: Record | None) -> Row:
    row: dict[str, object] = {
        "line": line.line, "studbook_number": line.number or None, "verdict": line.verdict.value, "reason": line.reason,
    }  # fmt: skip
    if record is not None and record.line == line.line:
        row |= {
            "sire": show_parent(record.sire), "dam": show_parent(record.dam), "sex": record.sex.value,
            "birth": record.birth, "death": record.death,
        }  # fmt: skip
    return row


def _habits(found: Understood) -> list[str]:
    """How the file was read: what every column was taken for, which were left alone, how dates are written."""
    headings = found.columns.headings
    mapped = "; ".join(f"{heading} → {_(TITLES[fact])}" for fact, heading in headings.items())
    notes = [*found.told, _("Columns: {mapped}.").format(mapped=mapped)]
    if found.columns.unread:
        unread = ", ".join(found.columns.unread)
        notes.append(
            _("Not read: {columns}; --map FACT=COLUMN reads one, the facts are {facts}.").format(
                columns=unread, facts=", ".join(fact for fact in TITLES if fact not in headings)
            )
        )
    if found.habit.order is not None:
        first = {
            DateOrder.DAY: _("Dates such as 03/04/2001 have the day first."),
            DateOrder.MONTH: _("Dates such as 03/04/2001 have the month first."),
        }
        notes.append(first[found.habit.order])
    return notes
