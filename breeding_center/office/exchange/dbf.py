"""dBASE and FoxPro tables, the format of SPARKS: read with every length checked, and written as dBASE III.

The layout is that of dBASE III PLUS (Ashton-Tate 1985) with the field types that FoxPro added; a table has a header of
32 bytes, a description of 32 bytes for each field, and records of one length. Memo files beside it are not read.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from breeding_center.errors import NotUnderstood, Refused
from breeding_center.office.exchange.plain import ENCODINGS
from breeding_center.office.exchange.sheet import MOST_ROWS, Cell, Sheet, checked_headings, too_many_rows, unreadable
from breeding_center.text import _, shown

HEADER, FIELD = struct.Struct("<B3sLHH17xB2x"), struct.Struct("<11sc4xBB14x")
VERSIONS = frozenset(
    {0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0x8E, 0xCB, 0xE5, 0xF5, 0xFB}
)
ENDS_FIELDS, ENDS_TABLE, DELETED = 0x0D, b"\x1a", 0x2A
MOST_FIELDS, LONGEST_FIELD, LONGEST_RECORD = 255, 254, 65_000
# Language drivers of dBASE and FoxPro (the byte at 29), as the code pages Python knows.
CODE_PAGES = {
    0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x08: "cp865", 0x09: "cp437", 0x0A: "cp850", 0x0B: "cp437",
    0x0D: "cp437", 0x0E: "cp850", 0x0F: "cp437", 0x10: "cp850", 0x11: "cp437", 0x12: "cp850", 0x13: "cp932",
    0x14: "cp850", 0x15: "cp437", 0x16: "cp850", 0x17: "cp865", 0x18: "cp437", 0x19: "cp437", 0x1A: "cp850",
    0x1B: "cp437", 0x1C: "cp863", 0x1D: "cp850", 0x1F: "cp852", 0x22: "cp852", 0x23: "cp852", 0x24: "cp860",
    0x25: "cp850", 0x26: "cp866", 0x37: "cp850", 0x40: "cp852", 0x4D: "gb18030", 0x4E: "cp949", 0x4F: "cp950",
    0x57: "cp1252", 0x58: "cp1252", 0x59: "cp1252", 0x64: "cp852", 0x65: "cp866", 0x66: "cp865", 0x6A: "cp737",
    0x6B: "cp857", 0x78: "cp950", 0x79: "cp949", 0x7A: "gb18030", 0x7B: "cp932", 0x7D: "cp1255", 0x7E: "cp1256",
    0xC8: "cp1250", 0xC9: "cp1251", 0xCA: "cp1254", 0xCB: "cp1253",
}  # fmt: skip
WRITTEN_PAGES = ((0x03, "cp1252"), (0x4D, "gbk"))
UNREAD = frozenset("MGPW0")  # memo, picture, binary; and FoxPro's column of flags


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a table: its name, its type's letter, how many bytes it has and how many decimals."""

    name: str
    kind: str
    length: int
    decimals: int = 0


# ---------------------------------------------------------------- reading


