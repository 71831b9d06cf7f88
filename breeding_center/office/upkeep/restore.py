"""Bringing records back from a backup: beside, verified, swapped, and what was there before is kept.

A backup is somebody's file until it has proven itself: it is whole (size and SHA-256 of its manifest), sound (SQLite's
own checks), ours (the tables of its schema and nothing else, compared before anything in it is used; its guards are
made anew), and its journal's chain and fold hold. Until then the records in use are not touched.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from breeding_center.clock import SystemClock
from breeding_center.errors import Busy, NeedsConfirmation, NoDatabase, NotFound, Refused, SchemaOutOfDate
from breeding_center.office.upkeep import copying, files
from breeding_center.office.upkeep.backup import backup_folder, copy_and_verify, verified_contents
from breeding_center.office.upkeep.manifest import Contents, Manifest, digest, read_contents, read_manifest
from breeding_center.office.upkeep.revisions import change_schema, known_revisions
from breeding_center.office.upkeep.schema_change import SchemaChange, alone
from breeding_center.office.upkeep.tables import all_records
from breeding_center.storage import journal
from breeding_center.storage.database import Database, shown
from breeding_center.storage.revision import SCHEMA_REVISION
from breeding_center.text import _, listed


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where the records that were there before are kept."""

    contents: Contents
    kept: Path | None


def restore(place: str | os.PathLike[str], backup: Path, *, confirm_center: str | None = None) -> Restored:
    """Puts the records of `backup` where `place` says.

    A backup of another center must be confirmed by that center's name. Raises `Refused` where the backup is not
    whole, sound and ours, and `Busy` where somebody has the records open; then nothing has changed.
    """
    database = Database(place)
    try:
        with _examined(backup) as (copy, contents):
            _refuse_another_center(database, contents, confirm_center)
            if database.is_sqlite:
                return Restored(contents, _swap(database, copy))
            _fill(database, copy, contents)
            return Restored(contents, None)
    finally:
        database.close()


def examine(backup: Path) -> Contents:
    """What is in a backup that passes every check; raises `Refused` where it does not. Changes nothing: a drill."""
    with _examined(backup) as (_copy, contents):
        return contents


@contextmanager
def _examined(backup: Path) -> Iterator[tuple[Path, Contents]]:
    """A private copy of the backup that has passed every check, so that nothing can change it after the checks."""
    if not backup.is_file():
        raise NotFound(_("There is no backup {path}.").format(path=backup))
    manifest = read_manifest(backup)
    if manifest is None:
        raise Refused(
            _("{path} has no manifest beside it, so nobody can tell whether it is whole.").format(path=backup)
        )
    with files.private_copy(backup) as copy:
        _refuse_unless_whole(copy, manifest, backup)
        try:
            with files.looking_into(copy) as connection:
                contents = _proven(connection, manifest, backup)
            _make_guards_anew(copy, contents.schema)
        except DatabaseError as error:
            raise Refused(
                _("{path} is not a sound database: {why}.").format(path=backup, why=str(error.orig).rstrip("."))
            ) from error
        yield copy, contents


def _refuse_unless_whole(copy: Path, manifest: Manifest, backup: Path) -> None:
    size = copy.stat().st_size
    if size != manifest.size:
        raise Refused(
            _("{path} is not whole: it has {size} bytes and its manifest says {said}.").format(
                path=backup, size=size, said=manifest.size
            )
        )
    if digest(copy) != manifest.sha256:
        raise Refused(_("{path} is not the file that its manifest describes (SHA-256 differs).").format(path=backup))


def _proven(connection: Connection, manifest: Manifest, backup: Path) -> Contents:
    schema = manifest.contents.schema
    if schema not in known_revisions():
        raise SchemaOutOfDate(
            _("{path} was made by a newer version of this program (schema {theirs}; this one knows {ours}).").format(
                path=backup, theirs=schema, ours=SCHEMA_REVISION
            )
        )
    _refuse_a_strange_schema(connection, schema, backup)
    contents = verified_contents(connection, backup)
    if contents != manifest.contents:
        raise Refused(_("{path} does not hold what its manifest says.").format(path=backup))
    if schema == SCHEMA_REVISION:
        faults = journal.verify(connection, all_records())
        if faults:
            raise Refused(
                _("In {path} the tables and the journal do not agree ({fault} {where}).").format(
                    path=backup, fault=faults[0].code, where=faults[0].where
                )
            )
    return contents


def _refuse_a_strange_schema(connection: Connection, schema: str, backup: Path) -> None:
    """A view or a table that is not ours may be made to run something when it is used, so none may be there."""
    with copying.standard(schema) as ours, files.looking_into(ours) as standard:
        strange = _made_of(connection) ^ _made_of(standard)
    if strange:
        names = listed(sorted({name for _kind, name, _sql in strange})[:3])
        raise Refused(
            _("{path} is not made as a database of schema {schema} is ({names}).").format(
                path=backup, schema=schema, names=names
            )
        )


