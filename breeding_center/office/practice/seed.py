"""Making a practice center: on a new database, or out of a center that has nothing of its own yet.

All of it is one transaction of many sealed entries, each marked as simulated: whoever is interrupted leaves the
database empty or whole, never half.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from heapq import merge
from uuid import UUID

from sqlalchemy import Table, select

from breeding_center.animals.model import Animal, Taxon
from breeding_center.care.model import Plan
from breeding_center.clock import Clock, SystemClock
from breeding_center.enclosures.model import Enclosure
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.office.founding import (
    ACTION,
    Registrar,
    begin,
    has_center,
    new_center,
    write_foundation,
    zone_named,
)
from breeding_center.office.practice import sheets
from breeding_center.office.practice.book import Book, Keys, Writing
from breeding_center.office.practice.history import History
from breeding_center.office.practice.load import load
from breeding_center.office.practice.people import registrar_key
from breeding_center.office.practice.sheets import Sheets
from breeding_center.office.practice.world import ANCHOR, FIRST_DAY, Period, World
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage.base import Base
from breeding_center.storage.database import Database, shown
from breeding_center.storage.entry import Ledger, writing
from breeding_center.storage.reading import SiteView, load_site
from breeding_center.storage.revision import SCHEMA_REVISION, require_present_schema
from breeding_center.storage.site import Site
from breeding_center.team.model import PostSpell, StaffMember
from breeding_center.text import _
from breeding_center.vocabulary import Post

RANDOM_SEED = 20200925
FOUNDED_BEFORE = timedelta(hours=1)

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Seeded:
    """What was made: where, over how many days, and how many entries and rows."""

    place: str
    days: int
    entries: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All rows together."""
        return sum(self.rows.values())


