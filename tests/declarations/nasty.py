"""One report with everything in it that has ever broken a table."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.moments import DateSpan
from breeding_center.vocabulary import Sex

MORNING = datetime(2020, 9, 25, 0, 30, tzinfo=UTC)

COLUMNS = (
    Column("house", "house"),
    Column("name", "name"),
    Column("sex", "sex", "choice"),
    Column("weight_g", "weight", "mass_g"),
    Column("change_g", "change", "mass_g"),
    Column("dose_mg", "dose", "dose_mg"),
    Column("milk_ml", "milk", "volume_ml"),
    Column("temperature_c", "temperature", "temperature_c"),
    Column("cubs", "cubs", "count"),
    Column("share", "share", "percent"),
    Column("born", "born", "span"),
    Column("on", "day", "date"),
    Column("at", "time", "instant"),
    Column("checked", "checked", "yes_no"),
    Column("note", "note"),
)

# What records may hold and nothing may obey: clipboard, clear screen, title, link, C1, backspaces, direction, markup.
EVIL = (
    "\x1b]52;c;ZXZpbA==\x07", "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31mred", "kept\rgone", "abc\x08\x08\x08xyz", "a\u202eb", "[/red]", "[b +", "[@click=app.quit]x",
    "[link=file:///etc/passwd]x", "e" + "\u0301" * 200, "🐼👍🏽 熊猫", "a\u200bb", "\u2028line", "'; DROP TABLE animal",
    "=HYPERLINK(\"http://evil.example\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "<script>alert(1)</script>",
    "&amp;", "| a | b |", "# head", "`code` *b* _i_ ~~s~~ $x$", "#panic() $x$ \\", "line one\nline two", 'say "hi", he',
    "  spaces  ", "",
)  # fmt: skip


def a_row(**changes: object) -> Row:
    """An unremarkable row but for what the test changes."""
    return {
        "house": "North", "name": "七仔 (Qi Zai)", "sex": Sex.MALE, "weight_g": 98400, "change_g": -3500.5,
        "dose_mg": 0.25, "milk_ml": 1200, "temperature_c": 37, "cubs": 2, "share": 12.5,
        "born": DateSpan(date(2018, 7, 1), date(2020, 7, 1), "about 2019"), "on": date(2020, 9, 25), "at": MORNING,
        "checked": True, "note": "",
    } | changes  # fmt: skip


def nasty_rows() -> list[Row]:
    """Every evil text once, and rows of nothing, of long Chinese and of extreme numbers."""
    rows = [a_row(note=text) for text in EVIL]
    rows += [
        a_row(house="南区", name="=1+1", sex="unknown", weight_g=None, change_g=0, on=None, at=None, born=None),
        a_row(house="南区", name="普氏野马" * 8, note="很长的一段中文备注，用来检查换行。" * 6, checked=False),
        dict.fromkeys([column.code for column in COLUMNS]) | {"house": "南区"},
        a_row(house="南区", weight_g=0.1 + 0.2, cubs=2**63 - 1, change_g=-0.0004),
    ]
    return rows


def nasty_report(rows: list[Row] | None = None) -> ReportResult:
    """The report as a center would hand it over."""
    return ReportResult(
        name="nasty",
        title="Nasty *table* <b>",
        columns=COLUMNS,
        rows=nasty_rows() if rows is None else rows,
        notes=["31 = 14.17.0 <b>\x1b[2J"],
        page_by="house",
        generated_at=MORNING,
        zone=ZoneInfo("Asia/Shanghai"),
        center_name="Qinling 秦岭",
    )
