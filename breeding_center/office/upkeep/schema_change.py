"""The one way a schema is changed, whoever asks: `database upgrade`, `init`, or Alembic's own command.

All of it is one transaction of the one writer. On SQLite three traps were measured and are kept clear of: with
`foreign_keys=ON` batch mode emptied a child table and reported success, and the pragma can only be set before BEGIN;
without an explicit BEGIN a failed revision left half its tables; batch mode drops triggers, so the guards are made
anew from the metadata. What a finished change must still satisfy is checked before it is committed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import Timeout
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import OperationalError

from breeding_center.errors import Busy, Refused
from breeding_center.office.upkeep.tables import VERSION_TABLE, all_records, all_tables, count_rows, filled_columns
from breeding_center.storage import journal, triggers
from breeding_center.storage.database import LOCK_WAIT_S, Database, shown
from breeding_center.storage.revision import SCHEMA_REVISION, present_revision
from breeding_center.text import _, listed

# Names this program among the advisory locks of a PostgreSQL database: "bree" in ASCII.
_ADVISORY_LOCK = 0x62726565


@dataclass
class SchemaChange:
    """One change of a schema: what may happen in it, and afterwards what did."""

    database: Database
    is_downgrade: bool = False
    """Whether it takes tables and columns away; then none of them may have anything in it."""
    before_it: "Callable[[SchemaChange], None] | None" = None
    """Done under the writer's lock before records are touched: looks at `revision_before` and makes the backup."""
    scripts: Path | None = None
    """The folder with Alembic's environment and the revisions, where it is not the program's own."""
    revision_before: str | None = None
    revision_after: str | None = None
    backup: Path | None = None
    rows: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """The connection to change the schema with: committed whole, and only if the records came through it."""
        database = self.database
        database.require()
        with alone(database), _told_plainly(database):
            self.revision_before = _recognized(database)
            if self.revision_before is not None and self.before_it is not None:
                self.before_it(self)
            with database.engine.connect() as plain, keys_unchecked(plain):
                connection = plain.execution_options(sqlite_begin="IMMEDIATE")
                with connection.begin():
                    _wait_for_the_writer(connection)
                    rows = count_rows(connection)
                    filled = filled_columns(connection) if self.is_downgrade else set()
                    triggers.remove(connection)
                    yield connection
                    self._refuse_what_did_not_come_through(connection, rows, filled)

    def _refuse_what_did_not_come_through(
        self, connection: Connection, rows: dict[str, int], filled: set[tuple[str, str]]
    ) -> None:
        self.revision_after = present_revision(connection)
        self.rows = count_rows(connection)
        _refuse_lost_columns(connection, filled)
        _refuse_lost_rows(rows, self.rows)
        _refuse_dangling_keys(connection)
        _set_guards(connection)
        if self.revision_after == SCHEMA_REVISION:
            _refuse_a_differing_journal(connection)


@contextmanager
def looking_at(database: Database) -> Iterator[Connection]:
    """A connection for Alembic's commands that only look; whatever they do is rolled back."""
    database.require()
    with database.engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """The writer's lock of a SQLite file; PostgreSQL's is taken inside the transaction."""
    if database.lock is None:
        yield
        return
    try:
        database.lock.acquire()
    except Timeout:
        raise _busy(database) from None
    try:
        yield
    finally:
        database.lock.release()


@contextmanager
def _told_plainly(database: Database) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if "locked" in str(error.orig) or "lock timeout" in str(error.orig):
            raise _busy(database) from error
        raise


def _busy(database: Database) -> Busy:
    return Busy(
        _("Other programs have {place} open; close them and try again (waited {seconds:.0f} s).").format(
            place=shown(database.url), seconds=LOCK_WAIT_S
        )
    )


@contextmanager
def keys_unchecked(connection: Connection) -> Iterator[None]:
    """SQLite only: foreign keys are not acted upon until the block is left, so that tables can be remade."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA legacy_alter_table=ON")
    try:
        yield
    finally:
        raw.execute("PRAGMA legacy_alter_table=OFF")
        raw.execute("PRAGMA foreign_keys=ON")


def _recognized(database: Database) -> str | None:
    """The revision now; refuses a database that is somebody else's."""
    with database.reading() as connection:
        revision = present_revision(connection)
        foreign = sorted(set(inspect(connection).get_table_names()) - {VERSION_TABLE})
    if revision is None and foreign:
        raise Refused(
            _("{place} has tables in it that are not a breeding center's ({tables}); nothing was changed.").format(
                place=shown(database.url), tables=listed(foreign[:3])
            )
        )
    return revision


def _wait_for_the_writer(connection: Connection) -> None:
    """PostgreSQL: writers lock the origin's row first, so nobody writes while its table is held; two changes of the
    schema wait for one another even where there is no such table yet."""
    if connection.dialect.name == "sqlite":
        return
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_WAIT_S:.0f}s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
    if connection.dialect.has_table(connection, journal.origin.name):
        connection.exec_driver_sql(f"LOCK TABLE {journal.origin.name} IN EXCLUSIVE MODE")


def _refuse_lost_columns(connection: Connection, filled: set[tuple[str, str]]) -> None:
    inspector = inspect(connection)
    left = {(name, found["name"]) for name in inspector.get_table_names() for found in inspector.get_columns(name)}
    lost = sorted(f"{table}.{column}" for table, column in filled - left if table != VERSION_TABLE)
    if lost:
        raise Refused(
            _("This would throw away what is recorded in {columns}; nothing was changed.").format(
                columns=_the_first_of(lost)
            )
        )


def _refuse_lost_rows(before: dict[str, int], after: dict[str, int]) -> None:
    lost = [
        _("{table}: {before}, then {after}").format(table=table, before=count, after=after.get(table, 0))
        for table, count in before.items()
        if table != VERSION_TABLE and after.get(table, 0) < count
    ]
    if lost:
        raise Refused(_("Records would be lost ({tables}); nothing was changed.").format(tables=_the_first_of(lost)))


def _refuse_dangling_keys(connection: Connection) -> None:
    """PostgreSQL has refused them already."""
    if connection.dialect.name != "sqlite":
        return
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        tables = sorted({f"{row[0]} → {row[2]}" for row in dangling})
        raise Refused(
            _("Records would point to records that do not exist ({tables}); nothing was changed.").format(
                tables=_the_first_of(tables)
            )
        )


def _set_guards(connection: Connection) -> None:
    standing = set(inspect(connection).get_table_names())
    if journal.entry.name in standing:
        triggers.install(connection, [table for table in all_tables() if table.name in standing])


def _refuse_a_differing_journal(connection: Connection) -> None:
    faults = journal.verify(connection, all_records())
    if faults:
        raise Refused(
            _("The tables and the journal do not agree ({faults}); nothing was changed. See 'journal verify'.").format(
                faults=_the_first_of([f"{fault.code} {fault.where}" for fault in faults])
            )
        )


def _the_first_of(names: list[str], how_many: int = 3) -> str:
    return listed(names[:how_many]) + (" …" if len(names) > how_many else "")
