"""What the tests of doubts need: whether the command line understands what a doubt says mends it, and what it does."""

import re
import shlex

import click
import pytest

from breeding_center.cli import main

PROGRAM = "breeding-center"
BLANK = re.compile(r"[A-Z]+")


def must_be_understood(mend: str) -> None:
    """Let the command line take the command apart, down to its options; words in capitals stand for any value."""
    program, *words = shlex.split(mend)
    assert program == PROGRAM
    command: click.Command = main.build()
    context = click.Context(command, info_name=PROGRAM)
    while isinstance(command, click.Group):
        _name, found, words = command.resolve_command(context, words)
        assert found is not None, mend
        command, context = found, click.Context(found, parent=context, info_name=found.name)
    try:
        command.parse_args(context, list(words))
    except click.UsageError as refused:  # pragma: no cover - says which command it was
        pytest.fail(f"{mend}: {refused.format_message()}")


def filled(mend: str, **values: str) -> list[str]:
    """The words of a mending command, with the words in capitals filled in."""
    return [values[word] if BLANK.fullmatch(word) and word in values else word for word in shlex.split(mend)[1:]]
