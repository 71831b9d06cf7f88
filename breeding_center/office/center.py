"""The front door: open a center, ask it, tell it.

Both faces and every script come in here. What goes out are frozen values, never rows that could be changed.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import UUID

from breeding_center.clock import Clock, PracticeClock, SystemClock, pinned_clock
from breeding_center.declarations.action import Action, Deed, Field, Kind, Moment, Parser, resolve
from breeding_center.declarations.report import AS_OF, Answer, ReportResult
from breeding_center.declarations.room import Candidate, TimelineRow
from breeding_center.errors import Ambiguous, NotFound, NotUnderstood, Refused
from breeding_center.office import rooms
from breeding_center.storage.database import Database
from breeding_center.storage.reading import Reading, SiteView, load_site, reading
from breeding_center.storage.revision import SCHEMA_REVISION, require_present_schema
from breeding_center.text import N_, _, joined, listed, pick
from breeding_center.vocabulary import CareLine

if TYPE_CHECKING:
    from breeding_center.office.alerts import RaisedAlert
    from breeding_center.office.daily_round import DueTask
    from breeding_center.office.history import Snapshot
    from breeding_center.office.memory import EntryView
    from breeding_center.storage.entry import Entry
    from breeding_center.team.queries import StaffView

KEY_TAIL = 8
SHOWN_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a deed: the sentence for the person, the journal entry, and the key of the record."""

    sentence: str
    entry_id: UUID
    id: UUID | None


class _Rehearsed(Exception):
    """Ends a rehearsal's transaction before it is kept."""


