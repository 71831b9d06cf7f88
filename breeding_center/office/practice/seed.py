"""Making a practice center: on a new database, or out of a center that has nothing of its own yet.

All of it is one transaction of many sealed entries, each marked as simulated: whoever is interrupted leaves the
database empty or whole, never half. A larger center in a file of its own is built beside, month by month, and
renamed when it is whole.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.model import Animal
from breeding_center.care.model import Plan
from breeding_center.clock import Clock, SystemClock
from breeding_center.disease_control.model import Medicine
from breeding_center.enclosures.model import Enclosure
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.nutrition.model import Food
from breeding_center.office.founding import begin, has_center, new_center, zone_named
from breeding_center.office.practice.book import Writing
from breeding_center.office.practice.large import larger
from breeding_center.office.practice.sheets import Sheets, sample
from breeding_center.office.practice.world import ANCHOR, FIRST_DAY, Period, World
from breeding_center.office.practice.writing import (
    Scribe,
    Seeded,
    Told,
    first_registrar,
    know_foundation,
    new_world,
    tell,
)
from breeding_center.office.upkeep import files
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage.database import Database, shown
from breeding_center.storage.entry import Ledger, writing
from breeding_center.storage.reading import SiteView, load_site
from breeding_center.storage.revision import SCHEMA_REVISION, require_present_schema
from breeding_center.storage.site import Site
from breeding_center.team.model import PostSpell, StaffMember
from breeding_center.text import _
from breeding_center.vocabulary import Post

RANDOM_SEED = 20200925
FEWEST_ANIMALS, MOST_ANIMALS, MOST_YEARS = 10, 3000, 30
CHUNK = timedelta(days=30)

Progress = Callable[[int, int], None]


def seed(
    database: str | os.PathLike[str],
    *,
    days: int | None = None,
    animals: int | None = None,
    years: int | None = None,
    random_seed: int = RANDOM_SEED,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> Seeded:
    """Make a practice center at a path or URL: the sample's, or, where `animals` or `years` are said, a larger one of
    the same shape; with all its history, or the last `days` of it.

    Refuses a center that has records of its own. The practice clock is set going at `clock`'s present, the
    computer's own if none is said.
    """
    all_tables()
    tables, period = _shape(days, animals, years, random_seed)
    world = new_world(tables, period, random_seed)
    real_at = (clock or SystemClock()).now()
    store = Database(database)
    with _rarely_collecting():
        try:
            if has_center(store):
                return _seed_founded(store, world, real_at, progress)
            if store.path is not None and not store.exists() and (animals or years):
                return _seed_beside(store.path, world, real_at, progress)
        finally:
            store.close()
        return _seed_new(database, world, real_at, progress)


def _seed_new(database: str | os.PathLike[str], world: World, real_at: datetime, progress: Progress | None) -> Seeded:
    with new_center(database) as (store, connection):
        site = _practice_site(world, real_at)
        ledger = begin(connection, site, lambda: world.keys.new(world.period.opening_at))
        scribe = Scribe(ledger, site, _nothing(store, world))
        scribe.write_all(_watched(_founded(scribe, world), world, progress))
        return scribe.seeded


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Rows are made by the hundred thousand and none of them refers to another: looking for cycles costs a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _nothing(store: Database, world: World) -> Seeded:
    return Seeded(shown(store.url), len(world.period))


def _shape(days: int | None, animals: int | None, years: int | None, random_seed: int) -> tuple[Sheets, Period]:
    """The tables of the center to be, and the time that is told: all of it, or the last `days`."""
    if animals is None and years is None:
        return sample(), _last(_whole(sample(), FIRST_DAY), days)
    count, long = animals or len(_living(sample())), years or 1
    if not (FEWEST_ANIMALS <= count <= MOST_ANIMALS and 1 <= long <= MOST_YEARS):
        raise NotUnderstood(
            _("A larger center has {fewest} to {most} animals and 1 to {years} years of history.").format(
                fewest=FEWEST_ANIMALS, most=MOST_ANIMALS, years=MOST_YEARS
            )
        )
    tables, first_day = larger(count, long, random_seed)
    return tables, _last(_whole(tables, first_day), days)


def _living(tables: Sheets) -> list[str]:
    return [row["key"] for row in tables["animals"] if row["accession_number"] and not row["disposition_kind"]]


def _whole(tables: Sheets, first_day: date) -> Period:
    """All the time that the tables tell of."""
    site = tables["site"][0]
    return Period(first_day, ANCHOR, zone_named(site["time_zone"]), time.fromisoformat(site["day_starts_at"]))


def _last(whole: Period, days: int | None) -> Period:
    """The last days of a time."""
    if days is None:
        return whole
    if not 1 <= days <= len(whole):
        raise NotUnderstood(
            _("The practice history has {most} days; ask for 1 to {most} of them, not {days}.").format(
                most=len(whole), days=days
            )
        )
    return replace(whole, first_day=whole.today - timedelta(days=days))


def _practice_site(world: World, real_at: datetime) -> SiteView:
    """The practice center's own record, its clock set going."""
    row, period = world.tables["site"][0], world.period
    return SiteView(
        world.keys.new(period.opening_at), row["name_en"], row["name_zh"], period.zone, period.day_starts_at, True,
        period.anchor, real_at,
    )  # fmt: skip


