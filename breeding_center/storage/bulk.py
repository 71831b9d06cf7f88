"""Writing many rows at once.

The journal has turned each row into plain values by then. SQLite keeps the very same ones (an instant with a blank
for its T), so there they go to the driver as they are: measured, a fifth of the time of seeding a center is saved.
PostgreSQL has types of its own, and is given the rows through SQLAlchemy.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, insert

from breeding_center.storage import journal
from breeding_center.storage.types import Instant

Values = dict[str, Any]
Change = tuple[UUID, int, str, UUID, str | None, str, str]
"""A line of the journal: entry, position, table, row, before, after, hash."""
CHANGE_COLUMNS = ("entry_id", "position", "table_name", "row_id", "before", "after", "hash")


@dataclass(frozen=True, slots=True)
class _Plain:
    """How a table's rows are written to SQLite."""

    statement: str
    columns: tuple[str, ...]
    instants: tuple[str, ...]


@cache
def _plain(table: Table) -> _Plain:
    columns = tuple(column.key for column in table.columns)
    places = ", ".join("?" * len(columns))
    return _Plain(
        f'INSERT INTO "{table.name}" ({", ".join(columns)}) VALUES ({places})',  # noqa: S608 (names of our own tables)
        columns,
        tuple(column.key for column in table.columns if isinstance(column.type, Instant)),
    )


def insert_rows(connection: Connection, table: Table, rows: list[Values], written: list[Values]) -> None:
    """Write rows, given as values and as the journal writes them; what neither names is NULL."""
    if connection.dialect.name != "sqlite":
        gaps = dict.fromkeys(column.key for column in table.columns)
        connection.execute(insert(table), [gaps | row for row in rows])
        return
    plain = _plain(table)
    for row in written:
        for key in plain.instants:
            if row.get(key) is not None:
                row[key] = row[key].replace("T", " ")
    connection.exec_driver_sql(plain.statement, [tuple(map(row.get, plain.columns)) for row in written])


def insert_changes(connection: Connection, changes: list[Change]) -> None:
    """Write lines of the journal."""
    if connection.dialect.name != "sqlite":
        connection.execute(insert(journal.change), [dict(zip(CHANGE_COLUMNS, one, strict=True)) for one in changes])
        return
    places = ", ".join("?" * len(CHANGE_COLUMNS))
    connection.exec_driver_sql(
        f'INSERT INTO "{journal.change.name}" ({", ".join(CHANGE_COLUMNS)}) VALUES ({places})',  # noqa: S608
        [
            (entry_id.hex, position, table_name, row_id.hex, *sealed)
            for entry_id, position, table_name, row_id, *sealed in changes
        ],
    )
