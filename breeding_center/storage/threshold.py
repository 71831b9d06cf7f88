"""The figures that the center judges by, where it has set or signed them itself; any other stands at its default."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Recorded, one_of_a_kind, short


class ThresholdValue(Recorded):
    """A figure that rules judge by, with its source and who signed it. Setting it anew takes the signature away."""

    __tablename__ = "threshold"
    __table_args__ = (one_of_a_kind("threshold_code", "code"),)

    code: Mapped[str] = mapped_column(short(60))
    value: Mapped[float]
    unit: Mapped[str] = mapped_column(short(20))
    source: Mapped[str | None]
    is_verified: Mapped[bool]
    verified_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    verified_at: Mapped[datetime | None]


threshold = ThresholdValue.__table__
