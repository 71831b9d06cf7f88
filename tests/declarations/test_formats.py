"""Every format of a report, each against a table of the worst texts, and against its golden file."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from breeding_center.cli.table import table_lines
from breeding_center.declarations import pdf_page, workbook
from breeding_center.declarations.formats import FORMATS, write_report
from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.declarations.written import shown_columns, shown_value
from breeding_center.errors import Refused
from breeding_center.text import cells, set_language
from tests.declarations.nasty import COLUMNS, EVIL, a_row, nasty_report
from tests.golden_files import assert_golden

# What a terminal would obey: C0 but line feed, DEL, C1, and what turns writing around.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def written(form: str, result: ReportResult | None = None, *, spreadsheet: bool = False) -> bytes:
    stream = io.BytesIO()
    write_report(result or nasty_report(), form, stream, spreadsheet=spreadsheet)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["csv", "json", "md", "html"])
def test_format_is_as_it_was(form: str) -> None:
    assert_golden(f"nasty.{form}", written(form))


def test_spreadsheet_csv_is_as_it_was() -> None:
    assert_golden("nasty.spreadsheet.csv", written("csv", spreadsheet=True))


@pytest.mark.parametrize("width", [None, 120])
def test_table_is_as_it_was(width: int | None) -> None:
    lines = "".join(line + "\n" for line in table_lines(nasty_report(), width=width))
    assert_golden(f"nasty.table{width or ''}.txt", lines.encode())


@pytest.mark.parametrize("form", ["md", "html"])
def test_human_text_formats_carry_nothing_a_terminal_obeys(form: str) -> None:
    text = written(form, nasty_report([a_row(note=text) for text in EVIL if "\t" not in text])).decode()
    assert OBEYED.findall(text) == []


def test_table_and_json_carry_nothing_a_terminal_obeys() -> None:
    assert [line for line in table_lines(nasty_report()) if OBEYED.search(line)] == []
    assert OBEYED.findall(written("json").decode()) == []


# ---------------------------------------------------------------- csv and json


def test_csv_reads_back_to_the_values_that_were_written() -> None:
    report = nasty_report()
    records = list(csv.reader(io.StringIO(written("csv").decode(), newline="")))
    assert records[0] == [column.code for column in report.columns]
    assert [record[-1] for record in records[1 : 1 + len(EVIL)]] == list(EVIL)
    assert records[1][2:5] == ["male", "98400", "-3500.5"]
    assert records[1][10:14] == ["about 2019", "2020-09-25", "2020-09-25T08:30:00+08:00", "true"]


def test_csv_tells_an_empty_text_from_a_missing_value() -> None:
    lines = written("csv", nasty_report([a_row(name="", note=None)])).decode().splitlines()
    assert lines[1].startswith('North,"",')
    assert lines[1].endswith(",true,")


def test_table_and_csv_agree_cell_for_cell() -> None:
    report = nasty_report()
    table = list(table_lines(report))[2:]
    records = list(csv.DictReader(io.StringIO(written("csv").decode(), newline="")))
    assert len(table) == len(records) == len(report.rows)
    for line, record, row in zip(table, records, report.rows, strict=True):
        shown = [shown_value(row[column.code], column, report.zone) for column in COLUMNS]
        assert re.sub(r"\s+", "", line) == re.sub(r"\s+", "", "".join(shown))
        for column, text in zip(COLUMNS, shown, strict=True):
            if column.kind == "text":
                assert shown_value(record[column.code], column, report.zone) == text
            assert bool(record[column.code]) == bool(text)


def test_codes_and_titles_keep_to_their_formats_in_chinese() -> None:
    set_language("zh")
    assert written("csv").decode() == written_in_english("csv")
    assert written("json").decode() == written_in_english("json")


def written_in_english(form: str) -> str:
    set_language("en")
    return written(form).decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_spreadsheet_csv_quotes_texts_that_would_run_and_leaves_numbers(start: str) -> None:
    report = nasty_report([a_row(note=start + "1+1", change_g=-3.5)])
    safe = next(csv.DictReader(io.StringIO(written("csv", report, spreadsheet=True).decode("utf-8-sig"), newline="")))
    assert safe["note"] == "'" + start + "1+1"
    assert safe["change_g"] == "-3.5"
    raw = next(csv.DictReader(io.StringIO(written("csv", report).decode(), newline="")))
    assert raw["note"] == start + "1+1"


def test_json_is_a_list_of_objects_with_full_numbers() -> None:
    rows = json.loads(written("json"))
    assert [row["note"] for row in rows[: len(EVIL)]] == list(EVIL)
    assert rows[-1]["weight_g"] == 0.1 + 0.2
    assert rows[-1]["cubs"] == 2**63 - 1
    assert rows[0]["checked"] is True
    assert rows[-2]["name"] is None


def test_json_of_no_rows_is_an_empty_list() -> None:
    assert json.loads(written("json", nasty_report([]))) == []


# ---------------------------------------------------------------- table


def test_table_columns_line_up_by_terminal_cells() -> None:
    lines = list(table_lines(nasty_report([a_row(name="七仔"), a_row(name="Qi Zai"), a_row(name="熊猫🐼")])))
    starts = {cells(line[: line.index("male")]) for line in lines[2:]}
    assert len(starts) == 1


@pytest.mark.parametrize("width", [120, 200])
def test_table_fits_the_terminal_and_loses_nothing(width: int) -> None:
    note = "很长的一段中文备注，用来检查换行。and some English words too " * 4
    columns = (Column("name", "name"), Column("weight_g", "weight", "mass_g"), Column("note", "note"))
    report = ReportResult("wide", "wide", columns, [a_row(note=note)])
    lines = list(table_lines(report, width=width))
    assert max(map(cells, lines)) <= width
    told = "".join(re.split(r"  +", line)[-1] for line in lines[2:])
    assert re.sub(r"\s", "", told) == re.sub(r"\s", "", note)


def test_table_in_a_pipe_has_one_whole_line_for_every_row() -> None:
    lines = list(table_lines(nasty_report([a_row(note="长" * 500)])))
    assert len(lines) == 3
    assert lines[2].endswith("长" * 500)


# ---------------------------------------------------------------- html


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _value in attrs} & {"href", "src", "onclick", "style"}
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells and self.tags[-1] == "td":
            self.cells[-1] += data


def test_html_is_one_page_a_house_and_record_text_is_only_text() -> None:
    page = _Tags()
    page.feed(written("html").decode())
    assert page.tags.count("section") == 2
    assert page.tags.count("tr") == len(nasty_report().rows) + 2
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert "<script>alert(1)</script>" in [cell.strip() for cell in page.cells]
    assert "size: A4 landscape" in written("html").decode()


def test_empty_report_is_still_a_page() -> None:
    assert b"<table>" in written("html", nasty_report([]))
    assert b"| name" in written("md", nasty_report([]))


# ---------------------------------------------------------------- xlsx


def sheet_cells(book: bytes, sheet: int) -> dict[str, tuple[str, str]]:
    """The cells of a sheet by their address: type and content as they stand in the file."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    found = {}
    for cell in root.iterfind(".//m:c", space):
        assert cell.find("m:f", space) is None, "a formula"
        value = cell.find("m:v", space)
        text = "".join(part.text or "" for part in cell.iterfind(".//m:t", space))
        found[cell.attrib["r"]] = (cell.get("t", "n"), text if value is None else value.text or "")
    return found


