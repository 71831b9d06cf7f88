"""Records for tests, made in a line each: valid and unremarkable unless a test says otherwise.

`a_center(url)` makes a center with its tables, one taxon and one registrar; `an_entry(center)` opens a deed in it;
within it `an_animal(entry)`, `a_person(entry)` and their like write rows and return their keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select

from breeding_center.clock import FixedClock
from breeding_center.errors import NoDatabase
from breeding_center.moments import DateSpan, parse_date_span
from breeding_center.office.center import Center
from breeding_center.office.upkeep.revisions import make_schema
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage import journal
from breeding_center.storage.base import Base, new_id
from breeding_center.storage.database import Database
from breeding_center.storage.entry import Entry, writing
from breeding_center.storage.reading import Reading, SiteView, load_site, reading
from breeding_center.storage.revision import SCHEMA_REVISION
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    DispositionKind,
    IdentifierKind,
    InstitutionKind,
    LifeStage,
    MeasureKind,
    Ownership,
    ParentageKind,
    ParentRole,
    Post,
    Sex,
    WeighMethod,
)

NOW = datetime(2020, 9, 25, 2, 0, tzinfo=UTC)  # 10:00 in the center's zone
TODAY = date(2020, 9, 25)
ZONE = ZoneInfo("Asia/Shanghai")
OPENED = datetime(2000, 1, 1, tzinfo=UTC)
STAGES = (
    (LifeStage.CUB, 0, 183),
    (LifeStage.JUVENILE, 183, 548),
    (LifeStage.SUBADULT, 548, 2009),
    (LifeStage.ADULT, 2009, 7305),
    (LifeStage.GERIATRIC, 7305, None),
)
GROWTH = ((0, 80, 150, 220), (30, 800, 1150, 1600), (90, 3800, 4900, 6200), (365, 26000, 33000, 41000))


def begin_center(url: str) -> None:
    """Put a center with one taxon and one registrar into a database that has the tables and nothing in them."""
    from breeding_center.storage.site import Site

    all_tables()
    database = Database(url)
    origin = {"id": new_id(), "name": "test", "is_local": True, "head_seq": 0, "head_hash": journal.NO_HASH}
    site = SiteView(new_id(), "Test center", "测试中心", ZONE, time(8), True, None, None)
    opening: dict[str, Any] = {"by_id": None, "action": "init", "now": OPENED, "revision": SCHEMA_REVISION}
    with database.writing() as connection:
        connection.execute(insert(journal.origin), origin | {"counter": 0})
    with writing(database) as ledger, ledger.entry(**opening, site=site) as entry:
        entry.add(
            Site(
                name_en=site.name_en, name_zh=site.name_zh, time_zone=site.zone.key, day_starts_at="08:00",
                is_practice=True,
            )
        )  # fmt: skip
        a_person(entry, "registrar", posts=(Post.REGISTRAR,), kind="staff")
        a_taxon(entry)
    database.close()


def a_center(url: str, *, now: datetime = NOW) -> Center:
    """The center kept at a URL, on a clock that stands still; begun, and its tables made, where they are not there."""
    if not Database(url).exists():
        make_schema(url)
    database = Database(url)
    try:
        with database.reading() as connection:
            site = load_site(connection)
    except NoDatabase:
        begin_center(url)
        with database.reading() as connection:
            site = load_site(connection)
    return Center(database, site, FixedClock(now))


@contextmanager
def an_entry(
    center: Center,
    *,
    reason: str | None = None,
    confirmed: bool = False,
    now: datetime | None = None,
    by_id: UUID | None = None,
    action: str = "test",
) -> Iterator[Entry]:
    """A deed of the registrar's: committed at the end of the block, or not at all."""
    with writing(center.database) as ledger:
        by_id = by_id or _first(ledger.connection, "staff_member")
        header: dict[str, Any] = {
            "by_id": by_id,
            "action": action,
            "now": now or center.now(),
            "revision": SCHEMA_REVISION,
        }
        with ledger.entry(**header, site=center.site, reason=reason, confirmed=confirmed) as entry:
            yield entry


@contextmanager
def a_reading(center: Center, *, now: datetime | None = None) -> Iterator[Reading]:
    """Questions to the center's records, at its own time or at another."""
    with reading(center.database, FixedClock(now or center.now())) as questions:
        yield questions


def _first(connection: Connection, table_name: str) -> UUID:
    table = Base.metadata.tables[table_name]
    found: UUID | None = connection.execute(select(table.c.id).order_by(table.c.id)).scalar()
    assert found is not None
    return found


def span(written: str) -> DateSpan:
    """A date as a person writes it."""
    return parse_date_span(written, TODAY)


# ---------------------------------------------------------------- people


def a_person(entry: Entry, code: str, *, posts: tuple[Post, ...] = (Post.FEEDER,), kind: str = "feeder") -> UUID:
    """A member of staff, in their posts since 2010."""
    from breeding_center.team.model import Feeder, PostSpell, StaffMember

    name = code.title()
    person = (Feeder if kind == "feeder" else StaffMember)(
        code=code, kind=kind, name_en=name, name_zh=name, search_key=code.casefold()
    )
    entry.add(person)
    for post in posts:
        entry.add(PostSpell(staff_id=person.id, post=post, from_on=date(2010, 1, 1)))
    return person.id


