"""The forms a report can be handed over in.

csv and json are for other programs: column codes, raw values. md, html, xlsx and pdf are for people: translated titles,
values as they are read aloud. plot (in characters), svg and png draw what a report declares to be drawn, or the picture
that its answer brings along. The table on a terminal is the command line's own.
"""

from collections.abc import Iterable
from typing import BinaryIO

from breeding_center.declarations.report import ReportResult

# Formats whose bytes are no text: they are not shown on a terminal.
BINARY_FORMATS = frozenset({"xlsx", "pdf", "png"})
FORMATS = ("csv", "json", "md", "html", "xlsx", "pdf")


def write_report(result: ReportResult, form: str, stream: BinaryIO, *, spreadsheet: bool = False) -> list[str]:
    """Write the report to a stream of bytes; returns sentences that the person should hear about it.

    `spreadsheet` makes a CSV safe and readable for a spreadsheet program: no text runs as a formula, and the byte order
    mark by which Excel recognises UTF-8.
    """
    if form in BINARY_FORMATS:
        return _write_binary(result, form, stream)
    if form == "svg":
        return _write_figure(result, form, stream)
    if spreadsheet and form == "csv":
        stream.write(b"\xef\xbb\xbf")
    for line in text_lines(result, form, spreadsheet=spreadsheet):
        stream.write(line.encode("utf-8", "backslashreplace"))
    return []


def text_lines(result: ReportResult, form: str, *, spreadsheet: bool = False) -> Iterable[str]:
    """The report in one of the formats that are text, piece by piece."""
    if form == "csv":
        from breeding_center.declarations.csv_json import csv_lines

        return csv_lines(result, spreadsheet=spreadsheet)
    if form == "json":
        from breeding_center.declarations.csv_json import json_lines

        return json_lines(result)
    if form == "md":
        from breeding_center.declarations.markdown import markdown_lines

        return markdown_lines(result)
    if form == "html":
        from breeding_center.declarations.html_page import html_lines

        return html_lines(result)
    if form == "plot" and result.drawing is not None:
        return (line + "\n" for line in result.drawing.lines())
    if form == "plot":
        from breeding_center.declarations.plotting import terminal_lines

        return terminal_lines(result)
    raise ValueError(f"no such format: {form}")


def _write_figure(result: ReportResult, form: str, stream: BinaryIO) -> list[str]:
    if result.drawing is not None:
        stream.write(result.drawing.svg().encode() if form == "svg" else result.drawing.png())
        return []
    from breeding_center.declarations.plotting import figure_bytes

    stream.write(figure_bytes(result, form))
    return []


def _write_binary(result: ReportResult, form: str, stream: BinaryIO) -> list[str]:
    if form == "png":
        return _write_figure(result, form, stream)
    if form == "xlsx":
        from breeding_center.declarations.workbook import xlsx_bytes

        stream.write(xlsx_bytes(result))
        return []
    from breeding_center.declarations.pdf_page import pdf_bytes

    made, warnings = pdf_bytes(result)
    stream.write(made)
    return warnings