def test_workbook_has_numbers_dates_and_texts_but_no_formula() -> None:
    book = written("xlsx")
    first = sheet_cells(book, 1)
    assert first["A1"] == ("inlineStr", "name")
    assert first["C2"] == ("n", "98400")
    assert first["D2"] == ("n", "-3500.5")
    assert first["K2"] == ("n", "44099"), "2020-09-25 as Excel counts days"
    assert first["L2"][1].startswith("44099.354166"), "08:30 by the center's clock"
    assert sorted(address for address, (kind, _text) in first.items() if kind == "str") == []
    second = sheet_cells(book, 2)
    assert second["A2"] == ("inlineStr", "=1+1")
    assert second["H5"] == ("inlineStr", str(2**63 - 1)), "Excel would round it"


def test_workbook_is_the_same_bytes_every_time() -> None:
    assert written("xlsx") == written("xlsx")


def test_workbook_sheets_are_named_after_the_pages() -> None:
    rows = [a_row(house=name) for name in ("A/B:[C]", "a b  c ", "x" * 40, "x" * 50, "History", "'", None)]
    with zipfile.ZipFile(io.BytesIO(written("xlsx", nasty_report(rows)))) as archive:
        names = re.findall(r'<sheet name="([^"]*)"', archive.read("xl/workbook.xml").decode())
    assert len(names) == len({name.casefold() for name in names}) == len(rows) + 1
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_text_too_long_for_excel_is_refused_rather_than_lost() -> None:
    with pytest.raises(Refused, match="longer than an Excel cell"):
        written("xlsx", nasty_report([a_row(note="x" * (workbook.LONGEST_TEXT + 1))]))


# ---------------------------------------------------------------- pdf


def test_pdf_document_is_as_it_was() -> None:
    document = pdf_page.document_of(nasty_report())
    assert_golden("nasty.pdf.json", json.dumps(document, ensure_ascii=False, indent=1).encode())


def test_pdf_has_a_page_for_every_house_and_the_same_bytes_every_time() -> None:
    pytest.importorskip("typst")
    rows = [a_row(house=house) for house in ("North", "South", "West")]
    made = written("pdf", nasty_report(rows))
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) == 3
    assert made == written("pdf", nasty_report(rows))


def sheet_for_the_wall(rows: int) -> ReportResult:
    """A round sheet of one house, whose dens have eight rows each."""
    columns = (
        Column("house", "house"), Column("place", "place", share=12), Column("work", "work", share=27),
        Column("done", "done", share=36),
    )  # fmt: skip
    told: list[Row] = [
        {"house": "North", "place": f"Den {row // 8}", "work": f"work {row}", "done": "08:00 _"} for row in range(rows)
    ]
    return ReportResult("round-sheet", "Round sheet", columns, told, page_by="house")


