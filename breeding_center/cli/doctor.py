"""What is unsafe about this installation, and what to do about it."""

import click

from breeding_center.cli.options import output_options
from breeding_center.cli.speaking import command
from breeding_center.cli.workplace import place
from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.errors import Refused
from breeding_center.text import N_, _

FINDINGS = (
    Column("weight", N_("severity"), "choice"), Column("code", N_("checked")), Column("sentence", N_("finding")),
)  # fmt: skip


@command("doctor", N_("Say what is unsafe about this installation; exit code 1 where anything is."))
@output_options
@click.pass_context
def doctor(ctx: click.Context, form: str | None, output: str | None, spreadsheet: bool) -> None:
    from breeding_center.cli.output import give
    from breeding_center.office.upkeep.doctor import Weight, examine, is_safe

    where = place(ctx)
    findings = examine(where)
    rows: list[Row] = [{"weight": one.weight, "code": one.code, "sentence": one.sentence} for one in findings]
    give(ReportResult("doctor", _("Doctor"), FINDINGS, rows), form, output, spreadsheet=spreadsheet, database=where)
    if not is_safe(findings):
        count = sum(one.weight is Weight.UNSAFE for one in findings)
        raise Refused(_("Unsafe: {count}.").format(count=count))
