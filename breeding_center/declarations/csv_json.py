"""Reports for other programs: raw values under column codes, in CSV and JSON.

Nothing here is translated and nothing is rounded, so that a file written today reads the same in thirty years.
"""

import json
import re
from collections.abc import Iterator

from breeding_center.declarations.report import Column, ReportResult
from breeding_center.declarations.written import Plain, plain_value

# OWASP ASVS 1.2.10, CWE-1236: a spreadsheet runs a cell that begins with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# A terminal obeys C1 controls, and bidirectional marks reorder what a person reads. JSON can spell them out.
UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def csv_lines(result: ReportResult, *, spreadsheet: bool = False) -> Iterator[str]:
    """Header of column codes, then one record a row (RFC 4180). A missing value is empty, an empty text is `""`.

    `spreadsheet` puts a `'` before texts that a spreadsheet would run; numbers stay numbers.
    """
    yield _record([column.code for column in result.columns])
    for row in result.rows:
        yield _record([_field(row.get(column.code), column, result, spreadsheet) for column in result.columns])


def _field(value: object, column: Column, result: ReportResult, spreadsheet: bool) -> str | None:
    plain = plain_value(value, result.zone)
    if plain is None:
        return None
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, int | float):
        return repr(plain)
    if spreadsheet and isinstance(value, str) and plain.startswith(FORMULA_STARTS):
        return "'" + plain
    return plain


def _record(fields: list[str | None]) -> str:
    return ",".join(_quoted(field) for field in fields) + "\r\n"


def _quoted(field: str | None) -> str:
    if field is None:
        return ""
    if field == "" or field != field.strip() or any(mark in field for mark in ',"\r\n'):
        return '"' + field.replace('"', '""') + '"'
    return field


def json_lines(result: ReportResult) -> Iterator[str]:
    """A list of objects keyed by column codes, written one row at a time so that a long report needs no memory."""
    if not result.rows:
        yield "[]\n"
        return
    last = len(result.rows) - 1
    for number, row in enumerate(result.rows):
        values: dict[str, Plain] = {
            column.code: plain_value(row.get(column.code), result.zone) for column in result.columns
        }
        written = json.dumps(values, ensure_ascii=False, allow_nan=False)
        opening = "[\n  " if number == 0 else "  "
        closing = "\n]\n" if number == last else ",\n"
        yield opening + UNSAFE_IN_JSON.sub(_escaped, written) + closing


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
