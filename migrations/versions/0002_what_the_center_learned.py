"""What the center learned after its first season of records.

The studbook beyond the center's own animals, and what the four lines found missing. What is "one of a kind" is so
among records that were not voided; earlier rows keep their looks, so the journal needs no upcast.
"""

from collections.abc import Sequence
from typing import Any, Literal

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _key(column: str, table: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _named_keys(table: str, *items: sa.schema.SchemaItem) -> None:
    """Every foreign key gets its name here, so that none is left to an engine or to a later convention."""
    for column in (item for item in items if isinstance(item, sa.Column)):
        for key in column.foreign_keys:
            key.name = f"fk_{table}_{column.name}_{key.target_fullname.partition('.')[0]}"


def _table(table: str, *items: sa.schema.SchemaItem) -> None:
    _named_keys(table, *items)
    op.create_table(table, *items)


def _widen(table: str, *columns: sa.Column[Any]) -> None:
    """SQLite makes the table anew, so that a key among the columns has its name there too."""
    _named_keys(table, *columns)
    anew: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table(table, recreate=anew) as batch:
        for column in columns:
            batch.add_column(column)


def _narrow(table: str, *columns: str) -> None:
    anew: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table(table, recreate=anew) as batch:
        for column in columns:
            batch.drop_column(column)


def upgrade() -> None:
    # ---------------- what earlier tables learned

    _widen("deworming", _key("lot_id", "medicine_lot"))
    _widen("medicine_movement", _key("deworming_id", "deworming"), _key("vaccination_id", "vaccination"))


def downgrade() -> None:
    _narrow("deworming", "lot_id")
    _narrow("medicine_movement", "deworming_id", "vaccination_id")
