"""Declared fields as arguments and options."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import click

from breeding_center.cli.speaking import Argument, Option
from breeding_center.declarations.action import ME, Field
from breeding_center.text import N_, _, listed, titled
from breeding_center.words import label

# A vocabulary longer than this is told in the help text instead of the placeholder.
WIDEST_PLACEHOLDER = 40


def parameters(fields: Iterable[Field]) -> list[click.Parameter]:
    """The fields as parameters of a command, the positional ones first."""
    ordered = sorted(fields, key=lambda field: not field.positional)
    return [FieldArgument(field) if field.positional else FieldOption(field) for field in ordered]


class FieldArgument(Argument):
    """A positional argument made from a field."""

    def __init__(self, field: Field) -> None:
        super().__init__(
            [field.name],
            metavar=field.kind.metavar if _says_what(field) else field.label,
            help=field.help or field.label,
            required=field.required and field.default is None,
            nargs=-1 if field.many else 1,
            shell_complete=partial(_complete, field),
        )
        self.field = field

    def make_metavar(self, ctx: click.Context) -> str:
        written = super().make_metavar(ctx)
        return written if _says_what(self.field) else written.upper().replace(" ", "-")

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        term, text = super().get_help_record(ctx)
        return term, _with_words(self.field, text)


def _says_what(field: Field) -> bool:
    """Whether the kind's own placeholder tells more than the field's label."""
    return field.kind.lookup is not None


class FieldOption(Option):
    """An option made from a field; its help says what may stand there, and what holds if it is left out."""

    def __init__(self, field: Field) -> None:
        settings: dict[str, Any] = {"multiple": True} if field.many else {}
        if field.kind.name == "yes_no" and not field.many:
            # `--mucus` alone says yes; `--mucus no` says no.
            settings |= {"is_flag": False, "flag_value": "yes"}
        super().__init__(
            [f"--{field.flag}", field.name],
            metavar="|".join(_words(field)) if _is_short(field) else field.kind.metavar,
            help=field.help or field.label,
            required=field.required and field.default is None,
            shell_complete=partial(_complete, field),
            **settings,
        )
        self.field = field

    def spoken(self) -> str:
        text = super().spoken() if _is_short(self.field) else _with_words(self.field, super().spoken())
        if self.field.help or self.field.default in (None, ME):
            return text
        default = _(label(str(self.field.default)))
        return _("{what}; {default}, if not said").format(what=text, default=default)


def _words(field: Field) -> list[str]:
    return [word.value for word in field.kind.words or ()]


def _is_short(field: Field) -> bool:
    return 0 < len("|".join(_words(field))) <= WIDEST_PLACEHOLDER


def _with_words(field: Field, text: str) -> str:
    """The help text with the words to choose from."""
    words = _words(field)
    return titled(text, listed(words)) if words else text


def _complete(field: Field, ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
    from breeding_center.cli.names import complete_field

    return complete_field(ctx, field, incomplete)


# Words that stand as defaults of fields, spoken where help says what holds if nothing is said.
DEFAULT_WORDS = (N_("now"), N_("today"), N_("yes"), N_("no"))
