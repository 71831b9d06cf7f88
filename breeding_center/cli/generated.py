"""Commands made from declarations: an Action becomes a command with an option for each field, a Report likewise.

Nothing is said here that a declaration does not say; no use case exists in this face only.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module

import click

from breeding_center.cli.fields import parameters
from breeding_center.cli.lazy import Later, LazyGroup
from breeding_center.cli.options import output_options
from breeding_center.cli.speaking import Command, Option, command, say
from breeding_center.cli.workplace import opened, person, place
from breeding_center.declarations.action import Action, resolve
from breeding_center.declarations.report import Report
from breeding_center.text import N_, _

# What is asked beside a declaration's own fields has names that no field has: a field called `reason` keeps its value.
CONFIRMING = (
    Option(["--confirm", "asked_confirm"], is_flag=True, help=N_("it is unlikely but true: record it, flagged")),
    Option(["--reason", "asked_reason"], metavar=N_("TEXT"), help=N_("why; needed with --confirm")),
)
REHEARSING = Option(["--dry-run", "asked_rehearsal"], is_flag=True, help=N_("say what it would do, and write nothing"))
AS_KNOWN_ON = N_("as the records stood at the end of that day, without what was entered or corrected since")
RESULT_FORMAT = Option(
    ["--format", "-f", "asked_form"], type=click.Choice(["text", "json"]), default="text",
    help=N_("json prints the keys of what was recorded"),
)  # fmt: skip


def actions_of(rooms: Iterable[str], group: str) -> list[Action]:
    """The actions that these rooms give to a group, in the order they are declared."""
    found = []
    for room in rooms:
        declared = import_module(f"breeding_center.{room}.room").ROOM.actions
        found += [action for action in (resolve(declared) if declared else ()) if action.group == group]
    return found


def action_group(
    group: str, text: str, rooms: tuple[str, ...], further: Mapping[str, Later] | None = None
) -> click.Group:
    """The group of all actions `group.…`, and whatever else belongs into it."""
    later = dict(further or {})
    for report in reports_of(rooms):
        if report.alias.partition(".")[0] == group:
            verb = report.alias.partition(".")[2]
            later[verb] = Later(report.title, partial(report_command, report, verb))
    for action in actions_of(rooms, group):
        later[action.verb] = Later(action.title, partial(action_command, action))
    return LazyGroup(group, later, text=text)


def action_command(action: Action) -> click.Command:
    """The command that does the action."""
    made = Command(
        action.verb, callback=_does(action), help=action.help or action.title,
        params=[*parameters(action.fields), *CONFIRMING, REHEARSING, RESULT_FORMAT],
    )  # fmt: skip
    return _with_globals(made)


def _with_globals(made: Command) -> Command:
    from breeding_center.cli.options import global_options

    made.params.extend(global_options(hidden=True))
    return made


def _typed(values: Mapping[str, object]) -> dict[str, object]:
    """What was said, without what was not."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value is not None and value != ()
    }


def _does(action: Action) -> Callable[..., None]:
    @click.pass_context
    def do(
        ctx: click.Context, /, asked_confirm: bool, asked_reason: str | None, asked_rehearsal: bool, asked_form: str,
        **values: object,
    ) -> None:  # fmt: skip
        reason, confirm = asked_reason, asked_confirm
        with opened(ctx) as center:
            if asked_rehearsal:
                said = center.rehearse(action.name, _typed(values), by=person(ctx), reason=reason, confirm=confirm)
                say(_("Nothing was written. It would be: {sentence}").format(sentence=said))
                return
            outcome = center.perform(action.name, _typed(values), by=person(ctx), reason=reason, confirm=confirm)
        say(outcome.sentence)
        if asked_form == "json":
            import json

            keys = {"id": outcome.id and str(outcome.id), "entry": str(outcome.entry_id), "sentence": outcome.sentence}
            click.echo(json.dumps(keys, ensure_ascii=True))

    return do


# ---------------------------------------------------------------- reports


def reports_of(rooms: Iterable[str]) -> list[Report]:
    """The reports that these rooms declare."""
    found: list[Report] = []
    for room in rooms:
        declared = import_module(f"breeding_center.{room}.room").ROOM.reports
        found += resolve(declared) if declared else ()
    return found


def report_group(text: str, rooms: tuple[str, ...]) -> click.Group:
    """`report NAME`: one command for every report."""
    later = {report.name: Later(report.title, partial(report_command, report)) for report in reports_of(rooms)}
    return LazyGroup("report", later, text=text)


def named_report(room: str, name: str) -> click.Command:
    """One report of a room."""
    return report_command(next(report for report in reports_of((room,)) if report.name == name))


def report_command(report: Report, name: str | None = None) -> click.Command:
    """The command that asks the report's question."""
    is_drawn = report.plot is not None or report.shown_as == "plot"
    made = command(name or report.name, report.help or report.title)(output_options(_asks(report), is_drawn=is_drawn))
    made.params[:0] = parameters(report.parameters)
    made.params.append(Option(["--as-known-on", "as_known_on"], metavar=N_("DATE"), help=AS_KNOWN_ON))
    return made


def _asks(report: Report) -> Callable[..., None]:
    @click.pass_context
    def ask(
        ctx: click.Context,
        /,
        form: str | None,
        output: str | None,
        spreadsheet: bool,
        as_known_on: str | None,
        **values: object,
    ) -> None:
        from breeding_center.cli.output import give

        with opened(ctx) as center:
            result = center.report(report.name, _typed(values), as_known_on=as_known_on)
        give(result, form, output, spreadsheet=spreadsheet, database=place(ctx))

    return ask
