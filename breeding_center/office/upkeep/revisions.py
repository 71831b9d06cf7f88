"""Upgrading and downgrading the schema, and saying where a database stands.

A database is never upgraded silently: it is copied first, then every pending revision runs in one transaction whose
outcome is checked before it is kept. A database that a newer program made is left alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from breeding_center import resources
from breeding_center.errors import BreedingCenterError, NotFound, Refused, SchemaOutOfDate
from breeding_center.office.upkeep.backup import copy_and_verify, latest_backup
from breeding_center.office.upkeep.manifest import Contents, read_contents
from breeding_center.office.upkeep.schema_change import SchemaChange
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage import triggers
from breeding_center.storage.database import Database, shown
from breeding_center.storage.revision import SCHEMA_REVISION
from breeding_center.text import _

BASE = "base"
HEAD = "head"


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of schema did: from which revision to which, the copy made first, and the rows there are now."""

    before: str | None
    after: str | None
    backup: Path | None
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Status:
    """Where a database stands."""

    place: str
    engine: str
    ours: str
    contents: Contents | None
    size: int
    guards_missing: list[str] = field(default_factory=list)
    backup: Path | None = None

    @property
    def is_present(self) -> bool:
        """Whether this program can work with the records as they are."""
        return self.contents is not None and self.contents.schema == self.ours


def status(place: str | os.PathLike[str]) -> Status:
    """Where the database stands; raises `NoDatabase` where there is none."""
    with opened(place) as database, database.reading() as connection:
        version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
        contents = read_contents(connection)
        missing: list[str] = []
        if contents is not None and contents.schema == SCHEMA_REVISION:
            missing = sorted(set(triggers.expected(connection, all_tables())) - triggers.present(connection))
        size = (
            database.path.stat().st_size
            if database.path
            else connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
        )
        return Status(
            place=shown(database.url),
            engine=f"{'SQLite' if database.is_sqlite else 'PostgreSQL'} {version}",
            ours=SCHEMA_REVISION,
            contents=contents,
            size=size,
            guards_missing=missing,
            backup=latest_backup(database, contents),
        )


def upgrade(place: str | os.PathLike[str]) -> Changed:
    """Brings the records to this program's schema, after a backup; does nothing where they have it.

    Raises `SchemaOutOfDate` where a newer program made them, and changes nothing where anything is wrong afterwards.
    """
    with opened(place) as database:
        return _changed(database, HEAD)


def make_schema(place: str | os.PathLike[str]) -> Changed:
    """Makes the tables in a new or empty database; a file is its owner's alone."""
    with opened(place) as database:
        database.create_file()
        return _changed(database, HEAD)


def downgrade(place: str | os.PathLike[str], revision: str) -> Changed:
    """Takes the schema back to an earlier revision, after a backup; refused where anything recorded would go."""
    with opened(place) as database:
        return _changed(database, revision, is_downgrade=True)


def _changed(database: Database, revision: str, *, is_downgrade: bool = False) -> Changed:
    change = SchemaChange(database, is_downgrade=is_downgrade, before_it=copy_first)
    change_schema(change, revision)
    return Changed(change.revision_before, change.revision_after, change.backup, change.rows)


def copy_first(change: SchemaChange) -> None:
    """What is done before any schema is changed: refuse what a newer program made, and make a backup."""
    present, known = change.revision_before, known_revisions(change.scripts)
    assert present is not None
    if present not in known:
        raise SchemaOutOfDate(
            _(
                "The records at {place} were written by a newer version of this program (schema {theirs}; this one"
                " knows {ours}); install that version to use them."
            ).format(place=shown(change.database.url), theirs=present, ours=SCHEMA_REVISION)
        )
    if change.is_downgrade or present != known[-1]:
        change.backup = copy_and_verify(change.database).path


def change_schema(change: SchemaChange, revision: str) -> None:
    """Runs the revisions up or down to `revision`; Alembic's environment does the rest."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"change": change})
    scripts = change.scripts or resources.migrations_directory()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    try:
        if change.is_downgrade:
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)
    except BreedingCenterError:
        raise
    except CommandError as error:
        raise NotFound(
            _("There is no way to the schema {revision}: {why}").format(revision=revision, why=error)
        ) from error
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise Refused(
            _("The change of schema failed and nothing was changed: {why}.").format(why=why.rstrip("."))
        ) from error


def known_revisions(scripts: Path | None = None) -> list[str]:
    """Every revision that this program has, oldest first."""
    from alembic.script import ScriptDirectory

    folder = ScriptDirectory(str(scripts or resources.migrations_directory()))
    return [script.revision for script in folder.walk_revisions()][::-1]


@contextmanager
def opened(place: str | os.PathLike[str]) -> Iterator[Database]:
    """The database at a path or URL, closed again afterwards."""
    database = Database(place)
    try:
        yield database
    finally:
        database.close()
