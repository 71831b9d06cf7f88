"""What every record table has in common.

A record is never deleted: it is voided, with who, when and why. Each row names the journal entry that last
wrote it and counts its versions, so that a change which skips the journal is refused by the database or found.
"""

import enum
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    and_,
    event,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import Index
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.types import NullType

from breeding_center.storage.types import Instant, Word

# Named from the first revision on: SQLite's batch mode loses a CHECK that has no name.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables."""

    if TYPE_CHECKING:
        __table__: ClassVar[Table]  # every class here maps one table
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        UUID: Uuid(),
        datetime: Instant(),
        date: Date(),
        float: Float(53),
        int: Integer(),
        bool: Boolean(),
        str: Text(),
        enum.Enum: Word(enum.Enum),
    }


@event.listens_for(Column, "after_parent_attach")
def _points_by_key(column: Column[Any], _table: Table) -> None:
    """Every foreign key is a key: SQLAlchemy would learn its type only from the other table, which a reader of one
    room may never load."""
    if column.foreign_keys and isinstance(column.type, NullType):
        column.type = Uuid()


class Recorded(Base):
    """A record: journaled, versioned, voidable."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-10)
    version: Mapped[int] = mapped_column(sort_order=90)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), sort_order=91)
    voided_at: Mapped[datetime | None] = mapped_column(sort_order=92)
    voided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"), sort_order=93)
    void_reason: Mapped[str | None] = mapped_column(sort_order=94)


class Happened(Recorded):
    """A record of something somebody did: who and when, apart from who wrote it down and when (the entry)."""

    __abstract__ = True

    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"), sort_order=80)
    done_at: Mapped[datetime] = mapped_column(sort_order=81)
    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("task.id"), sort_order=82)
    note: Mapped[str | None] = mapped_column(sort_order=83)
    doubt: Mapped[str | None] = mapped_column(sort_order=84)


def short(length: int) -> String:
    """Text of a stated length, for names and codes."""
    return String(length)


def one_of_a_kind(name: str, *columns: Any, where: TextClause | None = None) -> Index:
    """A uniqueness that voided records do not take part in; the same on both engines.

    Only SQLite's option is given here: naming PostgreSQL's would load that whole dialect for every reader.
    `for_both_engines` adds it where a schema is made or compared.
    """
    alive: Any = text("voided_at IS NULL") if where is None else and_(text("voided_at IS NULL"), where)
    return Index(f"uq_{name}", *columns, unique=True, sqlite_where=alive)


def for_both_engines(metadata: MetaData) -> MetaData:
    """The metadata with every partial index partial on PostgreSQL, too."""
    for table in metadata.tables.values():
        for index in table.indexes:
            where = index.dialect_options["sqlite"]["where"]
            if where is not None:
                index.dialect_options["postgresql"]["where"] = where
    return metadata


def interval(name: str, start: str, end: str) -> CheckConstraint:
    """An interval [start, end) must not end before it starts."""
    return CheckConstraint(f"{end} IS NULL OR {end} > {start}", name=name)


@dataclass
class _Stamps:
    """The last time stamp given to a key, so that keys of one process are in order."""

    last: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> int:
        """Milliseconds and a twelve-bit fraction since 1970, always later than the last."""
        with self.lock:
            self.last = max(time.time_ns() * 4096 // 1_000_000, self.last + 1)
            return self.last


_stamps = _Stamps()


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): its head is the time, in order within this process; its tail is what people type."""
    stamp = _stamps.next()
    millis, fraction = divmod(stamp, 4096)
    number = (millis & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62
    return UUID(int=number | int.from_bytes(os.urandom(8)) >> 2)
