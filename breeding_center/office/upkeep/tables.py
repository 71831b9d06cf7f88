"""The tables of all rooms, and what is in them."""

from collections.abc import Iterable
from importlib import import_module

from sqlalchemy import Column, Connection, Table, column, func, inspect, select, table

from breeding_center.storage.base import Base
from breeding_center.storage.triggers import record_tables

_FOUNDATION = ("breeding_center.storage.journal", "breeding_center.storage.site")
_ROOMS = ("animals", "enclosures", "team", "care", "rescue", "disease_control", "breeding", "nutrition")


VERSION_TABLE = "alembic_version"


def all_tables() -> list[Table]:
    """Every table of the present schema, the journal's own included."""
    for module in (*_FOUNDATION, *(f"breeding_center.{room}.model" for room in _ROOMS)):
        import_module(module)
    return list(Base.metadata.tables.values())


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
