"""Studbooks in and out: a report card first, the records only with --commit."""

from pathlib import Path
from typing import Any

import click

from breeding_center.cli.fields import parameters
from breeding_center.cli.generated import CONFIRMING
from breeding_center.cli.lazy import group
from breeding_center.cli.options import output_options
from breeding_center.cli.speaking import Option, command, say
from breeding_center.cli.workplace import opened, person, place
from breeding_center.office.exchange_declarations import EXCHANGE_ACTIONS, TAKING_IN
from breeding_center.text import N_


@command("studbook", N_("Read a studbook file: says what would become of every row; --commit writes it in one entry."))
@output_options
@click.pass_context
def take_in(
    ctx: click.Context, /, form: str | None, output: str | None, spreadsheet: bool, commit: bool,
    asked_confirm: bool, asked_reason: str | None, **values: Any,
) -> None:  # fmt: skip
    said = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value}
    with opened(ctx) as center:
        if commit:
            reason, confirm = asked_reason, asked_confirm
            outcome = center.perform("import.studbook", said, by=person(ctx), reason=reason, confirm=confirm)
            say(outcome.sentence)
            return
        result = center.report("studbook-card", said)
    from breeding_center.cli.output import give

    give(result, form, output, spreadsheet=spreadsheet, database=place(ctx))
    if any(row["verdict"] == "refused" for row in result.rows) and "leave_out" not in said:
        ctx.exit(1)


take_in.params[:0] = [
    *parameters(TAKING_IN),
    Option(["--commit"], is_flag=True, help=N_("write it; without this nothing is written")),
    *CONFIRMING,
]


@command("studbook", N_("Write the studbook to a file: CSV, for PMx, a SPARKS-style DBF, PLINK .fam or Excel."))
@click.pass_context
def hand_out(ctx: click.Context, /, **values: Any) -> None:
    from breeding_center.office.exchange.leaving import hand_out as write_out

    action = next(one for one in EXCHANGE_ACTIONS if one.name == "export.studbook")
    with opened(ctx) as center, center.reading() as asking:
        said = center.parser(asking).values(action.fields, {name: value for name, value in values.items() if value})
        file = Path(str(said["file"])).expanduser()
        told = write_out(asking, file, said["form"], said["taxon"], spreadsheet=bool(said["spreadsheet"]))  # type: ignore[arg-type]
    say(told)


hand_out.params[:0] = parameters(next(one for one in EXCHANGE_ACTIONS if one.name == "export.studbook").fields)

import_group = group("import", N_("Take files of other programs in"), take_in)
export_group = group("export", N_("Hand the records out to other programs"), hand_out)
