"""What is unsafe about how the records are kept, each finding with what to do about it.

`doctor` looks and says; it changes nothing.
"""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from breeding_center.clock import SystemClock
from breeding_center.errors import BreedingCenterError
from breeding_center.office.upkeep.backup import latest_backup
from breeding_center.office.upkeep.manifest import Contents, read_contents, read_manifest
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage import triggers
from breeding_center.storage.database import PRAGMAS, Database
from breeding_center.storage.revision import SCHEMA_REVISION, require_present_schema
from breeding_center.text import _, listed


class Weight(StrEnum):
    """How much a finding matters."""

    FINE = "fine"
    NOTE = "note"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `code` names it for scripts, the sentence tells a person."""

    code: str
    weight: Weight
    sentence: str


# SQLite 3.7.0 to 3.51.2 can damage a file when two connections write or checkpoint at the same instant (sqlite.org).
WAL_RESET_FIXED = (3, 51, 3)
ENOUGH_BYTES = 256 * 1024 * 1024
BACKUP_AGE = timedelta(days=1)
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs", "davfs"}
)
_SAFE_SERVER = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "server_encoding": "UTF8"}
_PRAGMA_VALUES = {"WAL": "wal", "FULL": "2", "ON": "1", "OFF": "0"}


def examine(place: str | os.PathLike[str]) -> list[Finding]:
    """Everything that was looked at; raises `NoDatabase` where there are no records to look at."""
    database = Database(place)
    try:
        findings = list(_files(database.path)) if database.path and database.exists() else []
        with database.reading() as connection:
            findings += _sqlite(connection) if database.is_sqlite else _postgresql(connection)
            try:
                findings += _records(connection, database)
            except DatabaseError:
                if is_safe(findings):
                    raise  # a file found damaged need not be readable to its end
        return findings
    finally:
        database.close()


def is_safe(findings: list[Finding]) -> bool:
    """Whether nothing unsafe was found."""
    return all(finding.weight is not Weight.UNSAFE for finding in findings)


def _fine(code: str, sentence: str) -> Finding:
    return Finding(code, Weight.FINE, sentence)


def _note(code: str, sentence: str) -> Finding:
    return Finding(code, Weight.NOTE, sentence)


def _unsafe(code: str, sentence: str) -> Finding:
    return Finding(code, Weight.UNSAFE, sentence)


# ---------------------------------------------------------------- the file and where it lies


def _files(path: Path) -> Iterator[Finding]:
    yield _permissions(path)
    yield _folder(path.absolute().parent)
    yield _file_system(path.absolute().parent)
    yield _space(path)
    yield _lock(path)


def _permissions(path: Path) -> Finding:
    open_to_others = [
        file
        for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077
    ]
    if not open_to_others:
        return _fine("file-permissions", _("Only its owner may read the file."))
    names = " ".join(str(file) for file in open_to_others)
    return _unsafe(
        "file-permissions",
        _("Other users of this computer may read the records; run: chmod 600 {files}").format(files=names),
    )


def _folder(folder: Path) -> Finding:
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o022 and not mode & stat.S_ISVTX:
        return _unsafe(
            "folder-permissions",
            _("Other users of this computer may replace or remove the file; run: chmod 700 {folder}").format(
                folder=folder
            ),
        )
    return _fine("folder-permissions", _("Only its owner may replace or remove the file."))


def _file_system(folder: Path) -> Finding:
    kind = file_system_of(folder)
    if kind in NETWORK_FILE_SYSTEMS:
        return _unsafe(
            "network-file-system",
            _(
                "The file lies on a network file system ({kind}), where SQLite can damage it; move it to this"
                " computer's own disk, or keep the records on PostgreSQL."
            ).format(kind=kind),
        )
    return _fine(
        "network-file-system", _("The file lies on a disk of this computer ({kind}).").format(kind=kind or "?")
    )


def file_system_of(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The kind of file system that a folder lies on, as Linux says; empty where it does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = Path(), ""
    for line in lines:
        before, _dash, after = line.partition(" - ")
        point = Path(before.split()[4].encode().decode("unicode_escape"))
        if folder.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, kind = point, after.split()[0]
    return kind


def _space(path: Path) -> Finding:
    free = shutil.disk_usage(path.absolute().parent).free
    wanted = max(ENOUGH_BYTES, 3 * path.stat().st_size)
    sentence = _("{free} MB of the disk are free.").format(free=free // 1_000_000)
    if free < wanted:
        return _unsafe(
            "disk-space",
            sentence + " " + _("A backup and an upgrade need {wanted} MB.").format(wanted=wanted // 1_000_000),
        )
    return _fine("disk-space", sentence)


def _lock(path: Path) -> Finding:
    lock = FileLock(f"{path}.lock", timeout=0)
    try:
        with lock:
            return _fine("lock-file", _("Nobody is writing at this moment."))
    except Timeout:
        return _note("lock-file", _("Another program is writing at this moment."))
    except OSError as error:
        return _unsafe(
            "lock-file",
            _("The lock file {path} cannot be used: {why}.").format(path=f"{path}.lock", why=error.strerror),
        )


# ---------------------------------------------------------------- the engine


def _sqlite(connection: Connection) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sqlite3.sqlite_version_info)
    if sqlite3.sqlite_version_info < WAL_RESET_FIXED:
        yield _note(
            "sqlite-version",
            _(
                "SQLite {version} has a rare fault that can damage a file (mended in 3.51.3). This program keeps clear"
                " of it by writing under one lock; write to the file with nothing else."
            ).format(version=version),
        )
    else:
        yield _fine("sqlite-version", _("SQLite {version}.").format(version=version))
    wrong = []
    for pragma in PRAGMAS:
        name, _equals, wanted = pragma.partition("=")
        found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        if str(found) != _PRAGMA_VALUES.get(wanted, wanted):
            wrong.append(f"{name}={found}")
    if wrong:
        yield _unsafe(
            "engine-settings", _("SQLite did not take these settings: {settings}.").format(settings=listed(wrong))
        )
    else:
        yield _fine("engine-settings", _("Every commit is on the disk before it is acknowledged."))
    problems = _damage(connection)
    if problems == ["ok"]:
        yield _fine("file-soundness", _("The file is sound."))
    else:
        yield _unsafe(
            "file-soundness",
            _("The file is damaged ({problem}); restore the last backup.").format(problem=problems[0]),
        )


def _damage(connection: Connection) -> list[str]:
    """What SQLite's own check finds; damage where the tables themselves are described stops even the check."""
    try:
        return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check").all()]
    except DatabaseError as error:
        return [str(error.orig)]


