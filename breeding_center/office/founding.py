"""Starting the records of a center: its own record, its first registrar, and what every center looks things up in.

The schema is made first; then everything else is one journaled entry, so that a start that is interrupted leaves
an empty database which can be started again.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from breeding_center.animals.model import GrowthBand, LifeStageLimit, Taxon
from breeding_center.clock import Clock, SystemClock, pinned_clock
from breeding_center.declarations.finding import stored_key
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import parse_time
from breeding_center.office.practice import sheets
from breeding_center.office.practice.sheets import Sheets
from breeding_center.office.upkeep.revisions import make_schema
from breeding_center.rescue.model import NotificationRung, ReleaseCriterion
from breeding_center.storage import journal
from breeding_center.storage.base import new_id
from breeding_center.storage.database import Database, shown
from breeding_center.storage.entry import Entry, Ledger
from breeding_center.storage.reading import SiteView
from breeding_center.storage.revision import SCHEMA_REVISION, present_revision
from breeding_center.storage.site import Site
from breeding_center.team.model import PostSpell, StaffMember
from breeding_center.text import _, one_line
from breeding_center.text import shown as quoted
from breeding_center.vocabulary import LifeStage, Post, Sex
from breeding_center.vocabulary.rescue import NotifyAfter

ACTION = "init"
REGISTRAR_CODE = "r01"


@dataclass(frozen=True, slots=True)
class Registrar:
    """The first person of a center: who may let everybody else in."""

    name_en: str
    name_zh: str
    code: str = REGISTRAR_CODE
    phone: str | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Founded:
    """A center that was started: where, what it is called, and its registrar."""

    place: str
    name_en: str
    name_zh: str
    registrar_id: UUID


def found(
    database: str | os.PathLike[str],
    *,
    name_en: str,
    name_zh: str | None = None,
    time_zone: str,
    day_starts_at: str = "08:00",
    registrar: str,
    registrar_zh: str | None = None,
    clock: Clock | None = None,
    practice: bool = False,
) -> Founded:
    """Start a center at a path or URL; refused where there is one already.

    A Chinese name alone will do for both languages. A `practice` center's clock begins at the present.
    """
    now = (clock or pinned_clock() or SystemClock()).now()
    english = one_line(name_en, _("name of the center"))
    chinese = one_line(name_zh, _("Chinese name of the center")) if name_zh else english
    site = SiteView(
        new_id(), english, chinese, zone_named(time_zone), _start_of_day(day_starts_at), practice,
        now if practice else None, SystemClock().now() if practice else None,
    )  # fmt: skip
    person = one_line(registrar, _("name of the registrar"), 120)
    first = Registrar(
        person, one_line(registrar_zh, _("Chinese name of the registrar"), 120) if registrar_zh else person
    )
    with new_center(database) as (store, connection):
        ledger = begin(connection, site)
        with ledger.entry(
            by_id=(who := new_id()), action=ACTION, now=now, revision=SCHEMA_REVISION, site=site
        ) as entry:
            write_foundation(entry, site, who, first)
        return Founded(shown(store.url), site.name_en, site.name_zh, who)


def zone_named(written: str) -> ZoneInfo:
    """A time zone by its name in the IANA database; raises `NotUnderstood` for any other."""
    try:
        return ZoneInfo(written)
    except (KeyError, ValueError, OSError):
        raise NotUnderstood(
            _("There is no time zone '{written}'; write such as Asia/Shanghai.").format(written=quoted(written))
        ) from None


def _start_of_day(written: str) -> time:
    at = parse_time(written)
    return at.replace(second=0, microsecond=0)


# ---------------------------------------------------------------- one transaction


@contextmanager
def new_center(database: str | os.PathLike[str]) -> Iterator[tuple[Database, Connection]]:
    """An empty database with the present schema, and the one transaction in which a center is written into it."""
    store = Database(database)
    try:
        refuse_existing(store)
        make_schema(database)
        with told_as_refusal(), store.writing() as connection:
            # Somebody may have been quicker: under the writer's lock it is looked at again.
            if not store.is_sqlite:
                connection.exec_driver_sql(f"LOCK TABLE {journal.origin.name} IN EXCLUSIVE MODE")
            if _has_origin(connection):
                raise _exists(store)
            yield store, connection
    finally:
        store.close()


@contextmanager
def told_as_refusal() -> Iterator[None]:
    """What the database refuses, as a sentence."""
    try:
        yield
    except IntegrityError as error:
        raise Refused(
            _("The records do not allow this, because it would break a rule of the database: {why}.").format(
                why=str(error.orig).strip().splitlines()[0]
            )
        ) from error


def refuse_existing(store: Database) -> None:
    """Raise `Refused` where there is a center, of whatever schema."""
    if has_center(store):
        raise _exists(store)


def has_center(store: Database) -> bool:
    """Is there a center, of whatever schema?"""
    if not store.exists():
        return False
    with store.reading() as connection:
        return present_revision(connection) is not None and _has_origin(connection)


def _has_origin(connection: Connection) -> bool:
    return connection.execute(select(journal.origin.c.id).limit(1)).first() is not None


def _exists(store: Database) -> Refused:
    return Refused(_("There already is a center at {place}; nothing was changed.").format(place=shown(store.url)))


def begin(connection: Connection, site: SiteView, key: Callable[[], UUID] = new_id) -> Ledger:
    """Open the journal of a database that has none yet."""
    connection.execute(
        insert(journal.origin).values(
            id=key(), name=site.name_en, is_local=True, head_seq=0, head_hash=journal.NO_HASH, counter=0
        )
    )
    return Ledger(connection)


# ---------------------------------------------------------------- what every center has


def write_foundation(
    entry: Entry, site: SiteView, who: UUID, registrar: Registrar, key: Callable[[], UUID] = new_id
) -> None:
    """The center's own record, its registrar in their post, and the reference tables."""
    entry.add(
        Site(
            id=site.id, name_en=site.name_en, name_zh=site.name_zh, time_zone=site.zone.key,
            day_starts_at=f"{site.day_starts_at:%H:%M}", is_practice=site.is_practice, practice_at=site.practice_at,
            real_at=site.real_at,
        )
    )  # fmt: skip
    entry.add(
        StaffMember(
            id=who, code=registrar.code, kind="staff", name_en=registrar.name_en, name_zh=registrar.name_zh,
            search_key=stored_key(registrar.code, registrar.name_en, registrar.name_zh), phone=registrar.phone,
        )
    )  # fmt: skip
    since = (registrar.since or entry.now).astimezone(site.zone).date()
    entry.add(PostSpell(id=key(), staff_id=who, post=Post.REGISTRAR, from_on=since))
    write_reference(entry, sheets.sample(), key)


