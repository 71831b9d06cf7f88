"""Verified copies of the records: a backup that was not looked into is not one.

Every backup is one SQLite file, whatever engine the center runs on, with a manifest beside it. It is made beside its
place, checked (the file, the keys, the journal's chain), seen safely to the disk, and only then given its name.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from breeding_center import __version__
from breeding_center.clock import SystemClock
from breeding_center.errors import NoDatabase, Refused
from breeding_center.office.upkeep import copying, files
from breeding_center.office.upkeep.manifest import (
    SUFFIX,
    Contents,
    Manifest,
    digest,
    read_contents,
    read_manifest,
    write_manifest,
)
from breeding_center.office.upkeep.schema_change import keys_unchecked
from breeding_center.settings import data_directory
from breeding_center.storage import journal
from breeding_center.storage.database import Database, shown
from breeding_center.text import _, listed

FOLDER = "backups"


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of the records, and what it says of itself."""

    path: Path
    manifest: Manifest


def back_up(place: str | os.PathLike[str], to: Path | None = None) -> Backup:
    """Copies the records at a path or URL into a verified file: `to`, or a dated one in the center's backup folder.

    Never writes over anything. Raises `Refused` where the copy does not pass every check; then there is no copy.
    """
    database = Database(place)
    try:
        return copy_and_verify(database, to)
    finally:
        database.close()


def copy_and_verify(database: Database, to: Path | None = None) -> Backup:
    """What `back_up` does, for a database that is open already."""
    with database.reading() as connection:
        contents = read_contents(connection)
    if contents is None:
        raise NoDatabase(_("{place} holds no records yet to back up.").format(place=shown(database.url)))
    made_at = SystemClock().now()
    places = _places(database, contents, made_at, to)
    try:
        with files.claimed(places) as path, files.made_beside(path) as beside:
            _copy(database, contents.schema, beside)
            with files.looking_into(beside) as connection:
                contents = verified_contents(connection, path)
            manifest = Manifest(
                file=path.name,
                size=beside.stat().st_size,
                sha256=digest(beside),
                made_at=made_at.isoformat(timespec="seconds"),
                program=__version__,
                contents=contents,
            )
            files.put_in_place(beside, path)
            # Last, because what has no manifest is no backup.
            write_manifest(path, manifest)
    except FileExistsError:
        raise Refused(_("{path} is there already; a backup never writes over anything.").format(path=to)) from None
    return Backup(path, manifest)


def backup_folder(database: Database, contents: Contents | None) -> Path:
    """Where a center's backups are kept: beside its file, or among the user's own data where it is on a server."""
    if database.path is not None:
        return database.path.absolute().parent / FOLDER
    return data_directory() / FOLDER / (contents.origin if contents else "")


def latest_backup(database: Database, contents: Contents | None) -> Path | None:
    """The newest backup of this center in its folder."""
    found = []
    for lying in backup_folder(database, contents).glob(f"*{SUFFIX}"):
        backup = lying.with_name(lying.name.removesuffix(SUFFIX))
        try:
            said = read_manifest(backup)
        except Refused:
            continue  # one that cannot be read is no backup; the others still are
        if backup.exists() and said is not None and contents is not None and said.contents.origin == contents.origin:
            found.append((said.made_at, backup))
    return max(found)[1] if found else None


def _places(database: Database, contents: Contents, made_at: datetime, to: Path | None) -> Iterator[Path]:
    """The place that was named, or dated ones until one is free."""
    given = to.expanduser().absolute() if to is not None else backup_folder(database, contents)
    if to is not None and not given.is_dir():
        yield given
        return
    stem = database.path.stem if database.path else database.url.database or "center"
    name = f"{stem}-{made_at.astimezone(UTC):%Y%m%dT%H%M%S}-{contents.head_seq}"
    yield given / f"{name}.db"
    yield from (given / f"{name}-{number}.db" for number in range(2, 100))


def _copy(database: Database, revision: str, target: Path) -> None:
    if database.is_sqlite:
        copying.copy_sqlite(database, target)
    else:
        _copy_postgresql(database, revision, target)


def _copy_postgresql(database: Database, revision: str, target: Path) -> None:
    """Row by row, all as of one moment, into a file with the same schema."""
    copying.empty_schema(target, revision)
    copy = Database(target)
    try:
        with database.reading() as source, copy.engine.connect() as plain, keys_unchecked(plain), plain.begin():
            copying.copy_rows(source, plain, copying.shared_tables(source))
    finally:
        copy.close()
        target.with_name(target.name + ".lock").unlink(missing_ok=True)


def verified_contents(connection: Connection, path: Path) -> Contents:
    """What is in a copy that passes every check; raises `Refused` where it does not."""
    problems = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check").all() if row[0] != "ok"]
    if not problems:
        problems = [f"{row[0]} → {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all()]
    contents = None if problems else read_contents(connection)
    if contents is not None:
        problems = [f"{fault.code} {fault.where}" for fault in journal.verify_chain(connection)]
    if problems or contents is None:
        raise Refused(
            _("The copy {path} is not sound ({problems}); it is not kept.").format(
                path=path, problems=listed(problems[:3]) or _("no records in it")
            )
        )
    return contents
