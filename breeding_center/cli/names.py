"""Completion of names: animals, people, enclosures and whatever else a field may name."""

from typing import TYPE_CHECKING

import click

from breeding_center.cli.workplace import opened, settings
from breeding_center.declarations.action import Field, Kind
from breeding_center.errors import BreedingCenterError
from breeding_center.text import fold, safe_text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

MOST_SHOWN = 200


def names_of(ctx: click.Context, lookup: str, incomplete: str) -> "list[CompletionItem]":
    """The records of one register that begin, or are found by, what was typed so far; nothing where it cannot be said.

    A shell is no place for sentences: without records there is simply nothing to complete.
    """
    from click.shell_completion import CompletionItem

    from breeding_center.declarations.room import Candidate

    typed = incomplete.strip("'\"")
    try:
        with opened(ctx) as center:
            found: list[Candidate] = [
                one
                for one in center.options(Kind(lookup, lookup.upper(), lookup=lookup))
                if any(part.startswith(fold(typed)) for part in (fold(one.label), fold(one.detail)))
            ]
            if typed:
                with center.reading() as asking:
                    found += center.candidates(asking, lookup, typed)
    except BreedingCenterError:
        return []
    safe = {one.label: one.detail for one in found if safe_text(one.label) == one.label}
    return [CompletionItem(label, help=safe_text(detail) or None) for label, detail in list(safe.items())[:MOST_SHOWN]]


def words_of(ctx: click.Context, kind: Kind, incomplete: str) -> "list[CompletionItem]":
    """The words of a vocabulary, each with what it is called in the person's language."""
    from click.shell_completion import CompletionItem

    from breeding_center.words import label

    settings(ctx)
    return [
        CompletionItem(word.value, help=label(word)) for word in kind.words or () if word.value.startswith(incomplete)
    ]


def complete_field(ctx: click.Context, field: Field, incomplete: str) -> "list[CompletionItem]":
    """What a field may be filled with, given its beginning."""
    from click.shell_completion import CompletionItem

    kind = field.kind
    if kind.name == "file":
        return [CompletionItem(incomplete, type="file")]
    if kind.words is not None:
        return words_of(ctx, kind, incomplete)
    if kind.name == "yes_no":
        return [CompletionItem(word) for word in ("yes", "no") if word.startswith(incomplete)]
    if kind.lookup and kind.name != "portion":
        return names_of(ctx, kind.lookup, incomplete)
    return []
