"""Text files of rows: CSV in the encodings and with the separators that studbook programs write, and PLINK's .fam."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from breeding_center.errors import NotUnderstood, Refused
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
from breeding_center.text import _, shown

SEPARATORS = (",", ";", "\t", "|")
# Names people say, and what Python calls them; another encoding is not guessed at.
ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-16": "utf-16",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
    "latin-1": "latin-1",
    "latin1": "latin-1",
    "iso-8859-1": "latin-1",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "cp437": "cp437",
    "cp850": "cp850",
    "cp852": "cp852",
    "cp1250": "cp1250",
    "cp1251": "cp1251",
    "big5": "big5",
    "shift-jis": "cp932",
    "cp932": "cp932",
}
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
FAM_HEADINGS = ["family", "id", "sire", "dam", "sex", "phenotype"]


def read_plain(path: Path, encoding: str | None = None) -> Sheet:
    """Read rows of text; the first row holds the headings."""
    text, told = decoded(path, encoding)
    separator = _separator(text, path.suffix.casefold())
    rows = _rows(text, separator, path.name)
    first = list(islice(rows, FIRST_ROWS))
    if not first:
        raise Refused(_("{file} is empty.").format(file=path.name))
    at = heading_row([cells for _line, cells in first])
    headings = checked_headings(first[at][1], path.name)
    sheet = Sheet(headings, [], [], [_("Encoding: {encoding}.").format(encoding=told)])
    for line, cells in chain(first[at + 1 :], rows):
        if any(cell for cell in cells):
            _keep(sheet, line, cells, path.name)
    return sheet


def _keep(sheet: Sheet, line: int, cells: list[str], file: str) -> None:
    width = len(sheet.headings)
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if len(cells) > width:
        raise Refused(
            _("{file}, line {line}: {cells} cells under {columns} headings.").format(
                file=file, line=line, cells=len(cells), columns=width
            )
        )
    if len(sheet.rows) >= MOST_ROWS:
        raise too_many_rows(file)
    row: list[Cell] = [cell.strip() or None for cell in cells]
    row += [None] * (width - len(row))
    sheet.rows.append(row)
    sheet.lines.append(line)


def decoded(path: Path, encoding: str | None) -> tuple[str, str]:
    """The file's text and the name of its encoding: what was said, what its first bytes say, or UTF-8.

    A file that is not UTF-8 is not guessed at: GB18030 and Latin-1 read nearly any bytes, and read them wrong.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    if encoding is not None:
        chosen = ENCODINGS.get(encoding.strip().casefold().replace("_", "-"))
        if chosen is None:
            raise NotUnderstood(
                _("The code page '{encoding}' is unknown; these are read: {known}.").format(
                    encoding=shown(encoding), known=", ".join(sorted(ENCODINGS))
                )
            )
    else:
        chosen = next((code for mark, code in MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(chosen)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(path.name, raw, error, encoding) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Refused(_("{file}, line {line}: this is not text.").format(file=path.name, line=line))
    return text, chosen.removesuffix("-sig").upper()


def _wrong_encoding(file: str, raw: bytes, error: UnicodeDecodeError, said: str | None) -> Refused:
    line = raw.count(b"\n", 0, error.start) + 1
    if said is not None:
        return Refused(
            _("{file}, line {line}: this is not {encoding}.").format(file=file, line=line, encoding=said)
        )  # fmt: skip
    return Refused(
        _(
            "{file}, line {line}: this is not UTF-8, and its code page is not known: say it with --encoding, as in "
            "--encoding gb18030 or --encoding latin-1."
        ).format(file=file, line=line)
    )


def _separator(text: str, ending: str) -> str:
    """The sign that stands most often in the first line that holds anything."""
    if ending == ".tsv":
        return "\t"
    first = next((line for line in text.split("\n", 20) if line.strip()), "")
    found = max(SEPARATORS, key=first.count)
    return found if first.count(found) else ","


def _rows(text: str, separator: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line each begins on; a blank line is none."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL * 100))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            for cell in cells:
                if len(cell) > LONGEST_CELL:
                    raise too_long(line, len(cell))
            if cells and any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            _("{file}, line {line}: the quotation marks do not match ({why}).").format(file=file, line=line, why=error)
        ) from None


def read_fam(path: Path, encoding: str | None = None) -> Sheet:
    """Read PLINK's .fam: family, animal, sire, dam, sex (1 male, 2 female), phenotype, and no heading.

    https://www.cog-genomics.org/plink/1.9/formats#fam
    """
    text, told = decoded(path, encoding)
    sheet = Sheet(list(FAM_HEADINGS), [], [], [_("Encoding: {encoding}.").format(encoding=told)])
    for line, written in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        cells = written.split()
        if not cells:
            continue
        if len(cells) != len(FAM_HEADINGS):
            raise Refused(
                _("{file}, line {line}: a .fam file has 6 columns, and here are {columns}.").format(
                    file=path.name, line=line, columns=len(cells)
                )
            )
        longest = max(map(len, cells))
        if longest > LONGEST_CELL:
            raise too_long(line, longest)
        if len(sheet.rows) >= MOST_ROWS:
            raise too_many_rows(path.name)
        sheet.rows.append(list(cells))
        sheet.lines.append(line)
    return sheet
