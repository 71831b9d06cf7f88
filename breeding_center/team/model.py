"""Staff, their posts, shifts, leave, credentials, and whose animal it is."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import ChargeRole, Post


class StaffMember(Recorded):
    """A person who works here; what as, and since when, the posts say. `kind` is what they were engaged as."""

    __tablename__ = "staff_member"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "staff"}  # noqa: RUF012
    __table_args__ = (one_of_a_kind("staff_member_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    kind: Mapped[str] = mapped_column(short(16))
    name_en: Mapped[str] = mapped_column(short(120))
    name_zh: Mapped[str] = mapped_column(short(120))
    search_key: Mapped[str] = mapped_column(short(400))
    phone: Mapped[str | None] = mapped_column(short(40))
    doubt: Mapped[str | None]


class Feeder(StaffMember):
    """A keeper who feeds: most of the center's people."""

    __mapper_args__ = {"polymorphic_identity": "feeder"}  # noqa: RUF012


class PostSpell(Recorded):
    """A post a person holds from a day until a day."""

    __tablename__ = "post_spell"
    __table_args__ = (interval("in_order", "from_on", "until_on"),)

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    post: Mapped[Post]
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class Credential(Recorded):
    """A paper that lets a person do a thing, until it expires."""

    __tablename__ = "credential"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    kind: Mapped[str] = mapped_column(short(120))
    number: Mapped[str | None] = mapped_column(short(80))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class ShiftPattern(Recorded):
    """A shift as it is every day: its code and its wall times. One that ends before it starts runs past midnight."""

    __tablename__ = "shift_pattern"
    __table_args__ = (one_of_a_kind("shift_pattern_code", "code"),)

    code: Mapped[str] = mapped_column(short(16))
    name_en: Mapped[str] = mapped_column(short(40))
    name_zh: Mapped[str] = mapped_column(short(40))
    starts_at: Mapped[str] = mapped_column(short(5))
    ends_at: Mapped[str] = mapped_column(short(5))


class Shift(Recorded):
    """A person on a shift of a day."""

    __tablename__ = "shift"
    __table_args__ = (
        one_of_a_kind("shift_person", "staff_id", "from_at"),
        interval("in_order", "from_at", "until_at"),
        Index(None, "from_at"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    pattern_id: Mapped[UUID] = mapped_column(ForeignKey("shift_pattern.id"))
    on_day: Mapped[date]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    doubt: Mapped[str | None]


class Leave(Recorded):
    """Days on which a person is away."""

    __tablename__ = "leave"
    __table_args__ = (interval("in_order", "from_on", "until_on"),)

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
    reason: Mapped[str | None]


class Charge(Recorded):
    """Whose animal, or whose enclosure, it is: the primary keeper, and the backup."""

    __tablename__ = "charge"
    __table_args__ = (
        CheckConstraint("(animal_id IS NULL) <> (access_set_id IS NULL)", name="one_subject"),
        interval("in_order", "from_on", "until_on"),
        Index(None, "animal_id"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    role: Mapped[ChargeRole]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
