"""Estrus, urine and its hormones, litters, cubs at the bottle."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, one_of_a_kind, short
from breeding_center.vocabulary import Hormone


class EstrusObservation(Happened):
    """A female watched in the season: each behavior and the vulva scored 0-3; what was not watched for stays empty."""

    __tablename__ = "estrus_observation"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    scent_marking: Mapped[int | None]
    bleating: Mapped[int | None]
    chirping: Mapped[int | None]
    tail_up: Mapped[int | None]
    lordosis: Mapped[int | None]
    restlessness: Mapped[int | None]
    vulva: Mapped[int | None]


class UrineSample(Happened):
    """Urine drawn up from a clean floor, for the hormone series."""

    __tablename__ = "urine_sample"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    code: Mapped[str | None] = mapped_column(short(40))
    volume_ml: Mapped[float | None]
    specific_gravity: Mapped[float | None]


class HormoneAssay(Recorded):
    """A hormone measured in a urine sample, with the creatinine it is corrected by."""

    __tablename__ = "hormone_assay"
    __table_args__ = (
        CheckConstraint("creatinine_mg_ml IS NULL OR creatinine_mg_ml > 0", name="creatinine"),
        one_of_a_kind("hormone_assay", "sample_id", "hormone"),
    )

    sample_id: Mapped[UUID] = mapped_column(ForeignKey("urine_sample.id"))
    hormone: Mapped[Hormone]
    value_ng_ml: Mapped[float]
    creatinine_mg_ml: Mapped[float | None]
    kit: Mapped[str | None] = mapped_column(short(120))
    laboratory: Mapped[str | None] = mapped_column(short(120))
    assayed_on: Mapped[date | None]


class Litter(Recorded):
    """Cubs born of one dam at one birth; `size` counts the stillborn too."""

    __tablename__ = "litter"

    dam_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    born_from: Mapped[date]
    born_until: Mapped[date]
    born_written: Mapped[str] = mapped_column(short(80))
    size: Mapped[int]
    stillborn: Mapped[int]
    note: Mapped[str | None]


class LitterCub(Recorded):
    """A cub of a litter, in the order of birth."""

    __tablename__ = "litter_cub"
    __table_args__ = (one_of_a_kind("litter_cub", "animal_id"),)

    litter_id: Mapped[UUID] = mapped_column(ForeignKey("litter.id"), index=True)
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    birth_order: Mapped[int]


class CubFeed(Happened):
    """A cub fed milk by hand, or checked at the dam's breast (then no volume is known)."""

    __tablename__ = "cub_feed"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    milk_ml: Mapped[float | None]
    formula: Mapped[str | None] = mapped_column(short(120))
    has_urinated: Mapped[bool | None]
    has_defecated: Mapped[bool | None]
