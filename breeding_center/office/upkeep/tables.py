"""The tables of all rooms, and what is in them."""

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Table, column, func, inspect, select, table

from breeding_center.office import rooms
from breeding_center.storage import journal
from breeding_center.storage.triggers import record_tables

VERSION_TABLE = "alembic_version"


def all_tables() -> list[Table]:
    """Every table of the present schema, the journal's own included."""
    rooms.load_models()
    return list(journal.Entry.metadata.tables.values())


def all_records() -> list[Table]:
    """Every table that holds records."""
    return record_tables(all_tables())


def count_rows(connection: Connection, names: Iterable[str] | None = None) -> dict[str, int]:
    """How many rows each table of this database has, whatever its schema."""
    names = sorted(inspect(connection).get_table_names() if names is None else names)
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}


def filled_columns(connection: Connection) -> set[tuple[str, str]]:
    """The (table, column) pairs of this database that have something in them."""
    filled: set[tuple[str, str]] = set()
    inspector = inspect(connection)
    for name in inspector.get_table_names():
        columns: list[Column[object]] = [column(found["name"]) for found in inspector.get_columns(name)]  # type: ignore[misc]
        counts = connection.execute(select(*(func.count(one) for one in columns)).select_from(table(name))).one()
        filled |= {(name, one.name) for one, count in zip(columns, counts, strict=True) if count}
    return filled
