"""Teaching a shell to complete commands, options and names."""

import shlex
from typing import Any

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, get_completion_class

from breeding_center.cli.speaking import argument, command
from breeding_center.text import N_

PROGRAM = "breeding-center"
VARIABLE = "_BREEDING_CENTER_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")


class QuotingBash(BashComplete):
    """Bash puts a completion on the line as it is: a name with a space or a $ in it must come quoted."""

    name = "bash"

    def format_completion(self, item: CompletionItem[Any]) -> str:
        value = item.value if item.type != "plain" else shlex.quote(str(item.value))
        return f"{item.type},{value}"


add_completion_class(QuotingBash, "bash")


@command(
    "completion",
    N_(
        "Print the lines that teach a shell to complete commands and names. For bash, add to ~/.bashrc:"
        '  eval "$(breeding-center completion bash)"'
    ),
)
@argument("shell", N_("which shell"), type=click.Choice(SHELLS), metavar="bash|zsh|fish|powershell")
def completion(shell: str) -> None:
    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(click.Command(PROGRAM), {}, PROGRAM, VARIABLE).source(), nl=False)
