"""A small center to look after: an origin, the center itself, and a few taxa, written through the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, text

from breeding_center.animals.model import Taxon
from breeding_center.office.upkeep.tables import all_records, all_tables
from breeding_center.storage import journal
from breeding_center.storage.base import new_id
from breeding_center.storage.database import Database
from breeding_center.storage.entry import writing
from breeding_center.storage.reading import SiteView
from breeding_center.storage.revision import SCHEMA_REVISION
from breeding_center.storage.site import Site

AT = datetime(2020, 9, 25, 0, 0, 0, 123456, tzinfo=UTC)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database, closed again afterwards."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def begin_center(url: str, name_en: str = "Qinling", name_zh: str = "秦岭", taxa: int = 3) -> None:
    """Writes the first entries of a center into a database that has the schema."""
    all_tables()
    with opened(url) as database:
        with database.writing() as connection:
            head = {"head_seq": 0, "head_hash": journal.NO_HASH, "counter": 0}
            connection.execute(insert(journal.origin), {"id": new_id(), "name": name_en, "is_local": True} | head)
        view = SiteView(new_id(), name_en, name_zh, ZoneInfo("Asia/Shanghai"), time(8), False, None, None)
        with (
            writing(database) as ledger,
            ledger.entry(by_id=None, action="init", now=AT, revision=SCHEMA_REVISION, site=view) as entry,
        ):
            entry.add(_site(name_en, name_zh))
    for number in range(taxa):
        add_taxon(url, f"taxon-{number}")


def _site(name_en: str, name_zh: str) -> Site:
    return Site(
        name_en=name_en, name_zh=name_zh, time_zone="Asia/Shanghai", day_starts_at="08:00", is_practice=False
    )  # fmt: skip


def add_taxon(url: str, code: str) -> None:
    """One more entry."""
    all_tables()
    with (
        opened(url) as database,
        writing(database) as ledger,
        ledger.entry(by_id=None, action="taxon.add", now=AT, revision=SCHEMA_REVISION) as entry,
    ):
        entry.add(Taxon(code=code, scientific_name="Ailuropoda melanoleuca", name_en=code, name_zh="大熊猫"))


def faults(url: str) -> list[journal.Fault]:
    """What `journal verify` finds."""
    with opened(url) as database, database.reading() as connection:
        return journal.verify(connection, all_records())


def codes(url: str) -> list[str]:
    """The taxa that are there."""
    with opened(url) as database, database.reading() as connection:
        return list(connection.execute(text("SELECT code FROM taxon ORDER BY code")).scalars())


@contextmanager
def around_the_journal(url: str) -> Iterator[Connection]:
    """A connection for doing what nobody should: no guards, no checks, committed."""
    from breeding_center.storage import triggers

    with opened(url) as database, database.writing() as connection:
        triggers.remove(connection)
        yield connection
