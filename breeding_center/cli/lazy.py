"""Groups of commands that are loaded only when one of them is called.

`--help` and the completion of command names read a list of names and lines; the code behind them, and all that it
imports, waits until it is needed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from breeding_center.cli.options import global_options
from breeding_center.cli.speaking import CellContext, Command, first_sentence, spoken_help, spoken_items, spoken_usage
from breeding_center.text import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


@dataclass(frozen=True, slots=True)
class Later:
    """A command not loaded yet: its line in the list, and what makes it."""

    line: str
    load: Callable[[], click.Command]
    hidden: bool = False


class LazyGroup(click.Group):
    """A group whose commands are made when they are called."""

    context_class = CellContext
    command_class = Command

    def __init__(self, name: str, later: Mapping[str, Later], *, text: str, **settings: Any) -> None:
        super().__init__(name, help=text, **settings)
        self.later = later
        self.params.extend(global_options(hidden=True))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.later)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in self.later:
            self.commands[cmd_name] = self.later[cmd_name].load()
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=self.later, ctx=ctx) from None

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return spoken_usage(super().collect_usage_pieces(ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        spoken_help(self, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return first_sentence(_(self.help) if self.help else "")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, first_sentence(_(later.line))) for name, later in self.later.items() if not later.hidden]
        if rows:
            with formatter.section(_("Commands")):
                formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=first_sentence(_(later.line)))
            for name, later in self.later.items()
            if name.startswith(incomplete) and not later.hidden
        ]
        return found + spoken_items(click.Command.shell_complete(self, ctx, incomplete))


def group(name: str, text: str, *members: click.Command, **settings: Any) -> LazyGroup:
    """A group written by hand, of commands that are loaded together."""
    later = {member.name or "": Later(member.help or "", _itself(member)) for member in members}
    return LazyGroup(name, later, text=text, **settings)


def _itself(member: click.Command) -> Callable[[], click.Command]:
    return lambda: member