def seed(
    database: str | os.PathLike[str],
    *,
    days: int | None = None,
    random_seed: int = RANDOM_SEED,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> Seeded:
    """Make the practice center of the sample data at a path or URL, with its history, or with the last `days` of it.

    Refuses a center that has animals of its own. The practice clock is set going at `clock`'s present, the
    computer's own if none is said.
    """
    all_tables()
    tables = sheets.sample()
    period = period_of(tables, days)
    real_at = (clock or SystemClock()).now()
    store = Database(database)
    try:
        is_new = not has_center(store)
    finally:
        store.close()
    if is_new:
        with new_center(database) as (made, connection):
            site = practice_site(tables, period, Keys(random_seed), real_at)
            seeded = Seeded(shown(made.url), len(period))
            scribe = Scribe(begin(connection, site), site, seeded)
            world, founded = found_world(scribe, tables, period, random_seed)
            tell(scribe, world, founded, progress)
            return seeded
    return _seed_founded(database, tables, period, random_seed, progress, real_at)


def period_of(tables: Sheets, days: int | None) -> Period:
    """The days that are told: from the first of the sample, or the last `days`."""
    site = tables["site"][0]
    zone, starts_at = zone_named(site["time_zone"]), time.fromisoformat(site["day_starts_at"])
    whole = Period(FIRST_DAY, ANCHOR, zone, starts_at)
    if days is None:
        return whole
    if not 1 <= days <= len(whole):
        raise NotUnderstood(
            _("The practice history has {most} days; ask for 1 to {most} of them, not {days}.").format(
                most=len(whole), days=days
            )
        )
    return Period(whole.today - timedelta(days=days), ANCHOR, zone, starts_at)


def practice_site(tables: Sheets, period: Period, keys: Keys, real_at: "object") -> SiteView:
    """The practice center's own record, its clock set going."""
    from datetime import datetime

    assert isinstance(real_at, datetime)
    row = tables["site"][0]
    return SiteView(
        keys.new(period.opening_at), row["name_en"], row["name_zh"], period.zone, period.day_starts_at, True,
        period.anchor, real_at,
    )  # fmt: skip


# ---------------------------------------------------------------- writing


class Scribe:
    """Writes entries one after the other, as if each had been written at its own time."""

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
                self.count(kind.__table__, entry.insert_many(kind, one.rows[kind]))
        self.seeded.entries += 1

    def count(self, table: Table, rows: int) -> None:
        """So many rows more."""
        self.seeded.rows[table.name] = self.seeded.rows.get(table.name, 0) + rows


def found_world(
    scribe: Scribe, tables: Sheets, period: Period, random_seed: int
) -> tuple[World, dict[str, UUID]]:
    """Found the practice center, with the sample's registrar as its first person."""
    keys = Keys(random_seed)
    key = registrar_key(tables["staff"])
    row = tables.by_key("staff")[key]
    at = period.opening_at - FOUNDED_BEFORE
    who = keys.new(at)
    since = sheets.day(row["post_from"])
    assert since is not None
    registrar = Registrar(row["name_en"], row["name_zh"], row["key"], row["phone"], period.at(since, time(9)))
    with scribe.ledger.entry(
        by_id=who, action=ACTION, now=at, revision=SCHEMA_REVISION, site=scribe.site, simulated=True
    ) as entry:
        write_foundation(entry, scribe.site, who, registrar, keys.then)
    scribe.seeded.entries += 1
    world = World(tables, period, keys, Book(keys, period.opening_at, who), random_seed)
    world.taxa = _taxa(scribe.ledger)
    return world, {key: who}


def _taxa(ledger: Ledger) -> dict[str, UUID]:
    t = Taxon.__table__
    rows = ledger.connection.execute(select(t.c.code, t.c.id).where(t.c.voided_at.is_(None)))
    return {row.code: row.id for row in rows}


def tell(
    scribe: Scribe,
    world: World,
    founded: dict[str, UUID],
    progress: Progress | None,
    codes_taken: frozenset[str] = frozenset(),
) -> None:
    """Write the registers and the history, each entry at its time."""
    lines = load(world, founded, codes_taken)
    history = History(world, lines)
    registers = iter(world.book.in_order())
    for one in merge(registers, _lived(history, progress), key=lambda one: one.at):
        scribe.write(one)


def _lived(history: History, progress: Progress | None) -> Iterator[Writing]:
    total = len(history.world.period)
    for number, (_day, entries) in enumerate(history.days(), start=1):
        yield from sorted(entries, key=lambda one: one.at)
        if progress is not None:
            progress(number, total)


# ---------------------------------------------------------------- a center that was founded before


def _seed_founded(
    database: str | os.PathLike[str],
    tables: Sheets,
    period: Period,
    random_seed: int,
    progress: Progress | None,
    real_at: "object",
) -> Seeded:
    store = Database(database)
    try:
        with store.reading() as connection:
            require_present_schema(connection, store)
        with writing(store) as ledger:
            site = load_site(ledger.connection)
            _refuse_real(ledger, store)
            practice = practice_site(tables, period, Keys(random_seed), real_at)
            registrar = _registrar(ledger)
            _turn_into_practice(ledger, site, practice, registrar)
            turned = load_site(ledger.connection)
            keys = Keys(random_seed)
            world = World(tables, period, keys, Book(keys, period.opening_at, registrar), random_seed)
            world.taxa = _taxa(ledger)
            seeded = Seeded(shown(store.url), len(period))
            tell(Scribe(ledger, turned, seeded), world, {}, progress, _codes(ledger))
            return seeded
    finally:
        store.close()


def _refuse_real(ledger: Ledger, store: Database) -> None:
    """Practice and real records never mix: a center with anything of its own is left alone."""
    for kind in (Animal, Enclosure, Plan):
        table = kind.__table__
        if ledger.connection.execute(select(table.c.id).limit(1)).first() is not None:
            raise Refused(
                _("The center at {place} has records of its own; practice history is only written into an empty one.").format(
                    place=shown(store.url)
                )
            )


def _registrar(ledger: Ledger) -> UUID:
    s = PostSpell.__table__
    question = select(s.c.staff_id).where(s.c.voided_at.is_(None), s.c.post == Post.REGISTRAR).order_by(s.c.from_on)
    found: UUID | None = ledger.connection.execute(question).scalar()
    if found is None:
        raise Refused(_("The center has no registrar; 'breeding-center init' makes one."))
    return found


def _codes(ledger: Ledger) -> frozenset[str]:
    p = StaffMember.__table__
    return frozenset(ledger.connection.execute(select(p.c.code).where(p.c.voided_at.is_(None))).scalars())


def _turn_into_practice(ledger: Ledger, site: SiteView, practice: SiteView, by: UUID) -> None:
    """The center becomes the practice center: its name, its time zone, its clock."""
    with ledger.entry(
        by_id=by, action="seed", now=practice.real_at or ANCHOR, revision=SCHEMA_REVISION, site=site
    ) as entry:  # fmt: skip
        entry.change(
            entry.get(Site, site.id), name_en=practice.name_en, name_zh=practice.name_zh,
            time_zone=practice.zone.key, day_starts_at=f"{practice.day_starts_at:%H:%M}", is_practice=True,
            practice_at=practice.practice_at, real_at=practice.real_at,
        )  # fmt: skip


__all__ = ["RANDOM_SEED", "Seeded", "date", "seed"]
