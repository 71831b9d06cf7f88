"""Excel workbooks: the first sheet's values, read only after the archive was measured."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from breeding_center.errors import Refused
from breeding_center.office.exchange.columns import FIRST_ROWS, heading_row
from breeding_center.office.exchange.sheet import (
    LONGEST_CELL,
    MOST_ROWS,
    Cell,
    Sheet,
    checked_headings,
    too_long,
    too_many_rows,
    unreadable,
)
from breeding_center.text import _

# A workbook of 100,000 animals unpacks to some 60 MB; one of 4 million empty rows is packed into a quarter of one.
MOST_UNPACKED = 200_000_000
MOST_PACKED_INTO_ONE = 200
SMALL = 1_000_000
PIECE = 1 << 20


def read_xlsx(path: Path, _encoding: str | None = None) -> Sheet:
    """Read the first sheet; a formula counts as its value, and merged cells are refused."""
    try:
        import python_calamine
    except ImportError:
        raise Refused(
            _("Reading Excel needs the extra 'excel': run  pip install 'breeding-center[excel]'  or save it as CSV.")
        ) from None
    _measure(path)
    try:
        with python_calamine.load_workbook(path) as book:
            names = list(book.sheet_names)
            sheet = book.get_sheet_by_index(0)
            if getattr(sheet, "merged_cell_ranges", None):
                raise Refused(_("{file}: the sheet has merged cells; take the merging out.").format(file=path.name))
            found = sheet.to_python(skip_empty_area=False)
    except Refused:
        raise
    except (python_calamine.CalamineError, IndexError, OSError, ValueError) as error:
        raise Refused(_("{file} is not a whole Excel workbook: {why}.").format(
            file=path.name, why=str(error).strip(" .") or type(error).__name__
        )) from None  # fmt: skip
    return _sheet(found, path.name, names)


def _measure(path: Path) -> None:
    """Refuse an archive that unpacks to more than a studbook, by what it declares and by what it really holds."""
    bomb = Refused(_("{file} unpacks to more than a studbook holds; it is not read.").format(file=path.name))
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            declared = sum(member.file_size for member in members)
            packed = max(1, sum(member.compress_size for member in members))
            if declared > MOST_UNPACKED or (declared > SMALL and declared / packed > MOST_PACKED_INTO_ONE):
                raise bomb
            counted = 0
            for member in members:
                with archive.open(member) as stream:
                    while piece := stream.read(PIECE):
                        counted += len(piece)
                        if counted > MOST_UNPACKED:
                            raise bomb
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused(
            _("{file} is not a whole Excel workbook: {why}.").format(file=path.name, why=str(error).strip(" ."))
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None


def _sheet(found: Sequence[Sequence[object]], file: str, names: list[str]) -> Sheet:
    first = next((place for place, row in enumerate(found) if any(cell not in ("", None) for cell in row)), None)
    if first is None:
        raise Refused(_("{file} is empty.").format(file=file))
    first += heading_row([[_as_text(cell) for cell in row] for row in found[first : first + FIRST_ROWS]])
    sheet = Sheet(checked_headings([_as_text(cell) for cell in found[first]], file), [], [])
    if len(names) > 1:
        sheet.habits.append(
            _("Of {count} sheets the first was read: {sheet}.").format(count=len(names), sheet=names[0])
        )
    width = len(sheet.headings)
    for place, row in enumerate(found[first + 1 :], start=first + 2):
        cells = [_cell(cell, place) for cell in row]
        if any(cell is not None for cell in cells[width:]):
            raise Refused(
                _("{file}, line {line}: {cells} cells under {columns} headings.").format(
                    file=file, line=place, cells=len(cells), columns=width
                )
            )
        if any(cell is not None for cell in cells):
            if len(sheet.rows) >= MOST_ROWS:
                raise too_many_rows(file)
            sheet.rows.append(cells[:width] + [None] * (width - len(cells)))
            sheet.lines.append(place)
    return sheet


def _as_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _cell(cell: object, line: int) -> Cell:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, time | timedelta):
        return None
    text = str(cell).strip() if cell is not None else ""
    if len(text) > LONGEST_CELL:
        raise too_long(line, len(text))
    return text or None
