"""Reading the journal: what was written, by whom, when; and taking an entry back.

Every number on a screen can be traced here: a record names the entry that wrote it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from breeding_center.declarations.action import resolve
from breeding_center.errors import Ambiguous, NotFound, Refused
from breeding_center.moments import show_instant
from breeding_center.office import rooms
from breeding_center.storage import journal, triggers
from breeding_center.storage.base import Base
from breeding_center.storage.entry import Entry
from breeding_center.storage.journal import Fault, change
from breeding_center.storage.journal import entry as entry_table
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import staff_views
from breeding_center.text import _

SHORTEST_TAIL = 4
WORK_DONE = "task.done"


@dataclass(frozen=True, slots=True)
class EntryView:
    """One deed as the journal tells it."""

    id: UUID
    seq: int
    recorded_at: datetime
    by: str
    terminal: str
    action: str
    reason: str | None
    changes: int
    is_simulated: bool
    undoes_id: UUID | None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One row of an entry, as it was and as it became."""

    table: str
    row_id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any]
    hash: str


def log(
    reading: Reading, *, limit: int = 50, record_id: UUID | None = None, entry_id: UUID | None = None
) -> list[EntryView]:
    """The latest entries, newest first; those that touched one record, where it is named."""
    counted = (
        select(change.c.entry_id, func.count().label("changes"))
        .where(change.c.entry_id == entry_table.c.id)
        .group_by(change.c.entry_id)
        .correlate(entry_table)
        .with_only_columns(func.count())
        .scalar_subquery()
    )
    question = select(entry_table, counted.label("changes")).order_by(entry_table.c.seq.desc()).limit(limit)
    if record_id is not None:
        touched = select(change.c.entry_id).where(change.c.row_id == record_id)
        question = question.where(entry_table.c.id.in_(touched))
    if entry_id is not None:
        question = question.where(entry_table.c.id == entry_id)
    people = {key: person.label for key, person in staff_views(reading).items()}
    return [_view(row, people) for row in reading.rows(question)]


def _view(row: Row[Any], people: dict[UUID, str]) -> EntryView:
    return EntryView(
        id=row.id, seq=row.seq, recorded_at=row.recorded_at, by=people.get(row.by_id, "") if row.by_id else "",
        terminal=row.terminal, action=row.action, reason=row.reason, changes=row.changes,
        is_simulated=row.is_simulated, undoes_id=row.undoes_id,
    )  # fmt: skip


def changes_of(reading: Reading, entry_id: UUID) -> list[ChangeView]:
    """What an entry wrote, in order."""
    rows = reading.rows(select(change).where(change.c.entry_id == entry_id).order_by(change.c.position))
    return [
        ChangeView(
            row.table_name, row.row_id, json.loads(row.before) if row.before else None, json.loads(row.after), row.hash
        )
        for row in rows
    ]


def find_entry(reading: Reading, typed: str) -> EntryView:
    """The entry with this number, key, tail of a key, or the last one that wrote the record with this key.

    Raises `NotFound` or `Ambiguous`.
    """
    written = typed.strip().casefold().lstrip("#").replace("-", "")
    if written.isdecimal() and len(written) <= 9:
        found = reading.rows(select(entry_table.c.id).where(entry_table.c.seq == int(written)))
        if found:
            return log(reading, entry_id=found[0].id)[0]
    if len(written) < SHORTEST_TAIL or any(character not in "0123456789abcdef" for character in written):
        raise NotFound(_("There is no entry called '{typed}'; 'journal log' lists them.").format(typed=typed))
    keys = [row.id for row in reading.rows(_ends_with(entry_table.c.id, written))]
    if not keys:
        rows = reading.rows(
            select(change.c.entry_id, change.c.row_id, entry_table.c.seq)
            .join(entry_table, entry_table.c.id == change.c.entry_id)
            .where(_tail_matches(change.c.row_id, written))
            .order_by(entry_table.c.seq.desc())
        )
        keys = [rows[0].entry_id] if rows and len({row.row_id for row in rows}) == 1 else [row.entry_id for row in rows]
    if not keys:
        raise NotFound(_("There is no entry called '{typed}'; 'journal log' lists them.").format(typed=typed))
    if len(set(keys)) > 1:
        raise Ambiguous(_("Several entries end in '{typed}'; type more of the key.").format(typed=typed))
    return log(reading, entry_id=keys[0])[0]


def _ends_with(column: Any, tail: str) -> Any:
    return select(column).where(_tail_matches(column, tail))


def _tail_matches(column: Any, tail: str) -> Any:
    from sqlalchemy import String, cast

    if len(tail) == 32:
        return column == UUID(hex=tail)
    return func.replace(cast(column, String), "-", "").like(f"%{tail}")


def written_by(reading: Reading, record_ids: Sequence[UUID]) -> dict[UUID, EntryView]:
    """The entry that first wrote each record."""
    rows = reading.rows(
        select(change.c.row_id, func.min(entry_table.c.seq).label("seq"))
        .join(entry_table, entry_table.c.id == change.c.entry_id)
        .where(change.c.row_id.in_(record_ids))
        .group_by(change.c.row_id)
    )
    seqs = {row.row_id: row.seq for row in rows}
    views = {
        view.seq: view
        for seq in set(seqs.values())
        for view in log(
            reading, limit=1, entry_id=reading.value(select(entry_table.c.id).where(entry_table.c.seq == seq))
        )
    }
    return {key: views[seq] for key, seq in seqs.items()}


def undo(entry: Entry, target: EntryView) -> str:
    """Take an entry back; refused where it was before, where its records have gone on, or where a room says why not."""
    undone = entry.row(
        select(entry_table).where(entry_table.c.undoes_id == target.id).order_by(entry_table.c.seq.desc())
    )
    if undone is not None and entry.row(select(entry_table.c.id).where(entry_table.c.undoes_id == undone.id)) is None:
        people = staff_views(entry)
        who = people[undone.by_id].label if undone.by_id in people else _("somebody")
        raise Refused(
            _("{who} took entry {seq} back at {when}.").format(
                who=who, seq=target.seq, when=show_instant(undone.recorded_at, entry.zone)
            )
        )
    changes = changes_of(entry, target.id)
    records = [(one.table, one.row_id) for one in changes]
    for room in rooms.rooms():
        sentence = resolve(room.undoing)(entry, records) if room.undoing else None
        if sentence is not None:
            raise Refused(sentence)
    entry.undo(target.id)
    return _("Taken back: {deed} (entry {seq}).").format(seq=target.seq, deed=_deed(target, changes))


def _deed(target: EntryView, changes: Sequence[ChangeView]) -> str:
    """What was done, in the words it is offered by: the work of the round, or the action."""
    kinds = [str(one.after.get("kind")) for one in changes if one.table == "task"]
    if target.action == WORK_DONE and kinds and kinds[0] in rooms.task_kinds():
        return _(rooms.task_kinds()[kinds[0]].title)
    declared = rooms.actions().get(target.action)
    return _(declared.title) if declared is not None else target.action


def verify(reading: Reading) -> list[Fault]:
    """Everything that is wrong with the journal or with a table against it; empty where all is well."""
    tables = triggers.record_tables(Base.metadata.sorted_tables)
    return journal.verify(reading.connection, tables)


def head(reading: Reading) -> tuple[int, str]:
    """The number and the hash of the last entry, to be printed and kept outside."""
    row = reading.row(select(journal.origin).where(journal.origin.c.is_local))
    assert row is not None
    return row.head_seq, row.head_hash
