"""The records as a whole: where they stand, upgrade, backup, restore."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from breeding_center.cli.lazy import group
from breeding_center.cli.options import output_options
from breeding_center.cli.speaking import argument, command, option, say
from breeding_center.cli.workplace import place
from breeding_center.declarations.report import Column, ReportResult, Row
from breeding_center.errors import SchemaOutOfDate
from breeding_center.text import N_, _

if TYPE_CHECKING:
    from breeding_center.office.upkeep.revisions import Changed, Status

FACTS = (Column("fact", N_("fact"), "choice"), Column("value", N_("value")))


@command("status", N_("Where the records are, how many, and whether they want an upgrade (exit code 4)."))
@output_options
@click.pass_context
def status(ctx: click.Context, form: str | None, output: str | None, spreadsheet: bool) -> None:
    from breeding_center.cli.output import give
    from breeding_center.office.upkeep import revisions

    where = place(ctx)
    found = revisions.status(where)
    rows: list[Row] = [{"fact": fact, "value": value} for fact, value in _facts(found).items()]
    give(
        ReportResult("database-status", _("Database"), FACTS, rows),
        form,
        output,
        spreadsheet=spreadsheet,
        database=where,
    )
    if found.contents is not None and not found.is_present:
        raise SchemaOutOfDate(
            _(
                "The records have schema {theirs}, this program has {ours}: run  breeding-center database upgrade."
            ).format(theirs=found.contents.schema, ours=found.ours)
        )


def _facts(found: "Status") -> dict[str, object]:
    facts: dict[str, object] = {
        "place": found.place,
        "engine": found.engine,
        "bytes": found.size,
        "program": found.ours,
    }
    if found.contents is not None:
        facts |= {
            "center": found.contents.center,
            "schema": found.contents.schema,
            "entries": found.contents.head_seq,
            "head": found.contents.head_hash,
            "rows": sum(found.contents.rows.values()),
        }
    if found.guards_missing:
        facts["guards_missing"] = ", ".join(found.guards_missing)
    return facts | {"backup_file": str(found.backup) if found.backup else None}


@command("upgrade", N_("Bring the records to this program's schema: backs up, checks, all or nothing."))
@click.pass_context
def upgrade(ctx: click.Context) -> None:
    from breeding_center.office.upkeep import revisions

    _tell(revisions.upgrade(place(ctx)))


@command("downgrade", N_("Take the schema back to an earlier revision; refused where records would be lost."))
@argument("revision", N_("the revision to go back to, as 'database status' shows it"), metavar=N_("REVISION"))
@click.pass_context
def downgrade(ctx: click.Context, revision: str) -> None:
    from breeding_center.office.upkeep import revisions

    _tell(revisions.downgrade(place(ctx), revision))


def _tell(changed: "Changed") -> None:
    if changed.before == changed.after:
        say(_("Nothing to do: the records have schema {revision}.").format(revision=changed.after))
        return
    if changed.backup is not None:
        say(_("Backup: {file}").format(file=changed.backup))
    say(
        _("Schema {before} → {after}; {rows} rows came through.").format(
            before=changed.before or "-", after=changed.after or "-", rows=sum(changed.rows.values())
        )
    )


@command("backup", N_("Make a verified copy of the records, with a manifest beside it."))
@argument(
    "file", N_("the file or folder; a dated file beside the records, if not said"), required=False, metavar=N_("FILE")
)
@click.pass_context
def backup(ctx: click.Context, file: str | None) -> None:
    from breeding_center.office.upkeep.backup import back_up

    made = back_up(place(ctx), Path(file) if file else None)
    say(
        _("Copied and verified: {rows} rows, up to entry {seq}.").format(
            rows=sum(made.manifest.contents.rows.values()), seq=made.manifest.contents.head_seq
        )
    )
    click.echo(str(made.path))


@command("restore", N_("Put a backup in the place of the records; those that were there are kept."))
@argument("file", N_("the backup"), metavar=N_("FILE"))
@option("--confirm-center", text=N_("the name of the other center whose backup this is"), metavar=N_("NAME"))
@option("--drill", text=N_("only check that the backup could be restored"), is_flag=True)
@click.pass_context
def restore(ctx: click.Context, file: str, confirm_center: str | None, drill: bool) -> None:
    from breeding_center.office.upkeep import restore as upkeep

    if drill:
        contents = upkeep.examine(Path(file))
        say(
            _("The backup is sound: {center}, up to entry {seq}, {rows} rows.").format(
                center=contents.center, seq=contents.head_seq, rows=sum(contents.rows.values())
            )
        )
        return
    done = upkeep.restore(place(ctx), Path(file), confirm_center=confirm_center)
    if done.kept is not None:
        say(_("The records that were here before are kept: {file}").format(file=done.kept))
    say(_("Restored: {center}, up to entry {seq}.").format(center=done.contents.center, seq=done.contents.head_seq))


database = group(
    "database", N_("Where the records stand; upgrade, backup, restore."), status, upgrade, downgrade, backup, restore
)
