"""Reports as an Excel workbook: real numbers and real dates, and never a formula made of record text."""

from datetime import UTC, date, datetime
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING

from breeding_center.declarations.report import Column, ReportResult
from breeding_center.declarations.written import UNBROKEN_KINDS, Page, pages, shown_value
from breeding_center.errors import Refused
from breeding_center.text import _, cells, safe_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Limits of the format itself: xlsxwriter would leave a longer text out without a word.
LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_575
# Excel keeps fifteen digits of a number.
LARGEST_EXACT = 10**15

NUMBER_FORMATS = {
    "mass_g": '#,##0.###" g"',
    "volume_ml": '#,##0.###" ml"',
    "dose_mg": '#,##0.###" mg"',
    "temperature_c": '0.0##" °C"',
    "percent": '0.###" %"',
    "count": "0",
    "number": "General",
    "computed": "0.0000",
}
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
DATE_FORMAT = "yyyy-mm-dd"
INSTANT_FORMAT = "yyyy-mm-dd hh:mm"
FORBIDDEN_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def xlsx_bytes(result: ReportResult) -> bytes:
    """The report as the bytes of an .xlsx file; the same report makes the same bytes."""
    try:
        import xlsxwriter
    except ImportError:
        raise Refused(
            _("An Excel file needs the extra 'excel': run  pip install 'breeding-center[excel]'  or use --format csv.")
        ) from None
    if len(result.rows) > MOST_ROWS:
        raise Refused(
            _("The report has {rows} rows and an Excel sheet holds {most}; use --format csv.").format(
                rows=len(result.rows), most=MOST_ROWS
            )
        )
    made = BytesIO()
    book = xlsxwriter.Workbook(
        made,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": safe_text(result.title),
            "author": safe_text(result.center_name),
            # A date of its own for every run would make no two files of one report alike.
            "created": (result.generated_at or UNDATED).astimezone(result.zone).replace(tzinfo=None),
        }
    )
    _Sheets(book, result).write()
    book.close()
    return made.getvalue()


class _Sheets:
    """One sheet for each page of the report, and one for its notes."""

    def __init__(self, book: "Workbook", result: ReportResult) -> None:
        self.book = book
        self.result = result
        self.names: set[str] = set()
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.formats = {
            kind: book.add_format({"num_format": written, "valign": "top"})
            for kind, written in [*NUMBER_FORMATS.items(), ("date", DATE_FORMAT), ("instant", INSTANT_FORMAT)]
        }

    def write(self) -> None:
        for page in pages(self.result):
            self._page(page)
        if self.result.notes:
            sheet = self.book.add_worksheet(self._name(_("Notes")))
            sheet.set_column(0, 0, 100, self.text)
            for place, note in enumerate(self.result.notes):
                sheet.write_string(place, 0, safe_text(note, lines=True), self.text)

    def _page(self, page: Page) -> None:
        sheet = self.book.add_worksheet(self._name(page.heading or self.result.title))
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        if len(page.columns) > 8:
            sheet.set_landscape()
        for place, column in enumerate(page.columns):
            sheet.set_column(place, place, self._width(page, column))
            sheet.write_string(0, place, safe_text(column.heading), self.heading)
        for line, row in enumerate(page.rows, start=1):
            for place, column in enumerate(page.columns):
                self._cell(sheet, line, place, row.get(column.code), column)
        if page.rows:
            sheet.autofilter(0, 0, len(page.rows), len(page.columns) - 1)

    def _width(self, page: Page, column: Column) -> float:
        shown = [column.heading]
        shown += [shown_value(row.get(column.code), column, self.result.zone, lines=True) for row in page.rows[:200]]
        limit = 30 if column.kind in UNBROKEN_KINDS else 60
        return min(limit, 2 + max(cells(line) for text in shown for line in [*text.split("\n"), ""]))

    def _cell(self, sheet: "Worksheet", line: int, place: int, value: object, column: Column) -> None:
        if isinstance(value, Enum):
            value = value.value
        if value is None:
            return
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST_EXACT:
            sheet.write_number(line, place, value, self._format(column.kind, "number"))
        elif isinstance(value, datetime):
            # Excel knows no time zones: the sheet shows the center's clock.
            local = value.astimezone(self.result.zone).replace(tzinfo=None)
            sheet.write_datetime(line, place, local, self.formats["instant"])
        elif isinstance(value, date) and value.year >= 1900:
            sheet.write_datetime(line, place, value, self.formats["date"])
        else:
            self._text(sheet, line, place, shown_value(value, column, self.result.zone, lines=True), column)

    def _format(self, kind: str, otherwise: str) -> "Format":
        return self.formats.get(kind, self.formats[otherwise])

    def _text(self, sheet: "Worksheet", line: int, place: int, text: str, column: Column) -> None:
        if len(text) > LONGEST_TEXT:
            raise Refused(
                _("Row {row}, {column}: the text is longer than an Excel cell may be; use --format csv.").format(
                    row=line, column=column.heading
                )
            )
        sheet.write_string(line, place, text, self.text)

    def _name(self, wanted: str) -> str:
        """A sheet name Excel accepts: at most 31 characters, none of []:*?/\\, and no name twice."""
        clean = safe_text(wanted).translate(FORBIDDEN_IN_SHEET_NAMES).replace("\n", " ").strip("' ") or "-"
        name, number = clean[:31], 1
        while name.casefold() in self.names or name.casefold() == "history":
            number += 1
            name = f"{clean[:27]} {number}"
        self.names.add(name.casefold())
        return name
