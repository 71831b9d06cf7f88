"""What nutrition answers to the checklists of other rooms."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.declarations.room import Evidence
from breeding_center.nutrition.queries import shares_of
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import FoodPart

DAYS = 14
BAMBOO = (FoodPart.LEAF, FoodPart.CULM, FoodPart.SHOOT)


def bamboo_share(reading: Reading, animal_id: UUID, at: datetime) -> Evidence | None:
    """How much of what it ate in two weeks was bamboo, as in the wild."""
    food = tables.food
    parts = {row.id: row.part for row in reading.rows(select(food.c.id, food.c.part))}
    eaten = bamboo = 0.0
    for share in shares_of(reading, [animal_id], at - timedelta(days=DAYS), at):
        if share.left_g is None:
            continue
        ate = share.offered_g - share.left_g
        eaten += ate
        bamboo += ate if parts.get(share.food_id) in BAMBOO else 0.0
    if eaten <= 0:
        return None
    percent = bamboo / eaten * 100
    said = _("{percent} % of what it ate in {days} days was bamboo.").format(percent=show_number(percent, 0), days=DAYS)
    return Evidence(said, value=percent)
