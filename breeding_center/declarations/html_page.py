"""Reports as one web page that needs nothing else: to read in a browser, to mail, to print on A4."""

from collections.abc import Iterator
from html import escape

from breeding_center.declarations.report import ReportResult
from breeding_center.declarations.written import NUMERIC_KINDS, Page, as_read, pages, shown_value
from breeding_center.moments import show_instant
from breeding_center.text import _, language, safe_text

# More columns than this do not fit an upright sheet.
UPRIGHT_COLUMNS = 8

STYLE = """
@page { size: A4 %(lie)s; margin: 12mm; }
body { font: 10pt/1.35 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; color: #111; }
h1 { font-size: 15pt; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 0 0 2mm; }
section + section { break-before: page; margin-top: 8mm; }
table { border-collapse: collapse; width: 100%%; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 1px solid #888; padding: 1mm 2mm; text-align: start; vertical-align: top; white-space: pre-wrap;
  overflow-wrap: anywhere; unicode-bidi: isolate; }
th { background: #eee; }
.n { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
footer, .notes { color: #444; font-size: 8pt; }
@media print { section + section { margin-top: 0; } }
@media screen { body { margin: 8mm; } }
"""


def html_lines(result: ReportResult) -> Iterator[str]:
    """A self-contained page: no script, no link, nothing fetched, and record text that is only text."""
    result = as_read(result)
    lie = "landscape" if lies_flat(result) else "portrait"
    code = "zh-Hans" if language() == "zh" else "en"
    yield f'<!doctype html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
    # Even if some text were to slip through as markup, the browser may run and fetch nothing.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<title>{_inert(result.title)}</title>\n<style>{STYLE % {'lie': lie}}</style>\n</head>\n<body>\n"
    if result.drawing is not None:
        picture = result.drawing.svg().partition("?>")[2].lstrip()
        yield f'<figure style="margin: 0; overflow-x: auto">\n{picture}</figure>\n'
    for page in pages(result):
        yield from _section(page, result)
    if result.notes:
        yield '<ul class="notes">\n'
        yield from (f"<li>{_inert(note)}</li>\n" for note in result.notes)
        yield "</ul>\n"
    yield f"<footer>{_inert(footer(result))}</footer>\n</body>\n</html>\n"


def lies_flat(result: ReportResult) -> bool:
    """Whether the printed sheet is turned on its side."""
    return len(result.columns) > UPRIGHT_COLUMNS


def footer(result: ReportResult) -> str:
    """Whose report it is and when it was made."""
    if result.generated_at is None:
        return result.center_name
    made = show_instant(result.generated_at, result.zone)
    return _("{center} · made {made}").format(center=result.center_name, made=made)


def _section(page: Page, result: ReportResult) -> Iterator[str]:
    yield f"<section>\n<h1>{_inert(result.title)}</h1>\n"
    if page.heading:
        yield f"<h2>{_inert(page.heading)}</h2>\n"
    classes = [' class="n"' if column.kind in NUMERIC_KINDS else "" for column in page.columns]
    yield "<table>\n<thead><tr>"
    for column, kind in zip(page.columns, classes, strict=True):
        yield f"<th{kind}>{_inert(column.heading)}</th>"
    yield "</tr></thead>\n<tbody>\n"
    for row in page.rows:
        yield "<tr>"
        for column, kind in zip(page.columns, classes, strict=True):
            yield f"<td{kind}>{_inert(shown_value(row.get(column.code), column, result.zone, lines=True))}</td>"
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</section>\n"


def _inert(text: str) -> str:
    return escape(safe_text(text, lines=True))
