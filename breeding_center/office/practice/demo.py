"""The practice center that everything can be tried out on: made the first time, and found again as it was left.

Its clock flows on as if it were real, but nobody comes back after a weekend to a round that was missed three times:
after hours in which nothing was written, the clock goes on from where the last entry was.
"""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from breeding_center.clock import Clock, SystemClock, pinned_clock
from breeding_center.errors import Refused
from breeding_center.office.practice.seed import Progress, seed
from breeding_center.office.upkeep import files
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage import journal
from breeding_center.storage.database import Database
from breeding_center.storage.entry import writing
from breeding_center.storage.reading import SiteView, load_site
from breeding_center.storage.revision import SCHEMA_REVISION, require_present_schema
from breeding_center.storage.site import Site
from breeding_center.text import _

FILE_NAME = "center.db"
IDLE = timedelta(hours=8)


def ready(
    folder: Path, *, days: int | None = None, progress: Progress | None = None, clock: Clock | None = None
) -> Path:
    """The records of the demo in `folder`, made there where there are none; `clock` is the computer's."""
    records = folder / FILE_NAME
    if records.exists():
        _wake(records, (clock or SystemClock()).now())
    else:
        _make(records, days, progress, clock)
    return records


def _make(records: Path, days: int | None, progress: Progress | None, clock: Clock | None) -> None:
    """Made beside and renamed, so that whoever is interrupted finds nothing half made."""
    files.private_folder(records.parent)
    with files.made_beside(records) as beside:
        try:
            seed(beside, days=days, progress=progress, clock=clock)
            # Closing the last connection has folded SQLite's log into the file, so the file alone is the center.
            files.put_in_place(beside, records)
        finally:
            beside.with_name(f"{beside.name}.lock").unlink(missing_ok=True)


def _wake(records: Path, real_now: datetime) -> None:
    """Refuse real records; set the practice clock on from the last entry where nobody has worked for long."""
    store = Database(records)
    try:
        with store.reading() as connection:
            require_present_schema(connection, store)
            site = load_site(connection)
            last_at = connection.execute(select(func.max(journal.entry.c.recorded_at))).scalar_one()
        if not site.is_practice:
            raise Refused(_("{place} holds the records of a real center; name another folder.").format(place=records))
        anchored = re_anchored(site, last_at, real_now)
        if anchored is not None and pinned_clock() is None:
            _write_anchor(store, site, anchored, real_now)
    finally:
        store.close()


def re_anchored(site: SiteView, last_at: datetime, real_now: datetime) -> datetime | None:
    """Where the practice clock goes on from, or None where it need not be set: only ever forward, to the last entry."""
    assert site.practice_at is not None
    assert site.real_at is not None
    worked_until = max(last_at, site.practice_at)
    idle = real_now - (site.real_at + (worked_until - site.practice_at))
    return worked_until if idle > IDLE else None


def _write_anchor(store: Database, site: SiteView, practice_at: datetime, real_at: datetime) -> None:
    all_tables()
    with (
        writing(store) as ledger,
        ledger.entry(
            by_id=None, action="demo.clock", now=practice_at, revision=SCHEMA_REVISION, site=site, simulated=True
        ) as entry,
    ):
        entry.change(entry.get(Site, site.id), practice_at=practice_at, real_at=real_at)
