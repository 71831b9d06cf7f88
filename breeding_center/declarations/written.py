"""How one value of a report is written: plainly for programs, and readably for people."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.moments import DateSpan, show_date, show_instant, show_span
from breeding_center.quantities import show_amount, show_dose, show_mass, show_temperature, show_volume
from breeding_center.text import N_, _, cells, n_, safe_text
from breeding_center.words import label

Plain: TypeAlias = str | int | float | bool | None

QUANTITIES: dict[str, Callable[[float], str]] = {
    "mass_g": show_mass,
    "volume_ml": show_volume,
    "dose_mg": show_dose,
    "temperature_c": show_temperature,
}
# A key is long: on a screen and on paper people read and type its tail; files for machines have it whole.
KEY_TAIL = 8
DECIMALS = 4  # of what is computed
# Characters that a text keeps before a column is left out for it; whole sentences keep more.
COMFORTABLE, PROSE, LONG = 24, 44, 72
NUMERIC_KINDS = frozenset({"number", "count", "percent", "computed", "change", "grade", *QUANTITIES})

# Kinds that are short and of one piece: never broken over two lines.
UNBROKEN_KINDS = NUMERIC_KINDS | {"date", "instant", "yes_no"}


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one printed page and what they have in common."""

    heading: str
    columns: tuple[Column, ...]
    rows: list[Row]


def plain_value(value: object, zone: ZoneInfo) -> Plain:
    """The value as it is stored: codes untranslated, instants with the center's offset, inexact dates as written."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DateSpan):
        return value.written
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a report cannot hold {type(value).__name__}")


def shown_value(value: object, column: Column, zone: ZoneInfo, *, lines: bool = False) -> str:
    """The value as a person reads it, in their language and safe to print; with `lines`, a text keeps its lines."""
    if isinstance(value, Enum):
        return safe_text(label(value if isinstance(value, StrEnum) else str(value.value)))
    if value is None:
        return "–" if column.kind == "grade" else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return _shown_number(value, column.kind)
    if isinstance(value, datetime):
        return show_instant(value, zone)
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, DateSpan):
        return show_span(value)
    text = str(value)
    if column.kind == "key":
        return text.replace("-", "")[-KEY_TAIL:]
    return safe_text(label(text) if column.kind == "choice" else text, lines=lines)


def _shown_number(value: float, kind: str) -> str:
    if kind in QUANTITIES:
        return QUANTITIES[kind](value)
    if kind == "percent":
        return f"{shortest(value)} %"
    if kind == "change":
        return f"{value:+d}" if isinstance(value, int) else f"{value:+.6f}"
    if kind == "computed" and not isinstance(value, int):
        return f"{value:.{DECIMALS}f}"
    return shortest(value)


def shortest(value: float) -> str:
    """The number with no digit more than it has: 3, not 3.0."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def as_read(result: ReportResult) -> ReportResult:
    """The report as people read it: an upright one turned, each of its figures a line, those that are missing left out.

    Amounts have their units with them. Programs get the rows as they are.
    """
    if any(column.unit for column in result.columns):
        result = _with_units(result)
    if not result.upright:
        return result
    rows: list[Row] = [
        {"what": column.heading, "value": shown_value(row[column.code], column, result.zone)}
        for row in result.rows
        for column in result.columns
        if row.get(column.code) is not None
    ]
    columns = (Column("what", N_("what")), Column("value", N_("value")))
    return replace(result, columns=columns, rows=rows, upright=False)


def _with_units(result: ReportResult) -> ReportResult:
    """The report with each amount written in the unit of its row; the columns of units are gone."""
    measured = {column.code: column.unit for column in result.columns if column.unit}
    rows: list[Row] = [{**row, **{code: _amount(row, code, unit) for code, unit in measured.items()}}
                       for row in result.rows]  # fmt: skip
    units = set(measured.values())
    return replace(result, columns=tuple(one for one in result.columns if one.code not in units), rows=rows)


def _amount(row: Row, code: str, unit: str) -> object:
    amount = row.get(code)
    return show_amount(amount, str(row.get(unit))) if isinstance(amount, int | float) else amount


def shown_columns(result: ReportResult, width: int | None, gap: int = 2, prose: int = PROSE) -> tuple[Column, ...]:
    """The columns that a table so many characters wide shows: of the extra ones, as many from the left as have room.

    An extra column without any value is left out, too. Where there is no edge, all are shown.
    """
    columns = list(result.columns)
    if width is None or not any(column.extra for column in columns):
        return result.columns
    needed: dict[str, int] = {}
    for column in result.columns:
        values = [shown_value(row.get(column.code), column, result.zone) for row in result.rows]
        if column.extra and not any(values):
            columns.remove(column)
        widest = max(map(cells, [safe_text(column.heading), *values]))
        needed[column.code] = (
            widest if column.kind in UNBROKEN_KINDS else min(widest, COMFORTABLE if widest <= LONG else prose)
        )
    while sum(needed[column.code] + gap for column in columns) - gap > width:
        last = next((column for column in reversed(columns) if column.extra), None)
        if last is None:
            break
        columns.remove(last)
    return tuple(columns)


def left_out(result: ReportResult, width: int | None, gap: int = 2, prose: int = PROSE) -> str | None:
    """A sentence about the columns for which there was no room."""
    count = len(result.columns) - len(shown_columns(result, width, gap, prose))
    if not count:
        return None
    return n_(
        "{n} more column does not fit here; a file has it.",
        "{n} more columns do not fit here; a file has them.",
        count,
    ).format(n=count)


def pages(result: ReportResult) -> Iterator[Page]:
    """The rows page by page: a new page wherever the value of the `page_by` column changes."""
    by = next((column for column in result.columns if column.code == result.page_by), None)
    if by is None:
        yield Page("", result.columns, result.rows)
        return
    columns = tuple(column for column in result.columns if column is not by)
    page: Page | None = None
    for row in result.rows:
        heading = shown_value(row.get(by.code), by, result.zone)
        if page is None or page.heading != heading:
            if page is not None:
                yield page
            page = Page(heading, columns, [])
        page.rows.append(row)
    yield page or Page("", columns, [])
