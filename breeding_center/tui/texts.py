"""Texts as the screens show them: never markup, never control characters, always in the language spoken now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.text import Text
from textual.content import Content

from breeding_center.text import N_, _, clip, safe_text

MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def plain(text: str, style: str = "", *, lines: bool = False) -> Content:
    """The text for a widget, taken literally; with `lines`, its line breaks remain."""
    return Content.styled(safe_text(text, lines=lines), style)


def cell(text: str, width: int | None = None, style: str = "") -> Text:
    """The text for a cell of a table, taken literally and cut to `width` columns."""
    safe = safe_text(text)
    shown = safe if width is None else clip(safe, width)
    return Text(shown, style=style, no_wrap=True, end="")


def day_words(at: datetime, zone: ZoneInfo) -> str:
    """The day as people say it: 25 Sep 2020."""
    local = at.astimezone(zone)
    return _("{day} {month} {year}").format(day=local.day, month=_(MONTHS[local.month - 1]), year=local.year)


def clock_words(at: datetime, zone: ZoneInfo, *, is_practice: bool) -> str:
    """The center's time for a heading; a practice clock says that it is one."""
    moment = f"{day_words(at, zone)} {at.astimezone(zone):%H:%M}"
    return _("practice: {moment}").format(moment=moment) if is_practice else moment


def capital(text: str) -> str:
    """The text with a capital letter first, as a line of its own begins."""
    return text[:1].upper() + text[1:]
