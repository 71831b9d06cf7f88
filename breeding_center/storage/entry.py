"""Recording: the only way to write.

An `Entry` is a reading that also writes: every row it adds, changes or voids is journaled in the same
transaction, and the whole is committed once or not at all.
"""

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, event, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from breeding_center.errors import NeedsConfirmation, NoDatabase, NotFound, Refused
from breeding_center.storage import journal
from breeding_center.storage.base import Base, Recorded, new_id
from breeding_center.storage.bulk import Change, insert_changes, insert_rows
from breeding_center.storage.database import Database
from breeding_center.storage.reading import Reading, SiteView, load_site
from breeding_center.text import _

Made = TypeVar("Made", bound=Recorded)
Answered = TypeVar("Answered")
BATCH = 5000


class Entry(Reading):
    """One deed being recorded."""

    def __init__(
        self, connection: Connection, now: datetime, site: SiteView, header: dict[str, Any], head: str, confirmed: bool
    ) -> None:
        super().__init__(connection, now, site)
        self.id: UUID = header["id"]
        self.by_id: UUID | None = header["by_id"]
        self.reason: str | None = header["reason"]
        self.confirmed = confirmed
        self.recorded_at: datetime = header["recorded_at"]
        self._header: dict[str, Any] | None = header
        self._head = journal.seal_header(head, journal.codec(journal.entry).encode(header))
        self._position = 0
        self._session = Session(
            connection, autoflush=False, expire_on_commit=False, join_transaction_mode="rollback_only"
        )
        self._expected: list[object] = []
        event.listen(self._session, "before_flush", self._refuse_unjournaled)

    def once(self, what: str, ask: Callable[[], Answered]) -> Answered:
        """Asked anew every time: what was written since is part of the answer."""
        return ask()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return self._position == 0

    @property
    def head(self) -> str:
        """The chain's hash after the last change."""
        return self._head

    def _refuse_unjournaled(self, session: Session, *_unused: Any) -> None:
        strays = [row for row in (*session.new, *session.dirty, *session.deleted) if row not in self._expected]
        if strays:
            raise RuntimeError(f"changed without the journal: {strays!r}; use add, change or void")

    def _flush(self, row: object) -> None:
        self._begin()
        self._expected = [row]
        self._session.flush()
        self._expected = []

    def _begin(self) -> None:
        """Write the header before the first row that names it; an entry that changes nothing leaves no trace."""
        if self._header is not None:
            self.connection.execute(insert(journal.entry), self._header)
            self._header = None

    def _journal(self, lines: Iterable[tuple[str, UUID, str | None, str]]) -> None:
        changes: list[Change] = []
        for table_name, row_id, before, after in lines:
            self._position += 1
            self._head = journal.seal_change(self._head, table_name, row_id, before, after)
            changes.append((self.id, self._position, table_name, row_id, before, after, self._head))
        insert_changes(self.connection, changes)

    def add(self, row: Made) -> Made:
        """Write a new row at once, and journal it."""
        row.id = getattr(row, "id", None) or new_id()
        row.version = 1
        row.entry_id = self.id
        self._session.add(row)
        self._flush(row)
        table = type(row).__table__
        values = {column.key: getattr(row, column.key) for column in table.columns}
        after = journal.write_values(journal.codec(table).encode_row(values))
        self._journal([(table.name, row.id, None, after)])
        return row

    def get(self, kind: type[Made], row_id: UUID) -> Made:
        """The row with this key; raises `NotFound` where there is none or it was voided."""
        row = self._session.get(kind, row_id)
        if row is None or row.voided_at is not None:
            raise NotFound(_("That record no longer stands; look it up again."))
        return row

    def change(self, row: Recorded, **values: Any) -> None:
        """Write new values into a row, and journal what they were; says nothing where nothing differs."""
        before = {key: getattr(row, key) for key, value in values.items() if getattr(row, key) != value}
        if not before:
            return
        for key in before:
            setattr(row, key, values[key])
        before |= {"version": row.version, "entry_id": row.entry_id}
        row.version += 1
        row.entry_id = self.id
        self._flush(row)
        table = type(row).__table__
        encode = journal.codec(table).encode
        after = {key: getattr(row, key) for key in before}
        lines = journal.write_values(encode(before)), journal.write_values(encode(after))
        self._journal([(table.name, row.id, *lines)])

    def void(self, row: Recorded, reason: str | None = None) -> None:
        """Strike a row through: it stays readable, and counts no more."""
        self.change(row, voided_at=self.recorded_at, voided_by_id=self.by_id, void_reason=reason or self.reason)

    def insert_many(self, kind: type[Recorded], rows: Iterable[dict[str, Any]]) -> int:
        """Write many new rows by one path, journaled like any other; returns how many."""
        table, count, waiting = kind.__table__, 0, iter(rows)
        # Plain text: SQLAlchemy's own kind of name costs SQLite's driver a look-up for every row.
        name, encode_row = str(table.name), journal.codec(table).encode_row
        while some := list(islice(waiting, BATCH)):
            self._begin()
            batch = [row | {"id": row.get("id") or new_id(), "version": 1, "entry_id": self.id} for row in some]
            written = [encode_row(row) for row in batch]
            lines = [
                (name, row["id"], None, journal.write_values(one)) for row, one in zip(batch, written, strict=True)
            ]
            insert_rows(self.connection, table, batch, written)
            self._journal(lines)
            count += len(batch)
        return count

    def doubt(self, sentence: str) -> str:
        """A doubt about what is being recorded: refused until it is confirmed with a reason.

        Returns the sentence, to be kept in the row's `doubt`.
        """
        if not (self.confirmed and self.reason):
            raise NeedsConfirmation(
                _("{doubt} If it is so, say it again with --confirm and --reason.").format(doubt=sentence), sentence
            )
        return sentence

    def undo(self, entry_id: UUID) -> None:
        """Take a whole entry back as part of this one: what it added is voided, what it changed is put back.

        Raises `Refused` where a row of it has been changed since, or where later records belong to one.
        """
        classes = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
        lines = self.rows(
            select(journal.change)
            .where(journal.change.c.entry_id == entry_id)
            .order_by(journal.change.c.position.desc())
        )
        for line in lines:
            row: Recorded = self._session.get_one(classes[line.table_name], line.row_id)
            if row.entry_id not in (entry_id, self.id):
                words = _("Entry {seq} ({action}) changed a record of that entry since; undo that one first.")
                raise Refused(words.format(**self._entry_words(row.entry_id)))
            if line.before is None:
                self._refuse_orphans(row)
                self.void(row, self.reason or _("undone"))
            else:
                before = journal.codec(row.__table__).decode(_parse(line.before))
                self.change(row, **{key: value for key, value in before.items() if key not in ("version", "entry_id")})

    def _refuse_orphans(self, row: Recorded) -> None:
        """Refuse to strike out what standing records of other entries belong to."""
        own: Any = row.__table__
        later: set[UUID] = set()
        for table in Base.metadata.sorted_tables:
            keys = [column for column in table.c if any(key.column.table is own for key in column.foreign_keys)]
            if not keys or "voided_at" not in table.c:
                continue
            belonging = select(table.c.entry_id).where(or_(*(key == row.id for key in keys)), table.c.id != row.id)
            later |= {found.entry_id for found in self.rows(belonging.where(table.c.voided_at.is_(None)).distinct())}
        if later:
            words = _("Entry {seq} ({action}) added to a record of that entry since; undo that one first.")
            raise Refused(words.format(**self._entry_words(*later)))

    def _entry_words(self, *entry_ids: UUID) -> dict[str, Any]:
        """The last of these entries, by its number and action."""
        e = journal.entry
        row = self.row(select(e.c.seq, e.c.action).where(e.c.id.in_(entry_ids)).order_by(e.c.seq.desc()))
        assert row is not None
        return {"seq": row.seq, "action": row.action}


