"""Reports as PDF, set by Typst (the extra `pdf`): A4, a new page where the report asks for one."""

import json
import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

from breeding_center.declarations.html_page import footer, lies_flat
from breeding_center.declarations.report import ReportResult
from breeding_center.declarations.written import NUMERIC_KINDS, UNBROKEN_KINDS, pages, shown_value
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
#set text(font: report.fonts, size: report.size * 1pt, lang: report.lang)
#set table(stroke: 0.4pt + luma(55%), inset: (x: 1.2mm, y: 0.9mm))
#let aligned = report.right.map(right => if right { end + top } else { start + top })
#for (place, page) in report.pages.enumerate() {
  if place > 0 { pagebreak() }
  block(text(13pt, weight: "bold", report.title))
  if page.heading != "" { block(text(10pt, page.heading)) }
  table(
    columns: report.widths.map(width => width * 1em + 2.4mm),
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
_WORDS = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+")
FONT_PATHS_VARIABLE = "TYPST_FONT_PATHS"

# A sheet of A4 between its margins, and how much of it a column's own margins take.
SHEET_MM, FLAT_SHEET_MM = 186.0, 273.0
MARGIN_MM, POINT_MM = 2.4, 0.3528
LARGEST_POINT, SMALLEST_POINT = 8.0, 5.0
# How wide letters are, in ems: those of DejaVu Sans, which is the widest of the Latin families. Headings are bold.
WIDE_EM, BROAD_EM, LETTER_EM, BOLD = 1.0, 0.66, 0.58, 1.14
WIDE, BROAD = frozenset("mwMW%"), frozenset("0123456789ABCDEFGHKNOPQRSUVXYZ+−=≥≤→×")
SHORT_EM = 4.5  # so short a text is not broken
WIDEST_EM = 36.0  # a longer text gets no wider a column


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
    sheets = list(pages(result))
    columns = sheets[0].columns
    shown = [
        [
            [shown_value(row.get(column.code), column, result.zone, lines=True) for column in columns]
            for row in sheet.rows
        ]
        for sheet in sheets
    ]
    titles = [safe_text(_(column.title)) for column in columns]
    texts = [[row[place] for sheet in shown for row in sheet] for place in range(len(columns))]
    least = [
        _least(title, found, is_unbroken=column.kind in UNBROKEN_KINDS)
        for title, found, column in zip(titles, texts, columns, strict=True)
    ]
    wanted = [
        max(low, min(max(BOLD * _em(title), *map(_em, found), 0.0), WIDEST_EM))
        for low, title, found in zip(least, titles, texts, strict=True)
    ]
    size, widths = fitted(least, wanted, FLAT_SHEET_MM if lies_flat(result) else SHEET_MM)
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
        "pages": [{"heading": sheet.heading, "rows": rows} for sheet, rows in zip(sheets, shown, strict=True)],
    }


def _em(text: str) -> float:
    """How wide a text is, in ems."""
    return sum(
        WIDE_EM if one in WIDE or cells(one) > 1 else BROAD_EM if one in BROAD else LETTER_EM for one in text
    )  # fmt: skip


def _least(title: str, texts: Iterable[str], *, is_unbroken: bool) -> float:
    """How wide a column must be so that no word of it is cut: numbers and times whole, texts word by word."""
    words = [_em(one) if is_unbroken else _longest_word(one) for one in texts]
    return max([BOLD * _longest_word(title), *words])


def _longest_word(text: str) -> float:
    """Chinese breaks after every character; what is short stays whole."""
    whole = _em(text)
    return whole if whole <= SHORT_EM else max((_em(word) for word in _WORDS.findall(text)), default=1.0)


def fitted(least: Sequence[float], wanted: Sequence[float], sheet_mm: float) -> tuple[float, list[float]]:
    """The size of the letters and the width of each column in ems, so that the table fits the sheet.

    Where there is room, every column is as wide as its longest text; where there is less, long texts are broken into
    lines; only where the longest words do not fit, the letters become smaller.
    """
    size = LARGEST_POINT
    while _room(size, len(least), sheet_mm) < sum(least) and size > SMALLEST_POINT:
        size -= 0.5
    room = _room(size, len(least), sheet_mm)
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    spare = max(room - sum(least), 0.0)
    share = min(spare / sum(more), 1.0) if sum(more) else 0.0
    return size, [round(low + one * share, 1) for low, one in zip(least, more, strict=True)]


def _room(size: float, columns: int, sheet_mm: float) -> float:
    """How many ems of a size lie side by side in so many columns."""
    return (sheet_mm - columns * MARGIN_MM) / (size * POINT_MM)


def _has_chinese(document: dict[str, Any]) -> bool:
    return any("\u2e80" <= character <= "\u9fff" for character in json.dumps(document, ensure_ascii=False))