def _founded(scribe: Scribe, world: World) -> Told:
    """Found the center; returns what is to be told of it."""
    key, registrar = first_registrar(world)
    scribe.found(world, world.book.by, registrar)
    know_foundation(world, scribe.ledger)
    return tell(world, {key: world.book.by})


def _watched(told: Told, world: World, progress: Progress | None) -> Iterator[Writing]:
    """What is told, with a word on how far it has come after each day."""
    said = 0
    for one in told.writings:
        yield one
        if progress is not None and told.days_done > said:
            said = told.days_done
            progress(said, len(world.period))
    if progress is not None and said < len(world.period):
        progress(len(world.period), len(world.period))


# ---------------------------------------------------------------- a larger center, built beside


def _seed_beside(place: Path, world: World, real_at: datetime, progress: Progress | None) -> Seeded:
    """Written a month at a time into a file of its own, which is renamed when it is whole."""
    files.private_folder(place.parent)
    with files.made_beside(place) as beside:
        try:
            with new_center(beside) as (_store, connection):
                site = _practice_site(world, real_at)
                scribe = Scribe(begin(connection, site), site, Seeded(str(place), len(world.period)))
                told = _founded(scribe, world)
                writings = _watched(told, world, progress)
                scribe.write_all(_until(writings, world.period.start_at + CHUNK))
            store = Database(beside)
            for until in _months(world.period):
                with writing(store) as scribe.ledger:
                    scribe.write_all(_until(writings, until))
            store.close()
            files.put_in_place(beside, place)
        finally:
            beside.with_name(f"{beside.name}.lock").unlink(missing_ok=True)
    return scribe.seeded


def _months(period: Period) -> Iterator[datetime]:
    until = period.start_at + CHUNK
    while until <= period.anchor:
        until += CHUNK
        yield until


def _until(writings: Iterator[Writing], until: datetime) -> Iterator[Writing]:
    """What was written before an instant; the entry that ends it is still given out."""
    for one in writings:
        yield one
        if one.at >= until:
            return


# ---------------------------------------------------------------- a center that was founded before


def _seed_founded(store: Database, world: World, real_at: datetime, progress: Progress | None) -> Seeded:
    with store.reading() as connection:
        require_present_schema(connection, store)
    with writing(store) as ledger:
        _refuse_real(ledger, store)
        world.book.by = _registrar(ledger)
        _turn_into_practice(ledger, load_site(ledger.connection), _practice_site(world, real_at), world.book.by)
        know_foundation(world, ledger)
        scribe = Scribe(ledger, load_site(ledger.connection), _nothing(store, world))
        scribe.write_all(_watched(tell(world, {}, _codes(ledger)), world, progress))
        return scribe.seeded


def _refuse_real(ledger: Ledger, store: Database) -> None:
    """Practice and real records never mix: a center with anything of its own is left alone."""
    for kind in (Animal, Enclosure, Plan, Food, Medicine):
        table = kind.__table__
        if ledger.connection.execute(select(table.c.id).limit(1)).first() is not None:
            raise Refused(
                _("The center at {place} has records of its own; practice is only written into an empty one.").format(
                    place=shown(store.url)
                )
            )


def _registrar(ledger: Ledger) -> UUID:
    s = PostSpell.__table__
    question = select(s.c.staff_id).where(s.c.voided_at.is_(None), s.c.post == Post.REGISTRAR).order_by(s.c.from_on)
    found: UUID | None = ledger.connection.execute(question).scalar()
    if found is None:
        raise Refused(_("The center has no registrar; appoint one first."))
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
