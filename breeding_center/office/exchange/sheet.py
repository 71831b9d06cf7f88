"""A file of rows, as it was read: headings, rows with the line each stood on, and how the file was understood."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from breeding_center.errors import NotUnderstood, Refused
from breeding_center.text import _

Cell = str | float | date | None
"""A value of a file: a text, a number or a day of a typed format, or nothing."""

MOST_BYTES = 150_000_000
MOST_ROWS = 2_000_000
MOST_COLUMNS = 400
LONGEST_CELL = 10_000  # characters; a studbook's longest notes have some hundreds


@dataclass(slots=True)
class Sheet:
    """What a file holds. `lines` says on which line of the file each row begins; `habits` how the file was read."""

    headings: list[str]
    rows: list[list[Cell]]
    lines: list[int]
    habits: list[str] = field(default_factory=list)


def read_sheet(path: Path, encoding: str | None = None) -> Sheet:
    """Read a file of animals, by its ending: .csv, .tsv, .txt, .dbf, .fam or .xlsx."""
    size = _size(path)
    ending = path.suffix.removeprefix(".").casefold()
    readers = _readers()
    if ending not in readers:
        raise NotUnderstood(
            _("{file}: a studbook is read from a file that ends with {endings}.").format(
                file=path.name, endings=", ".join(f".{each}" for each in readers)
            )
        )
    if size > MOST_BYTES:
        raise Refused(
            _("{file} has {size} MB; a studbook file of more than {most} MB is not read.").format(
                file=path.name, size=round(size / 1_000_000), most=MOST_BYTES // 1_000_000
            )
        )
    if size == 0:
        raise Refused(_("{file} is empty.").format(file=path.name))
    sheet = readers[ending](path, encoding)
    if not sheet.rows:
        raise Refused(_("{file} holds no animals.").format(file=path.name))
    return sheet


def _size(path: Path) -> int:
    try:
        if not path.is_file():
            raise Refused(_("{file} is not a file.").format(file=path))
        return path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError) -> Refused:
    """The refusal for a file that the machine does not give."""
    return Refused(_("{file} cannot be read: {why}.").format(file=path, why=error.strerror or error))


def _readers() -> dict[str, Callable[[Path, str | None], Sheet]]:
    from breeding_center.office.exchange.dbf import read_dbf
    from breeding_center.office.exchange.plain import read_fam, read_plain
    from breeding_center.office.exchange.workbooks import read_xlsx

    return {
        "csv": read_plain,
        "tsv": read_plain,
        "txt": read_plain,
        "ped": read_plain,
        "dbf": read_dbf,
        "fam": read_fam,
        "xlsx": read_xlsx,
    }


def checked_headings(headings: Sequence[str], file: str) -> list[str]:
    """The headings without blanks around them; refused where one stands twice or there are too many."""
    plain = [" ".join(heading.split()) for heading in headings]
    while plain and not plain[-1]:
        plain.pop()
    if len(plain) > MOST_COLUMNS:
        raise Refused(_("{file} has more than {most} columns.").format(file=file, most=MOST_COLUMNS))
    seen: set[str] = set()
    for heading in plain:
        if heading and heading.casefold() in seen:
            raise Refused(_("{file}, line 1: the column '{column}' stands there twice.").format(
                file=file, column=heading[:80]
            ))  # fmt: skip
        seen.add(heading.casefold())
    return plain


def too_long(line: int, length: int) -> Refused:
    """The refusal for a cell that no studbook has."""
    return Refused(
        _("Line {line}: a cell has {length} characters, more than {most}.").format(
            line=line, length=length, most=LONGEST_CELL
        )
    )


def too_many_rows(file: str) -> Refused:
    """The refusal for a file with more rows than are read."""
    return Refused(_("{file} has more than {most} rows.").format(file=file, most=MOST_ROWS))