class Center:
    """One breeding center's records."""

    def __init__(self, database: Database, site: SiteView, clock: Clock) -> None:
        self.database = database
        self.site = site
        self.clock = clock

    @classmethod
    def open(cls, database: str | os.PathLike[str], clock: Clock | None = None) -> "Center":
        """Open the center kept at a path or URL.

        Raises `NoDatabase` where there is none and `SchemaOutOfDate` where it wants an upgrade, or is newer.
        """
        store = Database(database)
        try:
            with store.reading() as connection:
                require_present_schema(connection, store)
                site = load_site(connection)
        except BaseException:
            store.close()
            raise
        return cls(store, site, clock or clock_of(site))

    def __enter__(self) -> "Center":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the records."""
        self.database.close()

    @property
    def name(self) -> str:
        """The center's name in the language in use."""
        return pick(self.site.name_en, self.site.name_zh)

    def now(self) -> datetime:
        """The present, by the center's clock."""
        return self.clock.now()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Questions to the records, all answered at one instant; nothing is kept."""
        with reading(self.database, self.clock) as questions:
            yield questions

    @contextmanager
    def recording(
        self,
        *,
        by: str | UUID | None,
        action: str,
        reason: str | None = None,
        confirm: bool = False,
        undoes_id: UUID | None = None,
    ) -> Iterator["Entry"]:
        """One deed, journaled and committed as a whole, or not at all."""
        from breeding_center.storage.entry import writing

        rooms.load_models()
        with writing(self.database) as ledger:
            asking = Reading(ledger.connection, self.now(), self.site)
            by_id = self._person(asking, by)
            with ledger.entry(
                by_id=by_id, action=action, now=asking.now, revision=SCHEMA_REVISION, site=self.site,
                reason=reason or None, confirmed=confirm, undoes_id=undoes_id,
            ) as entry:  # fmt: skip
                yield entry

    def _person(self, asking: Reading, by: str | UUID | None) -> UUID:
        if by is None or by == "":
            raise NotUnderstood(_("Say who you are: --by PERSON, or BREEDING_CENTER_PERSON."))
        return by if isinstance(by, UUID) else self.find(asking, "person", by)

    def perform(
        self,
        name: str,
        values: Mapping[str, object],
        *,
        by: str | UUID | None,
        reason: str | None = None,
        confirm: bool = False,
    ) -> Outcome:
        """Do what the action called `name` declares, with values as a person types them (or already typed).

        Raises `NotUnderstood` for what cannot be read, `NeedsConfirmation` for a doubt, `Refused` for a rule's no.
        """
        action = rooms.action(name)
        with self.recording(by=by, action=name, reason=reason, confirm=confirm) as entry:
            deed = self.do(entry, action, values)
            entry_id = entry.id
        return Outcome(deed.sentence, entry_id, deed.id)

    def rehearse(
        self,
        name: str,
        values: Mapping[str, object],
        *,
        by: str | UUID | None,
        reason: str | None = None,
        confirm: bool = False,
    ) -> str:
        """Say what an action would do, down to the database's own rules, and write nothing."""
        action = rooms.action(name)
        said = ""
        with suppress(_Rehearsed), self.recording(by=by, action=name, reason=reason, confirm=confirm) as entry:
            said = self.do(entry, action, values).sentence
            raise _Rehearsed
        return said

    def do(self, entry: "Entry", action: Action, values: Mapping[str, object], **extra: object) -> Deed:
        """Do an action within an open entry; `extra` goes to the service as it is."""
        self._permit(entry, action)
        parsed = self.parser(entry, me=entry.by_id).values(action.fields, values)
        return action.service()(entry, **parsed, **extra)

    def _permit(self, entry: "Entry", action: Action) -> None:
        if action.needs_reason and not entry.reason:
            raise NotUnderstood(_("Say why: --reason TEXT."))
        if not action.posts:
            return
        from breeding_center.team.queries import posts_of
        from breeding_center.words import label

        assert entry.by_id is not None
        if not posts_of(entry, entry.by_id, entry.now) & action.posts:
            posts = listed(sorted(label(post) for post in action.posts))
            raise Refused(_("{action} is for these posts: {posts}.").format(action=_(action.title), posts=posts))

    def report(
        self, name: str, parameters: Mapping[str, object] | None = None, *, as_known_on: str | datetime | None = None
    ) -> ReportResult:
        """The report called `name`, with parameters as a person types them.

        With `as_known_on`, a day or an instant, it is the report as it would have been printed at the end of that day:
        the journal as far as it went by then, without what was entered or corrected since.
        """
        report = rooms.report(name)
        with self._known(as_known_on) as asking:
            values = self.parser(asking).values(report.parameters, parameters or {})
            answer = report.answer()(asking, **values)
            if not isinstance(answer, Answer):
                answer = Answer(answer)
            return ReportResult(
                name=name, title=answer.title or report.shown_title(), columns=answer.columns or report.columns,
                rows=list(answer.rows),
                notes=[*asking.said, *answer.notes], page_by=report.page_by, generated_at=asking.now, zone=asking.zone,
                center_name=self.name, plot=report.plot, upright=report.upright, marks=answer.marks,
                drawing=answer.drawing, shown_as=report.shown_as,
            )  # fmt: skip

    @contextmanager
    def _known(self, as_known_on: str | datetime | None) -> Iterator[Reading]:
        """The records as they are, or as they were known at the end of a day or at an instant."""
        with self.reading() as asking:
            if as_known_on is None:
                yield asking
                return
            at = as_known_on
            if isinstance(at, str):
                field = replace(AS_OF, label=N_("as known on"))
                typed = self.parser(asking).one(field, at)
                assert isinstance(typed, datetime)
                at = typed
            from breeding_center.office.as_known import as_known

            with as_known(asking, at) as known:
                yield known

    def today(self) -> list["DueTask"]:
        """The day's work, of all lines, and what is still open of yesterday."""
        from breeding_center.office.daily_round import due_on, today_of

        with self.reading() as asking:
            return due_on(asking, today_of(asking), filled=True)

    def task(self, typed: str) -> "DueTask":
        """The piece of work that was meant: by its key, its tail, or its animal and title."""
        from breeding_center.office.daily_round import the_task

        with self.reading() as asking:
            return the_task(asking, self.find(asking, "task", typed))

    def form(self, task: "DueTask") -> tuple[Action, dict[str, str]]:
        """The form that completes a piece of work, and what it is prefilled with."""
        from breeding_center.office.daily_round import form_of, the_task

        with self.reading() as asking:
            return form_of(the_task(asking, task.id))

    def complete(
        self,
        task: str | UUID,
        values: Mapping[str, object] | None = None,
        *,
        by: str | UUID | None,
        reason: str | None = None,
        confirm: bool = False,
        witness: str | None = None,
    ) -> Outcome:
        """Do a piece of work: its record and its task in one entry.

        Raises `AlreadyDone`, saying who and when, where somebody was first.
        """
        from breeding_center.office.settling import complete

        with self.recording(by=by, action="task.done", reason=reason, confirm=confirm) as entry:
            task_id = task if isinstance(task, UUID) else self.find(entry, "task", task)
            second = self.find(entry, "person", witness) if witness else None
            deed = complete(entry, self.parser(entry, me=entry.by_id), task_id, values or {}, second)
            entry_id = entry.id
        return Outcome(deed.sentence, entry_id, deed.id)

    def undo(self, typed: str | UUID, *, by: str | UUID | None, reason: str | None) -> Outcome:
        """Take an entry back by a new entry; nothing is forgotten."""
        from breeding_center.office import memory

        with self.reading() as asking:
            target = memory.find_entry(asking, str(typed))
        if not reason:
            raise NotUnderstood(_("Say why: --reason TEXT."))
        with self.recording(by=by, action="journal.undo", reason=reason, undoes_id=target.id) as entry:
            sentence = memory.undo(entry, target)
            entry_id = entry.id
        return Outcome(sentence, entry_id, None)

    def journal(self, *, limit: int = 50) -> list["EntryView"]:
        """The latest entries, newest first."""
        from breeding_center.office import memory

        with self.reading() as asking:
            return memory.log(asking, limit=limit)

    def timeline(self, animal_id: UUID, *, line: CareLine | None = None, days: int = 14) -> list[TimelineRow]:
        """All that is recorded of an animal in the last days, newest first."""
        from breeding_center.office import history

        with self.reading() as asking:
            return history.timeline(asking, animal_id, line=line, days=days)

    def snapshot(self, animal_id: UUID) -> "Snapshot":
        """An animal on one screen."""
        from breeding_center.office import history

        with self.reading() as asking:
            return history.snapshot(asking, animal_id)

    def alerts(self, *, animal_id: UUID | None = None) -> list["RaisedAlert"]:
        """What needs a person, of all lines: what calls first, the most urgent first."""
        from breeding_center.office.alerts import raised

        with self.reading() as asking:
            return raised(asking, animal_id=animal_id)

    def people(self) -> list["StaffView"]:
        """Everybody who works here: those on shift first."""
        from breeding_center.team.queries import on_shift, staff_views

        with self.reading() as asking:
            present = set(on_shift(asking, asking.now))
            return sorted(staff_views(asking).values(), key=lambda one: (one.id not in present, one.label))

    def parser(self, asking: Reading, me: UUID | None = None) -> Parser:
        """What understands typed values, at this instant and with these records."""
        today = asking.now.astimezone(asking.zone).date()
        moment = Moment(asking.now, asking.zone, today)
        return Parser(moment, lambda kind, typed: self.find(asking, kind.lookup or kind.name, typed), me)

    def candidates(self, asking: Reading, lookup: str, typed: str) -> list[Candidate]:
        """The records that what was typed may mean, likeliest first."""
        found: list[Candidate] = resolve(rooms.lookups()[lookup].find)(asking, typed)
        return found

    def options(self, kind: Kind | Field) -> list[Candidate]:
        """Every record that a field of this kind could name, for completion and pick lists."""
        lookup = kind.kind.lookup if isinstance(kind, Field) else kind.lookup
        assert lookup is not None
        with self.reading() as asking:
            found: list[Candidate] = resolve(rooms.lookups()[lookup].options)(asking)
        return found

    def find(self, asking: Reading, lookup: str, typed: str) -> UUID:
        """The one record that was meant; raises `NotFound` or, listing them, `Ambiguous`."""
        found = self.candidates(asking, lookup, typed)
        if len(found) == 1:
            return found[0].id
        if not found:
            raise NotFound(
                _("Nothing here is called '{typed}'; look at the list for the right name.").format(typed=typed)
            )
        candidates = joined(_told_apart(found)[:SHOWN_CANDIDATES])
        more = (
            _(" and {count} more").format(count=len(found) - SHOWN_CANDIDATES) if len(found) > SHOWN_CANDIDATES else ""
        )
        raise Ambiguous(
            _("'{typed}' may be {candidates}{more}; say which.").format(typed=typed, candidates=candidates, more=more)
        )


def _told_apart(found: Sequence[Candidate]) -> list[str]:
    """What people call each of them; those that are called alike by the tails of their keys besides."""
    called = [f"{one.label} ({one.detail})" if one.detail else one.label for one in found]
    return [
        f"{name} {one.id.hex[-KEY_TAIL:]}" if called.count(name) > 1 else name
        for one, name in zip(found, called, strict=True)
    ]


def clock_of(site: SiteView) -> Clock:
    """The clock that the center goes by: pinned from outside, its practice clock, or the computer's."""
    pinned = pinned_clock()
    if pinned is not None:
        return pinned
    if site.is_practice and site.practice_at is not None and site.real_at is not None:
        return PracticeClock(site.practice_at, site.real_at)
    return SystemClock()
