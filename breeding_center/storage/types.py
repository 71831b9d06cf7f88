"""How values are kept in columns: instants in UTC, words of a vocabulary by their value."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Enum
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps it as text without an offset, which sorts as the instants do."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without an offset")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(Enum):
    """A vocabulary's word, kept by its value; the vocabulary itself is checked on the way in."""

    def __init__(self, *words: Any, **options: Any) -> None:
        options.setdefault("native_enum", False)
        options.setdefault("create_constraint", False)
        options.setdefault("length", 32)
        options.setdefault("validate_strings", True)
        options.setdefault("values_callable", lambda members: [member.value for member in members])
        super().__init__(*words, **options)
