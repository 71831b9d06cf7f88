"""What every record table has in common.

A record is never deleted: it is voided, with who, when and why. Each row names the journal entry that last
wrote it and counts its versions, so that a change which skips the journal is refused by the database or found.
"""

import enum
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Enum,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import Index
from sqlalchemy.sql.elements import ColumnElement, TextClause
from sqlalchemy.types import TypeDecorator

# Named from the first revision on: SQLite's batch mode loses a CHECK that has no name.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps it as text without an offset, which sorts as the instants do."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without an offset")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(Enum):
    """A vocabulary's word, kept by its value; the vocabulary itself is checked on the way in."""

    def __init__(self, *words: Any, **options: Any) -> None:
        options.setdefault("native_enum", False)
        options.setdefault("create_constraint", False)
        options.setdefault("length", 32)
        options.setdefault("validate_strings", True)
        options.setdefault("values_callable", lambda members: [member.value for member in members])
        super().__init__(*words, **options)


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


def one_of_a_kind(name: str, *columns: Any, where: TextClause | ColumnElement[bool] | None = None) -> Index:
    """A uniqueness that voided records do not take part in; the same on both engines."""
    from sqlalchemy import and_, text

    alive: Any = text("voided_at IS NULL") if where is None else and_(text("voided_at IS NULL"), where)
    return Index(f"uq_{name}", *columns, unique=True, sqlite_where=alive, postgresql_where=alive)


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
