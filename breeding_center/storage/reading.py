"""Questions to the records: all of a reading's answers are of one instant, and nothing of it is kept.

Reading needs tables only. Mapping classes is a writer's cost, and is spared whoever looks at a list.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, select

from breeding_center.clock import Clock
from breeding_center.errors import NoDatabase
from breeding_center.storage import tables
from breeding_center.storage.database import Database
from breeding_center.text import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SiteView:
    """The center as it is set up."""

    id: UUID
    name_en: str
    name_zh: str
    zone: ZoneInfo
    day_starts_at: time
    is_practice: bool
    practice_at: datetime | None
    real_at: datetime | None


def load_site(connection: Connection) -> SiteView:
    """The center's own record; raises `NoDatabase` where none was made yet."""
    found = connection.execute(select(tables.site).where(tables.site.c.voided_at.is_(None))).first()
    if found is None:
        raise NoDatabase(_("The database has no center yet; run 'breeding-center init'."))
    return SiteView(
        found.id, found.name_en, found.name_zh, ZoneInfo(found.time_zone), time.fromisoformat(found.day_starts_at),
        found.is_practice, found.practice_at, found.real_at,
    )  # fmt: skip


class Reading:
    """Questions to the records, all answered at the same instant.

    `said` is what every answer must say of these records, such as that they are those of a former day.
    """

    said: Sequence[str] = ()

    def __init__(self, connection: Connection, now: datetime, site: SiteView) -> None:
        self.connection = connection
        self.now = now
        self.site = site
        self._known: dict[str, Any] = {}

    def once(self, what: str, ask: Callable[[], T]) -> T:
        """The answer to a question that many rooms ask, asked only once: the records do not change meanwhile."""
        if what not in self._known:
            self._known[what] = ask()
        found: T = self._known[what]
        return found

    def is_known(self, what: str) -> bool:
        """Was that question asked before?"""
        return what in self._known

    @property
    def zone(self) -> ZoneInfo:
        """The center's time zone."""
        return self.site.zone

    def rows(self, question: Select[Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        """All rows."""
        return self.connection.execute(question).all()

    def row(self, question: Select[Any]) -> Row[*tuple[Any, ...]] | None:
        """The first row, or None."""
        return self.connection.execute(question).first()

    def value(self, question: Select[Any]) -> Any:
        """The first column of the first row, or None."""
        return self.connection.execute(question).scalar()


@contextmanager
def reading(database: Database, clock: Clock) -> Iterator[Reading]:
    """A reading of the records as they are now; nothing it does is kept."""
    with database.reading() as connection:
        site = load_site(connection)
        yield Reading(connection, clock.now(), site)
