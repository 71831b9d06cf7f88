"""What the institutions of the studbook are called."""

from sqlalchemy import select, type_coerce
from sqlalchemy.types import String

from breeding_center.breeding.studbook_rows import Key
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import pick


def institution_names(reading: Reading) -> dict[Key, str]:
    """Names in the language spoken now, by key as the engine keeps it."""
    i = tables.institution
    question = select(type_coerce(i.c.id, String()), i.c.name_en, i.c.name_zh).where(i.c.voided_at.is_(None))
    return {key: pick(en, zh) for key, en, zh in reading.rows(question)}
