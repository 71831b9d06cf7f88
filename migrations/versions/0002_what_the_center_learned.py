"""What the center learned after its first season of records.

The studbook beyond the center's own animals, and what the four lines found missing. What is "one of a kind" is so
among records that were not voided; earlier rows keep their looks, so the journal needs no upcast.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = (
    "file_content",
    "field_attachment",
    "release_request",
)


def _key(column: str, table: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(name))


def _named_keys(table: str, *items: sa.schema.SchemaItem) -> None:
    """Every foreign key gets its name here, so that none is left to an engine or to a later convention."""
    for column in (item for item in items if isinstance(item, sa.Column)):
        for key in column.foreign_keys:
            key.name = f"fk_{table}_{column.name}_{key.target_fullname.partition('.')[0]}"


def _table(table: str, *items: sa.schema.SchemaItem) -> None:
    _named_keys(table, *items)
    op.create_table(table, *items)


def _record(table: str, *own: sa.schema.SchemaItem) -> None:
    """A table of records: journaled, versioned, voidable."""
    _table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        *own,
        sa.Column("version", sa.Integer(), nullable=False),
        _key("entry_id", "entry", nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True)),
        _key("voided_by_id", "staff_member"),
        sa.Column("void_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _happening(table: str, *own: sa.schema.SchemaItem) -> None:
    """A table of things that somebody did."""
    _record(
        table,
        *own,
        _key("done_by_id", "staff_member"),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        _key("task_id", "task"),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
    )


def _one_of_a_kind(name: str, table: str, *columns: str, where: str = "") -> None:
    alive = sa.text(" AND ".join(filter(None, ("voided_at IS NULL", where))))
    op.create_index(name, table, columns, unique=True, sqlite_where=alive, postgresql_where=alive)


def upgrade() -> None:
    # ---------------- the journal, and the center itself

    _table(
        "file_content",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_file_content"),
    )

    # ---------------- rescue

    _record(
        "field_attachment",
        _key("report_id", "field_report", nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("caption", sa.Text()),
        _check("ck_field_attachment_size", "size > 0"),
    )
    _one_of_a_kind("uq_field_attachment", "field_attachment", "report_id", "sha256")
    _happening(
        "release_request",
        _key("case_id", "rescue_case", nullable=False),
        sa.Column("open_criteria", sa.Text()),
    )
    op.create_index("ix_release_request_case_id", "release_request", ["case_id"])


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
