"""How a practice history gets into a database: as entries of the journal, each as if written at its own time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from heapq import merge
from uuid import UUID

from sqlalchemy import Table, select

from breeding_center.animals.model import Taxon
from breeding_center.office.founding import ACTION, Registrar, write_foundation
from breeding_center.office.practice import sheets
from breeding_center.office.practice.book import Book, Keys, Writing
from breeding_center.office.practice.history import History
from breeding_center.office.practice.load import load
from breeding_center.office.practice.people import registrar_key, roster
from breeding_center.office.practice.sheets import Sheets
from breeding_center.office.practice.world import Period, World
from breeding_center.rescue.model import NotificationRung, ReleaseCriterion
from breeding_center.storage.base import Base, Recorded
from breeding_center.storage.entry import Ledger
from breeding_center.storage.reading import SiteView
from breeding_center.storage.revision import SCHEMA_REVISION

FOUNDED_BEFORE = timedelta(hours=1)


@dataclass(slots=True)
class Seeded:
    """What was made: where, over how many days, and how many entries and rows."""

    place: str
    days: int
    entries: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All rows together; each of them has its line in the journal, too."""
        return sum(self.rows.values())


class Scribe:
    """Writes entries one after the other."""

    def __init__(self, ledger: Ledger, site: SiteView, seeded: Seeded) -> None:
        self.ledger = ledger
        self.site = site
        self.seeded = seeded
        self._order = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}

    def write(self, one: Writing) -> None:
        """One entry: first what it changes, then what it adds, tables that others point to before those others."""
        with self.ledger.entry(
            by_id=one.by, action=one.action, now=one.at, revision=SCHEMA_REVISION, site=self.site, simulated=True
        ) as entry:
            for kind, key, values in one.changes:
                entry.change(entry.get(kind, key), **values)
            for kind in sorted(one.rows, key=lambda kind: self._order[kind.__table__.name]):
                self._count(kind.__table__, entry.insert_many(kind, one.rows[kind]))
        self.seeded.entries += 1

    def write_all(self, writings: Iterable[Writing]) -> None:
        """One entry after the other."""
        for one in writings:
            self.write(one)

    def found(self, world: World, who: UUID, registrar: Registrar) -> None:
        """The first entry of a new center: its own record, its registrar, its reference tables."""
        at = world.period.opening_at - FOUNDED_BEFORE
        with self.ledger.entry(
            by_id=who, action=ACTION, now=at, revision=SCHEMA_REVISION, site=self.site, simulated=True
        ) as entry:
            world.keys.from_now_on(at)
            write_foundation(entry, self.site, who, registrar, world.keys.then)
        self.seeded.entries += 1

    def _count(self, table: Table, rows: int) -> None:
        self.seeded.rows[table.name] = self.seeded.rows.get(table.name, 0) + rows


# ---------------------------------------------------------------- what is told


def new_world(tables: Sheets, period: Period, random_seed: int) -> World:
    """A practice center to be, whose first registrar writes its registers."""
    keys = Keys(random_seed)
    return World(tables, period, keys, Book(keys, period.opening_at, keys.new(period.opening_at)), random_seed)


def first_registrar(world: World) -> tuple[str, Registrar]:
    """The sample's registrar, by key, as the founder of the center."""
    key = registrar_key(world.tables["staff"])
    row = world.sheet("staff")[key]
    since = sheets.day(row["post_from"])
    assert since is not None
    at = world.period.at(since, time(9))
    return key, Registrar(row["name_en"], row["name_zh"], row["key"], row["phone"], at)


def know_foundation(world: World, ledger: Ledger) -> None:
    """The keys of what the center was founded with, by code: taxa, whom to tell, what a release asks for."""
    world.taxa = _by_code(ledger, Taxon)
    world.rungs = _by_code(ledger, NotificationRung)
    world.criteria = _by_code(ledger, ReleaseCriterion)


def _by_code(ledger: Ledger, kind: type[Recorded]) -> dict[str, UUID]:
    t = kind.__table__
    rows = ledger.connection.execute(select(t.c.code, t.c.id).where(t.c.voided_at.is_(None)))
    return {row.code: row.id for row in rows}


@dataclass(slots=True)
class Told:
    """Entries in the order of time, and how many days of them have been given out."""

    writings: Iterator[Writing]
    days_done: int = 0


def tell(world: World, founded: dict[str, UUID], codes_taken: frozenset[str] = frozenset()) -> Told:
    """The registers and the history, each entry at its time; made as it is asked for, a day at a time."""
    history = History(world, load(world, founded, codes_taken))
    told = Told(iter(()))

    def lived() -> Iterator[Writing]:
        for _day, entries in history.days():
            yield from sorted(entries, key=lambda one: one.at)
            told.days_done += 1

    told.writings = merge(iter(world.book.in_order()), roster(world), lived(), key=lambda one: one.at)
    return told
