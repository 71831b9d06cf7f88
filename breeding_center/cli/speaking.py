"""Commands whose help is spoken in the person's language and wrapped by terminal cells.

Click breaks help lines by counting characters; a Chinese character takes two cells, and Chinese text has no spaces to
break at. Texts are declared as messages and translated when they are shown, so that one program can be asked in both
languages.
"""

import copy
import inspect
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from breeding_center.cli.wrapping import wrapped
from breeding_center.text import N_, _, cells, pad, safe_text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Callback = TypeVar("Callback", bound=Callable[..., Any])

# The first column of a list of options is not made wider than this.
WIDEST_TERM = 30


class CellFormatter(click.HelpFormatter):
    """Click's help page, measured in terminal cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        start = f"{_('Usage:') if prefix is None else prefix.rstrip()} {prog} "
        for line in wrapped(args, self.width, first=start, rest=" " * min(cells(start), self.width // 2)):
            self.write(f"{line.rstrip()}\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        paragraphs = [paragraph.split() for paragraph in text.split("\n\n")]
        written = ("\n".join(wrapped(" ".join(words), self.width, first=indent, rest=indent)) for words in paragraphs)
        self.write("\n\n".join(written) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = WIDEST_TERM, col_spacing: int = 2) -> None:
        listed = list(rows)
        indent = " " * self.current_indent
        term_width = min(max(cells(term) for term, _help in listed), col_max)
        rest = " " * (self.current_indent + term_width + col_spacing)
        for term, text in listed:
            fits = cells(term) <= term_width
            first = indent + pad(term, term_width) + " " * col_spacing
            if not fits:
                self.write(f"{indent}{term}\n")
            lines = wrapped(text, self.width, first=first if fits else rest, rest=rest)
            self.write("\n".join(line.rstrip() for line in lines) + "\n")


class CellContext(click.Context):
    """A command's context whose help page is measured in cells."""

    formatter_class = CellFormatter


_BELOW_NOTHING = re.compile(r"-[\d.]")


class Command(click.Command):
    """A command whose help is a message, translated when it is shown."""

    context_class = CellContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # No option is called by a digit: -3kg is a value, which its own kind then refuses in its own words.
        ctx.ignore_unknown_options |= any(_BELOW_NOTHING.match(word) for word in args)
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return spoken_usage(super().collect_usage_pieces(ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        spoken_help(self, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        return spoken_items(super().shell_complete(ctx, incomplete))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_("--database, --language and --by may stand here, too."))

    def get_short_help_str(self, limit: int = 45) -> str:
        return first_sentence(_(self.help) if self.help else "")


_SENTENCE_END = re.compile(r"(?<=[.。]) *(?=\S)")


def first_sentence(text: str) -> str:
    """As much of a help text as a list of commands has room for, without its full stop."""
    return _SENTENCE_END.split(text, maxsplit=1)[0].rstrip(".。")


def spoken_items(items: "list[CompletionItem]") -> "list[CompletionItem]":
    """Completions with what they mean in the language spoken now."""
    for item in items:
        item.help = _(item.help) if item.help else None
    return items


# Click's own placeholders, which it does not translate.
USAGE_PIECES = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))


def spoken_usage(pieces: list[str]) -> list[str]:
    """The pieces of a usage line in the language spoken now."""
    return [_(piece) if piece in USAGE_PIECES else piece for piece in pieces]


def spoken_help(command: click.Command, formatter: click.HelpFormatter) -> None:
    """The command's help text in the language spoken now."""
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(inspect.cleandoc(command.help)))


class Option(click.Option):
    """An option whose help and placeholder are messages."""

    def make_metavar(self, ctx: click.Context) -> str:
        return _(self.metavar) if self.metavar else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        spoken = copy.copy(self)
        spoken.help = self.spoken()
        return super(Option, spoken).get_help_record(ctx)

    def spoken(self) -> str:
        """The help text in the language spoken now."""
        return _(self.help) if self.help else ""


class Argument(click.Argument):
    """An argument whose help and placeholder are messages."""

    def make_metavar(self, ctx: click.Context) -> str:
        if self.metavar is None:
            return super().make_metavar(ctx)
        written = _(self.metavar) if self.required else f"[{_(self.metavar)}]"
        return written if self.nargs == 1 else f"{written}..."

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        return self.make_metavar(ctx), _(self.help) if self.help else ""


def command(name: str, text: str, **settings: Any) -> Callable[[Callback], Command]:
    """A command of the command line; `text` is its help, a message."""
    from breeding_center.cli.options import global_options

    def made(callback: Callback) -> Command:
        found: Command = click.command(name, cls=Command, help=text, **settings)(callback)
        found.params.extend(global_options(hidden=True))
        return found

    return made


def option(*names: str, text: str, **settings: Any) -> Callable[[Callback], Callback]:
    """An option of a command; `text` is its help, a message."""
    return click.option(*names, cls=Option, help=text, **settings)


def argument(name: str, text: str, **settings: Any) -> Callable[[Callback], Callback]:
    """A positional argument of a command; `text` is its help, a message."""
    return click.argument(name, cls=Argument, help=text, **settings)


def say(sentence: str) -> None:
    """Words for the person: on standard error, so that standard output is data only."""
    click.echo(safe_text(sentence, lines=True), err=True)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is looking at the stream."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def settings_said(ctx: click.Context) -> dict[str, str]:
    """What the global options said, wherever on the line they stood."""
    found: dict[str, str] = ctx.meta.setdefault("breeding_center.said", {})
    return found
