"""Enclosures and stays.

An animal stays in an access set: the dens and yards it can reach together (two linked dens and their yard are
one stay). Which doors stand open at the moment is a check, not a move.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import Barrier, EnclosureKind


class Enclosure(Recorded):
    """A site, a house, a den or a yard; the tree hangs by `parent_id`."""

    __tablename__ = "enclosure"
    __table_args__ = (one_of_a_kind("enclosure_code", "code"),)

    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("enclosure.id"))
    kind: Mapped[EnclosureKind]
    code: Mapped[str] = mapped_column(short(40))
    name_en: Mapped[str] = mapped_column(short(120))
    name_zh: Mapped[str] = mapped_column(short(120))
    search_key: Mapped[str] = mapped_column(short(400))
    capacity: Mapped[int | None]
    purpose: Mapped[str | None]


class AccessSet(Recorded):
    """Enclosures that open into one another; what an animal stays in."""

    __tablename__ = "access_set"
    __table_args__ = (one_of_a_kind("access_set_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    name_en: Mapped[str] = mapped_column(short(120))
    name_zh: Mapped[str] = mapped_column(short(120))
    search_key: Mapped[str] = mapped_column(short(400))
    capacity: Mapped[int | None]


class AccessSetMember(Recorded):
    """An enclosure of an access set."""

    __tablename__ = "access_set_member"
    __table_args__ = (one_of_a_kind("access_set_member", "access_set_id", "enclosure_id"),)

    access_set_id: Mapped[UUID] = mapped_column(ForeignKey("access_set.id"))
    enclosure_id: Mapped[UUID] = mapped_column(ForeignKey("enclosure.id"))


class Stay(Recorded):
    """An animal in an access set from an instant until an instant."""

    __tablename__ = "stay"
    __table_args__ = (
        interval("in_order", "from_at", "until_at"),
        # Two open stays of one animal cannot be; overlaps in the past are refused under the writer's lock.
        one_of_a_kind("stay_open", "animal_id", where=text("until_at IS NULL")),
        Index(None, "animal_id", "from_at"),
        Index(None, "access_set_id", "from_at"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID] = mapped_column(ForeignKey("access_set.id"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    doubt: Mapped[str | None]


class EnclosureNeighbor(Recorded):
    """Two enclosures side by side, and what stands between them, from a day until a day. Either may be named first."""

    __tablename__ = "enclosure_neighbor"
    __table_args__ = (
        CheckConstraint("enclosure_id <> neighbor_id", name="two_enclosures"),
        interval("in_order", "from_on", "until_on"),
        one_of_a_kind("enclosure_neighbor", "enclosure_id", "neighbor_id", where=text("until_on IS NULL")),
    )

    enclosure_id: Mapped[UUID] = mapped_column(ForeignKey("enclosure.id"))
    neighbor_id: Mapped[UUID] = mapped_column(ForeignKey("enclosure.id"))
    barrier: Mapped[Barrier]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    note: Mapped[str | None]


class EnclosureCheck(Happened):
    """A look at an access set, or at a house or a den: locks, doors that stand open, temperature, cleaning."""

    __tablename__ = "enclosure_check"
    __table_args__ = (
        CheckConstraint("(access_set_id IS NULL) <> (enclosure_id IS NULL)", name="one_place"),
        Index(None, "access_set_id", "done_at"),
        Index(None, "done_at"),
    )

    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    enclosure_id: Mapped[UUID | None] = mapped_column(ForeignKey("enclosure.id"))
    is_locked: Mapped[bool | None]
    is_clean: Mapped[bool | None]
    doors_open: Mapped[str | None]
    temperature_c: Mapped[float | None]
    humidity_percent: Mapped[float | None]


class EnclosureReading(Happened):
    """Temperature and humidity as read in a house, a den or a yard."""

    __tablename__ = "enclosure_reading"
    __table_args__ = (
        CheckConstraint("temperature_c IS NOT NULL OR humidity_percent IS NOT NULL", name="something_read"),
        Index(None, "enclosure_id", "done_at"),
        Index(None, "done_at"),
    )

    enclosure_id: Mapped[UUID] = mapped_column(ForeignKey("enclosure.id"))
    temperature_c: Mapped[float | None]
    humidity_percent: Mapped[float | None]
