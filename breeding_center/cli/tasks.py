"""Tasks: see them, do them, skip them, give them to somebody else."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import click

from breeding_center.cli.generated import action_command, actions_of
from breeding_center.cli.lazy import Later, LazyGroup
from breeding_center.cli.names import names_of
from breeding_center.cli.options import output_options
from breeding_center.cli.round import LINE, MINE, OPEN, give_round
from breeding_center.cli.speaking import argument, command, option, say
from breeding_center.cli.workplace import opened, person, place
from breeding_center.declarations.action import YES_NO, Action, Field
from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.errors import NotUnderstood
from breeding_center.text import N_, _, listed

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _complete_tasks(ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    return names_of(ctx, "task", incomplete)


TASK = argument(
    "task",
    N_("the task: the end of its key, or its subject and title"),
    metavar=N_("TASK"),
    shell_complete=_complete_tasks,
)


@command("list", N_("The work of a day, whatever became of it."))
@option("--day", text=N_("which day: 2020-09-25, yesterday; today's round, if not said"), metavar=N_("DATE"))
@LINE
@MINE
@OPEN
@output_options
@click.pass_context
def list_tasks(
    ctx: click.Context, day: str | None, line: str | None, mine: bool, open_only: bool, form: str | None,
    output: str | None, spreadsheet: bool,
) -> None:  # fmt: skip
    give_round(
        ctx, day=day, mine=mine, line=line, open_only=open_only, form=form, output=output, spreadsheet=spreadsheet
    )


# ---------------------------------------------------------------- the form of one task


@command("form", N_("What a task asks for when it is done, and what is planned."))
@TASK
@output_options
@click.pass_context
def form_of_task(ctx: click.Context, task: str, form: str | None, output: str | None, spreadsheet: bool) -> None:
    from breeding_center.cli.output import give

    with opened(ctx) as center:
        one = center.task(task)
        action, filled = center.form(one)
        # What people call the animal and the place, not the keys that the form holds.
        names = {str(one.animal_id): one.subject, str(one.access_set_id): one.place, str(one.enclosure_id): one.place}
        rows = [_form_row(field, {key: names.get(value, value) for key, value in filled.items()})
                for field in action.fields]  # fmt: skip
        columns = (
            Column("option", N_("option")), Column("asks", N_("asks for")), Column("required", N_("needed"), "yes_no"),
            Column("planned", N_("planned")),
        )  # fmt: skip
        title = _("{title} of {subject}").format(title=one.title, subject=one.subject)
        result = ReportResult("task-form", title, columns, rows, zone=center.site.zone, center_name=center.name)
    say(title)
    if one.steps:
        say(one.steps)
    if one.is_two_person:
        say(_("Two people do this: say who the second is with --witness."))
    give(result, form, output, spreadsheet=spreadsheet, database=place(ctx))


def _form_row(field: Field, filled: Mapping[str, str]) -> Row:
    needed = field.required and field.default is None and field.name not in filled
    return {
        "option": f"--{field.flag}", "asks": _(field.label), "required": needed, "planned": filled.get(field.name),
    }  # fmt: skip


# ---------------------------------------------------------------- doing it


@command(
    "done",
    N_(
        "Do a task. What the work produces and that it was done are written together. What its form asks for follows as"
        " options, such as --weight 98.4kg; 'task form TASK' lists them. Without any, a task that needs no measuring is"
        " done as planned."
    ),
    context_settings={"ignore_unknown_options": True},
)
@TASK
@argument("answers", N_("what the form asks for"), nargs=-1, required=False, metavar=N_("--NAME VALUE"))
@option("--witness", text=N_("the second person, where two are asked for"), metavar=N_("PERSON"))
@option("--confirm", text=N_("it is unlikely but true: record it, flagged"), is_flag=True)
@option("--reason", text=N_("why; needed with --confirm"), metavar=N_("TEXT"))
@click.pass_context
def done(
    ctx: click.Context, task: str, answers: tuple[str, ...], witness: str | None, confirm: bool, reason: str | None
) -> None:
    with opened(ctx) as center:
        one = center.task(task)
        action, _filled = center.form(one)
        values = answered(action, answers)
        outcome = center.complete(one.id, values, by=person(ctx), reason=reason, confirm=confirm, witness=witness)
    say(outcome.sentence)


def answered(action: Action, words: Iterable[str]) -> dict[str, object]:
    """`--weight 98.4kg --score=3 mucus=yes` as the values of the action's fields."""
    by_flag = {field.flag: field for field in action.fields} | {field.name: field for field in action.fields}
    values: dict[str, object] = {}
    waiting: Field | None = None
    for word in words:
        if waiting is not None and not (waiting.kind is YES_NO and word.startswith("--")):
            _keep(values, waiting, word)
            waiting = None
            continue
        if waiting is not None:
            _keep(values, waiting, "yes")
        name, equals, value = word.removeprefix("--").partition("=")
        waiting = by_flag.get(name)
        if waiting is None:
            known = listed(f"--{field.flag}" for field in action.fields)
            raise NotUnderstood(
                _("'{word}' is not asked for here; {title} asks for {known}.").format(
                    word=word, title=_(action.title), known=known
                )
            )
        if equals:
            _keep(values, waiting, value)
            waiting = None
    if waiting is not None:
        if waiting.kind is not YES_NO:
            raise NotUnderstood(_("--{option} needs a value.").format(option=waiting.flag))
        _keep(values, waiting, "yes")
    return values


def _keep(values: dict[str, object], field: Field, value: str) -> None:
    """One answer; several of the same name are kept as a list where the field takes many."""
    before = values.get(field.name)
    if field.many and isinstance(before, list):
        before.append(value)
    else:
        values[field.name] = [value] if field.many else value


def _task_commands() -> dict[str, Later]:
    declared = {action.verb: action for action in actions_of(("office",), "task")}
    by_hand: dict[str, click.Command] = {"list": list_tasks, "form": form_of_task, "done": done}
    later = {name: Later(made.help or "", partial(_itself, made)) for name, made in by_hand.items()}
    return later | {verb: Later(action.title, partial(action_command, action)) for verb, action in declared.items()}


def _itself(made: click.Command) -> click.Command:
    return made


task = LazyGroup("task", _task_commands(), text=N_("Do, skip, assign or add a piece of work."))
