"""The center's memory: every change is one append-only line, chained by hash to the line before it.

An `Entry` says who, when, where, which action and why; each `Change` of it is one row before and after. The
chain runs per origin (one database). `fold` replays the changes into the rows the tables must hold.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum as PythonEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Date, Float, ForeignKey, Index, Table, UniqueConstraint, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Base, short
from breeding_center.storage.types import Instant

NO_HASH = "0" * 64


class Origin(Base):
    """A database that writes entries of its own; only its head is ever updated."""

    __tablename__ = "origin"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(short(200))
    is_local: Mapped[bool]
    head_seq: Mapped[int]
    head_hash: Mapped[str] = mapped_column(short(64))
    counter: Mapped[int]


class Entry(Base):
    """One deed: who, when, where, which action, why, and under which schema."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("origin_id", "seq"), Index(None, "recorded_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    origin_id: Mapped[UUID] = mapped_column(ForeignKey("origin.id"))
    seq: Mapped[int]
    counter: Mapped[int]
    recorded_at: Mapped[datetime]
    is_simulated: Mapped[bool]
    by_id: Mapped[UUID | None] = mapped_column(index=True)
    terminal: Mapped[str] = mapped_column(short(200))
    action: Mapped[str] = mapped_column(short(100))
    reason: Mapped[str | None]
    undoes_id: Mapped[UUID | None] = mapped_column(ForeignKey("entry.id"))
    schema_revision: Mapped[str] = mapped_column(short(40))


class Change(Base):
    """One row as it was and as it became; `hash` seals it and everything before it."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "table_name", "row_id"),)

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(short(64))
    row_id: Mapped[UUID]
    before: Mapped[str | None]
    after: Mapped[str]
    hash: Mapped[str] = mapped_column(short(64))


origin = Origin.__table__
entry = Entry.__table__
change = Change.__table__

_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def _plain(value: Any) -> Any:
    if isinstance(value, PythonEnum):
        return value.value
    return value


def _instant(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def _encoder(kind: Any) -> Callable[[Any], Any]:
    """How a column's value is written in the journal: alike for both engines."""
    if isinstance(kind, Uuid):
        return lambda value: None if value is None else value.hex
    if isinstance(kind, Instant):
        return _instant
    if isinstance(kind, Date):
        return lambda value: None if value is None else value.isoformat()
    if isinstance(kind, Float):
        return lambda value: None if value is None else float(value)
    words = getattr(kind, "enum_class", None)
    if words is not None:
        # A word that is not in its vocabulary must not get in by any path.
        return lambda value: value.value if isinstance(value, words) else None if value is None else words(value).value
    return _plain


def _decoder(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, Uuid):
        return lambda value: None if value is None else UUID(hex=value)
    if isinstance(kind, Instant):
        return lambda value: None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(kind, Date):
        return lambda value: None if value is None else date.fromisoformat(value)
    if hasattr(kind, "enum_class") and kind.enum_class is not None:
        return lambda value: None if value is None else kind.enum_class(value)
    return lambda value: value


@dataclass(frozen=True)
class RowCodec:
    """Writes and reads one table's rows for the journal."""

    encoders: dict[str, Callable[[Any], Any]]
    decoders: dict[str, Callable[[Any], Any]]
    converting: dict[str, Callable[[Any], Any]]
    """The encoders of the columns whose values are not written as they are."""

    @classmethod
    def of(cls, table: Table) -> "RowCodec":
        encoders = {column.key: _encoder(column.type) for column in table.columns}
        return cls(
            encoders,
            {column.key: _decoder(column.type) for column in table.columns},
            {key: encoder for key, encoder in encoders.items() if encoder is not _plain},
        )

    def encode(self, values: dict[str, Any]) -> dict[str, Any]:
        """The named values as the journal writes them, gaps included."""
        return {key: self.encoders[key](value) for key, value in values.items()}

    def encode_row(self, values: dict[str, Any]) -> dict[str, Any]:
        """A whole new row; gaps are left out, for brevity."""
        converting = self.converting
        return {
            key: converting[key](value) if key in converting else value
            for key, value in values.items()
            if value is not None
        }

    def decode(self, values: dict[str, Any]) -> dict[str, Any]:
        return {key: self.decoders[key](value) for key, value in values.items()}


_codecs: dict[str, RowCodec] = {}


def codec(table: Table) -> RowCodec:
    """The table's codec, made once."""
    if table.name not in _codecs:
        _codecs[table.name] = RowCodec.of(table)
    return _codecs[table.name]


def write_values(values: dict[str, Any]) -> str:
    """Canonical JSON: the same values give the same text, always."""
    return _write(values)


def seal_header(previous: str, header: dict[str, Any]) -> str:
    """The hash that an entry's header adds to the chain."""
    return hashlib.sha256((previous + _write(header)).encode()).hexdigest()


def seal_change(previous: str, table_name: str, row_id: UUID, before: str | None, after: str) -> str:
    """The hash that one change adds to the chain."""
    line = f"{previous}\n{table_name}\n{row_id.hex}\n{before or ''}\n{after}"
    return hashlib.sha256(line.encode()).hexdigest()