def write_reference(entry: Entry, tables: Sheets, key: Callable[[], UUID] = new_id) -> None:
    """Taxa, their stages of life and the growth of their young: unverified until a center's own people say so."""
    taxa = {row["key"]: key() for row in tables["taxa"]}
    entry.insert_many(
        Taxon,
        (
            {
                "id": taxa[row["key"]], "code": row["key"], "scientific_name": row["scientific_name"],
                "name_en": row["name_en"], "name_zh": row["name_zh"],
                "gestation_min_days": sheets.whole(row["gestation_min_days"]),
                "gestation_max_days": sheets.whole(row["gestation_max_days"]), "source": sheets.text(row["source"]),
            }
            for row in tables["taxa"]
        ),
    )  # fmt: skip
    entry.insert_many(
        LifeStageLimit,
        (
            {
                "id": key(), "taxon_id": taxa[row["taxon"]], "stage": LifeStage(row["stage"]),
                "from_days": int(row["from_days"]), "until_days": sheets.whole(row["until_days"]),
                "source": sheets.text(row["source"]), "is_verified": sheets.yes(row["verified"]),
            }
            for row in tables["life_stages"]
        ),
    )  # fmt: skip
    entry.insert_many(
        GrowthBand,
        (
            {
                "id": key(), "taxon_id": taxa[row["taxon"]], "sex": Sex(row["sex"]) if row["sex"] else None,
                "age_days": int(row["age_days"]), "low_g": float(row["low_g"]), "median_g": float(row["median_g"]),
                "high_g": float(row["high_g"]), "source": sheets.text(row["source"]),
                "is_verified": sheets.yes(row["verified"]),
            }
            for row in tables["growth_bands"]
        ),
    )  # fmt: skip
    _write_rescue_reference(entry, tables, key)


def _write_rescue_reference(entry: Entry, tables: Sheets, key: Callable[[], UUID]) -> None:
    """Whom to tell of a rescue, and what must hold before a release."""
    entry.insert_many(
        NotificationRung,
        (
            {
                "id": key(), "code": row["code"], "position": number, "title_en": row["title_en"],
                "title_zh": row["title_zh"], "after": NotifyAfter(row["after"]), "within_h": float(row["within_h"]),
                "source": sheets.text(row["source"]), "is_verified": sheets.yes(row["verified"]),
            }
            for number, row in enumerate(tables["notification_rungs"], 1)
        ),
    )  # fmt: skip
    entry.insert_many(
        ReleaseCriterion,
        (
            {
                "id": key(), "code": row["code"], "position": number, "title_en": row["title_en"],
                "title_zh": row["title_zh"], "evidence": sheets.text(row["evidence"]),
                "least": sheets.decimal(row["least"]), "unit": sheets.text(row["unit"]),
                "source": sheets.text(row["source"]), "is_verified": sheets.yes(row["verified"]),
            }
            for number, row in enumerate(tables["release_criteria"], 1)
        ),
    )  # fmt: skip
