"""Foods, what was offered, what was left, feces, body condition.

Offering and weighing the leftovers are separate records: one weighing, often by another shift and of a shared
pile, closes every offering of its subject in the time it covers. Until then the intake is pending.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import FecesColor, FoodPart

ONE_SUBJECT = "(animal_id IS NULL) <> (access_set_id IS NULL)"


class Food(Recorded):
    """A food: for bamboo, one part of one species."""

    __tablename__ = "food"
    __table_args__ = (one_of_a_kind("food_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    name_en: Mapped[str] = mapped_column(short(120))
    name_zh: Mapped[str] = mapped_column(short(120))
    search_key: Mapped[str] = mapped_column(short(400))
    species: Mapped[str | None] = mapped_column(short(120))
    part: Mapped[FoodPart]
    season_from_month: Mapped[int | None]
    season_until_month: Mapped[int | None]
    dry_matter_percent: Mapped[float | None]
    source: Mapped[str | None]
    is_verified: Mapped[bool]


class Offering(Happened):
    """A food put before an animal, or before all that share an access set (`sharers` of them)."""

    __tablename__ = "offering"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint("offered_g > 0", name="offered"),
        Index(None, "animal_id", "done_at"),
        Index(None, "access_set_id", "done_at"),
        Index(None, "done_at"),
    )

    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    sharers: Mapped[int]
    food_id: Mapped[UUID] = mapped_column(ForeignKey("food.id"))
    offered_g: Mapped[float]


class Leftover(Happened):
    """What was left of everything offered to its subject in [covers_from, covers_until); of one food, or of all."""

    __tablename__ = "leftover"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint("left_g >= 0", name="left"),
        interval("in_order", "covers_from", "covers_until"),
        Index(None, "animal_id", "covers_until"),
        Index(None, "access_set_id", "covers_until"),
        Index(None, "done_at"),
    )

    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    food_id: Mapped[UUID | None] = mapped_column(ForeignKey("food.id"))
    left_g: Mapped[float]
    covers_from: Mapped[datetime]
    covers_until: Mapped[datetime]


class Feces(Happened):
    """Feces as collected: weight, score (1 liquid … 4 dry), mucus, color, worms."""

    __tablename__ = "feces"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint("feces_g >= 0", name="weight"),
        Index(None, "animal_id", "done_at"),
        Index(None, "done_at"),
    )

    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    feces_g: Mapped[float]
    score: Mapped[int | None]
    mucus_g: Mapped[float | None]
    has_mucus: Mapped[bool | None]
    has_worms: Mapped[bool | None]
    color: Mapped[FecesColor | None]


class BodyCondition(Happened):
    """Body condition on the scale it was scored with: 1-9, or 1-5."""

    __tablename__ = "body_condition"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    score: Mapped[float]
    scale_max: Mapped[int]