def header_of(row: Any) -> dict[str, Any]:
    """An entry's header as it is sealed; `row` is the Entry's columns by name."""
    return codec(entry).encode({column.key: getattr(row, column.key) for column in entry.columns})


# A schema revision that changes what a row looks like adds its pure function here; fold and migration both use it.
Upcast = Callable[[str, dict[str, Any]], dict[str, Any]]
UPCASTS: dict[str, Upcast] = {}


def upcast(revision: str, table_name: str, values: dict[str, Any]) -> dict[str, Any]:
    """A change written under an older schema, as the present schema would have written it."""
    for step_revision, step in UPCASTS.items():
        if revision < step_revision:
            values = step(table_name, values)
    return values


def fold_rows(lines: Iterable[tuple[UUID, str, str]]) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Rows out of changes: `lines` are (row id, after, schema revision) of one table, in order of row and time."""
    current: UUID | None = None
    row: dict[str, Any] = {}
    for row_id, after, _revision in lines:
        if row_id != current:
            if current is not None:
                yield current, {key: value for key, value in row.items() if value is not None}
            current, row = row_id, {}
        row.update(json.loads(after))
    if current is not None:
        yield current, {key: value for key, value in row.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that verifying found wrong: `code` names it, `where` is a row or an entry."""

    code: str
    where: str
    detail: str


def fold(connection: Connection, table: Table, until: datetime | None = None) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """The rows of `table` that the journal says there must be, in order of their keys; or were, as known at `until`."""
    lines = connection.execution_options(yield_per=2000).execute(
        select(change.c.row_id, change.c.after, entry.c.schema_revision)
        .join(entry, entry.c.id == change.c.entry_id)
        .where(change.c.table_name == table.name, *([] if until is None else [entry.c.recorded_at <= until]))
        .order_by(change.c.row_id, entry.c.counter, entry.c.origin_id, change.c.position)
    )
    return fold_rows(
        (row_id, write_values(upcast(revision, table.name, json.loads(after))) if UPCASTS else after, revision)
        for row_id, after, revision in lines
    )


def compare_with_fold(connection: Connection, table: Table) -> Iterator[Fault]:
    """Where the table and the journal's fold differ; nothing where all is well."""
    encode = codec(table)
    stored = (
        (row.id, encode.encode_row(dict(row._mapping)))
        for row in connection.execution_options(yield_per=2000).execute(select(table).order_by(table.c.id))
    )
    folded = fold(connection, table)
    mine, theirs = next(stored, None), next(folded, None)
    while mine is not None or theirs is not None:
        if theirs is None or (mine is not None and mine[0].hex < theirs[0].hex):
            assert mine is not None
            yield Fault("row-without-journal", f"{table.name} {mine[0]}", "")
            mine = next(stored, None)
        elif mine is None or theirs[0].hex < mine[0].hex:
            yield Fault("row-missing", f"{table.name} {theirs[0]}", "")
            theirs = next(folded, None)
        else:
            if mine[1] != theirs[1]:
                keys = sorted(key for key in mine[1] | theirs[1] if mine[1].get(key) != theirs[1].get(key))
                yield Fault("row-differs", f"{table.name} {mine[0]}", ", ".join(keys))
            mine, theirs = next(stored, None), next(folded, None)


def verify_chain(connection: Connection) -> Iterator[Fault]:
    """Recompute every origin's chain from its first entry to its head."""
    for home in connection.execute(select(origin)).all():
        seal, expected_seq, last = NO_HASH, 1, None
        for row in connection.execution_options(yield_per=2000).execute(
            select(entry, change.c.position, change.c.table_name, change.c.row_id)
            .add_columns(change.c.before, change.c.after, change.c.hash)
            .outerjoin(change, change.c.entry_id == entry.c.id)
            .where(entry.c.origin_id == home.id)
            .order_by(entry.c.seq, change.c.position)
        ):
            if row.id != last:
                if row.seq != expected_seq:
                    yield Fault("entry-missing", f"entry {expected_seq}", "")
                expected_seq, last = row.seq + 1, row.id
                seal = seal_header(seal, header_of(row))
            if row.position is None:
                yield Fault("entry-empty", f"entry {row.seq}", "")
                continue
            seal = seal_change(seal, row.table_name, row.row_id, row.before, row.after)
            if seal != row.hash:
                yield Fault("chain-broken", f"entry {row.seq} change {row.position}", "")
                seal = row.hash
        if seal != home.head_hash or expected_seq != home.head_seq + 1:
            yield Fault("head-differs", f"origin {home.name}", f"{expected_seq - 1} ≠ {home.head_seq}")


def verify(connection: Connection, tables: Iterable[Table]) -> list[Fault]:
    """Everything that is wrong with the journal: the chain, then each table against its fold."""
    faults = list(verify_chain(connection))
    for table in tables:
        faults.extend(compare_with_fold(connection, table))
    return faults
