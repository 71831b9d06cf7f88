"""Reports as Markdown tables: readable as they stand, and inert where they are rendered."""

import re
from collections.abc import Iterator

from breeding_center.declarations.report import ReportResult
from breeding_center.declarations.written import NUMERIC_KINDS, Page, as_read, pages, shown_value
from breeding_center.text import cells, pad, safe_text

# Everything that starts markup inside a line or a table cell; `<` and `&` would reach an HTML page.
MARKUP = re.compile(r"[\\`*_{}\[\]#|~$@]|:(?=//)")


def inert(text: str) -> str:
    """The text with nothing in it that Markdown or HTML would obey."""
    escaped = MARKUP.sub(lambda found: "\\" + found.group(), safe_text(text, lines=True))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def markdown_lines(result: ReportResult) -> Iterator[str]:
    """Title, one table a page with the columns lined up, notes."""
    result = as_read(result)
    yield f"# {inert(result.title)}\n"
    for page in pages(result):
        if page.heading:
            yield f"\n## {inert(page.heading)}\n"
        yield "\n"
        yield from _table(page, result)
    for note in result.notes:
        yield f"\n{inert(note)}\n"


def _table(page: Page, result: ReportResult) -> Iterator[str]:
    titles = [inert(column.heading) for column in page.columns]
    rows = [
        [inert(shown_value(row.get(column.code), column, result.zone, lines=True)) for column in page.columns]
        for row in page.rows
    ]
    widths = [max(3, *(cells(row[place]) for row in [titles, *rows])) for place in range(len(titles))]
    right = [column.kind in NUMERIC_KINDS for column in page.columns]
    yield _row(titles, widths, right)
    rules = ("-" * (width + 1) + (":" if end else "-") for width, end in zip(widths, right, strict=True))
    yield "|" + "|".join(rules) + "|\n"
    for row in rows:
        yield _row(row, widths, right)


def _row(texts: list[str], widths: list[int], right: list[bool]) -> str:
    padded = (pad(text, width, right=end) for text, width, end in zip(texts, widths, right, strict=True))
    return "| " + " | ".join(padded) + " |\n"