def _parse(written: str) -> dict[str, Any]:
    import json

    values: dict[str, Any] = json.loads(written)
    return values


@contextmanager
def writing(database: Database) -> Iterator["Ledger"]:
    """One transaction in which one or many entries are written; committed at the end or not at all."""
    try:
        with database.writing() as connection:
            yield Ledger(connection)
    except IntegrityError as error:
        raise Refused(
            _("The records do not allow this, because it would break a rule of the database: {why}.").format(
                why=str(error.orig).strip().splitlines()[0]
            )
        ) from error


class Ledger:
    """The open journal of this database, onto which entries are written one after the other."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        # PostgreSQL: this row is the one writer's lock. SQLite: BEGIN IMMEDIATE has already taken it.
        held = connection.execute(select(journal.origin).where(journal.origin.c.is_local).with_for_update()).first()
        if held is None:
            raise NoDatabase(_("The database has no center yet; run 'breeding-center init'."))
        self.origin = held
        self._seq, self._head, self._counter = held.head_seq, held.head_hash, held.counter

    @contextmanager
    def entry(
        self,
        *,
        by_id: UUID | None,
        action: str,
        now: datetime,
        revision: str,
        site: SiteView | None = None,
        reason: str | None = None,
        confirmed: bool = False,
        simulated: bool = False,
        undoes_id: UUID | None = None,
    ) -> Iterator[Entry]:
        """Write one entry; where it changes nothing, it leaves no trace. An error must end the whole transaction."""
        header = {
            "id": new_id(), "origin_id": self.origin.id, "seq": self._seq + 1, "counter": self._counter + 1,
            "recorded_at": now, "is_simulated": simulated, "by_id": by_id, "terminal": socket.gethostname(),
            "action": action, "reason": reason, "undoes_id": undoes_id, "schema_revision": revision,
        }  # fmt: skip
        made = Entry(self.connection, now, site or load_site(self.connection), header, self._head, confirmed)
        yield made
        if made.is_empty:
            return
        self._seq, self._head, self._counter = self._seq + 1, made.head, self._counter + 1
        self.connection.execute(
            update(journal.origin)
            .where(journal.origin.c.id == self.origin.id)
            .values(head_seq=self._seq, head_hash=self._head, counter=self._counter)
        )
