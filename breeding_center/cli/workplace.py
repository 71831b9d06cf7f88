"""The records a command works on, and the person it works for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from breeding_center.cli.speaking import settings_said
from breeding_center.settings import APPLICATION, Settings, default_database
from breeding_center.text import set_language

if TYPE_CHECKING:
    from breeding_center.office.center import Center


def settings(ctx: click.Context) -> Settings:
    """What the options, the environment and the settings file say together."""
    said = settings_said(ctx)
    found = Settings.gather(database=said.get("database"), language=said.get("language"), person=said.get("by"))
    set_language(found.language)
    return found


def place(ctx: click.Context) -> str:
    """Where the records are: the path or URL that was named, or a file among the user's own data."""
    return settings(ctx).database or str(default_database())


def person(ctx: click.Context) -> str | None:
    """Who works here, as they call themselves; None where nobody said."""
    return settings(ctx).person


@contextmanager
def opened(ctx: click.Context) -> Iterator["Center"]:
    """The center whose records were named, open while the command works."""
    from breeding_center.office.center import Center

    with Center.open(place(ctx)) as center:
        yield center


def fault_folder() -> Path:
    """Where details of the program's own faults are kept, for whoever mends it."""
    import platformdirs

    return platformdirs.user_log_path(APPLICATION)


def without_secrets(text: str) -> str:
    """The text with every password of a URL in it struck out."""
    return re.sub(r"(://[^\s:/@]*:)[^\s@]+(@)|(pass(?:word|file)?=)[^\s&'\"]+", r"\1\3***\2", text)