# ---------------------------------------------------------------- animals


def a_taxon(entry: Entry, code: str = "qinlingensis") -> UUID:
    """A taxon with stages of life and an unverified growth band."""
    from breeding_center.animals.model import GrowthBand, LifeStageLimit, Taxon

    taxon = entry.add(
        Taxon(
            code=code, scientific_name=f"Ailuropoda melanoleuca {code}", name_en="Qinling giant panda",
            name_zh="秦岭大熊猫", gestation_min_days=83, gestation_max_days=200,
        )
    )  # fmt: skip
    for stage, from_days, until_days in STAGES:
        entry.add(
            LifeStageLimit(
                taxon_id=taxon.id, stage=stage, from_days=from_days, until_days=until_days, is_verified=False
            )
        )
    for age, low, median, high in GROWTH:
        entry.add(
            GrowthBand(
                taxon_id=taxon.id, age_days=age, low_g=low, median_g=median, high_g=high, is_verified=False
            )
        )  # fmt: skip
    return taxon.id


def an_institution(entry: Entry, code: str = "ZOO", *, kind: InstitutionKind = InstitutionKind.ZOO) -> UUID:
    """A place animals come from and go to."""
    from breeding_center.animals.model import Institution

    return entry.add(Institution(code=code, kind=kind, name_en=f"{code.title()}", name_zh=code)).id


def an_animal(
    entry: Entry,
    name_en: str | None = "Maidong",
    name_zh: str | None = None,
    *,
    sex: Sex = Sex.MALE,
    born: str = "2012-08-20",
    taxon_id: UUID | None = None,
    number: str | None = None,
    chip: str | None = None,
    dam: UUID | None = None,
    sire: UUID | None = None,
    came: str | None = "",
    ownership: Ownership = Ownership.OWNED,
    left: str | None = None,
    left_kind: DispositionKind = DispositionKind.TRANSFER,
) -> UUID:
    """An animal of the collection since its birth; `came=None` makes one that is in the pedigree only."""
    from breeding_center.animals.model import Accession, Animal, Disposition
    from breeding_center.animals.rules import search_key_of

    birth = span(born)
    animal = entry.add(
        Animal(
            name_en=name_en, name_zh=name_zh, search_key=search_key_of([name_en, name_zh]),
            taxon_id=taxon_id or _first(entry.connection, "taxon"), sex=sex, birth_from=birth.from_on,
            birth_until=birth.until_on, birth_written=birth.written, birth_type=BirthType.CAPTIVE, is_reported=False,
        )
    )  # fmt: skip
    if came is not None:
        on = span(came) if came else birth
        how = AccessionKind.TRANSFER if came else AccessionKind.BIRTH
        entry.add(
            Accession(
                animal_id=animal.id, kind=how, on_from=on.from_on, on_until=on.until_on,
                on_written=on.written, ownership=ownership, is_provisional=False,
            )
        )  # fmt: skip
    if left is not None:
        on = span(left)
        entry.add(
            Disposition(
                animal_id=animal.id, kind=left_kind, on_from=on.from_on, on_until=on.until_on, on_written=on.written,
                is_still_owned=left_kind is DispositionKind.LOAN,
            )
        )  # fmt: skip
    if number:
        an_identifier(entry, animal.id, number)
    if chip:
        an_identifier(entry, animal.id, chip, kind=IdentifierKind.TRANSPONDER)
    for role, parent in ((ParentRole.DAM, dam), (ParentRole.SIRE, sire)):
        if parent:
            a_claim(entry, animal.id, role, parent)
    return animal.id


def an_identifier(
    entry: Entry, animal_id: UUID, value: str, *, kind: IdentifierKind = IdentifierKind.STUDBOOK_NUMBER
) -> UUID:
    """A number that an animal goes by."""
    from breeding_center.animals.model import Identifier

    return entry.add(Identifier(animal_id=animal_id, kind=kind, value=value)).id


def a_claim(entry: Entry, animal_id: UUID, role: ParentRole, parent_id: UUID, probability: float = 1.0) -> UUID:
    """A parentage claim, genetic unless said otherwise."""
    from breeding_center.animals.model import ParentageClaim

    return entry.add(
        ParentageClaim(
            animal_id=animal_id, role=role, parent_id=parent_id, kind=ParentageKind.GENETIC, probability=probability
        )
    ).id


def a_weight(entry: Entry, animal_id: UUID, weight_g: float, *, days_ago: float = 1) -> UUID:
    """A weight taken on the scale some days ago."""
    from breeding_center.animals.model import Measurement

    return entry.add(
        Measurement(
            animal_id=animal_id, kind=MeasureKind.WEIGHT, weight_g=weight_g, method=WeighMethod.SCALE,
            done_at=entry.now - timedelta(days=days_ago),
        )
    ).id  # fmt: skip
