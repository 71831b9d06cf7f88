"""Reports as PDF, set by Typst (the extra `pdf`): A4, a new page where the report asks for one."""

import json
import os
from dataclasses import replace
from typing import Any

from breeding_center.declarations.html_page import footer, lies_flat
from breeding_center.declarations.report import ReportResult
from breeding_center.declarations.written import (
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
TEMPLATE = r"""
#let report = json(bytes(sys.inputs.report))
#set document(title: report.title)
#set page(paper: "a4", flipped: report.flat, margin: (x: 12mm, top: 12mm, bottom: 14mm), footer: context {
  set text(7pt, fill: luma(40%))
  [#report.footer #h(1fr) #counter(page).display("1 / 1", both: true)]
})
#set text(font: report.fonts, size: 8pt, lang: report.lang)
#set table(stroke: 0.4pt + luma(55%), inset: (x: 1.2mm, y: 0.9mm))
#let aligned = report.right.map(right => if right { end + top } else { start + top })
#if "drawing" in report {
  image(bytes(report.drawing), format: "svg", width: 100%, height: 100%, fit: "contain")
  pagebreak()
}
#for (place, page) in report.pages.enumerate() {
  if place > 0 { pagebreak() }
  block(text(13pt, weight: "bold", report.title))
  if page.heading != "" { block(text(10pt, page.heading)) }
  table(
    columns: report.widths.map(width => if width == 0 { auto } else { width * 1fr }),
    align: aligned,
    table.header(..report.titles.map(title => table.cell(fill: luma(92%), strong(title)))),
    ..page.rows.flatten(),
  )
}
#for note in report.notes { block(text(7pt, note)) }
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
NARROW = 14
# Characters of a sheet on its side; what is extra and goes beyond is left to a file.
PAPER, PAPER_GAP = 145, 3


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
    missing = left_out(result, PAPER, PAPER_GAP)
    if missing:
        notes = [missing, *result.notes]
        result = replace(result, columns=shown_columns(result, PAPER, PAPER_GAP), notes=notes)
    sheets = list(pages(result))
    columns = sheets[0].columns
    shown = [
        [
            [shown_value(row.get(column.code), column, result.zone, lines=True) for column in columns]
            for row in sheet.rows
        ]
        for sheet in sheets
    ]
    widest = [max((cells(row[place]) for sheet in shown for row in sheet), default=0) for place in range(len(columns))]
    return {
        "title": safe_text(result.title),
        "flat": lies_flat(result),
        "lang": language(),
        "footer": safe_text(footer(result)),
        "notes": [safe_text(note, lines=True) for note in result.notes],
        "titles": [safe_text(_(column.title)) for column in columns],
        "right": [column.kind in NUMERIC_KINDS for column in columns],
        "widths": [
            0 if width <= NARROW or column.kind in UNBROKEN_KINDS else min(width, 60)
            for column, width in zip(columns, widest, strict=True)
        ],
        "pages": [{"heading": sheet.heading, "rows": rows} for sheet, rows in zip(sheets, shown, strict=True)],
    }


def _has_chinese(document: dict[str, Any]) -> bool:
    return any("\u2e80" <= character <= "\u9fff" for character in json.dumps(document, ensure_ascii=False))
