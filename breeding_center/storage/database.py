"""Opening the records: a SQLite file or a PostgreSQL server, with one writer at a time on either.

SQLite runs WAL with synchronous=FULL. Writing, checkpointing and closing happen only under one lock file, so no
two connections ever write or checkpoint together; this also keeps clear of the WAL-reset fault of SQLite
before 3.51.3 (sqlite.org, 2026). Reading takes no lock and waits for nobody.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from breeding_center.errors import Busy, NoDatabase, NotUnderstood
from breeding_center.text import _

LOCK_WAIT_S = 30.0
LOCK_POLL_S = 0.002
CHECKPOINT_BYTES = 4 * 1024 * 1024
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "wal_autocheckpoint=0",
    "busy_timeout=30000",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cache_size=-32000",
)


def url_of(database: str | os.PathLike[str]) -> URL:
    """The URL of a path or URL as a person writes it; raises `NotUnderstood` for anything else."""
    written = os.fspath(database)
    if "://" not in written:
        return URL.create("sqlite", database=str(Path(written).expanduser()))
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise NotUnderstood(
            _("The database URL cannot be read; write postgresql://user@host/name with special characters as %XX.")
        ) from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    raise NotUnderstood(_("The database must be a path of a SQLite file or a postgresql:// URL."))


def shown(url: URL) -> str:
    """The URL without any secret in it."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    query = {key: "***" if "pass" in key else value for key, value in url.query.items()}
    return url.set(query=query).render_as_string(hide_password=True)


class Database:
    """One database, its engine and its writer's lock."""

    def __init__(self, database: str | os.PathLike[str]) -> None:
        self.url = url_of(database)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.path = Path(self.url.database) if self.is_sqlite and self.url.database else None
        self.lock = FileLock(f"{self.path}.lock", timeout=LOCK_WAIT_S, poll_interval=LOCK_POLL_S) if self.path else None
        self.engine = self._sqlite_engine() if self.is_sqlite else self._postgresql_engine()

    def __repr__(self) -> str:
        return f"Database({shown(self.url)!r})"

    def _sqlite_engine(self) -> Engine:
        locked = self.locked

        class LockedConnection(sqlite3.Connection):
            """Closing the last connection checkpoints, so closing takes the writer's lock."""

            def close(self) -> None:
                try:
                    with locked():
                        super().close()
                except (Timeout, OSError):
                    super().close()

        engine = create_engine(self.url, connect_args={"timeout": 30, "factory": LockedConnection})

        @event.listens_for(engine, "connect")
        def prepare(raw: Any, _record: Any) -> None:
            raw.isolation_level = None  # the begin event below says BEGIN; the driver's own habit loses updates
            if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                with self.locked():
                    raw.execute("PRAGMA journal_mode=WAL")
            for pragma in PRAGMAS[1:]:
                raw.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
            connection.exec_driver_sql(f"BEGIN {mode}")

        return engine

    def _postgresql_engine(self) -> Engine:
        try:
            return create_engine(self.url, pool_pre_ping=True, connect_args={"connect_timeout": 5})
        except ModuleNotFoundError:
            raise NoDatabase(
                _("PostgreSQL needs one more package; install breeding-center with its 'postgresql' extra.")
            ) from None

    def locked(self) -> AbstractContextManager[object]:
        """The writer's lock, held while something is written, checkpointed or closed; none on a server."""
        return self.lock if self.lock is not None else nullcontext()

    def exists(self) -> bool:
        """Whether there is a database to open (its tables may still be missing)."""
        return self.path is None or self.path.exists()

    def require(self) -> None:
        """Raise `NoDatabase` where there is nothing to open."""
        if not self.exists():
            raise NoDatabase(
                _("There are no records at {place}; run 'breeding-center init' to start a center there.").format(
                    place=shown(self.url)
                )
            )

    def create_file(self) -> None:
        """Make an empty SQLite file that only its owner may read."""
        if self.path is not None and not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose transaction is always rolled back; it never waits for a writer."""
        self.require()
        with self._connected() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin() as transaction:
                try:
                    yield connection
                finally:
                    transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writer's connection: committed at the end, rolled back on any error.

        Raises `Busy` where another program holds the records for longer than `LOCK_WAIT_S` seconds.
        """
        self.require()
        if self.lock is None:
            with self._connected() as connection, connection.begin():
                yield connection
            return
        try:
            self.lock.acquire()
        except Timeout:
            raise Busy(
                _(
                    "Another program has been writing to {place} for {seconds:.0f} s; try again when it has ended."
                ).format(place=shown(self.url), seconds=LOCK_WAIT_S)
            ) from None
        try:
            with self._connected() as connection:
                connection.execution_options(sqlite_begin="IMMEDIATE")
                with connection.begin():
                    yield connection
                self._checkpoint_when_large(connection)
        finally:
            self.lock.release()

    def _checkpoint_when_large(self, connection: Connection) -> None:
        log = Path(f"{self.path}-wal")
        try:
            if log.stat().st_size < CHECKPOINT_BYTES:
                return
        except FileNotFoundError:
            return
        raw: Any = connection.connection.dbapi_connection
        # A reader may hold the log open; then it is left for next time rather than waited for.
        raw.execute("PRAGMA busy_timeout=0")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.execute("PRAGMA busy_timeout=30000")

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            connection = self.engine.connect()
        except DBAPIError as error:
            if self.is_sqlite or not isinstance(error, OperationalError):
                sentence = _("{place} cannot be opened as a database: {why}.")
            else:
                sentence = _("The database server of {place} does not answer: {why}.")
            raise NoDatabase(sentence.format(place=shown(self.url), why=_first_line(error))) from None
        with connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0].rstrip(".") if error.orig else ""
