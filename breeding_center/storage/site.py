"""The center itself: its name, its time zone, when its day begins, and whether it is for practice."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Recorded, short


class Site(Recorded):
    """The one center whose records these are.

    `day_starts_at` is a wall time such as 08:00. In a practice center `practice_at` was the time there when it
    really was `real_at`; its clock has been flowing since.
    """

    __tablename__ = "site"

    name_en: Mapped[str] = mapped_column(short(200))
    name_zh: Mapped[str] = mapped_column(short(200))
    time_zone: Mapped[str] = mapped_column(short(64))
    day_starts_at: Mapped[str] = mapped_column(short(5))
    is_practice: Mapped[bool]
    practice_at: Mapped[datetime | None]
    real_at: Mapped[datetime | None]


site = Site.__table__