def _postgresql(connection: Connection) -> Iterator[Finding]:
    rows = connection.execute(text("SELECT name, setting FROM pg_settings")).all()
    settings: dict[str, str] = {row.name: row.setting for row in rows}
    wrong = [f"{name}={settings[name]}" for name, wanted in _SAFE_SERVER.items() if settings[name] != wanted]
    if wrong:
        yield _unsafe(
            "engine-settings",
            _("The server's settings can lose what it acknowledged: {settings}.").format(settings=listed(wrong)),
        )
    else:
        yield _fine("engine-settings", _("Every commit is on the disk before it is acknowledged."))
    yield _fine("server-version", _("PostgreSQL {version}.").format(version=settings["server_version"]))
    powers = connection.execute(
        text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    ).scalar_one()
    if powers:
        yield _note(
            "role",
            _("You are connected as a superuser, whom no guard of the database stops; use a role of the center's own."),
        )
    else:
        yield _fine("role", _("The role has no more rights than it needs."))


# ---------------------------------------------------------------- the records


def _records(connection: Connection, database: Database) -> Iterator[Finding]:
    try:
        require_present_schema(connection, database)
    except BreedingCenterError as error:
        yield _unsafe("schema", error.sentence)
    else:
        yield _fine("schema", _("The schema is this program's ({revision}).").format(revision=SCHEMA_REVISION))
        missing = sorted(set(triggers.expected(connection, all_tables())) - triggers.present(connection))
        if missing:
            yield _unsafe(
                "guards",
                _(
                    "{count} guards of the journal are missing ({first} …);"
                    " 'breeding-center database upgrade' sets them again."
                ).format(count=len(missing), first=missing[0]),
            )
        else:
            yield _fine("guards", _("The journal's guards are in place."))
    yield _backup(database, read_contents(connection))


def _backup(database: Database, contents: Contents | None) -> Finding:
    latest = latest_backup(database, contents)
    manifest = read_manifest(latest) if latest else None
    if latest is None or manifest is None:
        return _note("backup", _("There is no backup yet; run 'breeding-center database backup'."))
    age = SystemClock().now() - datetime.fromisoformat(manifest.made_at)
    if age > BACKUP_AGE:
        return _note(
            "backup",
            _("The last backup is {days} days old ({path}); run 'breeding-center database backup'.").format(
                days=max(age.days, 1), path=latest
            ),
        )
    return _fine("backup", _("The last backup is of {made_at}.").format(made_at=manifest.made_at))
