"""Handing the shift over: what was done, what is open, what to watch; and taking it over."""

from functools import partial

import click

from breeding_center.cli.generated import action_command, actions_of, named_report
from breeding_center.cli.lazy import Later, LazyGroup
from breeding_center.text import N_


def _commands() -> dict[str, Later]:
    show = Later(
        N_("What the shift hands to the next: done, open, to watch"), partial(named_report, "office", "handover")
    )
    declared = actions_of(("care",), "handover")
    written = {action.verb: Later(action.title, partial(action_command, action)) for action in declared}
    return {"show": show, **written}


class Handover(LazyGroup):
    """`handover` alone shows it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = ctx.resilient_parsing or any(word in self.later or word == "--help" for word in args)
        return super().parse_args(ctx, args if known else ["show", *args])


handover = Handover(
    "handover", _commands(), text=N_("Hand the shift over, and take it over; alone, it shows what is handed over.")
)
