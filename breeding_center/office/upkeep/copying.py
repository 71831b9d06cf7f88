"""The records of one database in another: a SQLite file as it is, PostgreSQL row by row into one, and back.

Whatever engine the center runs on, a backup is one SQLite file with the same tables, made by the same revisions: it
can be looked into anywhere, verified by the same code, and restored on either engine.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, ForeignKeyConstraint, MetaData, Table, insert, inspect, select
from sqlalchemy.schema import AddConstraint, DropConstraint
from sqlalchemy.types import TypeEngine

from breeding_center import resources
from breeding_center.errors import Refused
from breeding_center.office.upkeep.tables import VERSION_TABLE
from breeding_center.storage import triggers
from breeding_center.storage.database import Database
from breeding_center.storage.types import Instant
from breeding_center.text import _

BATCH = 5000

# What PostgreSQL calls a column's type, and the type of ours that keeps the same values on both engines.
_TYPES: dict[str, TypeEngine[Any]] = {
    "uuid": sa.Uuid(),
    "timestamp": Instant(),
    "date": sa.Date(),
    "double_precision": sa.Float(53),
    "integer": sa.Integer(),
    "bigint": sa.BigInteger(),
    "boolean": sa.Boolean(),
    "varchar": sa.Text(),
    "text": sa.Text(),
    "bytea": sa.LargeBinary(),
}


def copy_sqlite(database: Database, target: Path) -> None:
    """SQLite's own backup, in one step: the records as they are at one moment, while others read and write.

    The copy stays in WAL mode, so that looking into it does not change a byte of it.
    """
    with database.engine.connect() as connection:
        source: Any = connection.connection.dbapi_connection
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()


def empty_schema(target: Path, revision: str) -> None:
    """Makes a SQLite file with the tables of a revision."""
    made = _empty_file(revision, resources.migrations_directory())
    try:
        target.write_bytes(made)
    except OSError as error:
        raise _not_made(revision, error.strerror or str(error)) from error


@lru_cache(maxsize=2)
def _empty_file(revision: str, scripts: Path) -> bytes:
    """The file that the revisions make; a backup or a restore asks for it more than once.

    In a program of its own, because Alembic can only do one thing at a time and may be at work in this one.
    """
    folders = [str(Path(resources.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, folders))}
    with tempfile.TemporaryDirectory(prefix="breeding-center-") as folder:
        made = Path(folder) / "empty.db"
        command = [sys.executable, "-m", "breeding_center.office.upkeep.empty_schema", str(made), revision]
        done = subprocess.run([*command, str(scripts)], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise _not_made(revision, (done.stderr.strip().splitlines() or [""])[-1])
        return made.read_bytes()


def _not_made(revision: str, why: str) -> Refused:
    sentence = _("An empty database of schema {revision} could not be made: {why}")
    return Refused(sentence.format(revision=revision, why=why))


@contextmanager
def standard(revision: str) -> Iterator[Path]:
    """A SQLite file as the revisions make it, to compare another with."""
    with tempfile.TemporaryDirectory(prefix="breeding-center-") as folder:
        made = Path(folder) / "standard.db"
        empty_schema(made, revision)
        yield made


def copy_rows(source: Connection, target: Connection, tables: Iterable[Table]) -> None:
    """Copies every row of the tables into empty ones of the same schema, with their guards out of the way."""
    guards = _guards(target)
    triggers.remove(target)
    for table in tables:
        reading = source.execution_options(yield_per=BATCH).execute(select(table))
        for rows in reading.mappings().partitions(BATCH):
            target.execute(insert(table), [dict(row) for row in rows])
    for guard in guards:
        target.exec_driver_sql(guard)


def _guards(connection: Connection) -> list[str]:
    """The guards that a database has, as the statements that made them: those of its own schema, old or new."""
    query = (
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard%'"
        if connection.dialect.name == "sqlite"
        else "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'guard%%'"
    )
    return list(connection.exec_driver_sql(query).scalars())


def shared_tables(postgresql: Connection) -> list[Table]:
    """The tables of a PostgreSQL database, with types that both engines read and write alike."""
    inspector = inspect(postgresql)
    metadata = MetaData()
    return [
        Table(name, metadata, *(Column(found["name"], _type_of(name, found)) for found in inspector.get_columns(name)))
        for name in inspector.get_table_names()
        if name != VERSION_TABLE
    ]


def _type_of(table: str, found: Any) -> TypeEngine[Any]:
    kind = found["type"].__visit_name__.casefold()
    if kind not in _TYPES:
        raise Refused(
            _("The column {column} is of a type that a backup does not know ({kind}).").format(
                column=f"{table}.{found['name']}", kind=kind
            )
        )
    return _TYPES[kind]


class LooseKeys:
    """PostgreSQL's foreign keys, taken away and put back, so that rows may be copied in any order.

    Putting one back checks every row against it.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.keys: list[ForeignKeyConstraint] = []

    def __enter__(self) -> None:
        metadata = MetaData()
        metadata.reflect(self.connection)
        for table in metadata.tables.values():
            self.keys.extend(table.foreign_key_constraints)
        for key in self.keys:
            self.connection.execute(DropConstraint(key))

    def __exit__(self, kind: object, *_error: object) -> None:
        if kind is None:
            for key in self.keys:
                self.connection.execute(AddConstraint(key))
