"""The journal: who changed what, when and why; taking an entry back; proving that nothing was tampered with."""

import json
from typing import TYPE_CHECKING

import click

from breeding_center.cli.lazy import group
from breeding_center.cli.options import output_options
from breeding_center.cli.speaking import argument, command, option, say
from breeding_center.cli.workplace import opened, person, place
from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.errors import Refused
from breeding_center.moments import show_instant
from breeding_center.text import N_, _

if TYPE_CHECKING:
    from breeding_center.office.center import Center
    from breeding_center.office.memory import ChangeView, EntryView

LOG = (
    Column("entry", N_("entry"), "count"),
    Column("recorded_at", N_("recorded"), "instant"),
    Column("by", N_("by")),
    Column("action", N_("action")),
    Column("changes", N_("changes"), "count"),
    Column("reason", N_("reason")),
    Column("undoes", N_("takes back"), "count"),
    Column("terminal", N_("terminal")),
    Column("simulated", N_("simulated"), "yes_no"),
    Column("id", N_("key")),
)
# On a screen an entry is called by its number; what 80 columns have no room for is in every file.
ON_SCREEN = frozenset({"entry", "recorded_at", "by", "action", "reason", "undoes"})
CHANGES = (
    Column("table", N_("table")),
    Column("record", N_("record")),
    Column("field", N_("field")),
    Column("before", N_("before")),
    Column("after", N_("after")),
)
# Kept by the storage itself; they tell a reader nothing.
BOOKKEEPING = frozenset({"id", "version", "entry_id"})


def _result(center: "Center", name: str, title: str, columns: tuple[Column, ...], rows: list[Row]) -> ReportResult:
    return ReportResult(
        name=name, title=title, columns=columns, rows=rows, generated_at=center.now(), zone=center.site.zone,
        center_name=center.name,
    )  # fmt: skip


@command("log", N_("The latest entries, newest first."))
@option(
    "--limit",
    "-n",
    text=N_("how many entries"),
    metavar=N_("NUMBER"),
    type=click.IntRange(1, 100_000),
    default=30,
    show_default=True,
)
@option("--record", text=N_("only those that wrote the record with this key"), metavar=N_("KEY"))
@output_options
@click.pass_context
def log(
    ctx: click.Context, limit: int, record: str | None, form: str | None, output: str | None, spreadsheet: bool
) -> None:
    from uuid import UUID

    from breeding_center.cli.output import give
    from breeding_center.office import memory

    try:
        record_id = UUID(hex=record.replace("-", "")) if record else None
    except ValueError:
        raise click.BadParameter(_("a key has 32 letters and digits"), ctx, param_hint="--record") from None
    with opened(ctx) as center, center.reading() as asking:
        entries = memory.log(asking, limit=limit, record_id=record_id)
        known = {one.id: one.seq for one in entries}
        for wanted in {one.undoes_id for one in entries} - {None, *known}:
            known |= {one.id: one.seq for one in memory.log(asking, entry_id=wanted)}
        rows: list[Row] = [_log_row(one, known.get(one.undoes_id) if one.undoes_id else None) for one in entries]
        is_on_screen = form in (None, "table") and not output
        columns = tuple(column for column in LOG if column.code in ON_SCREEN or not is_on_screen)
        result = _result(center, "journal-log", _("Journal"), columns, rows)
    give(result, form, output, spreadsheet=spreadsheet, database=place(ctx))


def _log_row(one: "EntryView", undoes: int | None) -> Row:
    return {
        "entry": one.seq, "recorded_at": one.recorded_at, "by": one.by, "action": one.action, "changes": one.changes,
        "reason": one.reason, "undoes": undoes, "terminal": one.terminal, "simulated": one.is_simulated,
        "id": str(one.id),
    }  # fmt: skip


@command("show", N_("One entry: who, when and why, and every value before and after."))
@argument(
    "entry", N_("an entry's number, or the key (or its end) of an entry or of a record it wrote"), metavar=N_("ENTRY")
)
@output_options
@click.pass_context
def show(ctx: click.Context, entry: str, form: str | None, output: str | None, spreadsheet: bool) -> None:
    from breeding_center.cli.output import give
    from breeding_center.office import memory

    with opened(ctx) as center, center.reading() as asking:
        found = memory.find_entry(asking, entry)
        rows = [row for one in memory.changes_of(asking, found.id) for row in _change_rows(one)]
        result = _result(center, "journal-entry", _("Entry {seq}").format(seq=found.seq), CHANGES, rows)
        who = found.by or _("the program")
        when = show_instant(found.recorded_at, asking.zone)
    say(_("Entry {seq}: {action}, by {who}, {when}.").format(seq=found.seq, action=found.action, who=who, when=when))
    if found.reason:
        say(_("Reason: {reason}").format(reason=found.reason))
    give(result, form, output, spreadsheet=spreadsheet, database=place(ctx))


def _change_rows(one: "ChangeView") -> list[Row]:
    before = one.before or {}
    return [
        {
            "table": one.table, "record": str(one.row_id), "field": field,
            "before": _written(before.get(field)), "after": _written(value),
        }
        for field, value in one.after.items()
        if field not in BOOKKEEPING
    ]  # fmt: skip


def _written(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@command("verify", N_("Check the whole chain, and every table against it; exit code 1 where anything differs."))
@output_options
@click.pass_context
def verify(ctx: click.Context, form: str | None, output: str | None, spreadsheet: bool) -> None:
    from breeding_center.cli.output import give
    from breeding_center.office import memory, rooms

    with opened(ctx) as center, center.reading() as asking:
        rooms.load_models()
        faults = memory.verify(asking)
        seq, digest = memory.head(asking)
        rows: list[Row] = [{"fault": one.code, "where": one.where, "detail": one.detail} for one in faults]
        columns = (Column("fault", N_("fault")), Column("where", N_("where")), Column("detail", N_("detail")))
        result = _result(center, "journal-verify", _("Journal check"), columns, rows)
    if faults or form or output:
        give(result, form, output, spreadsheet=spreadsheet, database=place(ctx))
    if faults:
        raise Refused(_("The journal and the records do not agree in {count} places.").format(count=len(faults)))
    say(_("All is well: {seq} entries, every record accounted for. Head: {digest}").format(seq=seq, digest=digest))


@command("undo", N_("Take an entry back: what it added is struck out, what it changed is put back."))
@argument("entry", N_("an entry's number, or the key (or its end) of an entry or record"), metavar=N_("ENTRY"))
@option("--reason", text=N_("why it is taken back"), metavar=N_("TEXT"), required=True)
@click.pass_context
def undo(ctx: click.Context, entry: str, reason: str) -> None:
    with opened(ctx) as center:
        outcome = center.undo(entry, by=person(ctx), reason=reason)
    say(outcome.sentence)


journal = group("journal", N_("Who changed what, when and why; undo it; verify it."), log, show, verify, undo)
