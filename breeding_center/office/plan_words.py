"""What a plan asks for, in words: plans hold what a person would type, and that is codes."""

import re
from collections.abc import Mapping

from sqlalchemy import select

from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import listed, pick
from breeding_center.words import label

_KEY = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
PORTIONS = "portions"  # the field of a feed's form that holds foods


def food_names(reading: Reading) -> dict[str, str]:
    """The names of all foods by their codes."""
    f = tables.food
    rows = reading.rows(select(f.c.code, f.c.name_en, f.c.name_zh).where(f.c.voided_at.is_(None)))
    return {row.code: pick(row.name_en, row.name_zh) for row in rows}


def in_words(planned: Mapping[str, str], foods: Mapping[str, str]) -> dict[str, str]:
    """A plan's values as people read them: foods and ways of giving by their names, and no record by its key."""
    return {
        name: _portions(value, foods) if name == PORTIONS else label(value)
        for name, value in planned.items()
        if not _KEY.fullmatch(value)
    }


def _portions(typed: str, foods: Mapping[str, str]) -> str:
    """'bashania_leaf 4kg, apple 200g' with the names of the foods."""
    parts = (one.strip().partition(" ") for one in typed.split(","))
    return listed(f"{foods.get(code, code)} {mass}".rstrip() for code, _space, mass in parts)
