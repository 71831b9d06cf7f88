"""Today's round: what is due, where it stands, and whose it is."""

from typing import TYPE_CHECKING

import click

from breeding_center.cli.options import output_options
from breeding_center.cli.speaking import command, option
from breeding_center.cli.workplace import opened, person, place
from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.errors import NotUnderstood
from breeding_center.text import N_, _
from breeding_center.vocabulary import CareLine

if TYPE_CHECKING:
    from breeding_center.office.center import Center
    from breeding_center.office.daily_round import DueTask
    from breeding_center.storage.reading import Reading

# A task's key is long; on a screen people read and type its tail.
TAIL = Column("task", N_("task"))
ON_SCREEN = ("task", "due_at", "state", "line", "title", "subject", "place", "feeder")


def _result(asking: "Reading", center: "Center", tasks: list["DueTask"], screen: bool) -> ReportResult:
    """The round: every column for files and programs, what fits for a screen."""
    from breeding_center.office.answers import summary, task_row
    from breeding_center.office.reports import REPORTS

    declared = next(report for report in REPORTS if report.name == "today")
    columns = (TAIL, *declared.columns)
    if screen:
        columns = tuple(column for name in ON_SCREEN for column in columns if column.code == name)
    else:
        columns = declared.columns
    rows: list[Row] = [{**task_row(task), "task": task.tail} for task in tasks]
    return ReportResult(
        name="today", title=declared.shown_title(), columns=columns, rows=rows,
        notes=[f"{_where_and_when(asking, center)} {summary(tasks)}"],
        generated_at=asking.now, zone=asking.zone, center_name=center.name,
    )  # fmt: skip


def _where_and_when(asking: "Reading", center: "Center") -> str:
    """Whose round it is, and by which clock."""
    from breeding_center.moments import show_instant

    at = show_instant(asking.now, asking.zone)
    if asking.site.is_practice:
        return _("{center}, practice clock {at}.").format(center=center.name, at=at)
    return _("{center}, {at}.").format(center=center.name, at=at)


def give_round(
    ctx: click.Context, *, day: str | None = None, mine: bool = False, line: str | None = None, open_only: bool = False,
    form: str | None = None, output: str | None = None, spreadsheet: bool = False,
) -> None:  # fmt: skip
    """Hand over the round, or the part of it that was asked for."""
    from breeding_center.care.rules import is_open
    from breeding_center.cli.output import give
    from breeding_center.moments import parse_date
    from breeding_center.office.daily_round import due_on, today_of, whole_day

    with opened(ctx) as center, center.reading() as asking:
        tasks = (
            due_on(asking, today_of(asking)) if day is None else whole_day(asking, parse_date(day, today_of(asking)))
        )
        if mine:
            me = _me(ctx, center, asking)
            tasks = [task for task in tasks if me in (task.feeder_id, task.assigned_to_id)]
        if line is not None:
            tasks = [task for task in tasks if task.line == line]
        if open_only:
            tasks = [task for task in tasks if is_open(task.state)]
        result = _result(asking, center, tasks, screen=form in (None, "table") and output is None)
    give(result, form, output, spreadsheet=spreadsheet, database=place(ctx))


def _me(ctx: click.Context, center: "Center", asking: "Reading") -> object:
    who = person(ctx)
    if who is None:
        raise NotUnderstood(_("Say who you are: --by PERSON."))
    return center.find(asking, "person", who)


LINE = option("--line", text=N_("only this line of care"), type=click.Choice([line.value for line in CareLine]))
MINE = option("--mine", text=N_("only what falls to you (--by)"), is_flag=True)
OPEN = option("--open", "open_only", text=N_("only what is not done yet"), is_flag=True)


@command(
    "today", N_("Today's round: what is due, by time and place, what is still open of yesterday, and who does it.")
)
@LINE
@MINE
@OPEN
@output_options
@click.pass_context
def today(
    ctx: click.Context, line: str | None, mine: bool, open_only: bool, form: str | None, output: str | None,
    spreadsheet: bool,
) -> None:  # fmt: skip
    give_round(ctx, mine=mine, line=line, open_only=open_only, form=form, output=output, spreadsheet=spreadsheet)
