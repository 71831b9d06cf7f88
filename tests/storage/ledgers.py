"""A place with an origin and a center, written to directly: what the tests of the storage stand on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from breeding_center.office import rooms
from breeding_center.storage import journal
from breeding_center.storage.base import new_id
from breeding_center.storage.database import Database
from breeding_center.storage.entry import Entry, writing
from breeding_center.storage.reading import SiteView
from breeding_center.storage.revision import SCHEMA_REVISION
from breeding_center.storage.site import Site

NOW = datetime(2020, 9, 25, 0, 30, tzinfo=UTC)
SITE = SiteView(new_id(), "Qinling", "秦岭", ZoneInfo("Asia/Shanghai"), time(8), True, None, None)


def start(url: str) -> Database:
    """An origin and a center at `url`, whose tables exist."""
    rooms.load_models()
    database = Database(url)
    with database.writing() as connection:
        home = {"id": new_id(), "name": "test", "is_local": True, "head_seq": 0, "counter": 0}
        connection.execute(insert(journal.origin), {**home, "head_hash": journal.NO_HASH})
    with recording(database, "init") as entry:
        entry.add(
            Site(name_en="Qinling", name_zh="秦岭", time_zone="Asia/Shanghai", day_starts_at="08:00", is_practice=True)
        )
    return database


@contextmanager
def recording(
    database: Database, action: str = "test", *, reason: str | None = None, undoes_id: UUID | None = None
) -> Iterator[Entry]:
    """One entry of nobody in particular."""
    with (
        writing(database) as ledger,
        ledger.entry(
            by_id=None, action=action, now=NOW, revision=SCHEMA_REVISION, site=SITE, reason=reason, undoes_id=undoes_id
        ) as entry,
    ):
        yield entry
