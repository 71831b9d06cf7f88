"""The records as they were known on a day: the journal, folded up to then, in a scratch database in memory.

A question names its tables; each is folded when the first question names it, and no other is. What was entered or
corrected later is not there, and what was voided later still stands.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, create_engine, insert, select
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql import visitors
from sqlalchemy.sql.expression import TableClause

from breeding_center.errors import NotUnderstood
from breeding_center.moments import show_instant
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage import journal
from breeding_center.storage.reading import Reading
from breeding_center.text import _

BATCH = 2000


class KnownThen(Reading):
    """A reading of the records as they were known at an instant."""

    def __init__(self, scratch: Connection, source: Reading, at: datetime) -> None:
        super().__init__(scratch, at, source.site)
        self._source = source.connection
        self._tables = {table.name: table for table in all_tables()}
        self._folded: set[str] = set()
        self.said = [_("As known on {time}.").format(time=show_instant(at, source.zone))]

    def rows(self, question: Select[Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        self._need(question)
        return super().rows(question)

    def row(self, question: Select[Any]) -> Row[*tuple[Any, ...]] | None:
        self._need(question)
        return super().row(question)

    def value(self, question: Select[Any]) -> Any:
        self._need(question)
        return super().value(question)

    def _need(self, question: Select[Any]) -> None:
        """Fold the tables that a question names and that were not folded yet."""
        for part in visitors.iterate(question):
            if isinstance(part, TableClause) and part.name in self._tables and part.name not in self._folded:
                self._folded.add(part.name)
                self._fold(self._tables[part.name])

    def _fold(self, table: Table) -> None:
        self.connection.execute(CreateTable(table))
        waiting: list[dict[str, Any]] = []
        empty = dict.fromkeys(table.c.keys())
        for values in self._rows_then(table):
            waiting.append(empty | values)
            if len(waiting) == BATCH:
                self.connection.execute(insert(table), waiting)
                waiting = []
        if waiting:
            self.connection.execute(insert(table), waiting)

    def _rows_then(self, table: Table) -> Iterator[dict[str, Any]]:
        if table.name == journal.origin.name:
            yield from (dict(row._mapping) for row in self._source.execute(select(table)))
        elif table.name == journal.entry.name:
            then = select(table).where(table.c.recorded_at <= self.now)
            yield from (dict(row._mapping) for row in self._source.execute(then))
        elif table.name == journal.change.name:
            then = select(table).join(journal.entry, journal.entry.c.id == table.c.entry_id)
            known = then.where(journal.entry.c.recorded_at <= self.now)
            yield from (dict(row._mapping) for row in self._source.execute(known))
        else:
            decode = journal.codec(table).decode
            for _key, values in journal.fold(self._source, table, self.now):
                yield decode(values)


@contextmanager
def as_known(source: Reading, at: datetime) -> Iterator[Reading]:
    """The records as they were known at an instant; nothing of it is kept."""
    if at > source.now:
        raise NotUnderstood(
            _("{time} is still to come; nothing is known then yet.").format(time=show_instant(at, source.zone))
        )
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as scratch:
            yield KnownThen(scratch, source, at)
    finally:
        engine.dispose()