def read_dbf(path: Path, encoding: str | None = None) -> Sheet:
    """Read a table; a record that is marked as deleted is none, and the line of a row is its number in the table."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    count, start, width, driver = _header(raw, path.name)
    fields = _fields(raw, start, width, path.name)
    if count > MOST_ROWS:
        raise too_many_rows(path.name)
    page = _code_page(raw[start:], driver, encoding, path.name)
    kept = [(place, field) for place, field in _joined(_places(fields)) if field.kind not in UNREAD]
    sheet = Sheet(checked_headings([field.name for _at, field in kept], path.name), [], [])
    sheet.habits.append(_("Encoding: {encoding}.").format(encoding=page.upper()))
    unread = [field.name for field in fields if field.kind in UNREAD - {"0"}]
    if unread:
        sheet.habits.append(_("Memos are not read: {columns}.").format(columns=", ".join(unread)))
    for number in range(count):
        record = raw[start + number * width : start + (number + 1) * width]
        if record[0] == DELETED:
            continue
        row = [_value(record[at : at + field.length], field, page, path.name, number + 1) for at, field in kept]
        if any(cell is not None for cell in row):
            sheet.rows.append(row)
            sheet.lines.append(number + 1)
    return sheet


def _broken(file: str, why: str) -> Refused:
    return Refused(_("{file} is not a whole dBASE table: {why}.").format(file=file, why=why))


def _header(raw: bytes, file: str) -> tuple[int, int, int, int]:
    """How many records there are, where they start, how long each is, and the language driver."""
    if len(raw) < HEADER.size + 1:
        raise _broken(file, _("its header is cut short"))
    version, _day, count, start, width, driver = HEADER.unpack_from(raw)
    if version not in VERSIONS:
        raise _broken(file, _("it begins as no such table does"))
    if not HEADER.size + FIELD.size < start <= len(raw) or width < 2:
        raise _broken(file, _("its header is damaged"))
    if len(raw) < start + count * width:
        there = (len(raw) - start) // width
        raise _broken(file, _("it should hold {count} records, and {there} are there").format(count=count, there=there))
    return count, start, width, driver


def _fields(raw: bytes, start: int, width: int, file: str) -> list[Field]:
    fields: list[Field] = []
    at = HEADER.size
    while at < start and raw[at] != ENDS_FIELDS:
        if at + FIELD.size > start or len(fields) >= MOST_FIELDS:
            raise _broken(file, _("its list of fields has no end"))
        name, kind, length, decimals = FIELD.unpack_from(raw, at)
        plain = name.split(b"\0", 1)[0].decode("ascii", "replace").strip()
        if kind == b"C":  # Clipper and FoxPro keep long texts' high byte where numbers have their decimals
            length, decimals = length + 256 * decimals, 0
        if not plain or not plain.isprintable() or "�" in plain or length == 0:
            raise _broken(file, _("field {number} has no name or no length").format(number=len(fields) + 1))
        fields.append(Field(plain, kind.decode("latin-1"), length, decimals))
        at += FIELD.size
    if not fields or 1 + sum(field.length for field in fields) != width:
        raise _broken(file, _("its fields do not fill its records"))
    return fields


def _places(fields: Sequence[Field]) -> Iterator[tuple[int, Field]]:
    at = 1
    for field in fields:
        yield at, field
        at += field.length


def _joined(places: Iterable[tuple[int, Field]]) -> list[tuple[int, Field]]:
    """Long texts made whole again: a full field NOTES that NOTES2 follows goes on there."""
    found: list[tuple[int, Field]] = []
    for at, field in places:
        before = found[-1][1] if found else None
        if before is not None and before.kind == field.kind == "C" and before.length % LONGEST_FIELD == 0:
            name = f"{before.name}{before.length // LONGEST_FIELD + 1}"
            if field.name == name:
                found[-1] = (found[-1][0], Field(before.name, "C", before.length + field.length))
                continue
        found.append((at, field))
    return found


def _split(field: Field) -> Iterator[Field]:
    """A text longer than a field may be, as several fields side by side: NOTES, NOTES2, NOTES3 …"""
    left, number = field.length, 1
    while left > 0:
        length = min(left, LONGEST_FIELD) if field.kind == "C" else left
        yield Field(field.name if number == 1 else f"{field.name}{number}", field.kind, length, field.decimals)
        left, number = left - length, number + 1


def _code_page(records: bytes, driver: int, said: str | None, file: str) -> str:
    """The code page that was said, or that the table names; where it names none, only plain letters are read."""
    if said is not None:
        chosen = ENCODINGS.get(said.strip().casefold().replace("_", "-"))
        if chosen is None:
            raise NotUnderstood(
                _("The code page '{encoding}' is unknown; these are read: {known}.").format(
                    encoding=shown(said), known=", ".join(sorted(ENCODINGS))
                )
            )
        return chosen.removesuffix("-sig")
    if driver in CODE_PAGES:
        return CODE_PAGES[driver]
    if records.isascii():
        return "ascii"
    raise Refused(
        _(
            "{file} does not say its code page: say it with --encoding, as in --encoding gb18030 or --encoding cp437."
        ).format(file=file)
    )


def _value(raw: bytes, field: Field, page: str, file: str, line: int) -> Cell:
    try:
        return _READERS.get(field.kind, _text)(raw, page)
    except UnicodeDecodeError:
        raise Refused(
            _("{file}, line {line}: {column} is not {encoding}.").format(
                file=file, line=line, column=field.name, encoding=page.upper()
            )
        ) from None
    except (ValueError, struct.error, OverflowError):
        raise Refused(
            _("{file}, line {line}: {column} holds '{value}', which its type does not allow.").format(
                file=file, line=line, column=field.name, value=shown(raw.decode("latin-1").strip())
            )
        ) from None


def _text(raw: bytes, page: str) -> Cell:
    return raw.decode(page).replace("\0", " ").strip() or None


def _number(raw: bytes, _page: str) -> Cell:
    written = raw.replace(b"\0", b" ").decode("ascii").strip()
    if not written or set(written) <= {"*", "."}:  # stars are a number too long for its field
        return None
    value = float(written)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(written)
    return value


def _day(raw: bytes, _page: str) -> Cell:
    written = raw.replace(b"\0", b" ").decode("ascii").strip()
    if not written or set(written) == {"0"}:
        return None
    if len(written) == 8 and written.isdigit() and written.endswith("00"):
        return f"{written[:4]}-{written[4:6]}-{written[6:]}"  # a year or a month alone
    return date.fromisoformat(f"{written[:4]}-{written[4:6]}-{written[6:]}")


def _julian(raw: bytes, _page: str) -> Cell:
    days, _milliseconds = struct.unpack("<ll", raw)
    return date(1, 1, 1) + timedelta(days=days - 1_721_426) if days > 0 else None


def _truth(raw: bytes, _page: str) -> Cell:
    return {"T": "1", "Y": "1", "F": "0", "N": "0"}.get(raw.decode("latin-1").strip().upper())


_READERS: dict[str, Callable[[bytes, str], Cell]] = {
    "C": _text,
    "N": _number,
    "F": _number,
    "D": _day,
    "L": _truth,
    "T": _julian,
    "I": lambda raw, _page: float(struct.unpack("<l", raw)[0]),
    "B": lambda raw, _page: float(struct.unpack("<d", raw)[0]),
    "Y": lambda raw, _page: struct.unpack("<q", raw)[0] / 10_000,
}


# ---------------------------------------------------------------- writing


def dbf_bytes(fields: Sequence[Field], rows: Sequence[Sequence[Cell]], today: date) -> bytes:
    """A dBASE III table; refused where a text has more bytes than its field, or letters of no code page it can name."""
    driver, page = _page_for(rows)
    width = 1 + sum(field.length for field in fields)
    described = [part for field in fields for part in _split(field)]
    if len(described) > MOST_FIELDS or width > LONGEST_RECORD:
        raise Refused(_("The notes are longer than a dBASE table can hold; use --as csv."))
    start = HEADER.size + FIELD.size * len(described) + 1
    made = bytearray(
        HEADER.pack(0x03, bytes((today.year - 1900, today.month, today.day)), len(rows), start, width, driver)
    )
    for field in described:
        made += FIELD.pack(field.name.encode("ascii"), field.kind.encode("ascii"), field.length, field.decimals)
    made.append(ENDS_FIELDS)
    for number, row in enumerate(rows, start=1):
        made += b" "
        for field, cell in zip(fields, row, strict=True):
            made += _written(cell, field, page, number)
    return bytes(made) + ENDS_TABLE


def _page_for(rows: Sequence[Sequence[Cell]]) -> tuple[int, str]:
    texts = {cell for row in rows for cell in row if isinstance(cell, str) and not cell.isascii()}
    for driver, page in WRITTEN_PAGES:
        try:
            for text in texts:
                text.encode(page)
        except UnicodeEncodeError:
            continue
        return driver, page
    raise Refused(
        _("The names need letters of more than one code page, which a dBASE table cannot hold; use --as csv.")
    )


def _written(cell: Cell, field: Field, page: str, line: int) -> bytes:
    if isinstance(cell, date):
        return f"{cell:%Y%m%d}".rjust(field.length, "0").encode("ascii")
    if isinstance(cell, float):
        return f"{cell:.{field.decimals}f}".rjust(field.length).encode("ascii")
    raw = (cell or "").encode(page)
    if len(raw) > field.length:
        raise Refused(
            _(
                "Row {row}, {column}: '{value}' is longer than the {length} bytes a dBASE field has; use --as csv."
            ).format(row=line, column=field.name, value=shown(cell or ""), length=field.length)
        )
    return raw.ljust(field.length)
