"""Reports as PDF, set by Typst (the extra `pdf`): A4, a new page where the report asks for one."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from breeding_center.declarations.html_page import footer, lies_flat
from breeding_center.declarations.pdf_widths import fit_columns
from breeding_center.declarations.report import Column, ReportResult
from breeding_center.declarations.written import (
    COMFORTABLE,
    NUMERIC_KINDS,
    UNBROKEN_KINDS,
    as_read,
    left_out,
    pages,
    shown_columns,
    shown_value,
)
from breeding_center.errors import Refused
from breeding_center.text import _, cells, language, safe_text

# Record text reaches Typst as data (JSON), never as source, so nothing in it is markup.
# A report that has a page for each house hangs on a wall: its rows are as roomy for a pencil as one sheet allows, and
# only what no sheet holds goes on to a second, which bears the same head; what belongs together stays on one.
TEMPLATE = r"""
#let report = json(bytes(sys.inputs.report))
#set document(title: report.title)
#set page(paper: "a4", flipped: report.flat, margin: (x: 12mm, top: 12mm, bottom: 14mm), footer: context {
  set text(7pt, fill: luma(40%))
  [#report.footer #h(1fr) #counter(page).display("1 / 1", both: true)]
})
#set text(font: report.fonts, size: report.size * 1pt, lang: report.lang)
#set table(stroke: 0.4pt + luma(55%))
#let aligned = report.right.map(right => if right { end + top } else { start + top })
#let columns = report.widths.map(width => {
  if not report.paged { width * 1em + 2.4mm } else if width == 0 { auto } else { width * 1fr }
})
#let titles = report.titles.map(title => table.cell(fill: luma(92%), strong(title)))
#let head(page) = {
  block(below: 2mm, text(13pt, weight: "bold", report.title))
  if page.heading != "" { block(text(10pt, page.heading)) }
}
#let sheet(page, size: report.size * 1pt, gap: 0.9mm) = {
  set text(size)
  let cells = page.rows.enumerate().map(((row, texts)) => texts.enumerate()
    .map(((place, told)) => (place, told, page.spans.at(str(row) + "," + str(place), default: 1)))
    .filter(((place, told, span)) => span > 0)
    .map(((place, told, span)) => table.cell(rowspan: span, breakable: span == 1 or place == 0, told)))
  let top = table.cell(colspan: columns.len(), stroke: none, inset: (x: 0mm, bottom: 2mm), head(page))
  table(
    columns: columns, align: aligned, inset: (x: 1.2mm, y: gap),
    table.header(..if report.paged { (top,) }, ..titles), ..cells.flatten(),
  )
}
#let steps = ((9pt, 2mm), (8.5pt, 1.5mm), (8pt, 1.2mm), (8pt, 0.9mm), (7.5pt, 0.8mm), (7pt, 0.7mm))
// Of several sheets each ends where the next animal's rows would not fit, and bears the head again.
#let slack = 1.08
// What is a little too long for one page is set a little closer; of so many rows none fits, however close.
#let most = 90
#let closer = ((1, 0.9mm), (1, 0.6mm), (0.95, 0.5mm), (0.9, 0.4mm))
#let notes = for note in report.notes { block(text(7pt, note)) }
#if "drawing" in report {
  image(bytes(report.drawing), format: "svg", width: 100%, height: 100%, fit: "contain")
  pagebreak()
}
#for (place, page) in report.pages.enumerate() {
  if place > 0 { pagebreak() }
  if report.paged {
    layout(room => {
      let heights = steps.map(((size, gap)) => measure(sheet(page, size: size, gap: gap), width: room.width).height)
      let needed(height) = if height <= room.height { 1 } else { calc.ceil(height * slack / room.height) }
      let fewest = needed(heights.last())
      let (size, gap) = steps.at(heights.position(height => needed(height) == fewest))
      sheet(page, size: size, gap: gap)
    })
  } else if page.rows.len() > most {
    head(page)
    sheet(page)
  } else {
    layout(room => {
      let whole(step) = {
        head(page)
        sheet(page, size: report.size * step.first() * 1pt, gap: step.last())
      }
      let fits(step) = measure({ whole(step); notes }, width: room.width).height <= room.height
      let step = closer.find(fits)
      whole(if step == none { closer.first() } else { step })
    })
  }
}
#notes
"""

# Families that hold Simplified Chinese, the most readable first.
CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Hiragino Sans GB", "Heiti SC", "Noto Serif CJK SC",
    "Source Han Serif SC", "SimHei", "SimSun", "STSong", "Songti SC", "Droid Sans Fallback", "AR PL UMing CN",
)  # fmt: skip
LATIN_FONTS = ("Noto Sans", "DejaVu Sans", "Libertinus Serif")
FONT_PATHS_VARIABLE = "TYPST_FONT_PATHS"

# Text columns wider than this share the width of the sheet; narrower ones take what they need.
NARROW, WIDEST = 14, 60
SHEET_SIZE = 8.0  # points
WRITTEN_ONCE = 2  # of so many columns, such as the place and the animal
# Characters of a sheet on its side; what is extra and goes beyond is left to a file.
# Sheets that hang on a wall keep their large letters; others may have smaller ones.
PAPER, WALL, PAPER_GAP = 170, 145, 3


def pdf_bytes(result: ReportResult) -> tuple[bytes, list[str]]:
    """The report as the bytes of a PDF, and what the person should know about it (a missing font)."""
    try:
        import typst
    except ImportError:
        raise Refused(
            _("A PDF needs the extra 'pdf': run  pip install 'breeding-center[pdf]'  or print from --format html.")
        ) from None
    folders = [folder for folder in os.environ.get(FONT_PATHS_VARIABLE, "").split(os.pathsep) if folder]
    fonts = typst.Fonts(font_paths=folders)
    families = set(fonts.families())
    document = document_of(result)
    if result.drawing is not None:
        document["drawing"] = result.drawing.svg()
    chinese = next((family for family in CHINESE_FONTS if family in families), None)
    latin = [family for family in LATIN_FONTS if family in families]
    document["fonts"] = ([chinese, *latin] if language() == "zh" else [*latin, chinese]) if chinese else latin
    made = typst.compile(
        TEMPLATE.encode(),
        font_paths=fonts,
        format="pdf",
        sys_inputs={"report": json.dumps(document, ensure_ascii=False)},
        timestamp=int(result.generated_at.timestamp()) if result.generated_at else 0,
    )
    warnings = []
    if chinese is None and _has_chinese(document):
        warnings.append(
            _("The PDF shows empty boxes for Chinese: install a Chinese font, for example the package fonts-noto-cjk.")
        )
    return made, warnings


def document_of(result: ReportResult) -> dict[str, Any]:
    """Everything the template shows, as texts ready to be read."""
    result = as_read(result)
    sheet_of = (WALL if result.page_by else PAPER, PAPER_GAP, COMFORTABLE)
    missing = left_out(result, *sheet_of)
    if missing:
        result = replace(result, columns=shown_columns(result, *sheet_of), notes=[missing, *result.notes])
    sheets = list(pages(result))
    columns = sheets[0].columns
    shown = [
        [
            [shown_value(row.get(column.code), column, result.zone, lines=True) for column in columns]
            for row in sheet.rows
        ]
        for sheet in sheets
    ]
    titles = [safe_text(column.heading) for column in columns]
    texts = [[row[place] for sheet in shown for row in sheet] for place in range(len(columns))]
    unbroken = [column.kind in UNBROKEN_KINDS for column in columns]
    if result.page_by is None:
        size, widths = fit_columns(titles, texts, unbroken, is_flat=lies_flat(result))
    else:
        size, widths = SHEET_SIZE, _shares(columns, texts)
    return {
        "title": safe_text(result.title),
        "flat": lies_flat(result),
        "lang": language(),
        "footer": safe_text(footer(result)),
        "notes": [safe_text(note, lines=True) for note in result.notes],
        "titles": titles,
        "right": [column.kind in NUMERIC_KINDS for column in columns],
        "size": size,
        "widths": widths,
        "paged": result.page_by is not None,
        "pages": [
            {"heading": sheet.heading, "rows": rows, "spans": _spans(rows) if result.page_by else {}}
            for sheet, rows in zip(sheets, shown, strict=True)
        ],
    }


def _shares(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[float]:
    """What each column of a sheet to be written on gets of its width; 0 takes what it needs."""
    widest = [max(map(cells, found), default=0) for found in texts]
    return [
        column.share or (0 if width <= NARROW or column.kind in UNBROKEN_KINDS else min(width, WIDEST))
        for column, width in zip(columns, widest, strict=True)
    ]


def _spans(rows: list[list[str]]) -> dict[str, int]:
    """Over how many rows a cell reaches, by "row,place", where it is not one: a place and an animal are written once.

    A cell that is covered by the one above has 0. Only a cell that says something is carried on, and only where
    everything to the left of it is.
    """
    spans: dict[str, int] = {}
    begun = [0] * WRITTEN_ONCE
    for number, row in enumerate(rows):
        for place, text in enumerate(row[:WRITTEN_ONCE]):
            if number == 0 or not text or text != rows[number - 1][place]:
                begun[place:] = [number] * (WRITTEN_ONCE - place)
                break
            first = f"{begun[place]},{place}"
            spans[first], spans[f"{number},{place}"] = spans.get(first, 1) + 1, 0
    return spans


def _has_chinese(document: dict[str, Any]) -> bool:
    return any("\u2e80" <= character <= "\u9fff" for character in json.dumps(document, ensure_ascii=False))
