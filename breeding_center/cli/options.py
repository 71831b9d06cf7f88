"""Options that many commands share: the global ones, understood anywhere on the line, and how rows are handed over."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from breeding_center.cli.speaking import Option, option, settings_said
from breeding_center.text import N_, set_language

Callback = TypeVar("Callback", bound=Callable[..., Any])

FORMAT_NAMES = ("table", "csv", "json", "md", "html", "xlsx", "pdf", "plot", "svg", "png")

_GLOBAL = (
    ("database", N_("DATABASE"), N_("where the records are: a file, or a postgresql:// URL")),
    ("language", N_("en|zh"), N_("the language to speak: en or zh")),
    ("by", N_("PERSON"), N_("who you are: a name or a staff number")),
)


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Keep what a global option said, wherever on the line it stood; the last word counts."""
    if value is not None and param.name is not None:
        settings_said(ctx)[param.name] = value
        if param.name == "language":
            set_language(value)
    return value


def global_options(*, hidden: bool) -> list[click.Parameter]:
    """--database, --language and --by; hidden where the main command's help already lists them."""
    return [
        Option(
            [f"--{name}"],
            metavar=metavar,
            help=text,
            hidden=hidden,
            expose_value=False,
            is_eager=name == "language",
            callback=_remember,
            shell_complete=_complete_people if name == "by" else None,
        )
        for name, metavar, text in _GLOBAL
    ]


def _complete_people(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
    from breeding_center.cli.names import names_of

    return names_of(ctx, "person", incomplete)


FORMATS = N_("table, csv, json, md, html, xlsx or pdf; a table, if not said")
DRAWN_FORMATS = N_("table, csv, json, md, html, xlsx or pdf; plot draws it here, svg and png in a file")


def output_options(callback: Callback, *, is_drawn: bool = False) -> Callback:
    """--format, --output and --spreadsheet, for everything that gives rows; and for what can be drawn as well."""
    spreadsheet = option("--spreadsheet", text=N_("make the CSV safe to open in a spreadsheet program"), is_flag=True)
    output = option(
        "--output", "-o", text=N_("the file to write; its ending says the format"), metavar=N_("FILE"),
        type=click.Path(dir_okay=False),
    )  # fmt: skip
    form = option(
        "--format", "-f", "form", text=DRAWN_FORMATS if is_drawn else FORMATS,
        metavar=N_("FORMAT"), type=click.Choice(FORMAT_NAMES),
    )  # fmt: skip
    return form(output(spreadsheet(callback)))
