"""The figures that rules judge by, as the center keeps them; asked for by every room that raises alerts."""

from sqlalchemy import select

from breeding_center.declarations.threshold import Limit
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading


def kept_limits(reading: Reading) -> dict[str, Limit]:
    """The figures that the center has set or signed, by code; `Threshold.under` knows the others."""
    threshold = tables.threshold
    question = select(threshold.c.code, threshold.c.value, threshold.c.is_verified)
    rows = reading.rows(question.where(threshold.c.voided_at.is_(None)))
    return {row.code: Limit(row.value, row.is_verified) for row in rows}