def _made_of(connection: Connection) -> set[tuple[str, str, str]]:
    """Everything in a database but its triggers, which never run while it is only looked at."""
    rows = connection.exec_driver_sql(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE type <> 'trigger'"
    ).all()
    # Indexes that SQLite makes by itself are numbered as it likes, and ANALYZE adds tables of its own.
    return {
        (kind, name, _in_order(re.sub(r"\s+", " ", sql)))
        for kind, name, sql in rows
        if not name.startswith(("sqlite_autoindex_", "sqlite_stat"))
    }


def _in_order(sql: str) -> str:
    """A statement with its parts in the order of the alphabet: a table that was made anew has its keys in any order."""
    head, _bracket, body = sql.partition("(")
    parts, depth = [""], 0
    for sign in body.rstrip(") "):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return f"{head.replace(chr(34), '').strip()} ({', '.join(sorted(part.strip(' )') for part in parts))})"


def _make_guards_anew(copy: Path, schema: str) -> None:
    with copying.standard(schema) as ours, closing(sqlite3.connect(ours)) as standard:
        guards = [sql for (sql,) in standard.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("PRAGMA trusted_schema=OFF")
        raw.execute("BEGIN IMMEDIATE")
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"""DROP TRIGGER "{name.replace('"', '""')}" """)
        for guard in guards:
            raw.execute(guard)
        raw.execute("COMMIT")


def _refuse_another_center(database: Database, theirs: Contents, confirm_center: str | None) -> None:
    ours = _present(database)
    if ours is None or not ours.origin or ours.origin == theirs.origin:
        return
    if confirm_center is None or confirm_center.strip() not in (theirs.name_en, theirs.name_zh):
        raise NeedsConfirmation(
            _(
                "This backup is of another center, {theirs}; here are the records of {ours}. If it is to take their"
                " place, confirm it with that center's name."
            ).format(theirs=theirs.center, ours=ours.center)
        )


def _present(database: Database) -> Contents | None:
    """What is there now; None where there is nothing, or nothing that can be read any more."""
    try:
        with database.reading() as connection:
            return read_contents(connection)
    except (NoDatabase, DatabaseError):
        if database.is_sqlite:
            return None
        raise


def _swap(database: Database, copy: Path) -> Path | None:
    """The copy takes the place of the records, whole or not at all; they are kept under another name."""
    live = database.path
    assert live is not None
    with files.made_beside(live) as beside:
        shutil.copyfile(copy, beside)
        with alone(database):
            kept = _let_go(database, live) if live.exists() else None
            files.put_in_place(beside, live)
    return kept


def _let_go(database: Database, live: Path) -> Path | None:
    """Keeps the present records, after making sure that nobody has them open: as a backup if they are sound."""
    kept: Path | None = None
    try:
        kept = copy_and_verify(database).path
    except (Refused, DatabaseError):
        pass  # Damaged: the file is kept as it is, below.
    except NoDatabase:
        if not live.stat().st_size:
            return None
    database.close()
    # Leaving WAL mode folds the log into the file and removes it, and succeeds only where nobody else has it open. A
    # log left beside the file would be taken for the new file's own.
    try:
        with closing(sqlite3.connect(live, timeout=5)) as raw:
            raw.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise Busy(
            _("{place} is open in another window or program; close it there and try again.").format(place=live)
        ) from error
    except sqlite3.DatabaseError:
        kept = None
    return kept or _keep_as_it_is(database, live)


def _keep_as_it_is(database: Database, live: Path) -> Path:
    folder = files.private_folder(backup_folder(database, None))
    kept = folder / f"{live.stem}-damaged-{SystemClock().now():%Y%m%dT%H%M%S%f}.db"
    for companion in files.companions(live):
        if companion.exists():
            companion.rename(kept.with_name(companion.name.replace(live.name, kept.name)))
    shutil.copy2(live, kept)
    return kept


def _fill(database: Database, copy: Path, contents: Contents) -> None:
    """PostgreSQL: fills an empty database with the rows of the copy; one that has records is left alone."""
    with database.reading() as connection:
        present = read_contents(connection)
    if present is not None and present.origin:
        raise Refused(
            _("{place} holds the records of {center}; restore into an empty database and then use that one.").format(
                place=shown(database.url), center=present.center
            )
        )
    if present is None or present.schema != contents.schema:
        change_schema(SchemaChange(database), contents.schema)
    with files.looking_into(copy) as source, database.engine.begin() as target:
        with copying.LooseKeys(target):
            copying.copy_rows(source, target, copying.shared_tables(target))
        if read_contents(target) != contents:
            raise Refused(_("Not every record arrived in {place}; nothing was kept.").format(place=shown(database.url)))