@pytest.mark.parametrize(("rows", "sheets"), [(3, 1), (40, 1), (64, 1), (110, 2), (150, 3)])
def test_pdf_of_a_house_takes_no_more_sheets_than_its_rows_need(rows: int, sheets: int) -> None:
    pytest.importorskip("typst")
    made, _warnings = pdf_page.pdf_bytes(sheet_for_the_wall(rows))
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) == sheets


@pytest.mark.parametrize(("rows", "sheets"), [(60, 1), (80, 1), (100, 2), (200, 3)])
def test_pdf_of_a_table_a_little_too_long_for_a_page_is_one(rows: int, sheets: int) -> None:
    pytest.importorskip("typst")
    told: list[Row] = [{"when": "2020-09-25 08:00", "what": f"round {row}"} for row in range(rows)]
    made, _warnings = pdf_page.pdf_bytes(
        ReportResult("case", "Case", (Column("when", "when"), Column("what", "what")), told)
    )
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) == sheets


def test_what_stands_above_is_written_once_on_a_sheet_for_the_wall() -> None:
    document = pdf_page.document_of(sheet_for_the_wall(10))
    covered = {f"{row},0": 0 for row in (*range(1, 8), 9)}
    assert document["pages"][0]["spans"] == {"0,0": 8, "8,0": 2, **covered}
    assert document["widths"] == [12, 27, 36]


def test_pdf_says_when_chinese_cannot_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typst")
    monkeypatch.setattr(pdf_page, "CHINESE_FONTS", ())
    _made, warnings = pdf_page.pdf_bytes(nasty_report())
    assert len(warnings) == 1
    assert "fonts-noto-cjk" in warnings[0]


@pytest.mark.parametrize(("form", "module", "extra"), [("pdf", "typst", "[pdf]"), ("xlsx", "xlsxwriter", "[excel]")])
def test_missing_extra_is_named(form: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    modules: dict[str, Any] = {module: None}
    for name, value in modules.items():
        monkeypatch.setitem(sys.modules, name, value)
    with pytest.raises(Refused, match=re.escape(extra)):
        written(form)


def test_formats_load_nothing_they_do_not_need() -> None:
    code = (
        "import io, sys; from breeding_center.declarations.formats import write_report;"
        "from breeding_center.declarations.report import Column, ReportResult, Row;"
        "write_report(ReportResult('a', 'a', (Column('a', 'a'),), [{'a': 1}]), 'json', io.BytesIO());"
        "print([m for m in ('sqlalchemy', 'click', 'rich', 'textual', 'typst', 'xlsxwriter') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_formats_are_those_promised() -> None:
    assert FORMATS == ("csv", "json", "md", "html", "xlsx", "pdf")


def a_wide_report() -> ReportResult:
    columns = (
        Column("animal", "animal"),
        Column("rank", "rank", "count", extra=True),
        Column("mean_kinship", "mean kinship", "computed"),
        Column("note", "note", extra=True),
        Column("reason", "reason", extra=True),
    )
    row = {"animal": "Yulan (90007)", "rank": 1, "mean_kinship": 0.123456, "note": None, "reason": "x" * 50}
    return ReportResult("wide", "Wide", columns, [row])


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (None, ["animal", "rank", "mean_kinship", "note", "reason"]),
        (120, ["animal", "rank", "mean_kinship", "reason"]),
        (40, ["animal", "rank", "mean_kinship"]),
        (30, ["animal", "mean_kinship"]),
        (10, ["animal", "mean_kinship"]),
    ],
)
def test_table_leaves_out_what_is_extra_and_does_not_fit(width: int | None, shown: list[str]) -> None:
    assert [column.code for column in shown_columns(a_wide_report(), width)] == shown


def test_computed_number_is_rounded_for_people_and_whole_for_programs() -> None:
    assert "0.1235" in "".join(table_lines(a_wide_report()))
    assert "0.123456" in written("csv", a_wide_report()).decode()


def test_upright_report_is_turned_for_people_only() -> None:
    upright = replace(a_wide_report(), upright=True)
    assert [line.split()[0] for line in table_lines(upright)][2:] == ["animal", "rank", "mean", "reason"]
    assert written("json", upright) == written("json", a_wide_report())
    assert "mean kinship" in written("md", upright).decode()
    assert written("html", upright).decode().count("<tr>") == 5


def test_a_printed_sheet_leaves_every_column_room_for_its_longest_word() -> None:
    """Many narrow columns with long titles once left nothing to the name, and a code ran into the next column."""
    numbers = tuple(Column(f"n{place}", f"rather long title {place}", "count") for place in range(12))
    columns = (Column("name", "name"), Column("lot", "lot"), *numbers)
    row = {"name": "Somebody with a long name", "lot": "phyllostachys_culm-200828"} | {one.code: 1 for one in numbers}
    widths = pdf_page.document_of(ReportResult("sheet", "sheet", columns, [row]))["widths"]
    assert all(widths)
    assert widths[0] >= 0.5 * len("Somebody")  # in ems, and a letter is wider than half of one
    assert widths[1] >= 0.5 * len("phyllostachys_culm-200828")
